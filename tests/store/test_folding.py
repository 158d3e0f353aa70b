"""Folding what is typed and what is written to the same form."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.store.aliases import tails
from bot.store.folding import fold


@pytest.mark.parametrize(
    ("surface", "folded"),
    [
        ("John Adams", "john adams"),
        ("  The\nWorld  Bank ", "the world bank"),
        ("Málaga's", "malagas"),
        ("O’Brien", "obrien"),
        ("U.S.", "us"),
        ("Franz-Josef", "franz josef"),
        ("STRASSE", "strasse"),
        ("Straße", "strasse"),
        ("ﬁne", "fine"),
        ("İzmir", "izmir"),
        ("東京", "東京"),
        ("?!", ""),
    ],
)
def test_forms(surface: str, folded: str) -> None:
    assert fold(surface) == folded


@given(st.text())
def test_folding_again_changes_nothing(surface: str) -> None:
    folded = fold(surface)
    assert fold(folded) == folded
    assert folded == " ".join(folded.split())


@given(st.text(alphabet=st.characters(categories=["Lu", "Ll", "Nd"]), min_size=1))
def test_what_can_be_read_is_never_folded_away(surface: str) -> None:
    assert fold(surface)


@given(st.text())
def test_case_does_not_count_for_ascii(surface: str) -> None:
    plain = surface.encode("ascii", "ignore").decode()
    assert fold(plain.upper()) == fold(plain.lower())


def test_forms_from_each_word_on() -> None:
    assert tails("kim jong un") == ["kim jong un", "jong un", "un"]
    assert tails("") == []
    assert len(tails("a b c d e f g h")) == 6
