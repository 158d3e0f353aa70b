"""A pass over enumerations: what stands between two names of one kind in a list is of that kind."""

from dataclasses import replace

from bot.extraction.joins import acronym
from bot.extraction.lexicon import FACILITIES, LOCATIONS, ORGANISATIONS
from bot.extraction.name import Name
from bot.extraction.tokens import Tokens
from bot.extraction.types import Kind

_SEPARATORS = ([","], [",", "and"], [",", "or"], ["and"])
_SAY_OTHERWISE = ORGANISATIONS | FACILITIES | LOCATIONS
_UNSURE = frozenset[Kind](("ORG", "GPE", "LOC", "FAC", "NORP", "PRODUCT", "WORK_OF_ART"))


def enumerated(tokens: Tokens, names: list[Name]) -> list[Name]:
    """A person between two persons ("Anna Holm, Ola Berg and Marit Krag"), a place between two places."""
    found = list(names)
    for at in range(1, len(names) - 1):
        before, name, behind = names[at - 1 : at + 2]
        listed = _joined(tokens, before, name) and _joined(tokens, name, behind)
        if listed and "," in tokens.words[before.end : behind.start]:
            found[at] = _between(tokens, before, name, behind)
    return found


def _joined(tokens: Tokens, one: Name, other: Name) -> bool:
    return tokens.words[one.end : other.start] in _SEPARATORS


def _between(tokens: Tokens, before: Name, name: Name, behind: Name) -> Name:
    last = tokens.words[name.end - 1]
    if before.kind != behind.kind or last.lower() in _SAY_OTHERWISE:
        return name
    if before.kind == "PERSON" and name.kind in _UNSURE and len(name) == 2 and min(len(before), len(behind)) > 1:
        return replace(name, kind="PERSON")
    if before.kind == "GPE" and name.kind in ("PERSON", "ORG") and len(name) == 1 and not acronym(last):
        return replace(name, kind="GPE")
    return name
