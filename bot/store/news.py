"""What is new in a scope: the articles of a window, which is bounded by when they were filed, or by their days."""

from dataclasses import dataclass

import aiosqlite

from bot.store.scope import IN_SCOPE, Scope
from bot.store.single import single


@dataclass(frozen=True, slots=True)
class Window:
    """The articles that were filed after one and up to another, by their ids.

    What was not posted live (a backfill, the command line) is news only when it is of `day` or later; where `after` is
    0, that holds of everything.
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
        scope.bind() | {"after": window.after, "until": window.until, "day": window.day, "limit": limit},
    )
    return [row[0] for row in rows]


_SINCE_AN_ARTICLE = f"""
    SELECT found.id FROM {IN_SCOPE} AS seen CROSS JOIN articles AS found
    ON found.audience_id = seen.id AND found.id > :after AND found.id <= :until
    WHERE found.state <> 'pending' AND (found.live = 1 OR found.day >= :day) AND NOT EXISTS (
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


async def last(db: aiosqlite.Connection, scope: Scope, after: int) -> int:
    """Up to which article a window may reach that begins after one: what is told of it then will not change.

    That is the last in scope, or the one before the first that was posted live and waits to be extracted.
    """
    row = await single(
        db,
        f"""
        SELECT max(:after, coalesce(
            (SELECT waiting.id - 1 FROM articles AS waiting
             WHERE waiting.state = 'pending' AND waiting.live = 1 AND waiting.id > :after
               AND +waiting.audience_id IN {IN_SCOPE} ORDER BY waiting.id LIMIT 1),
            (SELECT max((SELECT max(id) FROM articles WHERE audience_id = seen.id)) FROM {IN_SCOPE} AS seen),
            0))
        """,
        scope.bind() | {"after": after},
    )
    return int(row[0]) if row else after
