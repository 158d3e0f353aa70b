"""Names and their ties: laid out by force, then pushed apart until no label meets another."""

from collections.abc import Sequence
from dataclasses import dataclass

import networkx as nx
import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patheffects import withStroke

from bot.pictures.canvas import COLOURS, EDGE, FAINT, GROUND, HEAD, INK, SMALL, WIDTH, canvas, fitted, place, width_of
from bot.pictures.types import GraphChart, Node

_HEIGHT = 6.4
_LEGEND = 0.5
_SHAPES = ("o", "s", "D", "^", "h", "v", "p", "P")
_SIZES = (10.5, 9.5, 8.5, 7.5)
"""Points; the first in which all labels find room is taken."""

_WIDEST_LABEL = 1.7
_LEAST_MARK, _MOST_MARK = 0.13, 0.3
"""Inches across a mark."""

_GAP = 0.07
_ROUNDS = 600
_HALO = [withStroke(linewidth=2.6, foreground=GROUND, alpha=0.85)]
"""Keeps lines from running through letters."""

_SEED = 6
"""The same names give the same picture."""


@dataclass(frozen=True, slots=True)
class _Laid:
    """Where everything stands, in inches: marks, how wide they are, labels below them and in which size."""

    places: np.ndarray
    marks: list[float]
    labels: list[str]
    size: float


def draw(chart: GraphChart) -> Figure:
    """What it is about is the largest; kinds have colours and shapes; stated ties are drawn through, others faint."""
    figure, axes = canvas(_HEIGHT, chart.title)
    place(axes, left=EDGE, right=EDGE, bottom=EDGE + _LEGEND, top=HEAD)
    width, height = WIDTH - 2 * EDGE, _HEIGHT - EDGE - _LEGEND - HEAD
    axes.set_xlim(0, width)
    axes.set_ylim(0, height)
    axes.set_xticks([])
    axes.set_yticks([])
    laid = _laid_out(chart, width, height)
    _edges(axes, chart, laid)
    for number, (node, (x, y)) in enumerate(zip(chart.nodes, laid.places, strict=True)):
        look = chart.kinds.index(node.kind)
        axes.plot(
            [x], [y], _shape(look), color=COLOURS[look % len(COLOURS)], markersize=72 * laid.marks[number], zorder=3,
            clip_on=False,
            markeredgecolor=INK if number == 0 else GROUND, markeredgewidth=2.0 if number == 0 else 1.0,
        )  # fmt: skip
        axes.text(
            x, y - laid.marks[number] / 2 - 0.03, laid.labels[number], color=INK, size=laid.size, ha="center", va="top",
            weight="bold" if number == 0 else "normal", zorder=4, path_effects=_HALO,
        )  # fmt: skip
    _legend(axes, chart)
    return figure


