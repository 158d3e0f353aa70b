from dataclasses import replace

import pytest

from bot.extraction import kinds
from bot.extraction.name import Name
from bot.extraction.types import Kind
from tests.extraction.builders import parsed, shown


@pytest.mark.parametrize(
    ("words", "before", "after"),
    [
        ("Labour Party", "PERSON", "ORG"),
        ("Tower Bridge", "PERSON", "FAC"),
        ("Tower Bridge", "LOC", "LOC"),
        ("Caspian Sea", "ORG", "LOC"),
        ("Rugby World Cup", "ORG", "EVENT"),
        ("The Last Party", "WORK_OF_ART", "WORK_OF_ART"),
        ("Party", "PERSON", "PERSON"),
        ("Marie Curie", "PERSON", "PERSON"),
    ],
)
def test_the_head_says_the_kind(words: str, before: Kind, after: Kind) -> None:
    tokens = parsed(words)
    assert kinds.heads(tokens, [Name(0, len(tokens), before)])[0].kind == after


@pytest.mark.parametrize(("word", "kind"), [("Kenya", "GPE"), ("Kenyan", "NORP"), ("NATO", "ORG"), ("Lima", "EVENT")])
def test_well_known_names_have_their_kind(word: str, kind: Kind) -> None:
    tokens = parsed(word)
    assert kinds.known(tokens, [Name(0, 1, "EVENT")])[0].kind == kind


def test_capitals_are_no_person() -> None:
    tokens = parsed("KCNA told/VBD JJ")
    assert shown(tokens, kinds.acronyms(tokens, [Name(0, 1, "PERSON"), Name(2, 3, "PERSON")])) == [
        ("KCNA", "ORG"),
        ("JJ", "PERSON"),
    ]


def test_an_honorific_makes_a_person() -> None:
    tokens = parsed("Mrs Thatcher met/VBD Thatcher")
    found = kinds.titled(tokens, [Name(1, 2, "ORG"), Name(3, 4, "ORG")])
    assert [name.kind for name in found] == ["PERSON", "ORG"]


def test_what_things_are_in_is_a_place() -> None:
    tokens = parsed("in/IN Havant near/IN Havant ,/, Havant said/VBD Nokia in/IN Congress")
    found = kinds.places(tokens, [Name(at, at + 1, "ORG") for at in (1, 3, 5, 7, 9)])
    assert [name.kind for name in found] == ["GPE", "GPE", "GPE", "ORG", "ORG"]


def test_a_people_is_no_place() -> None:
    tokens = parsed("the/DT Tajik army/NN in/IN Zaire")
    assert [name.kind for name in kinds.known(tokens, [Name(1, 2, "GPE"), Name(4, 5, "PERSON")])] == ["NORP", "GPE"]


def test_a_country_is_completed() -> None:
    tokens = parsed("Burkina Faso voted/VBD in/IN Kenya")
    assert shown(tokens, kinds.known(tokens, [Name(0, 1, "GPE"), Name(4, 5, "ORG")])) == [
        ("Burkina Faso", "GPE"),
        ("Kenya", "GPE"),
    ]


def test_a_state_is_a_place() -> None:
    tokens = parsed("Kingdom of/IN Moss ;/: Second Republic ;/: Party of/IN Moss")
    found = kinds.heads(tokens, [Name(0, 3, "ORG"), Name(4, 6, "ORG"), Name(7, 10, "ORG")])
    assert [name.kind for name in found] == ["GPE", "GPE", "ORG"]


def test_a_lone_word_that_things_are_in_is_a_place_unless_it_acts() -> None:
    tokens = parsed("fire/NN in/IN Palmer ./. Palmer burned/VBD and/CC Palmer slept/VBD", heads={4: 5, 7: 8})
    names = [Name(at, at + 1, "PERSON") for at in (2, 4, 7)]
    assert {name.kind for name in kinds.places(tokens, names)} == {"GPE"}
    assert {name.kind for name in kinds.places(tokens, [replace(name, kind="ORG") for name in names])} == {"ORG"}
    tokens = parsed("fire/NN in/IN Palmer ./. Mr. Palmer slept/VBD")
    assert {name.kind for name in kinds.places(tokens, [Name(2, 3, "PERSON"), Name(5, 6, "PERSON")])} == {"PERSON"}
    tokens = parsed("trust/NN in/IN Palmer 's/POS word/NN")
    assert kinds.places(tokens, [Name(2, 3, "PERSON")]) == [Name(2, 3, "PERSON")]


def test_three_capitals_are_no_people() -> None:
    tokens = parsed("UFT fought/VBD LGBT Danes")
    names = [Name(0, 1, "NORP"), Name(2, 3, "NORP"), Name(3, 4, "NORP")]
    assert [name.kind for name in kinds.acronyms(tokens, names)] == ["ORG", "NORP", "NORP"]


def test_four_capitals_are_no_place() -> None:
    tokens = parsed("JMMC met/VBD UAE and/CC DPRK")
    names = [Name(0, 1, "GPE"), Name(2, 3, "GPE"), Name(4, 5, "GPE")]
    assert [name.kind for name in kinds.acronyms(tokens, names)] == ["ORG", "GPE", "GPE"]
