"""Cards about numbers: what articles claim, series by series, each figure in its sentence."""

from collections.abc import Sequence
from itertools import groupby

from bot.cards.card import Action, Card, Line, Page, Section, say_date
from bot.cards.fit import trim
from bot.cards.history_cards import was
from bot.cards.receipts import plural, receipt, receipts
from bot.cards.safe import one_line
from bot.cards.timeline_cards import say_days
from bot.desk.numbers import Figure, NumberSeries, Revision
from bot.extraction.types import Theme
from bot.pictures.types import Curve, LineChart
from bot.store.rows import date_of

_SHOWN = 4
"""The latest figures of a series that are shown."""

_IN_A_ROW = 6
"""Values that a heading strings together."""

_EVENT = 60
"""Characters of an event's name in a heading."""

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
    title: str,
    subtitle: str,
    found: Sequence[NumberSeries],
    page: Page | None = None,
    actions: tuple[Action, ...] = (),
    revised: Sequence[Revision] = (),
) -> Card:
    """A page of series, each with its values in a row and its latest figures in their sentences."""
    changed = tuple(
        Line(one.recount.added, (receipt(one.article),), one.recount.now, was(one.recount)) for one in revised
    )
    sections = [*map(_section, found), *([Section("Revised in the article itself", changed)] if changed else [])]
    return Card(title, subtitle, tuple(sections), actions=actions, page=page, picture=_picture(title, found))


def _picture(title: str, found: Sequence[NumberSeries]) -> LineChart | None:
    """The first series that spreads over several days, drawn over time."""
    for series in found:
        points = {date_of(one.day): one.claim.value for one in series.figures}
        if len(points) > 1:
            curve = Curve(_called(series), tuple(sorted(points.items())))
            row = ", ".join(f"{say_date(day)}: {amount:,g}" for day, amount in curve.points)
            return LineChart(f"{title} · {_called(series)}", f"{_called(series)} over time. {row}", (curve,))
    return None


def _section(series: NumberSeries) -> Section:
    shown = series.figures[-_SHOWN:]
    told = groupby(shown, key=lambda one: (one.excerpt.article.id, one.excerpt.span, one.excerpt.shown))
    lines = tuple(_line(list(figures)) for _, figures in told)
    return Section(_heading(series), lines, more=len(series.figures) - len(shown))


def _line(figures: Sequence[Figure]) -> Line:
    """The sentence that claims some figures, each of them marked."""
    excerpt = figures[0].excerpt
    marks = tuple(sorted({one.mark for one in figures}))
    notes = dict.fromkeys(note for one in figures if (note := _note(one)))
    return Line(excerpt.shown, receipts(excerpt), marks=marks, note="; ".join(notes))


def _note(figure: Figure) -> str:
    """Who claims a figure, where and when it was so, as far as the clause says it."""
    who = f"{value(figure)} according to {figure.speaker}" if figure.speaker else ""
    return " · ".join(told for told in (who, figure.place, say_days(*figure.days) if figure.days else "") if told)


def _heading(series: NumberSeries) -> str:
    values = [value(figure) for figure in series.figures[-_IN_A_ROW:]]
    row = " → ".join(value for at, value in enumerate(values) if at == 0 or value != values[at - 1])
    told = [_called(series), row, plural(series.articles, "article")]
    return " · ".join([*told, *(["claims differ"] if series.differs else [])])


def development_line(series: NumberSeries) -> Line:
    """A series in one line: what changed from article to article, who said so, and where: "Killed: 12 → 15 → 21"."""
    shown = series.figures if len(series.figures) <= _SHOWN else (series.figures[0], *series.figures[1 - _SHOWN :])
    row = " → ".join(value(one) + (f" (according to {one.speaker})" if one.speaker else "") for one in shown)
    return Line(f"{_called(series)}: {row}", tuple(receipt(one.excerpt.article) for one in shown))


def _called(series: NumberSeries) -> str:
    counted = _HEADINGS[series.theme] + (f": {series.what}" if series.what else "")
    return f"{counted} · “{trim(one_line(series.event), _EVENT)}”" if series.event else counted


def value(figure: Figure) -> str:
    """A figure in short: "at least 1,204", "about 1.5 million USD", "45%"."""
    claim = figure.claim
    amount = next((f"{claim.value / scale:g}{word}" for scale, word in _SCALES if claim.value >= scale), None)
    amount = amount or f"{claim.value:,.10g}"
    unit = claim.unit or ""
    said = f"{amount}{unit}" if unit in ("%", "°") else f"{amount} {unit}".strip()
    return said if claim.bound == "exact" else f"{claim.bound} {said}"
