"""Feeds that break in each known way: tried later, parked, told of once, and well again."""

import asyncio
import gzip
from datetime import UTC, datetime, timedelta

import pytest

from bot.desk import feed_reading, following_feeds
from bot.desk.desk import Desk
from bot.desk.feed_reading import MOST_FAILURES, Unread, pause
from bot.desk.feeds import Feeds
from bot.desk.following_feeds import Added
from bot.fetching.fetcher import Fetcher
from bot.store import places
from bot.store.feeds import Followed
from bot.store.scope import LOCAL, Scope
from tests.desk.clerk import PATIENT
from tests.desk.feed_scene import (
    GUILD,
    NEWS,
    Channel,
    added,
    feed_page,
    item,
    looked,
    make_due,
    page,
    pages,
    rss,
    running,
    shelf,
    the_feed,
)
from tests.fetching.site import Respond, answer, redirect, site

pytestmark = pytest.mark.usefixtures("brisk")


async def bomb(writer: asyncio.StreamWriter) -> None:
    writer.write(answer(gzip.compress(bytes(99_000_000), 1), content_encoding="gzip"))


async def endless(writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml\r\n\r\n<rss>")
    while True:
        writer.write(b"<item>again</item>" * 5_000)
        await writer.drain()


BROKEN: list[tuple[bytes | Respond, str]] = [
    (answer(b"", "404 Not Found"), "There is no page at this address."),
    (answer(b"", "503 Busy"), "The site is in trouble (it answered 503)."),
    (answer(rss(), content_encoding="gzip"), "What the site answered cannot be understood."),
    (bomb, "The page is too large"),
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
