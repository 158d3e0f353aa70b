"""The mentions of one article, gathered by form, their kinds put right by a vote."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from bot.articles.types import Span
from bot.extraction.given_names import gender_of
from bot.extraction.types import Extraction, Kind
from bot.identity import forms, persons, places

PEOPLES: frozenset[Kind] = frozenset({"NORP", "LANGUAGE"})
"""Kinds of names that are joined with nothing but themselves, but those of a country."""

_PLACED = ("in", "at", "near", "from", "outside", "across")


@dataclass(frozen=True, slots=True)
class Form:
    """One normalised form in an article: its key, the kind voted for it, its mentions and how they are written.

    `first` says which of its mentions shows the whole name first; one that only shares the surname behind does not.
    """

    key: str
    kind: Kind
    mentions: tuple[int, ...]
    surfaces: tuple[str, ...]
    first: int

    @property
    def surface(self) -> str:
        """How the form was first written in full."""
        return self.surfaces[self.first]


def gather(text: str, extraction: Extraction) -> list[Form]:
    """The article's forms in order of their first mention; every mention is in exactly one."""
    surfaces = [mention.span.of(text) for mention in extraction.mentions]
    kinds = _voted(surfaces, [mention.kind for mention in extraction.mentions])
    kinds = _surnames(text, extraction, surfaces, kinds)
    found: dict[tuple[str, Kind], list[int]] = {}
    sharing = _sharing(text, extraction, surfaces, kinds)
    for index, (surface, kind) in enumerate(zip(surfaces, kinds, strict=True)):
        name = sharing.get(index) or forms.key(surface, kind)
        land = _land(text, extraction.mentions[index].span, name) if kind == "NORP" else None
        country = bool(land) or (name == "united states" and kind != "PERSON")
        found.setdefault((land or name, "GPE" if country else kind), []).append(index)
    return [_form(name, kind, mentions, surfaces) for (name, kind), mentions in found.items()]


def _form(name: str, kind: Kind, mentions: Sequence[int], surfaces: Sequence[str]) -> Form:
    written = tuple([surfaces[index] for index in mentions])
    first = next((at for at, one in enumerate(written) if forms.key(one, kind) == name), 0)
    return Form(name, kind, tuple(mentions), written, first)


def _land(text: str, span: Span, name: str) -> str | None:
    """The country that its people stand for: by an adjective, "Russian troops", or all of them, "the Russians"."""
    whole = forms.plain(span.of(text)) == name or text[: span.start][-4:].casefold() == "the "
    return places.NATIONALITIES.get(name) if whole else None


def _sharing(text: str, extraction: Extraction, surfaces: Sequence[str], kinds: Sequence[Kind]) -> dict[int, str]:
    """First names that stand before "and" and a full name, with its surname: "Anna" in "Anna and Peter Vogel"."""
    found = {}
    for index in range(len(surfaces) - 1):
        first, second = (forms.key(surfaces[at], "PERSON") for at in (index, index + 1))
        if not kinds[index] == kinds[index + 1] == "PERSON" or " " in first or not gender_of(first):
            continue
        words = second.split()
        between = text[extraction.mentions[index].span.end : extraction.mentions[index + 1].span.start]
        if between in (" and ", " & ") and len(words) == 2 and gender_of(words[0]) and not gender_of(words[1]):
            found[index] = f"{first} {words[1]}"
    return found


def _voted(surfaces: Sequence[str], kinds: Sequence[Kind]) -> list[Kind]:
    """One kind for one way of writing, by majority, the earliest winning a tie."""
    plain = [forms.key(surface, "ORG") for surface in surfaces]
    votes: dict[str, Counter[Kind]] = {}
    for name, kind in zip(plain, kinds, strict=True):
        votes.setdefault(name, Counter())[kind] += 1
    chosen = {name: max(counted, key=counted.__getitem__) for name, counted in votes.items()}
    return [chosen[name] for name in plain]


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
