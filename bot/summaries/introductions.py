"""Whose full name a line gives, and who in it would be a bare surname to those who have not read the rest."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.articles.types import Span
from bot.summaries.types import Bracket, Source


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
    for chain in source.resolution.chains:
        head = mentions[chain.head].span
        names = head.of(source.text).split()
        if chain.kind != "PERSON" or len(names) < 2 or not names[-1][0].isupper():
            continue
        given = False
        for mention in sorted((mentions[link.mention] for link in chain.links), key=lambda m: m.span):
            if mention.sentence >= count:
                break
            words = mention.span.of(source.text).split()
            if len(words) > 1:
                full[mention.sentence].add(head)
                given = True
            elif given and words[0] in names and not source.text.startswith("[", mention.span.start - 1):
                short[mention.sentence].setdefault(head, mention.span)
    return [
        Introductions(
            frozenset(full[i]),
            tuple(Bracket(span, head) for head, span in short[i].items() if head not in full[i]),
        )
        for i in range(count)
    ]


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
