"""Passes that take the kind of a name from another name of the text: a firm's short form, a storm's, a country's."""

from collections.abc import Mapping
from dataclasses import replace

from bot.extraction.joins import acronym
from bot.extraction.kinds import acts
from bot.extraction.name import Name
from bot.extraction.places import CAPITALS, COUNTRIES, KNOWN
from bot.extraction.shortened import Form, first_of, short_forms, surname
from bot.extraction.tokens import Tokens
from bot.extraction.types import Kind
from bot.extraction.words import words

_MISTAKEN = frozenset[Kind](("PERSON", "PRODUCT", "NORP", "WORK_OF_ART", "FAC", "LAW"))
_NO_FIRM: frozenset[Form] = frozenset({(name,) for name in KNOWN} | {()})
_STORMS = words("hurricane typhoon cyclone")
_LANDS: Mapping[str, str] = {"Jordan": "Jordanian", "Georgia": "Georgian", "Chad": "Chadian"}


def firms(tokens: Tokens, names: list[Name]) -> list[Name]:
    """Take "Haldane" for a firm in a text that names the Haldane Corp, and nobody of that name."""
    surnames = {surname(name.form(tokens)) for name in names if name.kind == "PERSON" and len(name) > 1}
    forms = {name.form(tokens) for name in names if name.kind == "ORG"}
    short = {short for form in forms for short in short_forms(form)} | {first_of(form) for form in forms} - _NO_FIRM
    return [
        replace(name, kind="ORG")
        if name.kind in _MISTAKEN and name.form(tokens) in short and name.form(tokens)[-1] not in surnames
        else name
        for name in names
    ]


def given(tokens: Tokens, names: list[Name]) -> list[Name]:
    """Take for a person what is the first word of one's name, unless it may be a place and nobody acts by that name."""
    first = {tokens.words[name.start] for name in names if name.kind == "PERSON" and len(name) > 1}
    first -= KNOWN.keys() - CAPITALS
    alone = [name for name in names if len(name) == 1 and tokens.words[name.start] in first]
    acting = {tokens.words[name.start] for name in alone if acts(tokens, name)}
    persons = {
        name
        for name in alone
        if not acronym(tokens.words[name.start])
        and (name.kind in _MISTAKEN | {"ORG"} or (name.kind in ("GPE", "LOC") and tokens.words[name.start] in acting))
    }
    return [replace(name, kind="PERSON") if name in persons else name for name in names]


def storms(tokens: Tokens, names: list[Name]) -> list[Name]:
    """A storm is no person: "Typhoon Harvin", and "Harvin" in the same text."""
    names = [_storm(tokens, name) for name in names]
    called = {tokens.words[name.end - 1] for name in names if _is_storm(tokens, name)}
    return [
        replace(name, kind="EVENT") if len(name) == 1 and tokens.words[name.start] in called else name for name in names
    ]


def _storm(tokens: Tokens, name: Name) -> Name:
    before = name.start - 1
    if before >= 0 and len(name) == 1 and tokens.words[before].lower() in _STORMS and tokens.words[before][0].isupper():
        return Name(before, name.end, "EVENT")
    return replace(name, kind="EVENT") if _is_storm(tokens, name) else name


def _is_storm(tokens: Tokens, name: Name) -> bool:
    return len(name) == 2 and tokens.words[name.start].lower() in _STORMS


def lands(tokens: Tokens, names: list[Name]) -> list[Name]:
    """Take "Jordan" for the country where Jordanians are told of, unless somebody is called so."""
    peoples = {tokens.words[name.start].removesuffix("s") for name in names if name.kind == "NORP"}
    present = {land for land, people in _LANDS.items() if people in peoples}
    if not present:
        return names
    called = {word for name in names if name.kind == "PERSON" and len(name) > 1 for word in name.form(tokens)}
    return [
        replace(name, kind="GPE") if len(name) == 1 and tokens.words[name.start] in present - called else name
        for name in names
    ]


def bracketed(tokens: Tokens, names: list[Name]) -> list[Name]:
    """Add countries that stand alone in brackets behind a name, as results have them: "Anna Holm (Netherlands)"."""
    starts = {name.start for name in names}
    added = [
        Name(name.end + 1, close, "GPE")
        for name in names
        if name.end + 2 < len(tokens) and tokens.words[name.end] == "(" and name.end + 1 not in starts
        for close in tokens.upto(name.end + 2, name.end + 5)
        if tokens.words[close] == ")" and " ".join(tokens.words[name.end + 1 : close]) in COUNTRIES
    ]
    return sorted([*names, *added], key=lambda name: name.start)
