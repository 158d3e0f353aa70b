"""Dates and times as pages print them beside an article: "PUBLISHED: 00:30 EST, 10 June 2013"."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone
from types import MappingProxyType

MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip

ZONES: Mapping[str, float] = MappingProxyType({
    "GMT": 0, "UTC": 0, "BST": 1, "CET": 1, "CEST": 2, "EST": -5, "EDT": -4, "ET": -5, "CST": -6, "CDT": -5,
    "MST": -7, "MDT": -6, "PST": -8, "PDT": -7, "IST": 5.5, "JST": 9, "KST": 9, "MSK": 3, "SGT": 8, "HKT": 8,
    "AEST": 10, "AEDT": 11,
})  # fmt: skip
"""Hours east of Greenwich. Ambiguous letters follow the English-language press (BST is London's summer time)."""

MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?\.?|July?\.?|Aug(?:ust|\.)?"
    r"|Sep(?:tember|t\.?|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
WEEKDAY = r"(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs?)?|Fri|Sat(?:ur)?|Sun)(?:day|\.)?"
DAY = r"\d{1,2}(?:st|nd|rd|th)?"
ZONE = rf"(?:{'|'.join(sorted(ZONES, key=len, reverse=True))})\b"

DATE = (
    rf"(?:(?:{WEEKDAY}\s*,?\s+)?"
    rf"(?:{DAY}\s+(?:of\s+)?{MONTH}\s*,?\s+\d{{4}}\b|{MONTH}\s+{DAY}(?:\s*,\s*|\s+)\d{{4}}\b)"
    r"|\d{4}-\d{2}-\d{2}\b|\d{1,2}\s?/\s?\d{1,2}\s?/\s?\d{2,4}\b)"
)
CLOCK = rf"\d{{1,2}}[:.]\s?\d{{2}}(?::\d{{2}})?\b(?:\s?(?:[aApP]\.?\s?[mM]\b\.?|hrs\b|hours\b))?(?:\s?\(?{ZONE}\)?)?"
_JOIN = r"(?:\s*[,.|•·–-]\s*|\s+)(?:(?:at|on)\s+)?"
_MOMENT = rf"(?:{CLOCK}(?:{_JOIN}{DATE})?|{DATE}(?:{_JOIN}{CLOCK})?|\d{{1,2}} (?:minutes?|hours?|days?) ago\b)"
_LABEL = (
    r"(?i:(?:first |originally )?(?:published|posted|created)|(?:last )?(?:updated|modified)|last update"
    r"|publication date|date)"
)
_SEPARATOR = r"[\s.:|•·,–-]{0,12}(?:(?:at|on)\s+)?"

_LABELLED = re.compile(rf"\(?{_LABEL}\b{_SEPARATOR}{_MOMENT}\)?[^\S\n]*(?:[.|•·]+(?=\s|$)[^\S\n]*)*")
_BARE = re.compile(rf"{_MOMENT}(?:\s{_LABEL}\b{_SEPARATOR}{_MOMENT})?[^\S\n]*(?=\n|$)")
_UPDATE = re.compile(r"\(?(?:last )?(?:updated|modified|last update)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Stamp:
    """A printed date: where it ends in the text, whether it tells of a later update, and its value if plain."""

    end: int
    is_update: bool
    value: date | datetime | None


def match_stamp(text: str, at: int, *, bare: bool = False) -> Stamp | None:
    """The labelled stamp that begins at `at`; with `bare`, also a rest of line that is only a date or time."""
    found = _LABELLED.match(text, at) or (_BARE.match(text, at) if bare else None)
    if found is None:
        return None
    return Stamp(found.end(), bool(_UPDATE.match(text, at)), parse_moment(found.group()))


_DAY_MONTH = re.compile(rf"(\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?({MONTH})\s*,?\s+(\d{{4}})\b")
_MONTH_DAY = re.compile(rf"({MONTH})\s+(\d{{1,2}})(?:st|nd|rd|th)?(?:\s*,\s*|\s+)(\d{{4}})\b")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_SLASHED = re.compile(r"(\d{1,2})\s?/\s?(\d{1,2})\s?/\s?(\d{4})")
_CLOCK = re.compile(
    rf"(\d{{1,2}})[:.]\s?(\d{{2}})(?::\d{{2}})?\b(?:\s?([aApP])\.?\s?[mM]\b)?(?:[^\d]{{0,4}}?({ZONE}))?"
)


def parse_moment(text: str) -> date | datetime | None:
    """The date in a short text, with the time when its zone is named; None where it is missing or ambiguous."""
    day = _parse_date(text)
    if day is None:
        return None
    clock = _CLOCK.search(text)
    if clock is None or clock[4] is None:
        return day
    hour, minute = int(clock[1]), int(clock[2])
    if clock[3]:
        hour = hour % 12 + (12 if clock[3] in "pP" else 0)
    if hour > 23 or minute > 59:
        return day
    return datetime.combine(day, time(hour, minute), timezone(timedelta(hours=ZONES[clock[4]])))


def _parse_date(text: str) -> date | None:
    if found := _DAY_MONTH.search(text):
        return _day(int(found[3]), _month(found[2]), int(found[1]))
    if found := _MONTH_DAY.search(text):
        return _day(int(found[3]), _month(found[1]), int(found[2]))
    if found := _ISO.search(text):
        return _day(int(found[1]), int(found[2]), int(found[3]))
    if found := _SLASHED.search(text):
        first, second, year = int(found[1]), int(found[2]), int(found[3])
        if first == second or second > 12:
            return _day(year, first, second)
        if first > 12:
            return _day(year, second, first)
    return None  # 3/4/2013 is March in one country and April in another


def _month(name: str) -> int:
    return next(number for number, full in enumerate(MONTHS, 1) if full.startswith(name[:3].lower()))


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
