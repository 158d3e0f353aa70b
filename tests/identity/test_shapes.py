"""Why a string cannot be a name."""

import pytest

from bot.identity.shapes import why_no_name


@pytest.mark.parametrize(
    ("surface", "why"),
    [
        ("https://example.org/a", "it is an address or a handle, which is no name"),
        ("@somebody", "it is an address or a handle, which is no name"),
        ("1,204", "it has no letter in it"),
        ("X", "a single letter names nothing"),
        ("They", "it is a pronoun: it stands for a name, and `article check` shows for which"),
        ("the", "it is a small word, which names nothing by itself"),
        ("Prime Minister", "it is a title, which names nobody by itself"),
        ("5 May", "it is a date"),
        ("the ceasefire", "it stands there in small letters, as ordinary words do"),
    ],
)
def test_shapes_that_name_nobody(surface: str, why: str) -> None:
    assert why_no_name(surface) == why


@pytest.mark.parametrize("surface", ["Kim", "KCNA", "May Lindqvist", "iPhone", "al-Sisi"])
def test_shapes_that_may_be_names(surface: str) -> None:
    assert why_no_name(surface) is None
