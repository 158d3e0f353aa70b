"""The commands that correct: what they ask before, what they do, and who may use them."""

import asyncio
import re
from dataclasses import replace

import pytest

from bot.cards.card import Card
from bot.cards.plain import plain
from bot.commands import complete
from bot.commands.all import REGISTRY
from bot.commands.ask import Ask
from bot.commands.dispatch import run_action, run_line
from bot.commands.permission import set_curators
from bot.commands.registry import Command
from tests.desk.newsroom import Newsroom
from tests.store.corrections import at_once, follow

pytestmark = pytest.mark.model


async def confirmed(room: Newsroom, line: str) -> Card:
    """The card after the question that a line asks was answered with yes."""
    asked = await room.say(line)
    assert asked.tone == "warn", plain(asked)
    return await room.act(asked.choices[0].action)


async def people(room: Newsroom) -> str:
    return await room.read("entities people")


async def test_a_merge_says_what_it_changes_and_can_be_undone(room: Newsroom) -> None:
    before = await people(room)
    asked = await room.say("merge Yoon Suk Yeol with Carlos Alcaraz")
    assert asked.title == "Is “Yoon Suk Yeol” the same as “Carlos Alcaraz”?"
    assert "Counted with “Carlos Alcaraz” from now on: 4 mentions in 3 articles." in plain(asked)
    assert await people(room) == before
    done = await room.act(asked.choices[0].action)
    assert (done.title, done.tone) == ("“Yoon Suk Yeol” and “Carlos Alcaraz” are one from now on.", "good")
    merged = await room.say("entity Alcaraz")
    assert (merged.title, merged.subtitle) == ("Yoon Suk Yeol", "person · 8 mentions in 4 articles")
    again = await room.say("merge Yoon Suk Yeol with Carlos Alcaraz sure:yes")
    assert again.title == "“Yoon Suk Yeol” is one already: both names are of it."
    undone = await room.act(done.choices[0].action)
    assert undone.title == "Correction 1 is taken back."
    assert await people(room) == before


async def test_what_was_said_last_counts_and_that_is_told(room: Newsroom) -> None:
    before = await people(room)
    await confirmed(room, "merge Lionel Messi with Simone Biles")
    asked = await room.say("notsame Lionel Messi, Simone Biles")
    assert "They are taken for one now, and come apart." in plain(asked)
    done = await room.act(asked.choices[0].action)
    assert "It outweighs what was said before: correction 1." in plain(done)
    assert await people(room) == before
    again = await room.say("notsame Lionel Messi, Simone Biles sure:yes")
    assert again.title == "Correction 2 says so already."


async def test_a_name_is_shown_and_found_where_it_was_given(room: Newsroom) -> None:
    done = await confirmed(room, "rename Novak Djokovic to The Champion")
    assert done.title == "“Novak Djokovic” is called “The Champion”."
    assert "The Champion (person" in await people(room)
    assert (await room.say("entity the champion")).title == "The Champion"
    found = await complete.entity(room.ask(), "the cha")
    assert [one.value for one in found] == ["The Champion"]
    elsewhere = await room.channels("other")
    assert (await elsewhere.say("entity Djokovic")).title == "Novak Djokovic", "it was not said where they can read"
    assert (await elsewhere.say("entity The Champion")).tone == "error"
    assert "something that is not told here" in await elsewhere.read("history")
    assert (await room.say("undo sure:yes")).tone == "good"
    assert "taken back: “Novak Djokovic” is called “The Champion”" in await room.read("history")
    assert "The Champion" not in await elsewhere.read("history")


async def test_kinds(room: Newsroom) -> None:
    asked = await room.say("retype Ballon d'Or")
    chosen = next(choice for choice in asked.choices if choice.label == "event")
    asked = await room.act(chosen.action)
    assert "Listed under events from now on: " in plain(asked)
    await room.act(asked.choices[0].action)
    assert "Ballon d'Or (event" in await room.read("entities events")


