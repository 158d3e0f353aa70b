"""Where and when something was so many, through the real model."""

from datetime import date

import pytest

from bot.extraction.stage import Extractor
from bot.extraction.types import RawText

CASES = [
    ("A bridge fell in Tolmar on Monday, killing at least 12 people.", [("12", "Tolmar", "Monday")]),
    (
        "At least 12 people were killed and 30 injured when a bridge fell in Tolmar on Monday.",
        [("12", "Tolmar", "Monday"), ("30", "Tolmar", "Monday")],
    ),
    ("The ministry in Velden said on Friday that 12 people had died in Orle.", [("12", "Orle", None)]),
    (
        "The blast in Harwick killed 12 people, and another in Orle on Tuesday wounded 40.",
        [("12", "Harwick", None), ("40", "Orle", "Tuesday")],
    ),
    (
        "Unemployment fell to 5.2 per cent in March from 6 percent a year earlier.",
        [("5.2 per cent", None, "March"), ("6 percent", None, "a year earlier")],
    ),
    ("Police in Velden arrested 45 protesters on Sunday night.", [("45", "Velden", "Sunday night")]),
    (
        "The firm earned $1.5 million in 2023, up from $900,000 in 2022.",
        [("$1.5 million", None, "2023"), ("$900,000", None, "2022")],
    ),
    ("Some 2,500 families in Orle lost their homes.", [("2,500", "Orle", None)]),
    (
        "The committee in Harwick voted 12 to 5 on Tuesday to reject the plan.",
        [("12", "Harwick", "Tuesday"), ("5", "Harwick", "Tuesday")],
    ),
    ("The mayor, who visited Velden on Monday, said 300 houses were damaged.", [("300", None, None)]),
    ("In Tolmar, 23 climbers were missing.", [("23", "Tolmar", None)]),
    ("The army sent 300 men last year, according to the mayor in Orle.", [("300", None, "last year")]),
    ("As many as 8,000 soldiers were in the Velden region.", [("8,000", "Velden", None)]),
    ("On Monday, 300 people cheered.", [("300", None, "Monday")]),
    ("Exports to Brazil rose 4 percent in May.", [("4 percent", None, "May")]),
]


@pytest.mark.model
@pytest.mark.parametrize(("text", "expected"), CASES, ids=[text[:40] for text, _ in CASES])
def test_the_clause_tells_where_and_when(
    extractor: Extractor, text: str, expected: list[tuple[str, str | None, str | None]]
) -> None:
    [read] = extractor.extract([RawText(text, published=date(2024, 3, 15))])
    assert [
        (
            one.span.of(text),
            one.place.of(text) if one.place else None,
            one.time.of(text) if one.time else None,
        )
        for one in read.numbers
    ] == expected
