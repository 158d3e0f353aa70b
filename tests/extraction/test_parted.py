import pytest

from bot.extraction.name import Name
from bot.extraction.parted import opposed, possessed
from bot.extraction.types import Kind
from tests.extraction.builders import parsed, shown


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        ("Holm vs/IN Krag", "PERSON", ["Holm", "Krag"]),
        ("Ola Holm c/NN A. Krag b/NN Mai", "PERSON", ["Ola Holm", "A. Krag", "Mai"]),
        ("Anna Holm -/: Ola Krag", "PERSON", ["Anna Holm", "Ola Krag"]),
        ("Hewlett -/: Packard", "PERSON", ["Hewlett - Packard"]),
        ("Congress the/DT Federal Reserve", "ORG", ["Congress", "Federal Reserve"]),
        ("Winnie the/DT Pooh", "PERSON", ["Winnie the Pooh"]),
        ("Bank of/IN the/DT West Coast", "ORG", ["Bank of the West Coast"]),
        ("Roe v./IN Wade", "LAW", ["Roe v. Wade"]),
        ("Athletics -/HYPH Krag", "ORG", ["Athletics", "Krag"]),
    ],
)
def test_what_ran_together_is_parted(text: str, kind: Kind, expected: list[str]) -> None:
    tokens = parsed(text)
    assert shown(tokens, opposed(tokens, [Name(0, len(tokens), kind)])) == [(part, kind) for part in expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Krag 's/POS Commission", [("Krag", "PERSON"), ("Commission", "ORG")]),
        ("von der Krag 's/POS Commission", [("von der Krag", "PERSON"), ("Commission", "ORG")]),
        ("Krag -/HYPH Holm", [("Krag", "PERSON"), ("Holm", "PERSON")]),
        ("Lund 's/POS Corp", [("Lund 's Corp", "ORG")]),
        ("Lund -/HYPH Holm", [("Lund - Holm", "ORG")]),
        ("Saint Krag 's/POS Hospital", [("Saint Krag 's Hospital", "ORG")]),
    ],
)
def test_a_person_is_parted_from_what_is_theirs(text: str, expected: list[tuple[str, Kind]]) -> None:
    tokens = parsed(f"{text} ./. Ola Krag")
    last = len(tokens)
    found = possessed(tokens, [Name(0, last - 3, "ORG"), Name(last - 2, last, "PERSON")])
    assert shown(tokens, found)[:-1] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ola Krag -/HYPH Anna Holm", ["Ola Krag", "Anna Holm"]),
        ("Ola Krag Anna Holm", ["Ola Krag", "Anna Holm"]),
        ("Eva Lund Eva Lund", ["Eva Lund", "Eva Lund"]),
        ("Ola Krag Eva Lund", ["Ola Krag Eva Lund"]),
    ],
)
def test_two_persons_whom_the_text_names_are_parted(text: str, expected: list[str]) -> None:
    tokens = parsed(f"{text} ./. Ola Krag ,/, Anna Holm")
    last = len(tokens)
    names = [Name(0, last - 6, "PERSON"), Name(last - 5, last - 3, "PERSON"), Name(last - 2, last, "PERSON")]
    assert [part for part, _ in shown(tokens, possessed(tokens, names))][:-2] == expected
