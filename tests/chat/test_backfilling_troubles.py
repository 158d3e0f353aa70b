"""The history of channels, read by request: how it goes on after whatever happens."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from bot.cards.plain import plain
from bot.chat import backfilling
from bot.chat.posts import Post, Room
from bot.chat.reach import Unreachable
from bot.desk import backfilling as asking
from bot.store import places
from bot.store.backfills import Backfill, Tally
from bot.store.errors import StoreBusyError
from bot.store.snowflakes import snowflake
from tests.chat.archive import Archive, posted
from tests.chat.news import (
    GUILD,
    NEWS,
    OTHER,
    refusing,
)


async def test_it_goes_on_where_it_was_after_a_restart(archive: Archive) -> None:
    posted(archive, 60)
    await archive.ask()
    async with archive.running():
        await archive.until(lambda one: bool(one.in_hand) and one.tally.looked >= 25)
    [before] = await archive.waiting()
    assert (before.state, before.message) == ("running", 1)
    again = archive.anew()
    done = await again.ends()
    assert (done.state, done.tally) == ("done", Tally(60, 60))
    assert sorted(await archive.numbers()) == list(range(60))
    assert list(archive.board.cards) == [1]
    assert "Filed: 60" in archive.board.last


async def test_it_is_given_up(archive: Archive) -> None:
    posted(archive, 80)
    await archive.ask()
    async with archive.running():
        await archive.until(lambda one: one.tally.looked >= 25)
        assert await asking.cancel(archive.parts.desk, NEWS)
    done = await archive.ends()
    assert done.state == "cancelled"
    assert 25 <= len(await archive.numbers()) == done.tally.filed < 80
    assert "The reading of #news was cancelled." in archive.board.last
    assert archive.board.drawn[-1].actions == ()


async def test_a_history_that_is_hidden_is_said_in_a_sentence(archive: Archive) -> None:
    archive.parts.channels.hidden = True
    await archive.ask()
    assert (await archive.ends()).state == "refused"
    assert archive.board.last.startswith("I may not read the history of #news: give me")


async def test_a_channel_that_discord_does_not_name(archive: Archive) -> None:
    archive.parts.channels.rooms_of = {}
    await archive.ask()
    assert (await archive.ends()).state == "refused"
    assert archive.board.last.startswith("I may not read the history of #news")


async def test_a_guild_that_is_away_for_a_while_is_waited_for(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backfilling, "PAUSE_SECONDS", 0.01)
    posted(archive, 30)
    await archive.ask()
    async with archive.running():
        await archive.until(lambda one: one.tally.looked >= 25)
    rooms, archive.parts.channels.rooms_of = archive.parts.channels.rooms_of, {}
    async with archive.running():
        await asyncio.sleep(0.02)
        archive.parts.channels.rooms_of = rooms
        await archive.over()
    assert len(await archive.numbers()) == 30


async def test_a_channel_that_does_not_come_back_is_not_waited_for(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backfilling, "PATIENCE", 2)
    posted(archive, 30)
    await archive.ask()
    async with archive.running():
        await archive.until(lambda one: one.tally.looked >= 25)
    archive.parts.channels.rooms_of = {}
    done = await archive.ends()
    assert (done.state, done.tally.filed) == ("refused", 25)
    assert "Filed: 25" in archive.board.last


async def test_discord_and_the_store_away_for_a_moment(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    posted(archive, 30)
    archive.parts.channels.before = refusing("read", times=2)
    archive.board.before = refusing("post", "redraw", times=1)
    real, busy = archive.parts.arrivals.take, [StoreBusyError("busy"), Unreachable("away")]

    async def take(*args: Any, **named: Any) -> bool:
        if busy:
            raise busy.pop()
        return await real(*args, **named)

    monkeypatch.setattr(archive.parts.arrivals, "take", take)
    await archive.ask()
    assert (await archive.ends()).tally == Tally(30, 30)
    assert "Filed: 30" in archive.board.last


async def test_a_fault_of_ours_ends_it_after_a_few_attempts_and_others_go_on(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with archive.parts.desk.store.writing() as db:
        await places.ensure_channel(db, GUILD, OTHER, "other")
    archive.parts.channels.rooms_of[OTHER] = [Room(GUILD, OTHER, "other")]
    posted(archive, 2)
    posted(archive, 1, room=Room(GUILD, OTHER, "other"), first=5)

    async def taken(backfill: Backfill, posts: list[Post]) -> Tally:
        if backfill.channel == NEWS:
            raise RuntimeError("a fault")
        return await whole(backfill, posts)

    whole = archive.backfilling._rereading.take
    monkeypatch.setattr(archive.backfilling._rereading, "take", taken)
    await archive.ask()
    await archive.ask(OTHER)
    await archive.ends()
    assert await archive.numbers() == [5]
    assert any("Something went wrong on my side." in plain(card) for card in archive.board.drawn)


async def test_nobody_need_be_told(archive: Archive) -> None:
    posted(archive, 1)
    archive.board.silent = True
    await archive.ask()
    assert (await archive.ends()).state == "done"
    posted(archive, 1, first=2)
    await archive.ask(told_in=None)
    assert (await archive.ends()).tally == Tally(2, 1, 1)
    assert archive.board.drawn == []


async def test_a_message_that_somebody_deleted_is_not_posted_anew(archive: Archive) -> None:
    posted(archive, 60)
    await archive.ask()
    async with archive.running():
        await archive.until(lambda one: one.tally.looked >= 25)
        archive.board.cards.clear()
    await archive.anew().ends()
    assert archive.board.cards == {}


async def test_a_message_that_was_posted_and_not_noted_is_found_again(archive: Archive) -> None:
    posted(archive, 2)
    archive.board.before = refusing("posted", times=1)
    await archive.ask()
    async with archive.running():
        await archive.until(lambda _: bool(archive.board.cards))
    assert await asking.cancel(archive.parts.desk, NEWS)
    await archive.anew().ends()
    assert list(archive.board.cards) == [1]
    assert "was cancelled" in archive.board.last


async def test_it_is_told_no_more_often_than_every_few_seconds(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backfilling, "TELL_SECONDS", 60.0)
    posted(archive, 60)
    await archive.ask()
    await archive.ends()
    assert len(archive.board.drawn) == 2


async def test_its_channel_is_deleted_meanwhile(archive: Archive) -> None:
    posted(archive, 60)
    await archive.ask()
    async with archive.running():
        await archive.until(lambda one: one.tally.looked >= 25)
        await archive.parts.following.channel_deleted(NEWS)
        await archive.over()
        await asyncio.sleep(0.05)
    assert await archive.parts.filed() == []


def test_how_much_of_a_room_is_read() -> None:
    start = snowflake(datetime(2024, 6, 1, tzinfo=UTC))
    one = Backfill(1, GUILD, NEWS, "news", start, 0, 100, "running")
    room = Room(GUILD, start - 400, "news")
    assert [backfilling._share(one, room, start - at) for at in (0, 100, 400, 500)] == [0, 0.25, 1, 1]
    assert backfilling._share(replace(one, since=start - 200), room, start - 100) == 0.5
    assert backfilling._share(replace(one, since=start), room, start - 1) == 1
