"""What an article tells that happened, or will: its sentences that have a day, with the names in them."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.articles.types import Span
from bot.extraction.types import DateExpression, Extraction
from bot.identity.types import Resolution

LONGEST = 366
"""Days that an event may cover: a sentence about "the 1990s" or a century tells of none."""

_WEEK = 6


@dataclass(frozen=True, slots=True)
class Event:
    """A sentence, by its index too, and the days that it tells of.

    `lead`: it opens the article and says no day of its own, so it has the article's.
    """

    sentence: int
    span: Span
    first: date
    last: date
    lead: bool = False


def events(extraction: Extraction, day: date) -> tuple[Event, ...]:
    """The events of an article of that day, in order: one a sentence, of the most precise date in it, or the first.

    When something was said counts only where no day or week is told of what was said. An article whose first
    sentence has no date tells there what happened on its own day.
    """
    dated: dict[int, list[DateExpression]] = defaultdict(list)
    for one in extraction.dates:
        if one.first and one.last and (one.last - one.first).days < LONGEST:
            dated[one.sentence].append(one)
    found = []
    for number, sentence in enumerate(extraction.sentences):
        happened = [one for one in dated[number] if not one.said and _length(one) <= _WEEK]
        if best := min(happened or dated[number], key=_length, default=None):
            found.append(Event(number, sentence.span, best.first or day, best.last or day))
        elif number == 0:
            found.append(Event(number, sentence.span, day, day, lead=True))
    return tuple(found)


def _length(one: DateExpression) -> int:
    return (one.last - one.first).days if one.first and one.last else LONGEST


def named(extraction: Extraction, resolution: Resolution) -> dict[int, set[int]]:
    """The chains that each sentence names, by its index: by their mentions and by what stands for them."""
    starts: Sequence[int] = [sentence.span.start for sentence in extraction.sentences]
    found: dict[int, set[int]] = defaultdict(set)
    for index, chain in enumerate(resolution.chains):
        for link in chain.links:
            found[extraction.mentions[link.mention].sentence].add(index)
    for reference in resolution.references:
        found[bisect_right(starts, reference.span.start) - 1].add(reference.chain)
    return found
