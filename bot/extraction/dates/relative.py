"""Rules for dates that are told from another day: weekdays, "last week", "a year ago", quarters, seasons, holidays."""

import re

from bot.extraction.dates.readings import (
    DayPart,
    InYear,
    Moved,
    Named,
    Reading,
    Rule,
    Stated,
    Weekday,
    in_year,
    which_of,
    whole,
)
from bot.extraction.dates.vocabulary import (
    CLOCK_UNITS,
    COUNT,
    FULL_WEEKDAY,
    HOLIDAY,
    ONES,
    ORDINALS,
    PART,
    PARTS,
    SEASON,
    SEASON_NAMES,
    TENS,
    UNIT,
    UNITS,
    WEEKDAYS,
    YEAR,
    count,
    ordinal_number,
    unit_name,
    weekday_number,
)
from bot.extraction.words import words

_WEEKDAYS = words(" ".join(WEEKDAYS))
_COUNTS = words(
    "0 a an the one half several few many some couple seconds minutes hours years months weeks days decades centuries"
    " hundreds"
)
_COUNTS |= words(" ".join([*ONES, *TENS]))
_REL_YEAR = (
    rf"(?:,?\s+(?:of\s+)?(?:(?P<year>{YEAR})|(?P<rel>(?i:last|this|next|that|the|the same))\s+(?:fiscal\s+)?year\b))"
)
_WHICH = r"(?i:(?P<which>this past|this coming|the past|the coming|the previous|the following|last|this|next))"
_POINT_UNIT = r"(?P<unit>(?i:weekend|week|month|quarter|(?:fiscal |calendar |school )?year|decade|century))"
_NUMBER_WORDS = {
    "the day before yesterday": -2,
    "the day after tomorrow": 2,
    "yesterday": -1,
    "today": 0,
    "tomorrow": 1,
}
_DAY_WORD = r"(?P<word>(?i:the day before yesterday|the day after tomorrow|yesterday|today|tomorrow))"
_STEP = {"last": -1, "this": 0, "next": 1}


def _weekday(match: re.Match[str]) -> Reading | None:
    said = match.groupdict()
    which = (said.get("which") or "").lower()
    day = Weekday(weekday_number(said["weekday"]), which_of(which), then=which in {"the previous", "the following"})
    return DayPart(PARTS[said["part"].lower()], day) if said.get("part") else day


def _day_word(match: re.Match[str]) -> Reading | None:
    day = Moved("day", _NUMBER_WORDS[" ".join(match["word"].lower().split())])
    part = match["part"]
    return DayPart(PARTS[part.lower()], day) if part else day


def _part_of_now(match: re.Match[str]) -> Reading | None:
    by = -1 if match["which"].lower() == "last" else 0
    return DayPart(PARTS[match["part"].lower()], Moved("day", by))


def _with_part(part: str | None, day: Moved) -> Reading:
    return DayPart(PARTS[part.lower()], day) if part else day


def _step(match: re.Match[str]) -> Reading | None:
    which = match["which"].lower()
    step = _STEP[which_of(which) or "this"]
    return Moved(UNITS[unit_name(match["unit"])][1], step, then=which in {"the previous", "the following"})


def _distant(match: re.Match[str]) -> Reading | None:
    """Of "two years ago", "a month later"; some unknown number of them is no date but a reference."""
    way = match["way"].lower()
    forward = way in {"later", "from now", "hence", "afterwards"}
    amount = match["amount"]
    several = match["unit"].lower().endswith("s")
    number = ("X" if several else "1") if amount is None else count(amount) if re.fullmatch(COUNT, amount) else "X"
    name = unit_name(match["unit"])
    if not number.isdigit():
        return Stated("FUTURE_REF" if forward else "PAST_REF")
    then = way not in {"ago", "from now"}
    if name in CLOCK_UNITS:
        return Moved("day", 0, then)
    by = int(number) * (2 if name == "fortnight" else 1) * (1 if forward else -1)
    return Moved(UNITS[name][1], by, then)


def _quarter(match: re.Match[str]) -> Reading | None:
    number = ordinal_number(match["number"])
    kind = match["kind"].lower()
    most = 4 if kind == "quarter" else 2
    if number > most:
        return None
    said = match.groupdict()
    return Named("quarter" if most == 4 else "half", f"{kind[0].upper()}{number}", in_year(said))


def _short_quarter(match: re.Match[str]) -> Reading | None:
    number = match["number"] or match["other"]
    return Named(
        "half" if match["kind"] == "H" else "quarter", f"{match['kind'] or 'Q'}{number}", in_year(match.groupdict())
    )


def _season(match: re.Match[str]) -> Reading | None:
    said = match.groupdict()
    return Named("season", SEASON_NAMES[said["season"].lower()], in_year(said), which_of(said.get("which")))


def _holiday(match: re.Match[str]) -> Reading | None:
    said = match.groupdict()
    name = " ".join(said["holiday"].lower().replace("’", "'").split())
    year = InYear(int(said["when"])) if said["when"] else in_year(said)
    return Named("holiday", name, year, which_of(said.get("which")))


