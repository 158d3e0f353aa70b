"""Which stretch of a found article to show: the sentences, or the words, around its densest matches."""

import re
from bisect import bisect_right
from collections.abc import Sequence

from bot.search.matching import fold
from bot.search.ranking import Weighted

WINDOW = 240
"""Characters of one stretch, at most; a sentence that is longer is cut at word borders around its matches."""

MOST = 2
"""Stretches of one article."""

LOOKED_AT, TOGETHER = 1_000, 40
"""Matches that are weighed in one article, the first of it, and matches of one stretch: for texts without end."""

_GAP = re.compile(r"\s+")

Span = tuple[int, int]


def snippets(text: str, sentences: Sequence[Span], terms: Sequence[Weighted]) -> list[Span]:
    """The (start, end) of up to two stretches of `text` that show `terms` best, in the order of the text.

    They are sentences where there are any, else windows. Without a match they are the beginning of the text.
    """
    folded = fold(text)
    matches = [(start, end, number) for number, term in enumerate(terms) for start, end in term.matcher.spans(folded)]
    matches = sorted(matches)[:LOOKED_AT]
    weights = [term.weight for term in terms]
    best: list[Span] = []
    shown: set[int] = set()
    for _ in range(MOST):
        found = _densest(text, sentences, [match for match in matches if match[2] not in shown], weights)
        if found is None:
            break
        best.append(found)
        shown |= {number for start, end, number in matches if found[0] <= start and end <= found[1]}
        matches = [match for match in matches if not (found[0] < match[1] and match[0] < found[1])]
    return _apart(best) if best else _beginning(text, sentences)


def _densest(
    text: str, sentences: Sequence[Span], matches: Sequence[tuple[int, int, int]], weights: Sequence[float]
) -> Span | None:
    """The stretch with the heaviest set of different terms; the earliest of equals."""
    best: tuple[float, Span] | None = None
    for place, (start, _, _) in enumerate(matches):
        around = _sentence(sentences, start)
        last = min(start + WINDOW, around[1] if around else len(text))
        inside = [match for match in matches[place : place + TOGETHER] if match[1] <= last]
        if not inside:
            continue
        weight = sum(weights[number] for number in {m[2] for m in inside}) + 0.01 * len(inside)
        if best is None or weight > best[0]:
            best = weight, _stretch(text, around, start, inside[-1][1])
    return best[1] if best else None


def _sentence(sentences: Sequence[Span], at: int) -> Span | None:
    place = bisect_right(sentences, at, key=lambda span: span[0]) - 1
    return sentences[place] if place >= 0 and at < sentences[place][1] else None


def _stretch(text: str, around: Span | None, start: int, end: int) -> Span:
    """The sentence, when it fits; else a window of whole words with the matches in its middle."""
    low, high = around or (0, len(text))
    if high - low <= WINDOW:
        return _trim(text, low, high)
    room = max(0, WINDOW - (end - start)) // 2
    left, right = max(low, start - room), min(high, end + room)
    if left > low:
        gap = _GAP.search(text, left, start)
        left = gap.end() if gap else start
    if right < high:
        gaps = [gap.start() for gap in _GAP.finditer(text, end, right + 1)]
        right = gaps[-1] if gaps else end
    return _trim(text, left, right)


def _trim(text: str, start: int, end: int) -> Span:
    stretch = text[start:end]
    return start + len(stretch) - len(stretch.lstrip()), start + len(stretch.rstrip())


def _beginning(text: str, sentences: Sequence[Span]) -> list[Span]:
    if not text.strip():
        return []
    start = len(text) - len(text.lstrip())
    return [_stretch(text, _sentence(sentences, start), start, start)]


def _apart(spans: Sequence[Span]) -> list[Span]:
    """In the order of the text, one span where two touch or overlap."""
    apart: list[Span] = []
    for start, end in sorted(spans):
        if apart and start <= apart[-1][1]:
            apart[-1] = apart[-1][0], max(end, apart[-1][1])
        else:
            apart.append((start, end))
    return apart
