"""The keyphrases of articles, as the store gives them out."""

import json
from collections.abc import Sequence

import aiosqlite

from bot.articles.types import Span


async def in_articles(db: aiosqlite.Connection, articles: Sequence[int]) -> list[tuple[int, Span]]:
    """The keyphrases of these articles (which the caller found in scope), best first in each."""
    rows = await db.execute_fetchall(
        """
        SELECT article_id, start, "end" FROM keyphrases WHERE article_id IN (SELECT value FROM json_each(?))
        ORDER BY article_id DESC, score DESC, start
        """,
        (json.dumps(list(articles)),),
    )
    return [(row[0], Span(row[1], row[2])) for row in rows]
