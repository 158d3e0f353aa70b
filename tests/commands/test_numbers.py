"""`numbers`, as it is typed."""

import pytest

from bot.cards.card import Line
from tests.desk.newsroom import Newsroom

pytestmark = pytest.mark.model


async def test_of_a_name_each_figure_stands_in_its_sentence(room: Newsroom) -> None:
    texts = await room.texts()
    card = await room.say("numbers Russia")
    assert card.title == "Numbers: Russia"
    [line] = [line for section in card.sections for line in section.lines]
    assert isinstance(line, Line)
    [mark], [receipt] = line.marks, line.receipts
    assert mark.of(line.text) == "1,000"
    assert line.text in texts[receipt.number]
    assert card.sections[0].heading == "Counted: containers · at least 1,000 · 1 article"


async def test_of_a_topic_what_a_search_finds(room: Newsroom) -> None:
    card = await room.say("numbers missiles launch")
    assert "Taken as a topic" in card.subtitle
    assert any("ballistic missiles" in (section.heading or "") for section in card.sections)


async def test_one_kind_and_pages(room: Newsroom) -> None:
    card = await room.say("numbers gymnast medals theme:count")
    assert card.sections
    assert all((section.heading or "").startswith("Counted") for section in card.sections)
    if card.page:
        assert (await room.act(card.page.turn(2))).sections != card.sections


async def test_nothing_claimed_and_namesakes(room: Newsroom) -> None:
    assert await room.read("numbers zzq") == ("No number is claimed here about “zzq”.\n`search zzq` finds what is.")
    assert (await room.say("numbers Kim")).title == "Which “Kim”?"


async def test_what_others_may_not_read_changes_nothing(room: Newsroom) -> None:
    world = await room.channels("world")
    card = await world.say("numbers gymnast medals")
    assert card.tone == "error"
