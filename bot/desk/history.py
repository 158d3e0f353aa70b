"""What articles said before, and what their pages say now."""

import asyncio
from itertools import pairwise

from bot.articles.changes import Changes, changes
from bot.desk import links, posting
from bot.desk.desk import Desk
from bot.desk.filing import Item
from bot.store import articles, drafts, places, versions
from bot.store.database import Connection
from bot.store.rows import Article, Place, Version
from bot.store.scope import Scope


class BusyError(Exception):
    """What the article's message was changed to is being filed at this moment."""


async def edits(
    db: Connection, scope: Scope, article: Article, *, limit: int, offset: int = 0
) -> list[tuple[Version, Changes]]:
    """What an article said before, the latest first, each with what was changed in it.

    The caller found the article in scope. Compared in threads: long texts take some tenths of a second.
    """
    if offset:
        said = await versions.earlier(db, scope, article.id, limit=limit + 1, offset=offset - 1)
    else:
        texts = await articles.texts(db, [article.id])
        now = Version(article.title, texts[article.id], article.filed_at)
        said = [now, *await versions.earlier(db, scope, article.id, limit=limit)]
    compared = []
    for after, before in pairwise(said):
        compared.append((before, await asyncio.to_thread(changes, _whole(before), _whole(after))))
    return compared


def _whole(version: Version) -> str:
    """A text with its title, unless it begins with that."""
    title = (version.title or "").strip()
    return version.text if version.text.startswith(title) else f"{title}\n{version.text}"


async def refresh(desk: Desk, scope: Scope, article: Article) -> posting.Filed:
    """Fetch an article's page again, file what it says now as the same article, and wait until that was extracted.

    The caller found the article in scope, with an address. The outcome is "rejected" or "failed" where the page cannot
    be read or had any more, with the reason in words: then the article stays as it is.

    Raises:
        BusyError: its message is being filed anew.
        StoreError, WorkerFault: reading cannot go on at present. The link stays in the queue.
    """
    posted = article.posting
    async with desk.store.reading() as db:
        guild = await places.guild_of(db, posted.channel)
    place = Place(guild or scope.guild, posted.channel, posted.message, posted.part, posted.link)

    async def unless_busy(db: Connection) -> None:
        if await drafts.fate(db, place) == ("pending", None):
            raise BusyError

    item = Item(
        links.as_draft(article.url or "", again=True), place, posted.author, posted_at=posted.posted_at, refresh=True
    )
    [ticket] = await desk.filing.post([item], unless_busy)
    filed = await posting.settled(desk, scope, ticket)
    if filed.article is None:
        async with desk.store.writing() as db:
            await drafts.take(db, ticket.draft)
    return filed
