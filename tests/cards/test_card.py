from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.cards.card import (
    Action,
    Card,
    Choice,
    Field,
    Line,
    Page,
    Receipt,
    Refusal,
    Section,
    quoted,
    say_date,
)

OPEN = Action("Open", "article show", (("article", "#3"),))


def test_receipt_prints_number_place_and_date() -> None:
    assert str(Receipt(12, "https://x.test/1", "seeds", date(2023, 9, 14))) == "#12 · seeds · 14 Sep 2023"
    assert str(Receipt(7, None, "world-news", None)) == "#7 · world-news"
    assert str(Receipt(7, None, "", None)) == "#7"


@given(st.dates())
def test_dates_read_the_same_in_every_locale(day: date) -> None:
    number, month, year = say_date(day).split()
    assert (int(number), int(year)) == (day.day, day.year)
    assert "JanFebMarAprMayJunJulAugSepOctNovDec".index(month) == 3 * (day.month - 1)


def test_action_can_be_typed() -> None:
    action = Action("More", "entity", (("name", "Kim Jong Un"), ("page", "2")))
    assert action.typed() == 'entity name:"Kim Jong Un" page:2'
    assert Action("All", "stats").typed() == "stats"


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("NATO", "NATO"),
        ("", '""'),
        ("two words", '"two words"'),
        ('the "Iron Lady"', '“the "Iron Lady"”'),
        ("O'Brien", '"O\'Brien"'),
        ("\"a\" “b” 'c' «d»", "\"a “b” 'c' «d»\""),
    ],
)
def test_values_are_put_in_marks_they_do_not_hold(value: str, expected: str) -> None:
    assert quoted(value) == expected


def test_setting_an_argument_keeps_its_place() -> None:
    action = Action("More", "entity", (("page", "1"), ("name", "NATO")))
    assert action.with_argument("page", "4").arguments == (("page", "4"), ("name", "NATO"))
    assert action.with_argument("private", "yes").arguments[-1] == ("private", "yes")


@pytest.mark.parametrize(("wanted", "got"), [(0, "1"), (1, "1"), (3, "3"), (99, "3")])
def test_pages_turn_within_their_range(wanted: int, got: str) -> None:
    page = Page(2, 3, Action("Page", "recent"))
    assert page.turn(wanted).arguments == (("page", got),)


def test_numbers_run_through_lines_choices_and_actions() -> None:
    card = Card(
        "Found",
        sections=(
            Section("A", (Line("one", action=OPEN), Line("two")), "numbered"),
            Section("B", (Line("not counted"),)),
            Section("C", (Line("three", action=OPEN),), "numbered"),
        ),
        choices=(Choice("Kim", "a name", Action("Kim", "entity")),),
        actions=(Action("Newer", "recent"),),
    )
    assert [(number, line.text) for number, line in card.numbered_lines()] == [
        (1, "one"),
        (2, "two"),
        (3, "three"),
    ]
    assert {number: action.command for number, action in card.picks().items()} == {
        1: "article show",
        3: "article show",
        4: "entity",
        5: "recent",
    }


def test_sections_hold_what_their_style_can_draw() -> None:
    with pytest.raises(ValueError, match="fields"):
        Section(None, (Field("Kind", "person"),), "list")
    with pytest.raises(ValueError, match="fields"):
        Section(None, (Line("a sentence"),), "fields")
    with pytest.raises(ValueError, match="numbered"):
        Section(None, (Line("a sentence", action=OPEN),), "list")


def test_refusal_is_an_error_card() -> None:
    choice = Choice("entity", "", Action("entity", "entity"))
    card = Refusal("There is no article #9.", "Try `recent`.", (choice,)).card()
    assert (card.title, card.subtitle, card.choices, card.tone) == (
        "There is no article #9.",
        "Try `recent`.",
        (choice,),
        "error",
    )
