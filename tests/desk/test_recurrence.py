"""When something recurs, as people type it."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.desk.recurrence import Recurrence, Unclear, recurrence

LONDON = ZoneInfo("Europe/London")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("daily 08:00", "daily at 08:00"),
        ("daily", "daily at 08:00"),
        ("7:30", "daily at 07:30"),
        ("every  day at 8:30 pm", "daily at 20:30"),
        ("Daily 12am", "daily at 00:00"),
        ("weekdays 8", "weekdays at 08:00"),
        ("every weekday at 6.30", "weekdays at 06:30"),
        ("weekly Monday 08:00", "weekly on Monday at 08:00"),
        ("weekly on fri 17h", "weekly on Friday at 17:00"),
        ("mondays 9", "weekly on Monday at 09:00"),
        ("every Sunday", "weekly on Sunday at 08:00"),
    ],
)
def test_what_is_understood(typed: str, said: str) -> None:
    assert str(recurrence(typed)) == said


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("", "I do not understand when that is."),
        ("whenever you like", "I do not understand when that is."),
        ("soon", "“soon” is no day of the week."),
        ("we 8", "“we” is no day of the week."),
        ("weekly", "On which day of the week?"),
        ("weekly 08:00", "On which day of the week?"),
        ("daily monday", "I do not understand when that is."),
        ("weekdays monday 8", "I do not understand when that is."),
        ("daily 24:00", "“24:00” is no time of the day."),
        ("daily 8:75", "“8:75” is no time of the day."),
        ("13 pm", "“13 pm” is no time of the day."),
        ("daily 8 or 9", "“8 or 9” is no time of the day."),
    ],
)
def test_what_is_not(typed: str, why: str) -> None:
    with pytest.raises(Unclear) as caught:
        recurrence(typed)
    assert str(caught.value) == why
    assert "`" in caught.value.hint


@given(st.text(max_size=60))
def test_whatever_is_typed_is_understood_or_refused(typed: str) -> None:
    try:
        found = recurrence(typed)
    except Unclear:
        return
    assert recurrence(str(found)) == found


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # type: ignore[misc,arg-type]


def test_weekdays_go_on_after_the_weekend_and_by_the_clock() -> None:
    friday = utc(2024, 3, 29, 8)  # the clocks go forward on Sunday
    assert recurrence("weekdays 8").next(friday, LONDON) == friday
    assert recurrence("weekdays 8").next(friday + timedelta(seconds=1), LONDON) == utc(2024, 4, 1, 7)
    assert recurrence("weekly Sunday 8").next(friday, LONDON) == utc(2024, 3, 31, 7)


@given(
    st.datetimes(datetime(2024, 1, 1), datetime(2025, 1, 1)).map(lambda one: one.replace(tzinfo=UTC, microsecond=0)),  # noqa: DTZ001 - made UTC right here
    st.sampled_from([Recurrence(), Recurrence(time(1, 30)), Recurrence(weekdays=True), Recurrence(time(23, 59), 6)]),
)
def test_the_next_time_is_never_past_and_on_a_day_that_was_asked_for(at: datetime, recurs: Recurrence) -> None:
    due = recurs.next(at, LONDON)
    assert at <= due <= at + timedelta(days=max(recurs.days, 3), hours=1)
    day = due.astimezone(LONDON).weekday()
    assert recurs.weekday in (None, day)
    assert not (recurs.weekdays and day > 4)
    assert recurs.next(due, LONDON) == due
