"""The names and the words of a large store of made-up articles, spread by Zipf's law."""

from dataclasses import dataclass

import numpy as np

from bot.extraction.types import Kind
from bot.store.folding import fold

_FIRST_NAMES, _LAST_NAMES = 600, 30_000
_RARE = 2_500
"""One name in so many is an event."""

_SYLLABLES = [a + b for a in "bdfgklmnprstvz" for b in ("a", "e", "i", "o", "u", "an", "er", "on")]


def word(number: int) -> str:
    """A pronounceable word, a different one for each number."""
    made = ""
    while True:
        number, rest = divmod(number, len(_SYLLABLES))
        made += _SYLLABLES[rest]
        if not number:
            return made if len(made) > 2 else made + "m"


def zipf(size: int, exponent: float) -> "np.ndarray[tuple[int], np.dtype[np.float64]]":
    """The cumulative distribution of ranks 0 to size - 1, for `searchsorted`."""
    weights = np.arange(1, size + 1, dtype=np.float64) ** -exponent
    total = np.cumsum(weights)
    return np.asarray(total / total[-1])


@dataclass(slots=True)
class Known:
    """A name of the pool, and what the articles so far say of it. Its row id is its rank plus one."""

    key: str
    kind: Kind
    surfaces: tuple[str, ...]
    articles: int = 0
    first: str = "~"
    joins: int | None = None
    entity: int = 0
    reason: str = ""

    def forms(self) -> dict[str, int]:
        """The forms that count as evidence."""
        return {self.key: self.articles} | {fold(surface): self.articles for surface in self.surfaces}


def pool(size: int, random: np.random.Generator) -> list[Known]:
    """The names, the commonest first: half of them persons who share surnames, then organisations and places."""
    made: dict[tuple[str, Kind], Known] = {}
    lasts = np.searchsorted(zipf(_LAST_NAMES, 0.7), random.random(4 * size))
    firsts = np.searchsorted(zipf(_FIRST_NAMES, 0.7), random.random(4 * size))
    for number, (first, last) in enumerate(zip(firsts.tolist(), lasts.tolist(), strict=True)):
        one, two = word(first + 131).capitalize(), word(last + 1_009).capitalize()
        known = _name(number, one, two)
        made.setdefault((known.key, known.kind), known)
        if len(made) == size:
            break
    return list(made.values())


def _name(number: int, one: str, two: str) -> Known:
    if number % 10 < 5:
        return Known(f"{one} {two}".lower(), "PERSON", (f"{one} {two}", two))
    if number % _RARE == 8:
        return Known(f"{two} {word(number % 83)}".lower(), "EVENT", (f"{two} {word(number % 83).capitalize()}",))
    if number % 10 < 8:
        long = f"{two} {one} {word(number % 97 + 20).capitalize()}"
        return Known(long.lower(), "ORG", (long, "".join(part[0] for part in long.split())))
    return Known(f"{two}{word(number % 89)}".lower(), "GPE", (f"{two}{word(number % 89)}",))
