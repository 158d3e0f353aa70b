"""The quotes of a text, put together: what stands between marks, and what is told in indirect speech."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.articles.types import Span
from bot.extraction.quotes.attribution import Attributed, attributed
from bot.extraction.quotes.clauses import Clause
from bot.extraction.quotes.cues import NAMING
from bot.extraction.quotes.phrases import phrase
from bot.extraction.quotes.scene import Scene, scene
from bot.extraction.quotes.titles import is_title
from bot.extraction.tokens import Tokens
from bot.extraction.types import Mention, Pronoun, Quote, QuoteKind

_FEWEST_WORDS = 3
"""Fewer words between marks are a quotation only when they are an utterance of their own."""

_FEWEST_UNCLAIMED = 6
"""Fewer words within a sentence that names nobody as their speaker are held at arm's length, not quoted."""


@dataclass(frozen=True, slots=True)
class Found:
    """What is quoted, and the clause that says whose it is, if there is one."""

    span: Span
    kind: QuoteKind
    clause: Clause | None


def quotes(
    tokens: Tokens, paragraphs: Sequence[Span], mentions: Sequence[Mention], pronouns: Sequence[Pronoun]
) -> tuple[Quote, ...]:
    """All quotes of a text, in order of position, with the mention or pronoun that each one's speaker is."""
    here = scene(tokens, paragraphs)
    named = _indices(tokens, [mention.span for mention in mentions])
    standing = _indices(tokens, [pronoun.span for pronoun in pronouns])
    found = sorted([*_between_marks(here), *_indirect(here)], key=lambda one: one.span)
    return tuple(_quote(here, one, named, standing) for one in found)


def _between_marks(here: Scene) -> Iterator[Found]:
    for one in attributed(here):
        if _is_quote(here, one):
            yield Found(one.place.run.span, "mixed" if one.embedded else "direct", one.clause)


def _is_quote(here: Scene, one: Attributed) -> bool:
    """Whether what stands between marks is what somebody said, and no title and no word held at arm's length."""
    tokens, place = here.tokens, one.place
    words = [at for at in range(place.first, place.end) if any(map(str.isalnum, tokens.words[at]))]
    if not words or (tokens.words[place.first] == "(" and tokens.words[place.end - 1] == ")"):
        return False
    if not one.embedded:
        return len(words) >= _FEWEST_WORDS or one.clause is not None
    if is_title(tokens, words) and not (one.clause and here.lemma(one.clause) in NAMING):
        return False
    return len(words) >= (_FEWEST_WORDS if one.claimed else _FEWEST_UNCLAIMED)


def _indirect(here: Scene) -> Iterator[Found]:
    for clause in here.clauses:
        for start, end in clause.contents:
            if end - start >= 2 and not all(here.inside[start:end]):
                yield Found(here.tokens.span(start, end), "indirect", clause)


def _indices(tokens: Tokens, spans: Sequence[Span]) -> dict[int, int]:
    """For the tokens of each span, its index."""
    return {
        at: index
        for index, span in enumerate(spans)
        for at in range(bisect_left(tokens.starts, span.start), bisect_left(tokens.starts, span.end))
    }


def _quote(here: Scene, one: Found, named: Mapping[int, int], standing: Mapping[int, int]) -> Quote:
    if one.clause is None or one.clause.speaker is None:
        return Quote(one.span, one.kind)
    tokens, head = here.tokens, one.clause.speaker
    start, end = phrase(here.tree, head)
    several = any(tokens.deps[at] == "conj" and tokens.heads[at] == head for at in range(start, end))
    mention = None
    if not several:
        mention = named[head] if head in named else _in_apposition(tokens, head, end, named)
    return Quote(
        one.span,
        one.kind,
        tokens.span(start, end),
        tokens.span(one.clause.cue, one.clause.cue + 1),
        mention,
        None if several or mention is not None else standing.get(head),
    )


def _in_apposition(tokens: Tokens, head: int, end: int, named: Mapping[int, int]) -> int | None:
    """The name that closes a speaker's phrase behind a comma: "the mayor of the town, Ada Doe"."""
    first = next((at for at in range(head + 1, end) if tokens.words[at] == ","), end)
    return named.get(end - 1) if first < end else None
