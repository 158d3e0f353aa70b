"""What is new in a scope: the articles of a window, which is bounded by when they were filed, or by their days."""

from dataclasses import dataclass

import aiosqlite

from bot.store.rows import date_of
from bot.store.scope import IN_SCOPE, Scope
from bot.store.single import single


@dataclass(frozen=True, slots=True)
class Window:
    """The articles that were filed after one and up to another, by their ids.

    What was not read live is news only when it was posted on `day` or later (counted by UTC): what is caught up with
    is, what a backfill brings is not. Where `after` is 0 everything counts that is of `day` or later.
    """

    after: int
    until: int
    day: int


async def fresh(db: aiosqlite.Connection, scope: Scope, window: Window, *, limit: int) -> list[int]:
    """The articles of a window in scope, the latest first.

    Those that wait to be extracted are not among them, nor another wording of an article from before the window.
    """
    rows = await db.execute_fetchall(
        _SINCE_AN_ARTICLE if window.after else _SINCE_A_DAY,
        scope.bind() | _bound(window.after, window.day) | {"until": window.until, "limit": limit},
    )
    return [row[0] for row in rows]


_IS_NEWS = """(found.live = 1 OR EXISTS (
        SELECT 1 FROM postings WHERE postings.article_id = found.id AND postings.posted_at >= :posted
        AND (:channels IS NULL OR postings.channel_id IN (SELECT value FROM json_each(:channels)))))"""

_SINCE_AN_ARTICLE = f"""
    SELECT found.id FROM {IN_SCOPE} AS seen CROSS JOIN articles AS found
    ON found.audience_id = seen.id AND found.id > :after AND found.id <= :until
    WHERE found.state <> 'pending' AND {_IS_NEWS} AND NOT EXISTS (
        SELECT 1 FROM likenesses CROSS JOIN postings ON postings.article_id = likenesses.other_id
        WHERE likenesses.article_id = found.id AND likenesses.other_id <= :after
          AND (:channels IS NULL OR postings.channel_id IN (SELECT value FROM json_each(:channels))))
    ORDER BY found.id DESC LIMIT :limit
"""

_SINCE_A_DAY = f"""
    SELECT found.id FROM {IN_SCOPE} AS seen CROSS JOIN articles AS found
    ON found.audience_id = seen.id AND found.day >= max(:day, coalesce(
        (SELECT day FROM articles AS latest WHERE latest.audience_id = seen.id
         ORDER BY day DESC LIMIT 1 OFFSET :limit - 1), :day)) AND found.id <= :until
    WHERE found.state <> 'pending' ORDER BY found.day DESC, found.id DESC LIMIT :limit
"""
"""Of each audience only as many of the latest days are read as the limit takes."""


async def last(db: aiosqlite.Connection, scope: Scope, after: int, day: int) -> int:
    """Up to which article a window may reach that begins after one: what is told of it then will not change.

    That is the last in scope, or the one before the first that will be news, as in `Window`, and waits to be extracted.
    """
    row = await single(
        db,
        f"""
        SELECT max(:after, coalesce(
            (SELECT found.id - 1 FROM articles AS found
             WHERE found.state = 'pending' AND found.live IN (0, 1) AND found.id > :after
               AND +found.audience_id IN {IN_SCOPE} AND {_IS_NEWS} ORDER BY found.id LIMIT 1),
            (SELECT max((SELECT max(id) FROM articles WHERE audience_id = seen.id)) FROM {IN_SCOPE} AS seen),
            0))
        """,
        scope.bind() | _bound(after, day),
    )
    return int(row[0]) if row else after


def _bound(after: int, day: int) -> dict[str, object]:
    return {"after": after, "day": day, "posted": date_of(day).isoformat()}
