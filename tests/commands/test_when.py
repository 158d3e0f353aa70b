"""`timeline` and `on`, as they are typed."""

import pytest

from bot.cards.card import Line
from tests.desk.brackets import check_words
from tests.desk.newsroom import Newsroom


@pytest.mark.model
async def test_a_timeline_is_in_order_of_what_happened(room: Newsroom) -> None:
    card = await room.say("timeline Putin")
    assert card.title == "Timeline of Vladimir Putin"
    texts = await room.texts()
    for section in card.sections:
        for line in section.lines:
            assert isinstance(line, Line)
            assert line.receipts
            check_words(line.text, texts[line.receipts[0].number])
    headings = [section.heading for section in card.sections]
    assert headings.index("13 Sep 2023") < headings.index("19 Oct 2023") < headings.index("16 Jan 2024")
    assert card.picture is not None


@pytest.mark.model
async def test_one_event_is_one_row_with_its_receipts(room: Newsroom) -> None:
    card = await room.say("on 19 June 2024")
    first = card.sections[0].lines[0]
    assert isinstance(first, Line)
    assert len({receipt.number for receipt in first.receipts}) > 1


@pytest.mark.model
async def test_two_names_a_part_of_one_and_other_words(room: Newsroom) -> None:
    assert (await room.say("timeline Kim Jong Un and Putin")).title == "Timeline of Kim Jong Un and Vladimir Putin"
    assert (await room.say("timeline central news")).subtitle.startswith("“central news” taken as a part of a name")
    topic = await room.say("timeline satellite launch")
    assert (topic.title, topic.subtitle.split(" · ")[0]) == ("Timeline: satellite launch", "Taken as a topic")
    assert (await room.say("timeline Kim")).title == "Which “Kim”?"


@pytest.mark.model
async def test_the_other_order_is_one_press_away(room: Newsroom) -> None:
    card = await room.say("timeline Putin")
    turned = await room.act(card.actions[0])
    counts = [len(line.receipts) for section in turned.sections for line in section.lines]
    assert counts[0] == max(counts)
    back = await room.act(turned.actions[0])
    assert back.sections == card.sections


@pytest.mark.model
async def test_what_is_not_there_is_a_sentence(room: Newsroom) -> None:
    assert (await room.say("on 1 May 1901")).title == "No article here tells of 1 May 1901."
    assert (await room.say("on nowhere")).title == "“nowhere” is no day that I know."
    assert (await room.say("timeline zzqq")).tone == "error"
    assert (await room.say("timeline ~99.1")).title == "That name is not known here any more."
    assert (await room.say("timeline Putin page:99")).sections


@pytest.mark.model
async def test_nothing_of_another_channel_is_told(room: Newsroom) -> None:
    other = await room.channels("other")
    assert (await other.say("on 19 June 2024")).tone == "error"
    assert (await other.say("timeline Putin")).tone == "error"


@pytest.mark.model
async def test_which_of_two_names_is_asked_where_several_bear_it(room: Newsroom) -> None:
    for typed in ("timeline Kim and Putin", "timeline Putin and Kim"):
        asked = await room.say(typed)
        assert asked.title == "Which “Kim”?"
        assert (await room.act(asked.choices[0].action)).title == "Timeline of Kim Jong Un and Vladimir Putin"
    assert (await room.say("timeline Putin and Vladimir Putin")).title == "Timeline: Putin and Vladimir Putin"
