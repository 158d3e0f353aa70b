"""Timelines and days, as plain text."""

from dataclasses import replace
from datetime import date

import pytest

from bot.cards.card import Action, Page
from bot.cards.plain import plain
from bot.cards.timeline_cards import day_card, say_days, timeline_card
from bot.desk.timelines import Happened, Timeline
from bot.pictures.types import EventChart
from tests.cards.builders import ARTICLE, FIRST, excerpt

WHERE = "[#4 · books · 30 Jan 1815 · https://example.org/7/70]"
OTHER = "[#5 · books · 30 Jan 1815 · https://example.org/7/70]"
BOUGHT = Happened(
    date(1815, 1, 30), date(1815, 1, 30),
    (FIRST, excerpt(0, 61, article=replace(ARTICLE, id=41, number=5))), 7, planned=False, beside=2,
)  # fmt: skip
COLLECTED = Happened(date(1765, 1, 1), date(1765, 12, 31), (excerpt(62, 100),), 1, planned=False, folded=3)
PLANNED = Happened(date(1815, 3, 1), date(1815, 3, 31), (FIRST,), 1, planned=True)
TODAY = date(1815, 2, 1)


def test_a_timeline() -> None:
    page = Page(1, 2, Action("x", "timeline", (("what", "Jefferson"),)))
    turned = (Action("Most told of first", "timeline", (("what", "Jefferson"), ("order", "importance"))),)
    card = timeline_card("Timeline of Thomas Jefferson", "", Timeline((BOUGHT, PLANNED), 12), page, TODAY, turned)
    assert plain(card) == (
        "Timeline of Thomas Jefferson\n\n"
        "30 Jan 1815\n- The Library of Congress bought the books of Thomas Jefferson."
        f" (and 5 more articles · and 2 other articles of that day) {WHERE[:-1]}; {OTHER[1:]}\n\n"
        f"Mar 1815\n- The Library of Congress bought the books of Thomas Jefferson. (planned) {WHERE}\n\n"
        "1. Most told of first (timeline what:Jefferson order:importance)\n\n"
        "Page 1 of 2 (next: timeline what:Jefferson page:2)"
    )
    assert isinstance(card.picture, EventChart)
    assert [event.said for event in card.picture.events] == ["30 Jan 1815", "Mar 1815"]
    assert [event.planned for event in card.picture.events] == [False, True]
    assert card.picture.alt == "2 events beside an axis of time, from 30 Jan 1815 to Mar 1815."


def test_a_timeline_folded_by_year() -> None:
    card = timeline_card("Timeline", "Taken as a topic", Timeline((COLLECTED,), 1, "year"), None, TODAY)
    assert plain(card) == (
        "Timeline\nTaken as a topic · by year\n\n"
        f"1765\n- He had collected them for fifty years. (and 3 other days in 1765) {WHERE}"
    )
    assert card.picture is None


def test_what_was_planned_and_is_over_was_planned_then() -> None:
    card = timeline_card("Timeline", "", Timeline((PLANNED,), 1), None, date(1816, 1, 1))
    assert "(as planned then)" in plain(card)


def test_a_day() -> None:
    card = day_card(BOUGHT.first, BOUGHT.last, Timeline((BOUGHT,), 1), None, TODAY)
    assert plain(card) == (
        "On 30 Jan 1815\n1 event\n\n"
        "- The Library of Congress bought the books of Thomas Jefferson. (and 5 more articles)"
        f" {WHERE[:-1]}; {OTHER[1:]}"
    )


def test_a_day_of_which_too_much_is_told() -> None:
    card = day_card(BOUGHT.first, BOUGHT.last, Timeline((BOUGHT,), 1, read=120), None, TODAY)
    assert card.subtitle == "1 event in the 120 sentences of the articles filed last"


def test_a_month() -> None:
    card = day_card(date(1815, 1, 1), date(1815, 1, 31), Timeline((BOUGHT,), 1), None, TODAY)
    assert plain(card).startswith("Jan 1815\n\n30 Jan 1815\n- The Library")


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        (date(2024, 2, 29), date(2024, 2, 29), "29 Feb 2024"), (date(2024, 2, 1), date(2024, 2, 29), "Feb 2024"),
        (date(2023, 12, 1), date(2023, 12, 31), "Dec 2023"), (date(2024, 1, 1), date(2024, 12, 31), "2024"),
        (date(2024, 3, 11), date(2024, 3, 17), "11 Mar 2024 – 17 Mar 2024"),
        (date(9999, 12, 1), date(9999, 12, 31), "Dec 9999"),
    ],
)  # fmt: skip
def test_days_in_words(first: date, last: date, said: str) -> None:
    assert say_days(first, last) == said
