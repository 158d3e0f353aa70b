"""Forgetting: an article goes with every posting and everything derived from it."""

from bot.desk.desk import Desk
from bot.store import articles, places
from bot.store.rows import Article


async def forget(desk: Desk, article: Article) -> None:
    """Delete an article that the caller found in scope. Its terms leave the index soon, at the latest at stop."""
    async with desk.store.writing() as db:
        await articles.forget(db, article.id)
    desk.filing.purge_soon()


_AT_ONCE = 50
"""Postings that are forgotten in one transaction: others may write in between."""


async def forget_channel(desk: Desk, guild: int, name: str) -> int | None:
    """Forget every posting in a channel, and return how many there were; None where there is no such channel."""
    async with desk.store.reading() as db:
        channel = await places.find_channel(db, guild, name)
    if channel is None:
        return None
    forgotten = 0
    while True:
        async with desk.store.writing() as db:
            posted = await articles.posted_in(db, guild, channel, limit=_AT_ONCE)
            for place in posted:
                await articles.unpost(db, place)
        if not posted:
            break
        forgotten += len(posted)
    desk.filing.purge_soon()
    return forgotten
