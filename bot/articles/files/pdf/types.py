"""What a page of a PDF comes down to, step by step: runs, rows of pieces, lines, paragraphs. Lengths are in points."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Run:
    """Characters shown at once: from `x0` to `x1` on the baseline `y`, which grows upwards; `size` is the font's."""

    x0: float
    x1: float
    y: float
    size: float
    text: str
    bold: bool = False


@dataclass(slots=True)
class Piece:
    """Runs that stand next to each other on a row."""

    x0: float
    x1: float
    y: float
    size: float
    text: str
    bold: bool


Row = list[Piece]
"""Pieces with one baseline, about, from left to right."""


@dataclass(frozen=True, slots=True)
class Page:
    """The rows of a page from top to bottom, and where the page ends."""

    rows: list[Row]
    top: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Column:
    """Lines below each other, in the order of reading. The margins are where most of its lines begin and end."""

    lines: list[Piece] = field(default_factory=list)
    left: float = 0.0
    right: float = 0.0
    page: int = 0


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines joined, with the size of their letters and the number of the page they begin on, from 0."""

    text: str
    size: float
    page: int
