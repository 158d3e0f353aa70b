"""Days, as people write them."""

from datetime import date

import pytest

from bot.commands.dates import days_of

TODAY = date(2024, 3, 14)


@pytest.mark.parametrize(
    ("typed", "first", "last"),
    [
        ("2024-06-19", "2024-06-19", "2024-06-19"), ("2024-06", "2024-06-01", "2024-06-30"),
        ("2024", "2024-01-01", "2024-12-31"), ("14 Sep 2023", "2023-09-14", "2023-09-14"),
        ("14 sep 2023", "2023-09-14", "2023-09-14"), ("september 14, 2023", "2023-09-14", "2023-09-14"),
        ("Sept 2023", "2023-09-01", "2023-09-30"), ("yesterday", "2024-03-13", "2024-03-13"),
        ("today", "2024-03-14", "2024-03-14"), ("last tuesday", "2024-03-12", "2024-03-12"),
        ("two weeks ago", "2024-02-26", "2024-03-03"), ("last week", "2024-03-04", "2024-03-10"),
        ("last month", "2024-02-01", "2024-02-29"), ("christmas 2023", "2023-12-25", "2023-12-25"),
        ("14/09/2023", "2023-09-14", "2023-09-14"), ("june 2024", "2024-06-01", "2024-06-30"),
        ("7d", "2024-03-07", "2024-03-07"), ("the summer of 2023", "2023-06-01", "2023-08-31"),
        ("january", "2024-01-01", "2024-01-31"), ("monday", "2024-03-18", "2024-03-18"),
    ],
)  # fmt: skip
def test_days_as_people_type_them(typed: str, first: str, last: str) -> None:
    assert days_of(typed, TODAY) == (date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(
    "typed", ["", "Putin", "for three days", "30 Feb 2024", "soon", "5", "on on on", "…", "9999999d"]
)
def test_what_is_no_day(typed: str) -> None:
    assert days_of(typed, TODAY) is None
