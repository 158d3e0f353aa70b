"""The queue's first half: what was posted and waits to be read, on disk before it is acknowledged."""

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import aiosqlite

from bot.articles.types import Draft, Preview
from bot.store import people
from bot.store.rows import Place
from bot.store.single import scalar, single
from bot.store.stamps import moment


@dataclass(frozen=True, slots=True)
class Waiting:
    """A draft in the queue, with where it was posted and how it is to be filed."""

    id: int
    draft: Draft
    place: Place
    author: str | None
    posted_at: datetime
    external_id: str | None
    deferred: bool
    live: bool
    refresh: bool = False
    """It is a page that is filed at this place, fetched again."""


async def add(  # noqa: PLR0913 - a draft's columns, by name
    db: aiosqlite.Connection,
    draft: Draft,
    place: Place,
    *,
    posted_at: datetime,
    author: str | None = None,
    external_id: str | None = None,
    deferred: bool = False,
    live: bool = True,
    refresh: bool = False,
) -> int:
    """Put a draft in the queue and return its id. One of the same message and part that waits there gives way to it.

    Of an author who asked to be forgotten it says nothing.
    """
    return await scalar(db,
        """
        INSERT OR REPLACE INTO drafts (guild_id, channel_id, message_id, part, author, posted_at, link, raw, media_type,
                                       title, section, url, published, name, fetch, external_id, deferred, live,
                                       refresh, preview)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id
        """,
        (
            place.guild, place.channel, place.message, place.part, await people.named(db, author),
            posted_at.isoformat(), place.link, draft.raw, draft.media_type, draft.title, draft.section, draft.url,
            draft.published.isoformat() if draft.published else None, draft.name, draft.fetch, external_id, deferred,
            live, refresh, _as_json(draft.preview) if draft.preview else None,
        ),
    )  # fmt: skip


_COLUMNS = """
    id, guild_id, channel_id, message_id, part, author, posted_at, link, raw, media_type, title, section, url,
    published, name, fetch, external_id, deferred, live, refresh, preview, instead
"""


async def waiting(db: aiosqlite.Connection, *, limit: int, most_bytes: int) -> list[Waiting]:
    """The next drafts to read: live ones first, then oldest first; at least one, however large. Links are none yet."""
    found: list[Waiting] = []
    size = 0
    async with db.execute(
        f"SELECT {_COLUMNS} FROM drafts WHERE state = 'pending' AND fetch IS NULL ORDER BY live DESC, id LIMIT ?",
        (limit,),
    ) as cursor:
        cursor.iter_chunk_size = 1  # by default rows are fetched 64 at once: that may be gigabytes
        async for row in cursor:
            size += len(row[8])
            if found and size > most_bytes:
                break
            found.append(_waiting(row))
    return found


async def to_fetch(db: aiosqlite.Connection, *, limit: int, skip: Sequence[int] = ()) -> list[Waiting]:
    """The next links to fetch, without those in `skip`, which are being fetched: live ones first, then oldest first.

    Of several that lead to one page in one guild only the first is given, until it is filed or has failed.
    """
    rows = await db.execute_fetchall(
        f"""
        SELECT {_COLUMNS} FROM drafts AS this INDEXED BY drafts_to_fetch
        WHERE state = 'pending' AND fetch IS NOT NULL AND id NOT IN (SELECT value FROM json_each(:skip))
          AND NOT EXISTS (
            SELECT 1 FROM drafts AS other
            WHERE other.guild_id = this.guild_id AND other.url = this.url AND other.state = 'pending'
              AND other.id <> this.id
              AND (other.fetch IS NULL OR other.id IN (SELECT value FROM json_each(:skip))
                   OR (other.live, -other.id) > (this.live, -this.id)))
        ORDER BY live DESC, id LIMIT :limit
        """,
        {"skip": json.dumps(list(skip)), "limit": limit},
    )
    return [_waiting(row) for row in rows]


async def fetched(db: aiosqlite.Connection, draft: int, raw: bytes, *, name: str, url: str) -> None:
    """Give a link the bytes that were found there, under the address where they were found: now it can be read."""
    await db.execute(
        "UPDATE drafts SET raw = ?, name = ?, url = ?, fetch = NULL WHERE id = ? AND state = 'pending'",
        (raw, name, url, draft),
    )


