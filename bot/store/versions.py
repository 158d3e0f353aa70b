"""Versions: an article whose message was edited keeps its number, says what the message says now, and what it said.

A version belongs to the postings that said it: only their readers are shown it, and it goes with the last of them.
"""

import json
from datetime import UTC, datetime

import aiosqlite

from bot.articles.types import Reading
from bot.store import article_marks, derived, index, likeness, purge
from bot.store.drafts import Waiting
from bot.store.rows import Version, day_of
from bot.store.scope import Scope
from bot.store.single import single
from bot.store.stamps import stamp

_SEAM = 80
"""Characters at the end of a text that may change when it goes on: a cut word or sentence becomes whole."""


async def is_replaced(db: aiosqlite.Connection, article: int, waiting: Waiting) -> bool:
    """Whether an article takes over the other text that its message's part says now.

    Not where another posting says the old text, or the message leads to another page now: that is another article. A
    page that was fetched again is the same article, whoever posted its link.
    """
    if waiting.refresh:
        return True
    row = await single(
        db,
        "SELECT url IS ? AND (SELECT count(*) FROM postings WHERE article_id = articles.id) = 1"
        " FROM articles WHERE id = ?",
        (waiting.draft.url, article),
    )
    return bool(row and row[0])


async def replace(db: aiosqlite.Connection, article: int, waiting: Waiting, reading: Reading) -> list[int]:
    """Have an article say something else, and keep what it said; it is to be extracted anew.

    It and the articles that it was the same as, which are returned, are to be settled.
    """
    await derived.erase(db, article)
    others = await likeness.part(db, article)
    await index.leave(db, article)
    if not await _only_grew(db, article, waiting, reading.text):
        await _keep(db, article)
    await _rewrite(db, article, waiting, reading)
    await index.enter(db, article)
    await likeness.compare(db, waiting.place.guild, article, reading.text)
    return others


async def _only_grew(db: aiosqlite.Connection, article: int, waiting: Waiting, text: str) -> bool:
    """Whether the text goes on in a further message, as a long paste does while it arrives: nobody has edited it."""
    row = await single(
        db,
        "SELECT text FROM articles WHERE id = ?"
        " AND EXISTS (SELECT 1 FROM pastes WHERE channel_id = ? AND message_id = ?)",
        (article, waiting.place.channel, waiting.place.message),
    )
    return row is not None and text.startswith(row[0][:-_SEAM])


async def _keep(db: aiosqlite.Connection, article: int) -> None:
    made = await single(
        db,
        """
        INSERT INTO versions (article_id, version, title, text, until, fingerprint)
        SELECT id, 1 + coalesce((SELECT max(version) FROM versions WHERE article_id = id), 0), title, text, ?,
               fingerprint
        FROM articles WHERE id = ? RETURNING version
        """,
        (stamp(datetime.now(UTC)), article),
    )
    await db.execute(
        "INSERT INTO version_postings (article_id, version, posting_id)"
        " SELECT article_id, ?, id FROM postings WHERE article_id = ?",
        (made[0] if made else 0, article),
    )


async def _rewrite(db: aiosqlite.Connection, article: int, waiting: Waiting, reading: Reading) -> None:
    published = reading.published or waiting.draft.published
    await db.execute(
        """
        UPDATE articles SET fingerprint = ?, title = ?, text = ?, section = ?, byline = ?, language = ?, published = ?,
                            day = ?, left_out = ?, state = ?, live = ?, attempts = 0, reason = NULL
        WHERE id = ?
        """,
        (
            reading.fingerprint, reading.title, reading.text, reading.section or waiting.draft.section, reading.byline,
            reading.language, published.isoformat() if published else None, day_of(published or waiting.posted_at),
            json.dumps(reading.left_out, ensure_ascii=False), "deferred" if waiting.deferred else "pending",
            waiting.live, article,
        ),
    )  # fmt: skip


async def drop(db: aiosqlite.Connection, article: int) -> None:
    """Forget the versions of an article that no posting stands behind any more."""
    async with db.execute(
        """
        DELETE FROM versions WHERE article_id = ? AND NOT EXISTS (
            SELECT 1 FROM version_postings AS said
            WHERE said.article_id = versions.article_id AND said.version = versions.version)
        """,
        (article,),
    ) as cursor:
        if cursor.rowcount:
            await article_marks.refresh(db, article)
            await purge.mark_due(db)


async def says(db: aiosqlite.Connection, article: int, title: str | None, text: str) -> bool:
    """Whether an article still says this: what was found in something else is no use."""
    row = await single(db, "SELECT title IS ? AND text = ? FROM articles WHERE id = ?", (title, text, article))
    return bool(row and row[0])


async def earlier(
    db: aiosqlite.Connection, scope: Scope, article: int, *, limit: int, offset: int = 0
) -> list[Version]:
    """What an article said before, as far as its readers in scope could read it, the latest first."""
    rows = await db.execute_fetchall(
        """
        SELECT title, text, until FROM versions
        WHERE article_id = :article AND EXISTS (
            SELECT 1 FROM version_postings AS said JOIN postings ON postings.id = said.posting_id
            JOIN channels ON channels.id = postings.channel_id
            WHERE said.article_id = versions.article_id AND said.version = versions.version
              AND channels.guild_id = :guild
              AND (:channels IS NULL OR postings.channel_id IN (SELECT value FROM json_each(:channels))))
        ORDER BY version DESC LIMIT :limit OFFSET :offset
        """,
        scope.bind() | {"article": article, "limit": limit, "offset": offset},
    )
    return [Version(title, text, datetime.fromisoformat(until)) for title, text, until in rows]
