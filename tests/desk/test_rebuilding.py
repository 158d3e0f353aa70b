"""Rebuilding beside other programs, interrupted anywhere, and when it is said to be needed."""

import asyncio
import contextlib
import sqlite3
import threading
from pathlib import Path

import pytest

from bot.desk import rebuilding
from bot.desk.desk import Desk
from bot.store import derivation
from bot.store import rebuilding as slices
from bot.store.database import Connection
from tests.desk.clerk import idle, outcomes, put, shelf, story
from tests.desk.workers import desk_of
from tests.store.dump import Dump, check_index, dump


@pytest.fixture(autouse=True)
def small_slices(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(slices, "_ROWS", 5)
    monkeypatch.setattr(slices, "_ARTICLES", 2)


async def fill(desk: Desk) -> Dump:
    await outcomes(desk, await put(desk, [story(n) for n in range(5)]))
    await idle(desk)
    return await content(desk)


async def content(desk: Desk) -> Dump:
    async with desk.store.writing() as db:
        await check_index(db)
        return await dump(db)


async def test_others_can_write_between_the_slices(tmp_path: Path) -> None:
    async with desk_of(tmp_path) as desk:
        before = await fill(desk)
    written = []

    def write() -> None:
        with sqlite3.connect(tmp_path / "dossier.db", timeout=0.05, isolation_level=None) as other:
            written.append(other.execute("UPDATE guilds SET name = name").rowcount)
        other.close()

    async with desk_of(tmp_path, filing=False) as desk:
        assert await rebuilding.rebuild(desk.store, write) == 5
        assert len(written) > 10
        assert {one.state for one in await shelf(desk)} == {"pending"}
        desk.filing.start()
        await idle(desk)
        assert await content(desk) == before


async def test_a_program_that_waits_gets_its_turn(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with desk_of(tmp_path) as desk:
        await fill(desk)
    step = slices.step
    steps = 0
    begun, written = asyncio.Event(), threading.Event()

    async def long_step(db: Connection) -> bool:
        nonlocal steps
        steps += 1
        begun.set()
        await asyncio.sleep(0.2)
        await step(db)
        return steps < 60 and not written.is_set()

    def write() -> None:
        with contextlib.closing(sqlite3.connect(tmp_path / "dossier.db", timeout=10, isolation_level=None)) as other:
            other.execute("UPDATE guilds SET name = name")
            written.set()

    monkeypatch.setattr(slices, "step", long_step)
    async with desk_of(tmp_path, filing=False) as desk:
        rebuilt = asyncio.create_task(rebuilding.rebuild(desk.store))
        await begun.wait()
        await asyncio.to_thread(write)
        await rebuilt
        assert steps < 60


class Interrupted(Exception):  # noqa: N818 - it stands for the end of the program
    """The program ends here."""


@pytest.mark.parametrize("slices_taken", [1, 2, 6, 9, 12])
async def test_a_rebuild_that_was_interrupted_is_finished_at_the_next_start(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, slices_taken: int
) -> None:
    left = slices_taken

    def told() -> None:
        nonlocal left
        left -= 1
        if not left:
            raise Interrupted

    async with desk_of(tmp_path) as desk:
        before = await fill(desk)
    async with desk_of(tmp_path, filing=False) as desk:
        with pytest.raises(Interrupted):
            await rebuilding.rebuild(desk.store, told)
        await put(desk, ["Meanwhile it snowed. " + story(9)], first=99)
    async with desk_of(tmp_path) as desk:
        await idle(desk)
        assert "A rebuild was interrupted" in caplog.text
        assert {one.state for one in await shelf(desk)} == {"ready"}
        async with desk.store.writing() as db:
            await slices.begin(db)
        with_more = await content(desk)
        assert len(with_more["articles"]) == len(before["articles"]) + 1
    async with desk_of(tmp_path) as desk:
        await idle(desk)
        assert await content(desk) == with_more


async def test_a_rebuild_is_needed_when_other_rules_read_the_articles(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with desk_of(tmp_path) as desk:
        await fill(desk)
    async with desk_of(tmp_path, filing=False) as desk:
        async with desk.store.reading() as db:
            assert await rebuilding.outdated(db) is None
        monkeypatch.setattr(derivation, "RULES", derivation.RULES + 1)
        async with desk.store.reading() as db:
            assert await rebuilding.outdated(db) == (
                f"The articles here were read by version {derivation.RULES - 1} of the rules for names, and this"
                f" program has version {derivation.RULES}: old and new articles may not agree on who is who until"
                " `dossier rebuild` has read them all again."
            )
        await rebuilding.rebuild(desk.store)
        desk.filing.start()
        await idle(desk)
        async with desk.store.reading() as db:
            assert await rebuilding.outdated(db) is None


async def test_in_an_empty_store_the_rules_are_this_programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with desk_of(tmp_path, filing=False):
        pass
    monkeypatch.setattr(derivation, "RULES", derivation.RULES + 1)
    async with desk_of(tmp_path) as desk:
        await fill(desk)
        async with desk.store.reading() as db:
            assert await rebuilding.outdated(db) is None
