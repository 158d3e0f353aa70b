"""Passes that take the kind of a name from whose it is: "Kenya's Daniel Komen", "Ingushetia's President", "R-Wis."."""

from dataclasses import replace

from bot.extraction.given_names import gender_of
from bot.extraction.joins import replaced
from bot.extraction.kinds import acts
from bot.extraction.lexicon import EVENTS, FACILITIES, LOCATIONS, ORGANISATIONS, TITLES
from bot.extraction.name import Name
from bot.extraction.places import DEMONYMS, KNOWN
from bot.extraction.shortened import Form, surname
from bot.extraction.tokens import Tokens
from bot.extraction.types import Kind
from bot.extraction.words import words

_OWN = words("'s ’s ' ’")
_HEADS = ORGANISATIONS | FACILITIES | LOCATIONS | EVENTS
_TAKEN_FOR = frozenset[Kind](("ORG", "GPE", "LOC", "FAC", "PRODUCT", "WORK_OF_ART", "NORP", "LAW"))
_OFFICES = words("president premier king queen parliament capital")
_MINISTERS = (["prime", "minister"], ["chief", "minister"], ["foreign", "minister"])


def nationals(tokens: Tokens, names: list[Name]) -> list[Name]:
    """Two words that begin with a given name are a person where a country, a people or a title stands before them.

    Or where they do what persons do: "Kenya's Daniel Komen", "Canadian Bruno Surin", "sprinter Linford Christie".
    """
    countries = {name.end for name in names if name.kind in ("GPE", "NORP")}
    forms = {name.form(tokens) for name in names if _is_national(tokens, name, countries)}
    return [
        replace(name, kind="PERSON") if name.kind in _TAKEN_FOR and name.form(tokens) in forms else name
        for name in names
    ]


def _is_national(tokens: Tokens, name: Name, countries: set[int]) -> bool:
    form = name.form(tokens)
    if name.kind not in _TAKEN_FOR or len(form) != 2 or form[1].lower() in _HEADS or not form[1][0].isupper():
        return False
    if gender_of(form[0].lower()) is None or " ".join(form) in KNOWN or not form[1].isalpha():
        return False
    before = tokens.words[name.start - 1] if name.start else ""
    owned = before in _OWN and name.start - 1 in countries
    return owned or before in DEMONYMS or before.lower() in TITLES or acts(tokens, name)


def seats(tokens: Tokens, names: list[Name]) -> list[Name]:
    """The state behind a party's letter is a place: "Wis." of "(R-Wis.)", "Maine" of "Susan Collins, R-Maine"."""
    for at, word in enumerate(tokens.words[:-3]):
        if word in ("R", "D", "I") and tokens.words[at + 1] == "-" and at and tokens.words[at - 1] in ("(", ","):
            end = next((end for end in tokens.upto(at + 3, at + 5) if tokens.words[end] in (")", ",", ".")), None)
            if end and all(part[0].isupper() for part in tokens.words[at + 2 : end]):
                names = replaced(names, Name(at + 2, end, "GPE"))
    return names


def realms(tokens: Tokens, names: list[Name]) -> list[Name]:
    """What has a president, a prime minister, a parliament or a capital is a place, unless somebody is called so."""
    surnames = {surname(name.form(tokens)) for name in names if name.kind == "PERSON" and len(name) > 1}
    found: set[Form] = {name.form(tokens) for name in names if _is_realm(tokens, name)}
    found = {form for form in found if form[-1] not in surnames}
    return [
        replace(name, kind="GPE") if name.kind in ("PERSON", "NORP") and name.form(tokens) in found else name
        for name in names
    ]


def _is_realm(tokens: Tokens, name: Name) -> bool:
    if name.kind not in ("PERSON", "NORP") or len(name) > 1 or " ".join(name.form(tokens)) in KNOWN:
        return False
    mark, *owned = (*(word.lower() for word in tokens.words[name.end : name.end + 3]), "", "", "")[:3]
    return mark in ("'s", "’s") and (owned[0] in _OFFICES or owned in _MINISTERS)
