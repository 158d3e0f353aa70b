"""What is counted per audience: tallies by day, totals, and ties between entities that share a sentence.

Names that are banned count for nothing.
"""

import json
from collections.abc import Sequence
from enum import IntEnum

import aiosqlite

MOST_IN_A_SENTENCE = 12
"""A sentence with more names than this is a list, and ties nobody to anybody. (Names, not entities: a merge must not
change which sentences count.)"""


MANY = 200
"""Of more articles, where some entities are counted, those articles are found by their names; of fewer, the names."""


class Sign(IntEnum):
    """Whether articles enter the counts or leave them."""

    MORE = 1
    LESS = -1


async def count(
    db: aiosqlite.Connection, articles: Sequence[int], sign: Sign, entities: Sequence[int] | None = None
) -> None:
    """Add the articles' share to every count, or take it away, by the entities that their names have now.

    `entities` limits it to these: what has to be recounted when names move between them. Taking away must see the
    same names, audience and day that adding saw: call it before the change, and again after it.
    """
    values = {
        "articles": json.dumps(list(articles)),
        "entities": None if entities is None else json.dumps(sorted(set(entities))),
        "sign": int(sign),
        "most": MOST_IN_A_SENTENCE,
    }
    counted = _COUNTED if entities is None or len(articles) <= MANY else _COUNTED_OF
    for table, (key, statement) in counted.items():
        if sign is Sign.MORE:
            await db.execute(statement, values)
            continue
        left = await db.execute_fetchall(f"{statement} RETURNING articles, {', '.join(key)}", values)
        emptied = [tuple(row[1:]) for row in left if row[0] <= 0]
        await db.executemany(f"DELETE FROM {table} WHERE {' AND '.join(f'{part} = ?' for part in key)}", emptied)


async def hand_over(db: aiosqlite.Connection, entity: int, to: int, sign: Sign) -> None:
    """Add all that is counted of an entity to another, or take it away there; no sentence ties the two."""
    values = {"of": entity, "to": to, "sign": int(sign)}
    for statement in _HANDED_OVER:
        await db.execute(statement, values)
    if sign is Sign.LESS:
        await _sweep(db, to, "AND articles <= 0")


async def drop(db: aiosqlite.Connection, entity: int) -> None:
    """Count nothing of an entity any more."""
    await _sweep(db, entity, "")


async def _sweep(db: aiosqlite.Connection, entity: int, which: str) -> None:
    for table, column in (
        ("tallies", "entity_id"),
        ("totals", "entity_id"),
        ("ties", "entity_id"),
        ("ties", "other_id"),
    ):
        await db.execute(f"DELETE FROM {table} WHERE {column} = ? {which}", (entity,))


_OF_AN_ENTITY = (("tallies", "entity_id"), ("totals", "entity_id"), ("ties", "entity_id"), ("ties", "other_id"))

_HANDED_OVER = (
    """
    INSERT INTO tallies (entity_id, audience_id, day, articles, mentions)
    SELECT :to, audience_id, day, :sign * articles, :sign * mentions FROM tallies WHERE entity_id = :of
    ON CONFLICT DO UPDATE SET articles = articles + excluded.articles, mentions = mentions + excluded.mentions
    """,
    """
    INSERT INTO totals (entity_id, audience_id, articles, mentions)
    SELECT :to, audience_id, :sign * articles, :sign * mentions FROM totals WHERE entity_id = :of
    ON CONFLICT DO UPDATE SET articles = articles + excluded.articles, mentions = mentions + excluded.mentions
    """,
    """
    INSERT INTO ties (entity_id, audience_id, other_id, articles, sentences)
    SELECT :to, audience_id, other_id, :sign * articles, :sign * sentences FROM ties WHERE entity_id = :of
    ON CONFLICT DO UPDATE SET articles = articles + excluded.articles, sentences = sentences + excluded.sentences
    """,
    """
    INSERT INTO ties (entity_id, audience_id, other_id, articles, sentences)
    SELECT other_id, audience_id, :to, :sign * articles, :sign * sentences FROM ties WHERE entity_id = :of
    ON CONFLICT DO UPDATE SET articles = articles + excluded.articles, sentences = sentences + excluded.sentences
    """,
)


