"""Guilds, channels and audiences: where things are posted, and the interned sets of channels."""

import json
from collections.abc import Collection
from dataclasses import dataclass

import aiosqlite

from bot.store import notes
from bot.store.single import exists, scalar, single

_LOCAL_CHANNELS_BELOW = 1 << 40
"""Discord's snowflakes are far larger: a smaller id is a channel that the command line made."""


@dataclass(frozen=True, slots=True)
class KnownChannel:
    """A channel or thread that the store knows: a thread has a parent, and may be private."""

    id: int
    parent: int | None
    private: bool


async def ensure_guild(db: aiosqlite.Connection, guild: int, name: str) -> None:
    """Make the guild, or bring its name up to date."""
    await db.execute(
        "INSERT INTO guilds (id, name) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET name = excluded.name",
        (guild, name),
    )


async def guilds(db: aiosqlite.Connection) -> list[int]:
    """The ids of all guilds that the store knows."""
    return [row[0] for row in await db.execute_fetchall("SELECT id FROM guilds ORDER BY id")]


async def ensure_channel(
    db: aiosqlite.Connection, guild: int, channel: int, name: str, *, parent: int | None = None, private: bool = False
) -> None:
    """Make the channel of a known id, or bring it up to date; a thread has a parent, and keeps it."""
    await db.execute(
        "INSERT INTO channels (id, guild_id, name, parent_id, private) VALUES (?, ?, ?, ?, ?)"
        " ON CONFLICT (id) DO UPDATE SET name = excluded.name, parent_id = coalesce(excluded.parent_id, parent_id),"
        " private = CASE WHEN excluded.parent_id IS NULL THEN private ELSE excluded.private END",
        (channel, guild, name, parent, private),
    )


async def channels(db: aiosqlite.Connection, guild: int) -> list[int]:
    """The ids of a guild's channels and threads that the store knows."""
    return [
        row[0] for row in await db.execute_fetchall("SELECT id FROM channels WHERE guild_id = ? ORDER BY id", (guild,))
    ]


async def in_use(db: aiosqlite.Connection, guild: int) -> list[KnownChannel]:
    """The channels and threads of a guild in which something was filed, that are watched, or that get a digest."""
    rows = await db.execute_fetchall(
        "SELECT id, parent_id, private FROM channels WHERE guild_id = ?"
        " AND (EXISTS (SELECT 1 FROM audience_channels WHERE channel_id = channels.id)"
        " OR EXISTS (SELECT 1 FROM watched WHERE channel_id = channels.id)"
        " OR EXISTS (SELECT 1 FROM digests WHERE channel_id = channels.id)) ORDER BY id",
        (guild,),
    )
    return [KnownChannel(row[0], row[1], bool(row[2])) for row in rows]


async def lasting(db: aiosqlite.Connection, guild: int) -> list[int]:
    """The ids of a guild's channels, and of those threads in which something is filed."""
    rows = await db.execute_fetchall(
        "SELECT id FROM channels WHERE guild_id = ? AND (parent_id IS NULL"
        " OR EXISTS (SELECT 1 FROM postings WHERE channel_id = channels.id)) ORDER BY id",
        (guild,),
    )
    return [row[0] for row in rows]


async def guild_of(db: aiosqlite.Connection, channel: int) -> int | None:
    """The guild of a channel or thread; None where the store knows no such channel."""
    row = await single(db, "SELECT guild_id FROM channels WHERE id = ?", (channel,))
    return row[0] if row else None


async def name_of(db: aiosqlite.Connection, guild: int, channel: int) -> str | None:
    """The name of a guild's channel or thread; None where the store knows no such channel of it."""
    row = await single(db, "SELECT name FROM channels WHERE id = ? AND guild_id = ?", (channel, guild))
    return row[0] if row else None


async def threads(db: aiosqlite.Connection, channel: int) -> list[int]:
    """The ids of a channel's threads that the store knows."""
    return [
        row[0]
        for row in await db.execute_fetchall("SELECT id FROM channels WHERE parent_id = ? ORDER BY id", (channel,))
    ]


