"""Rules for times of the day, with their zones and the day that is said beside them."""

import re

from bot.articles.stamps import ZONES
from bot.extraction.dates.readings import Clock, Reading, Rule, whole
from bot.extraction.dates.vocabulary import ONES, ZONE, alternatives
from bot.extraction.words import words

_HALF_DAY = r"(?P<half>[aApP])\.?\s?[mM]\b\.?"
_HOUR = r"(?P<hour>2[0-3]|[01]?\d)"
_MINUTE = r"(?P<minute>[0-5]\d)"
_ZONED = rf"(?:\s+(?P<zone>{ZONE}))?"
_WORD_HOURS = {word: number for number, word in enumerate(ONES) if 1 <= number <= 12}


def _zone(text: str | None) -> str:
    hours = ZONES.get((text or "").strip("()"))
    if hours is None:
        return ""
    if hours == 0:
        return "Z"
    whole_hours, minutes = divmod(round(abs(hours) * 60), 60)
    return f"{'-' if hours < 0 else '+'}{whole_hours:02}" + (f":{minutes:02}" if minutes else "")


def _clock(match: re.Match[str]) -> Reading | None:
    said = match.groupdict()
    word = (said.get("word") or "").lower()
    hour = _WORD_HOURS[word] if word else int(said["hour"])
    half = (said.get("half") or "").lower()
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "p" else 0)
    return Clock(f"{hour:02}:{said.get('minute') or '00'}", _zone(said.get("zone")))


def _oclock(match: re.Match[str]) -> Reading | None:
    hour = _WORD_HOURS[match["word"].lower()] if match["word"] else int(match["hour"])
    if match["half"]:
        hour = hour % 12 + (12 if match["half"] == "a" else 0)
    return Clock(f"{hour:02}:00")


RULES = (
    Rule(
        words("0"),
        re.compile(rf"{_HOUR}(?:[:.]{_MINUTE}(?::[0-5]\d)?)?\s?{_HALF_DAY}{_ZONED}"),
        whole(_clock),
        amount=True,
    ),
    Rule(
        words("0"),
        re.compile(
            rf"{_HOUR}:{_MINUTE}(?::[0-5]\d)?(?![\d:])\s+(?:(?i:hours|hrs|hours local time)\s*)?(?P<zone>{ZONE})"
        ),
        whole(_clock),
        amount=True,
    ),
    Rule(
        words("0"),
        re.compile(rf"(?P<hour>2[0-3]|[01]\d)[:.]?{_MINUTE}\s?(?:(?i:hours|hrs)\s+)?(?P<zone>{ZONE})"),
        whole(_clock),
        amount=True,
    ),
    Rule(
        words("0"),
        re.compile(rf"(?P<hour>2[0-3]|[01]?\d):{_MINUTE}(?::[0-5]\d)?(?![\d:%])"),
        whole(_clock),
        after=words("at by from to until till before after around about and between since approximately roughly"),
        amount=True,
    ),
    Rule(
        words("0"),
        re.compile(rf"(?P<hour>2[0-3]|[01]\d){_MINUTE}\s+(?i:hours|hrs)\b"),
        whole(_clock),
        after=words("at by from to until till before after around about"),
    ),
    Rule(
        words("0") | words(" ".join(_WORD_HOURS)),
        re.compile(
            rf"(?:(?P<word>(?i:{alternatives(_WORD_HOURS)}))|(?P<hour>1[0-2]|[1-9]))\s+o['’]clock(?:\s+in\s+the\s+(?P<half>[ma])(?:orning|fternoon))?"
        ),
        whole(_oclock),
        amount=True,
    ),
    Rule(words("noon midday"), re.compile(r"(?i:noon|midday)\b"), whole(lambda _: Clock("12:00")), amount=True),
    Rule(words("midnight"), re.compile(r"(?i:midnight)\b"), whole(lambda _: Clock("24:00")), amount=True),
)
