"""Finding articles by words of their titles, as they are typed."""

import json
import sys
from collections.abc import Collection, Sequence

import aiosqlite

from bot.store.folding import fold
from bot.store.scope import IN_SCOPE, Scope
from bot.store.single import single

_MOST_WORDS = 12

_SOME = 2_000
"""A word that begins words of more titles in scope than this is common: the latest titles have it soon enough."""

_LATEST = 2_000
"""Titles that are looked through for common words alone."""

_SEEN = f"""EXISTS (
    SELECT 1 FROM articles AS seen INDEXED BY articles_seen
    WHERE seen.id = article_id AND +seen.audience_id IN {IN_SCOPE})"""


async def enter(db: aiosqlite.Connection, article: int) -> None:
    """Keep the words of an article's title, as it is now; those that are kept already stay."""
    row = await single(db, "SELECT guild_id, title FROM articles WHERE id = ?", (article,))
    if row is not None and row[1]:
        await db.executemany(
            "INSERT OR IGNORE INTO title_words (guild_id, word, article_id) VALUES (?, ?, ?)",
            [(row[0], word, article) for word in set(fold(row[1]).split())],
        )


async def leave(db: aiosqlite.Connection, article: int) -> None:
    """Drop the words of an article's title."""
    await db.execute("DELETE FROM title_words WHERE article_id = ?", (article,))


async def by_title(db: aiosqlite.Connection, scope: Scope, typed: str, *, limit: int) -> list[int]:
    """The articles in scope whose titles have a word beginning with each word typed, latest filed first.

    Where each of the words is common, only the latest titles are looked through.
    """
    words = sorted(set(fold(typed).split()[:_MOST_WORDS]), key=lambda word: (-len(word), word))
    for word in words:
        found = await _with(db, scope, word)
        if len(found) <= _SOME:
            return await _having(db, sorted(found, reverse=True), [other for other in words if other != word], limit)
    return await _having(db, await _latest(db, scope), words, limit) if words else []


async def _with(db: aiosqlite.Connection, scope: Scope, word: str) -> set[int]:
    """Articles in scope with a word in their title that begins so; more than `_SOME` where there are more."""
    rows = await db.execute_fetchall(
        f"""
        SELECT DISTINCT article_id FROM title_words
        WHERE guild_id = :guild AND word >= :word AND word < :beyond AND {_SEEN} LIMIT {_SOME + 1}
        """,
        scope.bind() | {"word": word, "beyond": _beyond(word)},
    )
    return {row[0] for row in rows}


async def _latest(db: aiosqlite.Connection, scope: Scope) -> list[int]:
    rows = await db.execute_fetchall(
        f"""
        SELECT found.id FROM {IN_SCOPE} AS seen CROSS JOIN articles AS found
        ON found.audience_id = seen.id AND found.id >= coalesce(
            (SELECT id FROM articles AS latest WHERE latest.audience_id = seen.id
             ORDER BY id DESC LIMIT 1 OFFSET {_LATEST - 1}), 0)
        ORDER BY found.id DESC LIMIT {_LATEST}
        """,
        scope.bind(),
    )
    return [row[0] for row in rows]


async def _having(db: aiosqlite.Connection, ids: Sequence[int], words: Collection[str], limit: int) -> list[int]:
    """The first of these articles whose titles have words that begin so, too."""
    rows = await db.execute_fetchall(
        """
        SELECT found.value FROM json_each(:ids) AS found WHERE NOT EXISTS (
            SELECT 1 FROM json_each(:words) AS wanted WHERE NOT EXISTS (
                SELECT 1 FROM title_words INDEXED BY title_words_by_article
                WHERE article_id = found.value AND word >= wanted.value ->> 0 AND word < wanted.value ->> 1))
        ORDER BY found.key LIMIT :limit
        """,
        {
            "ids": json.dumps(list(ids)),
            "words": json.dumps([(word, _beyond(word)) for word in words]),
            "limit": limit,
        },
    )
    return [row[0] for row in rows]


def _beyond(word: str) -> str:
    """What comes after everything that begins so."""
    return word + chr(sys.maxunicode)
