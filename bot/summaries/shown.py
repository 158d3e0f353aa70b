"""The words of a line as a reader sees them: the sentence, with names in brackets where they stand in."""

from bot.summaries.types import Line


def shown(text: str, line: Line) -> str:
    """The line's sentence of `text`, on one line, with its brackets: "[Mette Frederiksen]'s letter arrived."."""
    parts: list[str] = []
    at = line.span.start
    for bracket in line.brackets:
        parts.append(text[at : bracket.span.start])
        parts.append(f"[{bracket.by.of(text)}]" + ("'s" if bracket.possessive else ""))
        at = bracket.span.end
    parts.append(text[at : line.span.end])
    return " ".join("".join(parts).split())
