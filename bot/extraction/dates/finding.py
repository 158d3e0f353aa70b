"""Finding date expressions in a stretch of text: at each word that one may open with, the longest that a rule reads."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from types import MappingProxyType

from bot.articles.types import Span
from bot.extraction.dates import amounts, clocks, relative, written
from bot.extraction.dates.readings import Clock, Dated, DayPart, InYear, Moved, Named, Piece, Reading, Rule, Weekday
from bot.extraction.dates.traps import is_sport, is_trap, word_before
from bot.extraction.dates.vocabulary import ABOUT, JOIN, PART, PARTS
from bot.extraction.words import words

_RULES: Sequence[Rule] = (*written.RULES, *relative.RULES, *amounts.RULES, *clocks.RULES)


def _indexed() -> MappingProxyType[str, tuple[Rule, ...]]:
    found: dict[str, list[Rule]] = defaultdict(list)
    for rule in _RULES:
        for opener in rule.openers:
            found[opener].append(rule)
    return MappingProxyType({opener: tuple(rules) for opener, rules in found.items()})


_BY_OPENER = _indexed()

_CROWDED = 20
"""So many rules behind one opener ("the", a number) are first tried as one pattern: most texts match none of them."""


def _any_of(rules: Sequence[Rule]) -> re.Pattern[str]:
    """What matches where one of the rules does; their groups are told apart by new names."""
    patterns = (
        re.sub(r"\(\?P([<=])", rf"(?P\g<1>rule{number}_", rule.pattern.pattern) for number, rule in enumerate(rules)
    )
    return re.compile("|".join(patterns))


_ANY_OF = MappingProxyType({key: _any_of(rules) for key, rules in _BY_OPENER.items() if len(rules) >= _CROWDED})
_WORD = re.compile(r"[^\W\d_]+|\d+|['’‘]")
_EDGE = re.compile(
    r"(?i:(?:the\s+)?(?:very\s+)?(?:(?:early|mid|late|earlier|later)(?:[\s-]+(?=\S)|\s+(?:on|in)\s+)"
    r"|(?:end|start|beginning|middle|close|eve)\s+of\s+))"
)
_EDGE_OPENERS = words("the early mid late earlier later end start beginning middle close")
_PART_OF = re.compile(rf"(?i:the\s+)?(?i:(?:early|late)\s+)?(?P<part>{PART})\s+of\s+")
_PART = re.compile(rf"\s+(?P<part>{PART})\b")
_ABOUT = re.compile(ABOUT)
_ABOUT_OPENERS = words(
    "about around approximately roughly almost nearly some over under up at more less"
    " fewer no as just well close a another an"
)
_OPENERS = frozenset(_BY_OPENER) | _EDGE_OPENERS | _ABOUT_OPENERS | frozenset(PARTS)
_ARTICLES = words("the a an this")
_NEXT = re.compile(r"[\s-]+['’‘]?([^\W\d_]+|\d)")
_BEHIND_ARTICLE = _OPENERS | words(
    """
    second seconds minute minutes hour hours day days night nights week weeks weekend weekends fortnight fortnights
    month months quarter year years decade decades century centuries
    calendar business trading working school fiscal financial
    same past coming following previous first final preceding subsequent upcoming recent distant near foreseeable future
    very whole entire full moment time number dozen thousand hundred couple mere further estimated additional
    corresponding
    nineteen twenties thirties forties fifties sixties seventies eighties nineties present bastille opening closing
    """
)
_LONGEST = 120  # characters of an expression
JOINED = re.compile(JOIN)
_BESIDE = re.compile(
    r",?\s+(?P<word>(?i:on|at|by|around|about|from|until|before|after|shortly after|just after)\s+)?(?:the\s+)?"
)
_NEAR = 60  # characters between a time and the day that it belongs to


def find(text: str, span: Span, seen: Sequence[Span] = ()) -> list[Piece]:
    """The expressions that lie in a stretch of the text, in order, none overlapping another.

    `seen`: where a language model sees dates; it decides only whether a bare number is a year.
    """
    found: list[Piece] = []
    at = span.start
    for word in _WORD.finditer(text, span.start, span.end):
        key = _key(word)
        if key not in _OPENERS or word.start() < at or not _opens(text, word):
            continue
        if key in _ARTICLES and not _goes_on(text, word.end()):
            continue
        pieces = _longest(text, word.start(), key, span.end, seen)
        if pieces:
            found += pieces
            at = pieces[-1][0].end
    return _with_years(text, _with_days(text, found))


def _key(word: re.Match[str]) -> str:
    """Under what the rules are found that a word may open: all numbers are "0"."""
    said = word.group()
    return "0" if said.isdigit() else said.lower()


def _goes_on(text: str, at: int) -> bool:
    """Whether behind an article stands a word that may be of a date: most articles are passed over so."""
    found = _NEXT.match(text, at)
    return found is not None and (found[1].isdigit() or found[1].lower() in _BEHIND_ARTICLE)


def _opens(text: str, word: re.Match[str]) -> bool:
    """Whether an expression may begin here: not within a number, an address or a compound."""
    before = text[word.start() - 1 : word.start()]
    if word.group() in "'’‘":
        return not before.isalnum()
    if before.isalnum() or before in {"_", "@", "#", "$", "£", "€"}:
        return False
    if word.group().isdigit() and before in {".", ",", ":", "/", "-"}:
        return not text[max(0, word.start() - 2) : word.start() - 1].isdigit()
    return True


def _longest(text: str, start: int, key: str, end: int, seen: Sequence[Span]) -> Sequence[Piece]:
    limit = min(end, start + _LONGEST)
    best = _core(text, start, limit, key, seen)
    if key in _EDGE_OPENERS and (edge := _EDGE.match(text, start, limit)):
        best = _better(best, _widened(start, _after(text, edge.end(), limit, seen, "point")))
    if key in _ABOUT_OPENERS and (about := _ABOUT.match(text, start, limit)):
        best = _better(best, _widened(start, _after(text, about.end(), limit, seen, "amount")))
    if (key in PARTS or key in {"the", "early", "late"}) and (part := _PART_OF.match(text, start, limit)):
        day = _after(text, part.end(), limit, seen, "point")
        if day and _is_day(day[0][1]):
            best = _better(best, [(Span(start, day[0][0].end), DayPart(PARTS[part["part"].lower()], day[0][1]))])
    return best


def _after(text: str, at: int, limit: int, seen: Sequence[Span], kind: str) -> Sequence[Piece]:
    """What stands behind "early", "the end of" (a point of the calendar) or "at least" (an amount)."""
    word = _WORD.match(text, at, limit)
    if word is None:
        return ()
    return _core(text, at, limit, _key(word), seen, kind)


def _core(
    text: str, start: int, limit: int, key: str, seen: Sequence[Span], kind: str | None = None
) -> Sequence[Piece]:
    best: Sequence[Piece] = ()
    before: str | None = None
    if key in _ANY_OF and not _ANY_OF[key].match(text, start, limit):
        return ()
    for rule in _BY_OPENER.get(key, ()):
        if (kind == "point" and not rule.point) or (kind == "amount" and not rule.amount):
            continue
        match = rule.pattern.match(text, start, limit)
        if match is None or match.end() == start or _cuts(text, match.end()):
            continue
        if rule.after is not None:
            before = word_before(text, start) if before is None else before
            if before not in rule.after:
                continue
        pieces = rule.read(match)
        if pieces and not _trapped(text, pieces[-1], seen):
            best = _better(best, pieces)
    return _with_part(text, best, limit)


def _with_part(text: str, pieces: Sequence[Piece], limit: int) -> Sequence[Piece]:
    """For "Christmas morning", "March 5 evening": a day with a part of it behind."""
    if len(pieces) != 1 or isinstance(pieces[0][1], DayPart | Moved) or not _is_day(pieces[0][1]):
        return pieces
    span, day = pieces[0]
    part = _PART.match(text, span.end, limit)
    return [(Span(span.start, part.end()), DayPart(PARTS[part["part"].lower()], day))] if part else pieces


def _cuts(text: str, at: int) -> bool:
    """Whether a place is inside a word."""
    return at < len(text) and text[at - 1].isalnum() and text[at].isalnum()


def _better(one: Sequence[Piece], other: Sequence[Piece]) -> Sequence[Piece]:
    if not one or not other:
        return one or other
    return other if other[-1][0].end > one[-1][0].end else one


def _widened(start: int, pieces: Sequence[Piece]) -> Sequence[Piece]:
    if not pieces:
        return ()
    (first, reading), *rest = pieces
    return [(Span(start, first.end), reading), *rest]


def _trapped(text: str, piece: Piece, seen: Sequence[Span]) -> bool:
    span, reading = piece
    if is_trap(text, span.start, span.end, reading, seen=any(one.overlaps(span) for one in seen)):
        return True
    if isinstance(reading, Named) and reading.kind in {"quarter", "half"} and reading.year == InYear():
        return is_sport(text, max(0, span.start - 150), span.end + 150)
    return False


def _is_day(reading: Reading) -> bool:
    match reading:
        case Dated():
            return reading.day is not None
        case Weekday():
            return not reading.weekend
        case Moved():
            return reading.unit == "day"
        case Named():
            return reading.kind == "holiday"
        case DayPart():
            return True
    return False


def _day(reading: Reading) -> Reading:
    return reading.day if isinstance(reading, DayPart) else reading


def _with_days(text: str, pieces: Sequence[Piece]) -> list[Piece]:
    """Times with the days that stand beside them: one expression with them where nothing but white space is between."""
    found: list[Piece] = []
    skip = False
    for number, (span, reading) in enumerate(pieces):
        if skip:
            skip = False
            continue
        if not isinstance(reading, Clock) or reading.day is not None:
            found.append((span, reading))
            continue
        following = pieces[number + 1] if number + 1 < len(pieces) else None
        if following and _is_day(following[1]) and (gap := _BESIDE.fullmatch(text, span.end, following[0].start)):
            timed = replace(reading, day=_day(following[1]))
            skip = gap["word"] is None
            found.append((Span(span.start, following[0].end) if skip else span, timed))
        elif found and _is_day(found[-1][1]) and (gap := _BESIDE.fullmatch(text, found[-1][0].end, span.start)):
            timed = replace(reading, day=_day(found[-1][1]))
            if gap["word"] is None:
                found[-1] = (Span(found[-1][0].start, span.end), timed)
            else:
                found.append((span, timed))
        else:
            found.append((span, _of_a_day_near(text, span, reading, pieces[number + 1 :], found)))
    return found


def _of_a_day_near(text: str, span: Span, clock: Clock, behind: Sequence[Piece], before: Sequence[Piece]) -> Clock:
    """The time on the day that follows ("from 8 a.m. to 10 a.m. Tuesday"), or on the one that was said before it."""
    at = span.end
    for other, reading in behind[:2]:
        if other.start - at > _NEAR // 2 or re.search(r"[.;]\s", text[at : other.start]):
            break
        at = other.end
        if _is_day(reading):
            return replace(clock, day=_day(reading))
    for other, reading in reversed(before[-2:]):
        if span.start - other.end > _NEAR or re.search(r"[.;]\s", text[other.end : span.start]):
            break
        day = reading.day if isinstance(reading, Clock) else _day(reading) if _is_day(reading) else None
        if day is not None:
            return replace(clock, day=day)
    return clock


def _with_years(text: str, pieces: Sequence[Piece]) -> list[Piece]:
    """In "May 3 to May 9, 2021" the first of two dates that are joined has the year of the second."""
    found = list(pieces)
    for number in range(len(found) - 2, -1, -1):
        (span, reading), (following, second) = found[number], found[number + 1]
        if (
            isinstance(reading, Dated)
            and isinstance(second, Dated)
            and reading.year == InYear()
            and second.year.year is not None
            and JOINED.fullmatch(text, span.end, following.start)
        ):
            found[number] = (span, replace(reading, year=second.year))
    return found
