"""Counts over time: by day, week, month or year as it fits, as a small graph in text and as a picture."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Literal

from bot.cards.card import MONTHS, Series, say_date
from bot.pictures.types import Curve, LineChart

Unit = Literal["day", "week", "month", "year"]

_MOST_DAYS = 31
_MOST_WEEKS = 26
_MOST_MONTHS = 36
"""So many buckets at most; beyond them the next larger unit is taken, and years without a bound."""

Days = Sequence[tuple[date, int]]
"""Days with a count each, ascending; days without one are left out."""


def trend(days: Sequence[tuple[date, int, int]]) -> Series | None:
    """Mentions over time, of days with their articles and mentions; None where all are of one day."""
    found = [(day, mentions) for day, _, mentions in days]
    return series("Mentions", found, unit_of([found])) if len({day for day, _ in found}) > 1 else None


def trend_picture(name: str, days: Sequence[tuple[date, int, int]]) -> LineChart | None:
    """The same as a picture."""
    found = [(day, mentions) for day, _, mentions in days]
    return lines({name: found}) if len({day for day, _ in found}) > 1 else None


def lines(named: Mapping[str, Days]) -> LineChart:
    """The mentions of one name or several over the same time, those without any left out. ValueError for none."""
    told = {name: days for name, days in named.items() if days}
    unit = unit_of(list(told.values()))
    first, last = _bounds(list(told.values()))
    curves = tuple(
        Curve(name, tuple((start, float(count)) for start, count in buckets(days, unit, first, last)))
        for name, days in told.items()
    )
    whose = f"{next(iter(told))}: mentions" if len(told) == 1 else "Mentions"
    said = "; ".join(f"{name}: {_in_words(days, unit)}" for name, days in told.items())
    alt = f"Lines over time, by {unit}, from {label(first, unit)} to {label(last, unit)}. {said}."
    return LineChart(f"{whose} by {unit}", alt, curves)


def series(what: str, days: Days, unit: Unit, bounds: tuple[date, date] | None = None) -> Series:
    """Counts of what there is, in buckets without a gap, within `bounds` where they are given."""
    first, last = bounds or _bounds([days])
    points = tuple((label(start, unit), count) for start, count in buckets(days, unit, first, last))
    return Series(f"{what} by {unit}", points)


def unit_of(several: Sequence[Days]) -> Unit:
    """The unit that gives counts over the same time enough buckets, and not too many."""
    first, last = _bounds(several)
    if (last - first).days < _MOST_DAYS:
        return "day"
    if (last - first).days < _MOST_WEEKS * 7:
        return "week"
    return "month" if _month(last) - _month(first) < _MOST_MONTHS else "year"


def buckets(days: Days, unit: Unit, first: date, last: date) -> list[tuple[date, int]]:
    """Each bucket from the first day's to the last day's, by the day that it begins with."""
    counts: Counter[date] = Counter()
    for day, count in days:
        counts[_start(day, unit)] += count
    return [(start, counts[start]) for start in _starts(first, last, unit)]


def label(day: date, unit: Unit) -> str:
    """The bucket of a day in words: "14 Sep 2023", the same for a week that begins so, "Sep 2023", "2023"."""
    start = _start(day, unit)
    if unit == "year":
        return str(start.year)
    return f"{MONTHS[start.month - 1]} {start.year}" if unit == "month" else say_date(start)


def _in_words(days: Days, unit: Unit) -> str:
    counted = buckets(days, unit, *_bounds([days]))
    start, most = max(counted, key=lambda one: one[1])
    return f"{sum(count for _, count in counted)} in all, most {_when(start, unit)} ({most})"


def _when(start: date, unit: Unit) -> str:
    said = {"day": "on", "week": "in the week of"}.get(unit, "in")
    return f"{said} {label(start, unit)}"


def _bounds(several: Sequence[Days]) -> tuple[date, date]:
    found = [day for days in several for day, _ in days]
    return min(found), max(found)


def _month(day: date) -> int:
    return day.year * 12 + day.month - 1


def _start(day: date, unit: Unit) -> date:
    match unit:
        case "day":
            return day
        case "week":
            return day - timedelta(days=day.weekday())
        case "month":
            return day.replace(day=1)
        case "year":
            return day.replace(month=1, day=1)


def _starts(first: date, last: date, unit: Unit) -> list[date]:
    match unit:
        case "day" | "week":
            begin, step = _start(first, unit), 1 if unit == "day" else 7
            return [begin + timedelta(days=n) for n in range(0, (last - begin).days + 1, step)]
        case "month":
            return [date(n // 12, n % 12 + 1, 1) for n in range(_month(first), _month(last) + 1)]
        case "year":
            return [date(year, 1, 1) for year in range(first.year, last.year + 1)]
