"""Backups: made while others write, put back, and never at the cost of what is there."""

import asyncio
import os
import sqlite3
import sys
from contextlib import closing
from dataclasses import astuple
from pathlib import Path

import pytest

from bot.store import copying, forgotten, people
from bot.store.copying import Restored, back_up, restore
from bot.store.database import Database
from bot.store.errors import CorruptStoreError, StoreBusyError, StoreError
from bot.store.scope import LOCAL
from bot.store.settings import read, write
from tests.store.filing import file, unpost


def unheard(left: int, pages: int) -> None:
    """Nobody looks at how far it is."""


async def keep(path: Path, value: str) -> None:
    store = await Database.open(path)
    async with store.writing() as db:
        await write(db, LOCAL, "word", value)
    await store.close()


async def kept(path: Path, name: str = "word") -> str | None:
    store = await Database.open(path)
    try:
        async with store.reading() as db:
            return await read(db, LOCAL, name)
    finally:
        await store.close()


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


async def test_a_backup_is_one_moment_while_others_write(store: Database, tmp_path: Path) -> None:
    """Two settings are always written together: no copy has one without the other."""
    stop = asyncio.Event()

    async def go_on() -> None:
        number = 0
        while not stop.is_set():
            number += 1
            async with store.writing() as db:
                await write(db, LOCAL, "word", str(number))
                await write(db, LOCAL, "again", str(number))

    (tmp_path / "copies").mkdir()
    copies = [tmp_path / "copies" / str(number) for number in range(5)]
    async with asyncio.TaskGroup() as group:
        group.create_task(go_on())
        for copy in copies:
            await back_up(store.path, copy, unheard)
        stop.set()
    assert names(tmp_path / "copies") == [copy.name for copy in copies]
    for copy in copies:
        assert await kept(copy) == await kept(copy, "again")
    assert await kept(copies[-1]) is not None


