"""A pass over results, schedules, line-ups and scorecards, whose lines the model cannot read as sentences."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator

from bot.extraction.joins import replaced
from bot.extraction.name import Name
from bot.extraction.places import COUNTRIES, KNOWN
from bot.extraction.tokens import Tokens
from bot.extraction.types import Kind

Ranges = list[tuple[int, int]]

_CAP = r"[A-ZÀ-Þ][\w.'’]*(?:-[\w'’]+)*"
_SMALL = r"(?:(?:van|von|der|den|de|da|di|del|la|le|al|el|bin|du|dos) )*"
_NAME = rf"{_CAP}(?: {_SMALL}{_CAP}){{0,3}}"
_FULL = rf"{_CAP}(?: {_SMALL}{_CAP}){{1,3}}"
_OF = r"(?:\( ?[A-Z][A-Za-z. ]{1,24}\) )?"
_SCORERS = r"(?:\((?P<{}>[^()\n]{{3,200}})\)\s?)?"
_RESULT = re.compile(
    rf"^(?P<one>{_NAME}) {_OF}\d{{1,3}} ?{_SCORERS.format('for_one')}(?P<two>{_NAME}) {_OF}\d{{1,3}}(?! ?-?\d)"
    rf" ?{_SCORERS.format('for_two')}",
    re.MULTILINE,
)
_SCORER = re.compile(rf"({_NAME}) \d{{1,3}}(?:st|nd|rd|th)?\b")
_SCHEDULED = re.compile(rf"^(?P<one>{_NAME}) (?:AT|at|v|vs\.?|V) (?P<two>{_NAME})[^\S\n]*$", re.MULTILINE)
_NUMBERED = re.compile(rf"(?:^|(?<=[\s,;(:]))\d{{1,2}} ?- ?(?P<name>{_FULL})", re.MULTILINE)
_FROM = re.compile(rf"(?P<name>{_FULL}) ?\( ?(?P<land>[A-Z][A-Za-z.]*(?: [A-Z][A-Za-z.]*){{0,2}}) ?\)")
_LAND = re.compile(r"\( ?([A-Z][A-Za-z.]*(?: [A-Z][A-Za-z.]*){0,2}) ?\)")
_PLAYER = re.compile(r"\d ?- ?[A-ZÀ-Þ]")
_BATTED = re.compile(rf"^(?P<name>{_NAME}) (?P<how>(?:c|b|lbw|st|run out|not out)\b[^\n]{{0,60}})$", re.MULTILINE)
_BOWLED = re.compile(rf"(?:\b(?:c|b|st|and) |& )({_CAP}(?: {_CAP})?)(?= |$)")
_HEADING = re.compile(r"^(?:[A-Z]{1,3} ){2,9}[A-Z]{1,3}[^\S\n]*$", re.MULTILINE)
_FEWEST = 3
"""Lines of one sort that make a table; of a schedule or a line-up two are enough."""


def scorecards(tokens: Tokens, names: list[Name]) -> list[Name]:
    """The names with those of results with scorers, of schedules, line-ups, starters' countries and cricket scores."""
    names = _without_headings(tokens, names)
    names = _sides(tokens, names)
    if _PLAYER.search(tokens.text):
        names = _persons(tokens, names, [found.span("name") for found in _NUMBERED.finditer(tokens.text)])
    if any(land in COUNTRIES for land in _LAND.findall(tokens.text)):
        starters = (found for found in _FROM.finditer(tokens.text) if found["land"] in COUNTRIES)
        names = _persons(tokens, names, [found.span("name") for found in starters])
    return _scored(tokens, names)


def _range(tokens: Tokens, start: int, end: int) -> tuple[int, int] | None:
    """The tokens that characters `start` to `end` are, None when they begin or end within one."""
    first, last = bisect_left(tokens.starts, start), bisect_left(tokens.ends, end)
    whole = last < len(tokens) and (tokens.starts[first], tokens.ends[last]) == (start, end)
    return (first, last + 1) if whole else None


def _put(tokens: Tokens, names: list[Name], spans: Iterable[tuple[int, int]], kind: Kind) -> list[Name]:
    for start, end in spans:
        if found := _range(tokens, start, end):
            names = replaced(names, Name(*found, kind))
    return names


def _without_headings(tokens: Tokens, names: list[Name]) -> list[Name]:
    """Leave out what stands in the heading of a table: "W L PCT GB"."""
    lines = [m.span() for m in _HEADING.finditer(tokens.text) if sum(len(word) == 1 for word in m[0].split()) > 1]
    if not lines:
        return names
    return [n for n in names if not any(start <= tokens.starts[n.start] < end for start, end in lines)]


def _sides(tokens: Tokens, names: list[Name]) -> list[Name]:
    results = list(_RESULT.finditer(tokens.text))
    results = results if len(results) >= _FEWEST else []
    scheduled = list(_SCHEDULED.finditer(tokens.text))
    scheduled = scheduled if len(scheduled) > 1 else []
    spans = [found.span(side) for found in (*results, *scheduled) for side in ("one", "two")]
    if not spans:
        return names
    lands = sum(KNOWN.get(tokens.text[start:end].title()) == "GPE" for start, end in spans)
    names = _put(tokens, names, spans, "GPE" if 2 * lands >= len(spans) else "ORG")
    return _put(tokens, names, _scorers(results), "PERSON")


def _scorers(results: Iterable[re.Match[str]]) -> Iterator[tuple[int, int]]:
    for found in results:
        for side in ("for_one", "for_two"):
            if found[side]:
                for scorer in _SCORER.finditer(found.string, *found.span(side)):
                    yield scorer.span(1)


def _persons(tokens: Tokens, names: list[Name], spans: Ranges) -> list[Name]:
    """The names with a person in each span, where most of those that are names already are persons."""
    ranges = [found for span in spans if (found := _range(tokens, *span))]
    kinds = {(name.start, name.end): name.kind for name in names}
    told = [kinds[found] for found in ranges if found in kinds]
    if told.count("PERSON") < 2 or 2 * told.count("PERSON") < len(ranges):
        return names
    for found in ranges:
        if kinds.get(found) != "PERSON":
            names = replaced(names, Name(*found, "PERSON"))
    return names


def _scored(tokens: Tokens, names: list[Name]) -> list[Name]:
    """The batsmen of a scorecard, and who caught and bowled them: "Holm c Krag b Mai 21"."""
    batted = list(_BATTED.finditer(tokens.text))
    if len(batted) < _FEWEST:
        return names
    names = _put(tokens, names, [found.span("name") for found in batted], "PERSON")
    bowlers = [m.span(1) for found in batted for m in _BOWLED.finditer(tokens.text, *found.span("how"))]
    return _put(tokens, names, bowlers, "PERSON")
