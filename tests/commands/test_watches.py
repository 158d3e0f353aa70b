"""`watch`, `watches`, `unwatch`, `snooze`, as they are typed at the console."""

import pytest

from bot.store import watches
from bot.store.watches import OPERATOR, Watch
from tests.desk.newsroom import Newsroom

pytestmark = pytest.mark.model


async def mine(room: Newsroom) -> list[Watch]:
    async with room.desk.store.reading() as db:
        return await watches.of_owner(db, OPERATOR)


async def test_a_name_a_pair_and_a_search(room: Newsroom) -> None:
    for typed, asked, names in (
        ("Kim Jong Un", "Kim Jong Un", 1),
        ("Putin", "Vladimir Putin", 1),
        ("Kim Jong Un with Putin", "Kim Jong Un with Vladimir Putin", 2),
        ("treaty -veto", "treaty -veto", 0),
        ('entity:"Kim Jong Un" treaty', 'entity:"Kim Jong Un" treaty', 0),
        ("peace and quiet", "peace and quiet", 0),
    ):
        card = await room.say(f"watch {typed}")
        assert (card.tone, card.title) == ("good", f"Watching {asked}")
        found = (await mine(room))[-1]
        assert (found.asked, len(found.names), found.sort == "search") == (asked, names, not names)


async def test_quotes_and_numbers_of_a_name(room: Newsroom) -> None:
    for typed, asked, sort in (
        ("quotes by Putin", "quotes by Vladimir Putin", "quotes"),
        ("numbers on North Korea", "numbers on North Korea", "numbers"),
    ):
        assert (await room.say(f"watch {typed}")).title == f"Watching {asked}"
        assert (await mine(room))[-1].sort == sort
    assert (await room.say("watch quotes by nobody known")).title == "Watching quotes by nobody known"
    assert (await mine(room))[-1].sort == "search"


async def test_what_cannot_be_watched_is_said(room: Newsroom) -> None:
    assert (await room.say("watch Kim")).title == "Which “Kim”?"
    assert "no word in that" in (await room.say("watch -veto")).title
    assert "no hours of the day" in (await room.say("watch treaty quiet:noon")).title
    assert "no hours of the day" in (await room.say("watch treaty quiet:7-7")).title
    assert await mine(room) == []


async def test_hours_and_times_are_kept_and_shown(room: Newsroom) -> None:
    await room.say("watch treaty when:day quiet:22-7")
    [found] = await mine(room)
    assert (found.every, found.quiet) == ("day", (22, 7))
    assert "every morning · quiet from 22:00 to 7:00" in await room.read("watches")


async def test_a_watch_is_ended_by_number_words_or_button(room: Newsroom) -> None:
    assert await room.read("watches") == (
        "You watch nothing.\n`watch Kim Jong Un` tells you what is filed on that name."
    )
    for typed in ("treaty", "ballistic missiles", "gymnast"):
        await room.say(f"watch {typed}")
    first, second, third = await mine(room)
    assert (await room.say(f"unwatch {first.id}")).title == "treaty is watched no more."
    assert (await room.say("unwatch missiles")).title == "ballistic missiles is watched no more."
    listed = await room.say("watches")
    assert (await room.act(listed.picks()[1])).title == "gymnast is watched no more."
    assert (await room.say(f"unwatch {second.id}")).title == f"You watch nothing like “{second.id}”."
    assert third.id not in [one.id for one in await mine(room)]


async def test_a_watch_is_snoozed(room: Newsroom) -> None:
    await room.say("watch treaty")
    card = await room.say("snooze treaty time:week")
    assert card.title == "Nothing is said of treaty until 16 Dec 2024, 12:00 UTC."
    [found] = await mine(room)
    assert found.snoozed is not None


async def test_one_person_has_a_bounded_number(room: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.commands.watches.MOST", 2)
    for typed in ("treaty", "gold"):
        await room.say(f"watch {typed}")
    assert "as many as one may" in (await room.say("watch moon")).title


async def test_alerts_in_a_channel_are_for_managers(room: Newsroom) -> None:
    world = await room.channels("world")
    assert "for those who manage" in (await world.say("watch treaty where:here")).title
    assert "no channel here" in (await room.say("watch treaty where:here")).title


async def test_time_zones_are_set_by_place(room: Newsroom) -> None:
    card = await room.say("setup zone Tokyo")
    assert (card.title, card.subtitle) == ("The clock of Asia/Tokyo counts here.", "It shows 21:00 now.")
    several = await room.say("setup zone argentina")
    assert several.title == "Several time zones are called “argentina”."
    assert (await room.act(several.choices[0].action)).tone == "good"
    assert (await room.say("setup zone nowhere")).title == "No time zone is called “nowhere”."
