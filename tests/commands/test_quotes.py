"""`quotes` and `said`, as they are typed."""

import pytest

from bot.cards.card import Line
from tests.desk.newsroom import Newsroom

pytestmark = pytest.mark.model


async def test_by_somebody(room: Newsroom) -> None:
    texts = await room.texts()
    card = await room.say("quotes by Putin")
    assert card.title == "Quotes by Vladimir Putin"
    lines = [line for section in card.sections for line in section.lines if isinstance(line, Line)]
    assert lines
    for line in lines:
        said = line.text.removeprefix("[Vladimir Putin] ")
        assert said in texts[line.receipts[0].number]
        assert all(mark.of(line.text) in texts[line.receipts[0].number] for mark in line.marks)


async def test_by_and_about_in_any_order_and_as_options(room: Newsroom) -> None:
    typed = await room.read("quotes by Putin about Kim Jong Un")
    assert typed.startswith("Quotes by Vladimir Putin about Kim Jong Un")
    assert await room.read("quotes about Kim Jong Un by Putin") == typed
    assert await room.read('quotes find by:Putin about:"Kim Jong Un"') == typed
    assert (await room.say("quotes Putin")).title == "Quotes by Vladimir Putin"
    assert (await room.say("quotes about Kim Jong Un")).title == "Quotes about Kim Jong Un"


async def test_times(room: Newsroom) -> None:
    assert "since 2024-06 until 2024-06" in (await room.say("quotes by Putin since:2024-06 until:2024-06")).subtitle
    assert (
        "There are no quotes by vladimir Putin".casefold() in (await room.read("quotes by Putin until:1999")).casefold()
    )
    assert "“soon” is no day" in await room.read("quotes by Putin since:soon")
    assert "takes a day" in await room.read("quotes by Putin until:soon")
    assert (
        "since June 2024 until July 2024"
        in (await room.say('quotes by Putin since:"June 2024" until:"July 2024"')).subtitle
    )


async def test_namesakes_keep_what_else_was_asked(room: Newsroom) -> None:
    card = await room.say("quotes by Kim about Russia since:2023")
    assert card.title == "Which “Kim”?"
    assert dict(card.choices[0].action.arguments) | {"by": ""} == {"by": "", "about": "Russia", "since": "2023"}


async def test_nobody_and_nothing(room: Newsroom) -> None:
    assert (await room.read("quotes by zzq")).startswith("No “zzq” is known here.")
    assert (await room.read("quotes")).startswith("Whose quotes, or about whom?")
    assert (await room.read("said zzq")).startswith("Nobody is quoted with “zzq” here.")
    assert (await room.read("quotes by Putin then")).startswith("Then and now is of one speaker on one subject.")


async def test_said(room: Newsroom) -> None:
    texts = await room.texts()
    card = await room.say("said treaty")
    [line, *_] = [line for section in card.sections for line in section.lines if isinstance(line, Line)]
    assert "treaty" in line.text.casefold()
    assert line.receipts[0].number in texts


async def test_what_others_may_not_read_is_not_quoted(room: Newsroom) -> None:
    world = await room.channels("world")
    numbers = {line.receipts[0].number for line in _lines(await room.say("quotes by Lavrov"))}
    fewer = {line.receipts[0].number for line in _lines(await world.say("quotes by Lavrov"))}
    assert fewer <= numbers


def _lines(card: object) -> list[Line]:
    sections = getattr(card, "sections", ())
    return [line for section in sections for line in section.lines if isinstance(line, Line)]


async def test_a_wrong_speaker_is_put_right_and_taken_back(room: Newsroom) -> None:
    card = await room.say("quotes by Putin about Kim Jong Un")
    shown = await room.act(card.picks()[1])
    assert "By the words" in await room.read(card.picks()[1].typed())
    [wrong] = [action for action in shown.actions if action.label == "Wrong speaker"]
    asked = await room.act(wrong)
    assert asked.title == "Who says this?"
    [kim] = [choice for choice in asked.choices if choice.label == "Kim Jong Un"]
    done = await room.act(kim.action)
    assert done.title == "The quote is Kim Jong Un’s from now on."
    assert (await room.act(kim.action)).title == "Kim Jong Un says it already."
    quote = dict(wrong.arguments)["quote"]
    assert "Kim Jong Un" in await room.read(f"quotes show {quote}")
    assert "a quote is “Kim Jong Un”’s" in await room.read("history")
    await room.act(done.choices[0].action)
    assert (await room.say("quotes by Putin about Kim Jong Un")).picks() == card.picks()
    nobody = await room.act(asked.choices[-1].action)
    assert nobody.title == "The quote is nobody’s from now on."
    assert (await room.read("quotes show #1.0.1")).startswith("There is no such quote here.")
