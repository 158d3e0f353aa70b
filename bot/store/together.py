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

_LONGEST = 300
"""Characters of a sentence: a longer one is taken only where there is no other that stands alone."""


@dataclass(frozen=True, slots=True)
class Shared:
    """A sentence of an article in scope that mentions both entities."""

    article: int
    sentence: Span


async def shared(db: aiosqlite.Connection, scope: Scope, entity: int, others: Sequence[int]) -> dict[int, Shared]:
    """For those of the others for which one is found soon, a sentence that both are mentioned in.

    It is looked for among the latest articles of the one, then among those of each other: the latest that stands alone
    and is not long, else the latest; for each other a different one, where there are several.
    """
    latest = await entities.latest_articles(db, scope, entity, limit=_READ)
    found = await _among(db, entity, others, latest)
    for other in others:
        if other not in found:
            theirs = await entities.latest_articles(db, scope, other, limit=_READ)
            found |= await _among(db, entity, [other], theirs)
    chosen: dict[int, Shared] = {}
    for other in others:
        if there := found.get(other):
            stand = [one for one, stands in there if stands and one not in chosen.values()]
            chosen[other] = stand[0] if stand else there[0][0]
    return chosen


async def _among(
    db: aiosqlite.Connection, entity: int, others: Sequence[int], articles: Sequence[int]
) -> dict[int, list[tuple[Shared, bool]]]:
    """The sentences of these articles that mention an entity and each other one, best first; whether each stands."""
    rows = await db.execute_fetchall(
        f"""
        SELECT DISTINCT names.entity_id, sentences.article_id, sentences.start, sentences."end",
               sentences.opening = 'plain' AND NOT sentences.quoted
                   AND sentences."end" - sentences.start <= {_LONGEST} AS stands
        FROM json_each(:articles) AS wanted
        CROSS JOIN mentions AS own ON own.article_id = wanted.value
        CROSS JOIN names AS bearer ON bearer.id = own.name_id AND bearer.entity_id = :entity
        CROSS JOIN mentions AS other ON other.article_id = own.article_id AND other.sentence = own.sentence
        CROSS JOIN names ON names.id = other.name_id AND names.entity_id IN (SELECT value FROM json_each(:others))
        CROSS JOIN sentences ON sentences.article_id = own.article_id AND sentences.start = (
            SELECT max(start) FROM sentences AS s WHERE s.article_id = own.article_id AND s.start <= own.start)
        WHERE {NOT_BANNED} ORDER BY stands DESC, sentences.article_id DESC, sentences.start
        """,
        {"articles": json.dumps(list(articles)), "entity": entity, "others": json.dumps(list(others))},
    )
    found: dict[int, list[tuple[Shared, bool]]] = {}
    for other, article, start, end, stands in rows:
        found.setdefault(other, []).append((Shared(article, Span(start, end)), bool(stands)))
    return found
