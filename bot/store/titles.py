"""Finding articles by words of their titles, as they are typed."""

import aiosqlite

from bot.store.folding import fold
from bot.store.scope import IN_SCOPE, Scope

_MOST_WORDS = 12
_STEM = 4
"""Letters that a word and its stem share, so that "generat" finds "generation", which the index keeps as "gener"."""

_APART = str.maketrans("'’.`´", "     ")
"""What folding leaves out within a word, and what parts two words for the index: it keeps "d'Or" as "d" and "or"."""

_LOOKED_THROUGH = 500
"""Titles that are read at most: the latest that the index finds."""


async def by_title(db: aiosqlite.Connection, scope: Scope, typed: str, *, limit: int) -> list[int]:
    """The articles in scope whose titles have a word beginning with each word typed, latest filed first."""
    words = fold(typed).split()[:_MOST_WORDS]
    if not words:
        return []
    pieces = fold(typed.translate(_APART)).split()[: 2 * _MOST_WORDS]
    match = "title : (" + " AND ".join(f'("{piece[:_STEM]}" * OR "{piece}" *)' for piece in pieces) + ")"
    rows = await db.execute_fetchall(
        f"""
        SELECT articles.id, articles.title FROM article_index JOIN articles ON articles.id = article_index.rowid
        WHERE article_index MATCH :match AND articles.audience_id IN {IN_SCOPE}
        ORDER BY article_index.rowid DESC LIMIT {_LOOKED_THROUGH}
        """,
        scope.bind() | {"match": match},
    )
    return [article for article, title in rows if _begins(words, fold(title or "").split())][:limit]


def _begins(words: list[str], title: list[str]) -> bool:
    return all(any(found.startswith(word) for found in title) for word in words)
