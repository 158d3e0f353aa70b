"""When something that recurs is due: by the clock of a place, right across changes to and from summer time."""

from datetime import UTC, datetime, time, timedelta, tzinfo

MORNING = time(8)
"""When what was gathered over a day is told, unless somebody says otherwise."""


def next_hour(at: datetime) -> datetime:
    """The full hour at or after a time; in UTC, as all that is given here."""
    hour = at.astimezone(UTC).replace(minute=0, second=0, microsecond=0)
    return hour if hour == at else hour + timedelta(hours=1)


def next_time(at: datetime, zone: tzinfo, clock: time = MORNING, weekday: int | None = None) -> datetime:
    """When a clock shows a time next, at or after `at`; on a day of the week (0 is Monday), where one is given.

    A time that the clock skips in spring is when it would have been; one that it shows twice in autumn is the first.
    """
    day = at.astimezone(zone).date()
    for ahead in range(9):
        date = day + timedelta(days=ahead)
        due = datetime.combine(date, clock, zone).astimezone(UTC)
        if due >= at and weekday in (None, date.weekday()):
            return due
    raise AssertionError("a week has every weekday")


def end_of_quiet(at: datetime, zone: tzinfo, quiet: tuple[int, int]) -> datetime | None:
    """When the quiet hours end that a time falls into; None where it falls into none. They may go over midnight."""
    start, end = quiet
    hour = at.astimezone(zone).hour
    inside = start <= hour < end if start < end else hour >= start or hour < end
    return next_time(at, zone, time(end)) if inside else None
