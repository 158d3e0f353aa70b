"""Feeds over a real server on the loopback: read in their time, known again, posted a few at a time, and parked."""

import asyncio
import contextlib
import gzip
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.desk import desk as desks
from bot.desk import feed_reading, following_feeds
from bot.desk import feeds as following
from bot.desk.desk import Desk
from bot.desk.feed_reading import MOST_FAILURES, Unread, pause
from bot.desk.feeds import AN_HOUR, MOST_WAITING, Feeds, Later
from bot.desk.filing import Ticket
from bot.desk.following_feeds import AT_FIRST, Added
from bot.fetching.fetcher import Fetcher
from bot.store import articles, feed_entries, feeds, places
from bot.store.feed_entries import InHand
from bot.store.feeds import Followed
from bot.store.rows import Article
from bot.store.scope import LOCAL, Scope
from tests.desk.clerk import PATIENT, idle
from tests.desk.workers import desk_of
from tests.fetching.site import HERE, Respond, Site, answer, redirect, site

pytestmark = pytest.mark.usefixtures("brisk")

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


@pytest.fixture
async def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Desk]:
    monkeypatch.setattr(desks, "open_fetcher", lambda _: Fetcher(allowed=HERE))
    monkeypatch.setattr(following, "LOOK_SECONDS", 0.01)
    monkeypatch.setattr(following, "PAUSE_SECONDS", 0.02)
    async with desk_of(tmp_path) as opened:
        async with opened.store.writing() as db:
            await places.ensure_guild(db, GUILD, "readers")
            await places.ensure_channel(db, GUILD, NEWS, "news")
        yield opened


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


async def test_what_a_feed_holds_at_first_is_filed_and_not_posted(desk: Desk) -> None:
    async with site(feed=feed_page(item(2), item(1)), **pages(1, 2)) as served:
        found = await added(desk, served)
        assert (found.entries, found.filed, found.feed.title, found.feed.identity) == (2, 2, "Bridges", "guid")
        shown = await shelf(desk)
        channel = await looked(desk)
        assert {one.title for one in shown} == {"Bridge 1 closed", "Bridge 2 closed"}
        assert {one.posting.link for one in shown} == {served.url("/page1"), served.url("/page2")}
        assert all(one.posting.message < 1 << 40 for one in shown)
        assert channel.posted == []
        assert len(await shelf(desk)) == 2


async def test_of_a_long_feed_only_the_newest_are_filed(desk: Desk) -> None:
    items = [item(n, link=None, more=f"<description>Bridge {n} was closed.</description>") for n in range(100, 0, -1)]
    async with site(feed=feed_page(*items)) as served:
        found = await added(desk, served)
        assert (found.entries, found.filed) == (100, AT_FIRST)
        assert len(await shelf(desk)) == AT_FIRST
        assert (await looked(desk)).posted == []


async def test_new_entries_are_posted_oldest_first_and_filed_at_their_messages(desk: Desk) -> None:
    async with site(feed=feed_page(item(1)), **pages(1, 2, 3)) as served:
        await added(desk, served)
        served.pages["/feed"] = feed_page(item(3), item(2), item(1))
        channel = await looked(desk)
        assert channel.posted == ["Bridge 2 closed", "Bridge 3 closed"]
        assert set(channel.shown) == {(1 << 60) + 1, (1 << 60) + 2}  # once more does no harm: it redraws a message
        filed = {one.title: one.posting for one in await shelf(desk)}
        assert filed["Bridge 2 closed"].message == (1 << 60) + 1
        assert filed["Bridge 2 closed"].link == f"https://discord.com/channels/{GUILD}/{NEWS}/{(1 << 60) + 1}"
        assert (await looked(desk)).posted == []


async def test_an_entry_without_a_link_is_filed_as_it_is(desk: Desk) -> None:
    words = "<description>The old bridge was closed on Monday for repairs that take until May.</description>"
    async with site(feed=feed_page()) as served:
        await added(desk, served)
        served.pages["/feed"] = feed_page(item(1, link=None, more=words))
        await looked(desk)
        [found] = await shelf(desk)
        assert found.title == "Bridge 1 closed"
        assert found.opening.startswith("The old bridge was closed")


