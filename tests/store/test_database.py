"""The file: opened, locked, full, damaged; what is reported then, and what is kept."""

import asyncio
import contextlib
import os
import sqlite3
import threading
from pathlib import Path

import pytest

from bot.store import articles, database, settings
from bot.store.database import Connection, Database
from bot.store.errors import (
    CorruptStoreError,
    NewerStoreError,
    ReadOnlyStoreError,
    StoreBusyError,
    StoreError,
    StoreFullError,
)
from bot.store.scope import LOCAL, Scope
from tests.store.filing import file, post

EVERYTHING = Scope(LOCAL)


async def articles_of(path: Path) -> int:
    store = await Database.open(path)
    try:
        async with store.reading() as db:
            return await articles.total(db, EVERYTHING)
    finally:
        await store.close()


async def write_to(path: Path) -> None:
    store = await Database.open(path)
    try:
        async with store.writing() as db:
            await settings.write(db, LOCAL, "a", "b")
    finally:
        await store.close()


async def post_at_length(store: Database) -> None:
    async with store.writing() as db:
        for n in range(200):
            await post(db, f"Report {n} " + "of a long day. " * 200)


async def post_and_stumble(store: Database) -> None:
    async with store.writing() as db:
        await file(db, "John Adams came.")
        raise ZeroDivisionError


async def test_a_missing_folder_is_made(tmp_path: Path) -> None:
    assert await articles_of(tmp_path / "one" / "two" / "dossier.db") == 0
    assert (tmp_path / "one" / "two" / "dossier.db").exists()


async def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(StoreError, match="folder"):
        await Database.open(tmp_path / "file" / "dossier.db")


async def test_a_folder_in_place_of_the_file(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="cannot be opened"):
        await Database.open(tmp_path)


async def test_a_file_that_is_no_database(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("These are notes.\n" * 100)
    with pytest.raises(CorruptStoreError, match=r"notes\.txt is no Dossier database"):
        await Database.open(path)
    assert path.read_text() == "These are notes.\n" * 100


async def test_a_file_of_another_program_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    other = sqlite3.connect(path)
    other.execute("CREATE TABLE recipes (name TEXT)")
    other.execute("PRAGMA user_version = 1")
    other.close()
    before = path.read_bytes()
    with pytest.raises(CorruptStoreError, match="another program"):
        await Database.open(path)
    assert path.read_bytes() == before


async def test_a_damaged_file(tmp_path: Path) -> None:
    path = tmp_path / "dossier.db"
    assert await articles_of(path) == 0
    content = bytearray(path.read_bytes())
    content[4096:] = b"\xa5" * (len(content) - 4096)
    path.write_bytes(content)
    with pytest.raises(CorruptStoreError, match="Restore a backup"):
        await articles_of(path)


async def test_a_file_of_a_newer_version(tmp_path: Path) -> None:
    path = tmp_path / "dossier.db"
    assert await articles_of(path) == 0
    with sqlite3.connect(path) as newer:
        newer.execute("PRAGMA user_version = 99")
    newer.close()
    with pytest.raises(NewerStoreError, match="version 99"):
        await Database.open(path)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere")
async def test_a_read_only_file(tmp_path: Path) -> None:
    path = tmp_path / "dossier.db"
    assert await articles_of(path) == 0
    path.chmod(0o400)
    with pytest.raises(ReadOnlyStoreError, match="read-only"):
        await write_to(path)


async def test_a_read_only_connection_says_so(store: Database) -> None:
    with pytest.raises(ReadOnlyStoreError, match="Give this user write access"):
        async with store.reading() as db:
            await settings.write(db, LOCAL, "a", "b")


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "BUSY_SECONDS", 0.05)


async def test_a_new_file_that_another_program_is_making(tmp_path: Path, impatient: None) -> None:
    path = tmp_path / "dossier.db"
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreBusyError, match="Another program"):
        await Database.open(path)
    other.execute("ROLLBACK")
    other.close()
    assert await articles_of(path) == 0


async def test_a_locked_store_is_read_and_not_written(tmp_path: Path, impatient: None) -> None:
    path = tmp_path / "dossier.db"
    assert await articles_of(path) == 0
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    store = await Database.open(path)
    try:
        async with store.reading() as db:
            assert await articles.total(db, EVERYTHING) == 0
        with pytest.raises(StoreBusyError, match="Another program"):
            async with store.writing() as db:
                await file(db, "John Adams came.")
        other.execute("ROLLBACK")
        async with store.writing() as db:
            await file(db, "John Adams came.")
    finally:
        other.close()
        await store.close()
    assert await articles_of(path) == 1


