"""Entries of feeds: which are known, which wait to be posted, and which were posted and are to be shown."""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import aiosqlite

from bot.articles.feeds.types import Entry, Seen
from bot.store.single import scalar

KEPT = timedelta(days=60)
"""How long an entry is remembered that its feed holds no more."""

MOST_KEPT = 5_000
"""Rows of a feed: a feed holds some hundred entries, and some change what they say at every reading."""


@dataclass(frozen=True, slots=True)
class InHand:
    """An entry that waits to be posted, or whose message `message` waits for its card."""

    id: int
    feed: int
    title: str
    url: str | None
    html: str
    published: datetime | None
    message: int | None = None


async def seen(db: aiosqlite.Connection, feed: int) -> Seen:
    """The keys of all entries of a feed that are remembered."""
    rows = list(await db.execute_fetchall("SELECT guid, link, text FROM feed_entries WHERE feed_id = ?", (feed,)))
    return Seen(
        frozenset(row[0] for row in rows if row[0]),
        frozenset(row[1] for row in rows if row[1]),
        frozenset(row[2] for row in rows if row[2]),
    )


async def note(db: aiosqlite.Connection, feed: int, entries: Sequence[Entry], now: datetime) -> None:
    """Remember the entries that a feed holds, and forget what it has not held for long."""
    await db.executemany(
        "INSERT INTO feed_entries (feed_id, guid, link, text, seen_at, state) VALUES (?, ?, ?, ?, ?, 'known')"
        " ON CONFLICT DO UPDATE SET seen_at = excluded.seen_at",
        [(feed, *_keys(entry), now.isoformat()) for entry in entries],
    )
    await db.execute(
        "DELETE FROM feed_entries WHERE feed_id = :feed AND state = 'known' AND (seen_at < :old OR (seen_at < :now"
        " AND id <= (SELECT id FROM feed_entries WHERE feed_id = :feed ORDER BY id DESC LIMIT 1 OFFSET :most)))",
        {"feed": feed, "old": (now - KEPT).isoformat(), "now": now.isoformat(), "most": MOST_KEPT},
    )


async def wait(db: aiosqlite.Connection, feed: int, entries: Sequence[Entry], *, silent: bool = False) -> None:
    """Have entries wait, which are noted, to be posted, or to be filed silently."""
    await db.executemany(
        "UPDATE feed_entries SET state = ?, title = ?, url = ?, html = ?, published = ?"
        " WHERE feed_id = ? AND guid = ? AND link = ? AND text = ? AND state = 'known'",
        [
            ("silent" if silent else "waiting", one.title, one.link, one.html,
             one.published.isoformat() if one.published else None, feed, *_keys(one))
            for one in entries
        ],
    )  # fmt: skip


async def waiting(db: aiosqlite.Connection, feed: int) -> list[InHand]:
    """The entries of a feed that wait to be posted, oldest first: a feed lists its newest first."""
    return await _in_hand(db, feed, "waiting", "coalesce(published, seen_at), seen_at, id DESC")


async def silent(db: aiosqlite.Connection, feed: int) -> list[InHand]:
    """The entries of a feed that wait to be filed silently."""
    return await _in_hand(db, feed, "silent", "id")


async def unshown(db: aiosqlite.Connection, feed: int) -> list[InHand]:
    """The entries of a feed that were posted, and whose message does not say yet what became of them."""
    return await _in_hand(db, feed, "posted", "id")


async def busy(db: aiosqlite.Connection) -> list[int]:
    """The ids of the feeds of which an entry is in hand."""
    rows = await db.execute_fetchall(
        "SELECT DISTINCT feed_id FROM feed_entries WHERE state <> 'known' ORDER BY feed_id"
    )
    return [row[0] for row in rows]


async def posted_since(db: aiosqlite.Connection, feed: int, moment: datetime) -> int:
    """How many entries of a feed were posted since then."""
    return await scalar(
        db, "SELECT count(*) FROM feed_entries WHERE feed_id = ? AND posted_at > ?", (feed, moment.isoformat())
    )


async def posted(db: aiosqlite.Connection, entry: int, message: int, now: datetime) -> bool:
    """Note that an entry was posted, with the message that is to show it; False where it does not wait any more."""
    async with db.execute(
        "UPDATE feed_entries SET posted_at = ?, message_id = ?, state = 'posted', html = NULL"
        " WHERE id = ? AND state = 'waiting'",
        (now.isoformat(), message, entry),
    ) as cursor:
        return cursor.rowcount > 0


async def let_go(db: aiosqlite.Connection, entry: int) -> bool:
    """Have nothing done with an entry any more, and forget what it said; False where that is so already."""
    async with db.execute(
        "UPDATE feed_entries SET state = 'known', title = NULL, url = NULL, html = NULL, published = NULL,"
        " message_id = NULL WHERE id = ? AND state <> 'known'",
        (entry,),
    ) as cursor:
        return cursor.rowcount > 0


async def _in_hand(db: aiosqlite.Connection, feed: int, state: str, order: str) -> list[InHand]:
    rows = await db.execute_fetchall(
        "SELECT id, feed_id, title, url, html, published, message_id FROM feed_entries"
        f" WHERE feed_id = ? AND state = ? ORDER BY {order}",
        (feed, state),
    )
    return [_entry(row) for row in rows]


def _entry(row: sqlite3.Row) -> InHand:
    id_, feed, title, url, html, published, message = row
    moment = datetime.fromisoformat(published) if published else None
    return InHand(id_, feed, title or "", url, html or "", moment, message)


def _keys(entry: Entry) -> tuple[str, str, str]:
    return entry.guid or "", entry.link_key or "", entry.text_key or ""
