"""What ties entities in one scope: sentences that they share, and what articles say of the two in so many words."""

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass

import aiosqlite

from bot.articles.types import Span
from bot.store.scope import IN_SCOPE, Scope

Pair = tuple[int, int]


async def shared(
    db: aiosqlite.Connection, scope: Scope, entities: Sequence[int], *, among: Collection[int] | None = None
) -> dict[Pair, int]:
    """How many sentences each of these entities shares with each other entity, or with each of `among`.

    Both ways round where both were asked for.
    """
    if among is None:
        rows = await db.execute_fetchall(
            f"""
            SELECT entity_id, other_id, sum(sentences) FROM ties
            WHERE entity_id IN (SELECT value FROM json_each(:entities)) AND audience_id IN {IN_SCOPE}
            GROUP BY entity_id, other_id
            """,
            scope.bind() | {"entities": json.dumps(list(entities))},
        )
    else:
        rows = await db.execute_fetchall(
            f"""
            SELECT ties.entity_id, ties.other_id, sum(ties.sentences)
            FROM json_each(:entities) AS one CROSS JOIN {IN_SCOPE} AS seen CROSS JOIN json_each(:among) AS other
            CROSS JOIN ties ON ties.entity_id = one.value AND ties.audience_id = seen.id AND ties.other_id = other.value
            GROUP BY ties.entity_id, ties.other_id
            """,
            scope.bind() | {"entities": json.dumps(list(entities)), "among": json.dumps(sorted(among))},
        )
    return {(row[0], row[1]): row[2] for row in rows}


async def strongest(db: aiosqlite.Connection, scope: Scope, entity: int, *, limit: int) -> dict[int, int]:
    """The entities that share most sentences with this one, and how many.

    With all that share as many as the last of them, up to four times the limit: no order of filing tells them apart.
    """
    rows = await db.execute_fetchall(
        f"""
        WITH shared AS MATERIALIZED (
            SELECT other_id, sum(sentences) AS sentences FROM ties
            WHERE entity_id = :entity AND audience_id IN {IN_SCOPE} GROUP BY other_id)
        SELECT other_id, sentences FROM shared WHERE sentences >= coalesce(
            (SELECT sentences FROM shared ORDER BY sentences DESC LIMIT 1 OFFSET :limit - 1), 0)
        ORDER BY sentences DESC LIMIT 4 * :limit
        """,
        scope.bind() | {"entity": entity, "limit": limit},
    )
    return {row[0]: row[1] for row in rows}


async def peoples(db: aiosqlite.Connection, entities: Collection[int]) -> set[int]:
    """Those of the entities that are peoples or languages by all their names."""
    rows = await db.execute_fetchall(
        """
        SELECT entity_id FROM names WHERE entity_id IN (SELECT value FROM json_each(?))
        GROUP BY entity_id HAVING min(kind IN ('NORP', 'LANGUAGE')) = 1
        """,
        (json.dumps(sorted(entities)),),
    )
    return {row[0] for row in rows}


async def stated(db: aiosqlite.Connection, scope: Scope, pairs: Collection[Pair]) -> dict[Pair, int]:
    """Of which of these pairs (subject, object) articles in scope say something, and in how many places."""
    rows = await db.execute_fetchall(
        f"""
        SELECT subject.entity_id, object.entity_id, count(*)
        FROM json_each(:pairs) AS pair
        CROSS JOIN names AS subject ON subject.entity_id = pair.value ->> 0
        CROSS JOIN names AS object ON object.entity_id = pair.value ->> 1
        CROSS JOIN relations ON relations.subject_id = subject.id AND relations.object_id = object.id
        CROSS JOIN articles ON articles.id = relations.article_id
        WHERE articles.audience_id IN {IN_SCOPE} AND NOT relations.negated
        GROUP BY subject.entity_id, object.entity_id
        """,
        scope.bind() | {"pairs": json.dumps(sorted(pairs))},
    )
    return {(row[0], row[1]): row[2] for row in rows}


async def stating(db: aiosqlite.Connection, scope: Scope, one: int, other: int, *, limit: int) -> list[int]:
    """The latest filed articles in scope that say something of the two, either way round, without denying it."""
    rows = await db.execute_fetchall(
        f"""
        SELECT DISTINCT relations.article_id
        FROM json_each(json_array(json_array(:one, :other), json_array(:other, :one))) AS pair
        CROSS JOIN names AS subject ON subject.entity_id = pair.value ->> 0
        CROSS JOIN names AS object ON object.entity_id = pair.value ->> 1
        CROSS JOIN relations ON relations.subject_id = subject.id AND relations.object_id = object.id
        CROSS JOIN articles ON articles.id = relations.article_id
        WHERE articles.audience_id IN {IN_SCOPE} AND NOT relations.negated
        ORDER BY relations.article_id DESC LIMIT :limit
        """,
        scope.bind() | {"one": one, "other": other, "limit": limit},
    )
    return [row[0] for row in rows]