async def test_a_full_disk_keeps_nothing_of_a_write_and_everything_from_before(tmp_path: Path) -> None:
    store = await Database.open(tmp_path / "dossier.db")
    try:
        async with store.writing() as db:
            await file(db, "John Adams came.")
            async with db.execute("PRAGMA page_count") as cursor:
                row = await cursor.fetchone()
            assert row is not None
            await db.execute(f"PRAGMA max_page_count = {row[0] + 2}")
        with pytest.raises(StoreFullError, match="Make room"):
            await post_at_length(store)
        async with store.reading() as db:
            assert await articles.total(db, EVERYTHING) == 1
        async with store.writing() as db:
            await db.execute("PRAGMA max_page_count = 1000000")
            await file(db, "Abigail Adams wrote.")
        async with store.reading() as db:
            assert await articles.total(db, EVERYTHING) == 2
    finally:
        await store.close()


async def test_an_exception_undoes_the_whole_transaction(store: Database) -> None:
    with pytest.raises(ZeroDivisionError):
        await post_and_stumble(store)
    async with store.reading() as db:
        assert await articles.total(db, EVERYTHING) == 0
    async with store.writing() as db:
        await file(db, "John Adams came.")


async def test_errors_of_the_caller_are_not_taken_for_errors_of_the_file(store: Database) -> None:
    with pytest.raises(FileNotFoundError):
        async with store.writing():
            raise FileNotFoundError("a picture")
    with pytest.raises(sqlite3.IntegrityError):
        async with store.writing() as db:
            await settings.write(db, 77, "a", "b")


async def test_a_reader_sees_one_state(store: Database) -> None:
    async with store.reading() as before:
        assert await articles.total(before, EVERYTHING) == 0
        async with store.writing() as db:
            await file(db, "John Adams came.")
        assert await articles.total(before, EVERYTHING) == 0
        async with store.reading() as after:
            assert await articles.total(after, EVERYTHING) == 1


async def test_every_reader_sees_what_was_written_before_its_block(store: Database) -> None:
    for n in range(3 * database.READERS):
        async with store.writing() as db:
            await settings.write(db, LOCAL, "turn", str(n))
        async with store.reading() as db:
            assert await settings.read(db, LOCAL, "turn") == str(n)


async def test_readers_that_wait_for_a_block_hold_nothing(store: Database) -> None:
    for _ in range(database.READERS):
        async with store.reading() as db:
            await articles.total(db, EVERYTHING)
    async with store.writing() as db:
        await file(db, "John Adams came.")
    with contextlib.closing(sqlite3.connect(store.path)) as other:
        [(busy, _, _)] = other.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    assert not busy


async def test_a_reader_that_could_not_let_go_does_so_before_it_reads_again(
    store: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def refuse(_: Connection) -> None:
        raise sqlite3.OperationalError("disk I/O error")

    with monkeypatch.context() as broken:
        broken.setattr(Connection, "rollback", refuse)
        for _ in range(database.READERS):
            async with store.reading() as db:
                assert await articles.total(db, EVERYTHING) == 0
            await asyncio.gather(*asyncio.all_tasks() - {asyncio.current_task()})
    async with store.writing() as db:
        await file(db, "John Adams came.")
    for _ in range(database.READERS):
        async with store.reading() as db:
            assert await articles.total(db, EVERYTHING) == 1


async def test_more_readers_than_connections_wait_their_turn(store: Database) -> None:
    async def read() -> int:
        async with store.reading() as db:
            await asyncio.sleep(0)
            return await articles.total(db, EVERYTHING)

    assert await asyncio.gather(*(read() for _ in range(20))) == [0] * 20


@pytest.mark.parametrize("moment", range(1, 12))
async def test_closing_that_is_cancelled_leaves_no_thread_behind(tmp_path: Path, moment: int) -> None:
    before = threading.active_count()
    store = await Database.open(tmp_path / "dossier.db")
    closing = asyncio.create_task(store.close())
    for _ in range(3):
        for _ in range(moment):
            await asyncio.sleep(0)
        closing.cancel()
    await asyncio.wait([closing])
    async with asyncio.timeout(30):
        while threading.active_count() > before:  # noqa: ASYNC110 - a thread tells nobody
            await asyncio.sleep(0.01)


@pytest.mark.parametrize("moment", range(12))
async def test_cancelling_at_any_moment_leaves_the_store_usable(store: Database, moment: int) -> None:
    async def write() -> None:
        async with store.writing() as db:
            await settings.write(db, LOCAL, "half", "one")
            await settings.write(db, LOCAL, "whole", "two")

    async def read() -> None:
        async with store.reading() as db:
            await settings.read(db, LOCAL, "half")

    for work in (write, read):
        task = asyncio.create_task(work())
        for _ in range(moment):
            await asyncio.sleep(0)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
    async with store.writing() as db:
        await settings.write(db, LOCAL, "after", "three")
    for _ in range(database.READERS + 1):
        async with store.reading() as db:
            assert await settings.read(db, LOCAL, "after") == "three"
            half, whole = await settings.read(db, LOCAL, "half"), await settings.read(db, LOCAL, "whole")
            assert (half, whole) in [(None, None), ("one", "two")]
