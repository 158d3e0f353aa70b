"""What a date expression says by itself, before it is anchored; and how the rules that read one are written down."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from bot.articles.types import Span
from bot.extraction.dates.calendar import Unit

Which = Literal["last", "this", "next"]


@dataclass(frozen=True, slots=True)
class InYear:
    """The year of something: `year` itself, or `by` years from now, or the year last spoken of, or none said."""

    year: int | None = None
    by: int | None = None
    then: bool = False


@dataclass(frozen=True, slots=True)
class Dated:
    """A month, a day of a month, with or without a year: "March 5", "May 2021", "last March", "the 14th"."""

    month: int | None
    day: int | None = None
    weekday: int | None = None
    year: InYear = field(default_factory=InYear)
    which: Which | None = None


@dataclass(frozen=True, slots=True)
class Numeric:
    """A date of three numbers whose first two may be either way round: "03/04/2024"."""

    first: int
    second: int
    year: int


@dataclass(frozen=True, slots=True)
class Weekday:
    """As "Tuesday", "last Friday"; 0 is Monday. With `then`, counted from the day last spoken of.

    With `weekend`, the one that begins on that day.
    """

    number: int
    which: Which | None = None
    then: bool = False
    weekend: bool = False


@dataclass(frozen=True, slots=True)
class Named:
    """A season ("SU"), a quarter ("Q1"), a half ("H2") or a holiday ("christmas eve")."""

    kind: Literal["season", "quarter", "half", "holiday"]
    name: str
    year: InYear = field(default_factory=InYear)
    which: Which | None = None


@dataclass(frozen=True, slots=True)
class Moved:
    """So many units from the day of publication, or with `then` from the date last spoken of: "two weeks ago".

    With `near`, from a date of the same sentence if there is one: "the end of the year".
    """

    unit: Unit
    by: int
    then: bool = False
    near: bool = False


@dataclass(frozen=True, slots=True)
class Stated:
    """A value that needs no anchor: a year, a decade, a duration, a set, "now"."""

    value: str


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day ("14:05") with the zone that was said ("Z", "-05", ""), of a day that may be said beside it."""

    time: str
    zone: str = ""
    day: "Reading | None" = None


@dataclass(frozen=True, slots=True)
class DayPart:
    """A part of a day: "MO", "AF", "EV", "NI"."""

    part: str
    day: "Reading"


Reading = Dated | Numeric | Weekday | Named | Moved | Stated | Clock | DayPart

Piece = tuple[Span, Reading]
Read = Callable[[re.Match[str]], Sequence[Piece]]


@dataclass(frozen=True, slots=True)
class Rule:
    """One shape of expression: the small-letter words that it may open with ("0" for any number), pattern, reader.

    `after`: words of which one must stand before. `point`: "early", "the end of" may stand before it; `amount`:
    "at least", "about" may.
    """

    openers: frozenset[str]
    pattern: re.Pattern[str]
    read: Read
    after: frozenset[str] | None = None
    point: bool = False
    amount: bool = False


def whole(reader: Callable[[re.Match[str]], Reading | None]) -> Read:
    """A reader of matches that are one expression; nothing when it gives None."""

    def read(match: re.Match[str]) -> Sequence[Piece]:
        reading = reader(match)
        return [(Span(*match.span()), reading)] if reading else []

    return read


def in_year(groups: Mapping[str, str | None]) -> InYear:
    """The year of a match whose groups may be `year` ("2021") and `rel` ("last", "this", "the same" …)."""
    if groups.get("year"):
        return InYear(year=int(groups["year"] or 0))
    rel = (groups.get("rel") or "").lower().split()
    if not rel:
        return InYear()
    if rel[-1] in {"that", "same"}:
        return InYear(then=True)
    return InYear(by={"last": -1, "previous": -1, "next": 1}.get(rel[-1], 0))


def which_of(text: str | None) -> Which | None:
    """Of "last", "this past", "the previous", "next", "the coming", "this"."""
    said = (text or "").lower().split()
    if not said:
        return None
    if said[-1] in {"last", "past", "previous"}:
        return "last"
    return "next" if said[-1] in {"next", "following", "coming", "upcoming"} else "this"