async def test_a_feed_that_did_not_change_is_not_sent_again(desk: Desk) -> None:
    async with site(feed=feed_page(item(1), etag='"one"'), **pages(1)) as served:
        await added(desk, served)
        served.pages["/feed"] = answer(b"", "304 Not Modified")
        await looked(desk)
        assert served.headers[-1]["if-none-match"] == '"one"'
        feed = await the_feed(desk)
        assert (feed.failures, feed.trouble, feed.etag) == (0, None, '"one"')


async def test_only_so_many_are_posted_within_an_hour_and_the_oldest_too_many_are_only_filed(desk: Desk) -> None:
    count = AN_HOUR + MOST_WAITING + 3
    text = "<description>Bridge {0} was closed for repairs on day {0}.</description>"
    items = [item(n, link=None, more=text.format(n)) for n in range(count, 0, -1)]
    async with site(feed=feed_page()) as served:
        await added(desk, served)
        served.pages["/feed"] = feed_page(*items)
        channel = await looked(desk)
        assert channel.posted == [f"Bridge {n} closed" for n in range(4, 4 + AN_HOUR)]
        assert len(await shelf(desk)) == 3 + AN_HOUR
        async with desk.store.writing() as db:
            await db.execute("UPDATE feed_entries SET posted_at = ?", (datetime(2024, 1, 1, tzinfo=UTC).isoformat(),))
        later = await looked(desk, due=False)
        assert later.posted == [f"Bridge {n} closed" for n in range(4 + AN_HOUR, 4 + 2 * AN_HOUR)]


async def test_while_discord_is_away_entries_wait(desk: Desk) -> None:
    async with site(feed=feed_page(), **pages(1)) as served:
        await added(desk, served)
        served.pages["/feed"] = feed_page(item(1))
        channel = Channel()
        channel.away = True
        await looked(desk, channel)
        assert channel.posted == []
        channel.away = False
        assert (await looked(desk, channel)).posted == ["Bridge 1 closed"]


async def test_where_the_bot_may_not_post_entries_are_filed_all_the_same(desk: Desk) -> None:
    async with site(feed=feed_page(), **pages(1)) as served:
        await added(desk, served)
        served.pages["/feed"] = feed_page(item(1))
        channel = Channel()
        channel.mute = True
        await looked(desk, channel)
        assert [one.title for one in await shelf(desk)] == ["Bridge 1 closed"]


async def test_a_feed_that_is_removed_while_it_is_posted_leaves_no_message(desk: Desk) -> None:
    async with site(feed=feed_page(), **pages(1)) as served:
        feed = (await added(desk, served)).feed
        served.pages["/feed"] = feed_page(item(1))
        channel = Channel()
        channel.before_posting = lambda: following_feeds.remove(desk, feed)
        await make_due(desk)
        async with running(Feeds(desk, channel)):
            while not channel.withdrawn:  # noqa: ASYNC110
                await asyncio.sleep(0.01)
        assert await following_feeds.of_guild(desk, GUILD) == []
        assert await shelf(desk) == []


@pytest.mark.parametrize(
    ("before", "now", "new"),
    [
        ([item(2), item(1)], [item(2, guid="x2"), item(1, guid="x1")], []),
        ([item(1, guid="same"), item(2, guid="same")], [item(3, guid="same"), item(1, guid="same")], [3]),
        ([item(1, guid=None), item(2, guid=None)], [item(3, guid=None), item(2, guid=None)], [3]),
        ([item(1, guid=None, link=None)], [item(1, guid=None, link=None), item(2, guid=None, link=None)], [2]),
        ([item(1)], [item(1, more="<pubDate>Mon, 03 Jun 2024 10:00:00 GMT</pubDate>")], []),
        ([item(1)], [item(1, more="<description>Other words</description>", link="/page1?utm_source=x")], []),
        ([item(1), item(1)], [item(1), item(1), item(1)], []),
    ],
)
async def test_entries_are_known_again(desk: Desk, before: list[str], now: list[str], new: Sequence[int]) -> None:
    async with site(feed=feed_page(*before), **pages(1, 2, 3)) as served:
        await added(desk, served)
        served.pages["/feed"] = feed_page(*now)
        channel = await looked(desk)
        assert channel.posted == [f"Bridge {n} closed" for n in new]


