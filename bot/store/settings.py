"""Settings of a guild: small values by name."""

import aiosqlite

from bot.store.single import single


async def read(db: aiosqlite.Connection, guild: int, name: str) -> str | None:
    """The value of a setting, None where it was never set."""
    row = await single(db, "SELECT value FROM settings WHERE guild_id = ? AND name = ?", (guild, name))
    return row[0] if row else None


async def remove(db: aiosqlite.Connection, guild: int, name: str) -> None:
    """Have a setting be as if it was never set."""
    await db.execute("DELETE FROM settings WHERE guild_id = ? AND name = ?", (guild, name))


async def write(db: aiosqlite.Connection, guild: int, name: str, value: str) -> None:
    """Set a value, in place of what it was."""
    await db.execute(
        "INSERT INTO settings (guild_id, name, value) VALUES (?, ?, ?)"
        " ON CONFLICT DO UPDATE SET value = excluded.value",
        (guild, name, value),
    )
