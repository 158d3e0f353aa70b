"""`feed`: feeds are followed by command, over a real server on the loopback."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from bot.cards.plain import plain
from bot.commands.all import REGISTRY
from bot.commands.ask import Ask
from bot.commands.dispatch import run_action, run_line
from bot.commands.feeds import complete_feed
from bot.desk import desk as desks
from bot.desk import following_feeds
from bot.desk.desk import Desk
from bot.fetching.fetcher import Fetcher
from bot.store import feeds, places
from bot.store.scope import LOCAL, Scope
from bot.work.errors import SetupFailed
from tests.commands.fakes import ask
from tests.desk.workers import Here, desk_of
from tests.fetching.site import HERE, Site, answer, site

GUILD, NEWS, TALK = 7 << 40, 71 << 40, 72 << 40

FEED = """<rss version='2.0'><channel><title>{}</title><item><title>Old bridge closed</title><guid>b-1</guid>
<description>The old bridge was closed on Monday for repairs.</description></item></channel></rss>"""


def feed_page(title: str = "Bridges") -> bytes:
    return answer(FEED.format(title).encode(), content_type="application/rss+xml")


@pytest.fixture
async def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Desk]:
    monkeypatch.setattr(desks, "open_fetcher", lambda _: Fetcher(allowed=HERE))
    async with desk_of(tmp_path) as opened:
        async with opened.store.writing() as db:
            await places.ensure_guild(db, GUILD, "readers")
            await places.ensure_channel(db, GUILD, NEWS, "news")
            await places.ensure_channel(db, GUILD, TALK, "talk")
        yield opened


@pytest.fixture
async def web() -> AsyncIterator[Site]:
    async with site(rss=feed_page(), atom=feed_page("Roads")) as served:
        yield served


def asked(desk: Desk, **changes: Any) -> Ask:
    now = datetime(2024, 6, 20, 12, tzinfo=UTC)
    who = replace(ask(manager=True), desk=desk, scope=Scope(GUILD), channel=TALK, asker="12", now=now)
    return replace(who, **changes)


async def told(desk: Desk, line: str, **changes: Any) -> str:
    return plain(await run_line(REGISTRY, asked(desk, **changes), line))


async def test_a_feed_is_followed_where_it_is_asked(desk: Desk, web: Site) -> None:
    said = await told(desk, f"feed add <{web.url('/rss')}>")
    assert said.startswith(
        "Bridges is followed in #talk from now on.\n"
        "It holds 1 entry; they are filed now, and nothing of that is posted. New ones are posted as they come."
    )
    assert "Read: every hour\nEntries are known by: their ids" in said
    [feed] = await following_feeds.of_guild(desk, GUILD)
    assert (feed.channel, feed.url, feed.minutes) == (TALK, web.url("/rss"), 60)
    assert (await told(desk, f"feed add {web.url('/rss')}")).startswith("Bridges is followed in #talk already.")


async def test_the_channel_and_the_time_between_are_named(desk: Desk, web: Site) -> None:
    await told(desk, f"feed add {web.url('/rss')} channel:#news every:1d")
    [feed] = await following_feeds.of_guild(desk, GUILD)
    assert (feed.channel, feed.minutes) == (NEWS, 1440)
    assert "every day" in await told(desk, "feed list")


async def test_feeds_are_listed_with_what_is_wrong(desk: Desk, web: Site) -> None:
    assert (await told(desk, "feed list")).startswith("No feed is followed here.")
    await told(desk, f"feed add {web.url('/rss')} every:15m")
    await told(desk, f"feed add {web.url('/atom')} channel:news every:3h")
    said = await told(desk, "feed")
    assert f"Roads: {web.url('/atom')} · to #news · every 3 hours · read just now" in said
    assert f"Bridges: {web.url('/rss')} · to #talk · every 15 minutes · read just now" in said
    only = await told(desk, "feed list", scope=Scope(GUILD, frozenset({NEWS})))
    assert "Bridges" not in only
    one, two = await following_feeds.of_guild(desk, GUILD)
    async with desk.store.writing() as db:
        await feeds.failed(db, one.id, "The page is gone.", due=one.due_at, parked=True)
        await feeds.failed(db, two.id, "The site did not answer in time.", due=two.due_at, parked=False)
    card = await run_line(REGISTRY, asked(desk), "feed list")
    assert "⚠️ parked: The page is gone." in plain(card)
    assert "⚠️ The site did not answer in time. Failed 1 time in a row" in plain(card)
    tested = await run_action(REGISTRY, asked(desk), card.actions[0])
    assert tested.title == "Roads can be read."
    assert tested.subtitle == "It holds 1 entry, none of them new."


async def test_a_feed_is_tested(desk: Desk, web: Site) -> None:
    await told(desk, f"feed add {web.url('/rss')}")
    web.pages["/rss"] = answer(b"", "404 Not Found")
    said = await told(desk, "feed test bridges")
    assert said.startswith("Bridges cannot be read: There is no page at this address.\nIt is tried again later.")
    web.pages["/rss"] = answer(FEED.format("Bridges").replace("b-1", "b-2").replace("Old", "New").encode())
    assert "It holds 1 entry, 1 of them new: they are posted in their turn." in await told(desk, "feed test bridges")
    assert desk.feeds.is_set()


async def test_a_feed_is_removed(desk: Desk, web: Site) -> None:
    await told(desk, f"feed add {web.url('/rss')}")
    await told(desk, f"feed add {web.url('/atom')}")
    assert (await told(desk, "feed remove tunnels")).startswith("No feed “tunnels” is followed here.")
    card = await run_line(REGISTRY, asked(desk), "feed remove 127.0.0.1")
    assert card.title == "Several feeds could be meant by “127.0.0.1”."
    assert [choice.label for choice in card.choices] == ["Bridges", "Roads"]
    assert (await run_action(REGISTRY, asked(desk), card.choices[1].action)).title == "Roads is followed no more."
    assert [one.title for one in await following_feeds.of_guild(desk, GUILD)] == ["Bridges"]


async def test_a_page_names_its_feeds(desk: Desk, web: Site) -> None:
    head = '<link rel="alternate" type="application/rss+xml" href="/rss">'
    web.pages["/"] = answer(f"<html><head>{head}</head><body>Bridges</body></html>".encode())
    card = await run_line(REGISTRY, asked(desk), f"feed add {web.url('/')} channel:#news")
    assert card.title == "There is no feed at this address but a page."
    assert (await run_action(REGISTRY, asked(desk), card.choices[0].action)).title.startswith("Bridges is followed")
    [feed] = await following_feeds.of_guild(desk, GUILD)
    assert feed.channel == NEWS


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("feed add http://10.0.0.1/rss", "The link leads to an address that is not on the public internet."),
        ("feed add file:///etc/passwd", "Only links that begin with http:// or https:// are fetched."),
        ("feed add bridges", "This is not a web address."),
        ("feed add https://news.example.org/rss channel:#nowhere", "There is no channel “nowhere” here that I know."),
    ],
)
async def test_what_cannot_be_followed_is_refused(desk: Desk, line: str, said: str) -> None:
    assert (await told(desk, line)).startswith(said)
    assert await following_feeds.of_guild(desk, GUILD) == []


async def test_a_guild_follows_so_many_feeds_at_most(desk: Desk, web: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(following_feeds, "MOST", 1)
    await told(desk, f"feed add {web.url('/rss')}")
    assert "feeds are followed here already." in await told(desk, f"feed add {web.url('/atom')}")


async def test_when_nothing_can_be_read(tmp_path: Path, web: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(desks, "open_fetcher", lambda _: Fetcher(allowed=HERE))

    def broken(*_: object) -> None:
        raise SetupFailed("reader", "no memory", 1)

    reader = Here()
    async with desk_of(tmp_path, reader) as desk:
        local = {"scope": Scope(LOCAL), "asker": None}
        await told(desk, f"feed add {web.url('/rss')}", **local)
        reader.before = broken
        assert (await told(desk, f"feed add {web.url('/atom')}", **local)).startswith("No feed can be read at present.")
        assert (await told(desk, "feed test bridges", **local)).startswith("No feed can be read at present.")
        reader.before = None


async def test_on_the_console_a_feed_goes_into_a_local_channel(desk: Desk, web: Site) -> None:
    local = {"scope": Scope(LOCAL), "asker": None, "channel": None}
    assert "is followed in #console from now on." in await told(desk, f"feed add {web.url('/rss')}", **local)
    assert "in #bridges from now on." in await told(desk, f"feed add {web.url('/rss')} channel:bridges", **local)


async def test_only_managers_follow_feeds(desk: Desk, web: Site) -> None:
    for line in (f"feed add {web.url('/rss')}", "feed list", "feed remove a", "feed test a"):
        assert "is for those who manage this place" in await told(desk, line, manager=False)
    assert await following_feeds.of_guild(desk, GUILD) == []


async def test_feeds_are_completed(desk: Desk, web: Site) -> None:
    await told(desk, f"feed add {web.url('/rss')}")
    await told(desk, f"feed add {web.url('/atom')} channel:#news")
    assert [one.label for one in await complete_feed(asked(desk), "")] == ["Roads (#news)", "Bridges (#talk)"]
    assert [one.value for one in await complete_feed(asked(desk), "brid")] == [web.url("/rss")]
    assert [one.exact for one in await complete_feed(asked(desk), web.url("/rss"))] == [True]
