"""Whether the file is sound."""

import aiosqlite

from bot.store.single import scalar, single


async def damage(db: aiosqlite.Connection) -> str | None:
    """What SQLite's own check finds wrong with the file, None when nothing is."""
    row = await single(db, "PRAGMA quick_check(1)")
    return None if row is None or row[0] == "ok" else str(row[0])


async def version(db: aiosqlite.Connection) -> int:
    """The version of the file's schema."""
    return await scalar(db, "PRAGMA user_version")
