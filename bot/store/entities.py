"""Entities as one scope sees them: found, listed, profiled from tallies and indexed spans, never by a scan."""

import json
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

import aiosqlite

from bot.articles.types import Span
from bot.extraction.types import Kind
from bot.store.display import display_name
from bot.store.rows import Entity, Sighting
from bot.store.scope import IN_SCOPE, Scope, audiences


async def by_ids(db: aiosqlite.Connection, scope: Scope, ids: Sequence[int]) -> dict[int, Entity]:
    """Those of the entities that have a mention in scope, named and counted by what is in scope."""
    wanted = {"ids": json.dumps(list(ids))}
    totals = await db.execute_fetchall(
        f"""
        SELECT entity_id, entities.key, sum(articles), sum(mentions)
        FROM totals JOIN entities ON entities.id = entity_id
        WHERE entity_id IN (SELECT value FROM json_each(:ids)) AND audience_id IN {IN_SCOPE} GROUP BY entity_id
        """,
        scope.bind() | wanted,
    )
    surfaces: dict[int, Counter[str]] = defaultdict(Counter)
    kinds: dict[int, Counter[str]] = defaultdict(Counter)
    for entity, kind, surface, mentions in await db.execute_fetchall(
        f"""
        SELECT names.entity_id, names.kind, aliases.surface, sum(aliases.mentions)
        FROM names JOIN aliases ON aliases.name_id = names.id
        WHERE names.entity_id IN (SELECT value FROM json_each(:ids)) AND aliases.audience_id IN {IN_SCOPE}
        GROUP BY names.entity_id, names.kind, aliases.surface
        """,
        scope.bind() | wanted,
    ):
        surfaces[entity][surface] += mentions
        kinds[entity][kind] += mentions
    return {
        row[0]: Entity(row[0], row[1], display_name(surfaces[row[0]]), _commonest(kinds[row[0]]), row[2], row[3])
        for row in totals
        if surfaces[row[0]]
    }


def _commonest(kinds: Counter[str]) -> Kind:
    return cast("Kind", min(kinds, key=lambda kind: (-kinds[kind], kind)))


async def by_key(db: aiosqlite.Connection, scope: Scope, key: str) -> Entity | None:
    """The entity with this key, where it is in scope."""
    rows = await db.execute_fetchall("SELECT id FROM entities WHERE guild_id = ? AND key = ?", (scope.guild, key))
    found = await by_ids(db, scope, [row[0] for row in rows])
    return next(iter(found.values()), None)


async def ranked(
    db: aiosqlite.Connection, scope: Scope, *, kind: Kind | None = None, limit: int, offset: int = 0
) -> list[Entity]:
    """The most mentioned confirmed entities in scope, of all time.

    Each audience's own ranking is read from its index only as far as needed: once the sum of the last totals read
    lies below the last total wanted, nothing unread can rank above it (Fagin's threshold algorithm).
    """
    seen = await audiences(db, scope)
    depth = 4 * (limit + offset) + 50
    while True:
        candidates, threshold = await _candidates(db, seen, depth)
        found = await by_ids(db, scope, candidates)
        ordered = sorted(
            (e for e in found.values() if e.confirmed and (kind is None or e.kind == kind)),
            key=lambda e: (-e.mentions, -e.articles, e.name, e.id),
        )
        page = ordered[offset : offset + limit]
        if threshold == 0 or (len(ordered) >= offset + limit and page and page[-1].mentions > threshold):
            return page
        depth *= 4


async def _candidates(db: aiosqlite.Connection, seen: Sequence[int], depth: int) -> tuple[list[int], int]:
    """The first `depth` entities of each audience, and the most that one not among them can have in all."""
    candidates: set[int] = set()
    threshold = 0
    for audience in seen:
        rows = list(
            await db.execute_fetchall(
                "SELECT entity_id, mentions FROM totals WHERE audience_id = ?"
                " ORDER BY mentions DESC, entity_id LIMIT ?",
                (audience, depth),
            )
        )
        candidates.update(row[0] for row in rows)
        threshold += rows[-1][1] if len(rows) == depth else 0
    return sorted(candidates), threshold


async def active(
    db: aiosqlite.Connection,
    scope: Scope,
    *,
    since: int,
    kind: Kind | None = None,
    limit: int,
    offset: int = 0,
) -> list[Entity]:
    """The confirmed entities with the most mentions from day `since` on, counted by those days only for the order."""
    rows = await db.execute_fetchall(
        f"""
        SELECT entity_id FROM tallies WHERE audience_id IN {IN_SCOPE} AND day >= :since
        GROUP BY entity_id ORDER BY sum(mentions) DESC, entity_id LIMIT :most
        """,
        scope.bind() | {"since": since, "most": 4 * (limit + offset) + 50},
    )
    order = [row[0] for row in rows]
    found = await by_ids(db, scope, order)
    listed = [found[i] for i in order if i in found and found[i].confirmed and kind in (None, found[i].kind)]
    return listed[offset : offset + limit]


