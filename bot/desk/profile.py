"""The profile of an entity: everything that the articles in one scope say of it, from indexed tables."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice

from bot.desk import quotes
from bot.desk.excerpts import bracketed
from bot.desk.key_sentences import key_sentences
from bot.desk.order import groups_last
from bot.desk.results import Excerpt, FormSeen, Profile, QuoteLine, RoleGiven, Tied
from bot.store import articles, entities, notes, together
from bot.store.database import Connection
from bot.store.folding import fold
from bot.store.rows import Article, Entity, date_of
from bot.store.scope import Scope

_ARTICLES_READ = 40
"""The latest articles from which roles and key sentences are taken: enough for a page, whatever the store's size."""

_ROLES = 6
_ALL_ROLES = 25
_NOTES = 3
_RELATED = 8
_RELATED_READ = 16
_LATEST = 5
_SURFACES = 12
_QUOTES = 3
_QUOTES_READ = 12


async def profile(db: Connection, scope: Scope, entity: Entity) -> Profile:
    """What the scope knows of an entity that the caller found in it."""
    days = await entities.days(db, scope, entity.id)
    latest = await entities.latest_articles(db, scope, entity.id, limit=_ARTICLES_READ)
    known = await articles.by_ids(db, scope, latest)
    listed = [known[article] for article in latest if article in known]
    texts = await articles.texts(db, latest)
    sentences = await key_sentences(db, scope, entity, listed, texts)
    return Profile(
        entity,
        entity.kind,
        await _roles(db, entity, known, texts),
        tuple((await entities.surfaces(db, scope, entity.id))[:_SURFACES]),
        tuple((date_of(day), n, mentions) for day, n, mentions in days),
        groups_last(await entities.related(db, scope, entity.id, limit=_RELATED_READ), lambda pair: pair[0], _RELATED),
        sentences,
        tuple(listed[:_LATEST]),
        *(await _ends(db, scope, entity, [day for day, _, _ in days])),
        tuple((await notes.of_entity(db, scope, entity.id))[:_NOTES]),
        await _quotes(db, scope, entity, sentences),
    )


async def _quotes(db: Connection, scope: Scope, entity: Entity, told: Sequence[Excerpt]) -> tuple[QuoteLine, ...]:
    """The latest quotes by an entity that are in none of the sentences that were told already."""
    found = await quotes.found(db, scope, by=entity, about=None, most=_QUOTES_READ)
    new = (
        line
        for line in found
        if not any(line.excerpt.article.id == one.article.id and line.excerpt.span.overlaps(one.span) for one in told)
    )
    return tuple(islice(new, _QUOTES))


async def _ends(
    db: Connection, scope: Scope, entity: Entity, days: Sequence[int]
) -> tuple[Article | None, Article | None]:
    """An article of the first day, and one of the last."""
    if not days:
        return None, None
    ends = [await entities.on_day(db, scope, entity.id, day) for day in (days[0], days[-1])]
    known = await articles.by_ids(db, scope, [article for article in ends if article is not None])
    first, last = (known.get(article) if article is not None else None for article in ends)
    return first, last


async def tied(db: Connection, scope: Scope, entity: Entity, *, limit: int, offset: int) -> list[Tied]:
    """What shares most sentences with an entity that the caller found in scope, each with one to read."""
    related = (await entities.related(db, scope, entity.id, limit=offset + limit))[offset:]
    found = await together.shared(db, scope, entity.id, [other.id for other, _ in related])
    known = await articles.by_ids(db, scope, sorted({shared.article for shared in found.values()}))
    places = {other: (shared.article, shared.sentence) for other, shared in found.items()}
    read = await bracketed(db, known, places.values(), {entity.id, *places})
    return [Tied(other, count, read.get(places[other.id]) if other.id in places else None) for other, count in related]


@dataclass(frozen=True, slots=True)
class Forms:
    """Every form of an entity's names, and every role that it was given, each with the time it was seen in."""

    forms: tuple[FormSeen, ...]
    roles: tuple[RoleGiven, ...]


async def forms(db: Connection, scope: Scope, entity: Entity) -> Forms:
    """What an entity that the caller found in scope goes by, and what it is said to be.

    The times are read from its earliest and its latest articles: where it has more, a form's first day is told
    only when it stands in the earliest, and its last when it stands in the latest.
    """
    latest = await entities.latest_articles(db, scope, entity.id, limit=_ARTICLES_READ)
    earliest = await entities.earliest_articles(db, scope, entity.id, limit=_ARTICLES_READ)
    ids = sorted({*latest, *earliest})
    known, texts = await articles.by_ids(db, scope, ids), await articles.texts(db, ids)
    days: dict[str, dict[int, int]] = {}
    for seen in await entities.sightings(db, entity.id, list(known)):
        form = seen.mention.line(texts[seen.article])
        days.setdefault(form, {})[seen.article] = known[seen.article].day
    whole = len(known) == entity.articles
    found = []
    for surface, count in await entities.surfaces(db, scope, entity.id):
        there = days.get(surface, {})
        article = max((known[one] for one in there), key=lambda one: (one.day, one.number), default=None)
        found.append(FormSeen(surface, count, *_times(there, latest, earliest, whole=whole), article))
    return Forms(tuple(found), await _roles(db, entity, known, texts, most=_ALL_ROLES))


def _times(
    seen: dict[int, int], latest: Sequence[int], earliest: Sequence[int], *, whole: bool
) -> tuple[date | None, date | None]:
    """The first day and the last day of a form seen in these articles, as far as they are certain."""
    first = [day for article, day in seen.items() if whole or article in earliest]
    last = [day for article, day in seen.items() if whole or article in latest]
    return (date_of(min(first)) if first else None, date_of(max(last)) if last else None)


async def _roles(
    db: Connection, entity: Entity, known: dict[int, Article], texts: dict[int, str], most: int = _ROLES
) -> tuple[RoleGiven, ...]:
    counts: Counter[str] = Counter()
    days: dict[str, list[int]] = {}
    latest: dict[str, tuple[str, Article]] = {}
    for seen in await entities.roles(db, entity.id, list(known)):
        role = seen.span.line(texts[seen.article])
        key = fold(role)
        counts[key] += 1
        days.setdefault(key, []).append(known[seen.article].day)
        best = latest.get(key)
        if best is None or known[seen.article].day > best[1].day:
            latest[key] = (role, known[seen.article])
    return tuple(
        RoleGiven(latest[key][0], n, latest[key][1], date_of(min(days[key])), date_of(max(days[key])))
        for key, n in counts.most_common(most)
    )
