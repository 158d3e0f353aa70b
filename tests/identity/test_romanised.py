"""Words that differ in how they are written in plain Latin letters."""

import pytest

from bot.identity.romanised import doubled, same_sound


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("schroder", "schroeder"),
        ("low", "loew"),
        ("tymoshenko", "timoshenko"),
        ("sukarno", "soekarno"),
        ("nuri", "nouri"),
    ],
)
def test_one_word_in_two_romanisations(a: str, b: str) -> None:
    assert same_sound(a, b)
    assert same_sound(b, a)


@pytest.mark.parametrize(("a", "b"), [("hansen", "hanson"), ("ii", "i"), ("jean", "gene"), ("major", "mayor")])
def test_two_words(a: str, b: str) -> None:
    assert not same_sound(a, b)


def test_vowels_count_unless_told_otherwise() -> None:
    assert not same_sound("yasser", "yasir")
    assert same_sound("yasser", "yasir", vowels=True)


def test_doubled_letters() -> None:
    assert doubled("mousavi", "moussavi")
    assert not doubled("mousavi", "mousava")
    assert not doubled("ii", "i")
