"""The model's entities → names: trimmed, and rid of what cannot be one."""

import re
from dataclasses import dataclass

from bot.extraction.tokens import Entity, Tokens
from bot.extraction.types import KINDS, Kind

_LEADING = frozenset(("the", "a", "an", "'s", "’s"))
_TRAILING = frozenset(("'s", "’s", "'", "’", "s'"))
_MARK = re.compile(r"^[^\w@#&]+$")
_IMPOSSIBLE = re.compile(r"^(?:\W*|\d[\d.,:/–-]*%?|[@#]\w*|https?:.*|www\..*|.*@.*\..*|\w)$")


@dataclass(frozen=True, slots=True)
class Name:
    """A name in tokens `start` to `end` (exclusive)."""

    start: int
    end: int
    kind: Kind


def names(tokens: Tokens) -> list[Name]:
    """The names of a text, in order, none of them overlapping."""
    found: list[Name] = []
    for entity in tokens.entities:
        name = _name(tokens, entity)
        if name and (not found or found[-1].end <= name.start):
            found.append(name)
    return found


def _name(tokens: Tokens, entity: Entity) -> Name | None:
    kind = next((kind for kind in KINDS if kind == entity.label), None)
    if kind is None:
        return None
    start, end = trimmed(tokens, entity.start, entity.end)
    return Name(start, end, kind) if start < end and _possible(tokens, start, end) else None


def trimmed(tokens: Tokens, start: int, end: int) -> tuple[int, int]:
    """The range without an article in front, "'s" behind, and marks on either side; may be empty."""
    words = tokens.words
    while start < end and (words[start].lower() in _LEADING or _MARK.match(words[start])):
        start += 1
    while start < end and (words[end - 1].lower() in _TRAILING or _MARK.match(words[end - 1])):
        end -= 1
    return start, end


def _possible(tokens: Tokens, start: int, end: int) -> bool:
    text = tokens.text[tokens.starts[start] : tokens.ends[end - 1]]
    return not _IMPOSSIBLE.match(text) and any(map(str.isupper, text))
