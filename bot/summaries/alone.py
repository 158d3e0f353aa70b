"""Single sentences shown by themselves: whether each can stand so, and the names in brackets that it needs."""

import re
from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from bot.articles.types import Span
from bot.extraction.types import PERSONAL
from bot.summaries.closure import stand_alone
from bot.summaries.introductions import introduced, introductions
from bot.summaries.passages import Passage, Passages
from bot.summaries.types import Line, Source

_THEN = re.compile(r"\b(?:the same|that) (?:day|night|week|month|year|time)\b(?! (?:as|that|when|in which|of)\b)")


@dataclass(frozen=True, slots=True)
class Alone:
    """A sentence as a line of its own.

    `stands`: it leans on no other once its brackets are there. `clear`: no "he" or "she" behind the name of a person
    may mean somebody else whom a sentence before it has told of, and no "same day" a day that it has.
    """

    line: Line
    passage: Passage
    stands: bool
    clear: bool


def alone(source: Source, wanted: Sequence[Span], known: Collection[str] = ()) -> list[Alone | None]:
    """The sentences in which these spans begin, as lines of their own; None for what begins before the first.

    `known` are the keys of names that the reader knows already: a bare surname of those stays as it is.
    """
    sentences = source.extraction.sentences
    starts = [sentence.span.start for sentence in sentences]
    places = [bisect_right(starts, span.start) - 1 for span in wanted]
    count = max(places, default=-1) + 1
    read = Passages(source, count)
    how = stand_alone(source, read, set(places))
    names = introductions(source, count)
    unclear = set(_unclear(source))
    mentions, chains = source.extraction.mentions, source.resolution.chains
    told = {mentions[chain.head].span for chain in chains if chain.key in known}
    return [
        Alone(
            Line(0, sentences[i].span, 0.0, introduced(how[i].alone, names[i], set(told))),
            read[i],
            how[i].needs is None,
            i not in unclear and not _THEN.search(source.text, sentences[i].span.start, sentences[i].span.end),
        )
        if i >= 0
        else None
        for i in places
    ]


def _unclear(source: Source) -> Iterator[int]:
    """The sentences with a pronoun behind the name of a person that nobody could resolve."""
    resolved = {reference.span.start for reference in source.resolution.references}
    first: dict[int, int] = {}
    for mention in source.extraction.mentions:
        if mention.kind == "PERSON":
            first.setdefault(mention.sentence, mention.span.start)
    for pronoun in source.extraction.pronouns:
        behind = first.get(pronoun.sentence, pronoun.span.start) < pronoun.span.start
        if pronoun.gender in PERSONAL and behind and pronoun.span.start not in resolved:
            yield pronoun.sentence
