"""Articles as a scope reads them: by number, message or address, the latest, their texts and where they were posted."""

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

import aiosqlite

from bot.store import likeness
from bot.store.rows import Article, Posting
from bot.store.scope import IN_SCOPE, Scope
from bot.store.single import scalar, single

_COLUMNS = """
    articles.id, articles.number, articles.external_id, articles.title,
    substr(articles.text, 1, 120), articles.section, articles.byline,
    articles.url, articles.language, articles.published, articles.day, articles.filed_at, articles.left_out,
    articles.state, articles.reason,
    postings.channel_id, channels.name, postings.message_id, postings.part, postings.author, postings.posted_at,
    postings.link,
    (SELECT count(DISTINCT said.version) FROM version_postings AS said JOIN postings AS p ON p.id = said.posting_id
     WHERE said.article_id = articles.id
       AND (:channels IS NULL OR p.channel_id IN (SELECT value FROM json_each(:channels))))
"""

_VISIBLE = """
    FROM articles JOIN postings ON postings.id = (
        SELECT p.id FROM postings AS p
        WHERE p.article_id = articles.id
          AND (:channels IS NULL OR p.channel_id IN (SELECT value FROM json_each(:channels)))
        ORDER BY p.posted_at, p.id LIMIT 1)
    JOIN channels ON channels.id = postings.channel_id
"""


def _article(row: sqlite3.Row) -> Article:
    (id_, number, external, title, opening, section, byline, url, language, published, day, filed, left_out, state,
     reason, channel, where, message, part, author, posted_at, link, earlier) = row  # fmt: skip
    posting = _posting((channel, where, message, part, author, posted_at, link))
    return Article(
        id_, number, external, title, opening, section, byline, url, language, published, day,
        datetime.fromisoformat(filed), tuple(json.loads(left_out)), state, reason, posting, earlier,
    )  # fmt: skip


async def by_ids(db: aiosqlite.Connection, scope: Scope, ids: Sequence[int]) -> dict[int, Article]:
    """Those of the articles that are in scope, each with its first posting there."""
    rows = await db.execute_fetchall(
        f"SELECT {_COLUMNS} {_VISIBLE} WHERE +articles.guild_id = :guild"
        " AND articles.id IN (SELECT value FROM json_each(:ids))",
        scope.bind() | {"ids": json.dumps(list(ids))},
    )
    return {article.id: article for article in map(_article, rows)}


async def read_as(db: aiosqlite.Connection, scope: Scope, article: int) -> Article | None:
    """An article as the scope reads it: in the fullest wording that is posted there. None where it is not in scope."""
    found = (await by_ids(db, scope, [article])).get(article)
    if found is None:
        return None
    shown = await likeness.shown(db, await likeness.wordings(db, article), scope.channels)
    return found if shown == article else (await by_ids(db, scope, [shown])).get(shown)


async def by_number(db: aiosqlite.Connection, scope: Scope, number: int) -> Article | None:
    """The article with this number, where it is in scope."""
    return await _one(db, scope, "articles.number = :number", {"number": number})


async def by_message(db: aiosqlite.Connection, scope: Scope, channel: int, message: int) -> Article | None:
    """The article that a message posted (the first, where it posted several), if its channel is in scope."""
    condition = """
        articles.id = (SELECT article_id FROM postings WHERE channel_id = :channel AND message_id = :message
                       ORDER BY part LIMIT 1)
        AND (:channels IS NULL OR :channel IN (SELECT value FROM json_each(:channels)))
    """
    return await _one(db, scope, condition, {"channel": channel, "message": message})


async def by_url(db: aiosqlite.Connection, scope: Scope, url: str) -> Article | None:
    """The article that was read from this address, where it is in scope."""
    return await _one(db, scope, "articles.url = :url", {"url": url})


async def _one(db: aiosqlite.Connection, scope: Scope, condition: str, values: dict[str, object]) -> Article | None:
    row = await single(
        db,
        f"SELECT articles.id {_VISIBLE} WHERE articles.guild_id = :guild AND {condition}"
        " ORDER BY articles.id DESC LIMIT 1",
        scope.bind() | values,
    )
    return await read_as(db, scope, row[0]) if row else None


async def recent(db: aiosqlite.Connection, scope: Scope, *, limit: int, offset: int = 0) -> list[Article]:
    """The articles in scope, the latest posted first, whenever they were filed: by their first posting there."""
    ids = await db.execute_fetchall(
        _LATEST if scope.channels is None else _LATEST_IN_CHANNELS, scope.bind() | {"limit": limit, "offset": offset}
    )
    order = [row[0] for row in ids]
    found = await by_ids(db, scope, order)
    return [found[i] for i in order if i in found]


_LATEST = f"""
    SELECT found.id FROM {IN_SCOPE} AS seen CROSS JOIN articles AS found INDEXED BY articles_by_posting
    ON found.audience_id = seen.id AND found.posted_at >= coalesce(
        (SELECT posted_at FROM articles AS latest WHERE latest.audience_id = seen.id
         ORDER BY posted_at DESC LIMIT 1 OFFSET :limit + :offset - 1), '')
    ORDER BY found.posted_at DESC, found.id DESC LIMIT :limit OFFSET :offset
"""

