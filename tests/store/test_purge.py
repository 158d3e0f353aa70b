"""Forgetting for good: when a purge is due, and what is left in the index after it."""

import asyncio

import pytest

from bot.store import purge
from bot.store.database import Database
from tests.store.dump import check_index
from tests.store.filing import Story, file, unpost

SECRET = Story("John Adams heard a xylophone in Vienna.", "A xylophone")


async def file_secret(store: Database, message: int) -> None:
    async with store.writing() as db:
        await file(db, SECRET, 1, message)


async def file_some(store: Database, first: int, last: int) -> None:
    for n in range(first, last):
        async with store.writing() as db:
            await file(db, Story(f"John Adams wrote letter number{n} to Abigail Adams. " * 9, f"Letter {n}"), 1, n)


async def forget(store: Database, message: int) -> None:
    async with store.writing() as db:
        await unpost(db, 1, message)


async def index_terms(store: Database) -> bytes:
    async with store.reading() as db:
        rows = await db.execute_fetchall("SELECT block FROM article_index_data")
    return b"".join(row[0] for row in rows)


async def test_a_purge_is_due_after_a_deletion_only(store: Database) -> None:
    assert not await store.purge_due()
    assert await store.purge() is False
    await file_some(store, 1, 4)
    assert not await store.purge_due()
    await forget(store, 77)
    assert not await store.purge_due()
    await forget(store, 2)
    assert await store.purge_due()
    assert await store.purge() is True
    assert not await store.purge_due()
    assert await store.purge() is False


async def test_deleted_terms_leave_the_index_and_the_log(store: Database) -> None:
    await file_some(store, 1, 20)
    await file_secret(store, 77)
    await file_some(store, 20, 40)
    await forget(store, 77)
    assert b"xylophon" in await index_terms(store)
    await store.purge()
    assert b"xylophon" not in await index_terms(store)
    async with store.writing() as db:
        await check_index(db)
    wal = store.path.with_name(store.path.name + "-wal")
    assert b"xylophon" not in wal.read_bytes()


async def test_small_steps_come_to_the_same_end(store: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(purge, "_MERGE_PAGES", 1)
    await file_some(store, 1, 15)
    await file_secret(store, 77)
    await file_some(store, 15, 30)
    await forget(store, 77)
    await store.purge()
    assert not await store.purge_due()
    assert b"xylophon" not in await index_terms(store)


async def test_writes_go_on_beside_a_purge(store: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(purge, "_MERGE_PAGES", 1)
    await file_some(store, 1, 20)
    await forget(store, 3)
    await asyncio.gather(store.purge(), file_some(store, 20, 25))
    async with store.writing() as db:
        await check_index(db)
    assert not await store.purge_due()


async def test_a_deletion_during_a_purge_is_not_passed_over(store: Database) -> None:
    await file_some(store, 1, 6)
    await forget(store, 3)
    async with store.reading() as db:
        marked = await purge.marks(db)
    await forget(store, 4)
    async with store.writing() as db:
        await purge.unmark(db, marked)
    assert await store.purge_due()


async def test_a_reader_that_holds_the_log_leaves_the_purge_due(
    store: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    await file_some(store, 1, 4)
    async with store.reading() as db:
        await purge.marks(db)
        await forget(store, 2)
        async with store._writing:
            await store._writer.execute("PRAGMA busy_timeout = 20")
        assert await store.purge() is True
        assert await store.purge_due()
    assert await store.purge() is True
    assert not await store.purge_due()
