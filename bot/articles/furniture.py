"""Which stretches of a text are not the story: by-lines, datelines, stamps and the boilerplate of pages."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.articles.boilerplate import STAFF, Piece, boilerplate
from bot.articles.bylines import match_byline, match_dateline
from bot.articles.section import match_section
from bot.articles.stamps import match_stamp
from bot.articles.types import Span

BYLINE = "a by-line"
DATELINE = "a dateline"
SECTION = "a section tag"
STAMP = "a date stamp"
HIGHLIGHTS = "the page's own highlights"

HEAD_LINES = 8  # non-empty lines from the top among which by-lines, datelines and bare dates stand
_TAIL_LINES = 3
_CHAIN = 8  # pieces of furniture in a row before one first sentence

_WHITE = re.compile(r"\s*")
_SPACE = re.compile(r"[^\S\n]*(?:[.|•·](?=\s)[^\S\n]*){0,4}")
_NOTE = re.compile(r"editor(?:'s|’s|s)? note ?:", re.IGNORECASE)
_LEAD = re.compile(r"\((?:CNN|AP|Reuters|AFP)\)(?:\s?(?:--|—|–|-))?\s*")
_REACH = 1500  # a note or highlights in a flattened text run to the agency mark behind them, if one is this near
_HIGHLIGHTS = re.compile(r"(?:story highlights|key points|at a glance)\b:?[^\n]{0,300}", re.IGNORECASE)


def furniture(text: str) -> tuple[Span, ...]:
    """Sorted, disjoint spans of `text` that are not the story; white space behind a piece belongs to it."""
    return tuple(piece.span for piece in pieces(text))


def pieces(text: str) -> tuple[Piece, ...]:
    """As `furniture`, each stretch with its name; overlapping stretches are one, named after the first."""
    joined: list[Piece] = []
    for piece in sorted([*_around(text), *boilerplate(text)], key=lambda piece: (piece.span.start, -piece.span.end)):
        span = Span(piece.span.start, _past_space(text, piece.span.end))
        if joined and span.start < joined[-1].span.end:
            whole = Span(joined[-1].span.start, max(span.end, joined[-1].span.end))
            joined[-1] = Piece(whole, joined[-1].name)
        elif span.start < span.end:
            joined.append(Piece(span, piece.name))
    return tuple(joined)


def _past_space(text: str, at: int) -> int:
    found = _WHITE.match(text, at)
    return found.end() if found else at


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a line stands."""

    start: int
    end: int
    in_head: bool
    is_first: bool = False


def _around(text: str) -> Iterator[Piece]:
    """By-lines, datelines, stamps, notes and highlights, at the beginnings of the first and last lines."""
    for place in _edge_lines(text):
        yield from _chain(text, place)


def _edge_lines(text: str) -> Iterator[_Place]:
    at, seen = 0, 0
    while seen < HEAD_LINES and at < len(text):
        at = _past_space(text, at)
        end = text.find("\n", at)
        end = len(text) if end < 0 else end
        if at < end:
            yield _Place(at, end, in_head=True, is_first=seen == 0)
        at, seen = end, seen + 1
    end, tail = len(text.rstrip()), 0
    while tail < _TAIL_LINES and end > at:
        start = text.rfind("\n", at, end) + 1
        if start <= at:
            return
        yield _Place(start, end, in_head=False)
        end, tail = len(text[:start].rstrip()), tail + 1


def _chain(text: str, place: _Place) -> Iterator[Piece]:
    at = place.start
    for _ in range(_CHAIN):
        piece = _piece(text, at, place)
        if piece is None:
            return
        yield piece
        space = _SPACE.match(text, piece.span.end)
        at = space.end() if space else piece.span.end
        if at >= place.end:
            return


def _piece(text: str, at: int, place: _Place) -> Piece | None:
    if place.is_first and at == place.start and (section := match_section(text, at)):
        return Piece(Span(at, section.end), SECTION)
    if stamp := match_stamp(text, at, bare=place.in_head):
        return Piece(Span(at, stamp.end), STAMP)
    if byline := match_byline(text, at):
        return Piece(Span(at, byline.end), BYLINE)
    if place.in_head and (end := match_dateline(text, at)) is not None:
        return Piece(Span(at, end), DATELINE)
    return _preamble(text, at) if place.in_head else None


def _preamble(text: str, at: int) -> Piece | None:
    """An editor's note or a list of highlights, up to the agency mark before the first sentence if there is one."""
    highlights = _HIGHLIGHTS.match(text, at)
    if highlights is None and not _NOTE.match(text, at):
        return None
    name = HIGHLIGHTS if highlights else STAFF
    if lead := _LEAD.search(text, at, at + _REACH):
        return Piece(Span(at, lead.end()), name)
    return Piece(Span(at, highlights.end()), name) if highlights else None
