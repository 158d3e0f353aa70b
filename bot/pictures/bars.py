"""Values side by side, as bars with their names at the left and what they say at the right."""

from matplotlib.figure import Figure

from bot.pictures.canvas import COLOURS, EDGE, GRID, HEAD, INK, TEXT, WIDTH, canvas, fitted, place, width_of
from bot.pictures.types import BarChart

_ROW = 0.4
_WIDEST_LABEL = 2.8
_WIDEST_VALUE = 1.6


def draw(chart: BarChart) -> Figure:
    """One row a bar; bars of one group have one colour."""
    rows = len(chart.bars)
    figure, axes = canvas(HEAD + EDGE + rows * _ROW, chart.title)
    labels = [fitted(bar.label, _WIDEST_LABEL, TEXT) for bar in chart.bars]
    values = [fitted(bar.said, _WIDEST_VALUE, TEXT, bold=True) for bar in chart.bars]
    left = EDGE + max(width_of(label, TEXT) for label in labels) + 0.12
    right = EDGE + max(width_of(value, TEXT, bold=True) for value in values) + 0.12
    place(axes, left=left, right=right, bottom=EDGE)
    most = max(bar.value for bar in chart.bars) or 1.0
    axes.set_xlim(0, most)
    axes.set_ylim(rows - 0.5, -0.5)
    axes.set_xticks([])
    axes.set_yticks([])
    groups = list(dict.fromkeys(bar.group for bar in chart.bars))
    points = 72 * (WIDTH - left - right)
    for row, bar in enumerate(chart.bars):
        axes.barh(row, most, height=0.62, color=GRID, alpha=0.45, zorder=1)
        axes.barh(row, bar.value, height=0.62, color=COLOURS[groups.index(bar.group) % len(COLOURS)], zorder=2)
        axes.annotate(
            labels[row], (0, row), (-9, 0), textcoords="offset points", ha="right", va="center", color=INK, size=TEXT
        )
        axes.annotate(
            values[row], (0, row), (points + 9, 0), textcoords="offset points", va="center", color=INK, size=TEXT,
            weight="bold",
        )  # fmt: skip
    return figure
