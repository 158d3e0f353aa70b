"""Passes that mend the kind of a name by its own words and by what stands before it."""

from collections import Counter
from dataclasses import replace

from bot.extraction.joins import acronym
from bot.extraction.lexicon import (
    EVENTS,
    FACILITIES,
    HONORIFICS,
    LOCATIONS,
    ORGANISATIONS,
    POLITIES,
    STATES,
    TITLES,
)
from bot.extraction.name import Name
from bot.extraction.places import KNOWN
from bot.extraction.tokens import Tokens
from bot.extraction.types import Kind
from bot.extraction.words import words

_IN = words("in near")
_KIN = words("wife husband son daughter brother sister father mother")
_SPEAKING = words("say tell add ask argue think know want believe write speak deny admit thank")
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


def known(tokens: Tokens, names: list[Name]) -> list[Name]:
    """The kind that is known of countries, nationalities and the best known acronyms."""
    starts = {name.start for name in names}
    return [_known(tokens, name, more=name.end < len(tokens) and name.end not in starts) for name in names]


def _known(tokens: Tokens, name: Name, *, more: bool) -> Name:
    longer = " ".join(tokens.words[name.start : name.end + 1])
    if more and name.kind in ("GPE", "NORP") and longer in KNOWN:
        return Name(name.start, name.end + 1, KNOWN[longer])  # "Burkina" + "Faso"
    return replace(name, kind=KNOWN.get(" ".join(name.form(tokens)), name.kind))


def acronyms(tokens: Tokens, names: list[Name]) -> list[Name]:
    """No person and no people is called by three capitals or more, but for one, and few places by four."""

    def is_one(name: Name) -> bool:
        word = tokens.words[name.start]
        if len(name) > 1 or not acronym(word) or "LGBT" in word:
            return False
        place = name.kind == "GPE" and len(word) > 3 and word.isalpha() and word not in KNOWN
        return place or (name.kind in ("PERSON", "NORP") and len(word) > 2)

    return [replace(name, kind="ORG") if is_one(name) else name for name in names]


def places(tokens: Tokens, names: list[Name]) -> list[Name]:
    """What things are "in" or "near", more often than not, is a place; of a lone word, unless it acts as persons do."""
    inside, elsewhere, acting = Counter[str](), Counter[str](), Counter[str]()
    for name in names:
        if len(name) == 1:
            word = tokens.words[name.start]
            within = _is_within(tokens, name)
            inside[word] += within
            elsewhere[word] += not within
            acting[word] += not within and acts(tokens, name)
    families = {word for name in names if name.kind == "PERSON" for word in tokens.words[name.start + 1 : name.end]}

    def is_one(name: Name) -> bool:
        word = tokens.words[name.start]
        if name.kind not in ("PERSON", "ORG") or len(name) > 1 or acronym(word) or word.lower() in ORGANISATIONS:
            return False
        against = acting if name.kind == "PERSON" and word not in families else elsewhere
        return inside[word] > against[word]

    return [replace(name, kind="GPE") if is_one(name) else name for name in names]


def _is_within(tokens: Tokens, name: Name) -> bool:
    before = tokens.words[name.start - 1].lower() if name.start else ""
    behind = tokens.words[name.end] if name.end < len(tokens) else ""
    return before in _IN and behind not in ("'s", "’s", "'", "’")


def heads(tokens: Tokens, names: list[Name]) -> list[Name]:
    """The kind that the last word says: a "… Party" is an organisation, a "… Bridge" a facility."""
    return [replace(name, kind=_by_head(tokens, name)) for name in names]


def acts(tokens: Tokens, name: Name) -> bool:
    """Whether a name does what only persons do, or bears a title: "Tony Hall said", "Mr. Hall", "Ann Street, 40,"."""
    before = tokens.words[name.start - 1].lower() if name.start else ""
    if before in HONORIFICS or before in TITLES or before in _KIN:
        return True
    verb = tokens.heads[name.end - 1]
    speaks = name.end <= verb < name.end + 2 and tokens.lemmas[verb] in _SPEAKING
    comma, age, closed = (tokens.words[name.end : name.end + 3] + [""] * 3)[:3]
    aged = comma == closed == "," and age.isdigit() and len(age) == 2
    return before != "the" and (speaks or aged or (comma == "," and age == "who"))


def _by_head(tokens: Tokens, name: Name) -> Kind:
    head = tokens.words[name.end - 1].lower()
    if len(name) < 2 or (name.kind == "PERSON" and head in FACILITIES and acts(tokens, name)):
        return name.kind
    if name.kind in ("ORG", "PERSON", "NORP", "EVENT") and (head in STATES or _is_polity(tokens, name)):
        return "GPE"
    if name.kind != "WORK_OF_ART" and (head in ORGANISATIONS or head in EVENTS):
        return "ORG" if head in ORGANISATIONS else "EVENT"
    if name.kind not in _PLACES and (head in FACILITIES or head in LOCATIONS):
        return "FAC" if head in FACILITIES else "LOC"
    return name.kind


def _is_polity(tokens: Tokens, name: Name) -> bool:
    first, second = tokens.words[name.start : name.start + 2]
    return len(name) > 2 and second == "of" and first.lower() in POLITIES
