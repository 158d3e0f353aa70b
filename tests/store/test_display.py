"""The name that a reader is shown."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.store.display import display_name


@pytest.mark.parametrize(
    ("surfaces", "name"),
    [
        ({"Adams": 9, "John Adams": 1}, "John Adams"),
        ({"Adams": 40, "John Adams": 1}, "Adams"),
        ({"JOHN ADAMS": 5, "John Adams": 1}, "John Adams"),
        ({"JOHN ADAMS": 5, "Adams": 1}, "Adams"),
        ({"IAEA": 3}, "IAEA"),
        ({"IAEA": 3, "International Atomic Energy Agency": 2}, "International Atomic Energy Agency"),
        ({"J. Adams": 3, "John Adams": 2}, "John Adams"),
        ({"Vienna": 2, "Wien": 2}, "Vienna"),
        ({"Ab": 1, "Aa": 1}, "Aa"),
        ({"Norwegian": 5, "Norway": 1}, "Norway"),
        ({"Norwegian": 5}, "Norwegian"),
        ({"one two three four five six seven eight nine": 3, "one two": 3}, "one two"),
    ],
)
def test_the_fullest_common_form(surfaces: dict[str, int], name: str) -> None:
    assert display_name(Counter(surfaces)) == name


def test_no_form_is_no_name() -> None:
    with pytest.raises(ValueError, match="no name"):
        display_name(Counter())


@given(st.dictionaries(st.text(min_size=1), st.integers(1, 50), min_size=1))
def test_it_is_one_of_the_forms_whatever_their_order(surfaces: dict[str, int]) -> None:
    turned = dict(reversed(surfaces.items()))
    assert display_name(Counter(surfaces)) == display_name(Counter(turned))
    assert display_name(Counter(surfaces)) in surfaces
