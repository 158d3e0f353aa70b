"""Bringing a file's schema up to date: all of a migration or nothing of it."""

import sqlite3
from collections.abc import AsyncIterator
from pathlib import Path

import aiosqlite
import pytest

from bot.store import health, migrate
from bot.store.errors import CorruptStoreError, NewerStoreError
from tests.store.filing import Story, file, memory


@pytest.fixture
async def db(tmp_path: Path) -> AsyncIterator[aiosqlite.Connection]:
    async with aiosqlite.connect(tmp_path / "dossier.db", isolation_level=None) as connection:
        yield connection


async def schema(db: aiosqlite.Connection) -> list[tuple[object, ...]]:
    rows = await db.execute_fetchall("SELECT name, sql FROM sqlite_master ORDER BY name")
    async with db.execute("PRAGMA user_version") as cursor:
        version = await cursor.fetchone()
    return [*(tuple(row) for row in rows), tuple(version or ())]


def test_migrations_count_from_one_without_a_gap() -> None:
    assert [version for version, _ in migrate.migrations()] == list(range(1, len(migrate.migrations()) + 1))


async def test_a_fresh_file_gets_the_newest_version(db: aiosqlite.Connection) -> None:
    newest = migrate.migrations()[-1][0]
    await migrate.check(db)
    assert await migrate.migrate(db) == newest
    assert (await schema(db))[-1] == (newest,)
    assert not db.in_transaction
    for table in ("articles", "names", "article_index"):
        await db.execute(f"SELECT count(*) FROM {table}")


async def test_running_twice_does_nothing(db: aiosqlite.Connection) -> None:
    await migrate.migrate(db)
    before, changes = await schema(db), db.total_changes
    await migrate.check(db)
    await migrate.migrate(db)
    assert (await schema(db), db.total_changes) == (before, changes)


