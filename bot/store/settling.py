"""Bringing an article's audience and day up to date with its postings and those of its fuller wordings.

Who can read a fuller wording of the same article is shown that one: its channels are left out of the audience of every
other. So whatever a scope is, it sees one wording, the fullest that was posted there, and counts it once.
"""

import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import aiosqlite

from bot.store import derived, likeness, places, quotes, story_links
from bot.store.counts import Sign, count
from bot.store.rows import day_of
from bot.store.stamps import moment


@dataclass(frozen=True, slots=True)
class _Stored:
    """A wording as it stands, the channels that it is posted in, and what its day and first posting should be."""

    guild: int
    audience: int
    key: str
    day: int
    state: str
    posted_at: str
    channels: frozenset[int]
    right_day: int
    first: str


async def settle(db: aiosqlite.Connection, *articles: int) -> None:
    """Bring articles and their other wordings up to date, with everything that is counted by audience and day."""
    left = set(articles)
    while left:
        wordings = await likeness.wordings(db, left.pop())
        left -= set(wordings)
        stored = await _stored(db, wordings)
        elsewhere: frozenset[int] = frozenset()
        for wording in wordings:
            if found := stored.get(wording):
                await _settle(db, wording, found, elsewhere)
                elsewhere |= found.channels


async def _stored(db: aiosqlite.Connection, wordings: Sequence[int]) -> dict[int, _Stored]:
    ids = json.dumps(list(wordings))
    posted: dict[int, list[tuple[int, str]]] = defaultdict(list)
    for article, channel, at in await db.execute_fetchall(
        "SELECT article_id, channel_id, posted_at FROM postings WHERE article_id IN (SELECT value FROM json_each(?))",
        (ids,),
    ):
        posted[article].append((channel, at))
    rows = await db.execute_fetchall(
        """
        SELECT articles.id, articles.guild_id, audience_id, channels, day, state, published, articles.posted_at
        FROM articles JOIN audiences ON audiences.id = audience_id
        WHERE articles.id IN (SELECT value FROM json_each(?))
        """,
        (ids,),
    )
    found = {}
    for article, guild, audience, key, day, state, published, first in rows:
        if postings := posted[article]:
            channels = frozenset(channel for channel, _ in postings)
            right = min(at for _, at in postings)
            found[article] = _Stored(guild, audience, key, day, state, first, channels, _day(published, right), right)
    return found


def _day(published: str | None, posted_at: str) -> int:
    return day_of(moment(published) or datetime.fromisoformat(posted_at))


async def _settle(db: aiosqlite.Connection, article: int, stored: _Stored, elsewhere: frozenset[int]) -> None:
    """Settle one wording, given the channels of the fuller ones."""
    if stored.first != stored.posted_at:
        await db.execute("UPDATE articles SET posted_at = ? WHERE id = ?", (stored.first, article))
    moved = (places.key(stored.channels, elsewhere), stored.right_day) != (stored.key, stored.day)
    seen = not stored.channels <= elsewhere
    seen_before = seen if not moved else await places.is_seen(db, stored.audience)
    redated = stored.right_day != stored.day
    if (not seen and seen_before) or (seen and redated):
        await derived.erase(db, article)  # with another day "yesterday" is another, too: it is read again
    if moved:
        audience = await places.audience(db, stored.guild, stored.channels, elsewhere)
        await _move(db, article, (stored.audience, audience), (stored.day, stored.right_day))
    if not seen and stored.state != "deferred" and (seen_before or stored.state != "ready"):
        # Nothing is to be found in it as long as nobody reads it.
        await db.execute("UPDATE articles SET state = 'ready', reason = NULL WHERE id = ?", (article,))
    elif seen and not seen_before and stored.state == "ready":
        await db.execute("UPDATE articles SET state = 'pending' WHERE id = ?", (article,))


async def _move(db: aiosqlite.Connection, article: int, audiences: tuple[int, int], days: tuple[int, int]) -> None:
    await count(db, [article], Sign.LESS)
    sketch = await story_links.leave(db, article)
    await db.execute("UPDATE articles SET audience_id = ?, day = ? WHERE id = ?", (audiences[1], days[1], article))
    await db.execute("UPDATE appearances SET day = ? WHERE article_id = ?", (days[1], article))
    if audiences[0] != audiences[1]:
        for table in ("appearances", "events", "event_names"):
            await db.execute(f"UPDATE {table} SET audience_id = ? WHERE article_id = ?", (audiences[1], article))
        await derived.move_aliases(db, article, *audiences)
    await quotes.move(db, article)
    if sketch:
        await story_links.enter(db, article, sketch)
    await count(db, [article], Sign.MORE)
    await derived.reassign(db, article)
