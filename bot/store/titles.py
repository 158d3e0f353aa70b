"""Finding articles by words of their titles, as they are typed."""

import aiosqlite

from bot.store.folding import fold
from bot.store.scope import IN_SCOPE, Scope

_MOST_WORDS = 12


async def by_title(db: aiosqlite.Connection, scope: Scope, typed: str, *, limit: int) -> list[int]:
    """The articles in scope whose titles have a word beginning with each word typed, latest filed first."""
    words = fold(typed).split()[:_MOST_WORDS]
    if not words:
        return []
    match = "title : (" + " AND ".join(f'"{word}" *' for word in words) + ")"
    rows = await db.execute_fetchall(
        f"""
        SELECT articles.id FROM article_index JOIN articles ON articles.id = article_index.rowid
        WHERE article_index MATCH :match AND articles.audience_id IN {IN_SCOPE}
        ORDER BY article_index.rowid DESC LIMIT :limit
        """,
        scope.bind() | {"match": match, "limit": limit},
    )
    return [row[0] for row in rows]
