"""Which articles are worth reading: judged by the lists of the words that the index gave, before any text is read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from bot.search.ranking import UNLISTED, rarity


@dataclass(frozen=True, slots=True)
class Found:
    """Candidates, the likeliest first, with their number, and the weights of the terms."""

    ids: Sequence[int] = ()
    has: Mapping[int, frozenset[int]] = field(default_factory=dict)
    """The candidates that are worth reading, with the numbers of the terms that are known to be in them."""
    weights: Sequence[float] = ()
    since: Sequence[int] = ()
    """For each term the article from which on `has` knows every candidate that it is in."""
    total: int = 0
    exact: bool = True
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Listed:
    """The newest articles with one term, newest first, and how many articles of the scope have it (an estimate)."""

    ids: Sequence[int]
    whole: bool
    """Whether these are all."""
    articles: float


def weights(articles: Sequence[float], among: int, typed: Sequence[int]) -> list[float]:
    """What each term weighs: its rarity among the articles of the scope, times how often it was typed."""
    return [rarity(number, among) * times for number, times in zip(articles, typed, strict=True)]


def with_all(ids: Sequence[int], terms: int, weights: Sequence[float], most: int, *, all_in_each: bool) -> Found:
    """The candidates of a query whose every part is asked for: all that the index gave, of which `most` are ranked."""
    has = dict.fromkeys(ids[:most], frozenset(range(terms)) if all_in_each else frozenset[int]())
    exact = len(ids) <= most
    note = None if exact else f"More than {most:,} articles match; only the newest {most:,} were ranked."
    return Found(ids[:most], has, weights, [UNLISTED] * terms, min(len(ids), most), exact, note)


def with_fewer(
    full: Sequence[int], lists: Sequence[Listed], weights: Sequence[float], among: int, most: int, read: int
) -> Found:
    """Candidates by what they have, `full` having all; where a list was cut before them, by how common the word is.

    `most` are counted; the best `read` of them are returned: the others have nothing that could bring them forward.
    """
    promise: dict[int, float] = {}
    for listed, weight in zip(lists, weights, strict=True):
        for article in listed.ids:
            promise[article] = promise.get(article, 0.0) + weight
    for listed, weight in zip(lists, weights, strict=True):
        if not listed.whole:
            oldest, expected = listed.ids[-1], weight * listed.articles / max(1, among)
            for article in promise:
                if article < oldest:
                    promise[article] += expected
    promise |= dict.fromkeys(full, sum(weights))
    ids = sorted(sorted(promise, reverse=True), key=promise.__getitem__, reverse=True)
    sets = [frozenset(listed.ids).union(full) for listed in lists]
    has = {article: frozenset(n for n, known in enumerate(sets) if article in known) for article in ids[:read]}
    exact = len(ids) <= most and all(listed.whole for listed in lists)
    since = [0 if listed.whole else listed.ids[-1] for listed in lists]
    return Found(ids[:most], has, weights, since, min(len(ids), most), exact, _fewer(len(full), len(ids)))


def _fewer(full: int, total: int) -> str | None:
    if full == total:
        return None
    match full:
        case 0:
            return "No article has all of these words; these have some of them."
        case 1:
            return "Only one article has all of these words; the others have some of them."
    return f"Only {full} articles have all of these words; the others have some of them."
