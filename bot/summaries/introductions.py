"""Whose full name a line gives, and who in it would be a bare surname to those who have not read the rest."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.articles.types import Span
from bot.summaries.speech import SAYS
from bot.summaries.types import Bracket, Source

_NO_FIRST_NAMES = frozenset(
    re.findall(
        r"\w+",
        """
        the a an and but in on at for with of to by from as when while after before then if that this mr mrs ms miss dr
        sir lord lady dame prof president minister judge officer sergeant captain senator governor mayor king queen
        prince princess
        """,
    )
)


@dataclass(frozen=True, slots=True)
class Introductions:
    """`full` are the names that one sentence gives in full, `short` the brackets for those it only gives in part.

    Both go by where the fullest form of the name stands in the text. Only names that an earlier sentence gave in
    full are in `short`: where the article itself begins with "Kim", so may the summary.
    """

    full: frozenset[Span] = frozenset()
    short: tuple[Bracket, ...] = ()


def introductions(source: Source, count: int) -> list[Introductions]:
    """The introductions of the first `count` sentences of a source."""
    full: list[set[Span]] = [set() for _ in range(count)]
    short: list[dict[Span, Span]] = [{} for _ in range(count)]
    mentions = source.extraction.mentions
    shared = _shared(source)
    for place, chain in enumerate(source.resolution.chains):
        head = mentions[chain.head].span
        names = head.of(source.text).split()
        if place in source.unnamed or chain.kind != "PERSON" or len(names) < 2 or not names[-1][0].isupper():
            continue
        given = False
        for mention in sorted((mentions[link.mention] for link in chain.links), key=lambda m: m.span):
            if mention.sentence >= count:
                break
            words = mention.span.of(source.text).split()
            if len(words) > 1:
                full[mention.sentence].add(head)
                given = True
            elif given and words[0] in names and not (words[0] in shared or _is_told_already(source, mention.span)):
                short[mention.sentence].setdefault(head, mention.span)
        if given and names[-1] not in shared and source.text.count(names[-1]) > len(chain.links):
            for number, span in _overlooked(source, head, names[-1], count):
                short[number].setdefault(head, span)
    return [
        Introductions(
            frozenset(full[i]),
            tuple(Bracket(span, head) for head, span in short[i].items() if head not in full[i]),
        )
        for i in range(count)
    ]


def _overlooked(source: Source, head: Span, surname: str, count: int) -> Iterator[tuple[int, Span]]:
    """Where a surname speaks behind its full name without being a known mention, and the sentences of that."""
    starts = [sentence.span.start for sentence in source.extraction.sentences[:count]]
    known = {mention.span.start for mention in source.extraction.mentions}
    for found in re.finditer(rf"(?<![\w’'-]){re.escape(surname)}(?= {SAYS})", source.text[head.end :]):
        span = Span(head.end + found.start(), head.end + found.end())
        before = source.text[: span.start].rstrip(" ").rsplit(None, 1)[-1:]
        if span.start not in known and starts and not (before and before[0][:1].isupper()):
            yield bisect_right(starts, span.start) - 1, span


def _is_told_already(source: Source, name: Span) -> bool:
    """Whether a name is in brackets in the text itself, or the one that somebody was born with."""
    return source.text.endswith(("[", "nee ", "née "), 0, name.start)


def _shared(source: Source) -> set[str]:
    """The words that stand in the full names of several people of a source: a bare one may mean either."""
    people = (chain for chain in source.resolution.chains if chain.kind == "PERSON")
    heads = {source.extraction.mentions[chain.head].span.of(source.text) for chain in people}
    bearers = Counter(word for head in heads for word in set(head.split()) if " " in head)
    return {word for word, count in bearers.items() if count > 1}


def borne_by_others(text: str, full: str, surname: str) -> bool:
    """Whether a text has a surname behind another first name than that of the full name: a son's, a wife's."""
    if surname not in full.split()[1:]:
        return False
    before = re.findall(rf"\b([A-Z][\w’'-]+) {re.escape(surname)}\b", text)
    return any(first not in full.split() and first.lower() not in _NO_FIRST_NAMES for first in before)


def introduced(brackets: Sequence[Bracket], names: Introductions, known: set[Span]) -> tuple[Bracket, ...]:
    """The brackets of a line and those for bare surnames that the lines before it, whose names are `known`, leave open.

    Adds to `known` what this line gives.
    """
    known |= {bracket.by for bracket in brackets}
    added = [
        bracket
        for bracket in names.short
        if bracket.by not in known and not any(bracket.span.overlaps(other.span) for other in brackets)
    ]
    known |= names.full | {bracket.by for bracket in added}
    return tuple(sorted([*brackets, *added], key=lambda bracket: bracket.span))
