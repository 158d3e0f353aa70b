"""Counts over time, in text and as a picture."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.cards.trends import lines, series, trend, trend_picture, unit_of

DAY = date(1815, 1, 30)


@pytest.mark.parametrize(
    ("last", "what", "from_", "to"),
    [
        (date(1815, 2, 1), "Mentions by day", "30 Jan 1815", "1 Feb 1815"),
        (date(1815, 3, 2), "Mentions by week", "30 Jan 1815", "27 Feb 1815"),
        (date(1815, 12, 1), "Mentions by month", "Jan 1815", "Dec 1815"),
        (date(1817, 12, 31), "Mentions by month", "Jan 1815", "Dec 1817"),
        (date(1818, 1, 1), "Mentions by year", "1815", "1818"),
    ],
)
def test_a_trend_is_by_what_fits(last: date, what: str, from_: str, to: str) -> None:
    days = [(DAY, 1, 2), (last, 1, 2)]
    found = trend(days)
    assert found is not None
    assert (found.label, found.points[0], found.points[-1]) == (what, (from_, 2), (to, 2))
    picture = trend_picture("Monticello", days)
    assert picture is not None
    assert picture.title == f"Monticello: {what[0].lower()}{what[1:]}"
    assert [value for _, value in picture.curves[0].points] == [count for _, count in found.points]


def test_one_day_has_no_trend() -> None:
    assert trend([(DAY, 1, 2)]) is None
    assert trend_picture("Monticello", [(DAY, 1, 2)]) is None
    assert trend([]) is None


@given(st.lists(st.tuples(st.dates(), st.integers(1, 9)), min_size=1, max_size=20))
def test_every_mention_counts_once_in_buckets_without_gaps(days: list[tuple[date, int]]) -> None:
    found = series("Mentions", days, unit_of([days]))
    assert sum(count for _, count in found.points) == sum(count for _, count in days)
    assert len({bucket for bucket, _ in found.points}) == len(found.points)
    assert 0 not in (found.points[0][1], found.points[-1][1])


def test_several_names_stand_over_the_same_time() -> None:
    picture = lines({"A": [(DAY, 3)], "B": [(date(1815, 2, 2), 1)], "C": []})
    assert [(curve.label, [value for _, value in curve.points]) for curve in picture.curves] == [
        ("A", [3, 0, 0, 0]),
        ("B", [0, 0, 0, 1]),
    ]
    assert picture.title == "Mentions by day"
    assert picture.alt == (
        "Lines over time, by day, from 30 Jan 1815 to 2 Feb 1815. "
        "A: 3 in all, most on 30 Jan 1815 (3); B: 1 in all, most on 2 Feb 1815 (1)."
    )
