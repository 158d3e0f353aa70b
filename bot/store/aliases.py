"""Surface forms of names: counted per audience, and indexed from the beginning of each of their words."""

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Mapping

import aiosqlite

from bot.store.aside import aside
from bot.store.counts import Sign
from bot.store.folding import fold

_MOST_WORDS = 6
"""Words of a form that can be matched from: nobody types a longer name from its seventh word on."""


async def write(
    db: aiosqlite.Connection, guild: int, audience: int, surfaces: Counter[tuple[int, str]], sign: Sign
) -> None:
    """Add surface forms, counted by (name id, surface), to what an audience has seen, or take them away."""
    folded = await aside(len(surfaces), _folded, surfaces)
    await db.executemany(
        """
        INSERT INTO aliases (guild_id, folded, name_id, audience_id, surface, mentions) VALUES (?, ?, ?, ?, ?, ?)
        ON CONFLICT DO UPDATE SET mentions = mentions + excluded.mentions
        """,
        [(guild, folded[surface], name, audience, surface, sign * n) for (name, surface), n in surfaces.items()],
    )
    if sign is Sign.MORE:
        await _index(db, guild, audience, surfaces, folded)
    else:
        await _drop_empty(db, audience, surfaces, folded)


def _folded(surfaces: Iterable[tuple[int, str]]) -> dict[str, str]:
    return {surface: fold(surface) for _, surface in surfaces}


async def _index(
    db: aiosqlite.Connection, guild: int, audience: int, surfaces: Counter[tuple[int, str]], folded: Mapping[str, str]
) -> None:
    """Index the forms that are not yet."""
    forms = json.dumps(sorted({(name, folded[surface]) for name, surface in surfaces}))
    fresh = await db.execute_fetchall(_FRESH, {"guild": guild, "audience": audience, "forms": forms})
    if rows := await aside(len(surfaces), _words, guild, audience, fresh):
        await db.executemany(
            "INSERT OR IGNORE INTO alias_words (guild_id, tail, folded, name_id, audience_id) VALUES (?, ?, ?, ?, ?)",
            rows,
        )


_FRESH = """
    SELECT form.value ->> 0, form.value ->> 1 FROM json_each(:forms) AS form
    WHERE NOT EXISTS (
        SELECT 1 FROM alias_words WHERE guild_id = :guild AND tail = form.value ->> 1 AND folded = form.value ->> 1
                                    AND name_id = form.value ->> 0 AND audience_id = :audience)
"""
"""A form is indexed from all of its words or from none, the first among them."""


def _words(guild: int, audience: int, forms: Iterable[sqlite3.Row]) -> list[tuple[int, str, str, int, int]]:
    """A row for each form of a name and each of its words, from that word on."""
    return [(guild, tail, form, name, audience) for name, form in forms for tail in tails(form)]


async def _drop_empty(
    db: aiosqlite.Connection, audience: int, surfaces: Counter[tuple[int, str]], folded: Mapping[str, str]
) -> None:
    await db.executemany(
        "DELETE FROM aliases WHERE name_id = ? AND audience_id = ? AND mentions <= 0 AND NOT EXISTS (SELECT 1 FROM"
        " labels WHERE labels.name_id = aliases.name_id AND labels.audience_id = aliases.audience_id"
        " AND labels.surface = aliases.surface)",
        {(name, audience) for name, _ in surfaces},
    )
    await db.executemany(
        """
        DELETE FROM alias_words WHERE name_id = :name AND folded = :folded AND audience_id = :audience
        AND NOT EXISTS (SELECT 1 FROM aliases
                        WHERE name_id = :name AND audience_id = :audience AND folded = :folded)
        """,
        [{"name": name, "folded": form, "audience": audience} for name, form in {(n, folded[s]) for n, s in surfaces}],
    )


def tails(form: str) -> list[str]:
    """A folded form from each of its first words on: "kim jong un", "jong un", "un"."""
    words = form.split()
    return [" ".join(words[i:]) for i in range(min(len(words), _MOST_WORDS))]