def _waiting(row: sqlite3.Row) -> Waiting:
    (id_, guild, channel, message, part, author, posted, link, raw, media,
     title, section, url, published, name, fetch, ext, deferred, live, refresh, preview, instead) = row  # fmt: skip
    shown = Preview(*json.loads(preview)) if preview else None
    draft = Draft(raw, media, title, section, url, moment(published), name, fetch, shown, instead)
    place = Place(guild, channel, message, part, link)
    at = datetime.fromisoformat(posted)
    return Waiting(id_, draft, place, author, at, ext, bool(deferred), bool(live), bool(refresh))


async def take(db: aiosqlite.Connection, draft: int) -> bool:
    """Take a draft out of the queue; False when it is not there any more: replaced, forgotten, or filed by another."""
    async with db.execute("DELETE FROM drafts WHERE id = ?", (draft,)) as cursor:
        return cursor.rowcount > 0


async def fate(db: aiosqlite.Connection, place: Place) -> tuple[str, str | None] | None:
    """The state of the draft of a message's part, whoever put it there last, with the reason; None without one."""
    row = await single(
        db,
        "SELECT state, reason FROM drafts WHERE channel_id = ? AND message_id = ? AND part = ?",
        (place.channel, place.message, place.part),
    )
    return (row[0], row[1]) if row else None


async def called(db: aiosqlite.Connection, place: Place) -> str | None:
    """What the link or file is called that is in the queue as a message's part: its address, or its name."""
    row = await single(
        db,
        "SELECT coalesce(url, name) FROM drafts WHERE channel_id = ? AND message_id = ? AND part = ?",
        (place.channel, place.message, place.part),
    )
    return row[0] if row else None


async def refuse(db: aiosqlite.Connection, draft: int, reason: str) -> bool:
    """Mark a draft as no article, with the reason in words; its bytes are dropped.

    False where it goes on, since a preview of its page is to be read instead.
    """
    async with db.execute(
        f"{_INSTEAD} WHERE id = ? AND preview IS NOT NULL AND refresh = 0", (reason, draft)
    ) as cursor:
        if cursor.rowcount > 0:
            return False
    await db.execute("UPDATE drafts SET state = 'rejected', reason = ?, raw = x'' WHERE id = ?", (reason, draft))
    return True


_INSTEAD = """
    UPDATE drafts SET state = 'pending', reason = NULL, instead = ?, fetch = NULL, name = NULL, preview = NULL,
                      media_type = 'text/plain', title = json_extract(preview, '$[0]'),
                      raw = CAST(json_extract(preview, '$[1]') AS BLOB)
"""


async def show(db: aiosqlite.Connection, place: Place, preview: Preview) -> bool:
    """Note the preview of a link that is in the queue; whether its page was refused, so that this is read instead."""
    row = await single(
        db,
        "UPDATE drafts SET preview = ? WHERE channel_id = ? AND message_id = ? AND part = ? AND url IS NOT NULL"
        " AND preview IS NULL AND instead IS NULL AND refresh = 0 RETURNING id, state, reason",
        (_as_json(preview), place.channel, place.message, place.part),
    )
    if row is None or row[1] != "rejected":
        return False
    return not await refuse(db, row[0], row[2])


def _as_json(preview: Preview) -> str:
    return json.dumps([preview.title, preview.text], ensure_ascii=False)


async def fail(db: aiosqlite.Connection, draft: int, reason: str, attempts: int) -> None:
    """Mark a draft as failed, with the reason in words; its bytes are kept, so that it can be tried again."""
    await db.execute(
        "UPDATE drafts SET state = 'failed', reason = ?, attempts = attempts + ? WHERE id = ?",
        (reason, attempts, draft),
    )


async def retry_failed(db: aiosqlite.Connection, guild: int) -> int:
    """Put the guild's failed drafts back in the queue, and return how many there were."""
    async with db.execute(
        "UPDATE drafts SET state = 'pending', attempts = 0 WHERE guild_id = ? AND state = 'failed'", (guild,)
    ) as cursor:
        return cursor.rowcount
