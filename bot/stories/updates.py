"""What each article of a story adds to those before it: sentences with a name or a number that is new."""

from collections.abc import Sequence

from bot.summaries.choose import summarise
from bot.summaries.types import Length, Line, Source
from bot.summaries.words import content_words

_FIRST, _LATER = 2, 1
"""Sentences of the article that comes first, and of each that follows."""


def updates(sources: Sequence[Source]) -> list[list[Line]]:
    """For each article, in the order in which they are told, its lines; none where it adds nothing.

    A line's `source` is the article's place.
    """
    known: set[str] = set()
    told: list[list[Line]] = []
    for place, source in enumerate(sources):
        length = Length(sentences=_LATER if known else _FIRST)
        lines = summarise([source], length, known=frozenset(known))
        told.append([Line(place, line.span, line.score, line.brackets) for line in lines])
        known.update(content_words(source.text))
    return told