async def test_an_up_to_date_file_is_not_locked(db: aiosqlite.Connection, tmp_path: Path) -> None:
    await migrate.migrate(db)
    other = sqlite3.connect(tmp_path / "dossier.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    await db.execute("PRAGMA busy_timeout = 0")
    await migrate.migrate(db)
    other.close()


async def test_no_table_is_laid_out_so_that_sqlite_takes_it_for_damaged(db: aiosqlite.Connection) -> None:
    """The check of SQLite 3.40 looks for a column where it is declared; WITHOUT ROWID, the key is stored first."""
    await migrate.migrate(db)
    tables = await db.execute_fetchall("SELECT name FROM pragma_table_list WHERE type = 'table' AND wr")
    assert tables
    for (name,) in tables:
        columns = [tuple(row) for row in await db.execute_fetchall("SELECT * FROM pragma_table_info(?)", (name,))]
        stored = sorted(columns, key=lambda column: (not column[5], column[5], column[0]))
        assert [column[2:4] for column in stored] == [column[2:4] for column in columns], name


async def test_watches_are_kept_when_their_table_is_laid_out_anew(
    db: aiosqlite.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    every = migrate.migrations()
    with monkeypatch.context() as before:
        before.setattr(migrate, "migrations", lambda: every[:28])
        await migrate.migrate(db)
    await db.execute(
        "INSERT INTO watches (id, guild_id, owner, asked, sort, every, made_at)"
        " VALUES (3, 0, '7', 'Kim', 'names', 'now', '2024-06-19')"
    )
    await db.execute("INSERT INTO watched_names (watch_id, guild_id, key, kind) VALUES (3, 0, 'kim', 'PERSON')")
    await migrate.migrate(db)
    rows = await db.execute_fetchall("SELECT watch_id, guild_id, key, kind FROM watched_names")
    assert [tuple(row) for row in rows] == [(3, 0, "kim", "PERSON")]
    assert await health.damage(db) is None


async def test_a_channel_that_was_watched_before_there_were_threads_can_get_its_cards_in_them(
    db: aiosqlite.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    every = migrate.migrations()
    before_threads = [(version, script.replace("'card', 'thread', ", "'card', ")) for version, script in every[:31]]
    with monkeypatch.context() as before:
        before.setattr(migrate, "migrations", lambda: before_threads)
        await migrate.migrate(db)
    await db.execute("INSERT INTO channels (id, guild_id, name) VALUES (1, 0, 'news')")
    watch = "INSERT INTO watched (channel_id, guild_id, since, reply, bots, webhooks, length) VALUES"
    await db.execute(f"{watch} (1, 0, 5, 'card', 1, 0, 'long')")
    with pytest.raises(sqlite3.IntegrityError, match="CHECK"):
        await db.execute("UPDATE watched SET reply = 'thread'")
    await migrate.migrate(db)
    await db.execute("UPDATE watched SET reply = 'thread'")
    rows = await db.execute_fetchall("SELECT * FROM watched")
    assert [tuple(row) for row in rows] == [(1, 0, 5, "thread", 1, 0, "long", None)]


async def test_what_ties_names_is_written_for_blocks_that_are_there() -> None:
    outlines = "SELECT block, name_id, key, forms, weight FROM name_blocks ORDER BY block, name_id"
    async with memory() as db:
        told = "John Adams met Abigail Adams in Vienna. Adams wrote to the International Atomic Energy Agency (IAEA)."
        for number in range(5):
            await file(db, Story(f"{told} Day {number}."), 1, message=1 + number)
        written = [tuple(row) for row in await db.execute_fetchall(outlines)]
        assert any(forms for *_, forms in written)
        await db.execute("UPDATE name_blocks SET key = '', forms = '', weight = 0")
        for version in (33, 34):
            *_, filled = migrate.statements(dict(migrate.migrations())[version])
            await db.execute(filled)
        assert [tuple(row) for row in await db.execute_fetchall(outlines)] == written


def with_another(monkeypatch: pytest.MonkeyPatch, script: str) -> int:
    """Have the program know one more migration; its version."""
    present = migrate.migrations()
    version = present[-1][0] + 1
    monkeypatch.setattr(migrate, "migrations", lambda: [*present, (version, script)])
    return version


async def test_a_migration_is_applied_to_what_is_there(
    db: aiosqlite.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    await migrate.migrate(db)
    await db.execute("INSERT INTO guilds (id, name) VALUES (7, 'seven')")
    version = with_another(monkeypatch, "ALTER TABLE guilds ADD COLUMN icon TEXT;\nUPDATE guilds SET icon = 'x';\n")
    assert await migrate.migrate(db) == version
    assert [tuple(r) for r in await db.execute_fetchall("SELECT id, icon FROM guilds")] == [(0, "x"), (7, "x")]


async def test_a_failing_migration_leaves_the_file_as_it_was(
    db: aiosqlite.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    await migrate.migrate(db)
    before = await schema(db)
    with_another(
        monkeypatch,
        "CREATE TABLE extra (a TEXT);\nUPDATE guilds SET name = 'changed';\nINSERT INTO nowhere VALUES (1);\n",
    )
    with pytest.raises(sqlite3.OperationalError, match="nowhere"):
        await migrate.migrate(db)
    assert not db.in_transaction
    assert await schema(db) == before
    assert [tuple(r) for r in await db.execute_fetchall("SELECT name FROM guilds")] == [("local",)]


async def test_a_first_migration_that_fails_leaves_an_empty_file(
    db: aiosqlite.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(migrate, "migrations", lambda: [(1, "CREATE TABLE a (b TEXT);\nCREATE TABLE a (b TEXT);")])
    with pytest.raises(sqlite3.OperationalError, match="already exists"):
        await migrate.migrate(db)
    assert await schema(db) == [(0,)]


async def test_another_program_may_be_quicker(
    db: aiosqlite.Connection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    await migrate.migrate(db)
    version = with_another(monkeypatch, "CREATE TABLE extra (a TEXT);")
    async with aiosqlite.connect(tmp_path / "dossier.db", isolation_level=None) as other:
        await migrate.migrate(other)
    await migrate._apply(db, version, "CREATE TABLE extra (a TEXT);", version)


@pytest.mark.parametrize("step", [migrate.check, migrate.migrate])
async def test_a_newer_file_is_refused(db: aiosqlite.Connection, step: object) -> None:
    await migrate.migrate(db)
    await db.execute("PRAGMA user_version = 42")
    with pytest.raises(NewerStoreError, match=r"of version 42.*versions up to"):
        await (migrate.check(db) if step is migrate.check else migrate.migrate(db))


async def test_another_programs_file_is_refused(db: aiosqlite.Connection) -> None:
    await db.execute("CREATE TABLE recipes (name TEXT)")
    with pytest.raises(CorruptStoreError, match="another program"):
        await migrate.check(db)


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        ("A;\nB;", ["A;", "B;"]),
        ("SELECT 'a;\nb';\nB;", ["SELECT 'a;\nb';", "B;"]),
        ("A; -- a; comment\n-- another;\nB;\n", ["A; -- a; comment", "-- another;\nB;"]),
        ("CREATE TRIGGER t AFTER INSERT ON a BEGIN\n  SELECT 1;\n  SELECT 2;\nEND;\nB;",
         ["CREATE TRIGGER t AFTER INSERT ON a BEGIN\n  SELECT 1;\n  SELECT 2;\nEND;", "B;"]),
        ("A", ["A"]),
        ("\n \n", []),
    ],
)  # fmt: skip
def test_scripts_are_cut_at_the_ends_of_statements(script: str, expected: list[str]) -> None:
    assert list(migrate.statements(script)) == expected
