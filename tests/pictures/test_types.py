"""What no picture can be made of is refused where it is described."""

import pytest

from bot.pictures.types import Bar, BarChart, Curve, Edge, EventChart, GraphChart, LineChart, Node
from tests.pictures.samples import DAY


def test_a_picture_has_something_and_not_too_much() -> None:
    for make in (lambda n: LineChart("", "", (Curve("", ((DAY, 1.0),)),) * n), lambda n: EventChart("", "", ())):
        with pytest.raises(ValueError, match="1 to"):
            make(7)
    with pytest.raises(ValueError, match="a point at least"):
        LineChart("", "", (Curve("", ()),))


def test_bars_are_not_negative() -> None:
    with pytest.raises(ValueError, match="negative"):
        BarChart("", "", (Bar("", -1, ""),))


@pytest.mark.parametrize(("edge", "kind"), [(Edge(0, 2), "place"), (Edge(1, 1), "place"), (Edge(0, 1), "ship")])
def test_edges_and_kinds_are_of_the_graph(edge: Edge, kind: str) -> None:
    with pytest.raises(ValueError, match=r"edge ties|one of the kinds"):
        GraphChart("", "", (Node("a", "place"), Node("b", kind)), (edge,), ("place",))
