"""Forms that somebody gave a name: known without a mention, to whoever can read the channel where that was said."""

import json
from collections.abc import Mapping, Sequence

import aiosqlite

from bot.identity.types import NameId
from bot.store import corrections, places, taught
from bot.store.aliases import tails
from bot.store.corrections import Entry
from bot.store.folding import fold
from bot.store.marking import Secret


async def refresh(
    db: aiosqlite.Connection, guild: int, key: Secret, names: Mapping[int, NameId], rows: Sequence[int]
) -> None:
    """Bring the forms that these names were given up to date with the entries that stand; some are found in texts."""
    marks = {row: key.name(names[row]) for row in rows}
    entries = await corrections.standing(db, guild, set(marks.values()))
    wanted: set[tuple[int, int, str]] = set()
    looked_for: set[tuple[int, int, str]] = set()
    for row, mark in marks.items():
        for entry in entries:
            if (text := given(entry, key, mark, names[row])) and not await _banned(db, guild, key, text):
                channels = [] if entry.channel is None else [entry.channel]
                wanted.add((row, await places.audience(db, guild, channels), text))
                if taught.is_looked_for(entry, names[row]):
                    looked_for.add((row, entry.id, text))
    await taught.refresh(db, guild, rows, looked_for)
    present = {
        tuple(row)
        for row in await db.execute_fetchall(
            "SELECT name_id, audience_id, surface FROM labels WHERE name_id IN (SELECT value FROM json_each(?))",
            (json.dumps(list(rows)),),
        )
    }
    for row, audience, surface in sorted(present - wanted):
        await _drop(db, row, audience, surface)
    for row, audience, surface in sorted(wanted - present):
        await _add(db, guild, row, audience, surface)


async def _banned(db: aiosqlite.Connection, guild: int, key: Secret, text: str) -> bool:
    """Whether a form stands for nothing, by another entry."""
    return bool(await corrections.standing(db, guild, [key.surface(text)]))


def given(entry: Entry, key: Secret, mark: str, name: NameId) -> str | None:
    """The form that an entry gives the name with this mark."""
    if entry.act not in ("rename", "alias on") or entry.subjects[0] != mark or entry.sealed is None:
        return None
    return key.unseal(entry.sealed, opener(name))


def opener(name: NameId) -> str:
    """What opens a text that was sealed with a name."""
    return f"{name[1]}:{name[0]}"


async def _add(db: aiosqlite.Connection, guild: int, name: int, audience: int, surface: str) -> None:
    folded = fold(surface)
    await db.execute("INSERT INTO labels (name_id, audience_id, surface) VALUES (?, ?, ?)", (name, audience, surface))
    await db.execute(
        "INSERT OR IGNORE INTO aliases (guild_id, folded, name_id, audience_id, surface, mentions)"
        " VALUES (?, ?, ?, ?, ?, 0)",
        (guild, folded, name, audience, surface),
    )
    await db.executemany(
        "INSERT OR IGNORE INTO alias_words (guild_id, tail, folded, name_id, audience_id) VALUES (?, ?, ?, ?, ?)",
        [(guild, tail, folded, name, audience) for tail in tails(folded)],
    )


async def _drop(db: aiosqlite.Connection, name: int, audience: int, surface: str) -> None:
    """Take a form away again; it stays an alias where an article has it."""
    bound = {"name": name, "audience": audience, "surface": surface, "folded": fold(surface)}
    await db.execute(
        "DELETE FROM labels WHERE name_id = :name AND audience_id = :audience AND surface = :surface", bound
    )
    await db.execute(
        "DELETE FROM aliases WHERE name_id = :name AND audience_id = :audience AND surface = :surface"
        " AND mentions <= 0",
        bound,
    )
    await db.execute(
        "DELETE FROM alias_words WHERE name_id = :name AND folded = :folded AND audience_id = :audience"
        " AND NOT EXISTS (SELECT 1 FROM aliases"
        " WHERE name_id = :name AND audience_id = :audience AND folded = :folded)",
        bound,
    )
