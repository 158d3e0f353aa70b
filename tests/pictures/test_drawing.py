"""Pictures by their structure: every text inside the frame, no label over another, the same data the same picture."""

import subprocess
import sys
from itertools import combinations
from typing import Any

from hypothesis import HealthCheck, Phase, example, given, settings
from matplotlib.figure import Figure
from matplotlib.text import Text
from matplotlib.transforms import Bbox

from bot.pictures.drawing import draw, figure
from bot.pictures.types import Bar, BarChart, Curve, Event, EventChart, GraphChart, LineChart, Picture
from tests.examples import examples
from tests.pictures.samples import CROWDED, DAY, PICTURES

_SLACK = 1.0
"""Dots: letters are drawn on a grid of them."""


def shown(drawn: Figure) -> list[tuple[str, Bbox]]:
    """The texts that can be seen, with where they stand, in dots."""
    canvas: Any = drawn.canvas
    canvas.draw()
    texts: list[Any] = [text for text in drawn.findobj(Text) if text.get_visible()]
    boxes = [(text.get_text(), text.get_window_extent(canvas.get_renderer())) for text in texts]
    return [(text, box) for text, box in boxes if text.strip() and box.width > 0]


def check(picture: Picture) -> list[str]:
    drawn = figure(picture)
    frame = Bbox.from_bounds(0, 0, *(drawn.get_size_inches() * drawn.dpi))
    found = shown(drawn)
    for text, box in found:
        assert box.x0 >= -_SLACK and box.y0 >= -_SLACK, (text, box)  # noqa: PT018 - one thing: inside
        assert box.x1 <= frame.x1 + _SLACK and box.y1 <= frame.y1 + _SLACK, (text, box)  # noqa: PT018
    for (one, box), (other, beside) in combinations(found, 2):
        across = min(box.x1, beside.x1) - max(box.x0, beside.x0)
        down = min(box.y1, beside.y1) - max(box.y0, beside.y0)
        assert min(across, down) <= _SLACK, (one, other)
    return [text for text, _ in found]


@given(PICTURES)
@settings(max_examples=examples(25), suppress_health_check=list(HealthCheck), phases=[Phase.explicit, Phase.generate])
@example(CROWDED)
@example(LineChart("t", "", (Curve("a", ((DAY, 0.0),)),)))
def test_every_text_is_inside_and_none_lies_over_another(picture: Picture) -> None:
    check(picture)


def test_a_graph_names_all_its_nodes_and_kinds() -> None:
    texts = check(CROWDED)
    assert sum(text.startswith("Committee") for text in texts) == 25
    assert {"person", "group of people"} <= set(texts)


def test_curves_are_named_at_their_ends_and_one_alone_by_the_title() -> None:
    two = LineChart("Mentions", "", (Curve("Adams", ((DAY, 4.0),)), Curve("Burr", ((DAY, 4.0),))))
    assert {"Mentions", "Adams", "Burr"} <= {text.strip() for text in check(two)}
    one = LineChart("Adams", "", two.curves[:1])
    assert [text for text in check(one) if text.strip() == "Adams"] == ["Adams"]


def test_bars_and_events_say_their_texts() -> None:
    bars = BarChart("Killed", "", (Bar("Army", 3, "3", "army"), Bar("Mayor", 0, "none", "mayor")))
    assert check(bars) == ["Killed", "Army", "3", "Mayor", "none"] or set(check(bars)) == {
        "Killed", "Army", "3", "Mayor", "none"
    }  # fmt: skip
    events = EventChart("Town", "", (Event(DAY, "30 Jan", "A sale"), Event(DAY, "Jan", "A vote", planned=True)))
    assert {"Town", "30 Jan", "A sale", "Jan", "A vote"} <= set(check(events))


def test_a_picture_is_a_png_and_the_same_each_time() -> None:
    first = draw(CROWDED)
    assert first.startswith(b"\x89PNG")
    assert draw(CROWDED) == first


def test_what_is_to_be_drawn_is_told_without_the_library() -> None:
    code = "import sys, bot.pictures.types, bot.work.staff; sys.exit('matplotlib' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_letters_that_no_font_has_cost_nothing() -> None:
    draw(GraphChart("ᚠᚡᚢ 名前", "", CROWDED.nodes[:1], (), CROWDED.kinds))