def _shape(look: int) -> str:
    """A shape for each kind; once the colours begin anew, shapes go on by one."""
    return _SHAPES[(look + look // len(COLOURS)) % len(_SHAPES)]


def _edges(axes: Axes, chart: GraphChart, laid: _Laid) -> None:
    most = max((edge.weight for edge in chart.edges), default=1.0) or 1.0
    for edge in chart.edges:
        (x, y), (other_x, other_y) = laid.places[edge.one], laid.places[edge.other]
        axes.plot(
            [x, other_x], [y, other_y], color=COLOURS[0] if edge.stated else FAINT, zorder=1, solid_capstyle="round",
            linewidth=0.8 + 2.6 * (edge.weight / most) ** 0.5, alpha=0.75 if edge.stated else 0.4,
        )  # fmt: skip


def _legend(axes: Axes, chart: GraphChart) -> None:
    """Which mark is what, in one row below or two."""
    at, row = 0.1, -0.3
    for kind in sorted({node.kind for node in chart.nodes}, key=chart.kinds.index):
        look, said = chart.kinds.index(kind), fitted(kind, 1.6, SMALL)
        if at + 0.15 + width_of(said, SMALL) > WIDTH - 2 * EDGE:
            at, row = 0.1, row - 0.26
        axes.plot([at], [row], _shape(look), color=COLOURS[look % len(COLOURS)], markersize=8, clip_on=False)
        axes.text(at + 0.15, row, said, color=FAINT, size=SMALL, va="center")
        at += width_of(said, SMALL) + 0.5


def _laid_out(chart: GraphChart, width: float, height: float) -> _Laid:
    """The largest size in which everything has its room; in the smallest, labels are cut until it has."""
    marks = _marks(chart.nodes)
    start = _forced(chart)
    for size in _SIZES:
        laid, free = _pushed(chart.nodes, marks, start, size, (width, height), _WIDEST_LABEL)
        if free:
            return laid
    for widest in (1.3, 1.0, 0.7):
        laid, free = _pushed(chart.nodes, marks, start, _SIZES[-1], (width, height), widest)
        if free:
            break
    return laid


def _marks(nodes: Sequence[Node]) -> list[float]:
    most = max(node.weight for node in nodes) or 1.0
    sizes = [_LEAST_MARK + (_MOST_MARK - _LEAST_MARK) * (max(node.weight, 0) / most) ** 0.5 for node in nodes]
    return [_MOST_MARK + 0.06, *sizes[1:]]


def _forced(chart: GraphChart) -> np.ndarray:
    """Places from 0 to 1, near each other where ties are strong."""
    graph: nx.Graph = nx.Graph()
    graph.add_nodes_from(range(len(chart.nodes)))
    most = max((edge.weight for edge in chart.edges), default=1.0) or 1.0
    for edge in chart.edges:
        graph.add_edge(edge.one, edge.other, weight=0.3 + (edge.weight / most) ** 0.5)
    spread = 2.2 / max(len(chart.nodes), 1) ** 0.5
    found = nx.spring_layout(graph, k=spread, iterations=150, seed=_SEED)
    places = np.array([found[number] for number in range(len(chart.nodes))], dtype=float)
    low, high = places.min(axis=0), places.max(axis=0)
    across = np.where(high - low > 1e-9, high - low, 1.0)
    return np.where(high - low > 1e-9, (places - low) / across, 0.5)


def _pushed(
    nodes: Sequence[Node], marks: list[float], start: np.ndarray, size: float, room: tuple[float, float], widest: float
) -> tuple[_Laid, bool]:
    """Marks with their labels as boxes, moved apart until none meets another; whether that came to an end."""
    labels = [fitted(node.label, widest, size, bold=number == 0) for number, node in enumerate(nodes)]
    widths = [width_of(label, size, bold=number == 0) for number, label in enumerate(labels)]
    line = size / 72 * 1.35
    half = np.array([(max(w, m), m + 0.03 + line) for w, m in zip(widths, marks, strict=True)]) / 2 + _GAP / 2
    low, high = half, np.array(room) - half
    centres = low + start * np.maximum(high - low, 0)
    free = _parted(centres, half, low, high)
    lift = np.array([half[number][1] - _GAP / 2 - mark / 2 for number, mark in enumerate(marks)])
    places = centres + np.column_stack([np.zeros(len(nodes)), lift])
    return _Laid(places, marks, labels, size), free


def _parted(centres: np.ndarray, half: np.ndarray, low: np.ndarray, high: np.ndarray) -> bool:
    """Push boxes apart in place, each pair along the shorter way, within the frame; whether none overlap at last."""
    count = len(centres)
    one, other = np.triu_indices(count, 1)
    for _ in range(_ROUNDS):
        apart = centres[one] - centres[other]
        meeting = half[one] + half[other] - np.abs(apart)
        pairs = np.flatnonzero((meeting > 1e-6).all(axis=1))
        if not len(pairs):
            return True
        for pair in pairs:
            a, b = one[pair], other[pair]
            gap = centres[a] - centres[b]
            over = half[a] + half[b] - np.abs(gap)
            if (over <= 0).any():
                continue
            way = int(np.argmin(over))
            sign = 1.0 if gap[way] > 0 or (gap[way] == 0 and a < b) else -1.0
            centres[a, way] += sign * over[way] * 0.52
            centres[b, way] -= sign * over[way] * 0.52
        np.clip(centres, low, np.maximum(high, low), out=centres)
    return False
