"""Feeds against the loopback Discord, in this process: from a new entry to its message, its card and its end."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest

from bot.desk import desk as desks
from bot.desk import feeds as following
from bot.desk import following_feeds
from bot.desk.desk import Desk
from bot.desk.feed_reading import MOST_FAILURES
from bot.desk.following_feeds import Added
from bot.fetching.fetcher import Fetcher
from bot.store import articles
from bot.store.scope import Scope
from tests.chat.news import article
from tests.chat.paper import Paper
from tests.fetching.site import HERE, Site, answer, site

pytestmark = pytest.mark.process


def page(n: int) -> bytes:
    text = "".join(f"<p>{part}</p>" for part in article(n).split("\n\n"))
    return answer(f"<html><body><article>{text}</article></body></html>".encode())


def feed_of(*numbers: int) -> bytes:
    items = "".join(f"<item><title>Entry {n}</title><link>/p{n}</link><guid>{n}</guid></item>" for n in numbers)
    raw = f"<rss version='2.0'><channel><title>Bridges</title>{items}</channel></rss>"
    return answer(raw.encode(), content_type="application/rss+xml")


@pytest.fixture(autouse=True)
def often(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(desks, "open_fetcher", lambda _: Fetcher(allowed=HERE))
    monkeypatch.setattr(following, "LOOK_SECONDS", 0.02)


@pytest.fixture
async def web() -> AsyncIterator[Site]:
    async with site(feed=feed_of(1), p1=page(1), p2=page(2), p3=page(3)) as served:
        yield served


async def follow(paper: Paper, web: Site) -> Desk:
    assert paper.desk is not None
    news = paper.news
    added = await following_feeds.add(paper.desk, paper.guild.id, news.id, "news", web.url("/feed"), 60)
    assert isinstance(added, Added)
    return paper.desk


async def make_due(desk: Desk) -> None:
    async with desk.store.writing() as db:
        await db.execute("UPDATE feeds SET due_at = ?", (datetime(2024, 1, 1, tzinfo=UTC).isoformat(),))
    desk.feeds.set()


async def test_from_an_entry_to_its_card_and_its_end(paper: Paper, web: Site) -> None:
    ann = paper.guild.member("Ann", administrator=True)
    async with paper.running():
        desk = await follow(paper, web)
        await paper.openings(1)
        assert paper.news.bot_posts == []
        web.pages["/feed"] = feed_of(3, 2, 1)
        await make_due(desk)
        first, second = await paper.news.bot_post(1), await paper.news.bot_post(2)
        await paper.openings(1, 2, 3)
        await paper.world.until(lambda: "✅ Filed" in first.text and "✅ Filed" in second.text, "both cards")
        assert "Report 2" in first.text
        assert web.url("/p2") in repr(first.message.components)
        assert "Bridges" in first.text
        async with desk.store.reading() as db:
            filed = {one.opening.split()[1]: one for one in await articles.recent(db, Scope(paper.guild.id), limit=9)}
        assert filed["2"].posting.link == first.link
        await ann.deletes(first)
        await paper.openings(1, 3)
    async with paper.running():
        assert paper.desk is not None
        await make_due(paper.desk)
        await paper.openings(1, 3)
        await asyncio.sleep(0.2)
        assert len(paper.news.bot_posts) <= 2


async def test_an_entry_whose_page_cannot_be_had_says_so(paper: Paper, web: Site) -> None:
    async with paper.running():
        desk = await follow(paper, web)
        web.pages["/feed"] = feed_of(9, 1)
        await make_due(desk)
        post = await paper.news.bot_post(1)
        await paper.world.until(lambda: "Not filed: There is no page at this address." in post.text, "the reason")
        assert "Entry 9" in post.text


async def test_what_was_posted_before_the_end_is_shown_after_the_next_start(paper: Paper, web: Site) -> None:
    async with paper.running():
        desk = await follow(paper, web)
        await paper.openings(1)
        fault = paper.world.fails("PATCH */channels/*/messages/*", status=503, times=1000)
        web.pages["/feed"] = feed_of(2, 1)
        await make_due(desk)
        post = await paper.news.bot_post(1)
        await paper.openings(1, 2)
        await paper.world.until(lambda: fault.met, "an attempt to show it")
    assert "⏳" in post.text
    fault.times = 0
    async with paper.running():
        await paper.world.until(lambda: "✅ Filed" in post.text, "its card")
    assert len(paper.news.bot_posts) == 1


async def test_a_channel_is_told_once_that_its_feed_is_parked(paper: Paper, web: Site) -> None:
    async with paper.running():
        desk = await follow(paper, web)
        web.pages["/feed"] = answer(b"", "404 Not Found")
        for n in range(1, MOST_FAILURES + 1):
            await make_due(desk)
            async with asyncio.timeout(20):
                while (await following_feeds.of_guild(desk, paper.guild.id))[0].failures < n:  # noqa: ASYNC110
                    await asyncio.sleep(0.01)
        post = await paper.news.bot_post(1)
        assert "The feed Bridges is not read any more." in post.text
        assert "There is no page at this address." in post.text
        await make_due(desk)
        await asyncio.sleep(0.2)
        assert len(paper.news.bot_posts) == 1
