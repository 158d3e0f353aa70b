"""Starting afresh: derived tables go, and come back the same."""

from bot.store import queue, rebuilding
from bot.store.scope import LOCAL
from tests.store.dump import check_index, dump
from tests.store.filing import derive, file, memory


async def test_a_rebuild_gives_the_same_tables() -> None:
    async with memory() as db:
        for text in ("John Adams met Abigail Adams.", "The president Adams left. No word came from John Adams."):
            await file(db, text)
        await file(db, "John Adams stayed in Vienna.", 50, guild=9)
        before = await dump(db)
        assert await rebuilding.start_afresh(db, LOCAL) == 2
        gone = await dump(db)
        assert len(gone["mentions"]) == 2
        assert len(gone["names"]) == 2
        for unread in await queue.unread(db, limit=9, most_characters=10_000):
            await derive(db, unread.id)
        assert await dump(db) == before


async def test_a_new_index_says_the_same() -> None:
    async with memory() as db:
        await file(db, "John Adams met Abigail Adams.")
        await rebuilding.reindex(db)
        await check_index(db)
