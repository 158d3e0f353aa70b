"""Components as Discord shows them, drawn into an SVG: as much of its Markdown as our cards use."""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from bot.cards.card import say_date

WIDTH = 620
_MARGIN = 18
_INNER = WIDTH - 2 * _MARGIN - 24
_FONT = "'gg sans','Noto Sans','Helvetica Neue',Helvetica,Arial,sans-serif"
_TEXT, _DIM, _LINK, _BACK, _CARD, _BUTTON = "#dbdee1", "#949ba4", "#00a8fc", "#313338", "#2b2d31", "#4e5058"

_SIZES = {"##": 19.0, "###": 16.0, "-#": 11.5, "": 14.0}
_INLINE = re.compile(
    r"\[(?P<label>[^\]]+)\]\((?P<url>[^)]+)\)|\*\*(?P<bold>.+?)\*\*|\*(?P<italic>[^*]+)\*|`(?P<code>[^`]+)`"
    r"|<t:(?P<stamp>\d+):D>|\\(?P<bare>.)|(?P<plain>[^\[*`<\\]+|.)"
)


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    style: str


@dataclass(slots=True)
class Canvas:
    """An SVG that grows downwards."""

    y: float = 14.0
    parts: list[str] = field(default_factory=list)

    def message(self, name: str, components: list[dict[str, Any]]) -> None:
        """The bot's message with these components."""
        self.y += 12
        self.parts.append(_text(_MARGIN, self.y, 14, "#ffffff", html.escape(name), "font-weight='600'"))
        self.y += 10
        for component in components:
            self._container(component)
        self.y += 8

    def typed(self, name: str, said: str) -> None:
        """What somebody types."""
        self.y += 14
        self.parts.append(_text(_MARGIN, self.y, 14, "#ffffff", html.escape(name), "font-weight='600'"))
        self.y += 20
        self.parts.append(_text(_MARGIN, self.y, 14, _TEXT, html.escape(said)))
        self.y += 8

    def svg(self) -> str:
        """All of it."""
        height = int(self.y + 12)
        size = f"width='{WIDTH}' height='{height}' viewBox='0 0 {WIDTH} {height}'"
        ground = f"<rect width='100%' height='100%' rx='8' fill='{_BACK}'/>"
        start = f"<svg xmlns='http://www.w3.org/2000/svg' {size} font-family=\"{_FONT}\">"
        return f"{start}{ground}{''.join(self.parts)}</svg>\n"

    def _container(self, container: dict[str, Any]) -> None:
        top, place = self.y, len(self.parts)
        self.y += 10
        for child in container["components"]:
            if child["type"] == 10:
                self._display(child["content"])
            else:
                self._row(child["components"])
        self.y += 6
        width, height = WIDTH - 2 * _MARGIN, self.y - top
        colour = f"#{container.get('accent_color') or 0x4E5058:06x}"
        frame = f"<rect x='{_MARGIN}' y='{top}' width='{width}' height='{height:.0f}' rx='6' fill='{_CARD}'/>"
        edge = f"<rect x='{_MARGIN}' y='{top}' width='4' height='{height:.0f}' rx='2' fill='{colour}'/>"
        self.parts[place:place] = [frame, edge]

    def _display(self, content: str) -> None:
        for line in content.split("\n"):
            mark, _, rest = line.partition(" ")
            size = _SIZES.get(mark, 14.0)
            wide = 1.13 if mark.endswith("##") else 1.0  # bold
            text = rest if mark in _SIZES and mark else line
            if not text.strip():
                self.y += 6
                continue
            for words in _wrapped(text.replace("- ", "•  ", 1) if text.startswith("- ") else text, size * wide):
                self.y += size * 1.36
                spans = "".join(f"<tspan {word.style}>{html.escape(word.text)}</tspan>" for word in words)
                weight = "font-weight='700'" if mark.endswith("##") else ""
                self.parts.append(_text(_MARGIN + 16, self.y, size, _DIM if mark == "-#" else _TEXT, spans, weight))
        self.y += 4

    def _row(self, items: list[dict[str, Any]]) -> None:
        x, self.y = float(_MARGIN + 16), self.y + 8
        for item in items:
            label = item.get("label") or item.get("placeholder") or ""
            select = item["type"] == 3
            width = 250.0 if select else _width(label, 13) + 28
            fill = "#1e1f22" if select else _BUTTON
            self.parts.append(
                f"<rect x='{x:.0f}' y='{self.y:.0f}' width='{width:.0f}' height='30' rx='6' fill='{fill}'/>"
            )
            shown = f"{label}    ▾" if select else label
            faint = _DIM if select or item.get("disabled") else "#ffffff"
            self.parts.append(_text(x + 14, self.y + 20, 13, faint, html.escape(shown)))
            x += width + 8
        self.y += 34


def _text(x: float, y: float, size: float, colour: str, inner: str, more: str = "") -> str:
    return (
        f"<text x='{x:.0f}' y='{y:.1f}' font-size='{size}' fill='{colour}' xml:space='preserve' {more}>{inner}</text>"
    )


def _wrapped(text: str, size: float) -> Iterator[list[_Word]]:
    """The words of a line of Markdown, as many on a line as fit."""
    line: list[_Word] = []
    used = 0.0
    for word in _words(text):
        wide = _width(word.text, size)
        if line and used + wide > _INNER and word.text.strip():
            yield line
            line, used = [], 0.0
        if line or word.text.strip():
            line.append(word)
            used += wide
    if line:
        yield line


def _words(text: str) -> Iterator[_Word]:
    for found in _INLINE.finditer(text):
        kind = found.lastgroup or "plain"
        style = {"bold": "font-weight='700'", "italic": "font-style='italic'", "code": "font-family='monospace'"}
        said = found["label"] or found[kind]
        if kind == "stamp":
            said = say_date(datetime.fromtimestamp(int(said), UTC).date())
        look = f"fill='{_LINK}'" if found["label"] else style.get(kind, "")
        for part in re.findall(r"\S+|\s+", said):
            yield _Word(part, look)


def _width(text: str, size: float) -> float:
    """About how wide a text is in a sans-serif font: by classes of characters."""
    ems = sum(
        0.29 if c in " .,:;'il|!ftjrI·" else 0.84 if c in "mwMW…" else 0.66 if c.isupper() else 0.54 for c in text
    )
    return 1.13 * ems * size  # wide enough for DejaVu, the widest of the fonts that may be there