async def test_no_copy_is_kept_that_somebody_began_to_write_into(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where nobody has the file open, it is read without a lock."""
    await keep(tmp_path / "a.db", "snow")
    monkeypatch.setattr(copying, "_PAGES", 10)

    def begin(left: int, pages: int) -> None:
        with closing(sqlite3.connect(tmp_path / "a.db")) as db, db:
            db.execute("UPDATE settings SET value = 'rain' WHERE name = 'word'")

    with pytest.raises(StoreBusyError, match="Try again"):
        await back_up(tmp_path / "a.db", tmp_path / "b.db", begin)
    assert names(tmp_path) == ["a.db"]
    await back_up(tmp_path / "a.db", tmp_path / "b.db", unheard)
    assert await kept(tmp_path / "b.db") == "rain"


async def test_how_far_it_is(tmp_path: Path) -> None:
    await keep(tmp_path / "a.db", "snow")
    told: list[tuple[int, int]] = []
    await back_up(tmp_path / "a.db", tmp_path / "b.db", lambda left, pages: told.append((left, pages)))
    assert told[-1][0] == 0 < told[-1][1]


async def test_what_a_killed_program_left_in_the_log_is_copied(tmp_path: Path) -> None:
    await keep(tmp_path / "a.db", "snow")
    killed = """
import os, sqlite3, sys
db = sqlite3.connect(sys.argv[1])
db.execute("UPDATE settings SET value = 'rain' WHERE name = 'word'")
db.commit()
os._exit(1)
"""
    child = await asyncio.create_subprocess_exec(sys.executable, "-c", killed, tmp_path / "a.db")
    assert await child.wait() == 1
    assert (tmp_path / "a.db-wal").stat().st_size > 0
    await back_up(tmp_path / "a.db", tmp_path / "b.db", unheard)
    assert await kept(tmp_path / "b.db") == "rain"


async def test_an_older_schema_is_copied_as_it_is(tmp_path: Path) -> None:
    await keep(tmp_path / "a.db", "snow")
    with closing(sqlite3.connect(tmp_path / "a.db")) as db:
        db.execute("PRAGMA user_version = 1")
    await back_up(tmp_path / "a.db", tmp_path / "b.db", unheard)
    for path in (tmp_path / "a.db", tmp_path / "b.db"):
        with closing(sqlite3.connect(path)) as db:
            assert db.execute("PRAGMA user_version").fetchone() == (1,)


async def test_nothing_is_written_over(tmp_path: Path) -> None:
    await keep(tmp_path / "a.db", "snow")
    (tmp_path / "notes.txt").write_text("mine")
    with pytest.raises(StoreError, match="already"):
        await back_up(tmp_path / "a.db", tmp_path / "notes.txt", unheard)
    assert (tmp_path / "notes.txt").read_text() == "mine"


@pytest.mark.parametrize(("source", "error"), [("nothing.db", StoreError), ("notes.txt", CorruptStoreError)])
async def test_what_is_no_database_is_not_copied(tmp_path: Path, source: str, error: type[StoreError]) -> None:
    (tmp_path / "notes.txt").write_text("no database " * 1000)
    await keep(tmp_path / "a.db", "snow")
    for way in (
        back_up(tmp_path / source, tmp_path / "b.db", unheard),
        restore(tmp_path / source, tmp_path / "a.db", unheard),
    ):
        with pytest.raises(error):
            await way
    assert names(tmp_path) == ["a.db", "notes.txt"]
    assert await kept(tmp_path / "a.db") == "snow"


async def test_a_damaged_copy_is_not_kept(tmp_path: Path) -> None:
    await keep(tmp_path / "a.db", "snow")
    whole = (tmp_path / "a.db").read_bytes()
    (tmp_path / "a.db").write_bytes(whole[:40_960] + bytes(8_192) + whole[49_152:])
    with pytest.raises(CorruptStoreError):
        await back_up(tmp_path / "a.db", tmp_path / "b.db", unheard)
    assert names(tmp_path) == ["a.db"]


async def test_a_backup_takes_the_place_of_what_is_there_which_is_kept(tmp_path: Path) -> None:
    await keep(tmp_path / "a.db", "snow")
    await back_up(tmp_path / "a.db", tmp_path / "b.db", unheard)
    for word, number in (("rain", 1), ("fog", 2)):
        await keep(tmp_path / "a.db", word)
        aside = (await restore(tmp_path / "b.db", tmp_path / "a.db", unheard)).aside
        assert aside == tmp_path / f"a.db.before-{number}"
        assert await kept(aside) == word
        assert await kept(tmp_path / "a.db") == "snow"
    assert names(tmp_path) == ["a.db", "a.db.before-1", "a.db.before-2", "b.db"]


async def test_a_backup_comes_where_nothing_is(tmp_path: Path) -> None:
    await keep(tmp_path / "a.db", "snow")
    assert await restore(tmp_path / "a.db", tmp_path / "b.db", unheard) == Restored(None, 0)
    assert await kept(tmp_path / "b.db") == "snow"


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="for the superuser nothing is read-only")
async def test_a_backup_may_lie_where_nothing_can_be_written(tmp_path: Path) -> None:
    (tmp_path / "shelf").mkdir()
    await keep(tmp_path / "shelf" / "a.db", "snow")
    (tmp_path / "shelf" / "a.db").chmod(0o444)
    (tmp_path / "shelf").chmod(0o555)
    try:
        await restore(tmp_path / "shelf" / "a.db", tmp_path / "b.db", unheard)
    finally:
        (tmp_path / "shelf").chmod(0o755)
    assert await kept(tmp_path / "b.db") == "snow"


async def test_an_open_database_is_not_replaced(store: Database, tmp_path: Path) -> None:
    await back_up(store.path, tmp_path / "b.db", unheard)
    async with store.writing() as db:
        await write(db, LOCAL, "word", "rain")
    with pytest.raises(StoreBusyError, match="Stop Dossier"):
        await restore(tmp_path / "b.db", store.path, unheard)
    async with store.reading() as db:
        assert await read(db, LOCAL, "word") == "rain"
    assert not [name for name in names(tmp_path) if "restored" in name or "before" in name]


async def test_a_damaged_database_is_replaced_and_kept(tmp_path: Path) -> None:
    await keep(tmp_path / "a.db", "snow")
    await back_up(tmp_path / "a.db", tmp_path / "b.db", unheard)
    (tmp_path / "a.db").write_bytes(b"no database " * 1000)
    aside, again = astuple(await restore(tmp_path / "b.db", tmp_path / "a.db", unheard))
    assert again is None
    assert aside.read_bytes() == b"no database " * 1000
    assert await kept(tmp_path / "a.db") == "snow"


async def texts(path: Path) -> list[tuple[object, ...]]:
    store = await Database.open(path)
    try:
        async with store.reading() as db:
            rows = await db.execute_fetchall(
                "SELECT text, author FROM articles JOIN postings ON article_id = articles.id"
            )
            return sorted(tuple(row) for row in rows)
    finally:
        await store.close()


async def test_what_was_forgotten_since_stays_forgotten(tmp_path: Path) -> None:
    store = await Database.open(tmp_path / "a.db")
    async with store.writing() as db:
        for message, text in ((1, "Snow fell in Boston."), (2, "Rain fell in Paris."), (3, "Fog lay over Oslo.")):
            await file(db, text, 5, message)
        await db.execute("UPDATE postings SET author = '7' WHERE message_id = 3")
    await back_up(store.path, tmp_path / "b.db", unheard)
    async with store.writing() as db:
        await unpost(db, 5, 1)
        await unpost(db, 5, 2)
        await file(db, "Rain fell in Rome.", 5, 2)
        await people.leave_unnamed(db, "7")
        await people.leave_unnamed(db, "8")
    await store.close()
    assert (await restore(tmp_path / "b.db", store.path, unheard)).again == 1
    assert await texts(store.path) == [("Fog lay over Oslo.", None), ("Rain fell in Paris.", "someone")]
    assert b"Boston" not in store.path.read_bytes()
    assert names(tmp_path) == ["a.db", "a.db.before-1", "b.db"]
    again = await Database.open(store.path)
    async with again.reading() as db:
        assert [one.message async for some in forgotten.every(db) for one in some] == [1]
        assert await people.named(db, "8") is None
    await again.close()


async def test_another_store_has_forgotten_nothing_of_a_backup(tmp_path: Path) -> None:
    """Messages of the command line count from one everywhere."""
    for name, text in (("a.db", "Snow fell in Boston."), ("b.db", "Rain fell in Paris.")):
        store = await Database.open(tmp_path / name)
        async with store.writing() as db:
            await file(db, text, 5, 1)
            await db.execute("UPDATE postings SET posted_at = ?", (f"2024-06-19T12:00:00.{ord(name[0])}+00:00",))
            if name == "a.db":
                await unpost(db, 5, 1)
        await store.close()
    assert (await restore(tmp_path / "b.db", tmp_path / "a.db", unheard)).again == 0
    assert [text for text, _ in await texts(tmp_path / "a.db")] == ["Rain fell in Paris."]


@pytest.mark.parametrize("moment", ["hardlink_to", "replace"])
async def test_killed_as_it_takes_its_place_there_is_a_database(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, moment: str
) -> None:
    await keep(tmp_path / "a.db", "snow")
    await back_up(tmp_path / "a.db", tmp_path / "b.db", unheard)
    await keep(tmp_path / "a.db", "rain")

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(Path, moment, killed)
        with pytest.raises(KeyboardInterrupt):
            await restore(tmp_path / "b.db", tmp_path / "a.db", unheard)
    assert await kept(tmp_path / "a.db") == "rain"
