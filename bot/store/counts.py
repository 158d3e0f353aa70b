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
        "entities": None if entities is None else json.dumps(list(entities)),
        "sign": int(sign),
        "most": MOST_IN_A_SENTENCE,
    }
    for table, (key, statement) in _COUNTED.items():
        if sign is Sign.MORE:
            await db.execute(statement, values)
            continue
        left = await db.execute_fetchall(f"{statement} RETURNING articles, {', '.join(key)}", values)
        emptied = [tuple(row[1:]) for row in left if row[0] <= 0]
        await db.executemany(f"DELETE FROM {table} WHERE {' AND '.join(f'{part} = ?' for part in key)}", emptied)


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

_TALLIES = f"""
    INSERT INTO tallies (entity_id, audience_id, day, articles, mentions)
    SELECT entity, audience, day, :sign * count(*), :sign * sum(mentions) FROM ({_ENTITIES_HERE}) WHERE true
    GROUP BY entity, audience, day
    ON CONFLICT DO UPDATE SET articles = articles + excluded.articles, mentions = mentions + excluded.mentions
"""

_TOTALS = f"""
    INSERT INTO totals (entity_id, audience_id, articles, mentions)
    SELECT entity, audience, :sign * count(*), :sign * sum(mentions) FROM ({_ENTITIES_HERE}) WHERE true
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

_COUNTED = {
    "tallies": (("entity_id", "audience_id", "day"), _TALLIES),
    "totals": (("entity_id", "audience_id"), _TOTALS),
    "ties": (("entity_id", "audience_id", "other_id"), _TIES),
}
"""Each table with its key and the statement that adds to it: rows that come to nothing are dropped by their keys."""
