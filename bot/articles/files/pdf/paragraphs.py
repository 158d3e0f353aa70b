"""Lines into paragraphs: by their distance, indents, sizes, and by what would still have fitted on the line before."""

import itertools
import re
import statistics
from collections import Counter
from collections.abc import Sequence

from bot.articles.files.pdf.types import Column, Paragraph, Piece

_OTHER_SIZE = 1.08  # times: lines of sizes farther apart are not of one paragraph
_WIDER = 1.28  # times the usual distance of lines: a paragraph's end
_INDENT = 0.7  # of the size
_SLACK = 0.9  # of the size, by which a line may miss the margin
_LETTER_WIDTH = 0.48  # of the size, on average
_HEADING = 1.15  # times the size of the text
_ITEM = re.compile(r"(?:[•·▪◦‣–*-]|\(?\d{1,3}[.)]|\(?[a-zA-Z]\))\s")
_ENDS = re.compile(r"[.!?:…。！？][\"'”’»)\]]{0,3}\d{0,3}$")
_HYPHEN = re.compile(r"([^\W\d_]+)[-\u00ad\u2010]$")
_WORD = re.compile(r"[^\W\d_]+(?:[-\u2010][^\W\d_]+)*")
_SOFT = re.compile("\u00ad(?!$)")
_LIGATURES = {
    "\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl", "\ufb05": "ft", "\ufb06": "st",
}  # fmt: skip
_UNLIGATED = str.maketrans(_LIGATURES)


def body_size(columns: Sequence[Column]) -> float:
    """The size that most letters of the file have."""
    counts: Counter[float] = Counter()
    for column in columns:
        for line in column.lines:
            counts[round(line.size * 2) / 2] += len(line.text)
    return counts.most_common(1)[0][0] if counts else 0.0


def paragraphs_of(columns: Sequence[Column]) -> list[Paragraph]:
    """The paragraphs of a whole file; one may go on in the next column or on the next page."""
    usual = body_size(columns)
    words = _words(columns)
    found: list[list[Piece]] = []
    pages: list[int] = []
    before: Column | None = None
    for column in columns:
        distance = _distance(column)
        for number, line in enumerate(column.lines):
            if number:
                goes_on = not _breaks(column.lines[number - 1], line, column, distance, usual)
            else:
                goes_on = before is not None and _carries_over(before, column)
            if goes_on and found:
                found[-1].append(line)
            else:
                found.append([line])
                pages.append(column.page)
        before = column if column.lines else before
    joined = (Paragraph(_joined(lines, words), _size(lines), page) for lines, page in zip(found, pages, strict=True))
    return [paragraph for paragraph in joined if paragraph.text]


def _size(lines: Sequence[Piece]) -> float:
    return max(lines, key=lambda line: len(line.text)).size


def _distance(column: Column) -> float:
    """The usual distance of its lines; that of the lines themselves where there are too few to tell."""
    steps = [
        one.y - other.y
        for one, other in itertools.pairwise(column.lines)
        if 0 < one.y - other.y < 2.2 * other.size and _is_same_size(one, other)
    ]
    return statistics.median_low(steps) if steps else 0.0


def _is_same_size(one: Piece, other: Piece) -> bool:
    return max(one.size, other.size) <= _OTHER_SIZE * min(one.size, other.size)


def _breaks(above: Piece, line: Piece, column: Column, distance: float, usual: float) -> bool:
    """Whether a paragraph ends between two lines of a column."""
    step = above.y - line.y
    if not _is_same_size(above, line) or step < -0.5 * line.size:
        return True
    if line.size > _HEADING * usual:  # a headline: its lines may be centred
        return step > 1.6 * line.size
    if step > max(_WIDER * distance, 0.9 * line.size) + 0.5 or _ITEM.match(line.text):
        return True
    full = above.x1 >= column.right - _SLACK * line.size
    if above.bold != line.bold and (not full or _ENDS.search(above.text.rstrip())):
        return True
    indented = line.x0 - max(column.left, above.x0) > _INDENT * line.size
    if indented and not _ITEM.match(above.text):
        return True
    return not full and _would_fit(above, line, column)


def _would_fit(above: Piece, line: Piece, column: Column) -> bool:
    """Whether the first word of a line would have fitted on the line above, which was therefore ended on purpose."""
    word = line.text.split(maxsplit=1)[0] if line.text.split() else ""
    width = (len(word) + 1.5) * _LETTER_WIDTH * line.size
    return len(column.lines) > 2 and column.right - above.x1 > width + _SLACK * line.size


def _carries_over(before: Column, column: Column) -> bool:
    """Whether the last paragraph of a column goes on in the next one."""
    above, line = before.lines[-1], column.lines[0]
    text = above.text.rstrip()
    if not _is_same_size(above, line) or above.bold != line.bold or _ITEM.match(line.text) or not line.text.strip():
        return False
    if _HYPHEN.search(text):
        return True
    if _ENDS.search(text):
        return False
    full = above.x1 >= before.right - 2 * line.size
    return line.text.lstrip()[0].islower() or (full and line.x0 - column.left <= _INDENT * line.size)


def _words(columns: Sequence[Column]) -> set[str]:
    """The words that stand whole on a line, in small letters."""
    return {
        word.lower()
        for column in columns
        for line in column.lines
        for word in _WORD.findall(line.text.translate(_UNLIGATED).rstrip("-\u00ad\u2010 "))
    }


def _joined(lines: Sequence[Piece], words: set[str]) -> str:
    text = ""
    for line in lines:
        added = _SOFT.sub("", " ".join(line.text.translate(_UNLIGATED).split()))
        if not added:
            continue
        text = _seamed(text, added, words) if text else added
    return text


def _seamed(text: str, added: str, words: set[str]) -> str:
    """Two lines as one; a hyphen at the seam stays when the file has the word with it."""
    head, tail = _HYPHEN.search(text[-60:]), _WORD.match(added)
    if head is None or tail is None:
        return f"{text}{added}" if text.endswith(("-", "/", "—")) and added[0].isalnum() else f"{text} {added}"
    if not added[0].islower():
        return f"{text}{added}"
    whole, parted = f"{head[1]}{tail.group()}".lower(), f"{head[1]}-{tail.group()}".lower()
    if text.endswith("-") and parted in words and whole not in words:
        return f"{text}{added}"
    return f"{text[:-1]}{added}"
