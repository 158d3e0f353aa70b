"""The dates of a text: expressions found paragraph by paragraph, and anchored in the order in which they stand."""

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import groupby
from types import MappingProxyType

from bot.articles.types import Span
from bot.extraction.dates.anchoring import Anchor, Order, anchored, relative
from bot.extraction.dates.calendar import UNITS, Point, Unit, days
from bot.extraction.dates.finding import JOINED, find
from bot.extraction.dates.order import order
from bot.extraction.dates.readings import Clock, DayPart, Moved, Numeric, Reading, Stated, Weekday
from bot.extraction.dates.standing import is_said, is_supposed
from bot.extraction.dates.tense import Tense, tense
from bot.extraction.types import DateExpression, Sentence

_UNTAGGED: Mapping[int, str] = MappingProxyType({})
_REMEMBERED = 5  # dates that are kept to look back at
_FEW = 14  # days or weeks that do not lead out of a month or year
_STORY = 2  # sentences over which "two years later" looks back
_BEFORE = 5  # and "had met two years earlier"
_HAD = re.compile(r"\b(?i:had)\b[^.;]{0,100}$")


@dataclass(slots=True)
class _Told:
    """What was told so far: the dates last spoken of, each with its sentence, and whether the last is of another time.

    `end` and `tense` are those of the last expression: of two that are joined, both have the tense of the first.
    """

    points: list[tuple[Point, int]] = field(default_factory=list)
    historical: bool = False
    end: int = -1
    tense: Tense = "untold"


def read_dates(
    text: str,
    sentences: Sequence[Sentence],
    published: date | None,
    *,
    url: str | None = None,
    names: Sequence[Span] = (),
    seen: Sequence[Span] = (),
    tags: Mapping[int, str] = _UNTAGGED,
) -> tuple[DateExpression, ...]:
    """The date expressions in the sentences of a text, in order.

    `published` is the day that relative dates are reckoned from; without it they have no value. `names` are spans
    in which no date is looked for, `seen` those where the language model sees dates, `tags` the Penn Treebank tags of
    the words by where they begin, `url` is the text's own address; each may be left out.
    """
    found: list[DateExpression] = []
    told = _Told()
    way: Order | None = None
    starts = [sentence.span.start for sentence in sentences]
    named, dated = sorted(names), sorted(seen)
    for _, paragraph in groupby(sentences, key=lambda sentence: sentence.paragraph):
        whole = list(paragraph)
        stretch = Span(whole[0].span.start, whole[-1].span.end)
        for span, reading in find(text, stretch, _within(dated, stretch)):
            if any(name.overlaps(span) for name in _within(named, span)):
                continue
            if way is None and isinstance(reading, Numeric):
                way = order(text, url, published)
            number = bisect_right(starts, span.start) - 1
            sentence = sentences[number].span
            anchor = _anchor(text, told, reading, span, sentence, number, published, way or "month first", tags)
            expression = _expression(span, number, reading, anchor, told)
            found.append(_placed(text, sentence, expression) if expression.first else expression)
            told.end, told.tense = span.end, anchor.tense
    return tuple(found)


def _within(spans: Sequence[Span], stretch: Span) -> Sequence[Span]:
    """The spans, in order, that may overlap a stretch."""
    first = max(0, bisect_right(spans, Span(stretch.start, stretch.start)) - 1)
    last = bisect_right(spans, Span(stretch.end, stretch.end))
    return spans[first:last]


def _anchor(  # noqa: PLR0913, PLR0917 - one place where everything that bears on a date comes together
    text: str,
    told: _Told,
    reading: Reading,
    span: Span,
    sentence: Span,
    number: int,
    published: date | None,
    way: Order,
    tags: Mapping[int, str],
) -> Anchor:
    if isinstance(reading, Stated):
        return Anchor(published, order=way)
    joined = JOINED.fullmatch(text, told.end, span.start) if told.end >= sentence.start else None
    when = told.tense if joined else tense(text, sentence, span, tags)
    back = isinstance(reading, Moved) and reading.then and reading.by < 0
    far = _BEFORE if back and _HAD.search(text, sentence.start, span.start) else _STORY
    then, near = _then(told, _fineness(reading), number, far)
    precise = then is not None and then.unit in {"day", "month"}
    historical = told.historical and when != "future" and (near == 0 or (near == 1 and precise))
    through = bool(joined and joined["through"] and near == 0)
    vague = _vague(told, reading, number) if isinstance(reading, Moved) and reading.then else None
    return Anchor(published, then, historical and then is not None, when, way, through, earlier=near > 0, vague=vague)


def _then(told: _Told, unit: Unit, number: int, far: int) -> tuple[Point | None, int]:
    """The date last spoken of that is no coarser than a unit, and how many sentences ago; None where that is long."""
    for point, sentence in reversed(told.points):
        if number - sentence <= far and UNITS.index(point.unit) <= UNITS.index(unit):
            return point, number - sentence
    return None, far + 1


def _vague(told: _Told, reading: Moved, number: int) -> Point | None:
    """The month or year last told of, in this sentence or the one before, where days or weeks are counted from it."""
    if not told.points or reading.unit not in {"day", "week"} or abs(reading.by) > _FEW:
        return None
    point, sentence = told.points[-1]
    return point if number - sentence <= 1 and point.unit in {"month", "year"} else None


def _fineness(reading: Reading) -> Unit:
    """How fine a date must be for this to be told from it: "the next day" from a day, "that year" from any in it."""
    match reading:
        case Moved():
            return reading.unit
        case Clock() | Weekday():
            return "day"
    return "century"


def _expression(span: Span, number: int, reading: Reading, anchor: Anchor, told: _Told) -> DateExpression:
    point = anchored(reading, anchor)
    value = point.value() if isinstance(point, Point) else point
    covered = days(value) if value else None
    if isinstance(point, str) and covered and isinstance(reading, Stated):
        point = Point(covered[0], "year" if len(point) == 4 else "decade")
    if isinstance(point, Point):
        told.historical = _is_historical(reading, point, anchor)
        told.points = [*told.points[-_REMEMBERED:], (point, number)]
    elif isinstance(reading, Clock | DayPart) and covered:
        told.points = [*told.points[-_REMEMBERED:], (Point(covered[0], "day"), number)]
    return DateExpression(span, number, value, *(covered or (None, None)))


def _placed(text: str, sentence: Span, found: DateExpression) -> DateExpression:
    """A date of the calendar by what it stands for in its sentence."""
    if is_supposed(text, sentence, found.span):
        return replace(found, first=None, last=None)
    return replace(found, said=True) if is_said(text, sentence, found.span) else found


def _is_historical(reading: Reading, point: Point, anchor: Anchor) -> bool:
    if point.unit in {"decade", "century"}:
        return False
    if relative(reading):
        return anchor.historical or (isinstance(reading, Moved) and reading.then and _is_past(point, anchor))
    return _is_past(point, anchor)


def _is_past(point: Point, anchor: Anchor) -> bool:
    return anchor.published is None or point.day.year < anchor.published.year
