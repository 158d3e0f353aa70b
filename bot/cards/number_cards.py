"""Cards about numbers: what articles claim, series by series, each figure in its sentence."""

from collections.abc import Sequence

from bot.cards.card import Action, Card, Line, Page, Section
from bot.cards.receipts import plural, receipts
from bot.desk.numbers import Figure, NumberSeries
from bot.extraction.types import Theme

_SHOWN = 4
"""The latest figures of a series that are shown."""

_IN_A_ROW = 6
"""Values that a heading strings together."""

_HEADINGS: dict[Theme, str] = {
    "killed": "Killed",
    "injured": "Injured",
    "arrested": "Arrested",
    "displaced": "Displaced",
    "missing": "Missing",
    "votes": "Votes",
    "money": "Money",
    "share": "Shares",
    "measure": "Measures",
    "count": "Counted",
}

_SCALES = ((1e12, " trillion"), (1e9, " billion"), (1e6, " million"))


def numbers_card(
    title: str, subtitle: str, found: Sequence[NumberSeries], page: Page | None, actions: tuple[Action, ...] = ()
) -> Card:
    """A page of series, each with its values in a row and its latest figures in their sentences."""
    return Card(title, subtitle, tuple(map(_section, found)), actions=actions, page=page)


def _section(series: NumberSeries) -> Section:
    shown = series.figures[-_SHOWN:]
    lines = tuple(
        Line(
            one.excerpt.shown,
            receipts(one.excerpt),
            marks=(one.mark,),
            note=f"{value(one)}, says {one.speaker}" if one.speaker else "",
        )
        for one in shown
    )
    return Section(_heading(series), lines, more=len(series.figures) - len(shown))


def _heading(series: NumberSeries) -> str:
    what = f": {series.what}" if series.what else ""
    values = [value(figure) for figure in series.figures[-_IN_A_ROW:]]
    row = " → ".join(value for at, value in enumerate(values) if at == 0 or value != values[at - 1])
    told = [f"{_HEADINGS[series.theme]}{what}", row, plural(series.articles, "article")]
    return " · ".join([*told, *(["claims differ"] if series.differs else [])])


def value(figure: Figure) -> str:
    """A figure in short: "at least 1,204", "about 1.5 million USD", "45%"."""
    claim = figure.claim
    amount = next((f"{claim.value / scale:g}{word}" for scale, word in _SCALES if claim.value >= scale), None)
    amount = amount or f"{claim.value:,.10g}"
    unit = claim.unit or ""
    said = f"{amount}{unit}" if unit in ("%", "°") else f"{amount} {unit}".strip()
    return said if claim.bound == "exact" else f"{claim.bound} {said}"
