"""Feeds that a test serves, the channel they are posted in, and waiting until everything due is done."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import UTC, datetime, timedelta

from bot.desk import following_feeds
from bot.desk.desk import Desk
from bot.desk.feeds import AN_HOUR, Feeds
from bot.desk.filing import Ticket
from bot.desk.following_feeds import Added
from bot.desk.later import Later
from bot.store import articles, feed_entries, feeds
from bot.store.feed_entries import InHand
from bot.store.feeds import Followed
from bot.store.rows import Article
from bot.store.scope import Scope
from tests.desk.clerk import PATIENT, idle
from tests.fetching.site import Respond, Site, answer

GUILD, NEWS = 7 << 40, 71 << 40


SCOPE = Scope(GUILD)


def page(n: int) -> bytes:
    paragraph = (
        f"<p>Bridge number {n} over the river was closed on Monday, and traffic of line {n} goes by the tunnel until"
        " the works are done in May.</p>"
    )
    title = f"Bridge {n} closed"
    body = f"<html><head><title>{title}</title></head><body><article><h1>{title}</h1>{paragraph * 3}</article></body>"
    return answer(body.encode())


def item(n: int, guid: str | None = "", link: str | None = "", more: str = "") -> str:
    address = f"/page{n}" if link == "" else link
    parts = [f"<title>Bridge {n} closed</title>"]
    if address:
        parts.append(f"<link>{address}</link>")
    if guid is not None:
        parts.append(f"<guid isPermaLink='false'>{guid or f'bridge-{n}'}</guid>")
    return f"<item>{''.join(parts)}{more}</item>"


def rss(*items: str) -> bytes:
    return f"<rss version='2.0'><channel><title>Bridges</title>{''.join(items)}</channel></rss>".encode()


def feed_page(*items: str, **headers: str) -> bytes:
    return answer(rss(*items), **({"content_type": "application/rss+xml"} | headers))


class Channel:
    """Stands for Discord: what was posted, shown, withdrawn and told."""

    def __init__(self) -> None:
        self.posted: list[str] = []
        self.shown: list[int | None] = []
        self.withdrawn: list[int] = []
        self.told: list[str | None] = []
        self.away = False
        self.mute = False
        self.before_posting: Callable[[], Awaitable[object]] | None = None

    def serves(self, guild: int) -> bool:
        return guild == GUILD

    async def announce(self, feed: Followed, entry: InHand) -> int | None:
        if self.away:
            raise Later("Discord cannot be reached")
        if self.mute:
            return None
        if self.before_posting:
            await self.before_posting()
        self.posted.append(entry.title)
        return (1 << 60) + len(self.posted)

    async def show(self, feed: Followed, entry: InHand, ticket: Ticket | None) -> None:
        self.shown.append(entry.message)

    async def withdraw(self, feed: Followed, message: int) -> None:
        self.withdrawn.append(message)

    async def tell(self, feed: Followed) -> None:
        if self.away:
            raise Later("Discord cannot be reached")
        self.told.append(feed.trouble)


async def added(desk: Desk, served: Site, path: str = "/feed", minutes: int = 60) -> Added:
    found = await following_feeds.add(desk, GUILD, NEWS, "news", served.url(path), minutes)
    assert isinstance(found, Added), found
    return found


async def the_feed(desk: Desk) -> Followed:
    [feed] = await following_feeds.of_guild(desk, GUILD)
    return feed


async def make_due(desk: Desk) -> None:
    async with desk.store.writing() as db:
        await db.execute("UPDATE feeds SET due_at = ?", (datetime(2024, 1, 1, tzinfo=UTC).isoformat(),))


@contextlib.asynccontextmanager
async def running(feeds: Feeds) -> AsyncIterator[None]:
    loop = asyncio.create_task(feeds.run())
    try:
        async with asyncio.timeout(PATIENT):
            yield
    finally:
        loop.cancel()
        await asyncio.gather(loop, return_exceptions=True)


async def looked(desk: Desk, channel: Channel | None = None, *, due: bool = True) -> Channel:
    """Everything that is due is done by a loop of its own."""
    channel = channel or Channel()
    if due:
        await make_due(desk)
    async with running(Feeds(desk, channel)):
        while not await _at_rest(desk, channel):  # noqa: ASYNC110 - nothing tells of it
            await asyncio.sleep(0.01)
    return channel


async def _at_rest(desk: Desk, channel: Channel) -> bool:
    async with desk.store.reading() as db:
        now = datetime.now(UTC)
        claimed = [
            one for one in await feeds.of_guild(db, GUILD)
            if one.due_at <= now + timedelta(minutes=10) and not one.parked and one.minutes > 20
        ]  # fmt: skip
        silent, unshown, room = [], [], []
        for feed in await feed_entries.busy(db):
            silent += await feed_entries.silent(db, feed)
            unshown += await feed_entries.unshown(db, feed)
            if await feed_entries.posted_since(db, feed, now - timedelta(hours=1)) < AN_HOUR:
                room += await feed_entries.waiting(db, feed)
        untold = await feeds.untold(db)
    return not (claimed or silent or unshown or (room and not channel.away) or (untold and not channel.away))


async def shelf(desk: Desk, scope: Scope = SCOPE) -> list[Article]:
    await idle(desk)
    async with desk.store.reading() as db:
        return (await articles.recent(db, scope, limit=1000))[::-1]


def pages(*numbers: int) -> dict[str, bytes | Respond]:
    return {f"page{n}": page(n) for n in numbers}
