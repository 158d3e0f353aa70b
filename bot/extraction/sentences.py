"""Token ranges and paragraphs → the sentences of the story."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from bot.articles.types import Span
from bot.extraction.inside import inside
from bot.extraction.openings import opening
from bot.extraction.tokens import Tokens
from bot.extraction.types import Opening, Sentence

_BY_A_NAME: frozenset[Opening] = frozenset(("plain", "pronoun", "definite"))  # a name may be all that these lack
_CLOSING = frozenset(("”", "’", "''", "»", ")", "]"))
_OPENING = frozenset(("'", '"', "“", "‘", "``", "«", "„"))
_MARKS = re.compile(r"[\"“”„«»]|``|''")
_OPENERS = frozenset(("“", "„", "«", "``"))
_CLOSERS = frozenset(("”", "»", "''"))


def sentences(tokens: Tokens, paragraphs: Sequence[Span]) -> tuple[Sentence, ...]:
    """The sentences of a parsed text, in order, one for each of `tokens.sentences`."""
    starts = [paragraph.start for paragraph in paragraphs]
    quotes = [quoted for paragraph in paragraphs for quoted in quotations(tokens.text, paragraph)]
    return tuple(_sentence(tokens, start, end, starts, quotes) for start, end in tokens.sentences)


def _sentence(
    tokens: Tokens, start: int, end: int, paragraph_starts: Sequence[int], quotes: Sequence[Span]
) -> Sentence:
    span = tokens.span(start, end)
    kind, leans = opening(tokens, start, end)
    if kind in _BY_A_NAME and (within := inside(tokens, start, end)):
        kind, leans = "inside", within
    return Sentence(
        span=span,
        paragraph=bisect_right(paragraph_starts, span.start) - 1,
        words=sum(any(map(str.isalnum, word)) for word in tokens.words[start:end]),
        opening=kind,
        leans=tokens.span(*leans) if leans else None,
        quoted=_share_inside(span, quotes) > 0.6,
    )


def _share_inside(span: Span, quotes: Sequence[Span]) -> float:
    inside = 0
    for quote in quotes[bisect_right(quotes, span.start, key=lambda q: q.end) :]:
        if quote.start >= span.end:
            break
        inside += min(span.end, quote.end) - max(span.start, quote.start)
    return inside / (span.end - span.start)


def quotations(text: str, paragraph: Span) -> Iterator[Span]:
    """What stands between quote marks in a paragraph; marks left open close with the paragraph."""
    opened: int | None = None
    for mark in _MARKS.finditer(text, paragraph.start, paragraph.end):
        opens = mark.group() in _OPENERS or (opened is None and mark.group() not in _CLOSERS)
        if opens and opened is None:
            opened = mark.start()
        elif not opens and opened is not None:
            yield Span(opened, mark.end())
            opened = None
    if opened is not None:
        yield Span(opened, paragraph.end)


def closed_quotes(tokens: Tokens) -> list[tuple[int, int]]:
    """The sentences of the model; marks go back to the sentence that they close, or forward to what they open."""
    ranges: list[tuple[int, int]] = []
    for start, end in tokens.sentences:
        first = start
        if ranges and ranges[-1][1] - ranges[-1][0] > 1 and _opens(tokens, start - 1):
            first -= 1
            ranges[-1] = (ranges[-1][0], first)
        while ranges and first < end and _closes(tokens, first):
            first += 1
        if ranges and first > start:
            ranges[-1] = (ranges[-1][0], first)
        if first < end:
            ranges.append((first, end))
    return ranges


def _opens(tokens: Tokens, at: int) -> bool:
    """Whether the last token of a sentence is a mark that stands before the first word of the next."""
    mark = tokens.words[at] in _OPENING
    return mark and at > 0 and tokens.starts[at] > tokens.ends[at - 1] and tokens.ends[at] == tokens.starts[at + 1]


def _closes(tokens: Tokens, at: int) -> bool:
    word = tokens.words[at]
    touches = at > 0 and tokens.ends[at - 1] == tokens.starts[at]
    spaced = at + 1 == len(tokens) or tokens.starts[at + 1] > tokens.ends[at]
    return word in _CLOSING or (word in ('"', "'") and touches and spaced)
