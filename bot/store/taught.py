"""Forms that are looked for in texts, since somebody gave them to a name: which they are, and what articles have them.

A name that the store has through such a form alone has none looked for: what is found follows from what articles say
by themselves, and from the entries that stand.
"""

import json
import sqlite3
from collections.abc import Collection, Iterable, Mapping, Sequence

import aiosqlite

from bot.identity.blocks import GIVEN, split_of
from bot.identity.teaching import Given
from bot.identity.types import NameId
from bot.store.corrections import Entry
from bot.store.scope import IN_SCOPE, Scope

FEW = 200
"""Articles with the words of a form in which it is looked for in the transaction that gives it."""


def is_looked_for(entry: Entry, name: NameId) -> bool:
    """Whether the form that an entry gives to this name is looked for in texts."""
    return entry.act == "alias on" and bool(entry.detail.get("found")) and split_of(name[0]) != GIVEN


async def refresh(
    db: aiosqlite.Connection, guild: int, rows: Collection[int], wanted: Collection[tuple[int, int, str]]
) -> None:
    """Have exactly these forms looked for of these names: row ids, each with an entry and what it gives.

    Entries of which that is different are to be followed.
    """
    present = {
        tuple(row)
        for row in await db.execute_fetchall(
            "SELECT name_id, entry, form FROM taught WHERE name_id IN (SELECT value FROM json_each(?))",
            (json.dumps(sorted(rows)),),
        )
    }
    changed = present ^ set(wanted)
    await db.executemany(
        "DELETE FROM taught WHERE name_id = ? AND entry = ?", [row[:2] for row in present if row in changed]
    )
    await db.executemany(
        "INSERT INTO taught (guild_id, name_id, entry, form) VALUES (?, ?, ?, ?)",
        [(guild, *row) for row in sorted(wanted) if row in changed],
    )
    await db.executemany("INSERT OR IGNORE INTO unfollowed (entry) VALUES (?)", sorted({(row[1],) for row in changed}))


async def leave(db: aiosqlite.Connection, names: Sequence[int]) -> None:
    """Have the entries followed that gave forms to those of the names that no article has any more."""
    await db.execute(
        """
        INSERT OR IGNORE INTO unfollowed (entry) SELECT DISTINCT taught.entry FROM json_each(?) AS wanted
        CROSS JOIN taught ON taught.name_id = wanted.value CROSS JOIN names ON names.id = taught.name_id
        WHERE names.articles <= 0
        """,
        (json.dumps(list(names)),),
    )


async def here(db: aiosqlite.Connection, guild: int, text: str) -> list[Given]:
    """Those of a guild's forms that a text has, in capitals or not, whatever they stand for there."""
    rows = await db.execute_fetchall(
        "SELECT corrections.number, taught.form, names.kind FROM taught"
        " CROSS JOIN corrections ON corrections.id = taught.entry CROSS JOIN names ON names.id = taught.name_id"
        " WHERE taught.guild_id = ?",
        (guild,),
    )
    return [Given(number, form, kind) for number, form, kind in rows if form in text or form.upper() in text]


async def form_of(db: aiosqlite.Connection, entry: int) -> str | None:
    """The form that is looked for by an entry, None where none is at present."""
    rows = await db.execute_fetchall("SELECT form FROM taught WHERE entry = ? LIMIT 1", (entry,))
    return next((row[0] for row in rows), None)


async def having(db: aiosqlite.Connection, guild: int, form: str, *, most: int | None = None) -> list[int] | None:
    """The articles of a guild that have a form in their texts; None where more than `most` have its words."""
    rows = await db.execute_fetchall(
        "SELECT rowid FROM article_index WHERE article_index MATCH ? LIMIT ?",
        (_phrase(form), -1 if most is None else most + 1),
    )
    ids = [row[0] for row in rows]
    if most is not None and len(ids) > most:
        return None
    return _ids(
        await db.execute_fetchall(
            """
            SELECT articles.id FROM json_each(:ids) AS wanted CROSS JOIN articles ON articles.id = wanted.value
            WHERE +articles.guild_id = :guild AND (instr(text, :form) OR instr(text, :capitals))
            """,
            {"ids": json.dumps(ids), "guild": guild, "form": form, "capitals": form.upper()},
        )
    )


async def latest_in(db: aiosqlite.Connection, scope: Scope, form: str, *, limit: int) -> list[int]:
    """The latest articles in scope that have a form in their texts."""
    rows = await db.execute_fetchall(
        f"""
        SELECT articles.id FROM article_index CROSS JOIN articles ON articles.id = article_index.rowid
        WHERE article_index MATCH :phrase AND articles.audience_id IN {IN_SCOPE} AND articles.state = 'ready'
          AND (instr(articles.text, :form) OR instr(articles.text, :capitals))
        ORDER BY article_index.rowid DESC LIMIT :limit
        """,
        scope.bind() | {"phrase": _phrase(form), "form": form, "capitals": form.upper(), "limit": limit},
    )
    return _ids(rows)


async def found(db: aiosqlite.Connection, names: Mapping[int, NameId]) -> list[int]:
    """The articles in which given forms are found that are of any of these names."""
    rows = [row for row, name in names.items() if split_of(name[0]) == GIVEN]
    return _ids(
        await db.execute_fetchall(
            "SELECT DISTINCT article_id FROM appearances WHERE name_id IN (SELECT value FROM json_each(?))",
            (json.dumps(rows),),
        )
    )


def _phrase(form: str) -> str:
    return f'text : "{form.replace(chr(34), " ")}"'


def _ids(rows: Iterable[sqlite3.Row]) -> list[int]:
    return [row[0] for row in rows]
