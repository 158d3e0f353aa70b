import pytest

from bot.extraction.called import called, speaking
from bot.extraction.name import Name
from bot.extraction.types import Kind
from tests.extraction.builders import parsed


@pytest.mark.parametrize(
    ("text", "at", "kind", "expected"),
    [
        ("Havna news/NN agency/NN said/VBD", 0, "PRODUCT", "ORG"),
        ("Northern/NNP news/NN agency/NN said/VBD", 0, "NORP", "ORG"),
        ("Norwegian/JJ news/NN agency/NN said/VBD", 0, "NORP", "NORP"),
        ("the/DT daily/NN Dagsnytt said/VBD", 2, "WORK_OF_ART", "ORG"),
        ("told/VBD Dagsnytt newspaper/NN", 1, "PERSON", "ORG"),
        ("a/DT Bergen newspaper/NN", 1, "GPE", "GPE"),
        ("the/DT retailer/NN Haldane fell/VBD", 2, "PERSON", "ORG"),
        ("the/DT retailer/NN Haldane ,/, who/WP", 2, "PERSON", "PERSON"),
    ],
)
def test_what_is_called_an_agency_or_a_paper_is_an_organisation(text: str, at: int, kind: Kind, expected: Kind) -> None:
    assert called(parsed(text), [Name(at, at + 1, kind)])[0].kind == expected


def test_it_is_one_wherever_it_stands() -> None:
    tokens = parsed("Havna news/NN agency/NN ./. told/VBD Havna")
    assert [name.kind for name in called(tokens, [Name(0, 1, "LOC"), Name(5, 6, "NORP")])] == ["ORG", "ORG"]


def test_a_work_that_speaks_is_a_person() -> None:
    tokens = parsed("Anna Holm told/VBD them/PRP ./. Tower Bridge said/VBD", heads={0: 1, 1: 2, 6: 7})
    tokens.lemmas[2], tokens.lemmas[7] = "tell", "say"
    given = [Name(0, 2, "WORK_OF_ART"), Name(5, 7, "PRODUCT")]
    assert [name.kind for name in speaking(tokens, given)] == ["PERSON", "PRODUCT"]