@pytest.mark.parametrize(
    "typed",
    ["Ballon d'Or to event", '"Ballon d\'Or" to event', "Ballon d'Or, events", "Ballon d'Or is an event"],
)
async def test_a_kind_is_told_behind_the_name(room: Newsroom, typed: str) -> None:
    asked = await room.say(f"retype {typed}")
    assert (asked.title, asked.tone) == ("Is “Ballon d'Or” to be taken for: event?", "warn")
    assert (await room.act(asked.choices[0].action)).title == "“Ballon d'Or” is taken for: event."


async def test_a_kind_behind_a_name_that_nobody_bears_is_no_kind(room: Newsroom) -> None:
    assert (await room.say("retype Zzqq to event")).title == "No “Zzqq to event” is known here."


async def test_what_is_banned_is_shown_nowhere(room: Newsroom) -> None:
    asked = await room.say("ban KCNA")
    whole, string = asked.choices
    assert whole.label == "All of “Korean Central News Agency”"
    assert string.label == "Only where it is written “KCNA”"
    await room.act(string.action)
    profile = await room.read("entity Korean Central News Agency")
    assert "KCNA (" not in profile
    assert (await room.say("entity KCNA")).tone == "error"
    assert await complete.entity(room.ask(), "kcna") == []
    done = await room.act(whole.action)
    for line in ("entities organisations", "article names 5", "entity Kim Jong Un", "article check 5", "summary 5"):
        shown = plain(await room.say(line)).partition("Key sentences")
        assert "Korean Central News Agency (" not in shown[0] + shown[2].partition("Seen")[2], line
    assert (await room.say("entity Korean Central News Agency")).tone == "error"
    assert "No “KCNA” is known here" in await room.read("search treaty entity:KCNA")
    assert await complete.entity(room.ask(), "korean cen") == []
    await room.act(done.choices[0].action)
    assert (await room.say("entity Korean Central News Agency")).tone == "plain"


@pytest.mark.parametrize("name", ["John Kirby", "Kim Jong Un", "Sarina Wiegman"])
async def test_what_is_banned_stands_in_no_brackets(room: Newsroom, name: str) -> None:
    lines = [
        *(f"summary #{number} sentences:12" for number in range(1, 36)),
        *("entity Kim Yo Jong", "entity Netherlands", "entity United States", "entity Russia", "related Russia"),
        *("timeline Russia", "timeline North Korea", "timeline Netherlands", "between Russia, North Korea"),
        *("quotes about Russia", "quotes about North Korea", "quotes about Vladimir Putin", "said weapons"),
    ]  # fmt: skip
    before = [await room.read(line) for line in lines]
    assert any(f"[{name}]" in shown for shown in before)
    done = await room.say(f'ban "{name}" what:entity sure:yes')
    assert done.tone == "good"
    brackets = re.compile(rf"\[[^]#]*{name.rpartition(' ')[2]}[^]#]*\]")
    for line in lines:
        assert not brackets.search(await room.read(line)), line
    await room.act(done.choices[0].action)
    await follow_all(room)
    assert [await room.read(line) for line in lines] == before


@pytest.mark.parametrize("typed", ["Kim Jong Un role leader", "Kim Jong Un, off role leader", "Kim Jong Un in #1"])
async def test_a_part_is_told_behind_the_name(room: Newsroom, typed: str) -> None:
    off = typed.partition("Un")[2].lstrip(", ").removeprefix("off ")
    typed_out = await room.say(f'split "Kim Jong Un" off:"{off}"')
    card = await room.say(f"split {typed}")
    assert (card.title, card.actions) == (typed_out.title, typed_out.actions)
    assert (await room.say("split Zzqq role leader")).title == "No “Zzqq role leader” is known here."


