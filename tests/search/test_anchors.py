"""What a standing query is filed under: no article that answers it lacks all of its anchors."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.search.anchors import anchors, stems, strict
from bot.search.query import parse

TODAY = date(2024, 6, 19)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("treaty", {"treati"}), ("the treaty", {"treati"}), ("peace treaties", {"treati"}),
        ('"panel of experts"', {"expert"}), ("treaty -veto", {"treati"}),
        ("flood OR quake", {"flood", "quak"}), ("Algerian", {"algerian", "algeria"}), ("-veto", set()),
        ("entity:Kim", set()), ("before:2024", set()), ("", set()),
    ],
)  # fmt: skip
def test_anchors(query: str, found: set[str]) -> None:
    assert anchors(parse(query, TODAY)) == found


def test_stems_of_a_text() -> None:
    assert {"treati", "sign", "málaga".replace("á", "a")} <= stems("Treaties were SIGNED in Málaga.")


def test_every_word_is_required() -> None:
    query = strict(parse("peace treaty -veto entity:Kim", TODAY))
    assert not query.plain
    assert len(query.groups) == 2
    assert query.entities == ("Kim",)
    assert [term.words for term in query.without] == [("veto",)]


@given(st.lists(st.sampled_from(["flood", "river", "dam", "Algeria", "bridge", "court"]), min_size=1, max_size=4))
def test_a_text_with_all_the_words_has_an_anchor(words: list[str]) -> None:
    assert anchors(parse(" ".join(words), TODAY)) & stems("Reports: " + ", ".join(words) + ".")
