from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.extraction.name import Name
from bot.extraction.tables import rows
from bot.extraction.tokens import Tokens
from bot.extraction.types import Kind
from tests.extraction.builders import shown
from tests.extraction.tabled import named, table


def found(tokens: Tokens, **kinds: Kind) -> list[tuple[str, Kind]]:
    return shown(tokens, rows(tokens, named(tokens, **kinds)))


def test_a_row_has_the_name_that_its_neighbours_have() -> None:
    tokens = table("1 . Krag 24 points", "2 . Holm 21 points", "3 . Mai 19 points")
    assert found(tokens, Krag="PERSON", Holm="PERSON") == [("Krag", "PERSON"), ("Holm", "PERSON"), ("Mai", "PERSON")]


def test_the_whole_of_a_name_is_found_and_the_kind_of_most() -> None:
    tokens = table("- Anna van der Krag ( Lier )", "- J . Holm ( Moss )", "- Ola Berg ( Nes )")
    kinds: dict[str, Kind] = {"Krag": "PERSON", "Lier": "GPE", "Moss": "GPE", "Nes": "ORG"}
    names = [
        *named(tokens, **kinds),
        *(Name(at, at + 2, "PERSON") for at in range(len(tokens)) if tokens.words[at] == "Ola"),
    ]
    names = [*names, *(Name(at, at + 3, "PERSON") for at in range(len(tokens)) if tokens.words[at] == "J")]
    assert shown(tokens, rows(tokens, names)) == [
        ("Anna van der Krag", "PERSON"),
        ("Lier", "GPE"),
        ("J . Holm", "PERSON"),
        ("Moss", "GPE"),
        ("Ola Berg", "PERSON"),
        ("Nes", "GPE"),
    ]


@pytest.mark.parametrize(
    "lines",
    [
        ("Krag 24", "Holm 21"),  # two rows are no table
        ("Krag 24", "Holm 21", "Mai", "Moss ( 3 )"),  # rows of other shapes
        ("Krag met him", "Holm met him and Berg", "Mai met them"),
        ("Krag", "Holm", "Mai"),  # words below one another
        ("Krag 24", "Holm 21", "Total 45"),
    ],
)
def test_what_is_no_row_of_a_table_stays_as_it_is(lines: tuple[str, ...]) -> None:
    tokens = table(*lines)
    assert found(tokens, Krag="PERSON", Holm="PERSON") == [("Krag", "PERSON"), ("Holm", "PERSON")]


def test_one_name_among_many_rows_says_nothing_of_the_others() -> None:
    tokens = table("Krag 24", "Steps 21", "Mails 19", "Calls 7")
    assert found(tokens, Krag="PERSON") == [("Krag", "PERSON")]


LINE = st.lists(st.sampled_from(["Krag", "Holm", "of", "-", "7", "(", ")", "Bo"]), min_size=1, max_size=5).map(" ".join)


@given(st.lists(LINE, min_size=1, max_size=8), st.sets(st.integers(0, 30)))
def test_names_stay_in_order_apart_and_within_their_line(lines: list[str], at: set[int]) -> None:
    tokens = table(*lines)
    given_names = [Name(i, i + 1, "ORG") for i in sorted(at) if i < len(tokens)]
    names = rows(tokens, given_names)
    assert all(a.end <= b.start for a, b in pairwise(names))
    assert all("\n" not in tokens.span(name.start, name.end).of(tokens.text) for name in names)
    assert {i for name in given_names for i in range(name.start, name.end)} <= {
        i for name in names for i in range(name.start, name.end)
    }


def test_sides_of_results_and_standings_are_clubs_where_nothing_says_otherwise() -> None:
    lines = [f"{one} 2 {other} 1" for one, other in (("Arn", "Torv"), ("Brem", "Holm"), ("Lyst", "Karn"))]
    tokens = table(*lines)
    assert {kind for _, kind in shown(tokens, rows(tokens, []))} == {"ORG"}
    assert len(rows(tokens, [Name(4, 8, "EVENT")])) == 6
    towns = [Name(at, at + 1, "GPE") for at in range(0, len(tokens), 2)]
    assert {kind for _, kind in shown(tokens, rows(tokens, towns))} == {"GPE"}
    tokens = table("Soccer results today", *lines)
    towns = [Name(at, at + 1, "GPE") for at in range(3, len(tokens), 2)]
    assert {kind for _, kind in shown(tokens, rows(tokens, towns))} == {"ORG"}
    tokens = table("Soccer results", "Norway 2 Sweden 1", "Malta 0 Oman 3", "Chile 1 Peru 1")
    assert {kind for _, kind in shown(tokens, rows(tokens, []))} == {"GPE"}
    tokens = table(*(f"{side} 6 5 1 0" for side in ("Arn", "Torv", "Brem")), "Riga 1996")
    assert [name for name, _ in shown(tokens, rows(tokens, []))] == ["Arn", "Torv", "Brem"]
    tokens = table(*(f"{side} 6 5" for side in ("Arn", "Torv", "Brem")))
    assert rows(tokens, []) == []
