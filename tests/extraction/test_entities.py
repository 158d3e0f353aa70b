import pytest

from bot.extraction.entities import entities
from tests.extraction.builders import parsed, shown


@pytest.mark.parametrize(
    ("tagged", "label", "expected"),
    [
        ("the/DT United Nations", "ORG", ["United Nations"]),
        ("Norway 's/POS", "GPE", ["Norway"]),
        ("`` Guernica ''", "WORK_OF_ART", ["Guernica"]),
        ("Mr. Schuman", "PERSON", ["Schuman"]),
        ("President Franklin Roosevelt", "PERSON", ["Franklin Roosevelt"]),
        ("Bank of/IN England of/IN", "ORG", ["Bank of England"]),
        ("former/JJ Charles de Gaulle", "PERSON", ["Charles de Gaulle"]),
        ("Karnes 3/CD -/: 2/CD", "ORG", ["Karnes"]),
        ("Karnes 10-4/CD", "ORG", ["Karnes"]),
        ("Formula 3/CD", "ORG", ["Formula 3"]),
        ("Boeing 747-400/CD", "ORG", ["Boeing 747-400"]),
        ("A Quiet Tide", "WORK_OF_ART", ["A Quiet Tide"]),
        ("42/CD", "ORG", []),
        ("@oslo", "ORG", []),
        ("#oslo", "ORG", []),
        ("https://example.org", "ORG", []),
        ("someone@example.org", "PERSON", []),
        ("X", "PERSON", []),
        ("I.", "PERSON", []),
        ("HLD.N", "ORG", []),
        (".HLDX", "ORG", []),
        ("U.N.", "ORG", ["U.N."]),
        ("Haldane Corp shr/NN", "ORG", ["Haldane Corp"]),
        ("Liberal party/NN", "ORG", ["Liberal party"]),
        ("San Francisco 49ers/NNS", "ORG", ["San Francisco 49ers"]),
        ("\N{GRINNING FACE}", "ORG", []),
        ("the/DT", "ORG", []),
        ("council/NN", "ORG", []),
        ("Monday", "DATE", []),
    ],
)
def test_an_entity_is_trimmed_or_refused(tagged: str, label: str, expected: list[str]) -> None:
    tokens = parsed(tagged)
    tokens = parsed(tagged, (0, len(tokens), label))
    assert [text for text, _ in shown(tokens, entities(tokens))] == expected
