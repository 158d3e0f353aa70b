"""Names that may be one, or two, where the rules would not say so: what to ask people, by which evidence."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from bot.identity import forms, persons
from bot.identity.persons import INITIALS, LANGUAGE, ROMANISED, SHORT_FORM, SPELLING
from bot.identity.things import same_spelling
from bot.identity.types import Name, NameId

MOST = 30
"""Names of a block that are compared, the best attested of them."""

WORTH_ASKING = 0.25
"""The least score of a suggestion that is shown."""

_BY_REASON = {
    SPELLING: ("spelling", 0.5),
    ROMANISED: ("romanisation", 0.65),
    LANGUAGE: ("language", 0.6),
    INITIALS: ("initials", 0.45),
    SHORT_FORM: ("short form", 0.55),
}


@dataclass(frozen=True, slots=True)
class Likely:
    """Two names that may be one (`same`), or that are one and may be two; the evidence, in words, and how strong.

    `evidence` is its kind, by which answers are counted; `score` lies between 0 and 1.
    """

    a: NameId
    b: NameId
    same: bool
    evidence: str
    why: str
    score: float


def likely_one(
    names: Sequence[Name], entity_of: Mapping[NameId, int], about: Collection[NameId] | None = None
) -> list[Likely]:
    """Pairs of the names listed in one block that are two entities now and may be one; of `about` where it is given."""
    seen = sorted(names, key=lambda name: (-name.articles, name.key, name.kind))[:MOST]
    found = []
    for pair in combinations(seen, 2):
        a, b = sorted(pair, key=lambda name: (-len(name.key.split()), name.id))
        wanted = about is None or a.id in about or b.id in about
        if wanted and entity_of[a.id] != entity_of[b.id] and (told := _evidence(a, b)):
            evidence, why, score = told
            found.append(Likely(a.id, b.id, same=True, evidence=evidence, why=why, score=score))
    return _by_share(found, entity_of, {name.id: name.articles for name in seen})


def _by_share(found: Sequence[Likely], entity_of: Mapping[NameId, int], articles: Mapping[NameId, int]) -> list[Likely]:
    """A lone surname or an acronym that several may bear means each of them as often as articles have their names."""
    parts = {(one.a, one.b) for one in found if one.evidence in _PARTS}
    borne: Counter[NameId] = Counter()
    own: Counter[tuple[int, NameId]] = Counter()
    for full, part in parts:
        borne[part] += max(articles[full], 1)
        own[entity_of[full], part] += max(articles[full], 1)
    return [
        replace(one, score=one.score * own[entity_of[one.a], one.b] / borne[one.b]) if one.evidence in _PARTS else one
        for one in found
    ]


_PARTS = frozenset({"surname", "first name", "acronym"})


def _evidence(a: Name, b: Name) -> tuple[str, str, float] | None:
    """The kind of evidence that two names are one, in words, and its weight. The longer name comes first."""
    if a.kind == b.kind == "PERSON":
        return _of_persons(a.key, b.key)
    return None if {"PERSON", "NORP", "LANGUAGE"} & {a.kind, b.kind} else _of_things(a, b)


def _of_things(a: Name, b: Name) -> tuple[str, str, float] | None:
    if a.kind != b.kind:
        same = a.key == b.key
        return ("kind", f"the same name, taken for {a.kind} and for {b.kind}", 0.45) if same else None
    if reason := same_spelling(a.key, b.key):
        return "spelling", reason.format(a.key.title()), 0.5
    if len(b.key) > 2 and b.key in forms.initials(a.key):
        return "acronym", f"the initials of {a.key.title()}", 0.5
    return None


def _of_persons(a: str, b: str) -> tuple[str, str, float] | None:
    if persons.is_full(a) and persons.is_full(b):
        if reason := persons.same_person(a, b):
            evidence, score = _BY_REASON.get(reason, ("same name", 0.6))
            return evidence, reason.format(a.title()), score
        return _other_ends(a, b)
    part = persons.part_of(b, a)
    return (part, f"{part} of {a.title()}", 0.5 if part == "surname" else 0.4) if part else None


def _other_ends(a: str, b: str) -> tuple[str, str, float] | None:
    first, second = forms.tokens(a), forms.tokens(b)
    if first == second:
        return "generation", f"{a.title()} with or without a suffix", 0.35
    short, long = sorted((first, second), key=len)
    if len(short) > 1 and short == long[: len(short)] and forms.suffix(a) == forms.suffix(b):
        return "more names", f"{a.title()} with or without a further name", 0.5
    return None


def likely_two(a: NameId, b: NameId, together: int) -> Likely | None:
    """Whether two names of one entity may be two: where articles have both, and did not take them for one."""
    if a[1] != "PERSON" or b[1] != "PERSON" or not together:
        return None
    both = persons.is_full(a[0]) and persons.is_full(b[0])
    articles = "an article has" if together == 1 else f"{together} articles have"
    score = min((0.45 if both else 0.3) + 0.1 * (together - 1), 0.9)
    return Likely(a, b, same=False, evidence="apart", why=f"{articles} both, as two", score=score)


def weighed(one: Likely, *, accepted: int, refused: int, neighbours: int, together: int) -> float:
    """The score with what is known besides.

    That is: answers to suggestions of this kind; the names that both share sentences with; and the sentences that have
    both, which speak against it. Without answers the score stays; each answer moves it (Laplace's rule of succession,
    with two of each sort given).
    """
    trust = 2 * (accepted + 2) / (accepted + refused + 4)
    against = 0.1 if one.evidence in _PARTS else 0.3
    return trust * one.score * (1 + 0.1 * min(neighbours, 5)) - (against if together else 0)