_FIRST_IN_SCOPE = """
    NOT EXISTS (
        SELECT 1 FROM articles AS own INDEXED BY articles_seen
        CROSS JOIN audience_elsewhere ON audience_elsewhere.audience_id = own.audience_id
        WHERE own.id = {0}.article_id
        AND audience_elsewhere.channel_id IN (SELECT value FROM json_each(:channels)))
    AND NOT EXISTS (
        SELECT 1 FROM postings AS before WHERE before.article_id = {0}.article_id
        AND (before.posted_at, before.id) < ({0}.posted_at, {0}.id)
        AND before.channel_id IN (SELECT value FROM json_each(:channels)))
"""

_LATEST_IN_CHANNELS = f"""
    SELECT found.article_id FROM json_each(:channels) AS allowed
    CROSS JOIN postings AS found INDEXED BY postings_by_age
    ON found.channel_id = allowed.value AND found.posted_at >= coalesce(
        (SELECT posted_at FROM postings AS latest INDEXED BY postings_by_age
         WHERE latest.channel_id = allowed.value AND {_FIRST_IN_SCOPE.format("latest")}
         ORDER BY posted_at DESC LIMIT 1 OFFSET :limit + :offset - 1), '')
    WHERE {_FIRST_IN_SCOPE.format("found")}
    ORDER BY found.posted_at DESC, found.article_id DESC LIMIT :limit OFFSET :offset
"""
"""What was posted before in other channels, which the scope may not read, is of no account."""


async def numbered(db: aiosqlite.Connection, scope: Scope, *, after: int, limit: int) -> list[Article]:
    """The next articles in scope behind the number `after`, in the order of their numbers."""
    rows = await db.execute_fetchall(
        f"SELECT id FROM articles WHERE guild_id = :guild AND number > :after AND audience_id IN {IN_SCOPE}"
        " ORDER BY number LIMIT :limit",
        scope.bind() | {"after": after, "limit": limit},
    )
    found = await by_ids(db, scope, [row[0] for row in rows])
    return sorted(found.values(), key=lambda article: article.number)


async def posted_once(db: aiosqlite.Connection, article: int) -> bool:
    """Whether an article has one posting in its very words, whoever may read it."""
    rows = await db.execute_fetchall("SELECT 1 FROM postings WHERE article_id = ? LIMIT 2", (article,))
    return len(list(rows)) == 1


async def total(db: aiosqlite.Connection, scope: Scope) -> int:
    """How many articles are in scope."""
    return await scalar(db, f"SELECT count(*) FROM articles WHERE audience_id IN {IN_SCOPE}", scope.bind())


async def texts(db: aiosqlite.Connection, ids: Sequence[int]) -> dict[int, str]:
    """The texts of articles that the caller has already found in scope."""
    rows = await db.execute_fetchall(
        "SELECT id, text FROM articles WHERE id IN (SELECT value FROM json_each(?))", (json.dumps(list(ids)),)
    )
    return {row[0]: row[1] for row in rows}


async def posted_elsewhere(
    db: aiosqlite.Connection, scope: Scope, article: int, channel: int, message: int
) -> Article | None:
    """An article as another message in scope than this one posted it: in the fullest wording that one did, with it.

    None where no other message in scope did.
    """
    row = await single(
        db,
        """
        SELECT article_id, channel_id, channels.name, message_id, part, author, posted_at, link
        FROM json_each(:wordings) AS wording CROSS JOIN postings ON article_id = wording.value
        JOIN channels ON channels.id = channel_id
        WHERE channels.guild_id = :guild AND (channel_id, message_id) <> (:channel, :message)
          AND (:channels IS NULL OR channel_id IN (SELECT value FROM json_each(:channels)))
        ORDER BY wording.key, posted_at, postings.id LIMIT 1
        """,
        scope.bind()
        | {"wordings": json.dumps(await likeness.wordings(db, article)), "channel": channel, "message": message},
    )
    if row is None:
        return None
    found = (await by_ids(db, scope, [row[0]])).get(row[0])
    return replace(found, posting=_posting(row[1:])) if found else None


def _posting(row: Sequence[Any]) -> Posting:
    channel, name, message, part, author, posted_at, link = row
    return Posting(channel, name, message, part, author, datetime.fromisoformat(posted_at), link)


async def postings(db: aiosqlite.Connection, scope: Scope, article: int) -> list[Posting]:
    """Where an article was posted, in whatever wording, as far as the scope reaches, earliest first."""
    rows = await db.execute_fetchall(
        """
        SELECT channel_id, channels.name, message_id, part, author, posted_at, link
        FROM postings JOIN channels ON channels.id = channel_id
        WHERE article_id IN (SELECT value FROM json_each(:wordings)) AND channels.guild_id = :guild
          AND (:channels IS NULL OR channel_id IN (SELECT value FROM json_each(:channels)))
        ORDER BY posted_at, postings.id
        """,
        scope.bind() | {"wordings": json.dumps(await likeness.wordings(db, article))},
    )
    return [_posting(row) for row in rows]
