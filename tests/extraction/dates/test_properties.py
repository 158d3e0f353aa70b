"""What holds of the dates of any text: spans that lie in it, values that are well formed."""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.articles.stamps import MONTHS
from bot.articles.types import Span
from bot.extraction.dates.calendar import days
from bot.extraction.dates.reading import read_dates
from bot.extraction.dates.vocabulary import UNITS, WEEKDAYS
from bot.extraction.ruled import ruled_sentences
from bot.extraction.types import DateExpression, Sentence
from tests.extraction.dates.table import Case, cases

_PIECES = [
    "the", "a", "at least", "early", "mid-", "the end of", "last", "next", "this", "in", "on", "of", "to", "-", ",",
    ".", "ago", "later", "from now", "every", "half", "first", "Q3", "1999", "0001", "9999", "1582", "31", "30", "29",
    "0", "5", "February", "May", "Sept.", "2024-02-30", "31/02/2023", "99/99/9999", "24:61", "12 p.m.", "0930 GMT",
    "Easter", "'80s", "the 21st century", "summer", "decades", "9999999 years", "the following", "night", "Christmas",
    "1990s", "two and a half", *UNITS, *(day.capitalize() for day in WEEKDAYS),
]  # fmt: skip
_VALUE = re.compile(
    r"\d{2,4}|\d{4}-(?:\d\d|W\d\d(?:-WE)?|Q[1-4]|H[12]|SP|SU|FA|WI)|\d{4}-\d\d-\d\d(?:T(?:\d\d:\d\d|MO|AF|EV|NI|MI))?"
    r"(?:Z|[+-]\d\d(?::\d\d)?)?|PT?(?:\d+(?:\.\d+)?|X)(?:[SMHDWYQ]|WE|DE|CE)|(?:PAST|PRESENT|FUTURE)_REF|XXXX-\S+"
)


def read(text: str, published: date | None) -> tuple[DateExpression, ...]:
    return read_dates(text, ruled_sentences(text, [Span(0, len(text))]) if text.strip() else (), published)


def check(text: str, found: tuple[DateExpression, ...]) -> None:
    end = 0
    for one in found:
        assert end <= one.span.start < one.span.end <= len(text)
        assert one.span.of(text).strip() == one.span.of(text)
        assert one.value is None or _VALUE.fullmatch(one.value), one
        assert (one.first is None) == (one.last is None)
        assert (one.first, one.last) == ((days(one.value) if one.value else None) or (None, None))
        if one.first and one.last:
            assert one.first <= one.last
        end = one.span.end


@given(st.text(max_size=300), st.none() | st.dates())
def test_any_text(text: str, published: date | None) -> None:
    check(text, read(text, published))


@given(st.lists(st.sampled_from(_PIECES), max_size=30), st.none() | st.dates())
def test_any_heap_of_the_words_that_dates_are_made_of(pieces: list[str], published: date | None) -> None:
    text = " ".join(pieces).strip()
    check(text, read(text, published))


@given(st.sampled_from([case for name in ("before", "after") for case in cases(name)]), st.dates())
def test_any_day_of_publication(case: Case, published: date) -> None:
    check(case.text, read(case.text, published))


@pytest.mark.parametrize("published", [date(2026, 11, 30), date(2027, 3, 1), date(1897, 2, 28), date.min, date.max])
def test_every_day_of_every_month_without_a_year_also_those_that_it_has_not(published: date) -> None:
    for month in MONTHS:
        for day in range(28, 32):
            for opening in ("It began on", "It begins on the last", "It will begin on the next", "It is"):
                text = f"{opening} {day} {month.capitalize()}."
                check(text, read(text, published))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("It opened on 29 February.", "2024-02-29"),
        ("It will open on 29 February.", "2028-02-29"),
        ("It opened on 31 June.", None),
    ],
)
def test_a_day_that_this_year_has_not(text: str, value: str | None) -> None:
    [found] = read(text, date(2026, 11, 30))
    assert found.value == value


@pytest.mark.parametrize(
    "piece",
    ["the ", "1 ", "May ", "a few days ", "12/", "in the early mid late ", "Sunday, ", "said it will on 3 May and "],
)
def test_a_text_without_an_end_is_read_to_its_end(piece: str) -> None:
    text = (piece * 30_000)[:60_000].strip()
    check(text, read_dates(text, [Sentence(Span(0, len(text)), 0, 1)], date(2024, 3, 14)))
