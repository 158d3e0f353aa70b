"""How many, by which article: the numbers that articles claim about a name or a topic, in series over time."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations

from bot.articles.changes import Recount
from bot.articles.types import Span
from bot.desk import history, searching, stories
from bot.desk.results import Excerpt
from bot.extraction.types import TOLLS, NumberClaim, Theme
from bot.store import articles, entities, numbers
from bot.store.database import Connection
from bot.store.folding import fold
from bot.store.numbers import NumberSeen
from bot.store.rows import Article, Entity, day_of
from bot.store.scope import Scope
from bot.summaries.words import content_words

_OF_ENTITY = 200
"""The latest articles on an entity whose numbers are read."""

_MOST_EDITED = 5
_EDITS = 3
"""Edited articles, and edits of each, that are looked through for numbers that changed."""

_SAME_TIME = 1
"""Days within which different numbers are no development."""

_TWO_SPEAKERS = 3
"""Two names, and none."""

_NOBODY = ("i", "we", "he", "she", "it", "they", "who")
"""Words for a speaker whose name is not known."""

_OF_TOPIC = 50
"""The best articles on a topic whose numbers are read."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number in its sentence: `excerpt` is the sentence, `mark` where the number stands in it.

    `speaker` is who is quoted with it, "" where it is the article's own. `place` is where it was so, in words
    of the sentence, and `days` are the first and the last when it was, both only where the clause says it.
    """

    claim: NumberClaim
    what: str
    excerpt: Excerpt
    mark: Span
    speaker: str = ""
    place: str = ""
    days: tuple[date, date] | None = None

    @property
    def day(self) -> int:
        """Where it stands in time: when it was so; for tolls, which are counted anew, when it was told."""
        if self.days and self.claim.theme not in TOLLS:
            return day_of(self.days[1])
        return self.excerpt.article.day


@dataclass(frozen=True, slots=True)
class NumberSeries:
    """Figures that count the same, the oldest first; one that several articles repeat is its first article's.

    `parted` says that such figures of another event are in another series; `event` is what its own is called, once that
    was asked for.
    """

    theme: Theme
    unit: str | None
    what: str
    figures: tuple[Figure, ...]
    articles: int
    parted: bool = False
    event: str = ""

    @property
    def differs(self) -> bool:
        """Whether different speakers claim different numbers of the same place at nearly the same time."""
        return any(_differ(one, other) for one, other in combinations(self.figures, 2))


def _differ(one: Figure, other: Figure) -> bool:
    if one.place and other.place and fold(one.place) != fold(other.place):
        return False
    apart = abs(one.day - other.day)
    known = {one.speaker, other.speaker, ""}
    return apart <= _SAME_TIME and len(known) == _TWO_SPEAKERS and one.claim.value != other.claim.value


async def of_entity(
    db: Connection, scope: Scope, entity: Entity, themes: Sequence[Theme] | None = None
) -> tuple[NumberSeries, ...]:
    """What the latest articles claim about an entity that the caller found in scope."""
    latest = await entities.latest_articles(db, scope, entity.id, limit=_OF_ENTITY)
    return await _series(db, scope, await numbers.claimed(db, latest, entity=entity.id, themes=themes))


async def of_topic(
    db: Connection, scope: Scope, typed: str, *, today: date, themes: Sequence[Theme] | None = None
) -> tuple[tuple[NumberSeries, ...], tuple[str, ...]]:
    """What the articles claim that a search finds best, and what the search has to say of itself."""
    answer = await searching.find(db, scope, typed, today=today, limit=_OF_TOPIC)
    found = [hit.article.id for hit in answer.hits]
    return await _series(db, scope, await numbers.claimed(db, found, themes=themes)), answer.notes


@dataclass(frozen=True, slots=True)
class Revision:
    """A sentence of an article that had other numbers before the article was edited."""

    article: Article
    recount: Recount


async def revisions(db: Connection, scope: Scope, shown: Sequence[NumberSeries]) -> tuple[Revision, ...]:
    """What was counted otherwise in the articles of these series, before their messages or pages were changed."""
    cited = {one.excerpt.article.id: one.excerpt.article for series in shown for one in series.figures}
    edited = [article for _, article in sorted(cited.items()) if article.versions][:_MOST_EDITED]
    made = [(article, await history.edits(db, scope, article, limit=_EDITS)) for article in edited]
    return tuple(
        Revision(article, recount) for article, edits in made for _, changed in edits for recount in changed.recounts
    )


async def developments(db: Connection, scope: Scope, told: Sequence[Article]) -> tuple[NumberSeries, ...]:
    """What articles of one story, in the order in which they are told, claim one after the other of one thing.

    Of a toll an article's first number counts: what it says of other days or of a part comes later. Of anything else
    an article counts that has one number alone. A number that stays as it is stands once; at least two are different.
    """
    place = {article.id: number for number, article in enumerate(told)}
    made = []
    for (theme, unit, _), figures in (await _grouped(db, scope, await numbers.claimed(db, list(place)))).items():
        of_article: dict[int, list[Figure]] = defaultdict(list)
        for figure in sorted(figures, key=lambda one: (place[one.excerpt.article.id], one.claim.span)):
            of_article[figure.excerpt.article.id].append(figure)
        firsts = [
            own[0]
            for own in of_article.values()
            if theme in TOLLS or (own[0].what and len({one.claim.value for one in own}) == 1)
        ]
        row = [one for at, one in enumerate(firsts) if not at or one.claim.value != firsts[at - 1].claim.value]
        if len(row) > 1:
            what = "" if theme in TOLLS else row[-1].what
            made.append(NumberSeries(theme, unit, what, tuple(row), len(firsts)))
    return tuple(sorted(made, key=_weight))


async def with_events(db: Connection, scope: Scope, shown: Sequence[NumberSeries]) -> tuple[NumberSeries, ...]:
    """Series with the names of their events: what somebody called the story, else its title."""
    parted = [series for series in shown if series.parted]
    if not parted:
        return tuple(shown)
    rows = [sorted({one.excerpt.article.id for one in series.figures}) for series in parted]
    found = await stories.of_each(db, scope, rows)
    heads = await articles.by_ids(db, scope, [story.articles[0] for story in found if story])
    called: dict[NumberSeries, str] = {}
    for series, story in zip(parted, found, strict=True):
        head = heads.get(story.articles[0]) if story else None
        title = (head.title or head.opening) if head else ""
        called[series] = (await stories.name_of(db, scope, story.articles) if story else "") or title
    return tuple(replace(series, event=called.get(series, "")) for series in shown)


async def _series(db: Connection, scope: Scope, seen: Sequence[NumberSeen]) -> tuple[NumberSeries, ...]:
    """Figures in rows. Tolls of different events are different rows: each story has its own."""
    grouped = await _grouped(db, scope, seen)
    tolls = {one.excerpt.article.id for (theme, _, _), row in grouped.items() if theme in TOLLS for one in row}
    events = await stories.apart(db, scope, sorted(tolls)) if len(tolls) > 1 else []
    event_of = {article: number for number, event in enumerate(events) for article in event}
    made = []
    for (theme, unit, _), figures in grouped.items():
        rows: dict[int | None, list[Figure]] = defaultdict(list)
        for figure in figures:
            rows[event_of.get(figure.excerpt.article.id) if theme in TOLLS else None].append(figure)
        made += [replace(_as_series(theme, unit, row), parted=len(rows) > 1) for row in rows.values()]
    return tuple(sorted(made, key=_weight))


async def _grouped(
    db: Connection, scope: Scope, seen: Sequence[NumberSeen]
) -> dict[tuple[Theme, str | None, str], list[Figure]]:
    """Figures that count the same, by theme, unit and what else they must have in common."""
    known = await articles.by_ids(db, scope, sorted({one.article for one in seen}))
    texts = await articles.texts(db, list(known))
    speaking = await entities.by_ids(db, scope, sorted({one.speaks for one in seen if one.speaks is not None}))
    grouped: dict[tuple[Theme, str | None, str], list[Figure]] = defaultdict(list)
    for one in seen:
        if article := known.get(one.article):
            figure = _figure(article, one, texts[article.id], speaking.get(one.speaks or 0))
            grouped[one.claim.theme, one.claim.unit, _key(figure)].append(figure)
    return grouped


def _figure(article: Article, seen: NumberSeen, text: str, speaks: Entity | None) -> Figure:
    claim, sentence = seen.claim, seen.sentence
    what = claim.what.line(text) if claim.what else ""
    mark = Span(claim.span.start - sentence.start, claim.span.end - sentence.start)
    banned = seen.speaks is not None and speaks is None
    told = seen.speaker.line(text) if seen.speaker and not banned else ""
    speaker = speaks.name if speaks else "" if told.casefold() in _NOBODY else told
    place = claim.place.line(text) if claim.place else ""
    return Figure(claim, what, Excerpt.plain(article, sentence, text), mark, speaker, place, seen.days)


def _key(figure: Figure) -> str:
    """What figures must have in common beside theme and unit: nothing for tolls, the counted noun for the rest."""
    if figure.claim.theme in TOLLS:
        return ""
    return (content_words(figure.what) or [figure.what.casefold()])[-1]


def _as_series(theme: Theme, unit: str | None, figures: Sequence[Figure]) -> NumberSeries:
    in_time = sorted(figures, key=lambda one: (one.day, one.excerpt.article.id, one.claim.span))
    kept: dict[tuple[float, str, str], list[Figure]] = defaultdict(list)
    for figure in in_time:
        alike = kept[figure.claim.value, figure.claim.bound, figure.speaker]
        if not any(_repeats(figure, one) for one in alike):
            alike.append(figure)
    first = sorted((one for alike in kept.values() for one in alike), key=in_time.index)
    what = "" if theme in TOLLS else max((one.what for one in in_time), key=len)
    return NumberSeries(theme, unit, what, tuple(first), len({one.excerpt.article.id for one in figures}))


def _repeats(figure: Figure, earlier: Figure) -> bool:
    """Whether a figure of the same value tells nothing new: neither of another place nor of another time."""
    elsewhere = figure.place and earlier.place and fold(figure.place) != fold(earlier.place)
    dated = figure.days and earlier.days and figure.claim.theme not in TOLLS
    return not elsewhere and not (dated and figure.days != earlier.days)


def _weight(series: NumberSeries) -> tuple[int, int, int, int, str]:
    """Tolls first, then what most articles tell of, of events the later."""
    toll = TOLLS.index(series.theme) if series.theme in TOLLS else len(TOLLS)
    latest = max(one.day for one in series.figures) if series.parted else 0
    return (toll, -series.articles, -len(series.figures), -latest, series.what)
