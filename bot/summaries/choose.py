"""Which sentences make the summary: the telling ones, none twice, and each with what it leans on.

A greedy cover: a sentence is worth the words that it adds to those chosen, each at its salience, and its place and
manner of speaking; a sentence that leans on another brings it along, or is not chosen. The coefficients, what they
were fitted on and what was tried without success: docs/decisions/0005-summaries.md.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from bot.articles.language import is_read_as_english
from bot.articles.types import Span
from bot.summaries.candidates import Candidate, candidates
from bot.summaries.coefficients import MANY, ONE, Coefficients
from bot.summaries.facts import Fact, says_the_same
from bot.summaries.introductions import introduced
from bot.summaries.leading import leading
from bot.summaries.pages import is_page
from bot.summaries.passages import Passage, passages
from bot.summaries.salience import named_words, salience
from bot.summaries.types import About, Length, Line, Source

DEFAULT_SENTENCES = 3
"""The length of a summary when none is asked for."""

REPEATED = 0.7  # the share of a sentence's words in one chosen line from which it says nothing new
NEWS = 0.3  # the share of a sentence's words that must be new to who knows the others
FEWEST_WORDS = 6  # of a sentence that is chosen for itself
MOST_BROUGHT = 2  # sentences that one may bring along
MOST_READ, LEAST_OF_EACH = 1_500, 5  # sentences read of several sources together, and of each at least
OVER = 1.5  # how far a single sentence may exceed a limit that no sentence fits
FIRST_WORDS = 30  # of a text without a sentence, when no limit in words is given

_WORD = re.compile(r"\S+")


def summarise(
    sources: Sequence[Source], length: Length, about: About | None = None, known: frozenset[str] = frozenset()
) -> list[Line]:
    """The summary of one article or of several, in reading order: the lines of one source stand together.

    With `about`, only sentences about it are chosen (and what they lean on): none when no source speaks of it.
    With `known`, the words that the reader has read elsewhere (`content_words`), only sentences that tell news to them.
    A summary never exceeds its limits, but where no sentence fits a limit in words, the best that exceeds it by no
    more than half is given, else the shortest. Of a text without a sentence the first words are one line. Texts that
    are all in other languages than English are summarised by position.
    """
    if about is None and not known and not any(is_read_as_english(source.language) for source in sources):
        return leading(sources, length, DEFAULT_SENTENCES) or _first_words(sources, length)
    read = _stories(sources)
    by = ONE if sum(map(bool, read)) < 2 else MANY
    pool = candidates(sources, read, by, about)
    if not pool:
        return [] if about or known else _first_words(sources, length)
    relevant = [candidate for candidate in pool if candidate.relevance > 0]
    if known:
        names = named_words(sources, read)
        relevant = [candidate for candidate in relevant if not candidate.needs and _is_news(candidate, known, names)]
    story = [candidate for candidate in relevant if not candidate.passage.aside]
    whole = [candidate for candidate in story if not candidate.passage.unclosed] or story
    telling = [candidate for candidate in whole if candidate.passage.length >= FEWEST_WORDS]
    cover = _Cover(pool, salience(sources, read, by), length, by, known)
    cover.choose_from(telling)
    if known:
        return _in_order(pool, cover.chosen)
    if length.words is None or not cover.chosen:
        cover.choose_from(story)
    if not cover.chosen:
        cover.choose_from(relevant)
    return _in_order(pool, cover.chosen or cover.alone(telling or story or relevant, relevant))


def _stories(sources: Sequence[Source]) -> list[tuple[Passage, ...]]:
    """The sentences of each source; none of those that are no story, unless all are."""
    if len(sources) == 1:
        return [passages(sources[0])]
    limit = max(LEAST_OF_EACH, MOST_READ // max(1, len(sources)))
    read = [passages(source, limit) for source in sources]
    stories = [() if is_page(source.text, part) else part for source, part in zip(sources, read, strict=True)]
    return stories if any(stories) else read


def _is_news(candidate: Candidate, known: frozenset[str], names: set[str]) -> bool:
    """Whether a sentence tells somebody who knows these words something: a name or a number, and other words."""
    words = candidate.passage.words
    new = words - known
    return len(new) >= NEWS * len(words) and any(word in names or word[0].isdigit() for word in new)


class _Cover:
    """The state of a greedy choice among candidates."""

    def __init__(
        self,
        pool: Sequence[Candidate],
        salience: dict[str, float],
        length: Length,
        by: Coefficients,
        known: frozenset[str],
    ) -> None:
        self._pool, self._by = pool, by
        self._salience = salience
        self._words_left = length.words
        self._sentences_left = length.sentences or (None if length.words else DEFAULT_SENTENCES)
        self._words = length.words
        self._gain = [sum(salience[word] for word in c.passage.words - known) for c in pool]
        self._holders: defaultdict[str, list[int]] = defaultdict(list)
        for c in pool:
            for word in c.passage.words:
                self._holders[word].append(c.number)
        self._covered = set(known)
        self._stated: set[Fact] = set()
        self._open: list[Candidate] = []
        self.chosen: dict[int, float] = {}

    def choose_from(self, open_: Sequence[Candidate]) -> None:
        """Choose among some candidates as long as one fits."""
        self._open = [candidate for candidate in open_ if not self._repeats(candidate, self.chosen)]
        while self._choose():
            pass

    def _choose(self) -> bool:
        """Choose the best sentence that fits, with what it brings along; False when none does."""
        best: tuple[float, list[Candidate]] | None = None
        for candidate in self._open:
            bundle = self._bundle(candidate)
            if bundle and self._fits(bundle):
                value = self._value(bundle)
                value *= sum(c.relevance for c in bundle) / len(bundle) if value > 0 else 1.0
                if best is None or value > best[0]:
                    best = (value, bundle)
        if best is None:
            return False
        for candidate in best[1]:
            self._take(candidate, best[0])
        taken = [candidate.number for candidate in best[1]]
        self._open = [candidate for candidate in self._open if not self._repeats(candidate, taken)]
        return True

    def alone(self, preferred: Sequence[Candidate], relevant: Sequence[Candidate]) -> dict[int, float]:
        """The one sentence to show where none fits: the best of those hardly too long, else the shortest."""
        standing = [c for c in preferred if not c.needs] or [c for c in relevant if not c.needs] or list(relevant)
        if not standing:
            return {}
        near = [c for c in standing if c.room <= OVER * (self._words or 0)]
        if near:
            best = max(near, key=lambda c: (self._value([c]), -c.number))
        else:
            best = min(standing, key=lambda c: (c.room, c.number))
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
        self._stated |= candidate.facts

    def _repeats(self, candidate: Candidate, chosen: Iterable[int]) -> bool:
        """Whether a sentence is chosen, or says nothing that one of those does not."""
        words = candidate.passage.words
        if candidate.number in self.chosen or any(
            len(words & self._pool[number].passage.words) > REPEATED * len(words) for number in chosen
        ):
            return True
        if not candidate.facts or not candidate.facts <= self._stated:
            return False
        others = [self._pool[n] for n in self.chosen if self._pool[n].source != candidate.source]
        return says_the_same(words, candidate.facts, [(one.passage.words, one.facts) for one in others])


def _in_order(pool: Sequence[Candidate], chosen: dict[int, float]) -> list[Line]:
    """The lines source by source, the source with the best line first, and in each as the text has them."""
    best: defaultdict[int, float] = defaultdict(lambda: float("-inf"))
    for number, value in chosen.items():
        best[pool[number].source] = max(best[pool[number].source], value)
    order = sorted(chosen, key=lambda number: (-best[pool[number].source], pool[number].source, number))
    known: defaultdict[int, set[Span]] = defaultdict(set)
    return [_line(pool, number, chosen, known[pool[number].source]) for number in order]


def _line(pool: Sequence[Candidate], number: int, chosen: dict[int, float], known: set[Span]) -> Line:
    candidate = pool[number]
    neighbour = number - 1 in chosen and pool[number - 1].source == candidate.source
    brackets = introduced(candidate.stand.behind if neighbour else candidate.stand.alone, candidate.names, known)
    return Line(candidate.source, candidate.passage.span, chosen[number], brackets)


def _first_words(sources: Sequence[Source], length: Length) -> list[Line]:
    """The first words of the first source that has any."""
    most = length.words or FIRST_WORDS
    for number, source in enumerate(sources):
        words = [found.span() for found in _WORD.finditer(source.text)][:most]
        if words:
            return [Line(number, Span(words[0][0], words[-1][1]), 0.0)]
    return []
