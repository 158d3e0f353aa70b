"""Points of the calendar: their TIMEX3 values, how to go from one to another, and the days that a value covers.

Values follow TimeML 1.2.1 and TIDES 2002: "2013-03-22", "2013-W12", "2013-Q1", "2013-SU", "199" (a decade), "19" (a
century: the 1900s). A season is reckoned in whole months, as the press does: winter begins in December and bears the
year of its December.
"""

import re
from calendar import monthrange
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType
from typing import Literal, get_args

Unit = Literal["day", "weekend", "week", "month", "quarter", "half", "year", "decade", "century"]

UNITS: tuple[Unit, ...] = get_args(Unit)
"""From the finest to the coarsest."""

SEASONS: Mapping[str, int] = MappingProxyType({"SP": 3, "SU": 6, "FA": 9, "WI": 12})
"""The month in which each season begins."""


@dataclass(frozen=True, slots=True)
class Point:
    """A unit of the calendar, by one of its days."""

    day: date
    unit: Unit

    def value(self) -> str:
        """The point in TIMEX3."""
        return _VALUES[self.unit](self.day)


def _week(day: date) -> str:
    year, week, _ = day.isocalendar()
    return f"{year:04}-W{week:02}"


_VALUES: Mapping[Unit, Callable[[date], str]] = MappingProxyType({
    "day": date.isoformat,
    "weekend": lambda day: f"{_week(day)}-WE",
    "week": _week,
    "month": lambda day: f"{day.year:04}-{day.month:02}",
    "quarter": lambda day: f"{day.year:04}-Q{(day.month + 2) // 3}",
    "half": lambda day: f"{day.year:04}-H{(day.month + 5) // 6}",
    "year": lambda day: f"{day.year:04}",
    "decade": lambda day: f"{day.year // 10:03}",
    "century": lambda day: f"{day.year // 100:02}",
})  # fmt: skip

_MONTHS: Mapping[Unit, int] = MappingProxyType({
    "month": 1, "quarter": 3, "half": 6, "year": 12, "decade": 120, "century": 1200,
})  # fmt: skip
_DAYS: Mapping[Unit, int] = MappingProxyType({"day": 1, "weekend": 7, "week": 7})


def day_of(year: int, month: int, day: int) -> date | None:
    """That day, None when the calendar has none."""
    if not (1 <= year <= 9999 and 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]):
        return None
    return date(year, month, day)


def moved(day: date, by: int, unit: Unit) -> date | None:
    """The day so many units later (earlier, when negative); at most the month's last; None outside the calendar."""
    if unit in _DAYS:
        number = day.toordinal() + by * _DAYS[unit]
        return date.fromordinal(number) if 1 <= number <= date.max.toordinal() else None
    months = day.year * 12 + day.month - 1 + by * _MONTHS[unit]
    year, month = divmod(months, 12)
    if not 1 <= year <= 9999:
        return None
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:T\S+)?")
_MONTH = re.compile(r"(\d{4})-(\d\d)")
_WEEK = re.compile(r"(\d{4})-W(\d\d)(-WE)?")
_PART = re.compile(r"(\d{4})-(Q[1-4]|H[12]|SP|SU|FA|WI)")
_YEARS = re.compile(r"\d{2,4}")


def days(value: str) -> tuple[date, date] | None:
    """The first and the last day that a TIMEX3 value covers; None for durations, sets and references."""
    if found := _DAY.fullmatch(value):
        day = day_of(*map(int, found.groups()))
        return (day, day) if day else None
    if found := _MONTH.fullmatch(value):
        return _months(int(found[1]), int(found[2]), 1)
    if found := _WEEK.fullmatch(value):
        return _week_days(int(found[1]), int(found[2]), weekend=bool(found[3]))
    if found := _PART.fullmatch(value):
        return _part(int(found[1]), found[2])
    if _YEARS.fullmatch(value):
        length = 10 ** (4 - len(value))
        first, last = day_of(int(value) * length, 1, 1), day_of(int(value) * length + length - 1, 12, 31)
        return (first, last) if first and last else None
    return None


def _part(year: int, part: str) -> tuple[date, date] | None:
    if part in SEASONS:
        return _months(year, SEASONS[part], 3)
    length = 3 if part[0] == "Q" else 6
    return _months(year, (int(part[1]) - 1) * length + 1, length)


def _months(year: int, month: int, count: int) -> tuple[date, date] | None:
    first = day_of(year, month, 1)
    behind = moved(first, count, "month") if first else None
    return (first, behind - timedelta(days=1)) if first and behind else None


def _week_days(year: int, week: int, *, weekend: bool) -> tuple[date, date] | None:
    try:
        first, last = date.fromisocalendar(year, week, 6 if weekend else 1), date.fromisocalendar(year, week, 7)
    except ValueError:
        return None
    return first, last
