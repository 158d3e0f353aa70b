"""What changed between two texts, sentence by sentence: everything that is said of it is a stretch of one of them."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from bot.articles.types import Span

_ALIKE = 0.6
"""The share of words from which a sentence is another in other words, and not a new one: set by hand."""

_MOST_PAIRED = 400
"""Pairs of sentences that are compared where many were replaced by many; beyond that they are taken as new."""

_BOUNDARY = re.compile(
    r"(?<!\bMr)(?<!\bMs)(?<!\bDr)(?<!\bSt)(?<!\bNo)(?<!\bMrs)(?<!\b[A-Z])[.!?…][\"”’')\]]*(?P<gap>\s+)(?=[\"“‘'(\[]*[^\Wa-z_])"
    r"|(?P<line>\s*\n\s*)|[。！？](?P<none>)"
)  # fmt: skip
_TOKEN = re.compile(r"\d+(?:[.,:]\d+)*|[^\W\d_]+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Recount:
    """A sentence with other numbers than before: `now` are their spans in `added`, `before` what stood there."""

    removed: str
    added: str
    now: tuple[Span, ...]
    before: tuple[str, ...]
    only: bool
    """Nothing but numbers changed in it."""


@dataclass(frozen=True, slots=True)
class Changes:
    """What was taken out and what was added, in the order of the texts.

    Sentences of `recounts` are among `lines` too, unless nothing but their numbers changed.
    """

    recounts: tuple[Recount, ...]
    lines: tuple[tuple[Literal["removed", "added"], str], ...]


def changes(before: str, after: str) -> Changes:
    """Compare two texts; a sentence that only moved is no change. Seconds for texts of a million characters."""
    old, new = sentences(before), sentences(after)
    stays = Counter(old) & Counter(new)
    recounts: list[Recount] = []
    lines: list[tuple[Literal["removed", "added"], str]] = []
    for removed, added in _replaced(old, new, stays):
        pairs = {a: _recount(r, a) for r, a in _pairs(removed, added)}
        found = [one for one in pairs.values() if one]
        recounts += found
        told = {one.removed for one in found if one.only} | {one.added for one in found if one.only}
        lines += [("removed", one) for one in removed if one not in told]
        lines += [("added", one) for one in added if one not in told]
    return Changes(tuple(recounts), tuple(lines))


def sentences(text: str) -> list[str]:
    """The sentences of a text by its marks and lines alone, verbatim: enough to compare two texts."""
    found, start = [], 0
    for boundary in _BOUNDARY.finditer(text):
        gap = boundary.span(boundary.lastgroup or 0)
        found.append(text[start : gap[0]].strip())
        start = gap[1]
    found.append(text[start:].strip())
    return [one for one in found if one]


def _replaced(old: Sequence[str], new: Sequence[str], stays: Counter[str]) -> Iterator[tuple[list[str], list[str]]]:
    """The sentences that were taken out and added, stretch by stretch, without those that stand in both texts."""
    for act, i, j, k, m in SequenceMatcher(None, old, new).get_opcodes():
        if act != "equal":
            removed = [one for one in old[i:j] if one not in stays]
            added = [one for one in new[k:m] if one not in stays]
            if removed or added:
                yield removed, added


def _pairs(removed: Sequence[str], added: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Sentences that were replaced by others with mostly the same words."""
    left = list(removed)
    for one in added:
        if not left or len(left) * len(added) > _MOST_PAIRED:
            return
        words = _TOKEN.findall(one)
        likeness, nearest = max((SequenceMatcher(None, _TOKEN.findall(r), words).ratio(), r) for r in left)
        if likeness >= _ALIKE:
            left.remove(nearest)
            yield nearest, one


def _recount(removed: str, added: str) -> Recount | None:
    """The numbers that were replaced by numbers; None where none were."""
    old, new = list(_TOKEN.finditer(removed)), list(_TOKEN.finditer(added))
    now: list[Span] = []
    before: list[str] = []
    only = True
    matcher = SequenceMatcher(None, [one[0] for one in old], [one[0] for one in new], autojunk=False)
    for act, i, j, k, m in matcher.get_opcodes():
        if act == "equal":
            continue
        was = [one for one in old[i:j] if one[0][0].isdigit()]
        is_ = [one for one in new[k:m] if one[0][0].isdigit()]
        only &= j - i == m - k == len(was) == len(is_)
        if len(was) == len(is_):
            now += [Span(*one.span()) for one in is_]
            before += [one[0] for one in was]
    return Recount(removed, added, tuple(now), tuple(before), only) if now else None
