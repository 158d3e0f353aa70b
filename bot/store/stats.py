"""What is in the store, counted for a scope."""

from dataclasses import dataclass
from typing import get_args

import aiosqlite

from bot.store import overdue
from bot.store.overdue import Left
from bot.store.rows import State
from bot.store.scope import IN_SCOPE, Scope
from bot.store.single import single


@dataclass(frozen=True, slots=True)
class FailedPosting:
    """A posting that could not be filed or read, and why: `number` is None where it never became an article."""

    number: int | None
    title: str | None
    reason: str


@dataclass(frozen=True, slots=True)
class Stats:
    """The counts of a scope. `first` and `last` are days since 1970-01-01; `bytes` is the size of the whole file.

    `queued` are drafts to be read, `overdue` what corrections have not reached yet.
    """

    states: dict[str, int]
    postings: int
    channels: int
    entities: int
    confirmed: int
    mentions: int
    first: int | None
    last: int | None
    queued: int
    overdue: Left
    failures: tuple[FailedPosting, ...]
    bytes: int


_MOST_FAILURES = 5
_STATES: tuple[State, ...] = get_args(State)


async def stats(db: aiosqlite.Connection, scope: Scope) -> Stats:
    """Count what a scope holds.

    This is no look-up: it reads every total in the guild once, since how many entities a scope has is the sum of
    nothing smaller (one that two audiences have counts once, and is seen in both).
    """
    bound = scope.bind()
    first, last, *counted = await _row(
        db,
        f"""
        SELECT min(day), max(day), {", ".join(f"coalesce(sum(state = '{state}'), 0)" for state in _STATES)}
        FROM articles INDEXED BY articles_by_day WHERE audience_id IN {IN_SCOPE}
        """,
        bound,
    )
    entities, confirmed, mentions = await _row(
        db,
        f"""
        SELECT count(*), coalesce(sum(seen > 1), 0), coalesce(sum(seen), 0) FROM (
            SELECT sum(mentions) AS seen FROM totals WHERE +audience_id IN {IN_SCOPE} GROUP BY entity_id)
        """,
        bound,
    )
    postings, channels = await _row(
        db,
        """
        SELECT count(*), count(DISTINCT channel_id) FROM postings JOIN channels ON channels.id = channel_id
        WHERE guild_id = :guild AND (:channels IS NULL OR channel_id IN (SELECT value FROM json_each(:channels)))
        """,
        bound,
    )
    (queued,) = await _row(
        db,
        """
        SELECT count(*) FROM drafts WHERE guild_id = :guild AND state = 'pending'
        AND (:channels IS NULL OR channel_id IN (SELECT value FROM json_each(:channels)))
        """,
        bound,
    )
    (size,) = await _row(db, "SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()", {})
    return Stats(
        {state: number for state, number in zip(_STATES, counted, strict=True) if number},
        postings, channels, entities, confirmed, mentions, first, last, queued,
        await overdue.left_in(db, scope), await _failures(db, scope), size,
    )  # fmt: skip


async def _failures(db: aiosqlite.Connection, scope: Scope) -> tuple[FailedPosting, ...]:
    rows = await db.execute_fetchall(
        f"""
        SELECT number, title, reason FROM (
            SELECT number, title, reason, filed_at AS at FROM articles
            WHERE state = 'failed' AND audience_id IN {IN_SCOPE}
            UNION ALL
            SELECT NULL, title, reason, posted_at FROM drafts
            WHERE guild_id = :guild AND state = 'failed'
              AND (:channels IS NULL OR channel_id IN (SELECT value FROM json_each(:channels)))
        ) ORDER BY at DESC LIMIT {_MOST_FAILURES}
        """,
        scope.bind(),
    )
    return tuple(FailedPosting(row[0], row[1], row[2] or "") for row in rows)


async def _row(db: aiosqlite.Connection, statement: str, bound: dict[str, object]) -> tuple[int, ...]:
    row = await single(db, statement, bound)
    return tuple(row) if row else ()
