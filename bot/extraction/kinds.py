"""Passes that mend the kind of a name by its own words and by what stands before it."""

from dataclasses import replace

from bot.extraction.lexicon import EVENTS, FACILITIES, HONORIFICS, LOCATIONS, ORGANISATIONS, TITLES
from bot.extraction.name import Name
from bot.extraction.tokens import Tokens
from bot.extraction.types import Kind

_PLACES: frozenset[Kind] = frozenset(("GPE", "LOC", "FAC"))


def titled(tokens: Tokens, names: list[Name]) -> list[Name]:
    """What follows "Mr" or "guitarist" is a person."""
    return [replace(name, kind="PERSON") if _has_title(tokens, name) else name for name in names]


def _has_title(tokens: Tokens, name: Name) -> bool:
    if name.kind == "PERSON" or not name.start or len(name) > 3:
        return False
    before = tokens.words[name.start - 1]
    return before.lower() in HONORIFICS or (
        before in TITLES
        and tokens.deps[name.start - 1] == "compound"
        and tokens.words[name.end - 1].lower() not in ORGANISATIONS
    )


def heads(tokens: Tokens, names: list[Name]) -> list[Name]:
    """The kind that the last word says: a "… Party" is an organisation, a "… Bridge" a facility."""
    return [replace(name, kind=_by_head(tokens, name)) for name in names]


def _by_head(tokens: Tokens, name: Name) -> Kind:
    if len(name) < 2:
        return name.kind
    head = tokens.words[name.end - 1].lower()
    if head in ORGANISATIONS and name.kind != "WORK_OF_ART":
        return "ORG"
    if head in FACILITIES and name.kind not in _PLACES:
        return "FAC"
    if head in LOCATIONS and name.kind not in _PLACES:
        return "LOC"
    if head in EVENTS and name.kind != "WORK_OF_ART":
        return "EVENT"
    return name.kind
