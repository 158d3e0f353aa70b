"""Passes that take the kind of a name from the word beside it: "Fars news agency", "the daily Le Monde"."""

from dataclasses import replace

from bot.extraction.kinds import acts
from bot.extraction.lexicon import FACILITIES, LOCATIONS, ORGANISATIONS
from bot.extraction.name import Name
from bot.extraction.places import KNOWN
from bot.extraction.tokens import Tokens
from bot.extraction.types import Kind
from bot.extraction.words import words

_PAPERS = words("newspaper daily weekly magazine tabloid broadcaster")
_MAKERS = words(
    """
    carmaker automaker drugmaker chipmaker planemaker steelmaker shipbuilder retailer lender insurer brewer airline
    """
)
_MISTAKEN = frozenset[Kind](("PERSON", "PRODUCT", "WORK_OF_ART", "LOC", "FAC", "GPE"))
_SELDOM_SPEAK = frozenset[Kind](("WORK_OF_ART", "PRODUCT", "LAW", "LANGUAGE"))
_SAY_OTHERWISE = ORGANISATIONS | FACILITIES | LOCATIONS


def called(tokens: Tokens, names: list[Name]) -> list[Name]:
    """What stands beside "news agency", "newspaper" or "carmaker" is an organisation, for all that is written so."""
    forms = {name.form(tokens) for name in names if _is_agency(tokens, name) or _is_called(tokens, name)}
    return [
        replace(name, kind="ORG") if name.kind in _MISTAKEN | {"NORP"} and name.form(tokens) in forms else name
        for name in names
    ]


def _is_agency(tokens: Tokens, name: Name) -> bool:
    """Whether "news agency" stands behind a name, or before it; "the Iranian news agency" is not called so."""
    around = (tokens.words[name.end : name.end + 2], tokens.words[max(0, name.start - 2) : name.start])
    return ["news", "agency"] in around and " ".join(name.form(tokens)) not in KNOWN


def _is_called(tokens: Tokens, name: Name) -> bool:
    if name.kind not in _MISTAKEN or " ".join(name.form(tokens)) in KNOWN or acts(tokens, name):
        return False
    before = tokens.words[name.start - 1].lower() if name.start else ""
    behind = tokens.words[name.end] if name.end < len(tokens) else ""
    placed = name.kind == "GPE" and (before in ("a", "an", "the") or not before.isalpha())
    return (behind in _PAPERS and not placed) or before in _MAKERS or (before in _PAPERS and name.kind != "GPE")


def speaking(tokens: Tokens, names: list[Name]) -> list[Name]:
    """What two or three words that were taken for a work or a product say, a person says."""

    def is_one(name: Name) -> bool:
        form = name.form(tokens)
        named = len(form) in (2, 3) and all(word[0].isupper() and word[1:].islower() for word in form)
        return named and name.kind in _SELDOM_SPEAK and form[-1].lower() not in _SAY_OTHERWISE and acts(tokens, name)

    return [replace(name, kind="PERSON") if is_one(name) else name for name in names]
