"""Cards of numbers, as plain text."""

from dataclasses import replace
from datetime import date

import pytest

from bot.articles.changes import Recount
from bot.articles.types import Span
from bot.cards.card import Action, Line, Page
from bot.cards.number_cards import numbers_card, value
from bot.cards.plain import plain
from bot.desk.numbers import Figure, NumberSeries, Revision
from bot.desk.results import Excerpt
from bot.extraction.types import Bound, NumberClaim
from bot.pictures.types import LineChart
from tests.cards.builders import ARTICLE

WHERE = "[#4 · books · 30 Jan 1815 · https://example.org/7/70]"


def figure(
    said: str, number: str, amount: float, bound: Bound = "exact", unit: str | None = None, speaker: str = ""
) -> Figure:
    mark = Span(said.index(number), said.index(number) + len(number))
    claim = NumberClaim(mark, amount, bound, "killed", unit, None, 0)
    return Figure(claim, "", Excerpt(ARTICLE, Span(0, len(said)), said, said), mark, speaker)


TWELVE = figure("At least 12 died.", "12", 12, "at least")
MORE = figure("By noon 15 had died.", "15", 15)


def test_a_series_has_its_values_in_a_row_and_its_sentences_with_receipts() -> None:
    series = NumberSeries("killed", None, "", (TWELVE, MORE), 3)
    page = Page(1, 2, Action("Numbers", "numbers", (("about", "Tolmar"),)))
    card = numbers_card("Numbers: Tolmar", "Taken as a topic", [series], page)
    assert plain(card) == (
        "Numbers: Tolmar\nTaken as a topic\n\n"
        "Killed · at least 12 → 15 · 3 articles\n"
        f"- At least 12 died. {WHERE}\n- By noon 15 had died. {WHERE}\n\n"
        "Page 1 of 2 (next: numbers about:Tolmar page:2)"
    )
    assert card.sections[0].lines[0].marks == (Span(9, 11),)  # type: ignore[union-attr]


def test_of_several_events_each_row_says_which() -> None:
    quake = NumberSeries("killed", None, "", (TWELVE, MORE), 3, parted=True, event="Quake\nin " + "Velmora and " * 9)
    heading = numbers_card("Numbers", "", [quake]).sections[0].heading or ""
    assert heading.startswith("Killed · “Quake in Velmora and ")
    assert heading.endswith("…” · at least 12 → 15 · 3 articles")
    assert len(heading) < 110


def test_who_claims_what_stands_beside_it() -> None:
    one = figure("The mayor spoke of 12.", "12", 12, speaker="The mayor")
    other = figure("The army spoke of 3.", "3", 3, speaker="The army")
    [section] = numbers_card("Numbers", "", [NumberSeries("killed", None, "", (one, other), 1)], None).sections
    assert section.heading == "Killed · 12 → 3 · 1 article · claims differ"
    assert [line.note for line in section.lines] == ["12 according to The mayor", "3 according to The army"]  # type: ignore[union-attr]
    agreeing = NumberSeries("killed", None, "", (one, figure("12, then.", "12", 12, speaker="The army")), 1)
    assert not agreeing.differs
    assert not NumberSeries("killed", None, "", (one, MORE), 1).differs


def test_where_and_when_stand_beside_a_figure_that_says_them() -> None:
    march = (date(1815, 3, 1), date(1815, 3, 31))
    here = replace(figure("In Tolmar 12 died in March.", "12", 12), place="Tolmar", days=march)
    there = replace(figure("The army spoke of 3 in Orle.", "3", 3, speaker="The army"), place="Orle")
    series = NumberSeries("killed", None, "", (replace(here, speaker="The mayor"), there), 1)
    [section] = numbers_card("Numbers", "", [series], None).sections
    assert [line.note for line in section.lines] == [  # type: ignore[union-attr]
        "12 according to The mayor · Tolmar · Mar 1815", "3 according to The army · Orle"
    ]  # fmt: skip
    assert not series.differs  # what is counted in two places are no two claims of one thing
    shares = NumberSeries("share", "%", "jobless", tuple(
        replace(one, claim=replace(one.claim, theme="share")) for one in (replace(here, days=None), here)
    ), 1)  # fmt: skip
    picture = numbers_card("", "", [shares]).picture
    assert isinstance(picture, LineChart)
    assert picture.alt.endswith("over time. 30 Jan 1815: 12, 31 Mar 1815: 12")


def test_a_series_over_days_is_drawn_and_told() -> None:
    later = replace(MORE, excerpt=replace(MORE.excerpt, article=replace(ARTICLE, day=ARTICLE.day + 2)))
    card = numbers_card("Numbers: Tolmar", "", [NumberSeries("killed", None, "", (TWELVE, later), 2)])
    assert isinstance(card.picture, LineChart)
    assert card.picture.alt == "Killed over time. 30 Jan 1815: 12, 1 Feb 1815: 15"
    assert numbers_card("", "", [NumberSeries("killed", None, "", (TWELVE, MORE), 2)]).picture is None


def test_numbers_that_an_article_changed_are_told() -> None:
    recount = Recount("At least 9 died.", "At least 12 died.", (Span(9, 11),), ("9",), only=True)
    card = numbers_card(
        "Numbers", "", [NumberSeries("killed", None, "", (TWELVE,), 1)], revised=[Revision(ARTICLE, recount)]
    )
    assert plain(card).endswith(f"Revised in the article itself\n- At least 12 died. (was 9) {WHERE}")


def test_a_long_series_shows_its_latest_figures() -> None:
    series = NumberSeries("count", None, "cases", tuple(figure(f"{n} cases.", str(n), n) for n in range(1, 11)), 1)
    [section] = numbers_card("Numbers", "", [series], None).sections
    assert section.heading == "Counted: cases · 5 → 6 → 7 → 8 → 9 → 10 · 1 article"
    assert (len(section.lines), section.more) == (4, 6)


@pytest.mark.parametrize(
    ("amount", "bound", "unit", "said"),
    [
        (1204, "exact", None, "1,204"), (45, "exact", "%", "45%"), (5.2, "about", "%", "about 5.2%"),
        (1.5e6, "exact", "USD", "1.5 million USD"), (2e10, "at most", "GBP", "at most 20 billion GBP"),
        (250_000, "at least", None, "at least 250,000"), (3, "exact", "points", "3 points"), (41, "exact", "°", "41°"),
        (1.8e12, "exact", "JPY", "1.8 trillion JPY"),
    ],
)  # fmt: skip
def test_values_in_short(amount: float, bound: Bound, unit: str | None, said: str) -> None:
    assert value(figure("12", "12", amount, bound, unit)) == said


def test_figures_of_one_sentence_are_marked_in_one_line() -> None:
    text = "3 died and 4 died."
    series = NumberSeries("killed", None, "", (figure(text, "3", 3), figure(text, "4", 4)), 1)
    [section] = numbers_card("Numbers", "", [series], None).sections
    [line] = section.lines
    assert isinstance(line, Line)
    assert [mark.of(line.text) for mark in line.marks] == ["3", "4"]
