"""Bringing an article's audience and day up to date with its postings and those of its fuller wordings.

Who can read a fuller wording of the same article is shown that one: its channels are left out of the audience of every
other. So whatever a scope is, it sees one wording, the fullest that was posted there, and counts it once.
"""

from collections.abc import Collection
from datetime import datetime

import aiosqlite

from bot.store import derived, drafts, likeness, places
from bot.store.counts import Sign, count
from bot.store.rows import day_of
from bot.store.single import single


async def settle(db: aiosqlite.Connection, article: int) -> None:
    """Bring an article and its other wordings up to date, with everything that is counted by audience and day."""
    elsewhere: set[int] = set()
    for wording in await likeness.wordings(db, article):
        elsewhere |= await _settle(db, wording, elsewhere)


async def _settle(db: aiosqlite.Connection, article: int, elsewhere: Collection[int]) -> set[int]:
    """Settle one wording, given the channels of the fuller ones; its own channels."""
    row = await single(db, "SELECT guild_id, audience_id, day, published, state FROM articles WHERE id = ?", (article,))
    posted = list(
        await db.execute_fetchall("SELECT channel_id, posted_at FROM postings WHERE article_id = ?", (article,))
    )
    if row is None or not posted:
        return set()
    guild, before, day_before, published, state = row
    channels = {channel for channel, _ in posted}
    audience = await places.audience(db, guild, channels, elsewhere)
    day = day_of(drafts.moment(published) or min(datetime.fromisoformat(at) for _, at in posted))
    seen, seen_before = not channels <= set(elsewhere), await places.is_seen(db, before)
    if not seen and seen_before:
        await derived.erase(db, article)
    if (audience, day) != (before, day_before):
        await _move(db, article, (before, audience), (day_before, day))
    if not seen and state != "deferred":
        # Nothing is to be found in it as long as nobody reads it.
        await db.execute("UPDATE articles SET state = 'ready', reason = NULL WHERE id = ?", (article,))
    elif not seen_before and state == "ready":
        await db.execute("UPDATE articles SET state = 'pending' WHERE id = ?", (article,))
    return channels


async def _move(db: aiosqlite.Connection, article: int, audiences: tuple[int, int], days: tuple[int, int]) -> None:
    await count(db, [article], Sign.LESS)
    await db.execute("UPDATE articles SET audience_id = ?, day = ? WHERE id = ?", (audiences[1], days[1], article))
    if audiences[0] != audiences[1]:
        await db.execute("UPDATE appearances SET audience_id = ? WHERE article_id = ?", (audiences[1], article))
        await derived.move_aliases(db, article, *audiences)
    if days[0] != days[1]:
        await derived.redate(db, article)
    await count(db, [article], Sign.MORE)
