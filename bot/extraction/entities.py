"""The model's entities → names: trimmed, and rid of what cannot be one."""

import re
from typing import cast

from bot.extraction.lexicon import CONNECTORS, EVENTS, FACILITIES, HONORIFICS, LOCATIONS, ORGANISATIONS, TITLES
from bot.extraction.name import Name
from bot.extraction.tokens import Entity, Tokens
from bot.extraction.types import KINDS, Kind
from bot.extraction.words import words

_LEADING = words("the a an 's ’s")
_TRAILING = words("'s ’s ' ’ s' of and or the a in at to near for from by with on")
_MARK = re.compile(r"^[^\w@#&]+$")
_IMPOSSIBLE = re.compile(r"^(?:\W*|\d[\d.,:/–-]*%?|[@#]\w*|https?:.*|www\..*|.*@.*\..*|\w\.?)$")
_TICKER = re.compile(r"^(?:[A-Z\d]{2,6}\.[A-Z]{1,2}|\.[A-Z]{2,5})$")
_SCORE = re.compile(r"^(?:\d{1,2}[-–]\d{1,3}|\+\d+|\d+\.\d+)$")
_CAPITAL = words("PERSON GPE NORP ORG")
_HEADS = (ORGANISATIONS | FACILITIES | LOCATIONS | EVENTS) - words("co")
_KINDS: frozenset[str] = frozenset(KINDS)


def entities(tokens: Tokens) -> list[Name]:
    """The model's entities of our kinds, without articles, titles and marks around them."""
    found = (_name(tokens, entity) for entity in tokens.entities if entity.label in _KINDS)
    return [name for name in found if name]


def _name(tokens: Tokens, entity: Entity) -> Name | None:
    start, end = trimmed(tokens, entity.start, entity.end)
    if entity.label == "WORK_OF_ART" and entity.start + 1 == start and tokens.words[entity.start] == "A":
        start = entity.start
    if entity.label in _CAPITAL:
        start = _from_capital(tokens, start, end)
        end = _to_capital(tokens, start, _without_score(tokens, start, end))
    if entity.label == "PERSON":
        start = _behind_titles(tokens, start, end)
        while end - 1 > start and tokens.words[end - 1].isdigit():
            end -= 1
        start, end = trimmed(tokens, start, end)
    return Name(start, end, cast("Kind", entity.label)) if possible(tokens, start, end) else None


def trimmed(tokens: Tokens, start: int, end: int) -> tuple[int, int]:
    """The range without an article in front, "'s" behind, and marks on either side; may be empty."""
    words = tokens.words
    while start < end and (words[start].lower() in _LEADING or _MARK.match(words[start])):
        start += 1
    while start < end and (words[end - 1].lower() in _TRAILING or _MARK.match(words[end - 1])):
        end -= 1
    return start, end


def _behind_titles(tokens: Tokens, start: int, end: int) -> int:
    while start + 1 < end and (tokens.words[start].lower() in TITLES or tokens.words[start].lower() in HONORIFICS):
        start += 1
    return start


def _without_score(tokens: Tokens, start: int, end: int) -> int:
    """Where a result or a date behind the name begins: "Karnes 3-2", but "Formula 3" and "Boeing 747-400" are whole."""
    at = end
    while at > start + 1 and not any(map(str.isalpha, tokens.words[at - 1])):
        at -= 1
    tail = tokens.words[at:end]
    return at if len(tail) > 1 or (tail and _SCORE.match(tail[0])) else end


def _from_capital(tokens: Tokens, start: int, end: int) -> int:
    """Where the first word with a capital or a figure stands, or a particle such as "de" or "al"."""
    at = start
    while at < end and tokens.words[at].islower() and tokens.words[at] not in CONNECTORS:
        at += 1
    return at if at < end else start


def _to_capital(tokens: Tokens, start: int, end: int) -> int:
    """Where the last word with a capital or a figure ends: "Tribe Corp" of "Tribe Corp shr", "Slack" of "Slack co"."""
    at = end
    while at > start + 1 and tokens.words[at - 1].islower() and _is_common(tokens, at - 1):
        at -= 1
    return at


def _is_common(tokens: Tokens, at: int) -> bool:
    """Whether a word in small letters behind a name is none of it: not "party", and not grown on, as in "Jong-un"."""
    word = tokens.words[at]
    grown = tokens.starts[at] == tokens.ends[at - 1]
    return not grown and word.isalpha() and word not in CONNECTORS and word not in _HEADS


def possible(tokens: Tokens, start: int, end: int) -> bool:
    """Whether the range could be a name: not empty, no number, address, handle or ticker, and a capital in it."""
    if start >= end:
        return False
    text = tokens.text[tokens.starts[start] : tokens.ends[end - 1]]
    return not _IMPOSSIBLE.match(text) and not _TICKER.match(text) and _has_capital(tokens, start, end)


def _has_capital(tokens: Tokens, start: int, end: int) -> bool:
    """Whether one stands in the range, in the case that the model was given."""
    return any(letter.isupper() for word in tokens.words[start:end] for letter in word)
