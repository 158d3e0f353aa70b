import pytest

from bot.extraction.name import Name
from bot.extraction.nations import nationals, realms
from bot.extraction.types import Kind
from tests.extraction.builders import parsed


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
