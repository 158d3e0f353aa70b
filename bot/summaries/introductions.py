"""Whose full name a line gives, and who in it would be a bare surname to those who have not read the rest."""

from collections import Counter
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
    shared = _shared(source)
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
            elif given and words[0] in names and not (words[0] in shared or _is_told_already(source, mention.span)):
                short[mention.sentence].setdefault(head, mention.span)
    return [
        Introductions(
            frozenset(full[i]),
            tuple(Bracket(span, head) for head, span in short[i].items() if head not in full[i]),
        )
        for i in range(count)
    ]


def _is_told_already(source: Source, name: Span) -> bool:
    """Whether a name is in brackets in the text itself, or the one that somebody was born with."""
    return source.text.endswith(("[", "nee ", "née "), 0, name.start)


def _shared(source: Source) -> set[str]:
    """The words that stand in the full names of several people of a source: a bare one may mean either."""
    people = (chain for chain in source.resolution.chains if chain.kind == "PERSON")
    heads = {source.extraction.mentions[chain.head].span.of(source.text) for chain in people}
    bearers = Counter(word for head in heads for word in set(head.split()) if " " in head)
    return {word for word, count in bearers.items() if count > 1}


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
