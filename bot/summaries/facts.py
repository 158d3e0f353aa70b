"""What a sentence states, whatever its words: whom it names, how many it counts, and which days it tells of.

Two sentences of different sources that tell the same are seldom worded alike: "Twelve died in the blast" and "An
explosion killed 12". Who is in it, how many and when stays the same; and where a source has another number, it is
another fact, so that both are told.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from bot.extraction.types import TOLLS, Theme
from bot.summaries.types import Line, Source
from bot.summaries.words import content_words

Fact = tuple[str, Theme, float] | tuple[str, str] | tuple[str, date, date]
"""A number with its theme, a name (a person's by its last word), or days."""

Told = tuple[frozenset[str], frozenset[Fact]]
"""The content words of a sentence, and its facts."""

ALIKE = 0.25
"""The share of the words of the shorter of two sentences that both have, where they state the same facts.

Lower than for sentences that are worded alike, and set by hand on made-up paraphrases."""


def facts(source: Source, count: int) -> list[frozenset[Fact]]:
    """The facts of each of the first `count` sentences of a source."""
    found: defaultdict[int, set[Fact]] = defaultdict(set)
    mentions = source.extraction.mentions
    for chain in source.resolution.chains:
        name: Fact = ("name", chain.key.rpartition(" ")[2] if chain.kind == "PERSON" else chain.key)
        for link in chain.links:
            found[mentions[link.mention].sentence].add(name)
    for number in source.extraction.numbers:
        found[number.sentence].add(("number", number.theme, number.value))
    for day in source.extraction.dates:
        if day.first and day.last:
            found[day.sentence].add(("days", day.first, day.last))
    return [frozenset(found[i]) for i in range(count)]


def says_the_same(words: frozenset[str], states: frozenset[Fact], others: Sequence[Told]) -> bool:
    """Whether a sentence adds nothing to others (each its words and facts): one of them tells the same in other words.

    It states something, nothing that they do not state together, and has words and facts in common with one of them.
    """
    if not states or not states <= frozenset().union(*(known for _, known in others)):
        return False
    return any(
        states & known and len(words & other) >= ALIKE * min(len(words), len(other)) for other, known in others if other
    )


def differ(one: Told, other: Told) -> set[Theme]:
    """The themes on which two sentences of different sources, each its words and facts, give other numbers of people.

    They must tell of one thing: have a name or a day in common, and words.
    """
    (words, states), (others, known) = one, other
    shared = {fact for fact in states & known if fact[0] != "number"}
    if not shared or len(words & others) < ALIKE * min(len(words), len(others)):
        return set()
    return {
        theme
        for theme in TOLLS
        if (here := _counts(states, theme)) and (there := _counts(known, theme)) and not here & there
    }


def differing(sources: Sequence[Source], lines: Sequence[Line]) -> tuple[Theme, ...]:
    """The themes on which two lines of different sources give other numbers of people, in the order of `TOLLS`."""
    told = []
    for line in lines:
        sentences = sources[line.source].extraction.sentences
        number = bisect_left(sentences, line.span.start, key=lambda sentence: sentence.span.start)
        if number < len(sentences):
            words = frozenset(content_words(line.span.of(sources[line.source].text)))
            told.append((line.source, (words, facts(sources[line.source], number + 1)[number])))
    found = {
        theme
        for place, (source, one) in enumerate(told)
        for other, rest in told[:place]
        if source != other
        for theme in differ(one, rest)
    }
    return tuple(theme for theme in TOLLS if theme in found)


def _counts(states: frozenset[Fact], theme: Theme) -> set[float]:
    return {fact[-1] for fact in states if fact[:2] == ("number", theme) and isinstance(fact[-1], float | int)}
