"""What an expression means on the day of publication: from a reading and what was said before to a value."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType
from typing import Literal

from bot.extraction.dates.calendar import SEASONS, Point, Unit, day_of, moved
from bot.extraction.dates.holidays import holiday
from bot.extraction.dates.readings import (
    Clock,
    Dated,
    DayPart,
    InYear,
    Moved,
    Named,
    Numeric,
    Reading,
    Stated,
    Weekday,
    Which,
)
from bot.extraction.dates.tense import Tense

Order = Literal["day first", "month first"]


@dataclass(frozen=True, slots=True)
class Anchor:
    """What a date is reckoned from.

    `published` is the day of publication, None when it is not known. `then` is the calendar date last spoken of in
    the same paragraph; `historical` says that it was written out with a year that is not the one of publication.
    `tense` is that of the verb beside the expression, `order` how the source writes dates of numbers. `through`: the
    expression ends a range that `then` begins. `earlier`: `then` stands in a sentence before. `vague`: a coarser date
    than `then` was told last, from which nothing can be counted.
    """

    published: date | None
    then: Point | None = None
    historical: bool = False
    tense: Tense = "untold"
    order: Order = "month first"
    through: bool = False
    earlier: bool = False
    vague: Point | None = None

    def base(self, *, then: bool) -> date | None:
        """The day that something is counted from."""
        return self.then.day if then and self.then else self.published


def anchored(reading: Reading, anchor: Anchor) -> Point | str | None:
    """The point in the calendar, or the value as TIMEX3 where it is none; None when it cannot be told."""
    found: Point | str | None
    match reading:
        case Stated():
            found = reading.value
        case Numeric():
            found = _numeric(reading, anchor.order)
        case Dated():
            found = _dated(reading, anchor)
        case Weekday():
            found = _weekday(reading, anchor)
        case Moved():
            found = _moved(reading, anchor)
        case Named():
            found = _named(reading, anchor)
        case Clock():
            found = _clock(reading, anchor)
        case DayPart():
            day = anchored(reading.day, anchor)
            found = f"{day.value()}T{reading.part}" if isinstance(day, Point) else None
    return found


def _numeric(reading: Numeric, order: Order) -> Point | None:
    month, day = (reading.first, reading.second) if order == "month first" else (reading.second, reading.first)
    found = day_of(reading.year, month, day) or day_of(reading.year, day, month)
    return Point(found, "day") if found else None


def _year(said: InYear, anchor: Anchor) -> int | None:
    """The year that is said, None when none is or it cannot be told."""
    if said.year is not None:
        return said.year
    if said.then:
        base = anchor.base(then=True)
        return base.year if base else None
    if said.by is not None and anchor.published:
        return anchor.published.year + said.by
    return None


def _dated(reading: Dated, anchor: Anchor) -> Point | None:
    unit: Unit = "month" if reading.day is None else "day"
    if reading.month is None:
        return _day_of_month(reading, anchor)
    said = InYear() if reading.year.then and anchor.then is None else reading.year
    year = _year(said, anchor)
    if year is None and (said != InYear() or not (anchor.published or anchor.historical)):
        return None
    if year is None:
        year = _likely_year(reading, anchor, unit)
    found = day_of(year, reading.month, reading.day or 1)
    return Point(found, unit) if found else None


def _day_of_month(reading: Dated, anchor: Anchor) -> Point | None:
    """Of "the 14th": of this month, or of the one before or behind it as the tense says."""
    base = anchor.base(then=anchor.historical)
    if base is None or reading.day is None:
        return None
    here = day_of(base.year, base.month, reading.day)
    step = 0
    if not anchor.historical:
        if anchor.tense == "past" and (here is None or here > base):
            step = -1
        elif anchor.tense == "future" and (here is None or here < base):
            step = 1
    month = moved(base.replace(day=1), step, "month")
    found = day_of(month.year, month.month, reading.day) if month else None
    return Point(found, "day") if found else None


def _likely_year(reading: Dated, anchor: Anchor, unit: Unit) -> int:
    """The year of a month or a day of it that is written without one."""
    month, day = reading.month or 1, reading.day or 1
    if (
        anchor.historical
        and anchor.then
        and not (anchor.earlier and anchor.published and _is_before(anchor.then, month, day))
    ):
        return _year_after_then(anchor.then, month, day)
    base = anchor.published
    if base is None:
        return 1
    if unit == "month":
        keyed = [(12 * (year - base.year) + month - base.month, year) for year in _around(base.year, 1)]
    else:
        keyed = _days_from(base, month, day)
        if not keyed:
            return base.year  # 31 June is in none
        if reading.weekday is not None:
            fitting = [(d, year) for d, year in keyed if (base + timedelta(days=d)).weekday() == reading.weekday]
            keyed = fitting or keyed
            return min(keyed, key=lambda one: abs(one[0]))[1] if keyed else base.year
    if reading.which == "this" and any(year == base.year and abs(far) <= _THIS[unit == "month"] for far, year in keyed):
        return base.year
    return _by_tense(keyed, anchor.tense, reading.which)


def _around(year: int, far: int) -> range:
    return range(max(1, year - far), min(9999, year + far) + 1)


def _days_from(base: date, month: int, day: int) -> list[tuple[int, int]]:
    """How far a day is from now in this year and in those beside it, with the year; 29 February in leap years."""
    years = _around(base.year, _BETWEEN_LEAP_YEARS if (month, day) == (2, 29) else 1)
    return [(found.toordinal() - base.toordinal(), year) for year in years if (found := day_of(year, month, day))]


def _by_tense(keyed: list[tuple[int, int]], tense: Tense, which: Which | None, sure: float = 12) -> int:
    """Of years, each with its distance from now, the one that the tense or a word like "last" means.

    What would lie almost a year back is written with its year: the one that comes soon is meant, whatever the verb,
    if it is `sure` times nearer.
    """
    back = max([one for one in keyed if one[0] <= 0], default=None)
    ahead = min([one for one in keyed if one[0] >= 0], default=None)
    if which == "last":
        return max([one for one in keyed if one[0] < 0], default=keyed[0])[1]
    if which == "next":
        return min([one for one in keyed if one[0] > 0], default=keyed[-1])[1]
    if back is None or ahead is None:
        return min(keyed, key=lambda one: abs(one[0]))[1]
    weight = sure if tense == "past" else _WEIGHTS["untold" if which == "this" else tense]
    return (ahead if weight * ahead[0] < -back[0] else back)[1]


_BETWEEN_LEAP_YEARS = 8
"""Years, at most: from 1896 to 1904."""

_THIS = (270, 9)  # days, or months, that "this November" is away at most when it is that of the year
_WEIGHTS: Mapping[Tense, float] = MappingProxyType({"untold": 1, "present": 0.6, "future": 0})
"""How much farther away a day or month ahead seems than one behind."""


def _year_after_then(then: Point, month: int, day: int) -> int:
    """In a story that is told in order: the first such day from the one last told of."""
    if then.unit not in {"day", "month"}:
        return then.day.year
    return then.day.year + (1 if _is_before(then, month, day) and then.day.month - month > 5 else 0)


def _is_before(then: Point, month: int, day: int) -> bool:
    """Whether a day of the same year would lie before the date last told of."""
    return (month, day) < (then.day.month, then.day.day) if then.unit == "day" else month < then.day.month


_MIDWEEK = 3  # days ahead from which the same weekday is nearer behind


def _weekday(reading: Weekday, anchor: Anchor) -> Point | None:
    ranged = anchor.through and anchor.then is not None and anchor.then.unit == "day"
    base = anchor.base(then=reading.then or ranged)
    if base is None:
        return None
    ahead = (reading.number - base.weekday()) % 7
    match reading.which:
        case "last":
            by = ahead - 7
        case "next":
            by = ahead or 7
        case _:
            back = anchor.tense == "past" or (anchor.tense == "untold" and ahead > _MIDWEEK)
            by = ahead - 7 if ahead and back and not ranged else ahead
    found = moved(base, by, "day")
    return Point(found, "weekend" if reading.weekend else "day") if found else None


def _moved(reading: Moved, anchor: Anchor) -> Point | None:
    base = anchor.base(then=reading.then or (reading.near and not anchor.earlier))
    if base is None:
        return None
    if reading.then and anchor.vague and reading.by:
        return anchor.vague
    unit, by = reading.unit, reading.by
    if reading.then and unit == "quarter" and (anchor.then is None or anchor.then.unit != "quarter"):
        base, by = anchor.published or base, by - 1  # business news tells of the quarter that has ended
    if reading.then and anchor.then and anchor.then.unit == "quarter" and unit == "year":
        unit = "quarter"
        found = moved(base, by, "year")
    else:
        found = moved(base, by, unit)
    return Point(found, unit) if found else None


def _clock(reading: Clock, anchor: Anchor) -> str | None:
    day = anchored(reading.day or Moved("day", 0, then=_is_a_day(anchor)), anchor)
    return f"{day.value()}T{reading.time}{reading.zone}" if isinstance(day, Point) and day.unit == "day" else None


def _is_a_day(anchor: Anchor) -> bool:
    return anchor.then is not None and anchor.then.unit == "day"


def _named(reading: Named, anchor: Anchor) -> Point | str | None:
    year = _year(reading.year, anchor)
    if year is None and reading.year != InYear():
        return None
    if reading.kind == "holiday":
        return _holiday(reading, anchor, year)
    if reading.kind == "season":
        return _season(reading, anchor, year)
    number = int(reading.name[1])
    if year is None:
        base = anchor.base(then=anchor.historical)
        if base is None:
            return None
        here = (base.month + (2 if reading.kind == "quarter" else 5)) // (3 if reading.kind == "quarter" else 6)
        year = base.year
        if not anchor.historical:
            year += -1 if number > here and anchor.tense != "future" else 0
            soon = number + (4 if reading.kind == "quarter" else 2) - here <= here - number
            year += 1 if number < here and soon and anchor.tense == "future" else 0
    months = 3 if reading.kind == "quarter" else 6
    found = day_of(year, (number - 1) * months + 1, 1)
    return Point(found, reading.kind) if found else None


def _holiday(reading: Named, anchor: Anchor, year: int | None) -> Point | None:
    if year is not None:
        found = holiday(reading.name, year)
        return Point(found, "day") if found else None
    base = anchor.base(then=anchor.historical)
    if base is None:
        return None
    days = [day for by in (-1, 0, 1) if (day := holiday(reading.name, base.year + by))]
    if len(set(days)) < 3:  # a day of history, or the edge of the calendar
        return Point(days[0], "day") if days else None
    if anchor.historical:
        return Point(days[1], "day")
    keyed = [(day.toordinal() - base.toordinal(), number) for number, day in enumerate(days)]
    return Point(days[_by_tense(keyed, anchor.tense, reading.which, sure=20)], "day")


def _season(reading: Named, anchor: Anchor, year: int | None) -> str | None:
    begins = SEASONS[reading.name]
    if year is not None:
        return f"{year:04}-{reading.name}"
    base = anchor.base(then=anchor.historical)
    if base is None:
        return None
    if anchor.historical:
        return f"{base.year:04}-{reading.name}"
    # Distances in months from now to the beginning: a season that is on has 0, -1 or -2.
    keyed = [(12 * by + begins - base.month, base.year + by) for by in (-2, -1, 0, 1)]
    on = [one for one in keyed if -2 <= one[0] <= 0]
    if reading.which == "last":
        chosen = max(one for one in keyed if one[0] < -2)
    elif reading.which == "next" or (anchor.tense == "future" and not on):
        chosen = min(one for one in keyed if one[0] > 0)
    elif on:
        chosen = on[0]
    elif reading.which == "this":
        chosen = min(keyed, key=lambda one: (one[1] != base.year, abs(one[0])))
    else:
        chosen = max(one for one in keyed if one[0] <= 0)
    return f"{chosen[1]:04}-{reading.name}"


def relative(reading: Reading) -> bool:
    """Whether the reading says nothing without the day of publication or a date that was spoken of before."""
    match reading:
        case Stated() | Numeric():
            return False
        case Dated() | Named():
            return reading.year.year is None
        case DayPart():
            return relative(reading.day)
        case Clock():
            return reading.day is None or relative(reading.day)
        case _:
            return True
