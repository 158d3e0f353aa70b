"""Actions of buttons that are longer than Discord lets a button hold: kept by a key that the button holds instead."""

from collections.abc import Mapping
from datetime import datetime, timedelta

import aiosqlite

from bot.store.single import single
from bot.store.stamps import stamp

_DAYS = 30
"""How long an action is kept: an older button says that it is too old."""


async def keep(db: aiosqlite.Connection, guild: int, actions: Mapping[str, str], now: datetime) -> None:
    """Keep actions of a guild's buttons, JSON by key, and drop what is too old by now."""
    await db.execute("DELETE FROM actions WHERE made_at < ?", (stamp(now - timedelta(days=_DAYS)),))
    await db.executemany(
        "INSERT INTO actions (key, guild_id, action, made_at) VALUES (?, ?, ?, ?)"
        " ON CONFLICT (key) DO UPDATE SET action = excluded.action, made_at = excluded.made_at",
        [(key, guild, action, stamp(now)) for key, action in actions.items()],
    )


async def find(db: aiosqlite.Connection, guild: int, key: str) -> str | None:
    """The action that was kept by a key in this guild; None when it is gone."""
    row = await single(db, "SELECT action FROM actions WHERE key = ? AND guild_id = ?", (key, guild))
    return row[0] if row else None


async def clear(db: aiosqlite.Connection, guild: int) -> None:
    """Drop every action of a guild: something of it is deleted, and an action may name what only that said."""
    await db.execute("DELETE FROM actions WHERE guild_id = ?", (guild,))
