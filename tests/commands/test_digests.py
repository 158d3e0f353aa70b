"""`catchup` and `digest`, as they are typed at the console, and by several readers over one store."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.cards.card import Card, Line
from bot.cards.plain import plain
from bot.commands.all import REGISTRY
from bot.commands.ask import Ask
from bot.commands.dispatch import run_action, run_line
from bot.desk.desk import Desk
from bot.store import digests, places
from bot.store.scope import Scope
from tests.commands.fakes import ask
from tests.desk.newsroom import Newsroom
from tests.desk.workers import desk_of
from tests.store.filing import Story, file

GUILD, NEWS, CLOSED = 7, 71, 72
NOW = datetime(2024, 6, 19, 12, tzinfo=UTC)


@pytest.mark.model
async def test_what_is_new_is_told_once(room: Newsroom) -> None:
    first = await room.say("catchup")
    assert first.subtitle == "Of the last seven days: 1 story in 1 article"
    assert "The treaty that binds Russia and North Korea" in plain(first)
    again = await room.say("catchup")
    assert again.title == "Nothing new since you looked on 9 Dec 2024, 12:00."
    assert plain(await room.act(again.actions[0])) == plain(first)


@pytest.mark.model
async def test_a_digest_has_ten_slots_at_most_and_says_of_what_time(room: Newsroom) -> None:
    nothing = await room.say("digest")
    assert (nothing.title, nothing.tone) == ("Nothing is filed here of that time.", "error")
    assert nothing.subtitle == "The latest is of 5 Dec 2024."
    assert (await room.act(nothing.choices[0].action)).title == "Digest since 5 Dec 2024"
    nobody = await room.channels()
    assert (await nobody.say("digest")).title == "Nothing is filed here yet."
    week = await room.say("digest week")
    assert (week.title, week.subtitle) == ("Digest since 2 Dec 2024", "1 story in 1 article")
    assert (await room.say('digest since:"last week"')).title == week.title
    everything = await room.say("digest since:2023")
    assert everything.subtitle == "12 stories in 12 articles"
    assert len(list(everything.numbered_lines())) == 10
    assert everything.sections[-1].more == 2
    assert (await room.act(everything.actions[0])).title == "Stories"
    assert (await room.say("digest since:2030")).title == "2030 has not come yet."
    assert "is no day that I understand" in (await room.say("digest since:once")).title
    opened = await room.act(everything.picks()[1])
    assert opened.title == "Treaty between Russia and North Korea takes effect"


@pytest.mark.model
async def test_every_line_of_a_digest_stands_in_its_article(room: Newsroom) -> None:
    texts = await room.texts()
    card = await room.say("digest since:2023")
    lines = [line for one in card.sections if one.style == "list" for line in one.lines if isinstance(line, Line)]
    assert len(lines) == 10
    for line in lines:
        assert line.text.split("[")[0] in texts[line.receipts[0].number]


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Desk]:
    async with desk_of(tmp_path) as opened:
        async with opened.store.writing() as db:
            await places.ensure_guild(db, GUILD, "readers")
            for channel, name in ((NEWS, "news"), (CLOSED, "closed")):
                await places.ensure_channel(db, GUILD, channel, name)
        yield opened


def asked(desk: Desk, who: str = "12", *channels: int, hours: float = 0) -> Ask:
    scope = Scope(GUILD, frozenset(channels or (NEWS,)))
    now = NOW + timedelta(hours=hours)
    return replace(ask(manager=True), desk=desk, scope=scope, channel=NEWS, asker=who, now=now)


async def said(of: Ask, line: str) -> Card:
    return await run_line(REGISTRY, of, line)


async def files(desk: Desk, n: int, channel: int = NEWS) -> int:
    text = f"Person{n} Adams counted bridge {n} near Town{n}. It was a long day for everybody there."
    async with desk.store.writing() as db:
        return (await file(db, Story(text, f"Bridge {n}", NOW.date()), channel, n, guild=GUILD)).number


def numbers(card: Card) -> list[int]:
    lines = [line for one in card.sections for line in one.lines if isinstance(line, Line)]
    return [receipt.number for line in lines for receipt in line.receipts]


async def test_each_reader_has_what_they_may_read_and_had_not(desk: Desk) -> None:
    open_, closed = await files(desk, 1), await files(desk, 2, CLOSED)
    assert numbers(await said(asked(desk), "catchup")) == [open_]
    assert numbers(await said(asked(desk, "13", NEWS, CLOSED), "catchup")) == [closed, open_]
    later = await files(desk, 3)
    for who, rooms in (("12", [NEWS]), ("13", [NEWS, CLOSED])):
        card = await said(asked(desk, who, *rooms, hours=5), "catchup")
        assert card.subtitle == "Since you looked on 19 Jun 2024, 12:00: 1 story in 1 article"
        assert numbers(card) == [later]
        assert (await said(asked(desk, who, *rooms, hours=6), "catchup")).title.startswith("Nothing new since")


async def test_pages_keep_to_the_window_that_was_shown(desk: Desk) -> None:
    filed = [await files(desk, n) for n in range(1, 13)]
    reader = asked(desk)
    first = await said(reader, "catchup")
    assert numbers(first) == filed[:1:-1]
    assert first.page is not None
    assert (first.page.number, first.page.of) == (1, 2)
    new = await files(desk, 20)
    second = await run_action(REGISTRY, reader, first.page.turn(2))
    assert numbers(second) == filed[1::-1]
    assert numbers(await run_action(REGISTRY, reader, first.page.turn(1))) == numbers(first)
    assert numbers(await said(reader, "catchup")) == [new]


async def test_at_first_with_a_page_and_with_nothing_filed(desk: Desk) -> None:
    assert (await said(asked(desk), "catchup")).title == "Nothing new is filed here."
    filed = await files(desk, 1)
    assert numbers(await said(asked(desk), "catchup page:7")) == [filed]


async def test_a_catch_up_is_not_shown_to_others(desk: Desk) -> None:
    filed = await files(desk, 1)
    public = replace(asked(desk), private=False)
    card = await said(public, "catchup")
    assert (card.title, card.sections) == ("That is for your eyes only.", ())
    assert numbers(await run_action(REGISTRY, asked(desk), card.actions[0])) == [filed]


async def test_a_digest_is_scheduled_changed_listed_and_stopped(desk: Desk) -> None:
    boss = asked(desk)
    assert (await said(boss, "digest list")).title == "No digest is scheduled here."
    made = await said(boss, "digest schedule weekdays 8")
    assert made.title == "A digest is posted in #news weekdays at 08:00."
    assert made.subtitle == "By the clock of UTC; the next is due on 20 Jun 2024, 08:00, if there is news."
    changed = await said(boss, "digest schedule weekly Monday 07:30 channel:closed")
    assert changed.title == "A digest is posted in #closed weekly on Monday at 07:30."
    listed = plain(await said(boss, "digest list"))
    assert "#news: weekdays at 08:00 · the next is due on 20 Jun 2024, 08:00 · none was sent yet" in listed
    assert "closed" not in listed  # nobody who asks here may read that
    await said(boss, "setup zone London")
    assert "20 Jun 2024, 08:00" in plain(await said(boss, "digest list"))
    async with desk.store.reading() as db:
        assert [one.due_at.hour for one in await digests.of_guild(db, GUILD) if one.channel == NEWS] == [7]
    assert (await said(boss, "digest stop")).title == "No digest is posted in #news any more."
    assert (await said(boss, "digest stop")).title == "No digest is scheduled in #news."


async def test_what_cannot_be_scheduled_is_said(desk: Desk) -> None:
    for line, why in (
        ("digest schedule weekly", "On which day of the week?"),
        ("digest schedule daily 25:00", "“25:00” is no time of the day."),
        ("digest schedule whenever you like", "I do not understand when that is."),
        ("digest schedule daily channel:nowhere", "There is no channel “nowhere” here that I know."),
    ):
        card = await said(asked(desk), line)
        assert (card.tone, card.title) == ("error", why)
    member = replace(asked(desk), manager=False)
    for line in ("digest schedule daily", "digest list", "digest stop"):
        assert "is for those who manage this place" in (await said(member, line)).title
