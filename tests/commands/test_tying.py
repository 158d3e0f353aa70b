"""`path`, `between`, `compare`, `graph` and `trend`, as they are typed."""

import pytest

from bot.cards.card import Field, Line
from bot.pictures.types import GraphChart, LineChart
from tests.desk.newsroom import Newsroom

pytestmark = pytest.mark.model


async def test_a_path_is_a_sentence_for_each_step_with_both_names_marked(room: Newsroom) -> None:
    texts = await room.texts()
    for typed in ("path Lavrov to KCNA", "path Lavrov, KCNA", "path one:Lavrov other:KCNA", 'path "Lavrov" "KCNA"'):
        card = await room.say(typed)
        assert card.title == "Sergey Lavrov → Korean Central News Agency", typed
    lines = [line for section in card.sections for line in section.lines if isinstance(line, Line)]
    assert 1 <= len(lines) <= 4
    for line in lines:
        assert line.text in texts[line.receipts[0].number]
        assert len(line.marks) == 2
        assert "together" in line.note


async def test_other_ways_are_shown_on_request(room: Newsroom) -> None:
    card = await room.say("path Lavrov to KCNA")
    another = [action for action in card.actions if action.label == "Another way"]
    if another:
        assert "way 2 of" in (await room.act(another[0])).subtitle
    assert (await room.act(card.actions[-1])).tone == "plain"


async def test_all_between_two(room: Newsroom) -> None:
    card = await room.say("between Kim Jong Un and Putin")
    assert card.title == "Between Kim Jong Un and Vladimir Putin"
    [section] = card.sections
    days = [line.receipts[0].when for line in section.lines]
    assert days == sorted(day for day in days if day)
    assert (await room.say("between Lavrov and Ballon d'Or")).subtitle == "No sentence names both."


async def test_two_are_compared(room: Newsroom) -> None:
    card = await room.say("compare Kim Jong Un and Putin")
    assert (card.title, card.sections[0].heading) == ("Kim Jong Un and Vladimir Putin", "Both")
    fields = [field.name for field in card.sections[0].lines if isinstance(field, Field)]
    assert set(fields) <= {"People", "Organisations", "Places", "Themes"}
    assert "Places" in fields


async def test_a_graph_lists_what_it_draws(room: Newsroom) -> None:
    card = await room.say("graph Lavrov")
    picture = card.picture
    assert isinstance(picture, GraphChart)
    assert picture.nodes[0].label == "Sergey Lavrov"
    assert sum(len(section.lines) for section in card.sections) == len(picture.edges)
    listed = {line.text for line in card.sections[0].lines if isinstance(line, Line)}
    assert listed == {picture.nodes[edge.other].label for edge in picture.edges if edge.one == 0}


async def test_a_trend_of_several_names(room: Newsroom) -> None:
    for typed in ("trend Kim Jong Un, Putin and Lavrov", "trend Kim Jong Un second:Putin third:Lavrov"):
        card = await room.say(typed)
        assert card.title == "Kim Jong Un, Vladimir Putin, Sergey Lavrov: mentions by month", typed
        assert isinstance(card.picture, LineChart)
        assert [curve.label for curve in card.picture.curves] == ["Kim Jong Un", "Vladimir Putin", "Sergey Lavrov"]
        assert len(card.sections[0].lines) == 3
    assert (await room.say("trend Kim Jong Un")).title == "Kim Jong Un: mentions by month"
    assert (await room.say("trend Kim, Putin, Lavrov, Choe, KCNA")).title == "A trend is of 4 names at most."
    assert "is known here" in (await room.say("trend a b c d e f g h i")).title


async def test_what_cannot_be_meant_is_said(room: Newsroom) -> None:
    asked = await room.say("path Kim to Lavrov")
    assert asked.title == "Which “Kim”?"
    assert (await room.act(asked.choices[0].action)).title == "Kim Jong Un → Sergey Lavrov"
    meant = await room.say("compare Putn and Lavrov")
    assert meant.tone == "error"
    assert (await room.act(meant.choices[0].action)).title == "Vladimir Putin and Sergey Lavrov"
    assert (await room.say("path Putin to Vladimir Putin")).title == "That is Vladimir Putin twice."
    assert "needs `other`" in (await room.say("path Putin")).title
    nobody = await room.channels()
    assert (await nobody.say("graph Putin")).tone == "error"
    assert (await room.say("path Ballon d'Or to Lavrov")).title.startswith("Nothing that is filed here leads from")
