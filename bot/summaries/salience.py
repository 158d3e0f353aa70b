"""How likely a word of the sources belongs into a summary of them.

Word importance by regression, after Hong & Nenkova (EACL 2014), with five coefficients instead of their hundreds:
docs/decisions/0005-summaries.md says how they were fitted, and on what.
"""

import math
from collections import Counter
from collections.abc import Sequence

from bot.summaries.coefficients import FADE, Coefficients
from bot.summaries.passages import Passage
from bot.summaries.types import Source
from bot.summaries.words import content_words

_STEPS = 2**20
_FADES = tuple(math.exp(-i / FADE) for i in range(200))


def salience(sources: Sequence[Source], read: Sequence[Sequence[Passage]], by: Coefficients) -> dict[str, float]:
    """For each content word the probability, in 0 to 1, that a summary of the sources would use it."""
    frequency: Counter[str] = Counter()
    spread: Counter[str] = Counter()
    first: dict[str, int] = {}
    for passages in read:
        seen: set[str] = set()
        for number, passage in enumerate(passages):
            frequency.update(passage.words)
            for word in passage.words - seen:
                first[word] = min(first.get(word, number), number)
            seen |= passage.words
        spread.update(seen)
    named, titled = named_words(sources, read), _titled(sources)
    total = max(1, sum(map(bool, read)))
    return {
        word: _probability(
            by.bias
            + by.frequency * math.log(count)
            + by.early * (_FADES[first[word]] if first[word] < len(_FADES) else 0.0)
            + by.shared * spread[word] / total
            + (by.named if word in named else 0.0)
            + (by.number if word[0].isdigit() else 0.0)
            + (by.titled if word in titled else 0.0)
        )
        for word, count in frequency.items()
    }


def _probability(odds: float) -> float:
    """The logistic of `odds`, cut to twenty binary places: so sums come out the same in any order of the words."""
    return math.floor(_STEPS / (1.0 + math.exp(-odds))) / _STEPS


def named_words(sources: Sequence[Source], read: Sequence[Sequence[Passage]]) -> set[str]:
    """The words of the names in the sentences that are read."""
    forms = {
        mention.span.of(source.text)
        for source, passages in zip(sources, read, strict=True)
        for mention in source.extraction.mentions
        if mention.sentence < len(passages)
    }
    return set(content_words(" ".join(forms)))


def _titled(sources: Sequence[Source]) -> set[str]:
    return {word for source in sources if source.title for word in content_words(source.title)}