_ORDINAL = r"(?P<number>[1-4](?:st|nd|rd|th)|(?i:first|second|third|fourth))"
_AMOUNT = (
    rf"(?:(?:{COUNT}\s+(?i:or|to)\s+)?"
    rf"(?P<amount>(?i:half a|an? few|a couple of|several|some|many)|{COUNT})(?:\s+|-)|(?i:an?|one)\s+)?"
)

RULES = (
    Rule(
        _WEEKDAYS,
        re.compile(rf"(?P<weekday>{FULL_WEEKDAY})(?![\w-])(?:\s+(?P<part>{PART})\b(?!s))?"),
        whole(_weekday),
        point=True,
    ),
    Rule(
        words("last this next the"),
        re.compile(rf"{_WHICH}\s+(?P<weekday>{FULL_WEEKDAY})(?![\w-])(?:\s+(?P<part>{PART})\b(?!s))?"),
        whole(_weekday),
        point=True,
    ),
    Rule(
        words("the"),
        re.compile(rf"(?i:the)\s+(?P<part>{PART})\s+of\s+(?P<weekday>{FULL_WEEKDAY})(?!\w)"),
        whole(_weekday),
        point=True,
    ),
    Rule(
        words("yesterday today tomorrow the"),
        re.compile(rf"{_DAY_WORD}(?!\w)(?:\s+(?P<part>{PART})\b)?"),
        whole(_day_word),
        point=True,
    ),
    Rule(words("tonight"), re.compile(r"(?i:tonight)\b"), whole(lambda _: DayPart("NI", Moved("day", 0))), point=True),
    Rule(words("overnight"), re.compile(r"(?i:overnight)\b"), whole(lambda _: DayPart("NI", Moved("day", 0)))),
    Rule(
        words("this last"),
        re.compile(rf"(?P<which>(?i:this|last))\s+(?P<part>{PART})\b"),
        whole(_part_of_now),
        point=True,
    ),
    Rule(
        words("last this next the"),
        re.compile(rf"(?P<which>(?i:the previous|the following|last|this|next))\s+{_POINT_UNIT}\b(?!-|\s+(?i:end)\b)"),
        whole(_step),
        point=True,
    ),
    Rule(
        words("the"),
        re.compile(
            r"(?i:the (?P<which>current|present|coming|upcoming))\s+(?P<unit>(?i:(?:fiscal "
            r"|calendar )?year|quarter|month|week))\b"
        ),
        whole(lambda m: Moved(UNITS[unit_name(m["unit"])][1], int(m["which"].lower() in {"coming", "upcoming"}))),
        point=True,
    ),
    Rule(
        words("the"),
        re.compile(rf"(?i:the (?P<which>next|following|previous))\s+(?:(?i:day)|(?P<part>{PART}))\b"),
        whole(lambda m: _with_part(m["part"], Moved("day", -1 if m["which"].lower() == "previous" else 1, then=True))),
    ),
    Rule(
        words("the"),
        re.compile(rf"(?i:the)\s+(?P<part>{PART})\s+(?P<way>(?i:before|after))\b"),
        whole(lambda m: _with_part(m["part"], Moved("day", -1 if m["way"].lower() == "before" else 1, then=True))),
    ),
    Rule(
        words("that the"),
        re.compile(rf"(?i:that|the same)\s+(?P<part>{PART})\b"),
        whole(lambda m: _with_part(m["part"], Moved("day", 0, then=True))),
    ),
    Rule(
        words("the"),
        re.compile(r"(?i:the (?:same |corresponding )?year-(?:ago|earlier)\s+(?:(?P<quarter>quarter)|period))\b"),
        whole(lambda m: Moved("quarter", -4, then=True) if m["quarter"] else Moved("year", -1, then=True)),
    ),
    Rule(
        words("the"),
        re.compile(r"(?i:the day (?P<way>before|after|earlier))\b(?!\s+(?i:yesterday|tomorrow))"),
        whole(lambda m: Moved("day", 1 if m["way"].lower() == "after" else -1, then=True)),
    ),
    Rule(
        words("that the"),
        re.compile(r"(?i:that|the same) (?P<unit>(?i:day|week|month|year))\b(?!-)"),
        whole(lambda m: Moved(UNITS[m["unit"].lower()][1], 0, then=True)),
    ),
    Rule(
        words("the"),
        re.compile(
            r"(?i:the) (?P<unit>(?i:year|month|quarter|week|decade|century))\b(?!-|['’]s|\s+(?i:before"
            r"|after|of|that|when|in|to|ended|earlier|later|\d))"
        ),
        whole(lambda m: Moved(UNITS[m["unit"].lower()][1], 0, near=True)),
        after=words("of for in during through throughout later earlier"),
        point=True,
    ),
    Rule(
        words("the year month"),
        re.compile(r"(?i:(?:the )?(?P<unit>year|month)(?:['’]s |[- ])end)\b"),
        whole(lambda m: Moved(UNITS[m["unit"].lower()][1], 0, near=True)),
        after=words("by at before until till of after since"),
    ),
    Rule(
        words("the this"),
        re.compile(r"(?i:(?:the|this) (?P<which>past|last|coming|next) weekend)\b"),
        whole(lambda m: Moved("weekend", _STEP[which_of(m["which"]) or "this"])),
    ),
    Rule(
        words("the"),
        re.compile(r"(?i:the weekend)\b(?!\s+of)"),
        whole(lambda _: Weekday(5, weekend=True)),
        point=True,
    ),
    Rule(
        _COUNTS,
        re.compile(
            rf"{_AMOUNT}(?P<unit>{UNIT})\s+"
            r"(?P<way>(?i:ago|from now|later|earlier|hence|afterwards|before(?=\s*(?:[.,;:)]|$))))\b(?!\s+(?i:than)\b)"
        ),
        whole(_distant),
        amount=True,
    ),
    Rule(
        words("the first second third fourth 0") | words(" ".join(ORDINALS[:4])),
        re.compile(
            rf"(?i:the\s+)?{_ORDINAL}[\s-](?:fiscal[\s-])?(?P<kind>(?i:quarter))\b(?![\s-]?final|s\b){_REL_YEAR}?"
        ),
        whole(_quarter),
        point=True,
    ),
    Rule(
        words("the first second 0"),
        re.compile(
            rf"(?i:the\s+)?{_ORDINAL}[\s-](?P<kind>(?i:half))(?:{_REL_YEAR}|(?=\s+(?i:profit|loss|sales|earnings|results|revenue|figures)))"
        ),
        whole(_quarter),
        point=True,
    ),
    Rule(
        words("the 0"),
        re.compile(rf"(?i:the\s+)?(?P<year>{YEAR})(?:['’]s)?\s+{_ORDINAL}[\s-](?P<kind>(?i:quarter|half))\b"),
        whole(_quarter),
        point=True,
    ),
    Rule(
        words("last this next"),
        re.compile(rf"(?P<rel>(?i:last|this|next))\s+year['’]s\s+{_ORDINAL}[\s-](?P<kind>(?i:quarter|half))\b"),
        whole(_quarter),
        point=True,
    ),
    Rule(
        words("q h 0"),
        re.compile(rf"(?:(?P<kind>[QH])(?P<number>[1-4])|(?P<other>[1-4])Q)\b(?:\s*['’]?(?P<year>{YEAR}))?"),
        whole(_short_quarter),
        point=True,
    ),
    Rule(
        words("the fiscal fy financial 0"),
        re.compile(rf"(?i:the\s+)?(?:(?i:fiscal|financial)(?i:\s+years?)?\s+|FY\s?)(?P<year>{YEAR})"),
        whole(lambda m: Stated(m["year"])),
        point=True,
    ),
    Rule(
        words("the"),
        re.compile(rf"(?i:the\s+)(?P<year>{YEAR})\s+(?i:fiscal|financial) year\b"),
        whole(lambda m: Stated(m["year"])),
        point=True,
    ),
    Rule(
        words("last this next the spring summer autumn fall winter springtime summertime"),
        re.compile(rf"(?:{_WHICH}\s+|(?i:the\s+))?(?P<season>{SEASON}){_REL_YEAR}"),
        whole(_season),
        point=True,
    ),
    Rule(
        words("last this next the"),
        re.compile(rf"{_WHICH}\s+(?P<season>{SEASON})\b"),
        whole(_season),
        point=True,
    ),
    Rule(
        words("last this next"),
        re.compile(rf"(?P<rel>(?i:last|this|next))\s+year['’]s\s+(?P<season>{SEASON})\b"),
        whole(_season),
        point=True,
    ),
    Rule(
        words("the"),
        re.compile(
            r"(?i:the)\s+(?P<season>(?i:spring|summer|autumn|winter|fall))\b(?=[.,;]|\s+(?i:after|when|and|but|as|the|to))"
        ),
        whole(_season),
        after=words("in over during by since until of through early late"),
        point=True,
    ),
    Rule(
        words(
            "last this next new epiphany martin australia burns holocaust groundhog"
            " valentine st presidents shrove mardi ash"
            " international april palm maundy good holy easter earth anzac may ve"
            " victory europe mother memorial ascension"
            " pentecost whit corpus d father juneteenth canada independence fourth the bastille labor labour columbus"
            " indigenous halloween hallowe all guy bonfire armistice remembrance"
            " veterans thanksgiving black cyber election"
            " christmas boxing"
        ),
        re.compile(
            rf"(?:(?P<which>(?i:last|this|next))\s+|(?i:the\s+))?(?P<holiday>(?i:{HOLIDAY}))(?:{_REL_YEAR}|\s+in\s+(?P<when>{YEAR}))?"
        ),
        whole(_holiday),
        point=True,
    ),
)
