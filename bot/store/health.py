"""Whether the file is sound."""

import aiosqlite


async def damage(db: aiosqlite.Connection) -> str | None:
    """What SQLite's own check finds wrong with the file, None when nothing is."""
    async with db.execute("PRAGMA quick_check(1)") as cursor:
        row = await cursor.fetchone()
    return None if row is None or row[0] == "ok" else str(row[0])


async def version(db: aiosqlite.Connection) -> int:
    """The version of the file's schema."""
    async with db.execute("PRAGMA user_version") as cursor:
        row = await cursor.fetchone()
    return int(row[0]) if row else 0
