"""The words that dates are made of, as patterns, and the numbers that they stand for."""

import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType

from bot.articles.stamps import MONTHS, ZONES
from bot.extraction.dates.calendar import Unit
from bot.extraction.dates.holidays import HOLIDAYS

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
ONES = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
ORDINALS = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
    "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth",
    "twentieth", "twenty-first",
)  # fmt: skip


def alternatives(texts: Iterable[str]) -> str:
    """A pattern for any of some plain words, the longest first."""
    return "|".join(re.escape(text) for text in sorted(texts, key=len, reverse=True))


def _capital(texts: Iterable[str]) -> str:
    return alternatives([form for text in texts for form in (text.capitalize(), text.upper())])


FULL_MONTH = f"(?:{_capital(MONTHS)})"
SHORT_MONTH = r"(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|JAN|FEB|MAR|APR|JUN|JUL|AUG|SEPT?|OCT|NOV|DEC)"
MONTH = rf"(?:{FULL_MONTH}|{SHORT_MONTH}\b\.?)"
FULL_WEEKDAY = rf"(?:{_capital(WEEKDAYS)})"
WEEKDAY = rf"(?:{FULL_WEEKDAY}|(?:Mon|Tues?|Wed|Thu(?:rs?)?|Fri|Sat|Sun)\b\.?)"
DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?![\d%]|[.,:/]\d|\w)"
"""A number that can be a day of a month, and no part of a longer number."""
YEAR = r"(?:1\d|20|21)\d\d(?![\d%]|[.,:/]\d|\w)"
_SMALL = alternatives([*ONES[1:], *TENS])
COUNT = (
    rf"(?:\d{{1,3}}(?:,\d{{3}})+|\d{{1,6}}(?:\.\d{{1,2}})?|(?i:(?:{_SMALL})(?:-(?:{alternatives(ONES[1:10])}))?"
    r"|a hundred|one hundred|a thousand|a dozen|hundreds of|thousands of|dozens of))"
)
JOIN = (
    r"(?:(?P<through>\s?[-–—]\s?|,?\s+(?i:to|through|until|till)\s+(?:the\s+)?)"
    r"|,?\s+(?i:and|or)\s+(?:the\s+)?|,\s+)"
)
"""What stands between two expressions that are joined; `through` where they are the ends of a range."""
VAGUE = r"(?i:several|(?:a |the )?(?:very )?few|many|a number of|countless|untold)"
UNIT = (
    r"(?i:(?:calendar |business |trading |working |school |fiscal )?"
    r"(?:second|minute|hour|day|night|week|weekend|fortnight|month|quarter|year|decade|century|centurie)s?)"
)
ABOUT = (
    r"(?i:(?:about|around|approximately|roughly|almost|nearly|some|(?:over|under)"
    r"(?! the)|up to|at least|at most|more than"
    r"|less than|fewer than|no more than|no less than|as (?:much|many|long|little) as|just over|just under|well over"
    r"|close to|a full|a further|another|an estimated|an additional|a mere)\s+)"
)
_ZONE = rf"(?:{alternatives(ZONES)}|local time|[A-Z][a-z]+ time)\b"
ZONE = rf"(?:\({_ZONE}\)|{_ZONE})"
HOLIDAY = "(?:" + "|".join(
    re.escape(name).replace("'", "['’]?").replace(r"\ ", r"\s+") for name in sorted(HOLIDAYS, key=len, reverse=True)
) + r")\b"  # fmt: skip
PARTS: Mapping[str, str] = MappingProxyType({
    "morning": "MO", "afternoon": "AF", "evening": "EV", "night": "NI", "lunchtime": "MI", "dawn": "MO", "dusk": "EV",
})  # fmt: skip
PART = rf"(?i:{alternatives(PARTS)})"
SEASON_NAMES: Mapping[str, str] = MappingProxyType(
    {
        "spring": "SP",
        "springtime": "SP",
        "summer": "SU",
        "summertime": "SU",
        "autumn": "FA",
        "fall": "FA",
        "winter": "WI",
    }
)
SEASON = rf"(?i:{alternatives(SEASON_NAMES)})"

UNITS: Mapping[str, tuple[str, Unit]] = MappingProxyType({
    "day": ("D", "day"), "night": ("D", "day"), "week": ("W", "week"), "weekend": ("WE", "weekend"),
    "month": ("M", "month"), "quarter": ("Q", "quarter"), "year": ("Y", "year"), "decade": ("DE", "decade"),
    "century": ("CE", "century"), "centurie": ("CE", "century"), "fortnight": ("W", "week"),
})  # fmt: skip
"""Units of the calendar: the letters of their durations, and what they are here. A fortnight is two weeks."""
CLOCK_UNITS: Mapping[str, str] = MappingProxyType({"second": "S", "minute": "M", "hour": "H"})


def month_number(text: str) -> int:
    """1 to 12, of a month's name or its abbreviation."""
    return next(number for number, name in enumerate(MONTHS, 1) if name[:3] == text[:3].lower())


def weekday_number(text: str) -> int:
    """0 (Monday) to 6, of a weekday's name or its abbreviation."""
    return next(number for number, name in enumerate(WEEKDAYS) if name[:3] == text[:3].lower())


def ordinal_number(text: str) -> int:
    """Of "third" or "3rd"."""
    digits = re.match(r"\d+", text)
    return int(digits[0]) if digits else ORDINALS.index("-".join(text.lower().replace("-", " ").split())) + 1


def count(text: str) -> str:
    """The digits of a number in words or digits: "twenty-five" is "25", "hundreds of" is "X"."""
    text = text.lower().replace(",", "")
    if text[0].isdigit():
        return text
    if text.endswith(" of"):
        return "X"
    whole = {"a hundred": "100", "one hundred": "100", "a thousand": "1000", "a dozen": "12"}.get(text)
    if whole:
        return whole
    tens, _, ones = text.partition("-")
    value = ONES.index(tens) if tens in ONES else (TENS.index(tens) + 2) * 10
    return str(value + (ONES.index(ones) if ones else 0))


def unit_name(text: str) -> str:
    """The unit in small letters, in the singular, without "trading" or "calendar"."""
    return text.lower().split()[-1].removesuffix("s")


def duration(amount: str, unit: str) -> str:
    """The TIMEX3 of so many units: ("3", "days") is "P3D", ("X", "hours") "PTXH", ("0.5", "century") "P50Y"."""
    name = unit_name(unit)
    if name == "fortnight":
        amount = str(2 * int(amount)) if amount.isdigit() else amount
    if name in CLOCK_UNITS:
        return f"PT{amount}{CLOCK_UNITS[name]}"
    return f"P{amount}{UNITS[name][0]}"
