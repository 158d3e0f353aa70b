"""The indexes of words follow the articles: what is filed enters them, what goes or says something else leaves them."""

import aiosqlite

from bot.store import titles


async def enter(db: aiosqlite.Connection, article: int) -> None:
    """Index what an article says now, and the words of its title."""
    await db.execute(
        "INSERT INTO article_index (rowid, title, text) SELECT id, title, text FROM articles WHERE id = ?", (article,)
    )
    await titles.enter(db, article)


async def leave(db: aiosqlite.Connection, article: int) -> None:
    """Take what an article says out of the indexes, before it goes or changes.

    While a rebuild writes the full-text index anew, an article may not be in it: FTS5 must not delete what it has not.
    """
    await db.execute(
        "INSERT INTO article_index (article_index, rowid, title, text) SELECT 'delete', id, title, text FROM articles"
        " WHERE id = ? AND EXISTS (SELECT 1 FROM article_index_docsize AS known WHERE known.id = articles.id)",
        (article,),
    )
    await titles.leave(db, article)
