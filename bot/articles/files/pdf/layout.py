"""From runs to rows, and from rows to columns in the order of reading."""

import itertools
from collections import Counter
from collections.abc import Iterable

from bot.articles.files.pdf.types import Column, Piece, Row, Run

_SAME_ROW = 0.72  # of the smaller size: baselines nearer to each other are one row (superscripts, shifted columns)
_SPACE = 0.15  # of the size: what is farther apart is two words
_APART = 0.75  # of the size: what is farther apart may be two columns
_LEAST_ROWS = 4  # rows that a gutter must part to be one
_LEAST_LETTERS = 12  # of a line on either side, on average; fewer are a table's
_BIN = 3.0  # points in which gutters are looked for
_DEEPEST = 4  # halvings: up to sixteen columns
_OVERPRINTED = 0.25  # of the size: the same text so near is the same text, printed twice for weight


def rows_of(runs: Iterable[Run]) -> list[Row]:
    """The runs of a page as rows from top to bottom."""
    rows: list[list[Run]] = []
    for run in sorted(_once(runs), key=lambda run: (-run.y, run.x0)):
        if rows and rows[-1][0].y - run.y <= _SAME_ROW * min(rows[-1][0].size, run.size):
            rows[-1].append(run)
        else:
            rows.append([run])
    return [_pieces(row) for row in rows]


def _once(runs: Iterable[Run]) -> list[Run]:
    """The runs without those that print another one again."""
    seen: set[tuple[str, int, int]] = set()
    kept = []
    for run in runs:
        step = _OVERPRINTED * run.size
        key = (run.text, round(run.x0 / step), round(run.y / step))
        if key not in seen:
            seen.add(key)
            kept.append(run)
    return kept


def _pieces(row: list[Run]) -> Row:
    pieces: list[Piece] = []
    for run in sorted(row, key=lambda run: run.x0):
        last = pieces[-1] if pieces else None
        gap = run.x0 - last.x1 if last else 0.0
        if last is None or gap > _APART * run.size:
            pieces.append(Piece(run.x0, run.x1, run.y, run.size, run.text, run.bold))
        else:
            _append(last, run.text, run, gap)
    return pieces


def _append(piece: Piece, text: str, run: Run | Piece, gap: float) -> None:
    spaced = gap > _SPACE * run.size and not piece.text.endswith(" ") and not text.startswith(" ")
    longer = len(text.strip()) > len(piece.text.strip())
    piece.text += f"{' ' if spaced else ''}{text}"
    piece.x1 = max(piece.x1, run.x1)
    piece.bold = piece.bold and run.bold
    if longer:
        piece.size, piece.y = run.size, run.y


def columns_of(rows: list[Row], page: int) -> list[Column]:
    """The rows of a page as columns of lines: side by side within bands, which full-width rows part."""
    lines: list[list[Piece]] = []
    _divide(rows, 0, lines)
    return [_column(found, page) for found in lines if found]


def _divide(rows: list[Row], depth: int, found: list[list[Piece]]) -> None:
    gutter = _gutter(rows) if depth < _DEEPEST else None
    if gutter is None:
        found.append([_merged(row) for row in rows])
        return
    for band, is_split in _bands(rows, gutter):
        if not is_split:
            found.append([_merged(row) for row in band])
            continue
        left = [[piece for piece in row if piece.x1 <= gutter + 1] for row in band]
        right = [[piece for piece in row if piece.x1 > gutter + 1] for row in band]
        for side in (left, right):
            _divide([row for row in side if row], depth + 1, found)


def _gutter(rows: list[Row]) -> float | None:
    """The x that most rows leave white between two pieces of prose, if there are enough of them."""
    votes: Counter[int] = Counter()
    for row in rows:
        for one, other in itertools.pairwise(row):
            first, last = int(one.x1 / _BIN) + 1, int(other.x0 / _BIN)
            if last - first < 1_000:
                votes.update(range(first, last + 1))
    if not votes:
        return None
    most = max(votes.values())
    if most < _LEAST_ROWS:
        return None
    best = sorted(place for place, count in votes.items() if count == most)
    gutter = best[len(best) // 2] * _BIN
    return gutter if any(is_split for _, is_split in _bands(rows, gutter)) else None


def _bands(rows: list[Row], gutter: float) -> list[tuple[list[Row], bool]]:
    """Consecutive rows, and whether they stand on two sides of the gutter; rows across it are bands of their own."""
    bands: list[tuple[list[Row], bool]] = []
    for row in rows:
        crossing = any(piece.x0 < gutter - 1 and piece.x1 > gutter + 1 for piece in row)
        if bands and bands[-1][1] != crossing:
            bands[-1][0].append(row)
        else:
            bands.append(([row], not crossing))
    joined: list[tuple[list[Row], bool]] = []
    for band, free in bands:
        is_split = free and _is_prose(band, gutter)
        if joined and not is_split and not joined[-1][1]:
            joined[-1][0].extend(band)
        else:
            joined.append((list(band), is_split))
    return joined


def _is_prose(band: list[Row], gutter: float) -> bool:
    """Whether a band has lines of prose on both sides of the gutter, and not the cells of a table."""
    left = [piece for row in band for piece in row if piece.x1 <= gutter + 1]
    right = [piece for row in band for piece in row if piece.x1 > gutter + 1]
    return all(
        len(side) >= _LEAST_ROWS - 1 and sum(len(piece.text.strip()) for piece in side) >= _LEAST_LETTERS * len(side)
        for side in (left, right)
    )


def _merged(row: Row) -> Piece:
    first, *others = row
    line = Piece(first.x0, first.x1, first.y, first.size, first.text, first.bold)
    for piece in others:
        _append(line, piece.text, piece, piece.x0 - line.x1)
    return line


def _column(lines: list[Piece], page: int) -> Column:
    """A column with its margins: a tenth of the lines may stand out on the left, and on the right."""
    starts, ends = sorted(line.x0 for line in lines), sorted(line.x1 for line in lines)
    tenth = len(lines) // 10
    return Column(lines, starts[tenth], ends[-1 - tenth], page)
