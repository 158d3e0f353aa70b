"""What looks like a date and is none: "1500 sheep", "the Sunday Times", "as soon as", "the man in his twenties"."""

import re

from bot.extraction.dates.readings import Dated, Moved, Named, Reading, Stated, Weekday
from bot.extraction.words import words

_LAST_WORD = re.compile(r"(\d+|[^\W\d_]+|[^\w\s])\s*$")
_CONTEXT = 24  # characters that are looked at before an expression

_PAPERS = (
    r"\s+(?:Times|Mirror|Mail|Post|Telegraph|Express|Herald|Star|Sun|Independent"
    r"|Night Live|Night Football|Courier|Journal"
    r"|Tribune|Gazette|Show|World)\b"
)
_PAPER = re.compile(_PAPERS)
_NAMED_WEEKDAYS = words("recent typical any bloody super ruby casual throwback freaky mr mrs ms miss joe girl man")
_PLURAL_NEXT = re.compile(r"\s+(?:[a-z]+\s+)?(?:people|men|women|children|sheep|cattle|police|troops|[a-z]{3,}s)\b")
_MEASURE_NEXT = re.compile(
    r"\s?(?:%|per ?cent|percent|km|kg|kilomet|met(?:re|er)|mile|feet|foot|ft\b|pound"
    r"|dollar|euro|tonne|ton\b|mph|m\b|hp\b|calories)"
)
_BEFORE_YEAR = words(
    "in since by until till from to between during early late mid through"
    " throughout before after around for and or circa"
    " fiscal year spring summer autumn fall winter late previous - – ( , of"
)
_OLD_YEARS = words("of - – to and around after before")
_NAME_NEXT = re.compile(r"\s+[A-Z]")
_DETERMINERS = words("the a an its his her their our this s")
_VERB_NEXT = re.compile(r"\s+(?:was|were|is|will|has|had|saw|brought|began|ended|marked|proved|would|could|may)\b")
_FESTIVE = re.compile(
    r"\s+(?:part(?:y|ies)|dinner|lunch|shopping|season|trees?|presents?|gifts?|cards?|carols?|holidays?|break|markets?"
    r"|lights|decorations?|eggs?|bunny|costumes?|songs?|turkeys?|bonus|period|lottery|stockings?|jumpers?)\b"
)
"""What a holiday gives its name to, on whatever day."""

_PARTS_OF = words(
    "rest remainder most half part much all end start beginning middle close course quarter month months week weeks"
    " days out early late"
)
"""What "of the year" goes with where a year is meant, unlike in "player of the year"."""

_WHOLE_SPAN = re.compile(r"(?i)one (?:day|night)")
_COUNTED_FROM = re.compile(r"\s+(?i:after|before|into)\b")
_IDLE_BEFORE = {"FUTURE_REF": words("as this so too how"), "PRESENT_REF": words("just until")}
_OWNERS = words("his her their my")
_SPENT = words("for in within just only than last lasted took takes after every")
_SPORT = re.compile(
    r"(?i)\b(?:touchdown|field goal|points?|rebounds?|halftime|half-time|kickoff|quarterback|coach|yards?|scored|basket"
    r"|3-pointer|lead(?:ing)? \d|game|goal)\b"
)


_POSSESSIVES = words("his her its their my our your whose")
_STEPPED = re.compile(r"(?i:last|next)\s")
_NUMBERED = re.compile(r"\b(?:[Nn]o\.|(?i:number|room|flight|route|highway|page|bus|apartment|box))\s+$")
_STREET = re.compile(r"\s+(?:[A-Z][a-z]+\s+){1,2}(?:Street|St\.|Road|Rd\.|Lane|Avenue|Ave\.|Drive|Boulevard|Way)")
_COUNTING = words("and or of for to with about over some nearly almost than least most by")
_GREETINGS = words("merry happy")
_QUOTES = {"'", "“", '"', "‘", "`", "’"}
_UNQUOTES = re.compile(r"(?:''|[”\"’'])(?!s\b)")
_TITLE_BEFORE = re.compile(r"(?:``|''|[“\"‘])(?:[A-Z]\w+\s){1,3}$")


def word_before(text: str, at: int) -> str:
    """The word, number or mark before a place in a text, in small letters; "" at the beginning."""
    found = _LAST_WORD.search(text[max(0, at - _CONTEXT) : at])
    return found[1].lower() if found else ""


