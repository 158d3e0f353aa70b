"""Which stretches of a text stand between quote marks, and what of a sentence stands outside them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.articles.types import Span

# A single mark opens only behind a space and before a word, and closes only behind a word or a stop and before a
# space or a stop: between letters it is an apostrophe.
_MARK = re.compile(r"[\"“”„«»]|(?<![\w.,!?…])[‘'](?=\w)|(?<=[\w.,!?…;:-])[’'](?!\w)|\n")
_OPENS, _CLOSES = frozenset("“„«‘"), frozenset("”»’")
REACH = 1_500
"""Characters after which a mark that was never closed is held to be a mistake."""
_WORD = re.compile(r"\w+")
SAYS = (
    r"(?:also |later |then |has |had )?(?:said|says|told|tells|added|adds|wrote|claimed|explained|admitted|insisted)\b"
)
"""Behind a name: that it says something; a pattern."""


def quotations(text: str) -> tuple[Span, ...]:
    """What stands between quote marks, marks included; one left open ends with its paragraph.

    Quote marks inside a quotation are part of it.
    """
    return tuple(_quotations(text))


def _quotations(text: str) -> Iterator[Span]:
    opened: re.Match[str] | None = None
    for found in _MARK.finditer(text):
        mark = found.group()
        if opened is not None and found.start() - opened.start() > REACH:
            opened = None
        if mark == "\n":
            if opened is not None and _double(opened.group()):
                yield Span(opened.start(), found.start())
            opened = None
        elif opened is None:
            opened = None if mark in _CLOSES or _trails(text, found.start()) else found
        elif mark not in _OPENS and _double(mark) == _double(opened.group()):
            yield Span(opened.start(), found.end())
            opened = None


def _double(mark: str) -> bool:
    return mark not in "‘’'"


def _trails(text: str, at: int) -> bool:
    """Whether a straight mark stands behind a word and before a space: it can only close."""
    return text[at] in "\"'" and at > 0 and not text[at - 1].isspace() and text[at - 1] not in "([-–—"


@dataclass(frozen=True, slots=True)
class Voice:
    """How much of a sentence is quoted: the share of its characters, and the words that are not."""

    quoted: float
    own_words: int


def voice(text: str, sentence: Span, quotes: Sequence[Span]) -> Voice:
    """The voice of a sentence, given the `quotes` (of the whole text) that overlap it."""
    inside = 0
    outside: list[str] = []
    at = sentence.start
    for quote in quotes:
        start, end = max(quote.start, sentence.start), min(quote.end, sentence.end)
        inside += end - start
        outside.append(text[at : max(at, start)])
        at = max(at, end)
    outside.append(text[at : sentence.end])
    return Voice(inside / max(1, sentence.end - sentence.start), len(_WORD.findall(" ".join(outside))))
