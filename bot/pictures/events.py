"""Events beside an axis of time: a row each, tied to where its day lies."""

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch
from matplotlib.path import Path

from bot.pictures.canvas import (
    COLOURS,
    EDGE,
    FAINT,
    GROUND,
    HEAD,
    INK,
    SMALL,
    TEXT,
    WIDTH,
    canvas,
    fitted,
    place,
    width_of,
)
from bot.pictures.ticks import ticks
from bot.pictures.types import EventChart

_ROW = 0.46
_AXIS = EDGE + 0.85
"""Inches from the left to the axis."""

_ROWS = _AXIS + 0.75
_WIDEST_DATE = 1.6
_NEAR = 0.2
"""Inches that two labels of the axis are apart at least."""


def draw(chart: EventChart) -> Figure:
    """From the earliest down; what is planned has an open mark and stands in italics."""
    events = sorted(chart.events, key=lambda event: event.day)
    inner = max(len(events) * _ROW, 2 * _ROW)
    height = HEAD + EDGE + inner
    figure, axes = canvas(height, chart.title)
    place(axes, left=0.0, right=0.0, bottom=EDGE)
    axes.set_xlim(0, WIDTH)
    axes.set_ylim(inner, 0)
    axes.set_xticks([])
    axes.set_yticks([])
    first, last = events[0].day, events[-1].day
    days = max(last.toordinal() - first.toordinal(), 1)

    def down(day: float) -> float:
        return _ROW / 2 + (day - first.toordinal()) / days * (inner - _ROW) if last > first else inner / 2

    axes.plot([_AXIS, _AXIS], [_ROW / 4, inner - _ROW / 4], color=FAINT, linewidth=2.0, zorder=1)
    before = -_NEAR
    for day, label in ticks(first, last):
        at = down(day.toordinal())
        if at - before >= _NEAR:
            axes.plot([_AXIS - 0.06, _AXIS], [at, at], color=FAINT, linewidth=1.2, zorder=1)
            axes.text(_AXIS - 0.14, at, label, color=FAINT, size=SMALL, ha="right", va="center")
            before = at
    dates = [fitted(event.said, _WIDEST_DATE, TEXT, bold=True) for event in events]
    start = _ROWS + max(width_of(said, TEXT, bold=True) for said in dates) + 0.18
    for row, event in enumerate(events):
        at, level = down(event.day.toordinal()), (row + 0.5) * inner / len(events)
        colour = COLOURS[1] if event.planned else COLOURS[0]
        _tie(axes, at, level, colour)
        axes.plot(
            [_AXIS], [at], "o", markersize=7, markeredgewidth=1.8, markeredgecolor=colour, zorder=4,
            markerfacecolor=GROUND if event.planned else colour,
        )  # fmt: skip
        axes.text(_ROWS, level, dates[row], color=colour, size=TEXT, weight="bold", va="center")
        style = "italic" if event.planned else "normal"
        text = fitted(event.text, WIDTH - EDGE - start, TEXT)
        axes.text(start, level, text, color=INK, size=TEXT, style=style, va="center")
    return figure


def _tie(axes: Axes, at: float, level: float, colour: str) -> None:
    """A bow from a day on the axis to its row."""
    middle, end = (_AXIS + _ROWS) / 2, _ROWS - 0.1
    bow = Path([(_AXIS, at), (middle, at), (middle, level), (end, level)], [1, 4, 4, 4])
    axes.add_patch(PathPatch(bow, edgecolor=colour, facecolor="none", linewidth=1.1, alpha=0.65, zorder=2))