async def test_a_part_is_split_off(room: Newsroom) -> None:
    asked = await room.say("split Kim Jong Un")
    part = next(choice for choice in asked.choices if choice.action.arguments[-1] == ("off", "in #7"))
    question = await room.act(part.action)
    assert "An entity of its own gets: 1 mention in 1 article of “Kim Jong Un”." in plain(question)
    await room.act(question.choices[0].action)
    assert (await room.say("entity ~1.62")).subtitle == "person · 18 mentions in 6 articles"
    for off, says in (
        ("in #99", "“Kim Jong Un” is not in #99."),
        ("name Putin", "“Putin” is no name beside the one"),
        ("since May", "A day is written like 2024-05-31."),
        ("channel nowhere", "There is no channel #nowhere here."),
        ("somehow", "A part is a `name`"),
        ("since 2001-01-01", "nothing would be left"),
    ):
        refused = await room.say(f'split ~1.62 off:"{off}"')
        assert (refused.tone, says in refused.title) == ("error", True), refused.title


async def test_names_are_given_and_taken(room: Newsroom) -> None:
    await confirmed(room, "alias on Sergei Shoigu, the general")
    assert (await room.say("entity the general")).title == "Sergei Shoigu"
    await confirmed(room, "alias off Sergei Shoigu, the general")
    assert (await room.say("entity the general")).tone == "error"
    await confirmed(room, "alias off Kim Jong Un, Kim")
    assert "Kim (" not in (await room.read("entity Kim Jong Un")).partition("Seen")[2].partition("First")[0]
    refused = await room.say("alias off Kim Jong Un, Kim Jong Un sure:yes")
    assert "is the name that “Kim Jong Un” is known by" in refused.title


async def test_what_follows_later_is_told(room: Newsroom) -> None:
    before = await room.read("entity Kim Jong Un")
    with at_once(0):
        done = await confirmed(room, "alias off Kim Jong Un, Kim")
        told = plain(done)
        assert re.search(r"from now on\. \d more articles to follow within a minute\.", told), told
        await follow_all(room)
        apart = await room.read("entity Kim Jong Un")
        undone = await room.act(done.choices[0].action)
        assert "to follow within a minute" in plain(undone)
        await follow_all(room)
    assert "Kim (" not in apart.partition("Seen")[2].partition("First")[0]
    assert await room.read("entity Kim Jong Un") == before


async def follow_all(room: Newsroom) -> None:
    """The loop that does it is not running at these desks."""
    async with room.desk.store.writing() as db:
        await follow(db)


async def test_a_wave_is_undone_as_one(room: Newsroom) -> None:
    before = await people(room)

    async def say(line: str, who: str) -> Card:
        return await run_line(REGISTRY, replace(room.ask(), asker=who), line)

    await say("merge Lionel Messi, Simone Biles sure:yes", "77")
    await say("rename Novak Djokovic to Mine sure:yes", "8")
    await say("ban Sam Altman what:entity sure:yes", "77")
    await say("merge Kim Jong Un, Vladimir Putin sure:yes why:because", "77")
    asked = await say("undo by:<@77> since:1h", "8")
    assert asked.title == "Take back 3 corrections?"
    done = await run_action(REGISTRY, replace(room.ask(), asker="8"), asked.choices[0].action)
    assert done.title == "3 corrections are taken back."
    assert (await people(room)).replace("Mine", "Novak Djokovic") == before
    log = await room.read("history")
    assert log.count("taken back)") == 3
    assert "because" in log
    assert "1. corrections 1, 3, 4 are taken back" in log
    assert (await say("undo by:77", "8")).title == "There is nothing to take back."
    await run_action(REGISTRY, room.ask(), done.choices[0].action)
    assert "Lionel Messi (" not in await people(room) or "Simone Biles (" not in await people(room)


