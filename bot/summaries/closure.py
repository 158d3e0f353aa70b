"""What a sentence needs before it may be shown alone: a sentence to stand behind, or names in brackets.

The faults that this prevents are those of "Extractive is not Faithful" (Zhang et al., ACL 2023): anaphors and
connectives torn from what they lean on, quotations from their speaker.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.articles.types import Span
from bot.extraction.types import Pronoun, Sentence
from bot.summaries.passages import Passage
from bot.summaries.types import Bracket, Source
from bot.summaries.words import content_words

_MEANT_HERE = re.compile(r"\b(?:an?|one|who|another|anyone|everyone|someone|whoever|any|each|every)\b", re.IGNORECASE)
_SPEECH_AWAY = 2  # words outside the quote marks that can name a speaker: "she said"


@dataclass(frozen=True, slots=True)
class Stand:
    """How one sentence stands.

    `needs` is the index of the sentence that must be shown too, or None. `alone` are the brackets it is shown
    with behind any other sentence, `behind` those it still needs right behind its neighbour in the text.
    """

    needs: int | None = None
    alone: tuple[Bracket, ...] = ()
    behind: tuple[Bracket, ...] = ()


@dataclass(frozen=True, slots=True)
class _Anaphor:
    """A pronoun or description in a sentence, with the chain it stands for, if that is known."""

    span: Span
    chain: int | None
    pronoun: Pronoun | None


def stands(source: Source, read: Sequence[Passage]) -> tuple[Stand, ...]:
    """How each of the first sentences of a source, those of `read`, stands."""
    sentences = source.extraction.sentences[: len(read)]
    named = _named(source, len(sentences))
    anaphors = _anaphors(source, sentences)
    result: list[Stand] = []
    focus: set[int] = set()
    for i, sentence in enumerate(sentences):
        alone = tuple(_brackets(source, anaphors[i], named[i], frozenset()))
        behind = tuple(_brackets(source, anaphors[i], named[i], focus))
        result.append(Stand(_needs(source, read, i, sentence, anaphors[i]), alone, behind))
        focus = set(named[i]) | {a.chain for a in anaphors[i] if a.chain is not None}
    return tuple(result)


def _named(source: Source, count: int) -> list[dict[int, int]]:
    """For each sentence the chains that it names, with the first position of the name."""
    named: list[dict[int, int]] = [{} for _ in range(count)]
    mentions = source.extraction.mentions
    for number, chain in enumerate(source.resolution.chains):
        for link in chain.links:
            mention = mentions[link.mention]
            if mention.sentence < count:
                at = named[mention.sentence].get(number, mention.span.start)
                named[mention.sentence][number] = min(at, mention.span.start)
    return named


def _anaphors(source: Source, sentences: Sequence[Sentence]) -> list[list[_Anaphor]]:
    """The pronouns of each sentence, resolved or not, and its resolved descriptions, in order."""
    found: list[list[_Anaphor]] = [[] for _ in sentences]
    chains = {reference.span.start: reference for reference in source.resolution.references}
    for pronoun in source.extraction.pronouns:
        reference = chains.pop(pronoun.span.start, None)
        if pronoun.sentence < len(found):
            chain = reference.chain if reference else None
            found[pronoun.sentence].append(_Anaphor(pronoun.span, chain, pronoun))
    starts = [sentence.span.start for sentence in sentences]
    for reference in chains.values():
        i = bisect_left(starts, reference.span.start + 1) - 1
        if i >= 0 and sentences[i].span.holds(reference.span):
            found[i].append(_Anaphor(reference.span, reference.chain, None))
    for row in found:
        row.sort(key=lambda anaphor: anaphor.span.start)
    return found


def _brackets(
    source: Source, anaphors: Sequence[_Anaphor], named: dict[int, int], focus: set[int] | frozenset[int]
) -> Iterator[Bracket]:
    """Names for the first anaphor of each chain that neither the sentence nor what stands before it names."""
    clear = {*named, *focus}
    for anaphor in anaphors:
        if anaphor.chain is None or anaphor.chain in clear:
            continue
        clear.add(anaphor.chain)
        head = source.resolution.chains[anaphor.chain].head
        possessive = anaphor.pronoun is not None and anaphor.pronoun.possessive
        yield Bracket(anaphor.span, source.extraction.mentions[head].span, possessive)


def _needs(
    source: Source, read: Sequence[Passage], i: int, sentence: Sentence, anaphors: Sequence[_Anaphor]
) -> int | None:
    if i == 0:
        return None
    if read[i].quoted and read[i].own_words < _SPEECH_AWAY:
        return i - 1
    resolved = sentence.leans is not None and any(
        a.chain is not None and sentence.leans.holds(a.span) for a in anaphors
    )
    if sentence.opening == "definite" and sentence.leans and not resolved:
        return _introduced(read, i, sentence.leans.of(source.text))
    if sentence.opening in ("connective", "demonstrative") or (sentence.opening == "pronoun" and not resolved):
        return i - 1
    return i - 1 if _dangles(source, sentence, anaphors) else None


def _introduced(read: Sequence[Passage], i: int, description: str) -> int:
    """The nearest sentence before that has the noun of a description; else the one right before."""
    noun = content_words(description)[-1:]
    earlier = (j for j in range(i - 1, -1, -1) if noun and noun[0] in read[j].words)
    return next(earlier, i - 1)


def _dangles(source: Source, sentence: Sentence, anaphors: Sequence[_Anaphor]) -> bool:
    """Whether a "he" or "she" inside the sentence is unresolved, with nobody before it there whom it could mean."""
    for anaphor in anaphors:
        pronoun = anaphor.pronoun
        if pronoun is None or anaphor.chain is not None or not pronoun.subject or pronoun.gender not in ("he", "she"):
            continue
        before = source.text[sentence.span.start : anaphor.span.start]
        people = any(
            mention.kind == "PERSON" and sentence.span.start <= mention.span.start < anaphor.span.start
            for mention in source.extraction.mentions
        )
        if not people and not _MEANT_HERE.search(before):
            return True
    return False
