"""The full-text index follows the articles: what is filed enters it, what goes or says something else leaves it."""

import aiosqlite


async def enter(db: aiosqlite.Connection, article: int) -> None:
    """Index what an article says now."""
    await db.execute(
        "INSERT INTO article_index (rowid, title, text) SELECT id, title, text FROM articles WHERE id = ?", (article,)
    )


async def leave(db: aiosqlite.Connection, article: int) -> None:
    """Take what an article says out of the index, before it goes or changes.

    While a rebuild writes the index anew, an article may not be in it: FTS5 must not delete what it does not have.
    """
    await db.execute(
        "INSERT INTO article_index (article_index, rowid, title, text) SELECT 'delete', id, title, text FROM articles"
        " WHERE id = ? AND EXISTS (SELECT 1 FROM article_index_docsize AS known WHERE known.id = articles.id)",
        (article,),
    )
