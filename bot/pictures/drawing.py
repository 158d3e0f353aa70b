"""A picture drawn: the stage that a worker's child runs. Importing this takes a second, for matplotlib."""

from matplotlib.figure import Figure

from bot.pictures import bars, events, graph, lines
from bot.pictures.canvas import drawing, png
from bot.pictures.types import BarChart, EventChart, GraphChart, LineChart, Picture


def figure(picture: Picture) -> Figure:
    """The picture as matplotlib holds it."""
    with drawing():
        match picture:
            case LineChart():
                return lines.draw(picture)
            case BarChart():
                return bars.draw(picture)
            case EventChart():
                return events.draw(picture)
            case GraphChart():
                return graph.draw(picture)


def draw(picture: Picture) -> bytes:
    """The picture as a PNG file."""
    with drawing():
        return png(figure(picture))
