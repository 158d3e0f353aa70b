"""When something recurs, as people type it: "daily 08:00", "weekdays at 8", "weekly Monday 7:30"."""

import re
from dataclasses import dataclass
from datetime import datetime, time, timedelta, tzinfo

from bot.desk.schedule import MORNING, next_time

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

_FRIDAY = 4
_EXAMPLE = "Write `daily 08:00`, `weekdays 8` or `weekly Monday 08:00`."
_TIME = re.compile(r"(\d{1,2})(?:[:.h](\d{2}))?\s*(am|pm|h)?", re.IGNORECASE)
_PARTS = re.compile(
    r"(?:(?P<often>daily|every\s+day|weekdays|every\s+weekday|weekly|every|on)\b\s*)?"
    r"(?:(?:on\s+)?(?P<day>[a-z]+?)s?\b\s*)??(?:(?:at|@)\s*)?(?P<time>\d.*)?",
    re.IGNORECASE,
)


class Unclear(ValueError):  # noqa: N818 - an answer
    """What was typed says no time; the message says why, `hint` what to type."""

    def __init__(self, message: str, hint: str = _EXAMPLE) -> None:
        super().__init__(message)
        self.hint = hint


@dataclass(frozen=True, slots=True)
class Recurrence:
    """A time of the day, on every day, on weekdays, or on one day of the week (0 is Monday)."""

    clock: time = MORNING
    weekday: int | None = None
    weekdays: bool = False

    def __str__(self) -> str:
        """In words: "daily at 08:00", "weekdays at 08:00", "weekly on Monday at 08:00"."""
        often = "daily" if self.weekday is None else f"weekly on {WEEKDAYS[self.weekday]}"
        return f"{'weekdays' if self.weekdays else often} at {self.clock:%H:%M}"

    @property
    def days(self) -> int:
        """The days between two times, at most but for weekends."""
        return 1 if self.weekday is None else 7

    def next(self, at: datetime, zone: tzinfo) -> datetime:
        """The first time at or after `at`, in UTC, by the clock of a place."""
        due = next_time(at, zone, self.clock, self.weekday)
        while self.weekdays and due.astimezone(zone).weekday() > _FRIDAY:
            due = next_time(due + timedelta(seconds=1), zone, self.clock)
        return due


def recurrence(typed: str) -> Recurrence:
    """What somebody means; at eight in the morning where no time is given. Raises Unclear."""
    found = _PARTS.fullmatch(" ".join(typed.split()))
    if found is None or not typed.strip():
        raise Unclear("I do not understand when that is.")
    often = " ".join((found["often"] or "").lower().split())
    day = _weekday(found["day"])
    clock = _clock(found["time"]) if found["time"] else MORNING
    if often in ("weekdays", "every weekday") and day is None:
        return Recurrence(clock, weekdays=True)
    if often in ("weekly", "every", "on") and day is None:
        raise Unclear("On which day of the week?", "Write `weekly Monday 08:00`.")
    if day is not None and often in ("", "weekly", "every", "on"):
        return Recurrence(clock, day)
    if day is not None or not (often or found["time"]):
        raise Unclear("I do not understand when that is.")
    return Recurrence(clock)


def _weekday(name: str | None) -> int | None:
    """The day of the week that a word begins, of three letters at least."""
    if name is None:
        return None
    wanted = name.lower()
    for number, one in enumerate(WEEKDAYS):
        if len(wanted) > 2 and one.lower().startswith(wanted):
            return number
    raise Unclear(f"“{name}” is no day of the week.")


def _clock(typed: str) -> time:
    found = _TIME.fullmatch(typed.strip())
    hour, minute = (int(found[1]), int(found[2] or 0)) if found else (24, 0)
    half = (found[3] or "").lower() if found else ""
    if half in ("am", "pm"):
        hour = hour % 12 + 12 * (half == "pm") if 1 <= hour <= 12 else 24
    if hour > 23 or minute > 59:
        raise Unclear(f"“{typed.strip()}” is no time of the day.")
    return time(hour, minute)