async def test_undone_twice_two_are_taken_back(room: Newsroom) -> None:
    before = await people(room)
    for line in ("merge Lionel Messi, Simone Biles", "ban Sam Altman what:entity", "rename Novak Djokovic to Nole"):
        assert (await room.say(f"{line} sure:yes")).tone == "good"
    assert (await room.say("undo")).title == "Take back correction 3?"
    titles = [(await room.say("undo sure:yes")).title for _ in range(4)]
    assert titles == [
        "Correction 3 is taken back.", "Correction 2 is taken back.", "Correction 1 is taken back.",
        "There is nothing to take back.",
    ]  # fmt: skip
    assert await people(room) == before
    log = await room.read("history")
    assert "1. correction 1 is taken back: “Lionel Messi” and “Simone Biles” are one" in log
    assert (await room.say("undo 6 sure:yes")).title == "Correction 6 is taken back."
    assert "Lionel Messi (" not in await people(room) or "Simone Biles (" not in await people(room)
    assert (await room.say("undo sure:yes")).title == "Correction 1 is taken back."
    assert await people(room) == before


async def test_two_people_at_once_both_get_a_true_answer(room: Newsroom) -> None:
    line = "merge Lionel Messi, Simone Biles sure:yes"
    cards = await asyncio.gather(*(run_line(REGISTRY, replace(room.ask(), asker=who), line) for who in "123"))
    assert sorted(card.tone for card in cards) == ["error", "error", "good"]
    assert {card.title for card in cards if card.tone == "error"} <= {
        "“Simone Biles” is one already: both names are of it.",
        "“Lionel Messi” is one already: both names are of it.",
    }
    cards = await asyncio.gather(*(room.say("undo 1 sure:yes") for _ in range(2)))
    assert sorted(card.title for card in cards) == [
        "Correction 1 is taken back already, by correction 2.", "Correction 1 is taken back."
    ]  # fmt: skip


def _may(room: Newsroom, **changes: object) -> Ask:
    return replace(room.ask(), asker="5", manager=False, **changes)  # type: ignore[arg-type]


async def test_who_may_correct_is_a_setting(room: Newsroom) -> None:
    line = "merge Lionel Messi, Simone Biles"

    async def tone(ask: Ask) -> str:
        return (await run_line(REGISTRY, ask, line)).tone

    assert await tone(_may(room)) == "error"
    assert await tone(_may(room, moderator=True)) == "warn"
    refused = await run_line(REGISTRY, _may(room), line)
    assert refused.title == "`merge` is for those who may manage messages here."
    asked = await room.say(line)
    pressed = await run_action(REGISTRY, _may(room), asked.choices[0].action)
    assert pressed.title == refused.title
    assert "correct <name>" not in plain(await run_line(REGISTRY, _may(room), "help"))
    assert "with a certain role" not in await room.read("setup curators role:<@&42>")
    assert await tone(_may(room, moderator=True)) == "error"
    assert await tone(_may(room, roles=frozenset({41, 42}))) == "warn"
    assert (await room.say("setup curators who:role")).tone == "error"
    await set_curators(room.ask(), "everyone")
    assert await tone(_may(room)) == "warn"
    assert await room.read("setup curators") == "Everyone may correct what is known here."


CORRECTING = [one for one in REGISTRY.commands.values() if one.permission == "correct"]


@pytest.mark.parametrize("one", CORRECTING, ids=lambda one: one.path)
async def test_what_is_not_known_is_refused_in_words(room: Newsroom, one: Command) -> None:
    for rest in ("", "zzqq, xxyy", "Kim Jong Un", "zzqq sure:yes"):
        card = await room.say(f"{one.path} {rest}")
        assert "went wrong" not in card.title, (rest, card.title)


async def test_wrong_leads_to_every_correction(room: Newsroom) -> None:
    profile = await room.say("entity Kim Jong Un")
    wrong = next(action for action in profile.actions if action.label == "Wrong?")
    card = await room.act(wrong)
    assert card.title == "What is wrong with “Kim Jong Un”?"
    assert {choice.action.command for choice in card.choices} == {
        "merge", "notsame", "split", "rename", "retype", "alias on", "alias off", "ban"
    }  # fmt: skip
    same = next(choice for choice in card.choices if choice.label == "The same as Kim")
    assert (await room.act(same.action)).title == "Is “Kim Jong Un” the same as “Kim”?"
    check = await room.say("article check 5")
    first = check.picks()[1]
    assert first.command == "correct"
    assert (await room.act(first)).title.startswith("What is wrong with")
