"""Summaries by position, for texts whose language the other rules do not know: news says first what matters most."""

import re
from collections.abc import Sequence

from bot.extraction.types import Sentence
from bot.summaries.types import Length, Line, Source

FEWEST_WORDS = 4
"""Words of a sentence that is chosen while there are longer ones: less is a heading or a by-line."""

OVER = 1.5  # how far a single sentence may exceed a limit that no sentence fits

_ENDS = re.compile(r"[.!?…。！？｡؟۔।॥።։။][\"'”“’»›«)\]」』）》】\s]*$")


def leading(sources: Sequence[Source], length: Length, default: int) -> list[Line]:
    """The first sentences of each source, the first of all before the second of any, in reading order.

    Limits count words as `Sentence.words` does; without a limit there are `default` sentences. None is chosen only
    where there is none.
    """
    told = [_telling(source) for source in sources]
    depth = max(map(len, told), default=0)
    turns = [(source, part[turn]) for turn in range(depth) for source, part in enumerate(told) if turn < len(part)]
    most = length.sentences or (None if length.words else default)
    chosen: list[tuple[int, Sentence]] = []
    room = length.words
    for source, sentence in turns[:most]:
        if room is not None and sentence.words > room:
            break
        chosen.append((source, sentence))
        room = None if room is None else room - sentence.words
    if turns and not chosen:
        fits = turns[0][1].words <= OVER * (length.words or 0)
        chosen = [turns[0] if fits else min(turns, key=lambda turn: turn[1].words)]
    ordered = sorted(chosen, key=lambda one: (one[0], one[1].span))
    return [Line(source, sentence.span, 1.0 / (1 + place)) for place, (source, sentence) in enumerate(ordered)]


def _telling(source: Source) -> list[Sentence]:
    """The sentences of a source that are some, else all that there are; the title is not told again."""
    title = _bare(source.title or "")
    new = [one for one in source.extraction.sentences if not title or _bare(one.span.of(source.text)) != title]
    whole = [one for one in new if one.words >= FEWEST_WORDS and _ENDS.search(one.span.of(source.text))]
    return whole or new or list(source.extraction.sentences)


def _bare(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))
