"""Cards drawn for a terminal with rich. Texts are never read as markup, and their control characters are neutral."""

from collections.abc import Iterable, Iterator, Sequence

from rich.box import ROUNDED
from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.measure import Measurement
from rich.padding import Padding
from rich.panel import Panel
from rich.style import Style
from rich.table import Table
from rich.text import Text

from bot.cards.card import Card, Choice, Field, Line, Receipt, Section, Tone
from bot.cards.safe import neutral, one_line
from bot.cards.sparkline import graph

WIDEST = 100
"""Columns: longer lines of text are hard to read."""

_BORDERS: dict[Tone, str] = {"plain": "cyan", "good": "green", "warn": "yellow", "error": "red"}
_HEADING = "bold"
_DIM = "bright_black"
_MARK = "bold yellow"
_NUMBER = "bold cyan"
_WIDEST_NAME = 20
"""Columns that the names of fields may take beside their values."""

_FRAME = 6
"""Columns that a panel takes beside a title in its border."""

_HELD = "\ufdd0"
"""Stands for a space at which a line must not end. (A noncharacter of Unicode: rich breaks at no-break spaces too.)"""


class _Held:
    """A text that is wrapped at its spaces, but not at those that are held."""

    def __init__(self, text: Text) -> None:
        self._text = text

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        for line in self._text.wrap(console, options.max_width, overflow="fold"):
            line.plain = line.plain.replace(_HELD, " ")
            yield line

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        return Measurement.get(console, options, self._text)


def draw(card: Card, width: int) -> RenderableType:
    """The card in a frame, at most `width` columns and `WIDEST` wide."""
    width = min(width, WIDEST)
    title = _linked(Text(one_line(card.title), style=_HEADING), card.link)
    fits = 0 < cell_len(title.plain) <= width - _FRAME and card.tone != "error"
    parts: list[RenderableType] = [] if fits or not title.plain else [title]
    if card.subtitle:
        parts.append(Text(one_line(card.subtitle), style=_DIM))
    body = [*_sections(card), *_series(card, width), *_offers(card), *_footer(card)]
    return Panel(
        Group(*parts, *_spaced(body, leading=bool(parts))),
        title=title if fits else None,
        title_align="left",
        subtitle=_page(card),
        subtitle_align="right",
        border_style=_BORDERS[card.tone],
        box=ROUNDED,
        padding=(0, 1),
        width=width,
    )


def _spaced(parts: Iterable[RenderableType], *, leading: bool) -> Iterator[RenderableType]:
    """The parts with an empty line between them, and before them when something leads."""
    for number, part in enumerate(parts):
        if number or leading:
            yield Text("")
        yield part


def _linked(text: Text, link: str | None) -> Text:
    """The text as a hyperlink, for terminals that have them; only web addresses are followed."""
    if link and link.startswith(("https://", "http://")):
        text.stylize(Style(link="".join(one_line(link).split())))
    return text


def _sections(card: Card) -> Iterator[RenderableType]:
    number = 0
    for section in card.sections:
        rows: list[RenderableType] = [Text(one_line(section.heading), style=_HEADING)] if section.heading else []
        if section.style == "prose":
            rows += _spaced((_line(line, neutral(line.text).strip()) for line in _lines(section)), leading=False)
        elif section.style == "fields":
            rows.append(_fields(section))
        else:
            rows.append(_bullets(section, number))
            number += len(section.lines) if section.style == "numbered" else 0
        if section.more:
            rows.append(Text(f"  … and {section.more} more", style=_DIM))
        yield Group(*rows)


def _lines(section: Section) -> list[Line]:
    return [line for line in section.lines if isinstance(line, Line)]


def _grid(rows: Iterable[Sequence[RenderableType]]) -> Table:
    """Rows of a narrow and a wide column; the wide one wraps."""
    grid = Table.grid(padding=(0, 1))
    grid.add_column(justify="right", no_wrap=True)
    grid.add_column(overflow="fold")
    for row in rows:
        grid.add_row(*row)
    return grid


def _bullets(section: Section, number: int) -> Table:
    numbered = section.style == "numbered"
    return _grid(
        (
            Text(f"{number + place}", style=_NUMBER) if numbered else Text(" •", style=_DIM),
            _line(line, one_line(line.text)),
        )
        for place, line in enumerate(_lines(section), start=1)
    )


def _fields(section: Section) -> RenderableType:
    """Names in a column beside their values; above them where a name is long."""
    fields = [line for line in section.lines if isinstance(line, Field)]
    if max((cell_len(one_line(field.name)) for field in fields), default=0) > _WIDEST_NAME:
        return Group(*(_stacked(field) for field in fields))
    grid = _grid(
        (Text(one_line(field.name), style=_DIM), _with_receipts(Text(one_line(field.value)), field.receipts))
        for field in fields
    )
    grid.columns[0].justify = "left"
    return grid


def _stacked(field: Field) -> RenderableType:
    value = _with_receipts(Text(one_line(field.value)), field.receipts)
    return Group(Text(one_line(field.name), style=_NUMBER), Padding(value, (0, 0, 0, 2)))


def _line(line: Line, shown: str) -> "_Held":
    """A line with its marks, note and receipts."""
    text = _linked(Text(shown), line.link)
    for mark in line.marks:
        marked = one_line(mark.of(line.text))
        start = shown.find(marked, len(one_line(line.text[: mark.start]))) if marked else -1
        if start >= 0:
            text.stylize(_MARK, start, start + len(marked))
    if line.note:
        text.append(f" ({one_line(line.note)})", style=_DIM)
    return _with_receipts(text, line.receipts)


def _with_receipts(text: Text, receipts: tuple[Receipt, ...]) -> "_Held":
    for number, receipt in enumerate(receipts):
        text.append("; " if number else "  ", style=_DIM)
        whole = one_line(str(receipt)).replace(" ", _HELD)
        text.append_text(_linked(Text(whole, style=_DIM), receipt.link))
    return _Held(text)


def _series(card: Card, width: int) -> Iterator[RenderableType]:
    if card.series and card.series.points:
        text = Text(f"{one_line(card.series.label)}  ", style=_DIM)
        yield text.append(one_line(graph(card.series, max(8, width - 64))), style="cyan")


def _offers(card: Card) -> Iterator[RenderableType]:
    first = 1 + len(list(card.numbered_lines()))
    if card.choices:
        yield _grid(_choice(number, choice) for number, choice in enumerate(card.choices, start=first))
    if card.actions:
        text = Text()
        for number, action in enumerate(card.actions, start=first + len(card.choices)):
            text.append(f"{number}", style=_NUMBER).append(f"{_HELD}{one_line(action.label).replace(' ', _HELD)}   ")
        text.rstrip()
        yield _Held(text)


def _choice(number: int, choice: Choice) -> tuple[Text, Text]:
    text = Text().append(one_line(choice.label), style="bold")
    if choice.description:
        text.append(f"  {one_line(choice.description)}", style=_DIM)
    return Text(f"{number}", style=_NUMBER), text


def _footer(card: Card) -> Iterator[RenderableType]:
    if card.footer:
        yield Text(one_line(card.footer), style=_DIM)


def _page(card: Card) -> Text | None:
    page = card.page
    if page is None or page.of < 2:
        return None
    turns = [word for word, there in (("prev", page.number > 1), ("next", page.number < page.of)) if there]
    return Text(f"page {page.number} of {page.of} · {' · '.join(turns)}", style=_DIM)
