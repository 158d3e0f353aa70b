"""Rules for dates as they are written out: days, months and years of the calendar."""

import re

from bot.articles.stamps import MONTHS
from bot.articles.types import Span
from bot.extraction.dates.readings import (
    Clock,
    Dated,
    InYear,
    Numeric,
    Piece,
    Reading,
    Rule,
    Stated,
    in_year,
    which_of,
    whole,
)
from bot.extraction.dates.vocabulary import (
    DAY,
    FULL_MONTH,
    FULL_WEEKDAY,
    JOIN,
    MONTH,
    ORDINALS,
    WEEKDAY,
    WEEKDAYS,
    YEAR,
    alternatives,
    month_number,
    ordinal_number,
    weekday_number,
)
from bot.extraction.words import words

_MONTH_OPENERS = words(" ".join([*MONTHS, "jan feb mar apr jun jul aug sep sept oct nov dec"]))
_WEEKDAY_OPENERS = words(" ".join([*WEEKDAYS, "mon tue tues wed thu thur thurs fri sat sun"]))
_DIGITS = words("0")
_REL = r"(?i:last|this|next|that|the same|the previous)"
_IN_YEAR = rf"(?:,?\s+(?:of\s+)?(?:(?P<year>{YEAR})|(?P<rel>{_REL})\s+year\b))"
_NAMED_DAY = rf"(?:(?P<weekday>{WEEKDAY}),?\s+)"
_WHICH = (
    r"(?:(?P<which>(?i:this past|this coming|last|this|next))|(?P<rel>(?i:that)(?!\s+(?:May|March|April|June|August))))"
)
_WORD_DAY = rf"(?i:{alternatives(ORDINALS)}|thirtieth|thirty-first)\b"

# A bare month is one only where no name or verb can be meant: "in May", but neither "May said" nor "they may".
_BEFORE_MONTH = words(
    "in since by until till from to between during of early late mid last next this every each through throughout for"
    " before after around and or about -"
)
_PLAIN_MONTH = r"(?:January|February|July|September|October|November|December|\b(?:Jan|Feb|Sept?|Oct|Nov|Dec)\.)"
_NO_NAME = r"(?!\s+(?!(?:Fool|Day)\b)[A-Z][a-z]+[a-z'’]*\b)(?!['’]s?\s+[A-Z])"

_BEFORE_YEAR = words(
    "in since by until till from to between during of early late mid through throughout before after around for the and"
    " or circa - – ( , year fiscal spring summer autumn fall winter election"
)


def _dated(match: re.Match[str]) -> Reading | None:
    said = match.groupdict()
    day = said.get("day")
    weekday = said.get("weekday")
    return Dated(
        month_number(said["month"]),
        ordinal_number(day) if day else None,
        weekday_number(weekday) if weekday else None,
        in_year(said),
        which_of(said.get("which")),
    )


def _two_days(match: re.Match[str]) -> list[Piece]:
    month, year = month_number(match["month"]), in_year(match.groupdict())
    return [
        (_span(match, "month" if match.start("month") < match.start("first") else "first", "first"),
         Dated(month, ordinal_number(match["first"]), year=year)),
        (_span(match, "second", "second" if match.start("month") < match.start("first") else "month", to_end=True),
         Dated(month, ordinal_number(match["second"]), year=year)),
    ]  # fmt: skip


def _span(match: re.Match[str], first: str, last: str, *, to_end: bool = False) -> Span:
    return Span(match.start(first), match.end() if to_end else match.end(last))


def _two_years(match: re.Match[str]) -> list[Piece]:
    first, second = match["year"], match["second"]
    if len(second) == 2:
        second = first[:2] + second
    if int(second) <= int(first):
        return []
    return [(_span(match, "year", "year"), Stated(first)), (_span(match, "second", "second"), Stated(second))]


def _iso(match: re.Match[str]) -> Reading | None:
    day = Dated(int(match["month"]), int(match["day"]), year=InYear(int(match["year"])))
    return Clock(match["time"], "Z" if match["zone"] else "", day) if match["time"] else day