def _start_of_last_word(text: str, at: int) -> int:
    """Where the word, number or mark begins that stands before a place; the place itself where there is none."""
    begin = max(0, at - _CONTEXT)
    found = _LAST_WORD.search(text[begin:at])
    return begin + found.start() if found else at


def is_trap(text: str, start: int, end: int, reading: Reading, *, seen: bool) -> bool:
    """Whether an expression that a rule read at `start` to `end` is none. `seen`: the model also takes it for one."""
    before = word_before(text, start)
    if isinstance(reading, Stated):
        if len(reading.value) == 4 and reading.value.isdigit() and end - start == 4:
            if seen and not _MEASURE_NEXT.match(text, end) and not _is_crowd(text, start, end, before):
                return False
            return not _is_year(text, start, end, before)
        return _is_idle(text, start, end, reading.value, before)
    return _is_a_name(text, start, end, reading, before)


def _is_a_name(text: str, start: int, end: int, reading: Reading, before: str) -> bool:
    """Newspapers, Christmas parties."""
    match reading:
        case Weekday():
            named = bool(_PAPER.match(text, end)) or before in _NAMED_WEEKDAYS or _is_titled(text, start, end, before)
            return named or (bool(_UNQUOTES.match(text, end)) and bool(_TITLE_BEFORE.search(text, 0, start)))
        case Dated(day=None):
            return bool(_PAPER.match(text, end))
        case Named(kind="holiday"):
            return bool(_FESTIVE.match(text, end)) or before in _GREETINGS
        case Moved():
            return _is_moved_trap(text, start, end, reading, before)
    return False


def _is_moved_trap(text: str, start: int, end: int, reading: Moved, before: str) -> bool:
    """The programme "Today", "his last year in office", "player of the year"."""
    match reading:
        case Moved(unit="day", by=0):
            return text[start] == "T" and (before.isalpha() or (before in _QUOTES and bool(_UNQUOTES.match(text, end))))
        case Moved(then=False, by=-1 | 1, unit="week" | "month" | "year" | "quarter") if _STEPPED.match(text, start):
            return before in _POSSESSIVES
        case Moved(by=0) if before == "of" and text[start:end].lower().startswith("the "):
            return word_before(text, _start_of_last_word(text, start)) not in _PARTS_OF
    return False


def _is_idle(text: str, start: int, end: int, value: str, before: str) -> bool:
    """As in "as soon as", "one day he will", "in his twenties"."""
    if _WHOLE_SPAN.fullmatch(text, start, end):
        return before not in _SPENT and not _COUNTED_FROM.match(text, end)
    return before in _IDLE_BEFORE.get(value, ()) or (len(value) == 3 and before in _OWNERS)


def is_sport(text: str, start: int, end: int) -> bool:
    """Whether quarters and halves are those of a match in a sentence."""
    return bool(_SPORT.search(text, start, end))


def _is_titled(text: str, start: int, end: int, before: str) -> bool:
    """As in "the Sunday Circle": a weekday with a small "the" before it, and a capital behind."""
    return before == "the" and bool(re.match(r"\s+[A-Z][a-z]+", text[end : end + 20])) and text[start].isupper()


def _is_crowd(text: str, start: int, end: int, before: str) -> bool:
    """Whether a number counts people or things, or houses and rooms: "and 2000 soldiers", "1850 Mill Lane"."""
    if _NUMBERED.search(text, max(0, start - _CONTEXT), start) or _STREET.match(text, end):
        return True
    return int(text[start:end]) % 100 == 0 and before in _COUNTING and bool(_PLURAL_NEXT.match(text, end))


def _is_year(text: str, start: int, end: int, before: str) -> bool:
    number = int(text[start:end])
    if _MEASURE_NEXT.match(text, end) or (start and text[start - 1] in "$£€#/."):
        return False
    crowd = _PLURAL_NEXT.match(text, end)
    recent = 1900 <= number <= 2100
    if before in _BEFORE_YEAR:
        if before in {"for", "to", "of", ",", "or", "and", "-", "–", "around", "after", "before"} and not recent:
            return before in _OLD_YEARS and number >= 1500 and not crowd and not _NAME_NEXT.match(text, end)
        return not (crowd and (number % 100 == 0 or not recent or before in {"of", "for", "to", "or"}))
    if before in _DETERMINERS:
        return recent and not (crowd and number % 100 == 0)
    if before in {"", ".", "“", '"', ":", ";"} and recent:
        return bool(_VERB_NEXT.match(text, end)) or before in {":", ";"}
    return False
