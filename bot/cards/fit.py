"""Texts to a limit: split into pieces, or trimmed, at a paragraph, line, sentence, word or character, in that order."""

import re

from bot.cards.graphemes import boundaries, extends

_ELLIPSIS = "…"
_PLACES = (
    re.compile(r"\n[^\S\n]*\n\s*"),  # between paragraphs
    re.compile(r"\n\s*"),  # between lines
    re.compile(r"(?<=[.!?…])\s+|(?<=[.!?…][\"”’»)\]])\s+|(?<=[。！？])(?![。！？])"),  # between sentences
    re.compile(r"\s+"),  # between words
)
_LEAST = 3
"""A cut that leaves a piece shorter than this part of the limit gives way to a finer one."""


def split(text: str, limit: int) -> list[str]:
    """`text` in pieces of at most `limit` characters (Python's count), without the white space at the cuts.

    No piece is empty; a cut never goes through what a reader sees as one character, unless that alone is longer
    than the limit. ValueError for a limit below 1.
    """
    if limit < 1:
        raise ValueError("a piece has at least one character")
    pieces = []
    rest = _without_gap(text).rstrip()
    while len(rest) > limit:
        cut = _cut(rest, limit)
        pieces.append(rest[:cut].rstrip())
        rest = _without_gap(rest[cut:])
    return [piece for piece in (*pieces, rest) if piece]


def trim(text: str, limit: int) -> str:
    """`text` in at most `limit` characters, an ellipsis included where something was cut, at a word if possible."""
    text = text.strip()
    if len(text) <= limit:
        return text
    room = limit - len(_ELLIPSIS)
    if room < 1:
        return _ELLIPSIS[: max(limit, 0)]
    cut = _last(_PLACES[-1], text, room) or _between_characters(text, room)
    return text[:cut].rstrip() + _ELLIPSIS


def _cut(text: str, limit: int) -> int:
    """Where to cut a text that is longer than `limit` and does not begin with white space."""
    cuts = [_last(place, text, limit) for place in _PLACES]
    for cut in cuts:
        if cut * _LEAST >= limit:
            return cut
    return cuts[-1] or _between_characters(text, limit)


def _last(place: re.Pattern[str], text: str, limit: int) -> int:
    """The start of the last such place at which the text before it fits; 0 without one."""
    found = (one for one in place.finditer(text, 0, limit + 2) if one.start() <= limit)
    return max((one.start() for one in found if not extends(text[one.end() : one.end() + 1] or " ")), default=0)


def _without_gap(text: str) -> str:
    """`text` without the white space it begins with, but for a space that carries a mark."""
    bare = text.lstrip()
    return text[-len(bare) - 1 :] if bare and len(bare) < len(text) and extends(bare[0]) else bare


def _between_characters(text: str, limit: int) -> int:
    """The last boundary between characters that fits, else the limit itself."""
    return max((cut for cut in boundaries(text[: limit + 64]) if cut <= limit), default=limit)
