import pytest

from bot.extraction.described import described
from bot.extraction.name import Name
from bot.extraction.types import Kind
from tests.extraction.builders import parsed, shown


@pytest.mark.parametrize(
    ("tagged", "kind", "expected"),
    [
        ("Ovrebo is/VBZ a/DT small/JJ village/NN in/IN Norway", "PERSON", "GPE"),
        ("Ovrebo (/-LRB- Sami/JJ :/: Oba )/-RRB- is/VBZ a/DT river/NN", "ORG", "LOC"),
        ("Ovrebo ,/, a/DT jazz/NN band/NN from/IN Oslo", "PERSON", "ORG"),
        ("Ovrebo was/VBD a/DT Norwegian/JJ painter/NN", "ORG", "PERSON"),
        ("Ovrebo is/VBZ the/DT third/JJ album/NN of/IN theirs/PRP", "ORG", "WORK_OF_ART"),
        ("Ovrebo is/VBZ a/DT town/NN in/IN Norway", "LOC", "LOC"),  # near enough
        ("Ovrebo is/VBZ a/DT village/NN school/NN", "ORG", "ORG"),
        ("Ovrebo is/VBZ a/DT leader/NN in/IN it/PRP", "ORG", "ORG"),
        ("Ovrebo is/VBZ in/IN a/DT village/NN", "PERSON", "PERSON"),
        ("Ovrebo ,/, the/DT village/NN", "PERSON", "PERSON"),
        ("Ovrebo is/VBZ a/DT", "PERSON", "PERSON"),
        ("Ovrebo (/-LRB- Oba", "PERSON", "PERSON"),
    ],
)
def test_the_noun_behind_a_name_says_its_kind(tagged: str, kind: Kind, expected: Kind) -> None:
    tokens = parsed(tagged)
    assert [name.kind for name in described(tokens, [Name(0, 1, kind)])] == [expected]


def test_what_is_said_once_holds_for_all_that_is_written_so() -> None:
    tokens = parsed("Ovrebo is/VBZ a/DT village/NN ./. near/IN Ovrebo")
    found = described(tokens, [Name(0, 1, "PERSON"), Name(6, 7, "ORG")])
    assert shown(tokens, found) == [("Ovrebo", "GPE"), ("Ovrebo", "GPE")]


def test_the_noun_before_a_name_says_that_it_is_a_place() -> None:
    tokens = parsed("the/DT island/NN of/IN Ovrebo and/CC the/DT son/NN of/IN Marit")
    found = described(tokens, [Name(3, 4, "PERSON"), Name(8, 9, "PERSON")])
    assert shown(tokens, found) == [("Ovrebo", "GPE"), ("Marit", "PERSON")]


def test_a_town_is_one_wherever_it_stands() -> None:
    tokens = parsed("the/DT town/NN of/IN Ovrebo ./. Ovrebo slept/VBD")
    found = described(tokens, [Name(3, 4, "PERSON"), Name(5, 6, "ORG")])
    assert shown(tokens, found) == [("Ovrebo", "GPE"), ("Ovrebo", "GPE")]


def test_a_province_is_a_place() -> None:
    tokens = parsed("northern/JJ Arnsund Vale province/NN and/CC Ola province/NN")
    found = described(tokens, [Name(1, 3, "PERSON"), Name(5, 6, "ORG")])
    assert [name.kind for name in found] == ["GPE", "GPE"]
