"""What a summary is asked of in plain words: "Putin about missiles last week", "what is new in #news since Monday"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from bot.commands.dates import days_of

Days = tuple[date, date]
"""The first and the last of some days."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Of what (None: of everything), only what is said about what, of which days, and in which channel, as typed.

    A channel is its name, its mention ("<#12>"), or "" for the one where it is asked.
    """

    what: str | None = None
    about: str | None = None
    days: Days | None = None
    channel: str | None = None


_COUNTS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "ten": 10, "few": 3, "couple of": 2}
_LONG = {"hour": 1, "day": 1, "week": 7, "month": 30, "year": 365}
_SPAN = (
    r"today|yesterday|(?:last|past|previous|this)\s+(?:(?:\d{1,3}|" + "|".join(_COUNTS) + r")\s+)?"
    r"(?:hour|day|week|month|year)s?"
)
_AT_THE_END = re.compile(
    rf"(?:^|[\s,])(?:(?:of|from|in|over|during|for|within)\s+)?(?:the\s+)?(?P<span>{_SPAN})$", re.IGNORECASE
)
_IS_TIME = re.compile(rf"(?:the\s+)?(?:{_SPAN})", re.IGNORECASE)
_IN_FRONT = re.compile(rf"^(?:the\s+)?(?P<span>{_SPAN})(?:['’]s)?(?=[\s,:]|$)[\s,:]*", re.IGNORECASE)
_SINCE = re.compile(r"(?:^|[\s,])since\s+(?P<day>\S.*)$", re.IGNORECASE)
_OF_DAYS = re.compile(r"(?:^|[\s,])(?:in|on|of|from)\s+(?=(?P<days>\S.*)$)", re.IGNORECASE)
_CHANNEL = re.compile(
    r"(?:^|[\s,])(?:(?:in|from|of)\s+)?(?:the\s+)?(?:channel\s+)?(?P<named><#\d{1,20}>|#[^\s\d]\S*)(?=[\s,]|$)"
    r"|(?:^|[\s,])in:\s*#?(?P<after>[^\s#<>]\S*|<#\d{1,20}>)"
    r"|(?:^|[\s,])(?:(?:in|from|of)\s+)?(?P<here>this\s+channel|here)$",
    re.IGNORECASE,
)
_ABOUT = re.compile(r"(?:^|\s)about\s+(?=\S)", re.IGNORECASE)
_EVERYTHING = re.compile(
    r"(?:(?:all|of|the|latest|on|for|from|me|us|everything|anything|news|articles?|posts?|posted|filed|what|was|has"
    r"|is|been|happened|said|new|told|in|it|this|channel)\b[\s,]*)+",
    re.IGNORECASE,
)
_FRONT = re.compile(r"^(?:(?:of|for|on)\s+)+(?=\S)", re.IGNORECASE)


def asked(typed: str, today: date) -> Asked:
    """What plain words ask for; words that say neither days, a channel nor "about" are what it is of."""
    rest, channel = _channel(" ".join(typed.split()))
    rest, days = _days(rest, today)
    what, about = _parts(rest)
    if days is None and what:
        what, days = _days(what, today)
    return Asked(_subject(what), _subject(about), days, channel)


def is_time(typed: str) -> bool:
    """Whether words are a time and nothing else, counted from today: "today", "last week"."""
    return _IS_TIME.fullmatch(typed.strip()) is not None


def span_of(said: str, today: date) -> Days | None:
    """The days of "today", "last week" (seven days and today), "this month" (since its first), "past 3 days"."""
    words = said.casefold().split()
    if words == ["today"]:
        return today, today
    if words == ["yesterday"]:
        return today - timedelta(1), today - timedelta(1)
    unit = words[-1].removesuffix("s")
    if words[0] == "this":
        first = {"week": today - timedelta(today.weekday()), "month": today.replace(day=1)}
        return first.get(unit, today.replace(month=1, day=1) if unit == "year" else today), today
    number = " ".join(words[1:-1])
    count = int(number) if number.isdigit() else _COUNTS.get(number, 1)
    return _back(today, count * _LONG[unit] if unit != "hour" else -(-count // 24)), today


def days_since(said: str, today: date) -> Days | None:
    """The days from one on, until today: "Monday", "2024-06-01", "3d"; "day", "week" and "month" count back."""
    words = said.casefold().strip().removeprefix("the ").removeprefix("last ")
    if words.removesuffix("s") in _LONG:
        return _back(today, _LONG[words.removesuffix("s")]), today
    found = days_of(said, today)
    if found and found[0] > today:  # "Monday" on a Sunday is the one before
        found = days_of(f"last {said}", today)
    return (found[0], today) if found and found[0] <= today else None


def _back(today: date, days: int) -> date:
    return date.fromordinal(max(1, today.toordinal() - days))


def _channel(typed: str) -> tuple[str, str | None]:
    found = _CHANNEL.search(typed)
    if found is None:
        return typed, None
    named = found["named"] or found["after"]
    rest = f"{typed[: found.start()]} {typed[found.end() :]}".strip()
    return rest, named.removeprefix("#") if named else ""


def _days(typed: str, today: date) -> tuple[str, Days | None]:
    """What is left of some words without the days that they say, and these."""
    for rest, days in _readings(typed, today):
        if days:
            return rest.strip(" ,:"), days
    return typed, None


def _readings(typed: str, today: date) -> Iterator[tuple[str, Days | None]]:
    if found := _SINCE.search(typed):
        yield typed[: found.start()], days_since(found["day"], today)
    if found := _AT_THE_END.search(typed):
        yield typed[: found.start()], span_of(found["span"], today)
    if found := _IN_FRONT.match(typed):
        yield typed[found.end() :], span_of(found["span"], today)
    for found in _OF_DAYS.finditer(typed):
        yield typed[: found.start()], days_of(found["days"], today)


def _parts(typed: str) -> tuple[str | None, str | None]:
    """Of what, and about what: "Putin about missiles"; where it is of nothing in particular, it is of what follows."""
    found = _ABOUT.search(typed)
    if found is None:
        return typed, None
    what, about = typed[: found.start()], typed[found.end() :]
    return (what, about) if _subject(what) else (about, None)


def _subject(words: str | None) -> str | None:
    """The words that mean something in particular; None where they mean everything."""
    bare = (words or "").strip(" ,:?!.")
    return None if _EVERYTHING.fullmatch(bare) else _FRONT.sub("", bare) or None
