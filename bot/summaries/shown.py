"""The words of a line as a reader sees them: the sentence, with names in brackets where they stand in."""

from collections.abc import Sequence

from bot.articles.types import Span
from bot.summaries.types import Line


def shown(text: str, line: Line) -> str:
    """The line's sentence of `text`, on one line, with its brackets: "[Mette Frederiksen]'s letter arrived."."""
    return shown_with(text, line, ())[0]


def shown_with(text: str, line: Line, marks: Sequence[Span]) -> tuple[str, tuple[Span, ...]]:
    """The same, and where spans of the sentence stand in it; one that a bracket replaces is the whole bracket."""
    pieces: list[tuple[Span, str]] = []
    at = line.span.start
    for bracket in line.brackets:
        name = f"[{bracket.by.of(text)}]" + ("'s" if bracket.possessive else "")
        pieces += [(Span(at, bracket.span.start), text[at : bracket.span.start]), (bracket.span, name)]
        at = bracket.span.end
    pieces.append((Span(at, line.span.end), text[at : line.span.end]))
    whole = "".join(piece for _, piece in pieces)

    def moved(place: int, *, end: bool) -> int:
        """Where a place of the text stands, white space being one space."""
        before = ""
        for span, piece in pieces:
            if place > span.end or (place == span.end and not end):
                before += piece
                continue
            inside = span.of(text) == piece
            before += piece[: place - span.start] if inside else piece if end else ""
            break
        return len(" ".join(before.split())) + (before[-1:].isspace() and bool(before.strip()))

    return " ".join(whole.split()), tuple(Span(moved(m.start, end=False), moved(m.end, end=True)) for m in marks)