async def endless(writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml\r\n\r\n<rss>")
    while True:
        writer.write(b"<item>again</item>" * 5_000)
        await writer.drain()


BROKEN: list[tuple[bytes | Respond, str]] = [
    (answer(b"", "404 Not Found"), "There is no page at this address."),
    (answer(b"", "503 Busy"), "The site is in trouble (it answered 503)."),
    (answer(rss(), content_encoding="gzip"), "What the site answered cannot be understood."),
    (answer(gzip.compress(bytes(99_000_000)), content_encoding="gzip"), "The page is too large"),
    (endless, "The page is too large"),
    (redirect("/feed"), "The link leads on and on"),
    (redirect("http://10.0.0.1/feed"), "The link leads to an address that is not on the public internet."),
    (page(1), "There is no feed at this address but a page."),
    (answer(b'{"error": "quota"}', content_type="application/json"), "There is no feed at this address: "),
    (answer(b"  "), "The page is empty."),
]


@pytest.mark.parametrize(("broken", "reason"), BROKEN)
async def test_a_feed_that_breaks_is_tried_later_and_is_well_again(
    desk: Desk, broken: bytes | Respond, reason: str
) -> None:
    async with site(feed=feed_page(item(1)), **pages(1, 2)) as served:
        await added(desk, served)
        served.pages["/feed"] = broken
        channel = await looked(desk)
        feed = await the_feed(desk)
        assert feed.failures == 1
        assert (feed.trouble or "").startswith(reason)
        assert feed.due_at > datetime.now(UTC) + timedelta(minutes=100)
        assert channel.told == []
        served.pages["/feed"] = feed_page(item(2), item(1), content_type="text/html")
        assert (await looked(desk, channel)).posted == ["Bridge 2 closed"]
        assert (await the_feed(desk)).failures == 0


@pytest.mark.parametrize(("broken", "reason"), BROKEN)
async def test_what_is_broken_is_not_added(desk: Desk, broken: bytes | Respond, reason: str) -> None:
    async with site(feed=broken) as served:
        found = await following_feeds.add(desk, GUILD, NEWS, "news", served.url("/feed"), 60)
        assert isinstance(found, Unread)
        assert found.reason.startswith(reason)
        assert await following_feeds.of_guild(desk, GUILD) == []


async def test_a_feed_that_keeps_failing_is_parked_and_its_channel_is_told_once(desk: Desk) -> None:
    async with site(feed=feed_page(item(1)), **pages(1, 2)) as served:
        await added(desk, served)
        served.pages["/feed"] = answer(b"", "404 Not Found")
        channel = Channel()
        for _ in range(MOST_FAILURES + 2):
            await looked(desk, channel)
        assert channel.told == ["There is no page at this address."]
        assert (await the_feed(desk)).parked
        asked = len(served.asked)
        await looked(desk, channel)
        assert len(served.asked) == asked

        tested = await following_feeds.test(desk, await the_feed(desk))
        assert tested.unread == Unread("There is no page at this address.")
        assert (await the_feed(desk)).parked
        served.pages["/feed"] = feed_page(item(2), item(1))
        tested = await following_feeds.test(desk, await the_feed(desk))
        assert (tested.entries, tested.fresh, tested.feed.parked) == (2, 1, False)
        assert (await looked(desk, channel, due=False)).posted == ["Bridge 2 closed"]
        assert len(channel.told) == 1


async def test_a_feed_that_is_gone_is_parked_at_once(desk: Desk) -> None:
    async with site(feed=feed_page(item(1)), **pages(1)) as served:
        await added(desk, served)
        served.pages["/feed"] = answer(b"", "410 Gone")
        channel = Channel()
        channel.away = True
        await looked(desk, channel)
        assert channel.told == []
        channel.away = False
        assert (await looked(desk, channel)).told == ["The page is gone."]


async def test_a_feed_is_followed_once_in_a_channel(desk: Desk) -> None:
    async with site(feed=feed_page(item(1)), **pages(1)) as served:
        feed = (await added(desk, served)).feed
        assert await following_feeds.add(desk, GUILD, NEWS, "news", served.url("/feed"), 60) == feed
        assert await following_feeds.remove(desk, feed)
        assert not await following_feeds.remove(desk, feed)
        assert isinstance(await following_feeds.add(desk, GUILD, NEWS, "news", served.url("/feed"), 60), Added)


async def test_without_discord_only_local_feeds_are_read_and_filed_into_their_channel(desk: Desk) -> None:
    async with site(feed=feed_page(item(1)), **pages(1, 2)) as served:
        async with desk.store.writing() as db:
            room = await places.named_channel(db, LOCAL, "bridges")
        found = await following_feeds.add(desk, LOCAL, room, "bridges", served.url("/feed"), 60)
        assert isinstance(found, Added)
        served.pages["/feed"] = feed_page(item(2), item(1))
        await make_due(desk)
        async with running(Feeds(desk)):
            while len(await shelf(desk, Scope(LOCAL))) < 2:  # noqa: ASYNC110
                await asyncio.sleep(0.01)
        filed = await shelf(desk, Scope(LOCAL))
        assert [one.posting.where for one in filed] == ["bridges", "bridges"]
        assert filed[1].posting.link == served.url("/page2")


async def test_two_programs_do_not_read_a_feed_twice(desk: Desk) -> None:
    async with site(feed=feed_page(item(1)), **pages(1)) as served:
        await added(desk, served)
        await make_due(desk)
        asked = served.asked.count("/feed")
        one, two = Feeds(desk, Channel()), Feeds(desk, Channel())
        await asyncio.gather(one.look(), two.look())
        async with asyncio.timeout(PATIENT):
            while (await the_feed(desk)).due_at < datetime.now(UTC) + timedelta(minutes=20):  # noqa: ASYNC110
                await asyncio.sleep(0.01)
        assert served.asked.count("/feed") == asked + 1


def test_pauses_grow_to_a_bound_and_differ() -> None:
    for failures in range(40):
        hours = pause(60, failures) / timedelta(hours=1)
        assert 0.9 * min(2**failures, 24) <= hours <= 1.1 * min(2**failures, 24)
    assert pause(3 * 24 * 60, 3) >= timedelta(days=2.7)
    assert len({pause(60, 0) for _ in range(20)}) > 1


async def test_an_address_that_breaks_the_fetcher_fails_alone(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    async def broken(*_: object) -> None:
        raise RuntimeError("a fault")

    async with site(feed=feed_page(item(1)), **pages(1)) as served:
        await added(desk, served)
        monkeypatch.setattr(Fetcher, "fetch_raw", broken)
        await looked(desk)
        assert (await the_feed(desk)).trouble == "Fetching it failed (RuntimeError)."
        monkeypatch.setattr(feed_reading, "read", broken)
        await looked(desk)
        feed = await the_feed(desk)
        assert (feed.failures, feed.trouble) == (2, "Reading it failed (RuntimeError).")


def test_feeds_are_found_by_what_is_typed() -> None:
    now = datetime(2024, 6, 3, tzinfo=UTC)
    one = Followed(1, 1, 1, "news", "https://a.example.org/rss", "Bridges", 60, "guid", None, None, now, now)
    two = Followed(2, 1, 1, "news", "https://b.example.org/rss", "Bridges and roads", 60, "guid", None, None, now, now)
    for typed, found in (
        ("https://a.example.org/rss", [one]), ("http://www.a.example.org/rss/", [one]), ("bridges", [one]),
        ("roads", [two]), ("example.org", [one, two]), ("tunnels", []),
    ):  # fmt: skip
        assert following_feeds.meant([one, two], typed) == found
