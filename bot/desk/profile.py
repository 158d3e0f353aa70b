"""The profile of an entity: everything that the articles in one scope say of it, from indexed tables."""

from collections import Counter

from bot.articles.types import Span
from bot.desk.order import groups_last
from bot.desk.results import Excerpt, Profile, RoleGiven
from bot.store import articles, entities
from bot.store.database import Connection
from bot.store.folding import fold
from bot.store.rows import Article, Entity, Sighting, date_of
from bot.store.scope import Scope

_ARTICLES_READ = 40
"""The latest articles from which roles and key sentences are taken: enough for a page, whatever the store's size."""

_ROLES = 6
_RELATED = 8
_RELATED_READ = 16
_SENTENCES = 5
_SENTENCES_EACH = 2
_LATEST = 5
_SURFACES = 12
_LONGEST_SENTENCE = 400


async def profile(db: Connection, scope: Scope, entity: Entity) -> Profile:
    """What the scope knows of an entity that the caller found in it."""
    latest = await entities.latest_articles(db, scope, entity.id, limit=_ARTICLES_READ)
    known = await articles.by_ids(db, scope, latest)
    listed = [known[i] for i in latest if i in known]
    texts = await articles.texts(db, [article.id for article in listed])
    days = await entities.days(db, scope, entity.id)
    return Profile(
        entity,
        entity.kind,
        await _roles(db, entity, known, texts),
        tuple((await entities.surfaces(db, scope, entity.id))[:_SURFACES]),
        tuple((date_of(day), n, mentions) for day, n, mentions in days),
        groups_last(await entities.related(db, scope, entity.id, limit=_RELATED_READ), lambda pair: pair[0], _RELATED),
        await _key_sentences(db, entity, listed, texts),
        tuple(listed[:_LATEST]),
    )


async def _roles(
    db: Connection, entity: Entity, known: dict[int, Article], texts: dict[int, str]
) -> tuple[RoleGiven, ...]:
    counts: Counter[str] = Counter()
    latest: dict[str, tuple[str, Article]] = {}
    for seen in await entities.roles(db, entity.id, list(known)):
        role = " ".join(seen.span.of(texts[seen.article]).split())
        key = fold(role)
        counts[key] += 1
        best = latest.get(key)
        if best is None or known[seen.article].day > best[1].day:
            latest[key] = (role, known[seen.article])
    return tuple(RoleGiven(latest[key][0], n, latest[key][1]) for key, n in counts.most_common(_ROLES))


async def _key_sentences(
    db: Connection, entity: Entity, listed: list[Article], texts: dict[int, str]
) -> tuple[Excerpt, ...]:
    """The sentences that say most of the entity: one of each article, latest first, then second ones."""
    ranked: dict[int, list[Span]] = {article.id: [] for article in listed}
    for sighting in sorted(await entities.sightings(db, entity.id, list(ranked)), key=_telling):
        spans = ranked[sighting.article]
        if _can_stand_alone(sighting) and sighting.sentence not in spans:
            spans.append(sighting.sentence)
    chosen: dict[str, Excerpt] = {}
    for turn in range(_SENTENCES_EACH):
        for article in listed:
            if turn < len(ranked[article.id]) and len(chosen) < _SENTENCES:
                span = ranked[article.id][turn]
                sentence = span.of(texts[article.id])
                chosen.setdefault(fold(sentence), Excerpt(article, span, sentence, sentence))
    return tuple(chosen.values())


def _telling(sighting: Sighting) -> tuple[int, int]:
    """Sentences with a full name before those with a part of it, then by place."""
    return (sighting.mention.start - sighting.mention.end, sighting.mention.start)


def _can_stand_alone(sighting: Sighting) -> bool:
    return sighting.closed and sighting.sentence.end - sighting.sentence.start <= _LONGEST_SENTENCE
