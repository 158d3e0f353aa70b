"""Dates as spans, and what articles tell of days: timelines of entities, and of everything, read from one index."""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import aiosqlite

from bot.articles.types import Span
from bot.extraction.types import DateExpression, Extraction
from bot.identity.types import Resolution
from bot.store.rows import date_of, day_of
from bot.store.scope import IN_SCOPE, Scope
from bot.summaries.events import events, named


@dataclass(frozen=True, slots=True)
class Slot:
    """A stretch of days, from the first to the last (since 1970-01-01), and how many articles tell of it."""

    first: int
    last: int
    articles: int


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence that tells of a slot: where it stands, the day of its article, and the entities named in it."""

    article: int
    span: Span
    first: int
    last: int
    lead: bool
    day: int
    entities: frozenset[int] = field(default_factory=frozenset)


async def write(db: aiosqlite.Connection, article: int, audience: int, day: int, extraction: Extraction) -> None:
    """Store an article's dates, and which of its sentences tell of which days."""
    await db.executemany(
        """
        INSERT INTO dates (article_id, start, "end", sentence, value, first, last, said) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        """,
        [
            (
                article, one.span.start, one.span.end, one.sentence, one.value,
                day_of(one.first) if one.first else None, day_of(one.last) if one.last else None, one.said,
            )
            for one in extraction.dates
        ],
    )  # fmt: skip
    await db.executemany(
        'INSERT INTO events (audience_id, first, last, article_id, start, "end", lead) VALUES (?, ?, ?, ?, ?, ?, ?)',
        [
            (audience, day_of(one.first), day_of(one.last), article, one.span.start, one.span.end, one.lead)
            for one in events(extraction, date_of(day))
        ],
    )


async def write_names(
    db: aiosqlite.Connection,
    article: int,
    audience: int,
    day: int,
    extraction: Extraction,
    resolution: Resolution,
    chain_ids: Sequence[int],
) -> None:
    """Store which names the sentences name that tell of a day."""
    chains = named(extraction, resolution)
    await db.executemany(
        "INSERT INTO event_names (name_id, audience_id, first, last, article_id, start) VALUES (?, ?, ?, ?, ?, ?)",
        [
            (name, audience, day_of(one.first), day_of(one.last), article, one.span.start)
            for one in events(extraction, date_of(day))
            for name in sorted({chain_ids[chain] for chain in chains[one.sentence]})
        ],
    )


async def dates(db: aiosqlite.Connection, article: int) -> tuple[DateExpression, ...]:
    """The date expressions of an article, in order. The caller has found it in scope."""
    rows = await db.execute_fetchall(
        'SELECT start, "end", sentence, value, first, last, said FROM dates WHERE article_id = ? ORDER BY start',
        (article,),
    )
    return tuple(
        DateExpression(
            Span(r[0], r[1]),
            r[2],
            r[3],
            None if r[4] is None else date_of(r[4]),
            None if r[5] is None else date_of(r[5]),
            bool(r[6]),
        )
        for r in rows
    )


_WITH_OTHER = """
    AND EXISTS (
        SELECT 1 FROM event_names AS other JOIN names AS another ON another.id = other.name_id
        WHERE other.article_id = found.article_id AND other.start = found.start AND another.entity_id = :other)
"""


async def of_entity(db: aiosqlite.Connection, scope: Scope, entity: int, other: int | None = None) -> list[Slot]:
    """The days of which articles in scope tell something of an entity, ascending; with `other`, of both in a sentence.

    The rarer of the two comes first: each of its sentences is looked through for the other.
    """
    return _slots(
        await db.execute_fetchall(
            f"""
            SELECT found.first, found.last, count(DISTINCT found.article_id)
            FROM names CROSS JOIN {IN_SCOPE} AS seen CROSS JOIN event_names AS found
            ON found.name_id = names.id AND found.audience_id = seen.id
            WHERE names.entity_id = :entity {_WITH_OTHER if other is not None else ""}
            GROUP BY found.first, found.last ORDER BY found.first, found.last
            """,
            scope.bind() | {"entity": entity, "other": other},
        )
    )


