"""Names of things whose words stand in either order, brought into one: "Justice Department", "Lisbon Treaty"."""

from collections.abc import Sequence

from bot.extraction.types import Kind

_OFFICES = """
state; justice; defense; interior; treasury; commerce; energy; education; labor; agriculture; transportation; foreign;
finance; health; culture; environment; trade; homeland security; veterans affairs; home affairs; public security;
state security; social affairs; economic affairs; national defense; natural resources; public health
"""
_DEPARTMENTS = frozenset(tuple(words.split()) for words in _OFFICES.split(";"))
"""What departments and ministries are for that are named in either order."""

_TOWNS = """
oxford cambridge london edinburgh glasgow aberdeen bristol leeds nottingham sheffield durham exeter bath warwick sussex
essex kent surrey liverpool southampton toronto melbourne sydney auckland otago oslo copenhagen helsinki uppsala lund
stockholm vienna zurich geneva bern basel heidelberg munich hamburg cologne bonn leiden utrecht amsterdam tokyo kyoto
osaka cairo nairobi
"""
_UNIVERSITY_TOWNS = frozenset(_TOWNS.split())
"""Where the university is named in either order, and is the only one so named; others are two (Miami, Washington)."""

_OF_STATES = frozenset({"court", "congress", "senate", "government", "army", "navy"})


def in_order(words: Sequence[str], kind: Kind) -> list[str]:
    """The words of a thing's name, spelled in one way, in the order that its other names are brought into, too."""
    kept = list(words)
    if len(kept) < 2:
        return kept
    if kept[-1] == "treaty" and len(kept) == 2:
        return ["treaty", "of", kept[0]]
    if kind == "EVENT" and _is_year(kept[-1]):
        return [kept[-1], *kept[:-1]]
    return _office(kept) if kind in ("ORG", "PRODUCT", "FAC") else kept


def _office(words: list[str]) -> list[str]:
    if words[-1] in ("department", "ministry"):
        for size in (2, 1):
            purpose = words[-1 - size : -1]
            if tuple(purpose) in _DEPARTMENTS:
                return [*words[: -1 - size], words[-1], "of", *purpose]
    if len(words) > 3 and words[-4] in ("department", "ministry") and words[-3:-1] == ["of", "the"]:
        return [*words[:-2], words[-1]]
    if words[-4:] == ["ministry", "of", "foreign", "affairs"]:
        return [*words[:-2], "foreign"]
    if len(words) == 2 and words[1] == "university" and words[0] in _UNIVERSITY_TOWNS:
        return ["university", "of", words[0]]
    states = [word for word in words[-4:] if word != "the"][-3:]
    if states == ["of", "united", "states"] and (at := words.index("of")) and words[at - 1] in _OF_STATES:
        return ["united", "states", *words[:at]]
    return words


def _is_year(word: str) -> bool:
    return len(word) == 4 and word.isdigit() and word[:2] in ("18", "19", "20")
