"""Retention: for how many days each guild keeps what was posted there, and what was posted before that.

Age counts from the moment of posting: what Discord says of a message, else when it was filed. The date on which an
article was published does not count, so that an old text that is posted today is kept as long as a new one.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

import aiosqlite

from bot.store import settings
from bot.store.single import only

_SETTING = "retention"


@dataclass(frozen=True, slots=True)
class TooOld:
    """What was posted before a moment: articles that nobody posted later, and articles that somebody did."""

    articles: int
    posted_again: int


async def days(db: aiosqlite.Connection, guild: int) -> int | None:
    """For how many days a guild keeps what was posted; None: until it is deleted."""
    value = await settings.read(db, guild, _SETTING)
    return int(value) if value else None


async def keep_for(db: aiosqlite.Connection, guild: int, days: int | None) -> None:
    """Set for how many days a guild keeps what was posted; None: until it is deleted."""
    if days is None:
        await settings.remove(db, guild, _SETTING)
    else:
        await settings.write(db, guild, _SETTING, str(days))


async def beginning(db: aiosqlite.Connection, guild: int, now: datetime) -> datetime | None:
    """The moment before which nothing that was posted in a guild is kept; None where everything is."""
    kept = await days(db, guild)
    return None if kept is None else now - timedelta(days=kept)


async def guilds(db: aiosqlite.Connection) -> list[int]:
    """The guilds in which articles go by their age."""
    rows = await db.execute_fetchall("SELECT guild_id FROM settings WHERE name = ? ORDER BY guild_id", (_SETTING,))
    return [row[0] for row in rows]


async def posted_before(db: aiosqlite.Connection, guild: int, moment: datetime, *, limit: int) -> list[tuple[int, int]]:
    """Some messages of a guild, each its channel and its id, that posted something before a moment.

    What waits in the queue, or could not be read, counts too.
    """
    bound = {"guild": guild, "moment": moment.isoformat(), "limit": limit}
    rows = await db.execute_fetchall(
        f"SELECT channel_id, message_id FROM {_POSTED_BEFORE} LIMIT :limit", bound
    ) or await db.execute_fetchall(
        "SELECT channel_id, message_id FROM drafts WHERE guild_id = :guild AND posted_at < :moment LIMIT :limit", bound
    )
    return list(dict.fromkeys((row[0], row[1]) for row in rows))


async def too_old(db: aiosqlite.Connection, guild: int, moment: datetime) -> TooOld:
    """How many articles of a guild were posted before a moment, whoever may read them."""
    again, articles = await only(
        db,
        f"""
        WITH old (id) AS (SELECT DISTINCT article_id FROM {_POSTED_BEFORE})
        SELECT coalesce(sum(later), 0), coalesce(sum(NOT later), 0) FROM (
            SELECT EXISTS (SELECT 1 FROM postings WHERE article_id = old.id AND posted_at >= :moment) AS later FROM old)
        """,
        {"guild": guild, "moment": moment.isoformat()},
    )
    return TooOld(articles, again)


_POSTED_BEFORE = """
    channels CROSS JOIN postings INDEXED BY postings_by_age ON postings.channel_id = channels.id
    WHERE channels.guild_id = :guild AND postings.posted_at < :moment
"""
