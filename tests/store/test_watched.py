"""Watched channels and their cursors."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import aiosqlite
import pytest

from bot.store import places, watched
from bot.store.snowflakes import snowflake
from bot.store.watched import Watched
from tests.store.filing import memory

NEWS = Watched(7, 70, "news", "reaction", bots=True, webhooks=False, length="long")


@pytest.fixture
async def db() -> AsyncIterator[aiosqlite.Connection]:
    async with memory() as connection:
        await watched.watch(connection, NEWS, guild_name="seven")
        yield connection


async def test_a_channel_is_watched_as_it_was_set(db: aiosqlite.Connection) -> None:
    assert await watched.one(db, 70) == NEWS
    assert await watched.one(db, 71) is None
    assert await watched.one(db, 71, parent=70) == NEWS
    assert await watched.watched(db, 7) == await watched.watched(db) == [NEWS]
    assert await watched.watched(db, 8) == []


async def test_settings_change_and_the_cursor_stays(db: aiosqlite.Connection) -> None:
    await watched.advance(db, 70, 1 << 62)
    await watched.watch(db, replace(NEWS, name="world", reply="silent", bots=False))
    assert await watched.watched(db) == [Watched(7, 70, "world", "silent", length="long")]
    assert await watched.cursor(db, 70) == 1 << 62


async def test_what_was_posted_before_is_not_read(db: aiosqlite.Connection) -> None:
    cursor = await watched.cursor(db, 70)
    assert cursor == await watched.since(db, 70)
    now = datetime.now(UTC)
    assert cursor is not None
    assert snowflake(now - timedelta(minutes=5)) < cursor <= snowflake(now)


async def test_a_guild_keeps_its_name(db: aiosqlite.Connection) -> None:
    await watched.watch(db, Watched(7, 72, "sport"))
    await watched.watch(db, Watched(9, 90, "nine"))
    rows = await db.execute_fetchall("SELECT id, name FROM guilds WHERE id > 0 ORDER BY id")
    assert [tuple(row) for row in rows] == [(7, "seven"), (9, "9")]


async def test_a_cursor_never_goes_back(db: aiosqlite.Connection) -> None:
    await places.ensure_channel(db, 7, 71, "thread", parent=70)
    for message in (5, 9, 6):
        await watched.advance(db, 71, message)
    assert await watched.cursor(db, 71) == 9
    assert await watched.cursor(db, 72) is None


async def test_a_channel_that_is_unwatched_starts_anew(db: aiosqlite.Connection) -> None:
    await places.ensure_channel(db, 7, 71, "thread", parent=70)
    await watched.advance(db, 71, 5)
    assert await watched.unwatch(db, 70)
    assert not await watched.unwatch(db, 70)
    assert await watched.one(db, 71, parent=70) is None
    assert await watched.cursor(db, 70) is None
    assert await watched.cursor(db, 71) is None
    assert await watched.since(db, 70) is None


async def test_attempts_count_for_one_message(db: aiosqlite.Connection) -> None:
    assert [await watched.attempted(db, 70, message) for message in (5, 5, 6, 6, 6)] == [1, 2, 1, 2, 3]
    assert await watched.passed_over(db, 7) == {}
    await watched.passed(db, 70, 6)
    assert await watched.passed_over(db, 7) == {70: 6}
    assert [await watched.was_passed(db, 70, message) for message in (5, 6)] == [False, True]
    assert await watched.attempted(db, 70, 6) == 1


async def test_a_thread_keeps_its_parent(db: aiosqlite.Connection) -> None:
    await places.ensure_channel(db, 7, 71, "thread", parent=70, private=True)
    await places.ensure_channel(db, 7, 71, "renamed")
    rows = await db.execute_fetchall("SELECT name, parent_id, private FROM channels WHERE id = 71")
    assert [tuple(row) for row in rows] == [("renamed", 70, 1)]
    assert await places.threads(db, 70) == [71]
    assert await watched.one(db, 71) == NEWS
    own = Watched(7, 71, "renamed")
    await watched.watch(db, own)
    assert await watched.one(db, 71, parent=70) == own
    assert await places.channels(db, 7) == [70, 71]
    assert (await places.guild_of(db, 71), await places.guild_of(db, 72)) == (7, None)


async def test_all_goes_with_the_guild(db: aiosqlite.Connection) -> None:
    await watched.watch(db, Watched(8, 80, "other"))
    await places.remove_guild(db, 7)
    assert [channel.guild for channel in await watched.watched(db)] == [8]
    assert await watched.cursor(db, 70) is None
