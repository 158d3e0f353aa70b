"""Backfills: channels whose history is read by request, how far each was, and what came of it."""

import json
import sqlite3
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Literal

import aiosqlite

from bot.store.single import single

State = Literal["running", "done", "cancelled", "refused"]

_MOST_LISTED = 10


@dataclass(frozen=True, slots=True)
class Tally:
    """Messages that were looked at; of these, those with an article: filed now, known before, not to be read."""

    looked: int = 0
    filed: int = 0
    known: int = 0
    failed: int = 0

    @property
    def found(self) -> int:
        """Messages with an article."""
        return self.filed + self.known + self.failed


@dataclass(frozen=True, slots=True)
class Backfill:
    """A backfill. `start`, `since` and `cursor` are snowflakes; the other terms are those of the table."""

    id: int
    guild: int
    channel: int
    name: str
    start: int
    since: int
    most: int
    state: State
    reason: str | None = None
    told_in: int | None = None
    message: int | None = None
    told: bool = False
    room: int | None = None
    cursor: int | None = None
    in_hand: frozenset[int] = frozenset()
    share: float = 0.0
    seconds: float = 0.0
    tally: Tally = field(default_factory=Tally)


_SELECT = """
    SELECT backfills.id, guild_id, channel_id, channels.name, start, since, most, state, reason, told_in, message_id,
           told, room_id, cursor, in_hand, share, seconds, looked, filed, known, failed
    FROM backfills JOIN channels ON channels.id = channel_id
"""


def _backfill(row: sqlite3.Row) -> Backfill:
    (id_, guild, channel, name, beginning, since, most, state, reason, told_in, message,
     told, room, cursor, in_hand, share, seconds, *counts) = row  # fmt: skip
    return Backfill(
        id_, guild, channel, name, beginning, since, most, state, reason, told_in, message,
        bool(told), room, cursor, frozenset(json.loads(in_hand)), share, seconds, Tally(*counts),
    )  # fmt: skip


async def start(
    db: aiosqlite.Connection, channel: int, *, start: int, since: int, most: int, told_in: int | None
) -> bool:
    """Ask for the history of a channel, which the store knows; False where it is being read already."""
    async with db.execute(
        "INSERT INTO backfills (channel_id, start, since, most, told_in) VALUES (?, ?, ?, ?, ?)"
        " ON CONFLICT (channel_id) WHERE state = 'running' DO NOTHING",
        (channel, start, since, most, told_in),
    ) as cursor:
        return cursor.rowcount > 0


async def cancel(db: aiosqlite.Connection, channel: int) -> bool:
    """End the backfill of a channel; False where none is running."""
    async with db.execute(
        "UPDATE backfills SET state = 'cancelled' WHERE channel_id = ? AND state = 'running'", (channel,)
    ) as cursor:
        return cursor.rowcount > 0


async def waiting(db: aiosqlite.Connection) -> list[Backfill]:
    """The backfills that are running or whose end is to be told, in the order in which they were asked for."""
    rows = await db.execute_fetchall(f"{_SELECT} WHERE state = 'running' OR told = 0 ORDER BY backfills.id")
    return [_backfill(row) for row in rows]


async def of(db: aiosqlite.Connection, backfill: int) -> Backfill | None:
    """A backfill; None where its channel was forgotten."""
    row = await single(db, f"{_SELECT} WHERE backfills.id = ?", (backfill,))
    return _backfill(row) if row else None


async def latest(db: aiosqlite.Connection, guild: int) -> list[Backfill]:
    """The last backfills of a guild, those that are running first, then the newest first."""
    rows = await db.execute_fetchall(
        f"{_SELECT} WHERE guild_id = ? ORDER BY state = 'running' DESC, backfills.id DESC LIMIT ?",
        (guild, _MOST_LISTED),
    )
    return [_backfill(row) for row in rows]


async def take_up(db: aiosqlite.Connection, backfill: int, messages: Collection[int]) -> None:
    """Note the messages that are filed next, so that after a crash they are not taken for known ones."""
    await db.execute("UPDATE backfills SET in_hand = ? WHERE id = ?", (json.dumps(sorted(messages)), backfill))


async def advance(db: aiosqlite.Connection, now: Backfill) -> None:
    """Note how far a backfill is: its room, cursor, share, seconds and tally. Nothing is in hand then."""
    tally = now.tally
    await db.execute(
        "UPDATE backfills SET room_id = ?, cursor = ?, in_hand = '[]', share = ?, seconds = ?,"
        " looked = ?, filed = ?, known = ?, failed = ? WHERE id = ?",
        (
            now.room, now.cursor, now.share, now.seconds,
            tally.looked, tally.filed, tally.known, tally.failed, now.id,
        ),
    )  # fmt: skip


async def finish(db: aiosqlite.Connection, backfill: int, state: State, reason: str | None = None) -> None:
    """Note how a backfill ended that is running; one that was cancelled meanwhile stays so."""
    await db.execute(
        "UPDATE backfills SET state = ?, reason = ? WHERE id = ? AND state = 'running'", (state, reason, backfill)
    )


async def posted(db: aiosqlite.Connection, backfill: int, message: int) -> None:
    """Note the message that tells how far a backfill is."""
    await db.execute("UPDATE backfills SET message_id = ? WHERE id = ?", (message, backfill))


async def told(db: aiosqlite.Connection, backfill: int) -> None:
    """Note that the end of a backfill is told."""
    await db.execute("UPDATE backfills SET told = 1 WHERE id = ?", (backfill,))
