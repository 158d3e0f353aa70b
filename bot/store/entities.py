"""Entities as one scope sees them: found, listed, profiled from tallies and indexed spans, never by a scan."""

import json
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import cast

import aiosqlite

from bot.articles.types import Span
from bot.extraction.types import Kind
from bot.identity.types import NameId
from bot.store.display import display_name
from bot.store.folding import fold
from bot.store.rows import Entity, Sighting, day_of
from bot.store.scope import IN_SCOPE, NOT_BANNED, Scope


async def by_ids(db: aiosqlite.Connection, scope: Scope, ids: Sequence[int]) -> dict[int, Entity]:
    """Those of the entities that have a mention in scope, named and counted by what is in scope."""
    wanted = {"ids": json.dumps(list(ids))}
    totals = await db.execute_fetchall(
        f"""
        SELECT totals.entity_id, entities.key, sum(articles), sum(mentions), curated.name, curated.kind
        FROM totals JOIN entities ON entities.id = totals.entity_id
        LEFT JOIN curated ON curated.entity_id = totals.entity_id
        WHERE totals.entity_id IN (SELECT value FROM json_each(:ids)) AND audience_id IN {IN_SCOPE}
        GROUP BY totals.entity_id
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
          AND {NOT_BANNED}
        GROUP BY names.entity_id, names.kind, aliases.surface
        """,
        scope.bind() | wanted,
    ):
        surfaces[entity][surface] += mentions
        kinds[entity][kind] += mentions
    return {
        row[0]: Entity(
            row[0], row[1], _called(row[4], surfaces[row[0]]), row[5] or _commonest(kinds[row[0]]), row[2], row[3]
        )
        for row in totals
        if surfaces[row[0]].total()
    }


def _called(name: str | None, surfaces: Counter[str]) -> str:
    """What an entity is called: as people named it, where the scope has that form; else by its forms in articles.

    Who cannot read what was said, nor an article that has the form, is not told it.
    """
    if name is not None and name in surfaces:
        return name
    return display_name(+surfaces)


def _commonest(kinds: Counter[str]) -> Kind:
    return cast("Kind", min(kinds, key=lambda kind: (-kinds[kind], kind)))


async def by_key(db: aiosqlite.Connection, scope: Scope, key: str) -> Entity | None:
    """The entity with this key, where it is in scope."""
    rows = await db.execute_fetchall("SELECT id FROM entities WHERE guild_id = ? AND key = ?", (scope.guild, key))
    found = await by_ids(db, scope, [row[0] for row in rows])
    return next(iter(found.values()), None)


async def mentions(db: aiosqlite.Connection, scope: Scope, ids: Sequence[int]) -> dict[int, int]:
    """How often those of the entities that have a mention in scope are mentioned there."""
    rows = await db.execute_fetchall(
        f"""
        SELECT entity_id, sum(mentions) FROM totals
        WHERE entity_id IN (SELECT value FROM json_each(:ids)) AND +audience_id IN {IN_SCOPE} GROUP BY entity_id
        """,
        scope.bind() | {"ids": json.dumps(list(ids))},
    )
    return {row[0]: row[1] for row in rows}


def standing(entity: Entity) -> tuple[int, int, str, str, str]:
    """The order of entities that nothing else tells apart: by what the scope shows of them, their key last.

    The key comes from what was filed, not from when.
    """
    return (-entity.mentions, -entity.articles, entity.name, entity.kind, entity.key)


