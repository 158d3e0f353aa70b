"""Labels of an axis of time."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.pictures.ticks import MOST, ticks


@pytest.mark.parametrize(
    ("first", "last", "labels"),
    [
        (date(2023, 9, 13), date(2023, 9, 13), ["13 Sep"]),
        (date(2023, 9, 13), date(2023, 9, 17), ["13 Sep", "14 Sep", "15 Sep", "16 Sep", "17 Sep"]),
        (date(2023, 9, 13), date(2024, 2, 1), ["Oct 2023", "Nov 2023", "Dec 2023", "Jan 2024", "Feb 2024"]),
        (date(2020, 5, 1), date(2023, 4, 1), ["Jul 2020", "Jan 2021", "Jul 2021", "Jan 2022", "Jul 2022", "Jan 2023"]),
        (date(1990, 5, 1), date(2023, 4, 1), ["1995", "2000", "2005", "2010", "2015", "2020"]),
    ],
)
def test_days_months_and_years(first: date, last: date, labels: list[str]) -> None:
    assert [label for _, label in ticks(first, last)] == labels


@given(st.dates(), st.integers(0, 4_000_000))
def test_a_few_ticks_each_once_and_within(first: date, days: int) -> None:
    last = first + timedelta(days=min(days, (date.max - first).days))
    found = ticks(first, last)
    assert 1 <= len(found) <= MOST
    assert len({label for _, label in found}) == len(found)
    assert [day for day, _ in found] == sorted(day for day, _ in found)
    assert len(found) == 1 or all(first <= day <= last for day, _ in found)
