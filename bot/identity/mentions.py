"""The mentions of one article, gathered by form, their kinds put right by a vote."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from bot.extraction.types import Extraction, Kind
from bot.identity import forms, persons, places

PEOPLES: frozenset[Kind] = frozenset({"NORP", "LANGUAGE"})
"""Kinds of names that are joined with nothing but themselves: a people is not its country."""

_PLACED = ("in", "at", "near", "from", "outside", "across")


@dataclass(frozen=True, slots=True)
class Form:
    """One normalised form in an article: its key, the kind voted for it, its mentions and how they are written."""

    key: str
    kind: Kind
    mentions: tuple[int, ...]
    surfaces: tuple[str, ...]

    @property
    def surface(self) -> str:
        """How the form was first written."""
        return self.surfaces[0]


def gather(text: str, extraction: Extraction) -> list[Form]:
    """The article's forms in order of their first mention; every mention is in exactly one."""
    surfaces = [mention.span.of(text) for mention in extraction.mentions]
    kinds = _voted(surfaces, [mention.kind for mention in extraction.mentions])
    kinds = _surnames(text, extraction, surfaces, kinds)
    found: dict[tuple[str, Kind], list[int]] = {}
    for index, (surface, kind) in enumerate(zip(surfaces, kinds, strict=True)):
        name = forms.key(surface, kind)
        country = name == "united states" and kind != "PERSON"
        found.setdefault((name, "GPE" if country else kind), []).append(index)
    return [
        Form(name, kind, tuple(mentions), tuple(surfaces[index] for index in mentions))
        for (name, kind), mentions in found.items()
    ]


def _voted(surfaces: Sequence[str], kinds: Sequence[Kind]) -> list[Kind]:
    """One kind for one way of writing, by majority, the earliest winning a tie."""
    plain = [forms.key(surface, "ORG") for surface in surfaces]
    votes: dict[str, Counter[Kind]] = {}
    for name, kind in zip(plain, kinds, strict=True):
        votes.setdefault(name, Counter())[kind] += 1
    return [votes[name].most_common(1)[0][0] for name in plain]


def _surnames(text: str, extraction: Extraction, surfaces: Sequence[str], kinds: Sequence[Kind]) -> list[Kind]:
    """Single words that a model took for something else, but that are the surname of a person named before."""
    fixed = list(kinds)
    families: set[str] = set()
    for index, (surface, kind) in enumerate(zip(surfaces, kinds, strict=True)):
        name = forms.key(surface, "PERSON")
        if kind == "PERSON":
            if persons.is_full(name):
                families.add(persons.family(name))
        elif name in families and kind not in ("NORP", "LANGUAGE") and name not in places.WELL_KNOWN:
            before = text[: extraction.mentions[index].span.start].rstrip()[-12:].split()
            if not (before and before[-1].casefold() in _PLACED) and surface[:1].isupper():
                fixed[index] = "PERSON"
    return fixed
