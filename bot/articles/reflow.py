"""Lines into paragraphs: undoes hard wrapping, and leaves lists, headings and verse alone."""

import itertools
import re
from collections.abc import Sequence
from typing import Literal

_LIST_ITEM = re.compile(r"(?:[-*•·–—▪◦‣]|\(?\d{1,3}[.)]|\(?[a-zA-Z]\))\s")
_ENDS_SENTENCE = re.compile(r"[.!?…:;。！？]['\"”’»)\]]{0,3}$")
_WIDTHS = range(35, 131)  # characters to a line where people and programs wrap
_LEAST_TWO_LINES = 50  # the first of only two lines must be this long to be taken for wrapped
_LONG = 100  # a line this long is a paragraph of its own, not a verse
_HYPHEN = re.compile(r"([^\W\d_]+)-$")
_WORD = re.compile(r"[^\W\d_]+")
_HYPHENATED = re.compile(r"[^\W\d_]+-[^\W\d_]+")


def reflow(text: str) -> str:
    """`text` (tidied) with one line for each paragraph and a blank line between; idempotent.

    A block of lines counts as hard-wrapped when the first word of a line would mostly not have fitted on the
    line before, and lines break inside sentences.
    """
    words: set[str] = set()
    if "-\n" in text:
        words.update(word.lower() for word in _WORD.findall(text))
        words.update(word.lower() for word in _HYPHENATED.findall(text))
    return "\n\n".join(_block(block.split("\n"), words) for block in text.split("\n\n") if block.strip("\n"))


def _block(lines: Sequence[str], words: set[str]) -> str:
    lines = [line for line in lines if line]
    if len(lines) < 2:
        return "".join(lines)
    width = _wrapped_at(lines)
    if width:
        return _joined(lines, width, words)
    apart = _is_paragraphs(lines)
    parts = [lines[0]]
    for before, line in itertools.pairwise(lines):
        items = _LIST_ITEM.match(before) and _LIST_ITEM.match(line)
        parts += ["\n\n" if apart and not items else "\n", line]
    return "".join(parts)


def _wrapped_at(lines: Sequence[str]) -> int | None:
    """The width at which these lines were wrapped, or None when they were not."""
    lengths = sorted(len(line) for line in lines)
    width = lengths[-1] if len(lines) < 10 else lengths[int(len(lines) * 0.9)]
    if width not in _WIDTHS or (len(lines) == 2 and len(lines[0]) < _LEAST_TWO_LINES):
        return None
    pairs = list(itertools.pairwise(lines))
    full = sum(_is_full(line, after, width) for line, after in pairs)
    open_ended = sum(not _ENDS_SENTENCE.search(line[-5:]) for line, _ in pairs)
    carried_on = sum(_carries_on(after) for _, after in pairs)
    items = sum(bool(_LIST_ITEM.match(line)) for line in lines)
    enough = 2 * full >= len(pairs) and 2 * open_ended >= len(pairs) and 3 * carried_on >= len(pairs)
    return width if enough and 2 * items < len(lines) else None


def _is_full(line: str, after: str, width: int) -> bool:
    return len(line) + 1 + len(after.split(" ", 1)[0]) > width


def _carries_on(line: str) -> bool:
    return line[0].isalpha() and not line[0].isupper()


def _joined(lines: Sequence[str], width: int, words: set[str]) -> str:
    parts = [lines[0]]
    for before, line in itertools.pairwise(lines):
        if _LIST_ITEM.match(line):
            parts += ["\n" if _LIST_ITEM.match(before) else "\n\n", line]
        elif _is_full(before, line, width) or (_carries_on(line) and not _ENDS_SENTENCE.search(before[-5:])):
            seam = _seam(before, line, words)
            if seam == "":
                parts[-1] = parts[-1][:-1]
            parts += [" " if seam == " " else "", line]
        else:
            parts += ["\n\n", line]
    return "".join(parts)


def _seam(before: str, line: str, words: set[str]) -> Literal["", "-", " "]:
    """What stands between two lines of one paragraph. A hyphen stays unless the text has the word without it."""
    head, tail = _HYPHEN.search(before[-40:]), _WORD.match(line)
    if head is None or tail is None or not line[0].islower():
        return " "
    whole, parted = f"{head[1]}{tail.group()}".lower(), f"{head[1]}-{tail.group()}".lower()
    return "" if whole in words and parted not in words else "-"


def _is_paragraphs(lines: Sequence[str]) -> bool:
    """Whether each line is a paragraph, and not a verse, an address or a table."""
    ended = sum(bool(_ENDS_SENTENCE.search(line[-5:])) for line in lines)
    length = sum(map(len, lines)) / len(lines)
    return length >= _LONG or (length >= 40 and ended >= 0.6 * len(lines))
