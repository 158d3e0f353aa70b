import pytest

from bot.extraction.name import Name
from bot.extraction.offices import offices
from bot.extraction.types import Kind
from tests.extraction.builders import parsed, shown


@pytest.mark.parametrize(
    ("text", "start", "end", "kind", "expected"),
    [
        ("Health Secretary Holm", 0, 1, "ORG", []),
        ("Secretary of/IN State Holm", 2, 3, "ORG", []),
        ("minister/NN for/IN Education", 2, 3, "ORG", []),
        ("Treasury Secretary Holm", 0, 1, "ORG", ["Treasury"]),
        ("Department of/IN State", 0, 3, "ORG", ["Department of State"]),
        ("State Department", 0, 2, "ORG", ["State Department"]),
        ("Top Republican Party donor/NN", 0, 3, "ORG", ["Republican Party"]),
        ("the/DT Top Gear show/NN", 1, 3, "ORG", ["Top Gear"]),
        ("Top Gear show/NN", 0, 2, "WORK_OF_ART", ["Top Gear"]),
    ],
)
def test_offices_and_ranks_are_no_part_of_a_name(
    text: str, start: int, end: int, kind: Kind, expected: list[str]
) -> None:
    tokens = parsed(text)
    assert [shown_ for shown_, _ in shown(tokens, offices(tokens, [Name(start, end, kind)]))] == expected
