"""When what recurs is due, across changes to and from summer time."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.desk.schedule import end_of_quiet, next_hour, next_time

LONDON, NEW_YORK, KOLKATA = ZoneInfo("Europe/London"), ZoneInfo("America/New_York"), ZoneInfo("Asia/Kolkata")
ZONES = st.sampled_from([LONDON, NEW_YORK, KOLKATA, ZoneInfo("Australia/Lord_Howe"), UTC])
TIMES = st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1)).map(lambda one: one.replace(tzinfo=UTC, microsecond=0))  # noqa: DTZ001 - made UTC right here


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # type: ignore[misc,arg-type]


def test_full_hours() -> None:
    assert next_hour(utc(2024, 6, 19, 12)) == utc(2024, 6, 19, 12)
    assert next_hour(utc(2024, 6, 19, 12, 0, 1)) == utc(2024, 6, 19, 13)
    assert next_hour(utc(2024, 12, 31, 23, 30)) == utc(2025, 1, 1)


@pytest.mark.parametrize(
    ("at", "due"),
    [
        (utc(2024, 3, 30, 9), utc(2024, 3, 31, 7)),  # the clock went forward in the night
        (utc(2024, 3, 29, 8), utc(2024, 3, 29, 8)),
        (utc(2024, 10, 26, 8), utc(2024, 10, 27, 8)),  # and back
        (utc(2024, 10, 26, 7), utc(2024, 10, 26, 7)),
    ],
)
def test_eight_in_the_morning_is_eight_on_the_clock(at: datetime, due: datetime) -> None:
    assert next_time(at, LONDON) == due
    assert next_time(at, LONDON).astimezone(LONDON).hour == 8


def test_times_that_a_clock_skips_or_shows_twice() -> None:
    skipped = next_time(utc(2024, 3, 31), LONDON, time(1, 30))
    assert skipped == utc(2024, 3, 31, 1, 30)
    assert next_time(utc(2024, 10, 27), LONDON, time(1, 30)) == utc(2024, 10, 27, 0, 30)


def test_days_of_the_week() -> None:
    assert next_time(utc(2024, 6, 19, 12), LONDON, time(8), weekday=0) == utc(2024, 6, 24, 7)
    assert next_time(utc(2024, 6, 19, 5), LONDON, time(8), weekday=2) == utc(2024, 6, 19, 7)
    assert next_time(utc(2024, 6, 19, 12), LONDON, time(8), weekday=2) == utc(2024, 6, 26, 7)


def test_quiet_hours() -> None:
    night = (22, 7)
    assert end_of_quiet(utc(2024, 6, 19, 22), LONDON, night) == utc(2024, 6, 20, 6)
    assert end_of_quiet(utc(2024, 6, 19, 20, 59), LONDON, night) is None
    assert end_of_quiet(utc(2024, 6, 19, 5, 59), LONDON, night) == utc(2024, 6, 19, 6)
    assert end_of_quiet(utc(2024, 6, 19, 6), LONDON, night) is None
    assert end_of_quiet(utc(2024, 6, 19, 12), UTC, (9, 17)) == utc(2024, 6, 19, 17)


@given(TIMES, ZONES, st.integers(0, 23), st.sampled_from([None, *range(7)]))
def test_what_is_due_next_is_never_past_and_at_most_a_week_away(
    at: datetime, zone: ZoneInfo, hour: int, weekday: int | None
) -> None:
    due = next_time(at, zone, time(hour), weekday)
    assert at <= due <= at + timedelta(days=1 if weekday is None else 7, hours=1)
    assert next_time(due, zone, time(hour), weekday) == due


@given(TIMES, ZONES, st.integers(0, 23), st.integers(0, 23))
def test_quiet_hours_end_outside_of_them(at: datetime, zone: ZoneInfo, start: int, end: int) -> None:
    if start == end:
        return
    until = end_of_quiet(at, zone, (start, end))
    if until is not None:
        assert at <= until <= at + timedelta(hours=25)
        assert end_of_quiet(until + timedelta(hours=1), zone, (start, end)) is None or (start - end) % 24 <= 1
