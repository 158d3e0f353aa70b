"""Feeds and their entries in the store."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import aiosqlite
import pytest

from bot.articles.feeds.types import Entry
from bot.store import feed_entries, feeds, places
from bot.store.feed_entries import KEPT
from bot.store.feeds import Version
from tests.store.filing import memory

GUILD, NEWS, TALK = 7, 70, 71
URL = "https://news.example.org/rss"
NOW = datetime(2024, 6, 20, 12, tzinfo=UTC)
VERSION = Version("Bridges", "guid", '"1"', "Mon, 3 Jun 2024")


@pytest.fixture
async def db() -> AsyncIterator[aiosqlite.Connection]:
    async with memory() as connection:
        await places.ensure_guild(connection, GUILD, "seven")
        await places.ensure_channel(connection, GUILD, NEWS, "news")
        await places.ensure_channel(connection, GUILD, TALK, "talk")
        yield connection


async def add(db: aiosqlite.Connection, channel: int = NEWS, url: str = URL) -> int:
    added = await feeds.add(db, channel, url, VERSION, minutes=60, due=NOW, now=NOW)
    assert added is not None
    return added


def entry(n: int, published: datetime | None = None) -> Entry:
    return Entry(f"Report {n}", f"https://news.example.org/{n}", f"<p>{n}</p>", published, f"g{n}", f"l{n}", None)


async def test_a_feed_is_kept_as_it_was_added(db: aiosqlite.Connection) -> None:
    id_ = await add(db)
    found = await feeds.one(db, id_)
    assert found is not None
    assert (found.guild, found.channel, found.name, found.url) == (GUILD, NEWS, "news", URL)
    assert (found.title, found.minutes, found.identity, found.etag, found.modified) == (
        "Bridges", 60, "guid", '"1"', "Mon, 3 Jun 2024",
    )  # fmt: skip
    assert (found.due_at, found.read_at, found.failures, found.parked) == (NOW, NOW, 0, False)
    assert await feeds.add(db, NEWS, URL, VERSION, minutes=15, due=NOW, now=NOW) is None
    await add(db, TALK)
    assert [one.name for one in await feeds.of_guild(db, GUILD)] == ["news", "talk"]
    assert await feeds.of_guild(db, GUILD + 1) == []


async def test_a_feed_is_claimed_once(db: aiosqlite.Connection) -> None:
    await add(db)
    assert await feeds.due(db, NOW - timedelta(seconds=1)) == []
    [found] = await feeds.due(db, NOW)
    assert await feeds.claim(db, found, NOW + timedelta(minutes=10))
    assert not await feeds.claim(db, found, NOW + timedelta(minutes=10))
    assert await feeds.due(db, NOW) == []


async def test_failures_are_counted_until_it_is_read(db: aiosqlite.Connection) -> None:
    id_ = await add(db)
    await feeds.failed(db, id_, "It is slow.", due=NOW, parked=False)
    await feeds.failed(db, id_, "It is gone.", due=NOW, parked=True)
    found = await feeds.one(db, id_)
    assert found
    assert (found.failures, found.trouble, found.parked) == (2, "It is gone.", True)
    assert await feeds.due(db, NOW) == []
    assert [one.id for one in await feeds.untold(db)] == [id_]
    await feeds.told(db, id_)
    assert await feeds.untold(db) == []
    await feeds.was_read(db, id_, None, due=NOW, now=NOW)
    found = await feeds.one(db, id_)
    assert found
    assert (found.failures, found.trouble, found.parked, found.etag) == (0, None, False, '"1"')
    await feeds.failed(db, id_, "It is gone.", due=NOW, parked=True)
    assert len(await feeds.untold(db)) == 1


async def test_an_entry_goes_from_hand_to_hand_and_leaves_only_its_keys(db: aiosqlite.Connection) -> None:
    id_ = await add(db)
    entries = [entry(2, NOW), entry(1, NOW - timedelta(hours=1)), entry(3)]
    await feed_entries.note(db, id_, entries, NOW)
    await feed_entries.wait(db, id_, entries[:2])
    await feed_entries.wait(db, id_, entries[2:], silent=True)
    assert await feed_entries.busy(db) == [id_]
    first, second = await feed_entries.waiting(db, id_)
    assert (first.title, first.url, first.html, first.published) == (
        "Report 1", "https://news.example.org/1", "<p>1</p>", NOW - timedelta(hours=1),
    )  # fmt: skip
    assert await feed_entries.posted(db, first.id, 5, NOW)
    assert not await feed_entries.posted(db, first.id, 6, NOW)
    assert [one.message for one in await feed_entries.unshown(db, id_)] == [5]
    assert await feed_entries.posted_since(db, id_, NOW - timedelta(hours=1)) == 1
    assert await feed_entries.posted_since(db, id_, NOW) == 0
    [silent] = await feed_entries.silent(db, id_)
    for one in (first, second, silent):
        assert await feed_entries.let_go(db, one.id)
        assert not await feed_entries.let_go(db, one.id)
    assert await feed_entries.busy(db) == []
    rows = list(await db.execute_fetchall("SELECT title, url, html, published, message_id FROM feed_entries"))
    assert [tuple(row) for row in rows] == [(None,) * 5] * 3
    seen = await feed_entries.seen(db, id_)
    assert (seen.guids, seen.links, seen.texts) == (
        frozenset({"g1", "g2", "g3"}),
        frozenset({"l1", "l2", "l3"}),
        frozenset(),
    )


async def test_what_a_feed_held_long_ago_is_forgotten_unless_it_is_in_hand(db: aiosqlite.Connection) -> None:
    id_ = await add(db)
    await feed_entries.note(db, id_, [entry(1), entry(2), entry(3)], NOW)
    await feed_entries.wait(db, id_, [entry(3)])
    later = NOW + KEPT + timedelta(days=1)
    await feed_entries.note(db, id_, [entry(2), entry(4)], later)
    assert (await feed_entries.seen(db, id_)).guids == {"g2", "g3", "g4"}


async def test_only_so_many_are_remembered(db: aiosqlite.Connection, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feed_entries, "MOST_KEPT", 5)
    id_ = await add(db)
    await feed_entries.note(db, id_, [entry(n) for n in range(10)], NOW)
    assert len((await feed_entries.seen(db, id_)).guids) == 10
    await feed_entries.note(db, id_, [entry(0), entry(10)], NOW + timedelta(hours=1))
    assert (await feed_entries.seen(db, id_)).guids == {"g0", "g6", "g7", "g8", "g9", "g10"}


async def test_entries_go_with_their_feed_and_feeds_with_their_channel(db: aiosqlite.Connection) -> None:
    one, two = await add(db), await add(db, TALK)
    await feed_entries.note(db, one, [entry(1)], NOW)
    await feed_entries.note(db, two, [entry(1)], NOW)
    assert await feeds.remove(db, one)
    await places.remove_channel(db, TALK)
    assert await feeds.of_guild(db, GUILD) == []
    assert list(await db.execute_fetchall("SELECT 1 FROM feed_entries")) == []
