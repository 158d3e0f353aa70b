"""Feeds that are followed: where to, how often, by what their entries are known, and what is wrong with them."""

import sqlite3
from dataclasses import dataclass
from datetime import datetime

import aiosqlite

from bot.articles.feeds.types import Identity
from bot.store.single import single


@dataclass(frozen=True, slots=True)
class Followed:
    """A feed that is followed into a channel, of which `name` is the name. The other terms are those of the table."""

    id: int
    guild: int
    channel: int
    name: str
    url: str
    title: str
    minutes: int
    identity: Identity
    etag: str | None
    modified: str | None
    due_at: datetime
    read_at: datetime
    failures: int = 0
    trouble: str | None = None
    parked: bool = False


@dataclass(frozen=True, slots=True)
class Version:
    """What is noted of a feed when it was read: all of it is replaced at the next reading."""

    title: str
    identity: Identity
    etag: str | None
    modified: str | None


_SELECT = """
    SELECT feeds.id, guild_id, channel_id, channels.name, url, title, minutes, identity, etag, modified, due_at,
           read_at, failures, trouble, parked
    FROM feeds JOIN channels ON channels.id = channel_id
"""


def _followed(row: sqlite3.Row) -> Followed:
    id_, guild, channel, name, url, title, minutes, identity, etag, modified, due, read, failures, trouble, parked = row
    return Followed(
        id_, guild, channel, name, url, title, minutes, identity, etag, modified,
        datetime.fromisoformat(due), datetime.fromisoformat(read), failures, trouble, bool(parked),
    )  # fmt: skip


async def add(
    db: aiosqlite.Connection, channel: int, url: str, version: Version, *, minutes: int, due: datetime, now: datetime
) -> int | None:
    """Follow a feed into a channel, which the store knows; its id, None where it is followed there already."""
    row = await single(
        db,
        "INSERT INTO feeds (channel_id, url, title, minutes, identity, etag, modified, due_at, read_at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING RETURNING id",
        (
            channel, url, version.title, minutes, version.identity, version.etag, version.modified,
            due.isoformat(), now.isoformat(),
        ),
    )  # fmt: skip
    return int(row[0]) if row else None


async def remove(db: aiosqlite.Connection, feed: int) -> bool:
    """Follow a feed no more, and forget its entries; False where it was not followed."""
    async with db.execute("DELETE FROM feeds WHERE id = ?", (feed,)) as cursor:
        return cursor.rowcount > 0


async def one(db: aiosqlite.Connection, feed: int) -> Followed | None:
    """A feed; None where it is not followed any more."""
    row = await single(db, f"{_SELECT} WHERE feeds.id = ?", (feed,))
    return _followed(row) if row else None


async def of_guild(db: aiosqlite.Connection, guild: int) -> list[Followed]:
    """The feeds of a guild, by channel and title."""
    rows = await db.execute_fetchall(f"{_SELECT} WHERE guild_id = ? ORDER BY channels.name, title, feeds.id", (guild,))
    return [_followed(row) for row in rows]


async def due(db: aiosqlite.Connection, now: datetime) -> list[Followed]:
    """The feeds that are to be read by now, the longest due first."""
    rows = await db.execute_fetchall(
        f"{_SELECT} WHERE parked = 0 AND due_at <= ? ORDER BY due_at, feeds.id", (now.isoformat(),)
    )
    return [_followed(row) for row in rows]


async def claim(db: aiosqlite.Connection, feed: Followed, until: datetime) -> bool:
    """Have nobody else read a feed until then; False where it was read or claimed since it was found due."""
    async with db.execute(
        "UPDATE feeds SET due_at = ? WHERE id = ? AND due_at = ? AND parked = 0",
        (until.isoformat(), feed.id, feed.due_at.isoformat()),
    ) as cursor:
        return cursor.rowcount > 0


async def was_read(
    db: aiosqlite.Connection, feed: int, version: Version | None, *, due: datetime, now: datetime
) -> None:
    """Note that a feed was read, and that nothing is wrong with it; without a version it is as it was."""
    await db.execute(
        "UPDATE feeds SET due_at = ?, read_at = ?, failures = 0, trouble = NULL, parked = 0, told = 0 WHERE id = ?",
        (due.isoformat(), now.isoformat(), feed),
    )
    if version:
        await db.execute(
            "UPDATE feeds SET title = ?, identity = ?, etag = ?, modified = ? WHERE id = ?",
            (version.title, version.identity, version.etag, version.modified, feed),
        )


async def failed(db: aiosqlite.Connection, feed: int, trouble: str, *, due: datetime, parked: bool) -> None:
    """Note that a feed could not be read once more, and whether it is read no more."""
    await db.execute(
        "UPDATE feeds SET failures = failures + 1, trouble = ?, due_at = ?, parked = ? WHERE id = ?",
        (trouble, due.isoformat(), parked, feed),
    )


async def untold(db: aiosqlite.Connection) -> list[Followed]:
    """The feeds that are parked without their channel knowing it."""
    rows = await db.execute_fetchall(f"{_SELECT} WHERE parked = 1 AND told = 0 ORDER BY feeds.id")
    return [_followed(row) for row in rows]


async def told(db: aiosqlite.Connection, feed: int) -> None:
    """Note that a channel was told that its feed is parked."""
    await db.execute("UPDATE feeds SET told = 1 WHERE id = ?", (feed,))