async def between(db: aiosqlite.Connection, scope: Scope, first: int, last: int) -> list[Slot]:
    """The days from the first to the last, and what lies wholly between them, of which articles in scope tell."""
    return _slots(
        await db.execute_fetchall(
            f"""
            SELECT found.first, found.last, count(DISTINCT found.article_id)
            FROM {IN_SCOPE} AS seen CROSS JOIN events AS found
            ON found.audience_id = seen.id AND found.first BETWEEN :first AND :last
            WHERE found.last <= :last GROUP BY found.first, found.last ORDER BY found.first, found.last
            """,
            scope.bind() | {"first": first, "last": last},
        )
    )


def _slots(rows: Iterable[sqlite3.Row]) -> list[Slot]:
    return [Slot(*row) for row in rows]


async def told_of_entity(
    db: aiosqlite.Connection, scope: Scope, entity: int, slot: Slot, *, limit: int, other: int | None = None
) -> list[Told]:
    """What articles in scope tell of an entity (and an other) in a slot, the latest filed first."""
    rows = await db.execute_fetchall(
        f"""
        SELECT DISTINCT found.article_id, found.start
        FROM names CROSS JOIN {IN_SCOPE} AS seen CROSS JOIN event_names AS found
        ON found.name_id = names.id AND found.audience_id = seen.id AND found.first = :first AND found.last = :last
        WHERE names.entity_id = :entity {_WITH_OTHER if other is not None else ""}
        ORDER BY found.article_id DESC LIMIT :limit
        """,
        scope.bind() | {"entity": entity, "other": other, "first": slot.first, "last": slot.last, "limit": limit},
    )
    return await _told(db, [(row[0], row[1]) for row in rows])


async def told_by_articles(
    db: aiosqlite.Connection, scope: Scope, articles: Sequence[int], *, limit: int
) -> list[Told]:
    """All that those of the articles tell which are in scope, whatever the day."""
    rows = await db.execute_fetchall(
        f"""
        SELECT article_id, start FROM events
        WHERE article_id IN (SELECT value FROM json_each(:articles)) AND +audience_id IN {IN_SCOPE} LIMIT :limit
        """,
        scope.bind() | {"articles": json.dumps(list(articles)), "limit": limit},
    )
    return await _told(db, [(row[0], row[1]) for row in rows])


async def told_in(db: aiosqlite.Connection, scope: Scope, slot: Slot, *, limit: int) -> list[Told]:
    """What articles in scope tell of a slot, the latest filed first."""
    rows = await db.execute_fetchall(
        f"""
        SELECT found.article_id, found.start FROM {IN_SCOPE} AS seen CROSS JOIN events AS found
        ON found.audience_id = seen.id AND found.first = :first AND found.last = :last
        ORDER BY found.article_id DESC LIMIT :limit
        """,
        scope.bind() | {"first": slot.first, "last": slot.last, "limit": limit},
    )
    return await _told(db, [(row[0], row[1]) for row in rows])


async def _told(db: aiosqlite.Connection, places: Sequence[tuple[int, int]]) -> list[Told]:
    """The sentences at these places (which the caller found in scope), with the entities that are named in each."""
    wanted = json.dumps(list(places))
    present: dict[tuple[int, int], set[int]] = defaultdict(set)
    for article, start, entity in await db.execute_fetchall(
        """
        SELECT event_names.article_id, event_names.start, names.entity_id
        FROM json_each(?) AS place CROSS JOIN event_names CROSS JOIN names
        ON event_names.article_id = place.value ->> 0 AND event_names.start = place.value ->> 1
        AND names.id = event_names.name_id
        """,
        (wanted,),
    ):
        present[article, start].add(entity)
    rows = await db.execute_fetchall(
        """
        SELECT events.article_id, events.start, events."end", events.first, events.last,
               events.lead, articles.day
        FROM json_each(?) AS place CROSS JOIN events CROSS JOIN articles
        ON events.article_id = place.value ->> 0 AND events.start = place.value ->> 1
        AND articles.id = events.article_id
        """,
        (wanted,),
    )
    return [Told(r[0], Span(r[1], r[2]), r[3], r[4], bool(r[5]), r[6], frozenset(present[r[0], r[1]])) for r in rows]