async def surfaces(db: aiosqlite.Connection, scope: Scope, entity: int) -> list[tuple[str, int]]:
    """Every form in which the entity's names stand in scope, with its count, commonest first."""
    rows = await db.execute_fetchall(
        f"""
        SELECT aliases.surface, sum(aliases.mentions) AS seen
        FROM names JOIN aliases ON aliases.name_id = names.id
        WHERE names.entity_id = :entity AND aliases.audience_id IN {IN_SCOPE} AND {NOT_BANNED}
        GROUP BY aliases.surface HAVING seen > 0 ORDER BY seen DESC, aliases.surface
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


async def last_days(db: aiosqlite.Connection, scope: Scope, ids: Sequence[int]) -> dict[int, int]:
    """The last day on which each of the entities that have a mention in scope is mentioned there."""
    rows = await db.execute_fetchall(
        f"""
        SELECT wanted.value, max((
            SELECT max(day) FROM tallies WHERE entity_id = wanted.value AND audience_id = seen.id)) AS last
        FROM json_each(:ids) AS wanted CROSS JOIN {IN_SCOPE} AS seen GROUP BY wanted.value HAVING last IS NOT NULL
        """,
        scope.bind() | {"ids": json.dumps(list(ids))},
    )
    return {row[0]: row[1] for row in rows}


async def related(db: aiosqlite.Connection, scope: Scope, entity: int, *, limit: int) -> list[tuple[Entity, int]]:
    """The entities that share sentences with this one in scope, with the number of sentences, most first."""
    rows = await db.execute_fetchall(
        f"""
        WITH shared AS MATERIALIZED (
            SELECT other_id, sum(sentences) AS sentences FROM ties
            WHERE entity_id = :entity AND audience_id IN {IN_SCOPE} GROUP BY other_id)
        SELECT other_id, sentences FROM shared WHERE sentences >= coalesce(
            (SELECT sentences FROM shared ORDER BY sentences DESC LIMIT 1 OFFSET :limit - 1), 0)
        """,
        scope.bind() | {"entity": entity, "limit": limit},
    )
    found = await by_ids(db, scope, [row[0] for row in rows])
    listed = [(found[row[0]], int(row[1])) for row in rows if row[0] in found]
    return sorted(listed, key=lambda pair: (-pair[1], standing(pair[0])))[:limit]


async def latest_articles(db: aiosqlite.Connection, scope: Scope, entity: int, *, limit: int) -> list[int]:
    """The articles in scope that mention the entity, by their day and then as they were filed, the latest first."""
    return await _from_an_end(db, scope, entity, limit, "DESC", ">=", day_of(date.min))


async def earliest_articles(db: aiosqlite.Connection, scope: Scope, entity: int, *, limit: int) -> list[int]:
    """The articles in scope that mention the entity, by their day and then as they were filed, the earliest first."""
    return await _from_an_end(db, scope, entity, limit, "ASC", "<=", day_of(date.max) + 1)


async def _from_an_end(
    db: aiosqlite.Connection, scope: Scope, entity: int, limit: int, way: str, within: str, beyond: int
) -> list[int]:
    """The first articles in one order, read audience by audience from the index; no day lies `beyond`."""
    rows = await db.execute_fetchall(
        f"""
        SELECT DISTINCT found.day, found.article_id
        FROM names CROSS JOIN {IN_SCOPE} AS seen CROSS JOIN appearances AS found INDEXED BY appearances_by_day
        ON found.name_id = names.id AND found.audience_id = seen.id AND (found.day, found.article_id) {within} (
            SELECT day, article_id FROM (
                SELECT 0 AS turn, day, article_id FROM (
                    SELECT day, article_id FROM appearances WHERE name_id = names.id AND audience_id = seen.id
                    ORDER BY day {way}, article_id {way} LIMIT 1 OFFSET :limit - 1)
                UNION ALL SELECT 1, :beyond, 0)
            ORDER BY turn LIMIT 1)
        WHERE names.entity_id = :entity AND {NOT_BANNED}
        ORDER BY found.day {way}, found.article_id {way} LIMIT :limit
        """,
        scope.bind() | {"entity": entity, "limit": limit, "beyond": beyond},
    )
    return [row[1] for row in rows]


async def on_day(db: aiosqlite.Connection, scope: Scope, entity: int, day: int) -> int | None:
    """The first filed article of a day that mentions the entity in scope."""
    rows = await db.execute_fetchall(
        f"""
        SELECT found.article_id
        FROM names CROSS JOIN {IN_SCOPE} AS seen CROSS JOIN appearances AS found INDEXED BY appearances_by_day
        ON found.name_id = names.id AND found.audience_id = seen.id AND found.day = :day
        WHERE names.entity_id = :entity AND {NOT_BANNED} ORDER BY found.article_id LIMIT 1
        """,
        scope.bind() | {"entity": entity, "day": day},
    )
    return next((row[0] for row in rows), None)


@dataclass(frozen=True, slots=True)
class RoleSeen:
    """A role's span and the article that states it."""

    article: int
    span: Span


async def roles(db: aiosqlite.Connection, entity: int, articles: Sequence[int]) -> list[RoleSeen]:
    """What these articles (which the caller found in scope) say that the entity is."""
    rows = await db.execute_fetchall(
        f"""
        SELECT roles.article_id, roles.start, roles."end" FROM names JOIN roles ON roles.name_id = names.id
        WHERE names.entity_id = :entity AND {NOT_BANNED}
          AND roles.article_id IN (SELECT value FROM json_each(:articles))
        ORDER BY roles.article_id DESC, roles.start
        """,
        {"entity": entity, "articles": json.dumps(list(articles))},
    )
    return [RoleSeen(row[0], Span(row[1], row[2])) for row in rows]


async def sightings(db: aiosqlite.Connection, entity: int, articles: Sequence[int]) -> list[Sighting]:
    """The entity's mentions in these articles (which the caller found in scope), with their sentences."""
    rows = await db.execute_fetchall(
        f"""
        SELECT mentions.article_id, mentions.start, mentions."end", sentences.start, sentences."end",
               sentences.opening = 'plain' AND NOT sentences.quoted
        FROM mentions JOIN names ON names.id = mentions.name_id
        JOIN sentences ON sentences.article_id = mentions.article_id AND sentences.start = (
            SELECT max(s.start) FROM sentences AS s
            WHERE s.article_id = mentions.article_id AND s.start <= mentions.start)
        WHERE mentions.article_id IN (SELECT value FROM json_each(:articles)) AND names.entity_id = :entity
          AND {NOT_BANNED}
        ORDER BY mentions.article_id, mentions.start
        """,
        {"entity": entity, "articles": json.dumps(list(articles))},
    )
    return [Sighting(r[0], Span(r[1], r[2]), Span(r[3], r[4]), bool(r[5])) for r in rows if r[2] <= r[4]]


async def in_article(db: aiosqlite.Connection, scope: Scope, article: int, *, limit: int) -> list[Entity]:
    """The entities of one article in scope, the most mentioned there first; counted over the scope."""
    rows = await db.execute_fetchall(
        f"""
        SELECT names.entity_id FROM appearances JOIN names ON names.id = appearances.name_id
        WHERE appearances.article_id = ? AND {NOT_BANNED} GROUP BY names.entity_id
        ORDER BY sum(appearances.mentions) DESC, min(appearances.start) LIMIT ?
        """,
        (article, limit),
    )
    found = await by_ids(db, scope, [row[0] for row in rows])
    return [found[row[0]] for row in rows if row[0] in found]


async def banned_in(db: aiosqlite.Connection, article: int) -> set[NameId]:
    """The names in an article that are not to be shown."""
    rows = await db.execute_fetchall(
        "SELECT names.key, names.kind FROM appearances JOIN banned ON banned.name_id = appearances.name_id"
        " JOIN names ON names.id = appearances.name_id WHERE appearances.article_id = ?",
        (article,),
    )
    return {(row[0], row[1]) for row in rows}


async def names_called(db: aiosqlite.Connection, scope: Scope, entity: int, form: str) -> list[NameId]:
    """Those names of an entity that stand in this form in scope, the oftenest first."""
    rows = await db.execute_fetchall(
        f"""
        SELECT names.key, names.kind FROM names JOIN aliases ON aliases.name_id = names.id
        WHERE names.entity_id = :entity AND aliases.folded = :folded AND aliases.audience_id IN {IN_SCOPE}
        GROUP BY names.id ORDER BY sum(aliases.mentions) DESC, names.key, names.kind
        """,
        scope.bind() | {"entity": entity, "folded": fold(form)},
    )
    return [(row[0], row[1]) for row in rows]