def _numeric(match: re.Match[str]) -> Reading | None:
    year = int(match["year"])
    if len(match["year"]) == 2:
        year += 2000 if year < 50 else 1900
    first, second = int(match["first"]), int(match["second"])
    if not (1 <= first <= 31 and 1 <= second <= 31 and min(first, second) <= 12):
        return None
    if match.groupdict().get("mark") == "." and second <= 12:
        return Dated(second, first, year=InYear(year))  # who writes full stops writes the day first
    return Numeric(first, second, year)


def _century(match: re.Match[str]) -> Reading | None:
    return Stated(f"{ordinal_number(match['number']) - 1:02}")


def _decade(match: re.Match[str]) -> Reading | None:
    digits = match["digits"]
    return Stated(digits[:3] if len(digits) == 4 else f"{20 if digits[0] in '012' else 19}{digits[0]}")


_NAMED_DECADES = {"twenties": "192", "thirties": "193", "forties": "194", "fifties": "195", "sixties": "196",
                  "seventies": "197", "eighties": "198", "nineties": "199"}  # fmt: skip

RULES = (
    Rule(
        _DIGITS,
        re.compile(
            r"(?P<year>[12]\d{3})-(?P<month>0[1-9]|1[0-2])-(?P<day>0[1-9]|[12]\d|3[01])"
            r"(?:[T ](?P<time>(?:[01]\d|2[0-3]):[0-5]\d)(?::\d\d(?:\.\d+)?)?(?P<zone>Z)?)?(?![\d-])"
        ),
        whole(_iso),
    ),
    Rule(
        _DIGITS,
        re.compile(r"(?P<first>\d{1,2})(?P<mark>[/.])(?P<second>\d{1,2})(?P=mark)(?P<year>[12]\d{3})(?![\d/]|\.\d)"),
        whole(_numeric),
    ),
    Rule(_DIGITS, re.compile(r"(?P<first>\d{1,2})/(?P<second>\d{1,2})/(?P<year>\d\d)(?![\d/]|\.\d)"), whole(_numeric)),
    Rule(_DIGITS, re.compile(r"9/11(?![\d/]|\.\d)"), whole(lambda _: Stated("2001-09-11"))),
    Rule(
        words("sept september"),
        re.compile(
            r"(?:Sept\.?|September) 11(?=,?(?: 2001)?,?\s+(?i:(?:terror(?:ist)? )?attacks|hijack|victims|commission))"
        ),
        whole(lambda _: Stated("2001-09-11")),
    ),
    Rule(
        _MONTH_OPENERS | _WEEKDAY_OPENERS,
        re.compile(rf"{_NAMED_DAY}?(?:the\s+)?(?P<month>{MONTH})\s+(?:the\s+)?(?P<day>{DAY}){_IN_YEAR}?"),
        whole(_dated),
        point=True,
    ),
    Rule(
        _DIGITS | _WEEKDAY_OPENERS | words("the"),
        re.compile(rf"{_NAMED_DAY}?(?i:the\s+)?(?P<day>{DAY})\s+(?:of\s+)?(?P<month>{MONTH})(?!\w){_IN_YEAR}?"),
        whole(_dated),
        point=True,
    ),
    Rule(
        words("the") | words(" ".join(ORDINALS)),
        re.compile(rf"(?i:the\s+)?(?P<day>{_WORD_DAY})\s+of\s+(?P<month>{FULL_MONTH}){_IN_YEAR}?"),
        whole(_dated),
        point=True,
    ),
    Rule(
        _MONTH_OPENERS,
        re.compile(rf"(?P<month>{MONTH})\s+(?P<first>{DAY}){JOIN}(?P<second>{DAY}){_IN_YEAR}?"),
        _two_days,
    ),
    Rule(
        _DIGITS | words("the"),
        re.compile(
            rf"(?:the\s+)?(?P<first>(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?){JOIN}(?P<second>{DAY})\s+(?:of\s+)?(?P<month>{MONTH})(?!\w){_IN_YEAR}?"
        ),
        _two_days,
    ),
    Rule(_MONTH_OPENERS, re.compile(rf"(?P<month>{MONTH}){_IN_YEAR}"), whole(_dated), point=True),
    Rule(
        _MONTH_OPENERS,
        re.compile(rf"(?P<month>{FULL_MONTH})(?={JOIN}{FULL_MONTH}{_IN_YEAR})"),
        whole(_dated),
        point=True,
    ),
    Rule(
        _MONTH_OPENERS,
        re.compile(rf"(?P<month>{_PLAIN_MONTH})(?![\w-])(?!\s+\d)"),
        whole(_dated),
        point=True,
    ),
    Rule(
        _MONTH_OPENERS,
        re.compile(rf"(?P<month>{FULL_MONTH}|\b(?:Aug|Apr|Mar)\.)(?![\w-])(?!\s+\d){_NO_NAME}"),
        whole(_dated),
        after=_BEFORE_MONTH,
        point=True,
    ),
    Rule(
        words("last this next that"),
        re.compile(rf"{_WHICH}\s+(?P<month>{FULL_MONTH})(?!\w)(?:\s+(?P<day>{DAY}))?"),
        whole(_dated),
        point=True,
    ),
    Rule(
        words("the"),
        re.compile(
            r"(?i:the)\s+(?P<day>(?:3[01]|[12]\d|[1-9])(?:st|nd|rd|th))(?=[.,;:]|\s+(?i:and(?! (?:the )?\d)"
            r"|but|when|after|of (?:the|this) month))(?:\s+of (?:the|this) month)?"
        ),
        whole(lambda match: Dated(None, ordinal_number(match["day"]))),
        after=words("on by until of between from since"),
    ),
    Rule(
        _WEEKDAY_OPENERS,
        re.compile(rf"(?P<weekday>{FULL_WEEKDAY}),?\s+the\s+(?P<day>\d{{1,2}}(?:st|nd|rd|th))\b"),
        whole(lambda m: Dated(None, ordinal_number(m["day"]), weekday_number(m["weekday"]))),
        point=True,
    ),
    Rule(
        _DIGITS,
        re.compile(rf"(?P<year>{YEAR})(?![-–]\d)(?!s\b|(?<=0)['’]s\b)"),
        whole(lambda m: Stated(m["year"])),
        point=True,
    ),
    Rule(
        _DIGITS,
        re.compile(r"(?P<year>(?:1[5-9]|20|21)\d\d)\s?[-–/]\s?(?P<second>(?:1[5-9]|20|21)?\d\d)(?![\d-]|[.,]\d)"),
        _two_years,
    ),
    Rule(
        words("the year"),
        re.compile(rf"(?:the\s+)?(?i:year)\s+(?P<year>{YEAR})"),
        whole(lambda m: Stated(m["year"])),
        point=True,
    ),
    Rule(
        _DIGITS | words("the ' ’ early late mid"),
        re.compile(
            r"(?i:the\s+)?(?i:(?:early|late|mid)[\s-]+)?(?:['’‘]?(?P<digits>(?:1[5-9]|20)\d0|(?<!\d)[1-9]0))['’]?s\b"
        ),
        whole(_decade),
        point=True,
    ),
    Rule(
        words("the"),
        re.compile(
            rf"(?i:the\s+(?:(?:early|late|mid)[\s-]+)?(?:nineteen[\s-])?(?P<decade>{alternatives(_NAMED_DECADES)}))\b"
        ),
        whole(lambda m: Stated(_NAMED_DECADES[m["decade"].lower()])),
        point=True,
    ),
    Rule(
        _DIGITS | words("the early late mid") | words(" ".join(ORDINALS)),
        re.compile(
            rf"(?i:the\s+)?(?i:(?:early|late|mid)[\s-]+(?:to[\s-]late[\s-]+)?)?"
            rf"(?P<number>\d{{1,2}}(?:st|nd|rd|th)|(?i:{alternatives(ORDINALS)}))[\s-](?i:century)\b"
        ),
        whole(_century),
        point=True,
    ),
)
"""Bare years are judged once more where they are found: most numbers of four digits are none."""
