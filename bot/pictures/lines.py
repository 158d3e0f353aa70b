"""Curves over time, each labelled at its end."""

from datetime import date
from itertools import count

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from bot.pictures.canvas import (
    COLOURS,
    EDGE,
    FAINT,
    GRID,
    GROUND,
    HEAD,
    INK,
    SMALL,
    TEXT,
    canvas,
    fitted,
    place,
    width_of,
)
from bot.pictures.ticks import ticks
from bot.pictures.types import Curve, LineChart

_HEIGHT = 4.2
_WIDEST_LABEL = 2.2
_LINE = 0.24
"""Inches from one label to the next at least."""

_MOST_DOTS = 40
_HEADROOM = 1.12


def draw(chart: LineChart) -> Figure:
    """The curves, from zero up."""
    figure, axes = canvas(_HEIGHT, chart.title)
    labels = [fitted(curve.label, _WIDEST_LABEL, TEXT) for curve in chart.curves] if len(chart.curves) > 1 else []
    right = EDGE + 0.15 + max((width_of(label, TEXT) for label in labels), default=0.0)
    top = _HEADROOM * (max(value for curve in chart.curves for _, value in curve.points) or 1.0)
    marks = [(mark, f"{mark:,}") for mark in levels(top)]
    place(axes, left=EDGE + 0.12 + max(width_of(said, SMALL) for _, said in marks), right=right, bottom=0.6)
    axes.set_ylim(0, top)
    axes.set_yticks([mark for mark, _ in marks], [said for _, said in marks])
    for curve, colour in zip(chart.curves, COLOURS, strict=False):
        _curve(axes, curve, colour, alone=not labels)
    _axis(axes, chart)
    if labels:
        _label(axes, chart.curves, labels, _HEIGHT - HEAD - 0.6)
    else:
        _peak(axes, chart.curves[0])
    return figure


def _curve(axes: Axes, curve: Curve, colour: str, *, alone: bool) -> None:
    days = [day.toordinal() for day, _ in curve.points]
    values = [value for _, value in curve.points]
    dots = "o" if len(days) <= _MOST_DOTS else ""
    axes.plot(days, values, color=colour, linewidth=2.4, marker=dots, markersize=4.5, clip_on=False, zorder=3)
    if alone:
        axes.fill_between(days, values, color=colour, alpha=0.18, linewidth=0, zorder=2)


def _axis(axes: Axes, chart: LineChart) -> None:
    """Time below, values at the left with a faint line each."""
    days = [day for curve in chart.curves for day, _ in curve.points]
    first, last = min(days), max(days)
    room = max((last - first).days * 0.02, 0.5)
    axes.set_xlim(first.toordinal() - room, last.toordinal() + room)
    marked = ticks(first, last)
    axes.set_xticks([day.toordinal() for day, _ in marked], [label for _, label in marked])
    axes.grid(axis="y", color=GRID, linewidth=0.8, zorder=0)
    axes.axhline(0, color=FAINT, linewidth=1.0, zorder=1)


def _label(axes: Axes, curves: tuple[Curve, ...], labels: list[str], inches: float) -> None:
    """Each curve's label right of its end, moved up or down where two would meet."""
    top = axes.get_ylim()[1]
    gap = _LINE / inches
    wanted = sorted((curve.points[-1][1] / top, number) for number, curve in enumerate(curves))
    for at, (_, number) in zip(spread([at for at, _ in wanted], gap, gap / 2, 1.0), wanted, strict=True):
        axes.text(
            1.0, at, f" {labels[number]}", transform=axes.transAxes, color=COLOURS[number], size=TEXT, va="center"
        )


def _peak(axes: Axes, curve: Curve) -> None:
    """The greatest value, written over its point."""
    day, value = max(curve.points, key=lambda point: point[1])
    axes.plot([day.toordinal()], [value], "o", color=INK, markeredgecolor=GROUND, markersize=8, zorder=4)
    axes.annotate(
        f"{value:,.0f}", (day.toordinal(), value), (0, 8), textcoords="offset points", ha=_side(curve, day),
        color=INK, size=SMALL, weight="bold", zorder=5,
    )  # fmt: skip


def _side(curve: Curve, day: date) -> str:
    """To which side of its point a text stands that is to stay inside."""
    if len(curve.points) > 1 and day in (curve.points[0][0], curve.points[-1][0]):
        return "left" if day == curve.points[0][0] else "right"
    return "center"


def levels(top: float) -> list[int]:
    """Whole numbers from 0 to at most `top`, six at most, in steps of 1, 2 or 5 and their tens."""
    step = next(step * 10**power for power in count() for step in (1, 2, 5) if top < 6 * step * 10**power)
    return list(range(0, int(top) + 1, step))


def spread(wanted: list[float], gap: float, least: float, most: float) -> list[float]:
    """Ascending places as near as can be to those wanted, `gap` apart, from `least` to `most` where there is room."""
    placed: list[float] = []
    for at in wanted:
        placed.append(max(at, placed[-1] + gap if placed else least))
    limit = most
    for number in range(len(placed) - 1, -1, -1):
        placed[number] = min(placed[number], limit)
        limit = placed[number] - gap
    return placed
