"""The queue's second half: articles that are filed and wait for extraction."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import aiosqlite

from bot.store.rows import date_of
from bot.store.single import only, single


@dataclass(frozen=True, slots=True)
class Unread:
    """An article that waits for extraction: all that the worker needs of it.

    `published` is the day of publication, or else of its first posting.
    """

    id: int
    title: str | None
    text: str
    language: str
    published: date
    url: str | None = None


async def unread(
    db: aiosqlite.Connection, *, limit: int, most_characters: int, skip: Sequence[int] = ()
) -> list[Unread]:
    """The next articles to extract: live ones first and by themselves, then oldest first; at least one, however long.

    A live one does not wait for others that are extracted in the same call.
    """
    found: list[Unread] = []
    size = 0
    async with db.execute(
        """
        SELECT id, title, text, language, day, url, live FROM articles
        WHERE state = 'pending' AND id NOT IN (SELECT value FROM json_each(?))
        ORDER BY live DESC, id LIMIT ?
        """,
        (json.dumps(list(skip)), limit),
    ) as cursor:
        cursor.iter_chunk_size = 1  # by default rows are fetched 64 at once, however long they are
        first_live = None
        async for id_, title, text, language, day, url, live in cursor:
            size += len(text)
            if found and (size > most_characters or live != first_live):
                break
            first_live = live
            found.append(Unread(id_, title, text, language, date_of(day), url))
    return found


async def unread_one(db: aiosqlite.Connection, article: int) -> Unread | None:
    """One article, if it still waits for extraction."""
    row = await single(
        db, "SELECT id, title, text, language, day, url FROM articles WHERE id = ? AND state = 'pending'", (article,)
    )
    return Unread(row[0], row[1], row[2], row[3], date_of(row[4]), row[5]) if row else None


async def is_pending(db: aiosqlite.Connection, article: int) -> bool:
    """Whether an article still waits for extraction."""
    return await single(db, "SELECT 1 FROM articles WHERE id = ? AND state = 'pending'", (article,)) is not None


async def fail(db: aiosqlite.Connection, article: int, reason: str, attempts: int) -> None:
    """Mark an article as failed, with the reason in words; it stays searchable."""
    await db.execute(
        "UPDATE articles SET state = 'failed', reason = ?, attempts = attempts + ? WHERE id = ? AND state = 'pending'",
        (reason, attempts, article),
    )


async def resume(db: aiosqlite.Connection) -> int:
    """Put the articles that were filed without extraction into the queue; how many there were."""
    async with db.execute("UPDATE articles SET state = 'pending' WHERE state = 'deferred'") as cursor:
        return cursor.rowcount


async def resume_one(db: aiosqlite.Connection, article: int) -> None:
    """Put an article into the queue, if it was filed without extraction."""
    await db.execute("UPDATE articles SET state = 'pending' WHERE id = ? AND state = 'deferred'", (article,))


async def depth(db: aiosqlite.Connection) -> tuple[int, int]:
    """How many drafts wait to be read, and how many articles wait for extraction."""
    drafts, articles = await only(
        db,
        "SELECT (SELECT count(*) FROM drafts WHERE state = 'pending'),"
        " (SELECT count(*) FROM articles WHERE state = 'pending')",
    )
    return drafts, articles
