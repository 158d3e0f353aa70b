"""Forgetting for good: deleted terms leave the full-text index's old segments and the write-ahead log."""

import aiosqlite

_MERGE_PAGES = 500
"""Index pages merged a step: some tens of milliseconds, so that a purge never holds the writer for long."""


async def mark_due(db: aiosqlite.Connection) -> None:
    """Note, in the deleting transaction, that deleted terms may still stand in the index."""
    await db.execute("UPDATE purge SET due = 1")


async def purge_due(db: aiosqlite.Connection) -> bool:
    """Whether a deletion has happened since the last purge."""
    async with db.execute("SELECT due FROM purge") as cursor:
        row = await cursor.fetchone()
    return bool(row and row[0])


async def purge(db: aiosqlite.Connection) -> bool:
    """Merge the index to one segment, empty the log, and say whether there was anything to do.

    FTS5 keeps a deleted article's terms until the segments that hold them merge; its own 'secure-delete' needs
    SQLite 3.42. Merging runs in steps until a step changes fewer than two rows, as FTS5's manual describes.
    """
    if not await purge_due(db):
        return False
    await db.execute("INSERT INTO article_index (article_index, rank) VALUES ('merge', ?)", (-_MERGE_PAGES,))
    while True:
        before = db.total_changes
        await db.execute("INSERT INTO article_index (article_index, rank) VALUES ('merge', ?)", (_MERGE_PAGES,))
        if db.total_changes - before < 2:
            break
    await db.execute("UPDATE purge SET due = 0")
    await db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return True
