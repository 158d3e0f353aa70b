"""The marks of quotation, and what stands between them, paragraph by paragraph."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.articles.types import Span

_MARK = re.compile(r"``|''|[\"“”„‟«»‘’‚']")
_CLOSES = {
    '"': frozenset(('"', "”", "“", "''")),
    "“": frozenset(("”", '"', "“")),
    "”": frozenset(("”", '"')),
    "„": frozenset(("“", "”", '"')),
    "‟": frozenset(("”", '"')),
    "«": frozenset(("»",)),
    "»": frozenset(("«", "»")),
    "``": frozenset(("''", "”", '"')),
    "''": frozenset(("''", "”", '"')),
    "‘": frozenset(("’", "'")),
    "‚": frozenset(("‘", "’")),
    "'": frozenset(("'", "’")),
}
"""What can end a quotation, by the mark that began it."""

_SINGLE = frozenset("‘’‚'")
_ELIDED = re.compile(r"(?:em|til|tis|twas|cause|bout|n|round|\d\ds?)\b", re.IGNORECASE)
"""What an apostrophe may stand before without quoting: "'em", "'90s"."""

_SINGLE_END = re.compile(r"[.,!?…—-][’'](?!\w)|\w[’'](?=[.,;:!?)\]]|\s*$)|[^\W_sS][’'](?=\s)")
_LONGEST_SINGLE = 1_000


@dataclass(frozen=True, slots=True)
class Run:
    """What stands between two marks in one paragraph, `span` without the marks and space, `outer` with them.

    `closed`: a mark ends it, and not only its paragraph. `continues`: it takes up the run that the paragraph before
    left open.
    """

    span: Span
    outer: Span
    paragraph: int
    closed: bool = True
    continues: bool = False


@dataclass(frozen=True, slots=True)
class _Mark:
    """A mark in its place, and whether it can begin or end a quotation there."""

    start: int
    end: int
    shape: str
    opens: bool
    closes: bool


def runs(text: str, paragraphs: Sequence[Span]) -> list[Run]:
    """The quotations of a text, in order, none within another; one that is never closed ends with its paragraph."""
    found: list[Run] = []
    left: str | None = None
    for number, paragraph in enumerate(paragraphs):
        places = list(_places(text, paragraph))
        ends = _single_ends(text, paragraph) if any(text[at] in _SINGLE for at, _ in places) else ()
        marks = [_mark(text, at, end, paragraph, ends) for at, end in places]
        here, left = _paired(text, paragraph, number, marks, left)
        found += here
    return found


def _places(text: str, paragraph: Span) -> Iterator[tuple[int, int]]:
    """Where marks are; an apostrophe within a word is none."""
    for found in _MARK.finditer(text, paragraph.start, paragraph.end):
        in_word = text[found.start() - 1 : found.start()].isalnum() and text[found.end() : found.end() + 1].isalnum()
        if not (found.group() in _SINGLE and in_word and found.start() > paragraph.start):
            yield found.start(), found.end()


def _single_ends(text: str, paragraph: Span) -> list[int]:
    """Where quotations in single marks may end."""
    return [found.start() for found in _SINGLE_END.finditer(text, paragraph.start, paragraph.end)]


def _mark(text: str, start: int, end: int, paragraph: Span, ends: Sequence[int]) -> _Mark:
    shape = text[start:end]
    before = text[start - 1] if start > paragraph.start else " "
    after = text[end] if end < paragraph.end else " "
    opens = not before.isalnum() and before not in ".,!?;" and (not after.isspace() or start == paragraph.start)
    closes = not before.isspace() and not after.isalnum()
    if shape == "''":
        opens, closes = False, True  # what it opens elsewhere is in italics (wikis), or measured in seconds and inches
    elif shape in ("“", "„", "‟", "``", "‚"):
        opens, closes = True, shape == "“" and closes and not opens
    elif shape == "«":
        opens = not closes or opens
    elif shape == "»":
        opens, closes = after.isalnum() and not before.isalnum(), not after.isalnum()
    elif shape in _SINGLE:
        opens = opens and shape != "’" and not _ELIDED.match(text, end) and _ends(ends, end)
        closes = closes and bool(_SINGLE_END.match(text, start - 1))
    elif not opens:
        closes = True
    return _Mark(start, end, shape, opens, closes)


def _ends(ends: Sequence[int], start: int) -> bool:
    """Whether a quotation in single marks that begins at `start` has an end near, given where such ends are."""
    following = bisect_left(ends, start)
    return following < len(ends) and ends[following] - start <= _LONGEST_SINGLE


def _paired(
    text: str, paragraph: Span, number: int, marks: Sequence[_Mark], left: str | None
) -> tuple[list[Run], str | None]:
    """The runs of one paragraph; `left` is the mark that the paragraph before left open, as is what is returned."""
    found: list[Run] = []
    surplus = _surplus(marks)
    opened = _carried(paragraph, marks, left)
    depth = 0

    def end(at: int, border: int, *, closed: bool) -> None:
        assert opened is not None  # noqa: S101 - narrows the type
        run = _run(text, Span(opened.end, at), Span(opened.start, border), number, closed=closed)
        if run.span.start < run.span.end:
            found.append(Run(run.span, run.outer, number, closed, continues=left is not None and not found))

    for index, mark in enumerate(marks):
        if opened is None:
            if mark.opens:
                opened, depth = mark, 0
        elif mark.shape in _CLOSES[opened.shape] and mark.closes and not (depth and mark.shape == "”"):
            end(mark.start, mark.end, closed=True)
            opened = None
        elif depth and mark.shape == "”":
            depth -= 1
        elif mark.opens and not mark.closes and mark.shape not in _SINGLE and opened.shape not in _SINGLE:
            if mark.shape == opened.shape and surplus[index] < 2:
                end(mark.start, mark.start, closed=False)
                opened, depth = mark, 0
            elif mark.shape == "“":
                depth += 1
    if opened is not None and opened.shape not in _SINGLE:
        end(paragraph.end, paragraph.end, closed=False)
        return found, opened.shape
    return found, None


def _surplus(marks: Sequence[_Mark]) -> list[int]:
    """For each mark, how many more closing than opening curly marks follow it."""
    found, count = [0] * len(marks), 0
    for index in range(len(marks) - 1, -1, -1):
        found[index] = count
        count += (marks[index].shape == "”") - (marks[index].shape == "“")
    return found


def _carried(paragraph: Span, marks: Sequence[_Mark], left: str | None) -> _Mark | None:
    """The mark that a paragraph would have begun with, where it only closes what the one before left open."""
    if left and marks and marks[0].shape in _CLOSES[left] and marks[0].closes and not marks[0].opens:
        return _Mark(paragraph.start, paragraph.start, left, opens=True, closes=False)
    return None


def _run(text: str, inside: Span, outer: Span, number: int, *, closed: bool) -> Run:
    said = inside.of(text)
    start = inside.start + len(said) - len(said.lstrip())
    return Run(Span(start, max(start, inside.start + len(said.rstrip()))), outer, number, closed)
