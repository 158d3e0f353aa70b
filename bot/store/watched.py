"""Watched channels: what is read there and how it is answered, and how far each of them and its threads was read."""

import sqlite3
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

import aiosqlite

from bot.store import places
from bot.store.single import scalar, single
from bot.store.snowflakes import snowflake

Reply = Literal["card", "thread", "reaction", "silent"]
Length = Literal["line", "short", "long"]


@dataclass(frozen=True, slots=True)
class Watched:
    """A watched channel: whether bots and webhooks are read too, what is shown under an article, and how long.

    `hindrance` says why no thread could be opened for the last article, where one was to be.
    """

    guild: int
    channel: int
    name: str
    reply: Reply = "card"
    bots: bool = False
    webhooks: bool = False
    length: Length = "short"
    hindrance: str | None = None

    @property
    def shows_cards(self) -> bool:
        """Whether an article is answered with a card, under it or in a thread."""
        return self.reply in ("card", "thread")


async def watch(db: aiosqlite.Connection, channel: Watched, *, guild_name: str | None = None) -> None:
    """Watch a channel from now on, or change how it is watched: then it is read on from where it was."""
    if guild_name is not None or channel.guild not in await places.guilds(db):
        await places.ensure_guild(db, channel.guild, guild_name or str(channel.guild))
    await places.ensure_channel(db, channel.guild, channel.channel, channel.name)
    now = snowflake(datetime.now(UTC))
    await db.execute(
        """
        INSERT INTO watched (channel_id, guild_id, since, reply, bots, webhooks, length) VALUES (?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (channel_id) DO UPDATE SET
            reply = excluded.reply, bots = excluded.bots, webhooks = excluded.webhooks, length = excluded.length,
            hindrance = NULL
        """,
        (
            channel.channel, channel.guild, now, channel.reply, channel.bots, channel.webhooks, channel.length,
        ),
    )  # fmt: skip
    await db.execute(
        "INSERT INTO cursors (channel_id, message_id) VALUES (?, ?) ON CONFLICT DO NOTHING", (channel.channel, now)
    )


async def unwatch(db: aiosqlite.Connection, channel: int) -> bool:
    """Watch a channel no more, its threads neither; whether it was watched. What was filed stays."""
    await db.execute(
        "DELETE FROM cursors WHERE channel_id = :channel"
        " OR channel_id IN (SELECT id FROM channels WHERE parent_id = :channel)",
        {"channel": channel},
    )
    async with db.execute("DELETE FROM watched WHERE channel_id = ?", (channel,)) as cursor:
        return cursor.rowcount > 0


_COLUMNS = "watched.guild_id, channel_id, channels.name, reply, bots, webhooks, length, hindrance"
_FROM = "FROM watched JOIN channels ON channels.id = channel_id"


def _watched(row: sqlite3.Row) -> Watched:
    guild, channel, name, reply, bots, webhooks, length, hindrance = row
    return Watched(guild, channel, name, reply, bool(bots), bool(webhooks), length, hindrance)


async def hinder(db: aiosqlite.Connection, channel: int, hindrance: str | None) -> None:
    """Note why no thread can be opened on what is posted in a channel; None where one could be."""
    await db.execute("UPDATE watched SET hindrance = ? WHERE channel_id = ?", (hindrance, channel))


async def watched(db: aiosqlite.Connection, guild: int | None = None) -> list[Watched]:
    """The watched channels of a guild, or of all, by name."""
    rows = await db.execute_fetchall(
        f"SELECT {_COLUMNS} {_FROM} WHERE :guild IS NULL OR watched.guild_id = :guild"
        " ORDER BY channels.name, channel_id",
        {"guild": guild},
    )
    return [_watched(row) for row in rows]


async def one(db: aiosqlite.Connection, channel: int, parent: int | None = None) -> Watched | None:
    """How a channel is watched, None where it is not; a thread without settings of its own follows its parent.

    The parent of a thread that the store knows need not be given.
    """
    row = await single(
        db,
        f"SELECT {_COLUMNS} {_FROM} WHERE channel_id IN (:channel, coalesce(:parent,"
        " (SELECT parent_id FROM channels WHERE id = :channel))) ORDER BY channel_id = :channel DESC LIMIT 1",
        {"channel": channel, "parent": parent},
    )
    return _watched(row) if row else None


async def since(db: aiosqlite.Connection, channel: int) -> int | None:
    """The snowflake from which on a channel is watched: a thread that was never read is read from there."""
    row = await single(db, "SELECT since FROM watched WHERE channel_id = ?", (channel,))
    return row[0] if row else None


async def cursor(db: aiosqlite.Connection, channel: int) -> int | None:
    """The message up to which a channel or thread was read; None where it never was."""
    row = await single(db, "SELECT message_id FROM cursors WHERE channel_id = ?", (channel,))
    return row[0] if row else None


async def last(db: aiosqlite.Connection) -> int:
    """The latest message up to which any channel was read; 0 where none was."""
    return await scalar(db, "SELECT coalesce(max(message_id), 0) FROM cursors")


async def advance(db: aiosqlite.Connection, channel: int, message: int) -> None:
    """Note that a channel, which is in the store, was read up to a message; never backwards."""
    await db.execute(
        "INSERT INTO cursors (channel_id, message_id) VALUES (?, ?)"
        " ON CONFLICT (channel_id) DO UPDATE SET message_id = excluded.message_id"
        " WHERE message_id < excluded.message_id",
        (channel, message),
    )


async def attempted(db: aiosqlite.Connection, channel: int, message: int) -> int:
    """Note that a message could not be read; how often that was so by now. The channel has a cursor."""
    row = await single(
        db,
        "UPDATE cursors SET attempts = CASE WHEN stuck = :message THEN attempts + 1 ELSE 1 END, stuck = :message"
        " WHERE channel_id = :channel RETURNING attempts",
        {"channel": channel, "message": message},
    )
    return int(row[0]) if row else 1


async def passed(db: aiosqlite.Connection, channel: int, message: int) -> None:
    """Note that a message is passed over: it could not be read, however often that was tried."""
    await db.execute(
        "UPDATE cursors SET passed = ?, stuck = NULL, attempts = 0 WHERE channel_id = ?", (message, channel)
    )


async def was_passed(db: aiosqlite.Connection, channel: int, message: int) -> bool:
    """Whether a message is the last that was passed over in its channel."""
    row = await single(db, "SELECT passed FROM cursors WHERE channel_id = ?", (channel,))
    return row is not None and row[0] == message


async def passed_over(db: aiosqlite.Connection, guild: int) -> dict[int, int]:
    """The last message that was passed over, for each channel and thread of a guild where there is one."""
    rows = await db.execute_fetchall(
        "SELECT channel_id, passed FROM cursors JOIN channels ON channels.id = channel_id"
        " WHERE guild_id = ? AND passed IS NOT NULL ORDER BY channel_id",
        (guild,),
    )
    return {row[0]: row[1] for row in rows}
