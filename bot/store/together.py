"""Sentences that two entities share: what ties them, to be read."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

import aiosqlite

from bot.articles.types import Span
from bot.store import entities
from bot.store.scope import NOT_BANNED, Scope

_READ = 100
"""The latest articles of an entity in which sentences are looked for, whatever the store's size."""


@dataclass(frozen=True, slots=True)
class Shared:
    """A sentence of an article in scope that mentions both entities."""

    article: int
    sentence: Span


async def shared(db: aiosqlite.Connection, scope: Scope, entity: int, others: Sequence[int]) -> dict[int, Shared]:
    """For those of the others for which one is found soon, the latest sentence that both are mentioned in.

    It is looked for among the latest articles of the one, then among those of each other.
    """
    latest = await entities.latest_articles(db, scope, entity, limit=_READ)
    found = await _among(db, entity, others, latest)
    for other in others:
        if other not in found:
            theirs = await entities.latest_articles(db, scope, other, limit=_READ)
            found |= await _among(db, entity, [other], theirs)
    return found


async def _among(
    db: aiosqlite.Connection, entity: int, others: Sequence[int], articles: Sequence[int]
) -> dict[int, Shared]:
    rows = await db.execute_fetchall(
        f"""
        SELECT DISTINCT names.entity_id, sentences.article_id, sentences.start, sentences."end",
               sentences.opening = 'plain' AND NOT sentences.quoted AS closed
        FROM json_each(:articles) AS wanted
        CROSS JOIN mentions AS own ON own.article_id = wanted.value
        CROSS JOIN names AS bearer ON bearer.id = own.name_id AND bearer.entity_id = :entity
        CROSS JOIN mentions AS other ON other.article_id = own.article_id AND other.sentence = own.sentence
        CROSS JOIN names ON names.id = other.name_id AND names.entity_id IN (SELECT value FROM json_each(:others))
        CROSS JOIN sentences ON sentences.article_id = own.article_id AND sentences.start = (
            SELECT max(start) FROM sentences AS s WHERE s.article_id = own.article_id AND s.start <= own.start)
        WHERE {NOT_BANNED} ORDER BY sentences.article_id DESC, closed DESC, sentences.start
        """,
        {"articles": json.dumps(list(articles)), "entity": entity, "others": json.dumps(list(others))},
    )
    found: dict[int, Shared] = {}
    for other, article, start, end, _ in rows:
        found.setdefault(other, Shared(article, Span(start, end)))
    return found
