"""Where an axis of time is labelled, and how."""

from datetime import date, timedelta

MOST = 7
_MONTH_STEPS = (1, 2, 3, 6)
_YEAR_STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)
_DAYS_LONGEST = 70
_MONTHS_LONGEST = 3 * 365


def ticks(first: date, last: date) -> list[tuple[date, str]]:
    """At most seven days between two, each with its label: days, months or years, as it fits."""
    days = (last - first).days
    if days <= _DAYS_LONGEST:
        step = max(-(-days // (MOST - 1)), 1)
        found = (first + timedelta(days=n) for n in range(0, days + 1, step))
        return [(day, f"{day.day} {day:%b}") for day in found]
    if days <= _MONTHS_LONGEST:
        return [(month, f"{month:%b} {month.year}") for month in _months(first, last)]
    return [(year, str(year.year)) for year in _years(first, last)]


def _months(first: date, last: date) -> list[date]:
    starts = [date(n // 12, n % 12 + 1, 1) for n in range(_month(first), _month(last) + 1)]
    starts = [one for one in starts if first <= one <= last]
    step = next((step for step in _MONTH_STEPS if -(-len(starts) // step) <= MOST), 12)
    return [one for one in starts if (one.month - 1) % step == 0] or starts[:1]


def _month(day: date) -> int:
    return day.year * 12 + day.month - 1


def _years(first: date, last: date) -> list[date]:
    span = last.year - first.year + 1
    step = next((step for step in _YEAR_STEPS if -(-span // step) <= MOST), span)
    starts = (date(year, 1, 1) for year in range(first.year, last.year + 1) if year % step == 0)
    return [one for one in starts if first <= one <= last] or [date(last.year, 1, 1)]
