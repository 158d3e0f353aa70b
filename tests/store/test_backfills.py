"""Backfills in the store: asked for, resumed where they were, and ended once."""

from collections.abc import AsyncIterator
from dataclasses import replace

import aiosqlite
import pytest

from bot.store import backfills, places
from bot.store.backfills import Backfill, Tally
from tests.store.filing import memory

GUILD, NEWS, TALK = 7, 70, 71


@pytest.fixture
async def db() -> AsyncIterator[aiosqlite.Connection]:
    async with memory() as connection:
        await places.ensure_guild(connection, GUILD, "seven")
        await places.ensure_channel(connection, GUILD, NEWS, "news")
        await places.ensure_channel(connection, GUILD, TALK, "talk")
        yield connection


async def ask(db: aiosqlite.Connection, channel: int = NEWS) -> bool:
    return await backfills.start(db, channel, start=900, since=100, most=50, told_in=TALK)


async def only(db: aiosqlite.Connection) -> Backfill:
    [found] = await backfills.waiting(db)
    return found


async def test_it_is_kept_as_it_was_asked_for(db: aiosqlite.Connection) -> None:
    assert await ask(db)
    assert await only(db) == Backfill(1, GUILD, NEWS, "news", 900, 100, 50, "running", told_in=TALK)


async def test_a_channel_has_one_at_a_time(db: aiosqlite.Connection) -> None:
    assert await ask(db)
    assert not await ask(db)
    assert await ask(db, TALK)
    assert await backfills.cancel(db, NEWS)
    assert await ask(db)


async def test_it_knows_how_far_it_is(db: aiosqlite.Connection) -> None:
    await ask(db)
    await backfills.take_up(db, 1, [5, 3])
    assert (await only(db)).in_hand == {3, 5}
    now = replace(await only(db), room=NEWS, cursor=300, share=0.5, seconds=2.5, tally=Tally(40, 5, 3, 2))
    await backfills.advance(db, now)
    await backfills.posted(db, 1, 99)
    assert await only(db) == replace(now, in_hand=frozenset(), message=99)
    assert now.tally.found == 10


async def test_its_end_is_told_once(db: aiosqlite.Connection) -> None:
    await ask(db)
    await backfills.finish(db, 1, "refused", "no reason")
    assert (await only(db)).state == "refused"
    assert (await only(db)).reason == "no reason"
    await backfills.told(db, 1)
    assert await backfills.waiting(db) == []


async def test_what_was_given_up_stays_so(db: aiosqlite.Connection) -> None:
    await ask(db)
    assert await backfills.cancel(db, NEWS)
    assert not await backfills.cancel(db, NEWS)
    await backfills.finish(db, 1, "done")
    assert (await only(db)).state == "cancelled"


async def test_the_last_ones_are_listed_running_ones_first(db: aiosqlite.Connection) -> None:
    await ask(db)
    for _ in range(11):
        await ask(db, TALK)
        await backfills.cancel(db, TALK)
    assert [one.id for one in await backfills.latest(db, GUILD)] == [1, *range(12, 3, -1)]
    assert await backfills.latest(db, 8) == []


async def test_it_goes_with_its_channel(db: aiosqlite.Connection) -> None:
    await ask(db)
    await places.remove_channel(db, NEWS)
    assert await backfills.of(db, 1) is None
    assert await backfills.waiting(db) == []
