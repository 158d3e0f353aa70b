from dataclasses import replace

import pytest

from bot.extraction.datelines import datelines
from bot.extraction.name import Name
from bot.extraction.tokens import Tokens
from tests.extraction.builders import parsed, shown


def lines(*given: str) -> Tokens:
    tokens = parsed(" ".join(given))
    text = list(tokens.text)
    at = -1
    for line in given[:-1]:
        at += len(line) + 1
        text[at] = "\n"
    return replace(tokens, text="".join(text))


@pytest.mark.parametrize(
    ("line", "places"),
    [
        ("ARNSUND 1996-09-15", ["ARNSUND"]),
        ("ARNSUND , Denmark 1996-09-15", ["ARNSUND", "Denmark"]),
        ("AL-HAJAR , United Arab Emirates 1996-09-15", ["AL-HAJAR", "United Arab Emirates"]),
        ("PORT ARN 1996-09-15", ["PORT ARN"]),
        ("Arnsund 1996-09-15", []),
        ("ARNSUND 1996-09-15 said", []),
        ("ARNSUND 1996", []),
    ],
)
def test_a_dateline_names_places(line: str, places: list[str]) -> None:
    tokens = lines("Peter Oban", line, "It rained")
    assert shown(tokens, datelines(tokens, [])) == [(place, "GPE") for place in places]


def test_what_overlaps_the_place_gives_way() -> None:
    tokens = lines("ARNSUND 1996-09-15", "Holm won")
    found = datelines(tokens, [Name(0, 2, "ORG"), Name(2, 3, "PERSON")])
    assert shown(tokens, found) == [("ARNSUND", "GPE"), ("Holm", "PERSON")]