async def surfaces(db: aiosqlite.Connection, scope: Scope, entity: int) -> list[tuple[str, int]]:
    """Every form in which the entity's names stand in scope, with its count, commonest first."""
    rows = await db.execute_fetchall(
        f"""
        SELECT aliases.surface, sum(aliases.mentions) AS seen
        FROM names JOIN aliases ON aliases.name_id = names.id
        WHERE names.entity_id = :entity AND aliases.audience_id IN {IN_SCOPE}
        GROUP BY aliases.surface ORDER BY seen DESC, aliases.surface
        """,
        scope.bind() | {"entity": entity},
    )
    return [(row[0], row[1]) for row in rows]


async def days(db: aiosqlite.Connection, scope: Scope, entity: int) -> list[tuple[int, int, int]]:
    """The days on which the entity is mentioned in scope: (day, articles, mentions), ascending."""
    rows = await db.execute_fetchall(
        f"""
        SELECT day, sum(articles), sum(mentions) FROM tallies
        WHERE entity_id = :entity AND audience_id IN {IN_SCOPE} GROUP BY day ORDER BY day
        """,
        scope.bind() | {"entity": entity},
    )
    return [(row[0], row[1], row[2]) for row in rows]


async def related(db: aiosqlite.Connection, scope: Scope, entity: int, *, limit: int) -> list[tuple[Entity, int]]:
    """The entities that share sentences with this one in scope, with the number of sentences, most first."""
    rows = await db.execute_fetchall(
        f"""
        SELECT other_id, sum(sentences) AS shared FROM ties
        WHERE entity_id = :entity AND audience_id IN {IN_SCOPE}
        GROUP BY other_id ORDER BY shared DESC, other_id LIMIT :limit
        """,
        scope.bind() | {"entity": entity, "limit": limit},
    )
    found = await by_ids(db, scope, [row[0] for row in rows])
    return [(found[row[0]], row[1]) for row in rows if row[0] in found]


async def latest_articles(db: aiosqlite.Connection, scope: Scope, entity: int, *, limit: int) -> list[int]:
    """The latest filed articles in scope that mention the entity, read audience by audience from the index."""
    names = [row[0] for row in await db.execute_fetchall("SELECT id FROM names WHERE entity_id = ?", (entity,))]
    found: set[int] = set()
    for audience in await audiences(db, scope):
        for name in names:
            rows = await db.execute_fetchall(
                "SELECT article_id FROM appearances WHERE name_id = ? AND audience_id = ?"
                " ORDER BY article_id DESC LIMIT ?",
                (name, audience, limit),
            )
            found.update(row[0] for row in rows)
    return sorted(found, reverse=True)[:limit]


@dataclass(frozen=True, slots=True)
class RoleSeen:
    """A role's span and the article that states it."""

    article: int
    span: Span


async def roles(db: aiosqlite.Connection, entity: int, articles: Sequence[int]) -> list[RoleSeen]:
    """What these articles (which the caller found in scope) say that the entity is."""
    rows = await db.execute_fetchall(
        """
        SELECT roles.article_id, roles.start, roles."end" FROM names JOIN roles ON roles.name_id = names.id
        WHERE names.entity_id = :entity AND roles.article_id IN (SELECT value FROM json_each(:articles))
        ORDER BY roles.article_id DESC, roles.start
        """,
        {"entity": entity, "articles": json.dumps(list(articles))},
    )
    return [RoleSeen(row[0], Span(row[1], row[2])) for row in rows]


async def sightings(db: aiosqlite.Connection, entity: int, articles: Sequence[int]) -> list[Sighting]:
    """The entity's mentions in these articles (which the caller found in scope), with their sentences."""
    rows = await db.execute_fetchall(
        """
        SELECT mentions.article_id, mentions.start, mentions."end", sentences.start, sentences."end",
               sentences.opening = 'plain' AND NOT sentences.quoted
        FROM mentions JOIN names ON names.id = mentions.name_id
        JOIN sentences ON sentences.article_id = mentions.article_id AND sentences.start = (
            SELECT max(s.start) FROM sentences AS s
            WHERE s.article_id = mentions.article_id AND s.start <= mentions.start)
        WHERE mentions.article_id IN (SELECT value FROM json_each(:articles)) AND names.entity_id = :entity
        ORDER BY mentions.article_id, mentions.start
        """,
        {"entity": entity, "articles": json.dumps(list(articles))},
    )
    return [Sighting(r[0], Span(r[1], r[2]), Span(r[3], r[4]), bool(r[5])) for r in rows if r[2] <= r[4]]


async def in_article(db: aiosqlite.Connection, scope: Scope, article: int, *, limit: int) -> list[Entity]:
    """The entities of one article in scope, the most mentioned there first; counted over the scope."""
    rows = await db.execute_fetchall(
        """
        SELECT names.entity_id FROM appearances JOIN names ON names.id = appearances.name_id
        WHERE appearances.article_id = ? GROUP BY names.entity_id
        ORDER BY sum(appearances.mentions) DESC, min(appearances.start) LIMIT ?
        """,
        (article, limit),
    )
    found = await by_ids(db, scope, [row[0] for row in rows])
    return [found[row[0]] for row in rows if row[0] in found]
