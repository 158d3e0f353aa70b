"""Where the paragraphs of a text are, furniture left out."""

import re
from collections.abc import Iterator, Sequence

from bot.articles.types import Span

_BLANK_LINES = re.compile(r"\s*\n[^\S\n]*\n\s*|[\u2029\x0c]+")
_LINE = re.compile(r"[^\n]+")
_ENDS = re.compile(r"[.!?:;。！？…][\"'”’»)\]]*\s*$|''\s*$")
# Lines of 45 to 100 characters are what mail and old wire services wrap to; a list or a poem is shorter.
_LONGEST_PIECE = 10_000
_UNBROKEN = re.compile(r"\S{500}")
_WRAP_SHORTEST, _WRAP_LONGEST = 45, 100


def paragraphs(text: str, furniture: Sequence[Span] = ()) -> tuple[Span, ...]:
    """The paragraphs of the story: trimmed spans that hold no furniture, none of them empty.

    A blank line always ends a paragraph. So does a single line break, unless the block is hard-wrapped.
    """
    return tuple(
        part for block in _blocks(text) for line in _lines(text, block) for part in _without(text, line, furniture)
    )


def pieces(text: str, paragraphs: Sequence[Span]) -> tuple[Span, ...]:
    """The paragraphs, the longest cut at a sentence or a space into pieces that can be parsed at once."""
    return tuple(
        piece for paragraph in paragraphs for part in _unbroken_off(text, paragraph) for piece in _cut(text, part)
    )


def _unbroken_off(text: str, paragraph: Span) -> Iterator[Span]:
    """The paragraph, cut within words of a length that no word has: the tokenizer's time grows with their square."""
    start = paragraph.start
    for run in _UNBROKEN.finditer(text, paragraph.start, paragraph.end):
        yield from _trimmed(text, Span(start, run.end()))
        start = run.end()
    yield from _trimmed(text, Span(start, paragraph.end))


def _cut(text: str, paragraph: Span) -> Iterator[Span]:
    start = paragraph.start
    while paragraph.end - start > _LONGEST_PIECE:
        limit = start + _LONGEST_PIECE
        end = max(text.rfind(". ", start, limit) + 1, start)
        if end == start:
            end = max(text.rfind(" ", start, limit), start)
        if end == start:
            end = limit
        yield from _trimmed(text, Span(start, end))
        start = end
    yield from _trimmed(text, Span(start, paragraph.end))


def _blocks(text: str) -> Iterator[Span]:
    start = 0
    for gap in _BLANK_LINES.finditer(text):
        yield Span(start, gap.start())
        start = gap.end()
    yield Span(start, len(text))


def _lines(text: str, block: Span) -> list[Span]:
    lines = [Span(m.start(), m.end()) for m in _LINE.finditer(text, block.start, block.end)]
    return [block] if _wrapped([line.of(text) for line in lines]) else lines


def _wrapped(lines: Sequence[str]) -> bool:
    """Whether most line breaks fall in the middle of a sentence, at the width of wrapped text."""
    inner = [line.strip() for line in lines[:-1]]
    if not inner or max(map(len, lines)) > _WRAP_LONGEST:
        return False
    broken = sum(len(line) >= _WRAP_SHORTEST and not _ENDS.search(line) for line in inner)
    return 2 * broken > len(inner)


def _without(text: str, line: Span, furniture: Sequence[Span]) -> Iterator[Span]:
    start = line.start
    for piece in furniture:
        if piece.overlaps(line):
            yield from _trimmed(text, Span(start, max(start, piece.start)))
            start = max(start, piece.end)
    yield from _trimmed(text, Span(start, max(start, line.end)))


def _trimmed(text: str, span: Span) -> Iterator[Span]:
    inside = span.of(text)
    start = span.start + len(inside) - len(inside.lstrip())
    end = start + len(inside.strip())
    if start < end:
        yield Span(start, end)
