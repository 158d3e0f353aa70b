"""Rankings of entities: the most mentioned of all time, and the most active from a day on."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import aiosqlite

from bot.extraction.types import Kind
from bot.store.entities import by_ids, mentions, standing
from bot.store.rows import CONFIRMED_MENTIONS, Entity
from bot.store.scope import IN_SCOPE, Scope, audiences

_RARE_KIND = 5_000
"""Names of a kind that are looked through one by one; of a kind with more, the ranking of all has enough."""

_AT_ONCE = 50
"""Audiences that are looked through by one statement: most guilds have no more, and SQLite takes 500 at the most."""

_FURTHER = 10
"""How many times more entities are looked at where too few of the first were of the kind asked for."""


async def ranked(
    db: aiosqlite.Connection, scope: Scope, *, kind: Kind | None = None, limit: int, offset: int = 0
) -> list[Entity]:
    """The most mentioned confirmed entities in scope, of all time."""
    few = await _few_of_kind(db, scope, kind)
    if few is None:
        counted = await commonest(db, scope, kind=kind, most=limit + offset)
    else:
        counted = list((await mentions(db, scope, few)).items())
    confirmed = [pair for pair in counted if pair[1] >= CONFIRMED_MENTIONS]
    return [entity for entity, _ in await _page(db, scope, confirmed, kind=kind, limit=limit, offset=offset)]


async def _few_of_kind(db: aiosqlite.Connection, scope: Scope, kind: Kind | None) -> list[int] | None:
    """All entities with a name of a rare kind; None for a common one, of which every ranking soon has enough."""
    if kind is None:
        return None
    rows = await db.execute_fetchall(
        "SELECT entity_id FROM names WHERE guild_id = ? AND kind = ? LIMIT ?", (scope.guild, kind, _RARE_KIND + 1)
    )
    few = list(rows)
    few += await db.execute_fetchall(
        "SELECT entity_id FROM curated JOIN entities ON entities.id = entity_id WHERE kind = ? AND guild_id = ?",
        (kind, scope.guild),
    )
    return None if len(few) > _RARE_KIND else sorted({row[0] for row in few})


async def commonest(
    db: aiosqlite.Connection, scope: Scope, *, kind: Kind | None = None, most: int
) -> list[tuple[int, int]]:
    """At least the `most` most mentioned entities in scope (and all that are mentioned as often), with their counts.

    Each audience's own ranking is read from its index only as far as needed: once the sum of the last totals read
    lies below the last total wanted, nothing unread can rank as high (Fagin's threshold algorithm). With a `kind`,
    entities with a name of this kind.
    """
    seen = await audiences(db, scope)
    depth = 2 * most + 20
    while True:
        candidates, threshold = await _candidates(db, seen, kind, depth)
        counted = await mentions(db, scope, candidates)
        ordered = sorted(counted.items(), key=lambda pair: -pair[1])
        if threshold == 0 or (len(ordered) >= most and ordered[most - 1][1] > threshold):
            return [pair for pair in ordered if pair[1] > threshold]
        depth *= 4


async def _candidates(
    db: aiosqlite.Connection, seen: Sequence[int], kind: Kind | None, depth: int
) -> tuple[list[int], int]:
    """The first `depth` entities of each audience, and the most mentions that one not among them can have in all."""
    of_kind = (
        "AND (EXISTS (SELECT 1 FROM names WHERE entity_id = totals.entity_id AND kind = :kind)"
        " OR EXISTS (SELECT 1 FROM curated WHERE entity_id = totals.entity_id AND kind = :kind))"
        if kind
        else ""
    )
    each = f"""
        SELECT * FROM (SELECT {{n}}, entity_id, mentions FROM totals WHERE audience_id = :audience{{n}} {of_kind}
                       ORDER BY mentions DESC, entity_id LIMIT :depth)
    """
    candidates: set[int] = set()
    threshold = 0
    for start in range(0, len(seen), _AT_ONCE):
        some = seen[start : start + _AT_ONCE]
        sql = " UNION ALL ".join(each.format(n=n) for n in range(len(some)))
        asked = {f"audience{n}": audience for n, audience in enumerate(some)}
        ranked: list[list[int]] = [[] for _ in some]
        for n, entity, count in await db.execute_fetchall(sql, {**asked, "kind": kind, "depth": depth}):
            candidates.add(entity)
            ranked[n].append(count)
        threshold += sum(min(counts) for counts in ranked if len(counts) == depth)
    return sorted(candidates), threshold


async def _page(
    db: aiosqlite.Connection,
    scope: Scope,
    counted: Iterable[tuple[int, int]],
    *,
    kind: Kind | None = None,
    limit: int,
    offset: int = 0,
) -> list[tuple[Entity, int]]:
    """The confirmed ones of entities, by what was counted, most first, then as `standing`: by the scope alone.

    No more of them are looked up than the page needs.
    """
    ordered = sorted(counted, key=lambda pair: -pair[1])
    listed: list[tuple[Entity, int]] = []
    start = 0
    while start < len(ordered) and len(listed) < offset + limit:
        end = min(start + offset + limit - len(listed), len(ordered))
        while end < len(ordered) and ordered[end][1] == ordered[end - 1][1]:
            end += 1
        found = await by_ids(db, scope, [pair[0] for pair in ordered[start:end]])
        batch = [(found[entity], count) for entity, count in ordered[start:end] if entity in found]
        batch.sort(key=lambda pair: (-pair[1], standing(pair[0])))
        listed += [pair for pair in batch if pair[0].confirmed and kind in (None, pair[0].kind)]
        start = end
    return listed[offset : offset + limit]


@dataclass(frozen=True, slots=True)
class Counted:
    """An entity with how many articles of some stretch of time mention it there, and how often."""

    entity: Entity
    articles: int
    mentions: int


async def active(
    db: aiosqlite.Connection,
    scope: Scope,
    *,
    since: int,
    kind: Kind | None = None,
    new: bool = False,
    limit: int,
    offset: int = 0,
) -> list[Counted]:
    """The confirmed entities with the most mentions from day `since` on, counted by those days alone.

    With `new`, only those that the scope has no earlier mention of.
    """
    few = await _few_of_kind(db, scope, kind)
    among = "" if few is None else "AND entity_id IN (SELECT value FROM json_each(:few))"
    unseen = f"""WHERE NOT EXISTS (
        SELECT 1 FROM tallies AS before WHERE before.entity_id = counted.entity_id
        AND before.audience_id IN {IN_SCOPE} AND before.day < :since)"""
    sql = f"""
        WITH counted AS MATERIALIZED (
            SELECT entity_id, sum(mentions) AS mentions FROM tallies INDEXED BY tallies_by_day
            WHERE audience_id IN {IN_SCOPE} AND day >= :since {among} GROUP BY entity_id),
        seen AS MATERIALIZED (SELECT entity_id, mentions FROM counted {unseen if new else ""})
        SELECT entity_id, mentions FROM seen WHERE mentions >= coalesce(
            (SELECT mentions FROM seen ORDER BY mentions DESC LIMIT 1 OFFSET :most - 1), 0)
    """
    most = limit + offset
    while True:
        bound = scope.bind() | {"since": since, "few": json.dumps(few), "most": most}
        rows = [(row[0], row[1]) for row in await db.execute_fetchall(sql, bound)]
        page = await _page(db, scope, rows, kind=kind, limit=limit, offset=offset)
        if len(page) == limit or len(rows) < most:
            articles = await _articles_since(db, scope, since, [entity.id for entity, _ in page])
            return [Counted(entity, articles[entity.id], count) for entity, count in page]
        most *= _FURTHER


async def _articles_since(db: aiosqlite.Connection, scope: Scope, since: int, ids: Sequence[int]) -> dict[int, int]:
    """How many articles in scope, from a day on, mention each of the entities: only a page of them is looked up."""
    rows = await db.execute_fetchall(
        f"""
        SELECT entity_id, sum(articles) FROM tallies
        WHERE entity_id IN (SELECT value FROM json_each(:ids)) AND audience_id IN {IN_SCOPE} AND day >= :since
        GROUP BY entity_id
        """,
        scope.bind() | {"ids": json.dumps(list(ids)), "since": since},
    )
    return {row[0]: row[1] for row in rows}
