"""What is shown under messages, and the actions of long buttons."""

from collections.abc import AsyncIterator

import aiosqlite
import pytest

from bot.store import acknowledged, actions, places
from bot.store.acknowledged import Acknowledged
from tests.store.filing import NOON, memory, post


@pytest.fixture
async def db() -> AsyncIterator[aiosqlite.Connection]:
    async with memory() as connection:
        await places.ensure_guild(connection, 7, "seven")
        await places.ensure_channel(connection, 7, 70, "news")
        yield connection


async def test_a_message_waits_until_its_end_is_shown(db: aiosqlite.Connection) -> None:
    await acknowledged.expect(db, 70, 2, None)
    await acknowledged.expect(db, 70, 1, "2024-06-19T12:00:00+00:00")
    waiting = [Acknowledged(7, 70, 1, "waiting", None, "2024-06-19T12:00:00+00:00"), Acknowledged(7, 70, 2, "waiting")]
    assert await acknowledged.unfinished(db) == waiting
    await acknowledged.show(db, 70, 1, "filed")
    assert await acknowledged.unfinished(db) == waiting[1:]
    assert await acknowledged.of(db, 70, 3) is None


async def test_an_edited_message_keeps_its_reply(db: aiosqlite.Connection) -> None:
    await acknowledged.expect(db, 70, 1, None)
    assert await acknowledged.replied(db, 70, 1, 11)
    await acknowledged.show(db, 70, 1, "filed")
    await acknowledged.expect(db, 70, 1, "later")
    expected = Acknowledged(7, 70, 1, "waiting", 11, "later")
    assert await acknowledged.of(db, 70, 1) == await acknowledged.by_reply(db, 70, 11) == expected
    assert await acknowledged.by_reply(db, 70, 12) is None


async def test_a_reply_in_a_thread_is_found_there(db: aiosqlite.Connection) -> None:
    await acknowledged.expect(db, 70, 1, None)
    assert await acknowledged.replied(db, 70, 1, 11, threaded=True)
    found = await acknowledged.by_reply(db, 1, 11)
    assert found == await acknowledged.by_thread(db, 1)
    assert found is not None
    assert (found.message, found.reply_in) == (1, 1)
    assert await acknowledged.by_reply(db, 2, 11) is None
    await acknowledged.replied(db, 70, 1, None)
    assert await acknowledged.by_thread(db, 1) is None


async def test_what_was_forgotten_is_not_noted_again(db: aiosqlite.Connection) -> None:
    for message, reply in ((1, 11), (2, None), (3, 13)):
        await acknowledged.expect(db, 70, message, None)
        await acknowledged.replied(db, 70, message, reply)
    assert [row.reply for row in await acknowledged.drop(db, 70, [1, 2, 9])] == [11]
    assert not await acknowledged.replied(db, 70, 1, 12)
    await acknowledged.show(db, 70, 1, "filed")
    assert await acknowledged.known_between(db, 70, 1, 3) == {3}
    assert [await acknowledged.drop_some(db, 70, limit=5) for _ in range(2)] == [1, 0]


async def test_the_parts_of_a_message(db: aiosqlite.Connection) -> None:
    for part in (2, 0):
        await post(db, f"Report {part}. The council met.", 70, 5, guild=7, part=part)
    assert await acknowledged.parts(db, 70, 5) == [0, 2]
    assert await acknowledged.parts(db, 70, 6) == []
    assert await acknowledged.known_between(db, 70, 1, 5) == {5}
    assert [await acknowledged.author(db, 70, message) for message in (5, 6)] == ["someone", None]


async def test_an_action_is_found_in_its_guild(db: aiosqlite.Connection) -> None:
    await actions.keep(db, 7, {"a": "1", "b": "2"}, NOON)
    await actions.keep(db, 7, {"b": "3"}, NOON)
    await actions.keep(db, 8, {"c": "4"}, NOON)
    assert [await actions.find(db, 7, key) for key in "abc"] == ["1", "3", None]
    await actions.clear(db, 7)
    assert [await actions.find(db, 7, "a"), await actions.find(db, 8, "c")] == [None, "4"]


async def test_an_old_action_goes(db: aiosqlite.Connection) -> None:
    await actions.keep(db, 7, {"old": "1", "new": "2"}, NOON)
    await db.execute("UPDATE actions SET made_at = '2020-01-01T00:00:00+00:00' WHERE key = 'old'")
    await actions.keep(db, 7, {}, NOON)
    assert [await actions.find(db, 7, key) for key in ("old", "new")] == [None, "2"]
