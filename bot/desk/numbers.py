"""How many, by which article: the numbers that articles claim about a name or a topic, in series over time."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.articles.types import Span
from bot.desk import searching
from bot.desk.results import Excerpt
from bot.extraction.types import NumberClaim, Theme
from bot.store import articles, entities, numbers
from bot.store.database import Connection
from bot.store.numbers import NumberSeen
from bot.store.rows import Article, Entity
from bot.store.scope import Scope
from bot.summaries.words import content_words

_OF_ENTITY = 200
"""The latest articles on an entity whose numbers are read."""

_OF_TOPIC = 50
"""The best articles on a topic whose numbers are read."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number in its sentence: `excerpt` is the sentence, `mark` where the number stands in it."""

    claim: NumberClaim
    what: str
    excerpt: Excerpt
    mark: Span


@dataclass(frozen=True, slots=True)
class NumberSeries:
    """Figures that count the same, the oldest first; one that several articles repeat is its first article's."""

    theme: Theme
    unit: str | None
    what: str
    figures: tuple[Figure, ...]
    articles: int


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


async def _series(db: Connection, scope: Scope, seen: Sequence[NumberSeen]) -> tuple[NumberSeries, ...]:
    known = await articles.by_ids(db, scope, sorted({one.article for one in seen}))
    texts = await articles.texts(db, list(known))
    grouped: dict[tuple[Theme, str | None, str], list[Figure]] = defaultdict(list)
    for one in seen:
        if article := known.get(one.article):
            figure = _figure(article, one, texts[article.id])
            grouped[one.claim.theme, one.claim.unit, _key(figure)].append(figure)
    made = [_as_series(theme, unit, figures) for (theme, unit, _), figures in grouped.items()]
    return tuple(sorted(made, key=_weight))


def _figure(article: Article, seen: NumberSeen, text: str) -> Figure:
    claim, sentence = seen.claim, seen.sentence
    said = sentence.of(text)
    what = " ".join(claim.what.of(text).split()) if claim.what else ""
    mark = Span(claim.span.start - sentence.start, claim.span.end - sentence.start)
    return Figure(claim, what, Excerpt(article, sentence, said, said), mark)


def _key(figure: Figure) -> str:
    """What figures must have in common beside theme and unit: nothing for tolls, the counted noun for the rest."""
    if figure.claim.theme in numbers.TOLLS:
        return ""
    return (content_words(figure.what) or [figure.what.casefold()])[-1]


def _as_series(theme: Theme, unit: str | None, figures: Sequence[Figure]) -> NumberSeries:
    in_time = sorted(figures, key=lambda one: (one.excerpt.article.day, one.excerpt.article.id, one.claim.span))
    first: dict[tuple[float, str], Figure] = {}
    for figure in in_time:
        first.setdefault((figure.claim.value, figure.claim.bound), figure)
    what = "" if theme in numbers.TOLLS else max((one.what for one in in_time), key=len)
    return NumberSeries(theme, unit, what, tuple(first.values()), len({one.excerpt.article.id for one in figures}))


def _weight(series: NumberSeries) -> tuple[int, int, int, str]:
    """Tolls first, then what most articles tell of."""
    toll = numbers.TOLLS.index(series.theme) if series.theme in numbers.TOLLS else len(numbers.TOLLS)
    return (toll, -series.articles, -len(series.figures), series.what)
