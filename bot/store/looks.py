"""How far each reader has looked: the window of articles that was shown to them last."""

from dataclasses import dataclass
from datetime import datetime

import aiosqlite

from bot.store.news import Window
from bot.store.single import single
from bot.store.stamps import stamp


@dataclass(frozen=True, slots=True)
class Look:
    """When somebody last looked, and what they were shown: what was new `since` they had looked before that."""

    window: Window
    at: datetime
    since: datetime | None


async def last(db: aiosqlite.Connection, guild: int, reader: str) -> Look | None:
    """When a reader last looked in a guild; None where they never did."""
    row = await single(
        db,
        "SELECT after_id, until_id, day, looked_at, since FROM looks WHERE guild_id = ? AND reader = ?",
        (guild, reader),
    )
    if row is None:
        return None
    since = datetime.fromisoformat(row[4]) if row[4] else None
    return Look(Window(row[0], row[1], row[2]), datetime.fromisoformat(row[3]), since)


async def note(db: aiosqlite.Connection, guild: int, reader: str, look: Look) -> None:
    """Note that a reader is shown a window, in place of what they were shown before."""
    await db.execute(
        "INSERT INTO looks (guild_id, reader, after_id, until_id, day, looked_at, since) VALUES (?, ?, ?, ?, ?, ?, ?)"
        " ON CONFLICT DO UPDATE SET after_id = excluded.after_id, until_id = excluded.until_id, day = excluded.day,"
        " looked_at = excluded.looked_at, since = excluded.since",
        (
            guild, reader, look.window.after, look.window.until, look.window.day,
            stamp(look.at), stamp(look.since) if look.since else None,
        ),
    )  # fmt: skip
