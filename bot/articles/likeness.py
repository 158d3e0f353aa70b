"""Whether two texts are the same article: cut, put in another order, lightly rewritten, or with other matter around."""

import re
from collections.abc import Collection
from dataclasses import dataclass

from bot.articles import shingles

CONTAINED = 0.5
"""The share of the shorter text's shingles that the longer has at least. On the gold set's development half it parts
copies (nine in ten above .7, the lowest but one at .58) from other reports of the same event (at most .30)."""

FEWEST = 40
"""Different shingles below which a text is too short to be compared: what it shares may be a phrase."""

LEAST_PART = 1 / 8
"""A text that has less of the other's length is a teaser, and what the other adds is the article."""

_NAMES, _FEWEST_NAMES = 0.7, 5
_NUMBERS, _FEWEST_NUMBERS = 0.4, 6
"""Shares of the shorter text's names and numbers that the longer has at least, where there are so many of them: a
weather forecast or a market report repeats the words of the day before, and says something else. Copies of the gold
set's development half have at least .82 of the names and .5 of the numbers."""

_INNER = re.compile(r"(?<=[^\W_][ -])[^\W_]+")
"""A word with another before it, and nothing but a space or hyphen between: it opens no sentence."""


@dataclass(frozen=True, slots=True)
class Profile:
    """What of a text is compared: its shingles, its words, and of these its names and its numbers."""

    shingles: frozenset[int]
    words: frozenset[str]
    names: frozenset[str]
    numbers: frozenset[str]
    length: int


def profile(text: str) -> Profile:
    """The profile of a text in any language. Time is linear in the text: about a millisecond for 800 words."""
    text = shingles.folded(text)
    words = shingles.words(text)
    vocabulary = frozenset(words)
    return Profile(
        shingles.shingles(words),
        vocabulary,
        frozenset(word.casefold() for word in _INNER.findall(text) if word[0].isupper()),
        frozenset(word for word in vocabulary if not word.isalpha()),
        len(words),
    )


def comparable(one: Profile) -> bool:
    """Whether a text is long enough to be compared with others at all."""
    return len(one.shingles) >= FEWEST


def alike(one: Profile, other: Profile) -> bool:
    """Whether two texts are one article. It makes no difference which is named first."""
    if not (comparable(one) and comparable(other)):
        return False
    shorter, longer = sorted((one, other), key=lambda p: (len(p.shingles), p.length, min(p.shingles)))
    if len(shorter.shingles) < LEAST_PART * len(longer.shingles):
        return False
    if _share(shorter.shingles, longer.shingles) < CONTAINED:
        return False
    return _kept(shorter.names, longer.words, _NAMES, _FEWEST_NAMES) and _kept(
        shorter.numbers, longer.numbers, _NUMBERS, _FEWEST_NUMBERS
    )


def _kept(told: Collection[str], known: Collection[str], least: float, fewest: int) -> bool:
    return len(told) < fewest or sum(one in known for one in told) >= least * len(told)


def _share(part: frozenset[int], whole: frozenset[int]) -> float:
    return len(part & whole) / len(part)
