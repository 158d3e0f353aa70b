import pytest

from bot.extraction.name import Name
from bot.extraction.nations import nationals, realms, seats
from bot.extraction.types import Kind
from tests.extraction.builders import parsed, shown


@pytest.mark.parametrize(
    ("text", "names", "kind"),
    [
        ("Kenya 's/POS Daniel Komen", [(0, 1, "GPE"), (2, 4, "ORG")], "PERSON"),
        ("Canadian/JJ Bruno Surin", [(0, 1, "NORP"), (1, 3, "GPE")], "PERSON"),
        ("sprinter/NN Linda Christie", [(1, 3, "ORG")], "PERSON"),
        ("the/DT Daniel Komen", [(1, 3, "ORG")], "ORG"),
        ("Kenya 's/POS Daniel Bank", [(0, 1, "GPE"), (2, 4, "ORG")], "ORG"),
        ("Kenya 's/POS Mount Elgon", [(0, 1, "GPE"), (2, 4, "LOC")], "LOC"),
        ("Haldane 's/POS Daniel Komen", [(0, 1, "ORG"), (2, 4, "ORG")], "ORG"),
    ],
)
def test_a_given_name_behind_a_country_or_a_title_is_a_persons(
    text: str, names: list[tuple[int, int, Kind]], kind: Kind
) -> None:
    tokens = parsed(text)
    assert nationals(tokens, [Name(*name) for name in names])[-1].kind == kind


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        ("Sorvia 's/POS President spoke/VBD", "PERSON", "GPE"),
        ("Sorvia 's/POS prime/JJ minister/NN spoke/VBD", "NORP", "GPE"),
        ("Sorvia 's/POS chairman/NN spoke/VBD", "PERSON", "PERSON"),
        ("Sorvia 's/POS president/NN met/VBD Ola Sorvia", "PERSON", "PERSON"),
        ("Sorvia 's/POS president/NN spoke/VBD", "ORG", "ORG"),
    ],
)
def test_what_has_a_president_is_a_place(text: str, kind: Kind, expected: Kind) -> None:
    tokens = parsed(text)
    names = [Name(0, 1, kind)]
    if "Ola" in text:
        names.append(Name(4, 6, "PERSON"))
    assert realms(tokens, names)[0].kind == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Holm ( R -/HYPH Wis. ) said/VBD", ["Wis."]),
        ("Holm ,/, D -/HYPH Maine ,/, said/VBD", ["Maine"]),
        ("Holm ,/, D -/HYPH New York ,/, said/VBD", ["New York"]),
        ("plan/NN R -/HYPH Plus ,/, said/VBD", []),
        ("Holm ( R -/HYPH rated/VBN ) said/VBD", []),
    ],
)
def test_the_state_behind_a_partys_letter_is_a_place(text: str, expected: list[str]) -> None:
    tokens = parsed(text)
    given = [Name(2, 5, "ORG")] if expected else []
    assert shown(tokens, seats(tokens, given)) == [(state, "GPE") for state in expected]
