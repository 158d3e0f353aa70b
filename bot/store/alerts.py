"""Alerts: which articles watches may be about, from the moment they are filed until they were told."""

import json
from collections.abc import Sequence
from datetime import datetime

import aiosqlite

from bot.search.anchors import stems
from bot.store.aside import aside
from bot.store.single import scalar, single
from bot.store.stamps import stamp

_PER_NAME = 50
"""Characters of a text that take as long as one name does, for which `aside` reckons."""

MOST_KEPT = 50
"""Articles of one watch that wait to be told: of a watch that nobody hears of, the oldest are dropped."""


async def raise_for(db: aiosqlite.Connection, article: int, now: datetime) -> int:
    """Note an article that was just extracted for every watch that it may concern; for how many that is.

    What a backfill files concerns none. A watch that was told of the same article in another wording is passed over.
    Costs one look for each name and each stem of the article, however many watches there are.
    """
    row = await single(
        db,
        "SELECT guild_id, coalesce(title, ''), text FROM articles WHERE id = ? AND live = 1"
        " AND EXISTS (SELECT 1 FROM watches WHERE watches.guild_id = articles.guild_id)",
        (article,),
    )
    if row is None:
        return 0
    guild, title, text = row
    words = await aside(len(text) // _PER_NAME, stems, f"{title}\n{text}")
    async with db.execute(
        """
        INSERT OR IGNORE INTO alerts (watch_id, article_id, due_at)
        SELECT watch_id, :article, :now FROM (
            SELECT wanted.watch_id AS watch_id
            FROM appearances AS here JOIN names AS name ON name.id = here.name_id
            CROSS JOIN names AS other ON other.entity_id = name.entity_id
            CROSS JOIN watched_names AS wanted
            ON wanted.guild_id = :guild AND wanted.key = other.key AND wanted.kind = other.kind
            WHERE here.article_id = :article
            UNION
            SELECT stems.watch_id FROM json_each(:stems) AS word
            CROSS JOIN watched_stems AS stems ON stems.guild_id = :guild AND stems.stem = word.value
        ) AS concerned
        WHERE NOT EXISTS (
            SELECT 1 FROM likenesses CROSS JOIN alerts AS known
            ON known.watch_id = concerned.watch_id AND known.article_id = likenesses.other_id
            WHERE likenesses.article_id = :article)
        """,
        {
            "guild": guild,
            "article": article,
            "stems": json.dumps(sorted(words)),
            "now": stamp(now),
        },
    ) as cursor:
        return cursor.rowcount


async def due(db: aiosqlite.Connection, now: datetime, *, limit: int) -> list[int]:
    """The watches that have alerts to be looked at by now, the longest due first."""
    rows = await db.execute_fetchall(
        """
        SELECT watch_id FROM alerts INDEXED BY alerts_due WHERE state = 'waiting' AND due_at <= ?
        GROUP BY watch_id ORDER BY min(due_at), watch_id LIMIT ?
        """,
        (stamp(now), limit),
    )
    return [row[0] for row in rows]


async def waiting(db: aiosqlite.Connection, watch: int) -> dict[int, datetime]:
    """The articles that wait to be told of by a watch, in the order of filing, and since when each is due."""
    rows = await db.execute_fetchall(
        "SELECT article_id, due_at FROM alerts WHERE watch_id = ? AND state = 'waiting' ORDER BY article_id", (watch,)
    )
    return {row[0]: datetime.fromisoformat(row[1]) for row in rows}


async def unheard_of(db: aiosqlite.Connection, watch: int) -> list[int]:
    """The articles that a watch could not tell of, in the order of filing."""
    rows = await db.execute_fetchall(
        "SELECT article_id FROM alerts WHERE watch_id = ? AND state = 'kept' ORDER BY article_id", (watch,)
    )
    return [row[0] for row in rows]


async def postpone(db: aiosqlite.Connection, watch: int, until: datetime) -> None:
    """Look at what waits of a watch no sooner than at a time."""
    await db.execute(
        "UPDATE alerts SET due_at = ? WHERE watch_id = ? AND state = 'waiting'",
        (stamp(until), watch),
    )


async def told(db: aiosqlite.Connection, watch: int, articles: Sequence[int], *, heard: bool) -> None:
    """Note that articles were told of; where nobody heard it, they are kept until their reader comes by."""
    await db.execute(
        "UPDATE alerts SET state = ? WHERE watch_id = ? AND article_id IN (SELECT value FROM json_each(?))",
        ("told" if heard else "kept", watch, json.dumps(list(articles))),
    )
    await db.execute(
        """
        DELETE FROM alerts WHERE watch_id = :watch AND state <> 'waiting' AND article_id NOT IN (
            SELECT article_id FROM alerts WHERE watch_id = :watch AND state <> 'waiting'
            ORDER BY article_id DESC LIMIT :most)
        """,
        {"watch": watch, "most": MOST_KEPT},
    )


async def drop(db: aiosqlite.Connection, watch: int, articles: Sequence[int]) -> None:
    """Forget alerts that turned out to be none."""
    await db.execute(
        "DELETE FROM alerts WHERE watch_id = ? AND article_id IN (SELECT value FROM json_each(?))",
        (watch, json.dumps(list(articles))),
    )


async def unheard(db: aiosqlite.Connection, owner: str) -> int:
    """How many alerts of somebody could not be sent."""
    return await scalar(
        db,
        """
        SELECT count(*) FROM watches CROSS JOIN alerts INDEXED BY alerts_kept ON alerts.watch_id = watches.id
        WHERE watches.owner = ? AND alerts.state = 'kept'
        """,
        (owner,),
    )