async def together(
    db: aiosqlite.Connection, scope: Scope, one: int, other: int, *, limit: int, before: int | None = None
) -> list[int]:
    """The latest filed articles in scope that mention both, of those filed before one where that is given.

    The first should be the one that is mentioned less: its articles are gone through.
    """
    rows = await db.execute_fetchall(
        f"""
        SELECT DISTINCT found.article_id
        FROM names CROSS JOIN {IN_SCOPE} AS seen
        CROSS JOIN appearances AS found ON found.name_id = names.id AND found.audience_id = seen.id
        WHERE names.entity_id = :one AND (:before IS NULL OR found.article_id < :before) AND EXISTS (
            SELECT 1 FROM names AS others CROSS JOIN appearances AS there
            ON there.name_id = others.id AND there.audience_id = seen.id AND there.article_id = found.article_id
            WHERE others.entity_id = :other)
        ORDER BY found.article_id DESC LIMIT :limit
        """,
        scope.bind() | {"one": one, "other": other, "limit": limit, "before": before},
    )
    return [row[0] for row in rows]


@dataclass(frozen=True, slots=True)
class Shared:
    """A sentence that mentions two entities: where each stands, nearest to each other, and whether it can stand alone.

    `predicate` is what ties them where the article says it, `negated` that it denies it.
    """

    article: int
    sentence: Span
    one: Span
    other: Span
    closed: bool
    predicate: Span | None = None
    negated: bool = False


async def sentences(db: aiosqlite.Connection, articles: Sequence[int], one: int, other: int) -> list[Shared]:
    """The sentences of these articles (which the caller found in scope) that mention both, in order of place."""
    values = {"articles": json.dumps(list(articles)), "one": one, "other": other}
    rows = await db.execute_fetchall(
        """
        SELECT m.article_id, s.start, s."end", m.start, m."end", n.start, n."end", s.opening = 'plain' AND NOT s.quoted
        FROM json_each(:articles) AS wanted CROSS JOIN mentions AS m ON m.article_id = wanted.value
        CROSS JOIN names AS first ON first.id = m.name_id AND first.entity_id = :one
        CROSS JOIN mentions AS n ON n.article_id = m.article_id AND n.sentence = m.sentence
        CROSS JOIN names AS second ON second.id = n.name_id AND second.entity_id = :other
        CROSS JOIN sentences AS s ON s.article_id = m.article_id AND s.start = (
            SELECT max(start) FROM sentences WHERE article_id = m.article_id AND start <= m.start)
        ORDER BY m.article_id, s.start, abs(m.start - n.start) DESC
        """,
        values,
    )
    nearest = {
        (row[0], row[1]): Shared(row[0], Span(row[1], row[2]), Span(row[3], row[4]), Span(row[5], row[6]), bool(row[7]))
        for row in rows
        if max(row[4], row[6]) <= row[2]
    }
    said = await _said(db, values)
    return [
        _with_predicate(found, [span for span in said.get(found.article, []) if _within(span[0], found.sentence)])
        for found in nearest.values()
    ]


_Said = tuple[Span, Span, bool]


async def _said(db: aiosqlite.Connection, values: dict[str, object]) -> dict[int, list[_Said]]:
    """What the articles say of the two, either way round: where, the predicate, whether it is denied."""
    rows = await db.execute_fetchall(
        """
        SELECT r.article_id, r.start, r."end", r.predicate_start, r.predicate_end, r.negated
        FROM json_each(:articles) AS wanted CROSS JOIN relations AS r ON r.article_id = wanted.value
        CROSS JOIN names AS subject ON subject.id = r.subject_id CROSS JOIN names AS object ON object.id = r.object_id
        WHERE (subject.entity_id = :one AND object.entity_id = :other)
           OR (subject.entity_id = :other AND object.entity_id = :one)
        ORDER BY r.article_id, r.start
        """,
        values,
    )
    found: dict[int, list[_Said]] = {}
    for article, start, end, begins, ends, negated in rows:
        found.setdefault(article, []).append((Span(start, end), Span(begins, ends), bool(negated)))
    return found


def _within(span: Span, sentence: Span) -> bool:
    return sentence.start <= span.start and span.end <= sentence.end


def _with_predicate(found: Shared, said: Sequence[_Said]) -> Shared:
    if not said:
        return found
    _, predicate, negated = said[0]
    return Shared(found.article, found.sentence, found.one, found.other, found.closed, predicate, negated)