async def remove_channel(db: aiosqlite.Connection, channel: int) -> None:
    """Forget a channel, of which nothing is filed any more."""
    await notes.leave(db, channel)
    await db.execute("DELETE FROM channels WHERE id = ?", (channel,))


async def remove_audience(db: aiosqlite.Connection, guild: int) -> bool:
    """Forget one of a guild's sets of channels, when nothing is filed there any more; False when none is left."""
    async with db.execute(
        "DELETE FROM audiences WHERE id = (SELECT id FROM audiences WHERE guild_id = ? LIMIT 1)", (guild,)
    ) as cursor:
        return cursor.rowcount > 0


async def remove_guild(db: aiosqlite.Connection, guild: int) -> None:
    """Forget a guild of which nothing is filed any more, with its settings and corrections."""
    await db.execute("DELETE FROM guilds WHERE id = ?", (guild,))


async def named_channel(db: aiosqlite.Connection, guild: int, name: str) -> int:
    """The id of a local channel by its name, made where there is none."""
    known = await find_channel(db, guild, name)
    if known is not None:
        return known
    row = await single(db, "SELECT max(id) FROM channels WHERE id < ?", (_LOCAL_CHANNELS_BELOW,))
    fresh = (row[0] if row and row[0] else 0) + 1
    await ensure_channel(db, guild, fresh, name)
    return fresh


async def find_channel(db: aiosqlite.Connection, guild: int, name: str) -> int | None:
    """The id of a guild's channel by its name, the earliest where two share it."""
    row = await single(db, "SELECT id FROM channels WHERE guild_id = ? AND name = ? ORDER BY id LIMIT 1", (guild, name))
    return row[0] if row else None


async def audience(
    db: aiosqlite.Connection, guild: int, channels: Collection[int], elsewhere: Collection[int] = ()
) -> int:
    """The id of the audience that is exactly this set of channels, interned.

    It is no audience to whoever can read one of the channels `elsewhere`: they see a fuller wording there.
    """
    name = key(channels, elsewhere)
    row = await single(db, "SELECT id FROM audiences WHERE guild_id = ? AND channels = ?", (guild, name))
    if row:
        return int(row[0])
    async with db.execute("INSERT INTO audiences (guild_id, channels) VALUES (?, ?)", (guild, name)) as cursor:
        fresh = cursor.lastrowid
    if fresh is None:  # an INSERT that succeeded has a rowid; this only tells the type checker
        raise RuntimeError("SQLite gave no rowid")
    await db.executemany(
        "INSERT INTO audience_channels (channel_id, audience_id) VALUES (?, ?)", [(c, fresh) for c in set(channels)]
    )
    await db.executemany(
        "INSERT INTO audience_elsewhere (channel_id, audience_id) VALUES (?, ?)", [(c, fresh) for c in set(elsewhere)]
    )
    return fresh


def key(channels: Collection[int], elsewhere: Collection[int] = ()) -> str:
    """What an audience is interned by: its channels as JSON, then those that are left out."""
    return _listed(channels) + (f"-{_listed(elsewhere)}" if elsewhere else "")


def _listed(channels: Collection[int]) -> str:
    return json.dumps(sorted(set(channels)), separators=(",", ":"))


async def is_seen(db: aiosqlite.Connection, audience: int) -> bool:
    """Whether anybody can be in an audience: whether one of its channels is not among those `elsewhere`."""
    return await exists(
        db,
        "SELECT EXISTS (SELECT 1 FROM audience_channels AS own WHERE own.audience_id = :audience AND NOT EXISTS"
        " (SELECT 1 FROM audience_elsewhere AS other WHERE other.audience_id = :audience"
        " AND other.channel_id = own.channel_id))",
        {"audience": audience},
    )


async def next_message(db: aiosqlite.Connection, channel: int) -> int:
    """A message id for a posting that has none of its own (console, command line), counting up in its channel."""
    return await scalar(
        db,
        "SELECT max(coalesce((SELECT max(message_id) FROM postings WHERE channel_id = :c), 0),"
        " coalesce((SELECT max(message_id) FROM drafts WHERE channel_id = :c), 0)) + 1",
        {"c": channel},
    )
