"""Forgetting: an article goes with every posting and everything derived from it."""

from bot.desk.desk import Desk
from bot.store import articles
from bot.store.rows import Article


async def forget(desk: Desk, article: Article) -> None:
    """Delete an article that the caller found in scope. Its terms leave the index by the purge that follows."""
    async with desk.store.writing() as db:
        await articles.forget(db, article.id)
    await desk.store.purge()
