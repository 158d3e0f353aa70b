"""Forgetting for good: deleted terms leave the full-text index's old segments and the write-ahead log.

FTS5 keeps a deleted article's terms until the segments that hold them merge; its own 'secure-delete' needs SQLite 3.42.
"""

import aiosqlite

from bot.store.single import scalar, single

_MERGE_PAGES = 150
"""Index pages merged a step: some ten milliseconds, so that a purge never holds the writer for long."""


async def mark_due(db: aiosqlite.Connection) -> None:
    """Note, in the deleting transaction, that deleted terms may still stand in the index."""
    await db.execute("UPDATE purge SET due = due + 1")


async def marks(db: aiosqlite.Connection) -> int:
    """How many deletions have not been purged yet."""
    return await scalar(db, "SELECT due FROM purge")


async def unmark(db: aiosqlite.Connection, marked: int) -> None:
    """Note that all is gone, unless there are more deletions than when the purge began."""
    await db.execute("UPDATE purge SET due = 0 WHERE due = ?", (marked,))


async def merge_some(db: aiosqlite.Connection, *, first: bool) -> bool:
    """Take a step of merging the index to one segment; whether there is more to do.

    The first step starts a merge of all segments, the others go on with it, until a step changes fewer than two rows:
    so FTS5's manual describes it ("The 'merge' Command").
    """
    before = db.total_changes
    await db.execute(
        "INSERT INTO article_index (article_index, rank) VALUES ('merge', ?)",
        (-_MERGE_PAGES if first else _MERGE_PAGES,),
    )
    return first or db.total_changes - before >= 2


async def empty_log(db: aiosqlite.Connection) -> bool:
    """Fold the log into the file and cut it to nothing; False when a reader held it. Outside any transaction."""
    row = await single(db, "PRAGMA wal_checkpoint(TRUNCATE)")
    return bool(row and not row[0])
