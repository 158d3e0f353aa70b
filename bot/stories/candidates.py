"""Which articles are compared at all: those that share two of their foremost terms, one of them of a name."""

from itertools import combinations

from bot.stories.sketch import Sketch

_NAMES = 8
"""Words of names that an article is found by: with fewer, links are lost; with more, the index grows by the square."""

_WORDS = 5
"""Other words, which are paired with a name: many articles share no second name."""

CROWD = 64
"""Articles of one day that a pair of terms leads to, at most: the pair says little where there are more."""

_ODD = 0x9E3779B97F4A7C15
_BITS = 48


def keys(sketch: Sketch) -> list[int]:
    """What an article is found by, ascending: a number for each pair of its foremost terms, of 48 bits.

    Of 424 articles on 40 events an article meets 18 others so, and 99 % of those with which it has a link of even odds.
    """
    names = list(sketch.names)[:_NAMES]
    words = list(sketch.words)[:_WORDS]
    pairs = [*combinations(sorted(names), 2), *((name, word) for name in names for word in words)]
    return sorted({_key(*pair) for pair in pairs})


def _key(one: int, other: int) -> int:
    mixed = ((one << 32 | other) * _ODD) & ((1 << 64) - 1)
    return mixed >> (64 - _BITS)
