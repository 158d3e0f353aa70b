"""`backfill`: the history of a channel is asked for, and given up."""

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
from bot.desk.desk import Desk
from bot.store import backfills, places
from bot.store.backfills import Backfill, Tally
from bot.store.scope import Scope
from bot.store.snowflakes import moment
from tests.commands.fakes import ask
from tests.desk.workers import desk_of

GUILD, NEWS, TALK = 7 << 40, 71 << 40, 72 << 40


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Desk]:
    async with desk_of(tmp_path) as opened:
        async with opened.store.writing() as db:
            await places.ensure_guild(db, GUILD, "readers")
            await places.ensure_channel(db, GUILD, NEWS, "news")
            await places.ensure_channel(db, GUILD, TALK, "talk")
        yield opened


def asked(desk: Desk, **changes: Any) -> Ask:
    now = datetime(2024, 6, 20, 12, tzinfo=UTC)
    who = replace(ask(manager=True), desk=desk, scope=Scope(GUILD), channel=TALK, asker="12", now=now)
    return replace(who, **changes)


async def told(desk: Desk, line: str, **changes: Any) -> str:
    return plain(await run_line(REGISTRY, asked(desk, **changes), line))


async def waiting(desk: Desk) -> list[Backfill]:
    async with desk.store.reading() as db:
        return await backfills.waiting(db)


async def test_the_channel_where_it_is_asked_is_read(desk: Desk) -> None:
    said = await told(desk, "backfill start")
    assert said.startswith("The history of #talk is read.\nThe newest first, at most 1,000 messages.\n")
    [found] = await waiting(desk)
    assert (found.channel, found.since, found.most, found.told_in) == (TALK, 0, 1000, TALK)
    assert abs((moment(found.start) - datetime.now(UTC)).total_seconds()) < 60
    assert desk.backfills.is_set()


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("backfill start #news 2024-06-01", (2024, 6, 1)),
        ("backfill start #news since:30d", (2024, 5, 21)),
        ("backfill start channel:news since:6w", (2024, 5, 9)),
        (f"backfill <#{NEWS}> since:2024-05", (2024, 5, 1)),
    ],
)
async def test_it_goes_back_to_a_day(desk: Desk, line: str, day: tuple[int, int, int]) -> None:
    said = await told(desk, line)
    assert "at most 100,000 messages, back to " in said
    [found] = await waiting(desk)
    assert moment(found.since) == datetime(*day, tzinfo=UTC)
    assert found.channel == NEWS


async def test_a_day_may_stand_alone(desk: Desk) -> None:
    await told(desk, "backfill 30d")
    [found] = await waiting(desk)
    assert (found.channel, moment(found.since)) == (TALK, datetime(2024, 5, 21, tzinfo=UTC))


async def test_a_channel_has_to_be_meant(desk: Desk) -> None:
    assert (await told(desk, "backfill start", channel=None)).startswith("Which channel?")


async def test_it_looks_at_so_many_messages(desk: Desk) -> None:
    await told(desk, "backfill start #news since:1y limit:5000")
    [found] = await waiting(desk)
    assert found.most == 5000


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("backfill start #news since:soon", "“soon” is no day that I understand."),
        ("backfill start #news since:2030-01-01", "2030-01-01 has not come yet."),
        ("backfill start #news limit:0", "`limit` is a number from 1 to 100,000."),
        ("backfill start #news limit:100001", "`limit` is a number from 1 to 100,000."),
        ("backfill start #nowhere", "There is no channel “nowhere” here that I know."),
    ],
)
async def test_what_cannot_be_read_is_refused(desk: Desk, line: str, said: str) -> None:
    assert (await told(desk, line)).startswith(said)
    assert await waiting(desk) == []


async def test_before_discord_there_was_nothing(desk: Desk) -> None:
    await told(desk, "backfill start #news since:1999")
    [found] = await waiting(desk)
    assert found.since == 0


async def test_a_channel_is_read_once_at_a_time(desk: Desk) -> None:
    await told(desk, "backfill start #news")
    assert (await told(desk, "backfill start #news")).startswith("The history of #news is being read already.")
    assert (await told(desk, "backfill cancel #news")).startswith("The history of #news is read no further.")
    assert (await told(desk, "backfill cancel #news")).startswith("The history of #news is not being read.")
    assert (await told(desk, "backfill start #news")).startswith("The history of #news is read.")


async def test_what_was_read_is_listed(desk: Desk) -> None:
    assert (await told(desk, "backfill show")).startswith("No channel's history was read here.")
    await told(desk, "backfill start #news")
    [found] = await waiting(desk)
    async with desk.store.writing() as db:
        now = replace(found, room=NEWS, cursor=5, share=0.4, tally=Tally(2400, 11, 2, 1))
        await backfills.advance(db, now)
    card = await run_line(REGISTRY, asked(desk), "backfill show")
    assert plain(card).startswith(
        "History\n1 channel being read\n\n"
        "#news: being read, 40% · 2,400 messages looked at · 11 filed · 2 known · 1 failed\n"
    )
    pressed = await run_action(REGISTRY, asked(desk), card.actions[0])
    assert pressed.title == "The history of #news is read no further."
    assert (await told(desk, "backfill show", scope=Scope(GUILD, frozenset({TALK})))).startswith("No channel's history")


async def test_only_managers_have_history_read(desk: Desk) -> None:
    for line in ("backfill start", "backfill cancel", "backfill show"):
        assert "is for those who manage this place" in await told(desk, line, manager=False)
    assert await waiting(desk) == []


async def test_only_channels_on_discord_have_one(desk: Desk) -> None:
    assert "Only channels on Discord can be read back." in await told(desk, "backfill start", scope=Scope(0))
