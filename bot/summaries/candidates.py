"""The sentences that may be chosen, each with its worth apart from its words, and what comes with it."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from bot.summaries.closure import Stand, stands
from bot.summaries.coefficients import FADE, Coefficients
from bot.summaries.facts import Fact, facts
from bot.summaries.introductions import Introductions, introductions
from bot.summaries.passages import Passage
from bot.summaries.relevance import relevance
from bot.summaries.types import About, Bracket, Source


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that may be chosen.

    `number` is its place among all candidates, `room` the words it can take at most (with brackets or without),
    `worth` what speaks for it besides its words, `relevance` (0 to 1) how much it is about what was asked for,
    `needs` the numbers of the sentences that it brings along, and `facts` what it states (of several sources only).
    """

    number: int
    source: int
    passage: Passage
    stand: Stand
    names: Introductions
    room: int
    worth: float
    relevance: float
    needs: tuple[int, ...]
    facts: frozenset[Fact] = frozenset()


def candidates(
    sources: Sequence[Source], read: Sequence[Sequence[Passage]], by: Coefficients, about: About | None = None
) -> list[Candidate]:
    """One candidate for each passage of `read`, source by source."""
    result: list[Candidate] = []
    for number, (source, passages) in enumerate(zip(sources, read, strict=True)):
        first = len(result)
        how = stands(source, passages)
        names = introductions(source, len(passages))
        relevant = relevance(source, passages, about) if about else [1.0] * len(passages)
        states = facts(source, len(passages)) if len(sources) > 1 else [frozenset[Fact]()] * len(passages)
        for i, passage in enumerate(passages):
            result.append(
                Candidate(
                    number=first + i,
                    source=number,
                    passage=passage,
                    stand=how[i],
                    names=names[i],
                    room=passage.length + _longer(source, [*how[i].alone, *names[i].short]),
                    worth=_worth(passage, how[i], i, by),
                    relevance=relevant[i],
                    needs=tuple(first + j for j in _brought(how, i)),
                    facts=states[i],
                )
            )
    return result


def _worth(passage: Passage, stand: Stand, place: int, by: Coefficients) -> float:
    return (
        by.position * math.exp(-place / FADE)
        + by.quoted * passage.quoted
        + by.personal * passage.personal
        + by.voiced * passage.voiced
        + by.question * passage.question
        + by.dated * passage.dated
        + by.bracketed * bool(stand.alone)
    )


def _longer(source: Source, brackets: Sequence[Bracket]) -> int:
    """Words that brackets can add at most."""
    return sum(
        max(0, len(bracket.by.of(source.text).split()) - len(bracket.span.of(source.text).split()))
        for bracket in brackets
    )


def _brought(how: Sequence[Stand], i: int) -> list[int]:
    """The sentences that one needs, and what they need in turn."""
    result: list[int] = []
    while (needed := how[i].needs) is not None:
        result.append(needed)
        i = needed
    return result
