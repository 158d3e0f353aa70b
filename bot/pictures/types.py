"""Pictures as plain data: what is to be drawn, and what is said to those who cannot see it.

Texts are verbatim: what is too long, or would break the line, is the drawing's work. No picture says more than the card
that it stands on.
"""

from dataclasses import dataclass
from datetime import date

MOST_CURVES = 6
MOST_BARS = 15
MOST_EVENTS = 15
MOST_NODES = 25
"""How many of each can be told apart in one picture."""


@dataclass(frozen=True, slots=True)
class Curve:
    """Values over time: (day, value) in ascending order. A bucket of time stands at its first day."""

    label: str
    points: tuple[tuple[date, float], ...]


@dataclass(frozen=True, slots=True)
class LineChart:
    """Up to six curves over one axis of time. A curve alone is not labelled: the title says what it is."""

    title: str
    alt: str
    curves: tuple[Curve, ...]

    def __post_init__(self) -> None:
        _counted(self.curves, MOST_CURVES, "curves")
        if not all(curve.points for curve in self.curves):
            raise ValueError("a curve has a point at least")


@dataclass(frozen=True, slots=True)
class Bar:
    """A value with its name; `said` is how the value is written beside the bar, `group` what gives it its colour."""

    label: str
    value: float
    said: str
    group: str = ""


@dataclass(frozen=True, slots=True)
class BarChart:
    """Values side by side, from top to bottom in their order. Negative ones cannot be drawn."""

    title: str
    alt: str
    bars: tuple[Bar, ...]

    def __post_init__(self) -> None:
        _counted(self.bars, MOST_BARS, "bars")
        if min(bar.value for bar in self.bars) < 0:
            raise ValueError("a bar cannot be negative")


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened, or is `planned`: the day where it stands, the date in words, what it was."""

    day: date
    said: str
    text: str
    planned: bool = False


@dataclass(frozen=True, slots=True)
class EventChart:
    """Events beside an axis of time, from the earliest down."""

    title: str
    alt: str
    events: tuple[Event, ...]

    def __post_init__(self) -> None:
        _counted(self.events, MOST_EVENTS, "events")


@dataclass(frozen=True, slots=True)
class Node:
    """A name in a graph: its kind in words, which gives it its colour and shape, and how much it weighs."""

    label: str
    kind: str
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Edge:
    """A tie between two nodes, by their places among the nodes, and how much it weighs. `stated`: in so many words."""

    one: int
    other: int
    weight: float = 1.0
    stated: bool = False


@dataclass(frozen=True, slots=True)
class GraphChart:
    """Names and their ties; the first node is what the graph is about.

    `kinds` are all kinds that there may be, in an order that is the same for all graphs.
    """

    title: str
    alt: str
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    kinds: tuple[str, ...]

    def __post_init__(self) -> None:
        _counted(self.nodes, MOST_NODES, "nodes")
        places = range(len(self.nodes))
        if not all(edge.one in places and edge.other in places and edge.one != edge.other for edge in self.edges):
            raise ValueError("an edge ties two of the nodes")
        if not all(node.kind in self.kinds for node in self.nodes):
            raise ValueError("a node has one of the kinds")


Picture = LineChart | BarChart | EventChart | GraphChart


def _counted(parts: tuple[object, ...], most: int, what: str) -> None:
    if not 1 <= len(parts) <= most:
        raise ValueError(f"a picture has 1 to {most} {what}, not {len(parts)}")
