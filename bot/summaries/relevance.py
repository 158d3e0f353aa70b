"""How much a sentence is about what the reader asked for."""

from bisect import bisect_left
from collections.abc import Sequence

from bot.summaries.passages import Passage
from bot.summaries.types import About, Source
from bot.summaries.words import content_words

_MEANT = 0.7  # of a sentence that says "he" where one that says the name has 1


def relevance(source: Source, read: Sequence[Passage], about: About) -> list[float]:
    """For each sentence from 0 (not about it) to 1: the entity named, or all the words there."""
    wanted = frozenset(content_words(about.words))
    result = [len(wanted & passage.words) / len(wanted) if wanted else 0.0 for passage in read]
    mentions, chains = source.extraction.mentions, source.resolution.chains
    about_it = {number for number, chain in enumerate(chains) if chain.key in about.keys}
    for number in about_it:
        for link in chains[number].links:
            _raise(result, mentions[link.mention].sentence, 1.0)
    ends = [passage.span.end for passage in read]
    for reference in source.resolution.references:
        if reference.chain in about_it:
            _raise(result, bisect_left(ends, reference.span.end), _MEANT)
    return result


def _raise(values: list[float], at: int, least: float) -> None:
    if at < len(values):
        values[at] = max(values[at], least)
