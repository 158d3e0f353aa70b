"""Digests that recur: in which channel, when, and up to which article each has told."""

import sqlite3
from dataclasses import dataclass
from datetime import datetime, time

import aiosqlite

from bot.store.single import single
from bot.store.stamps import stamp


@dataclass(frozen=True, slots=True)
class Digest:
    """A digest of a channel, of which `name` is the name. The other terms are those of the table."""

    id: int
    guild: int
    channel: int
    name: str
    clock: time
    weekday: int | None
    weekdays: bool
    due_at: datetime
    day: int
    ran_for: datetime | None = None
    sent_at: datetime | None = None
    after: int = 0
    sending: int | None = None
    trouble: str | None = None


_SELECT = """
    SELECT digests.id, digests.guild_id, channel_id, channels.name, clock, weekday, weekdays, due_at, day, ran_for,
           sent_at, after_id, sending_id, trouble
    FROM digests JOIN channels ON channels.id = channel_id
"""


def _digest(row: sqlite3.Row) -> Digest:
    id_, guild, channel, name, clock, weekday, weekdays, due, day, ran_for, sent, after, sending, trouble = row
    return Digest(
        id_, guild, channel, name, time.fromisoformat(clock), weekday, bool(weekdays), datetime.fromisoformat(due),
        day, _moment(ran_for), _moment(sent), after, sending, trouble,
    )  # fmt: skip


async def schedule(
    db: aiosqlite.Connection,
    guild: int,
    channel: int,
    clock: time,
    *,
    weekday: int | None,
    weekdays: bool,
    due: datetime,
    day: int,
) -> bool:
    """Have a digest recur in a channel, which the store knows; False where one did already: when it does is changed.

    The first tells of what is of `day` or later. What one has told is not told again.
    """
    known = await of_channel(db, channel)
    await db.execute(
        "INSERT INTO digests (guild_id, channel_id, clock, weekday, weekdays, due_at, day) VALUES (?, ?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (channel_id) DO UPDATE SET clock = excluded.clock, weekday = excluded.weekday,"
        " weekdays = excluded.weekdays, due_at = excluded.due_at, ran_for = NULL, trouble = NULL",
        (guild, channel, f"{clock:%H:%M}", weekday, weekdays, stamp(due), day),
    )
    return known is None


async def stop(db: aiosqlite.Connection, channel: int) -> bool:
    """Have no digest in a channel any more; False where there was none."""
    async with db.execute("DELETE FROM digests WHERE channel_id = ?", (channel,)) as cursor:
        return cursor.rowcount > 0


async def one(db: aiosqlite.Connection, digest: int) -> Digest | None:
    """A digest by its id."""
    row = await single(db, f"{_SELECT} WHERE digests.id = ?", (digest,))
    return _digest(row) if row else None


async def of_channel(db: aiosqlite.Connection, channel: int) -> Digest | None:
    """The digest of a channel."""
    row = await single(db, f"{_SELECT} WHERE channel_id = ?", (channel,))
    return _digest(row) if row else None


async def of_guild(db: aiosqlite.Connection, guild: int) -> list[Digest]:
    """The digests of a guild, by channel."""
    rows = await db.execute_fetchall(
        f"{_SELECT} WHERE digests.guild_id = ? ORDER BY channels.name, digests.id", (guild,)
    )
    return [_digest(row) for row in rows]


async def every(db: aiosqlite.Connection) -> list[Digest]:
    """All digests."""
    return [_digest(row) for row in await db.execute_fetchall(f"{_SELECT} ORDER BY digests.id")]


async def due(db: aiosqlite.Connection, now: datetime) -> list[int]:
    """The digests that are due by now, the longest due first."""
    rows = await db.execute_fetchall("SELECT id FROM digests WHERE due_at <= ? ORDER BY due_at, id", (stamp(now),))
    return [row[0] for row in rows]


async def postpone(db: aiosqlite.Connection, digest: int, due: datetime) -> None:
    """Have a digest be due at another time."""
    await db.execute("UPDATE digests SET due_at = ? WHERE id = ?", (stamp(due), digest))


async def begin(db: aiosqlite.Connection, digest: int, until: int) -> None:
    """Note, before a digest is sent, up to which article it tells."""
    await db.execute("UPDATE digests SET sending_id = ? WHERE id = ?", (until, digest))


async def told(
    db: aiosqlite.Connection, digest: Digest, until: int, *, due: datetime, day: int, sent: datetime | None
) -> None:
    """Note that a digest told on a day of all up to an article, and when the next is due; `sent` None: of nothing."""
    await db.execute(
        "UPDATE digests SET after_id = ?, day = ?, sending_id = NULL, ran_for = due_at, due_at = ?,"
        " sent_at = coalesce(?, sent_at), trouble = NULL WHERE id = ?",
        (until, day, stamp(due), stamp(sent) if sent else None, digest.id),
    )


async def refused(db: aiosqlite.Connection, digest: Digest, trouble: str, due: datetime) -> None:
    """Note why a digest could not be sent; the next tells what it would have told."""
    await db.execute(
        "UPDATE digests SET sending_id = NULL, ran_for = due_at, due_at = ?, trouble = ? WHERE id = ?",
        (stamp(due), trouble, digest.id),
    )


def _moment(stamp: str | None) -> datetime | None:
    return datetime.fromisoformat(stamp) if stamp else None
