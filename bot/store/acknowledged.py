"""What the bot has shown under the messages that it filed: on disk, so that none is left waiting or told twice."""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import aiosqlite

from bot.store.single import exists, single

Shown = Literal["waiting", "filed", "duplicate", "refused"]
"""What a message's poster sees: that it is in the queue, or what became of it."""


@dataclass(frozen=True, slots=True)
class Acknowledged:
    """A message that was put in the queue, what is shown under it, and the bot's reply where there is one.

    `edited` is when the text that was filed was last edited, in ISO 8601; None where it never was. `threaded`: the
    reply stands in a thread on the message.
    """

    guild: int
    channel: int
    message: int
    shown: Shown
    reply: int | None = None
    edited: str | None = None
    threaded: bool = False

    @property
    def reply_in(self) -> int:
        """The channel or thread that the reply stands in: a thread on a message has the message's id."""
        return self.message if self.threaded else self.channel


_SELECT = """
    SELECT guild_id, channel_id, message_id, shown, reply_id, edited, threaded
    FROM messages JOIN channels ON channels.id = channel_id
"""


def _row(row: sqlite3.Row) -> Acknowledged:
    guild, channel, message, shown, reply, edited, threaded = row
    return Acknowledged(guild, channel, message, shown, reply, edited, bool(threaded))


async def expect(db: aiosqlite.Connection, channel: int, message: int, edited: str | None) -> None:
    """Note, in the transaction that stores it, that a message waits; a reply to what it said before stays known."""
    await db.execute(
        "INSERT INTO messages (channel_id, message_id, shown, edited) VALUES (?, ?, 'waiting', ?)"
        " ON CONFLICT DO UPDATE SET shown = 'waiting', edited = excluded.edited",
        (channel, message, edited),
    )


async def show(db: aiosqlite.Connection, channel: int, message: int, shown: Shown) -> None:
    """Note what is shown under a message now, if it was not forgotten meanwhile."""
    await db.execute("UPDATE messages SET shown = ? WHERE channel_id = ? AND message_id = ?", (shown, channel, message))


async def recall(db: aiosqlite.Connection, article: int) -> None:
    """Note that what is shown under every message of an article is to be shown anew: the article is deleted."""
    await db.execute(
        "UPDATE messages SET shown = 'waiting' WHERE (channel_id, message_id) IN"
        " (SELECT channel_id, message_id FROM postings WHERE article_id = ?)",
        (article,),
    )


async def recall_reply(db: aiosqlite.Connection, channel: int, message: int) -> None:
    """Note that the bot's reply to a message, where there is one, is to be shown anew: what it told of is forgotten."""
    await db.execute(
        "UPDATE messages SET shown = 'waiting' WHERE channel_id = ? AND message_id = ? AND reply_id IS NOT NULL",
        (channel, message),
    )


async def replied(
    db: aiosqlite.Connection, channel: int, message: int, reply: int | None, *, threaded: bool = False
) -> bool:
    """Note the bot's reply, or that it is gone; False where the message was forgotten meanwhile."""
    async with db.execute(
        "UPDATE messages SET reply_id = ?, threaded = ? WHERE channel_id = ? AND message_id = ?",
        (reply, threaded, channel, message),
    ) as cursor:
        return cursor.rowcount > 0


async def of(db: aiosqlite.Connection, channel: int, message: int) -> Acknowledged | None:
    """What is shown under a message, None where it was never filed."""
    row = await single(db, f"{_SELECT} WHERE channel_id = ? AND message_id = ?", (channel, message))
    return _row(row) if row else None


async def by_reply(db: aiosqlite.Connection, channel: int, reply: int) -> Acknowledged | None:
    """The message that a message of the bot's own replies to, in its channel or in a thread on it."""
    row = await single(
        db,
        f"{_SELECT} WHERE reply_id = :reply AND (channel_id = :channel OR (threaded = 1 AND message_id = :channel))",
        {"channel": channel, "reply": reply},
    )
    return _row(row) if row else None


async def by_thread(db: aiosqlite.Connection, thread: int) -> Acknowledged | None:
    """The message on which the bot opened a thread, or wrote in one."""
    row = await single(db, f"{_SELECT} WHERE message_id = ? AND threaded = 1", (thread,))
    return _row(row) if row else None


async def known_between(db: aiosqlite.Connection, channel: int, first: int, last: int) -> set[int]:
    """A channel's messages from `first` to `last` of which anything is noted, filed or in the queue."""
    rows = await db.execute_fetchall(
        "SELECT message_id FROM messages WHERE channel_id = :channel AND message_id BETWEEN :first AND :last"
        " UNION SELECT message_id FROM postings WHERE channel_id = :channel AND message_id BETWEEN :first AND :last"
        " UNION SELECT message_id FROM drafts WHERE channel_id = :channel AND message_id BETWEEN :first AND :last",
        {"channel": channel, "first": first, "last": last},
    )
    return {row[0] for row in rows}


async def author(db: aiosqlite.Connection, channel: int, message: int) -> str | None:
    """Who posted a message, by what is filed of it or in the queue."""
    row = await single(
        db,
        "SELECT author FROM postings WHERE channel_id = :channel AND message_id = :message"
        " UNION ALL SELECT author FROM drafts WHERE channel_id = :channel AND message_id = :message LIMIT 1",
        {"channel": channel, "message": message},
    )
    return row[0] if row else None


async def unfinished(db: aiosqlite.Connection) -> list[Acknowledged]:
    """The messages that still wait, oldest first."""
    rows = await db.execute_fetchall(f"{_SELECT} WHERE shown = 'waiting' ORDER BY message_id")
    return [_row(row) for row in rows]


async def waits(db: aiosqlite.Connection, channel: int, message: int) -> bool:
    """Whether something of a message waits to be fetched or read."""
    return await exists(
        db,
        "SELECT EXISTS (SELECT 1 FROM drafts WHERE channel_id = ? AND message_id = ? AND state = 'pending')",
        (channel, message),
    )


async def parts(db: aiosqlite.Connection, channel: int, message: int) -> list[int]:
    """The parts of a message that are filed or in the queue, ascending; empty where all were forgotten."""
    rows = await db.execute_fetchall(
        "SELECT part FROM postings WHERE channel_id = :channel AND message_id = :message"
        " UNION SELECT part FROM drafts WHERE channel_id = :channel AND message_id = :message ORDER BY part",
        {"channel": channel, "message": message},
    )
    return [row[0] for row in rows]


async def drop(db: aiosqlite.Connection, channel: int, messages: Sequence[int]) -> list[Acknowledged]:
    """Forget what is shown under messages that are gone; those of them that the bot replied to."""
    known = [row for message in messages if (row := await of(db, channel, message))]
    await db.executemany(
        "DELETE FROM messages WHERE channel_id = ? AND message_id = ?", [(channel, row.message) for row in known]
    )
    return [row for row in known if row.reply is not None]


async def drop_some(db: aiosqlite.Connection, channel: int, *, limit: int) -> int:
    """Forget what is shown under some messages of a channel that is gone; how many they were."""
    async with db.execute(
        "DELETE FROM messages WHERE channel_id = :channel AND message_id IN"
        " (SELECT message_id FROM messages WHERE channel_id = :channel LIMIT :limit)",
        {"channel": channel, "limit": limit},
    ) as cursor:
        return cursor.rowcount
