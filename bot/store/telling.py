"""Where an entity is spoken of, sentence by sentence, and what speaks for a sentence being about it."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

import aiosqlite

from bot.articles.types import Span
from bot.extraction.types import Opening
from bot.store.scope import NOT_BANNED


@dataclass(frozen=True, slots=True)
class Spot:
    """A name of an entity, or what stands for it (`named` tells), and the sentence around it.

    `does`, `undergoes`: the article states that it does something to another name, or another to it; `speaks`: it says
    something there; `role`: the sentence says what it is. `names` counts the mentions in the sentence.
    """

    article: int
    span: Span
    sentence: Span
    named: bool
    opening: Opening
    quoted: bool
    does: bool
    undergoes: bool
    speaks: bool
    role: bool
    names: int


async def spots(db: aiosqlite.Connection, entity: int, articles: Sequence[int]) -> list[Spot]:
    """Where these articles (which the caller found in scope) speak of an entity, in order."""
    rows = await db.execute_fetchall(
        f"""
        WITH own AS MATERIALIZED (SELECT names.id FROM names WHERE names.entity_id = :entity AND {NOT_BANNED}),
        spots AS MATERIALIZED (
            SELECT m.article_id, m.start, m."end", 1 AS named
            FROM json_each(:articles) AS wanted CROSS JOIN mentions AS m ON m.article_id = wanted.value
            WHERE m.name_id IN (SELECT id FROM own)
            UNION ALL
            SELECT r.article_id, r.start, r."end", 0
            FROM json_each(:articles) AS wanted CROSS JOIN "references" AS r ON r.article_id = wanted.value
            WHERE r.name_id IN (SELECT id FROM own))
        SELECT spots.article_id, spots.start, spots."end", sentences.start, sentences."end", spots.named,
               sentences.opening, sentences.quoted,
               EXISTS (SELECT 1 FROM relations WHERE article_id = spots.article_id AND subject_start = spots.start),
               EXISTS (SELECT 1 FROM relations WHERE article_id = spots.article_id AND object_start = spots.start),
               EXISTS (SELECT 1 FROM quotes WHERE quotes.article_id = spots.article_id
                   AND speaker_start <= spots.start AND speaker_end >= spots."end"
                   AND quotes.name_id IN (SELECT id FROM own)),
               EXISTS (SELECT 1 FROM roles WHERE roles.article_id = spots.article_id
                   AND roles.start BETWEEN sentences.start AND sentences."end"
                   AND roles.name_id IN (SELECT id FROM own)),
               (SELECT count(*) FROM mentions WHERE mentions.article_id = spots.article_id
                   AND mentions.start BETWEEN sentences.start AND sentences."end")
        FROM spots JOIN sentences ON sentences.article_id = spots.article_id AND sentences.start = (
            SELECT max(s.start) FROM sentences AS s
            WHERE s.article_id = spots.article_id AND s.start <= spots.start)
        ORDER BY spots.article_id, spots.start
        """,
        {"entity": entity, "articles": json.dumps(list(articles))},
    )
    return [
        Spot(
            r[0], Span(r[1], r[2]), Span(r[3], r[4]), bool(r[5]), r[6], bool(r[7]),
            does=bool(r[8]), undergoes=bool(r[9]), speaks=bool(r[10]), role=bool(r[11]), names=r[12],
        )
        for r in rows
        if r[2] <= r[4]
    ]  # fmt: skip
