"""Which sentences make the summary: the telling ones, none twice, and each with what it leans on.

A greedy cover: a sentence is worth the words that it adds to those chosen, each at its salience, and its place and
manner of speaking; a sentence that leans on another brings it along, or is not chosen. The coefficients, what they
were fitted on and what was tried without success: docs/decisions/0005-summaries.md.
"""

import re
from collections import defaultdict
from collections.abc import Sequence

from bot.articles.types import Span
from bot.summaries.candidates import Candidate, candidates
from bot.summaries.coefficients import MANY, ONE, Coefficients
from bot.summaries.pages import is_page
from bot.summaries.passages import Passage, passages
from bot.summaries.salience import salience
from bot.summaries.types import About, Length, Line, Source

DEFAULT_SENTENCES = 3
"""The length of a summary when none is asked for."""

REPEATED = 0.7  # the share of a sentence's words in one chosen line from which it says nothing new
MOST_BROUGHT = 2  # sentences that one may bring along
MANY_SOURCES, READ_OF_MANY = 20, 12  # of so many sources, so many sentences of each are read
OVER = 1.5  # how far a single sentence may exceed a limit that no sentence fits
FIRST_WORDS = 30  # of a text without a sentence, when no limit in words is given

_WORD = re.compile(r"\S+")


def summarise(sources: Sequence[Source], length: Length, about: About | None = None) -> list[Line]:
    """The summary of one article or of several, in reading order: the lines of one source stand together.

    With `about`, only sentences about it are chosen (and what they lean on): none when no source speaks of it.
    A summary never exceeds its limits, but where no sentence fits a limit in words, the best that exceeds it by no
    more than half is given, else the shortest. Of a text without a sentence the first words are one line.
    """
    read = _stories(sources)
    by = ONE if sum(map(bool, read)) < 2 else MANY
    pool = candidates(sources, read, by, about)
    if not pool:
        return [] if about else _first_words(sources, length)
    cover = _Cover(pool, salience(sources, read, by), length, by)
    if not cover.open:
        return []
    while cover.choose():
        pass
    chosen = cover.chosen or cover.alone()
    return _in_order(pool, chosen)


def _stories(sources: Sequence[Source]) -> list[tuple[Passage, ...]]:
    """The sentences of each source; none of those that are no story, unless all are."""
    limit = READ_OF_MANY if len(sources) >= MANY_SOURCES else None
    read = [passages(source, limit) for source in sources]
    if len(sources) == 1:
        return read
    stories = [() if is_page(source.text, part) else part for source, part in zip(sources, read, strict=True)]
    return stories if any(stories) else read


class _Cover:
    """The state of a greedy choice among candidates."""

    def __init__(self, pool: Sequence[Candidate], salience: dict[str, float], length: Length, by: Coefficients) -> None:
        self._pool, self._by = pool, by
        self._salience = salience
        self._words_left = length.words
        self._sentences_left = length.sentences or (None if length.words else DEFAULT_SENTENCES)
        self._words = length.words
        self._gain = [sum(salience[word] for word in c.passage.words) for c in pool]
        self._holders: defaultdict[str, list[int]] = defaultdict(list)
        for c in pool:
            for word in c.passage.words:
                self._holders[word].append(c.number)
        self._covered: set[str] = set()
        relevant = [c for c in pool if c.relevance > 0]
        self.open = [c for c in relevant if not c.passage.aside] or relevant
        self.chosen: dict[int, float] = {}

    def choose(self) -> bool:
        """Choose the best sentence that fits, with what it brings along; False when none does."""
        best: tuple[float, list[Candidate]] | None = None
        for candidate in self.open:
            bundle = self._bundle(candidate)
            if bundle and self._fits(bundle):
                value = self._value(bundle)
                value *= candidate.relevance if value > 0 else 1.0
                if best is None or value > best[0]:
                    best = (value, bundle)
        if best is None:
            return False
        for candidate in best[1]:
            self._take(candidate, best[0])
        self._close(best[1])
        return True

    def alone(self) -> dict[int, float]:
        """The one sentence to show where none fits: the best of those hardly too long, else the shortest."""
        whole = [c for c in self.open if not c.needs] or self.open
        limit = OVER * (self._words or 0)
        near = [c for c in whole if c.room <= limit]
        if near:
            best = max(near, key=lambda c: (self._value([c]), -c.number))
        else:
            best = min(whole, key=lambda c: (c.room, c.number))
        return {best.number: self._value([best])}

    def _bundle(self, candidate: Candidate) -> list[Candidate]:
        """The sentence and what it brings along that is not chosen yet; empty when that is too much."""
        brought: list[Candidate] = []
        for number in candidate.needs:
            if number in self.chosen:
                break
            brought.append(self._pool[number])
            if len(brought) > MOST_BROUGHT or brought[-1].passage.aside > candidate.passage.aside:
                return []
        return [*brought, candidate]

    def _fits(self, bundle: Sequence[Candidate]) -> bool:
        if self._sentences_left is not None and len(bundle) > self._sentences_left:
            return False
        return self._words_left is None or sum(c.room for c in bundle) <= self._words_left

    def _value(self, bundle: Sequence[Candidate]) -> float:
        gain = sum(self._gain[c.number] + c.worth for c in bundle)
        words = sum(c.passage.length for c in bundle)
        if self._words is not None:
            return float(gain / words**self._by.power)
        return (gain - self._by.cost * words) / len(bundle)

    def _take(self, candidate: Candidate, value: float) -> None:
        self.chosen[candidate.number] = value
        if self._sentences_left is not None:
            self._sentences_left -= 1
        if self._words_left is not None:
            self._words_left -= candidate.room
        for word in candidate.passage.words - self._covered:
            for number in self._holders[word]:
                self._gain[number] -= self._salience[word]
        self._covered |= candidate.passage.words

    def _close(self, taken: Sequence[Candidate]) -> None:
        """Drop from the choice what is chosen, and what says nothing that the sentences just taken do not."""
        said = [candidate.passage.words for candidate in taken]
        self.open = [
            c
            for c in self.open
            if c.number not in self.chosen
            and not any(len(c.passage.words & words) > REPEATED * len(c.passage.words) for words in said)
        ]


def _in_order(pool: Sequence[Candidate], chosen: dict[int, float]) -> list[Line]:
    """The lines source by source, the source with the best line first, and in each as the text has them."""
    best: defaultdict[int, float] = defaultdict(lambda: float("-inf"))
    for number, value in chosen.items():
        best[pool[number].source] = max(best[pool[number].source], value)
    order = sorted(chosen, key=lambda number: (-best[pool[number].source], pool[number].source, number))
    return [_line(pool, number, chosen) for number in order]


def _line(pool: Sequence[Candidate], number: int, chosen: dict[int, float]) -> Line:
    candidate = pool[number]
    neighbour = number - 1 in chosen and pool[number - 1].source == candidate.source
    brackets = candidate.stand.behind if neighbour else candidate.stand.alone
    return Line(candidate.source, candidate.passage.span, chosen[number], brackets)


def _first_words(sources: Sequence[Source], length: Length) -> list[Line]:
    """The first words of the first source that has any."""
    most = length.words or FIRST_WORDS
    for number, source in enumerate(sources):
        words = [found.span() for found in _WORD.finditer(source.text)][:most]
        if words:
            return [Line(number, Span(words[0][0], words[-1][1]), 0.0)]
    return []
