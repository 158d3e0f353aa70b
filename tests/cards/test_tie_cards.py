"""Cards about what ties names, as plain text."""

from datetime import date

from bot.articles.types import Span
from bot.cards.card import Action
from bot.cards.plain import plain
from bot.cards.tie_cards import between_card, comparison_card, graph_card, no_path, path_card, trends_card
from bot.desk.comparing import Comparison, Share
from bot.desk.surroundings import Neighbour, Surroundings
from bot.desk.ties import Hop, Path, Tie
from tests.cards.builders import ARTICLE, BRITISH, JEFFERSON, LIBRARY, TEXT, entity

WHERE = "[#4 · books · 30 Jan 1815 · https://example.org/7/70]"
SENTENCE = Span(0, 61)
TIE = Tie(ARTICLE, SENTENCE, SENTENCE.of(TEXT), Span(4, 23), Span(44, 60), "bought the books of")
NAMED = (("one", "British"), ("other", "Jefferson"))


def test_a_path() -> None:
    path = Path((Hop(BRITISH, LIBRARY, 1, TIE), Hop(LIBRARY, JEFFERSON, 3, TIE)), 1, 2)
    line = f"{TIE.text} (stated: bought the books of"
    assert plain(path_card(path, NAMED, Action("Another way", "path", NAMED))) == (
        "British → Thomas Jefferson\nThrough Library of Congress · way 1 of 2\n\n"
        f"1. British – Library of Congress\n- {line} · 1 sentence together) {WHERE}\n\n"
        f"2. Library of Congress – Thomas Jefferson\n- {line} · 3 sentences together) {WHERE}\n\n"
        "1. Another way (path one:British other:Jefferson way:2)\n"
        "2. All between them (between one:British other:Jefferson)\n"
        '3. Library of Congress (entity name:"Library of Congress")'
    )
    assert no_path(BRITISH, JEFFERSON, 4).message == (
        "Nothing that is filed here leads from British to Thomas Jefferson in 4 steps."
    )


def test_what_is_denied_is_called_so() -> None:
    denied = Tie(ARTICLE, TIE.span, TIE.text, TIE.one, TIE.other, "never bought", denied=True)
    assert "(denied: never bought)" in plain(between_card(LIBRARY, JEFFERSON, [denied], 1, None))
    assert plain(between_card(LIBRARY, JEFFERSON, [], 0, None)).startswith(
        "Between Library of Congress and Thomas Jefferson\nNo sentence names both."
    )


def test_a_comparison() -> None:
    nothing = Share((), (), (), ())
    found = Comparison(
        LIBRARY, JEFFERSON, 3, Share(("James Madison",), (), ("Washington",), ("old books",)), nothing,
        Share((), (), ("Monticello", "Paris"), ()),
    )  # fmt: skip
    said = plain(comparison_card(found, NAMED))
    assert said.startswith(
        "Library of Congress and Thomas Jefferson\n3 sentences together\n\n"
        "Both\nPeople: James Madison\nPlaces: Washington\nThemes: old books\n\n"
        "Only Thomas Jefferson\nPlaces: Monticello, Paris\n\n1. How they are connected"
    )


def test_a_graph_is_told_in_text_and_in_its_alt_text() -> None:
    found = Surroundings(
        (JEFFERSON, LIBRARY, entity("Monticello", "FAC")),
        (Neighbour(0, 1, 3, stated=True), Neighbour(0, 2, 1, stated=False), Neighbour(1, 2, 1, stated=False)),
    )
    card = graph_card(found)
    assert plain(card).startswith(
        "Thomas Jefferson among 2 names\n"
        "Names in one sentence with it; “stated” where an article says what ties them.\n\n"
        "Thomas Jefferson and\n- Library of Congress (organisation · 3 sentences · stated)\n"
        "- Monticello (building or site · 1 sentence)\n\n"
        "Among them\n- Library of Congress – Monticello (1 sentence)\n\n"
    )
    assert card.picture is not None
    assert card.picture.alt == (
        "A graph of Thomas Jefferson among 2 names. Thomas Jefferson – Library of Congress (3); "
        "Thomas Jefferson – Monticello (1); Library of Congress – Monticello (1)"
    )


def test_trends_of_two_names() -> None:
    card = trends_card({
        JEFFERSON: [(date(1815, 1, 30), 2), (date(1815, 2, 1), 1)], LIBRARY: [(date(1815, 1, 31), 3)]
    })  # fmt: skip
    assert plain(card).startswith(
        "Thomas Jefferson, Library of Congress: mentions by day\n\n"
        "Thomas Jefferson: 30 Jan 1815 █▁▅ 1 Feb 1815 (most: 2, 30 Jan 1815)\n"
        "Library of Congress: 30 Jan 1815 ▁█▁ 1 Feb 1815 (most: 3, 31 Jan 1815)\n\n"
    )
    assert card.picture is not None
    assert trends_card({LIBRARY: [(date(1815, 1, 31), 3)]}).picture is None