_ENTITIES_HERE = """
    SELECT names.entity_id AS entity, articles.audience_id AS audience, articles.day AS day,
           articles.id AS article, sum(appearances.mentions) AS mentions
    FROM appearances
    JOIN articles ON articles.id = appearances.article_id
    JOIN names ON names.id = appearances.name_id
    WHERE appearances.article_id IN (SELECT value FROM json_each(:articles))
      AND NOT EXISTS (SELECT 1 FROM banned WHERE banned.name_id = names.id)
      AND (:entities IS NULL OR names.entity_id IN (SELECT value FROM json_each(:entities)))
    GROUP BY names.entity_id, articles.id
"""

_OF_THESE_HERE = """
    SELECT names.entity_id AS entity, appearances.audience_id AS audience, appearances.day AS day,
           appearances.article_id AS article, sum(appearances.mentions) AS mentions
    FROM json_each(:entities) AS wanted CROSS JOIN names ON names.entity_id = wanted.value
    CROSS JOIN appearances ON appearances.name_id = names.id
    WHERE appearances.article_id IN (SELECT value FROM json_each(:articles))
      AND NOT EXISTS (SELECT 1 FROM banned WHERE banned.name_id = names.id)
    GROUP BY names.entity_id, appearances.article_id
"""

_TALLIES = """
    INSERT INTO tallies (entity_id, audience_id, day, articles, mentions)
    SELECT entity, audience, day, :sign * count(*), :sign * sum(mentions) FROM ({here}) WHERE true
    GROUP BY entity, audience, day
    ON CONFLICT DO UPDATE SET articles = articles + excluded.articles, mentions = mentions + excluded.mentions
"""

_TOTALS = """
    INSERT INTO totals (entity_id, audience_id, articles, mentions)
    SELECT entity, audience, :sign * count(*), :sign * sum(mentions) FROM ({here}) WHERE true
    GROUP BY entity, audience
    ON CONFLICT DO UPDATE SET articles = articles + excluded.articles, mentions = mentions + excluded.mentions
"""

_TIES = """
    INSERT INTO ties (entity_id, audience_id, other_id, articles, sentences)
    WITH few AS (
        SELECT article_id, sentence FROM mentions
        WHERE article_id IN (SELECT value FROM json_each(:articles))
        GROUP BY article_id, sentence HAVING count(DISTINCT name_id) BETWEEN 2 AND :most
    ), present AS (
        SELECT DISTINCT few.article_id AS article, few.sentence AS sentence, names.entity_id AS entity
        FROM few JOIN mentions ON mentions.article_id = few.article_id AND mentions.sentence = few.sentence
        JOIN names ON names.id = mentions.name_id
        WHERE NOT EXISTS (SELECT 1 FROM banned WHERE banned.name_id = names.id)
    )
    SELECT a.entity, articles.audience_id, b.entity, :sign * count(DISTINCT a.article), :sign * count(*)
    FROM present AS a
    JOIN present AS b ON b.article = a.article AND b.sentence = a.sentence AND b.entity <> a.entity
    JOIN articles ON articles.id = a.article
    WHERE :entities IS NULL
       OR a.entity IN (SELECT value FROM json_each(:entities)) OR b.entity IN (SELECT value FROM json_each(:entities))
    GROUP BY a.entity, articles.audience_id, b.entity
    ON CONFLICT DO UPDATE SET articles = articles + excluded.articles, sentences = sentences + excluded.sentences
"""


def _counted(here: str) -> dict[str, tuple[tuple[str, ...], str]]:
    """Each table with its key and the statement that adds to it: rows that come to nothing go by their keys."""
    return {
        "tallies": (("entity_id", "audience_id", "day"), _TALLIES.format(here=here)),
        "totals": (("entity_id", "audience_id"), _TOTALS.format(here=here)),
        "ties": (("entity_id", "audience_id", "other_id"), _TIES),
    }


_COUNTED, _COUNTED_OF = _counted(_ENTITIES_HERE), _counted(_OF_THESE_HERE)
