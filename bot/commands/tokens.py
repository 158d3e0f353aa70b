"""The words of a typed line: where quote marks are balanced, what they hold is one word."""

from collections.abc import Iterator
from dataclasses import dataclass

PAIRS = {'"': '"', "“": "”", "„": "“”", "”": "”", "«": "»", "»": "«", "'": "'", "‘": "’"}
"""What may close each opening mark; some keyboards and languages open with what closes elsewhere."""

DOUBLE = '"“”„«»'
"""Marks that are never part of a name, so that stray ones can go. (An apostrophe may be.)"""

_AFTER_CLOSING = ",;|"
_BEFORE_OPENING = ":="


@dataclass(frozen=True, slots=True)
class Token:
    """One word, or what stands in a pair of marks: `text` is without the marks, the span with them.

    `newline` says that it stands on another line than the token before.
    """

    text: str
    start: int
    end: int
    quoted: bool
    newline: bool


def tokens(text: str) -> Iterator[Token]:
    """The words of `text` in order. Unbalanced marks are ordinary characters. Linear in the text's length."""
    hopeless: set[str] = set()
    position = 0
    while position < len(text):
        gap = position
        while position < len(text) and text[position].isspace():
            position += 1
        if position == len(text):
            return
        newline = "\n" in text[gap:position]
        end = _closing(text, position, hopeless)
        if end is not None:
            yield Token(text[position + 1 : end], position, end + 1, quoted=True, newline=newline)
            position = end + 1
            continue
        end = position + 1
        while end < len(text) and not text[end].isspace():
            if text[end - 1] in _BEFORE_OPENING and _closing(text, end, hopeless) is not None:
                break
            end += 1
        yield Token(text[position:end], position, end, quoted=False, newline=newline)
        position = end


def _closing(text: str, opening: int, hopeless: set[str]) -> int | None:
    """Where the pair that opens at `opening` closes: at a mark before white space, a comma, a bar or the end.

    `hopeless` remembers marks that nothing closes any more, so that a line of stray marks is not searched again.
    """
    mark = text[opening]
    if mark not in PAIRS or mark in hopeless:
        return None
    for position in range(opening + 1, len(text)):
        if text[position] in PAIRS[mark]:
            after = text[position + 1 : position + 2]
            if not after or after.isspace() or after in _AFTER_CLOSING:
                return position
    hopeless.add(mark)
    return None


def unquoted(text: str) -> str:
    """A typed name without the marks around it: a balanced pair around all of it, or stray double ones."""
    words = list(tokens(text))
    if len(words) == 1 and words[0].quoted:
        return words[0].text.strip()
    if words and not words[0].quoted:
        text = text.lstrip().lstrip(DOUBLE)
    if words and not words[-1].quoted:
        text = text.rstrip().rstrip(DOUBLE)
    return text.strip()
