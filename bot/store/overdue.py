"""Articles that corrections concern and that are not done anew yet: a queue, from which a few are done at a time.

What is made of an article follows from the entries that stand when it is done, so it does not matter when that is.
"""

import json
from collections.abc import Collection
from dataclasses import dataclass

import aiosqlite

from bot.store.scope import IN_SCOPE, Scope
from bot.store.single import single

MOST_ATTEMPTS = 3
"""How often an article is tried: after that it stays as it is until it is read again, and `doctor` says so."""


async def enter(db: aiosqlite.Connection, articles: Collection[int]) -> None:
    """Note that articles are to be done anew."""
    await db.execute(
        "INSERT INTO overdue (article_id) SELECT value FROM json_each(?) WHERE true"
        " ON CONFLICT DO UPDATE SET attempts = 0",
        (json.dumps(sorted(articles)),),
    )


async def take(db: aiosqlite.Connection, *, limit: int) -> list[int]:
    """The next articles to be done: the latest first, those that failed before last."""
    rows = await db.execute_fetchall(
        "SELECT article_id FROM overdue WHERE attempts < ? ORDER BY attempts, article_id DESC LIMIT ?",
        (MOST_ATTEMPTS, limit),
    )
    return [row[0] for row in rows]


async def failed(db: aiosqlite.Connection, article: int) -> None:
    """Note that an article could not be done."""
    await db.execute("UPDATE overdue SET attempts = attempts + 1 WHERE article_id = ?", (article,))


async def unfollowed(db: aiosqlite.Connection, skip: Collection[int] = ()) -> int | None:
    """The next entry of which it is to be found out which articles it concerns."""
    row = await single(
        db,
        "SELECT min(entry) FROM unfollowed WHERE entry NOT IN (SELECT value FROM json_each(?))",
        (json.dumps(sorted(skip)),),
    )
    return row[0] if row else None


@dataclass(frozen=True, slots=True)
class Left:
    """How many articles are still to be done, how many were given up, and how many entries may concern more."""

    articles: int
    given_up: int = 0
    entries: int = 0

    def __bool__(self) -> bool:
        return bool(self.articles or self.entries)


NOTHING_LEFT = Left(0)

_ENTRIES_LEFT = "(SELECT count(*) FROM unfollowed CROSS JOIN corrections ON corrections.id = entry {where})"


async def left(db: aiosqlite.Connection) -> Left:
    """What is left in the whole store."""
    row = await single(
        db,
        f"""
        SELECT coalesce(sum(attempts < :most), 0), coalesce(sum(attempts >= :most), 0), {_ENTRIES_LEFT.format(where="")}
        FROM overdue
        """,
        {"most": MOST_ATTEMPTS},
    )
    return Left(*row) if row else Left(0)


async def left_in(db: aiosqlite.Connection, scope: Scope) -> Left:
    """What is left in scope, but for what was given up."""
    row = await single(
        db,
        f"""
        SELECT count(*), {_ENTRIES_LEFT.format(where="WHERE guild_id = :guild")}
        FROM overdue CROSS JOIN articles ON articles.id = article_id
        WHERE overdue.attempts < :most AND audience_id IN {IN_SCOPE}
        """,
        scope.bind() | {"most": MOST_ATTEMPTS},
    )
    return Left(row[0], entries=row[1]) if row else Left(0)
