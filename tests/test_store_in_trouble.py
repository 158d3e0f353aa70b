"""A store that is locked, full, read-only or damaged while the program runs: a clear sentence, and nothing is lost."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from bot.cards.plain import plain
from bot.commands.all import REGISTRY
from bot.commands.ask import Ask
from bot.commands.dispatch import run_line
from bot.desk import extracting, filing, loop
from bot.desk.desk import Desk
from bot.store import articles, database, queue
from bot.store.errors import CorruptStoreError, NewerStoreError
from bot.store.scope import LOCAL, Scope
from tests.desk.workers import Here, desk_of
from tests.store.filing import derive, memory, post, unpost

SCOPE = Scope(LOCAL)
STORY = "The Library of Congress bought the books of Thomas Jefferson. Jefferson had collected them for fifty years."


@pytest.fixture(autouse=True)
def brisk(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "BUSY_SECONDS", 0.05)
    monkeypatch.setattr(loop, "PAUSE_SECONDS", 0.02)
    for waiting in (filing, extracting):
        monkeypatch.setattr(waiting, "LOOK_SECONDS", 0.02)


async def say(desk: Desk, line: str) -> str:
    ask = Ask(SCOPE, desk, asker=None, channel=None, private=True, now=datetime.now(UTC), manager=True)
    async with asyncio.timeout(60):
        return plain(await run_line(REGISTRY, ask, line))


async def pragma(desk: Desk, text: str) -> int:
    """Set something on the connection that writes, outside of a transaction."""
    async with desk.store._writing, desk.store._writer.execute(f"PRAGMA {text}") as cursor:
        row = await cursor.fetchone()
    return int(row[0]) if row else 0


@asynccontextmanager
async def locked(desk: Desk) -> AsyncIterator[None]:
    """Another program writes, and does not end."""
    with closing(sqlite3.connect(desk.store.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


@asynccontextmanager
async def full(desk: Desk) -> AsyncIterator[None]:
    """The disk has no room for another page."""
    await pragma(desk, f"max_page_count = {await pragma(desk, 'page_count')}")
    yield
    await pragma(desk, "max_page_count = 1000000000")


@asynccontextmanager
async def read_only(desk: Desk) -> AsyncIterator[None]:
    """Nothing can be written any more."""
    await pragma(desk, "query_only = 1")
    yield
    await pragma(desk, "query_only = 0")


TROUBLES: list[tuple[Callable[..., object], str]] = [
    (locked, "Another program is writing to {path}. Try again when it has finished."),
    (full, "The disk with {path} is full: nothing of this was kept. Make room and try again."),
    (read_only, "The database {path} is read-only. Give this user write access to it."),
]


@pytest.mark.parametrize(("trouble", "sentence"), TROUBLES)
async def test_who_posts_is_told_and_who_asks_is_answered(tmp_path: Path, trouble: Any, sentence: str) -> None:
    async with desk_of(tmp_path) as desk:
        assert "✅ Filed" in await say(desk, f"ingest {STORY}")
        async with trouble(desk):
            refused = await say(desk, f"ingest Another day came. {STORY * 200}")
            assert refused.splitlines()[0] == sentence.format(path=desk.store.path)
            kept = await say(desk, "delete #1 sure:yes") if trouble is not full else ""
            assert kept.splitlines()[:1] in ([], [sentence.format(path=desk.store.path)])
            assert "Thomas Jefferson" in await say(desk, "entity Jefferson")
            assert "1 article" in await say(desk, "search books")
        assert "✅ Filed" in await say(desk, f"ingest Another day came. {STORY}")
        assert "Articles: 2" in await say(desk, "stats")


@pytest.mark.parametrize(("trouble", "sentence"), TROUBLES)
async def test_what_was_posted_before_is_filed_when_it_is_over(tmp_path: Path, trouble: Any, sentence: str) -> None:
    extractor = Here()
    extractor.gate.clear()
    async with desk_of(tmp_path, extractor=extractor) as desk:
        asked = asyncio.create_task(say(desk, f"ingest {STORY * 200}"))
        await extractor.busy.wait()
        async with trouble(desk):
            extractor.gate.set()
            assert (await asked).splitlines()[0] == sentence.format(path=desk.store.path)
            async with desk.store.reading() as db:
                assert await queue.depth(db) == (0, 1)
            assert "1 article" in await say(desk, "search books")
        async with asyncio.timeout(60):
            while "Waiting: nothing" not in await say(desk, "stats"):  # noqa: ASYNC110 - nothing tells of a rest's end
                await asyncio.sleep(0.02)
        assert "Thomas Jefferson" in await say(desk, "entity Jefferson")


async def test_damage_is_told_and_the_program_stays_up(tmp_path: Path) -> None:
    async with desk_of(tmp_path) as desk:
        assert "✅ Filed" in await say(desk, f"ingest {STORY}")
    path = tmp_path / "dossier.db"
    with closing(sqlite3.connect(path)) as db:
        [(page,)] = db.execute("SELECT rootpage FROM sqlite_master WHERE name = 'postings'").fetchall()
        [(size,)] = db.execute("PRAGMA page_size").fetchall()
    content = bytearray(path.read_bytes())
    content[(page - 1) * size : page * size] = b"\xa5" * size
    path.write_bytes(content)
    async with desk_of(tmp_path) as desk:
        for line in ("recent", "article show #1", f"ingest More. {STORY}"):
            assert (await say(desk, line)).splitlines()[0] == (
                f"The file {path} is damaged. Restore a backup, or name another file."
            )
        assert "Dossier" in await say(desk, "about")


@pytest.mark.parametrize(
    ("mark", "kind"), [("user_version = 99", NewerStoreError), ("application_id = 7", CorruptStoreError)]
)
async def test_a_store_of_another_program_is_refused_as_it_is(tmp_path: Path, mark: str, kind: type[Exception]) -> None:
    async with desk_of(tmp_path) as desk:
        await say(desk, f"ingest {STORY}")
    path = tmp_path / "dossier.db"
    with closing(sqlite3.connect(path)) as db:
        db.execute(f"PRAGMA {mark}")
    before = path.read_bytes()
    with pytest.raises(kind):
        async with desk_of(tmp_path):
            pass
    assert path.read_bytes() == before


async def _steps(names: int) -> int:
    """How many steps SQLite takes to file, file again and forget articles of so many names."""
    steps = 0

    def count() -> int:
        nonlocal steps
        steps += 1
        return 0

    parts = [f"John {chr(65 + n // 676 % 26)}{chr(97 + n // 26 % 26)}{chr(97 + n % 26)}er" for n in range(names)]
    text, turned = (
        "\n\n".join(", ".join(some[n : n + 10]) + " met." for n in range(0, names, 10)) for some in (parts, parts[::-1])
    )
    async with memory() as db:
        await db.set_progress_handler(count, 100)
        for message, said in ((1, text), (2, turned)):
            assert await derive(db, (await post(db, said, 1, message)).article)
        for message in (2, 1):
            await unpost(db, 1, message)
    return steps


async def test_the_store_works_in_proportion_to_the_names_of_an_article() -> None:
    few, many = await _steps(150), await _steps(1200)
    assert many < 16 * few, "eight times the names, far less than sixty-four times the work"


async def test_two_programs_that_file_at_once_lose_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "BUSY_SECONDS", 30.0)
    async with desk_of(tmp_path) as one, desk_of(tmp_path) as other:
        lines = [f"ingest Report {n} came. {STORY}" for n in range(6)]
        said = await asyncio.gather(*(say(desk, line) for desk, line in zip((one, other) * 3, lines, strict=True)))
        assert [card for card in said if "✅ Filed" not in card] == []
        async with one.store.reading() as db:
            assert await articles.total(db, SCOPE) == 6
