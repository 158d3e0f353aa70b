"""The best attested names of a crowded block, which alone are compared: who they are now, and before some had grown.

A block with more names than are compared holds beside each name in which power of two its articles lie. That seldom
changes, and tells of nearly all names whether they are among the best; only about the others need it be looked up.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from bot.extraction.types import Kind

_HEAVIEST = 18
"""From 131,072 articles on names weigh the same."""


def weight(articles: int) -> int:
    """The binary digits of a number of articles, as far as they are told apart."""
    return min(articles.bit_length(), _HEAVIEST)


class Bounds(NamedTuple):
    """Weights: what is heavier than `first` is among the best, if it has not grown; what is lighter than `last` never.

    That goes for the names as they are, and as they were before.
    """

    first: int
    last: int


def bounds(counts: Mapping[int, int], grown: Sequence[int], most: int) -> Bounds | None:
    """How far down names are to be looked at, by how many there are of each weight, and what the grown ones weigh.

    None where no grown one can be among the best `most`: then these are who they were.
    """
    first = _weight_at(counts, most)
    if all(one < first for one in grown):
        return None
    return Bounds(first, _weight_at(counts, most + len(grown)))


def _weight_at(counts: Mapping[int, int], place: int) -> int:
    """What the name at a place weighs, or the lightest."""
    passed = 0
    for one in sorted(counts, reverse=True):
        passed += counts[one]
        if passed >= place:
            return one
    return min(counts)


class Attested(NamedTuple):
    """A name of which it must be looked up whether it is among the best."""

    articles: int
    key: str
    kind: Kind


def best(
    sure: frozenset[int], others: Mapping[int, Attested], grown: Mapping[int, int], most: int
) -> tuple[frozenset[int], frozenset[int]]:
    """The best `most` names as they are, and as they were before some had grown by a number of articles each.

    `sure` are among them both times; of the `others` the best attested are (most articles, then key, then kind).
    """
    before = {
        number: Attested(name.articles - grown.get(number, 0), name.key, name.kind) for number, name in others.items()
    }
    stood = {number: name for number, name in before.items() if name.articles > 0 or number not in grown}
    return sure | _first(others, most - len(sure)), sure | _first(stood, most - len(sure))


def _first(names: Mapping[int, Attested], most: int) -> frozenset[int]:
    ordered = sorted(names, key=lambda number: (-names[number].articles, names[number].key, names[number].kind))
    return frozenset(ordered[:most])
