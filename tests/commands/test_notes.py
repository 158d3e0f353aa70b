"""Notes on names, and the pages of a profile that they stand on."""

from dataclasses import replace

import pytest

from bot.cards.plain import plain
from bot.commands.all import REGISTRY
from bot.commands.dispatch import run_line
from bot.desk import posting
from bot.store.scope import LOCAL, Scope
from tests.desk.newsroom import Newsroom

pytestmark = pytest.mark.model


async def say(room: Newsroom, line: str, channel: str, asker: str, *, manager: bool = False) -> str:
    """The answer to somebody who may read one channel, and asks there."""
    one = await posting.local_channel(room.desk, channel)
    ask = replace(room.ask(), scope=Scope(LOCAL, frozenset({one})), channel=one, asker=asker, manager=manager)
    return plain(await run_line(REGISTRY, ask, line))


async def test_a_note_is_shown_where_it_was_written_and_taken_back_by_its_writer(room: Newsroom) -> None:
    assert (await say(room, 'note add KCNA "speaks for the state"', "world", "ann")).startswith(
        "Noted of Korean Central News Agency\nspeaks for the state"
    )
    assert "speaks for the state (note 1 · 9 Dec 2024)" in await say(room, "entity KCNA", "world", "bob")
    assert "speaks for the state" in await room.read("note list KCNA")
    assert "is known here" in await say(room, "note list KCNA", "other", "bob")
    assert "There is no note 1 here." in await say(room, "note remove 1", "other", "ann")
    assert "Only who wrote a note" in await say(room, "note remove 1", "world", "bob")
    assert "Note 1 is removed." in await say(room, "note remove 1", "world", "ann")
    assert "There is no note on Korean Central News Agency here." in await room.read("note list KCNA")


async def test_which_of_several_is_asked_with_the_text_kept(room: Newsroom) -> None:
    card = await room.say('note add Kim "wrote a letter"')
    assert card.title == "Which “Kim”?"
    assert (await room.act(card.choices[0].action)).title == "Noted of Kim Jong Un"
    assert (await room.say("note remove 2")).tone == "error"
    assert (await room.say("note remove 1")).tone == "good"


async def test_a_note_may_be_many_words_with_commas(room: Newsroom) -> None:
    text = "was seen at the harbour, with two aides, and went on to the station before anybody could ask"
    assert f"Noted of Vladimir Putin\n{text}" in await room.read(f"note add Putin {text}")
    assert (await room.say("rename Putin to")).title.startswith("`rename` needs `to`")


async def test_too_long_a_note_is_refused(room: Newsroom) -> None:
    assert (await room.say(f'note add KCNA "{"x" * 501}"')).tone == "error"


async def test_the_second_page_has_forms_and_roles_with_their_times(room: Newsroom) -> None:
    told = await room.read("entity Kim Jong Un page:2")
    assert "Kim Jong Un: 7 mentions · 13 Sep 2023 to 5 Dec 2024" in told
    assert "- North Korean leader (7 times · 13 Sep 2023 to 5 Dec 2024) [#7" in told


async def test_what_is_related_comes_with_a_sentence_that_both_stand_in(room: Newsroom) -> None:
    texts = await room.texts()
    card = await room.say("related Kim Jong Un")
    assert card.title == "Related to Kim Jong Un"
    for _, line in card.numbered_lines():
        [receipt] = line.receipts
        assert line.note.partition(": ")[2] in texts[receipt.number]
    assert card.page
    assert (await room.act(card.page.turn(2))).page
    assert (await room.say("related Alexia Putellas")).title
    assert (await room.say("related Putn")).title == "No “Putn” is known here. Did you mean one of these?"


async def test_new_names_are_those_that_were_not_mentioned_before(room: Newsroom) -> None:
    card = await room.say("entities new:yes")
    assert card.title == "Names new in the last week"
    names = [line.text for _, line in card.numbered_lines()]
    assert names == ["Kim Jong Gyu"]
    assert (await room.say("entities works new:yes")).title == "No new works were mentioned twice in the last week."
