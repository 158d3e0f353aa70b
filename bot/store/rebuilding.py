"""Starting derived tables afresh: everything goes that articles and corrections can bring back."""

import aiosqlite

from bot.store import purge

_DERIVED = ("sentences", "mentions", '"references"', "roles", "keyphrases", "appearances")
_OF_NAMES = ("aliases", "name_blocks", "names", "entities")


async def start_afresh(db: aiosqlite.Connection, guild: int) -> int:
    """Drop a guild's derived rows and put every article back in the queue; how many articles there are."""
    for table in _DERIVED:
        await db.execute(
            f"DELETE FROM {table} WHERE article_id IN (SELECT id FROM articles WHERE guild_id = ?)", (guild,)
        )
    for table in _OF_NAMES:
        await db.execute(f"DELETE FROM {table} WHERE guild_id = ?", (guild,))
    async with db.execute(
        "UPDATE articles SET state = 'pending', attempts = 0, reason = NULL WHERE guild_id = ?", (guild,)
    ) as cursor:
        return cursor.rowcount


async def reindex(db: aiosqlite.Connection) -> None:
    """Write the full-text index anew from the articles."""
    await db.execute("INSERT INTO article_index (article_index) VALUES ('rebuild')")
    await purge.mark_due(db)
