"""Handles: how a choice between namesakes says which one, by nothing but what its reader may see."""

import json
from collections.abc import Sequence

import aiosqlite

from bot.store import entities
from bot.store.rows import Entity
from bot.store.scope import IN_SCOPE, NOT_BANNED, Scope


async def handles(db: aiosqlite.Connection, scope: Scope, ids: Sequence[int]) -> dict[int, str]:
    """A handle for each of the entities that are in scope: "12.345", its mention at 345 in article #12.

    It is the earliest filed article of the scope. (The entity's own key tells of its earliest mention anywhere.)
    """
    rows = await db.execute_fetchall(
        f"""
        SELECT names.entity_id, articles.number, found.start
        FROM names CROSS JOIN {IN_SCOPE} AS seen CROSS JOIN appearances AS found
        ON found.name_id = names.id AND found.audience_id = seen.id AND found.article_id = (
            SELECT min(article_id) FROM appearances WHERE name_id = names.id AND audience_id = seen.id)
        JOIN articles ON articles.id = found.article_id
        WHERE names.entity_id IN (SELECT value FROM json_each(:ids)) AND {NOT_BANNED}
        """,
        scope.bind() | {"ids": json.dumps(list(ids))},
    )
    first: dict[int, tuple[int, int]] = {}
    for entity, number, start in rows:
        first[entity] = min(first.get(entity, (number, start)), (number, start))
    return {entity: f"{number}.{start}" for entity, (number, start) in first.items()}


async def by_handle(db: aiosqlite.Connection, scope: Scope, handle: str) -> Entity | None:
    """The entity that a handle stands for, where the handle's article is in scope."""
    number, _, start = handle.partition(".")
    if not all(part.isascii() and part.isdigit() and len(part) <= 12 for part in (number, start)):
        return None
    rows = await db.execute_fetchall(
        f"""
        SELECT names.entity_id FROM articles
        JOIN appearances ON appearances.article_id = articles.id JOIN names ON names.id = appearances.name_id
        WHERE articles.guild_id = :guild AND articles.number = :number AND articles.audience_id IN {IN_SCOPE}
          AND appearances.start = :start AND {NOT_BANNED}
        """,
        scope.bind() | {"number": int(number), "start": int(start)},
    )
    found = await entities.by_ids(db, scope, [row[0] for row in rows])
    return next(iter(found.values()), None)
