"""The ground that every picture is drawn on: size, colours and fonts, and texts that are cut to the room they have.

The ground is opaque and dark: it reads alike on both of Discord's themes.
"""

import functools
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg, RendererAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties, fontManager

GROUND = "#22262e"
INK = "#e8eaed"
FAINT = "#9aa3b2"
GRID = "#363c48"
COLOURS = ("#5fb8ee", "#f2a93b", "#3ecf9a", "#e58bb8", "#f4e36b", "#ff8d64", "#b39ddb", "#9aa3b2")
"""Told apart by those who do not see red and green as others do (after Okabe and Ito, lightened for a dark ground)."""

WIDTH = 8.0
"""Inches; with 150 dots an inch twice as wide as Discord shows it, which is sharp on small screens."""

DPI = 150
TITLE, TEXT, SMALL = 13.0, 11.0, 9.5
EDGE = 0.3
"""Inches around everything."""

HEAD = EDGE + 0.38
"""Inches from the upper edge to below the title."""

_OTHER_SCRIPTS = ("Noto Sans CJK SC", "Noto Sans CJK JP", "PingFang SC", "Microsoft YaHei", "WenQuanYi Zen Hei")
"""Fonts for what the one that comes with matplotlib lacks, where they are installed."""


@contextmanager
def drawing() -> Iterator[None]:
    """Within it, fonts and texts are ours: a dollar sign is no formula, a missing letter is no fault."""
    there = {font.name for font in fontManager.ttflist}
    fonts = ["DejaVu Sans", *(name for name in _OTHER_SCRIPTS if name in there)]
    with (
        mpl.rc_context({"font.family": fonts, "text.parse_math": False, "text.usetex": False}),
        warnings.catch_warnings(),
    ):
        warnings.filterwarnings("ignore", message="Glyph .* missing from")
        warnings.filterwarnings("ignore", message="Matplotlib currently does not support")
        yield


def canvas(height: float, title: str) -> tuple[Figure, Axes]:
    """A picture of so many inches in height, with its title, and axes without a frame that fill it below that."""
    height = round(height * DPI / 2) * 2 / DPI  # whole dots: else a hair of another colour stays at the edge
    figure = Figure(figsize=(WIDTH, height), dpi=DPI, facecolor=GROUND)
    FigureCanvasAgg(figure)
    said = fitted(title, WIDTH - 2 * EDGE, TITLE, bold=True)
    figure.text(EDGE / WIDTH, 1 - EDGE / height, said, size=TITLE, weight="bold", color=INK, va="top")
    axes = figure.add_axes((0.0, 0.0, 1.0, 1.0), facecolor=GROUND)
    axes.tick_params(length=0, labelsize=SMALL, labelcolor=FAINT)
    axes.tick_params(axis="x", pad=9)
    for spine in axes.spines.values():
        spine.set_visible(False)
    return figure, axes


def place(axes: Axes, *, left: float, right: float, bottom: float, top: float = HEAD) -> None:
    """Put axes so many inches from the picture's edges."""
    figure = axes.get_figure()
    if not isinstance(figure, Figure):
        raise TypeError("axes without a picture")
    width, height = figure.get_size_inches()
    axes.set_position((left / width, bottom / height, 1 - (left + right) / width, 1 - (bottom + top) / height))


@functools.lru_cache(maxsize=4_096)
def width_of(text: str, size: float, *, bold: bool = False) -> float:
    """How many inches wide a text is in one line."""
    font = FontProperties(family=mpl.rcParams["font.family"], size=size, weight="bold" if bold else "normal")
    return _Ruler.width(text, font) / DPI


def fitted(text: str, inches: float, size: float, *, bold: bool = False) -> str:
    """A text on one line, with an ellipsis where it would be wider than so many inches."""
    text = " ".join("".join(one if one.isprintable() else " " for one in text).split())
    whole = width_of(text, size, bold=bold)
    if whole <= inches:
        return text
    kept = min(int(len(text) * inches / whole) + 2, len(text))
    while kept > 0 and width_of(text[:kept].rstrip() + "…", size, bold=bold) > inches:
        kept -= 1
    return text[:kept].rstrip() + "…"


def png(figure: Figure) -> bytes:
    """The picture as a PNG file."""
    found = BytesIO()
    figure.savefig(found, format="png", facecolor=figure.get_facecolor(), metadata={"Software": None})
    return found.getvalue()


class _Ruler:
    """Measures texts by drawing them nowhere."""

    _renderer = RendererAgg(1, 1, DPI)

    @classmethod
    def width(cls, text: str, font: FontProperties) -> float:
        return float(cls._renderer.get_text_width_height_descent(text, font, ismath=False)[0])
