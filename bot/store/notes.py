"""Notes that people add to entities: each known to whoever can read the channel where it was written."""

import sqlite3
from dataclasses import dataclass
from datetime import datetime

import aiosqlite

from bot.identity.types import NameId
from bot.store.scope import Scope
from bot.store.single import scalar, single
from bot.store.stamps import stamp

_READABLE = """(:channels IS NULL OR notes.channel_id IN (SELECT value FROM json_each(:channels)))"""
"""A note is read where its channel is; one of the operator's, written in no channel, by the operator alone."""


@dataclass(frozen=True, slots=True)
class Note:
    """A note: its number in the guild, what it says, who wrote it (None: the operator) and when."""

    number: int
    text: str
    author: str | None
    made_at: datetime


async def add(
    db: aiosqlite.Connection, scope: Scope, name: NameId, text: str, *, author: str | None, channel: int | None,
    now: datetime,
) -> int:  # fmt: skip
    """Note something of the entity that bears a name; the note's number."""
    return await scalar(
        db,
        """
        INSERT INTO notes (guild_id, number, key, kind, channel_id, author, made_at, text)
        VALUES (:guild, (SELECT coalesce(max(number), 0) + 1 FROM notes WHERE guild_id = :guild),
                :key, :kind, :channel, :author, :at, :text)
        RETURNING number
        """,
        {
            "guild": scope.guild,
            "key": name[0],
            "kind": name[1],
            "channel": channel,
            "author": author,
            "at": stamp(now),
            "text": text,
        },
    )


async def of_entity(db: aiosqlite.Connection, scope: Scope, entity: int) -> list[Note]:
    """The notes of an entity that the scope may read, the latest first."""
    rows = await db.execute_fetchall(
        f"""
        SELECT notes.number, notes.text, notes.author, notes.made_at FROM names CROSS JOIN notes
        ON notes.guild_id = names.guild_id AND notes.key = names.key AND notes.kind = names.kind
        WHERE names.entity_id = :entity AND names.guild_id = :guild AND {_READABLE} ORDER BY notes.number DESC
        """,
        scope.bind() | {"entity": entity},
    )
    return [_note(row) for row in rows]


async def by_number(db: aiosqlite.Connection, scope: Scope, number: int) -> Note | None:
    """The note with this number, where the scope may read it."""
    row = await single(
        db,
        f"SELECT number, text, author, made_at FROM notes WHERE guild_id = :guild AND number = :number AND {_READABLE}",
        scope.bind() | {"number": number},
    )
    return _note(row) if row else None


async def remove(db: aiosqlite.Connection, guild: int, number: int) -> None:
    """Delete a note that the caller found in scope."""
    await db.execute("DELETE FROM notes WHERE guild_id = ? AND number = ?", (guild, number))


async def leave(db: aiosqlite.Connection, channel: int) -> None:
    """Delete the notes that were written in a channel that is gone."""
    await db.execute("DELETE FROM notes WHERE channel_id = ?", (channel,))


async def sweep(db: aiosqlite.Connection) -> None:
    """Delete the notes of names that no article has any more; only while none waits to be read, which may have them."""
    await db.execute(
        """
        DELETE FROM notes WHERE NOT EXISTS (
            SELECT 1 FROM names WHERE names.guild_id = notes.guild_id AND names.key = notes.key
            AND names.kind = notes.kind)
        AND NOT EXISTS (SELECT 1 FROM articles WHERE state = 'pending')
        AND NOT EXISTS (SELECT 1 FROM derivation WHERE rebuilding IS NOT NULL)
        """
    )


async def name_for(db: aiosqlite.Connection, name: int) -> NameId | None:
    """The key and kind of a name, by its row id."""
    row = await single(db, "SELECT key, kind FROM names WHERE id = ?", (name,))
    return (row[0], row[1]) if row else None


def _note(row: sqlite3.Row) -> Note:
    return Note(row[0], row[1], row[2], datetime.fromisoformat(row[3]))
