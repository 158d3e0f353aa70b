"""Feeds over a real server on the loopback: read in their time, known again, and posted a few at a time."""

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime

import pytest

from bot.desk import feeds as following
from bot.desk import following_feeds
from bot.desk.desk import Desk
from bot.desk.feeds import AN_HOUR, MOST_WAITING, Feeds
from bot.desk.following_feeds import AT_FIRST
from bot.store import feeds as stored_feeds
from tests.desk.feed_scene import (
    GUILD,
    NEWS,
    Channel,
    added,
    feed_page,
    item,
    looked,
    make_due,
    pages,
    running,
    shelf,
    the_feed,
)
from tests.fetching.site import answer, site

pytestmark = pytest.mark.usefixtures("brisk")


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


@pytest.mark.parametrize("turns", range(6))
async def test_it_ends_also_when_it_is_woken_in_the_same_moment(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, turns: int
) -> None:
    monkeypatch.setattr(following, "LOOK_SECONDS", 30)
    loop = asyncio.create_task(Feeds(desk, Channel()).run())
    await asyncio.sleep(0.1)
    desk.feeds.set()
    for _ in range(turns):
        await asyncio.sleep(0)
    loop.cancel()
    assert (await asyncio.wait([loop], timeout=60))[0]


async def test_a_fault_of_ours_does_not_end_it(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    looks: list[int] = []

    async def fail(_: object, __: object) -> list[int]:
        looks.append(1)
        raise ZeroDivisionError

    monkeypatch.setattr(stored_feeds, "due", fail)
    monkeypatch.setattr(following, "LOOK_SECONDS", 0.01)
    async with running(Feeds(desk, Channel())):
        while len(looks) < 3:  # noqa: ASYNC110
            await asyncio.sleep(0.01)


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
