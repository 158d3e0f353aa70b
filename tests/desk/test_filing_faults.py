"""The filing clerk when a worker or the store fails: what is told, who waits, and that the rest goes on."""

import asyncio
from collections.abc import Sequence
from pathlib import Path

import pytest

from bot.articles.types import Draft
from bot.desk import posting
from bot.store import derived, drafts, postings
from bot.store.errors import StoreError, StoreFullError
from bot.work.errors import MachineTrouble, SetupFailed, StageFailed, WorkerClosed, WorkerDied
from tests.desk.clerk import PATIENT, SCOPE, STORY, idle, outcomes, put, shelf, story, until_ready
from tests.desk.workers import Here, desk_of

pytestmark = pytest.mark.usefixtures("brisk")


# Workers that fail


async def test_a_batch_that_fails_is_read_one_by_one(tmp_path: Path) -> None:
    def poisoned(name: str, items: list[Draft]) -> None:
        if any(b"poison" in draft.raw for draft in items):
            raise StageFailed(name, "ValueError", "poison")

    reader = Here(poisoned)
    async with desk_of(tmp_path, reader, filing=False) as desk:
        tickets = await put(desk, [story(1), "poison " + STORY, story(2)])
        desk.filing.start()
        found = await outcomes(desk, tickets)
        assert [one.state for one in found] == ["filed", "failed", "filed"]
        assert found[1].reason == "Reading it failed (ValueError: poison)."
        await idle(desk)
        assert await outcomes(desk, tickets) == found, "the same when it is asked again, from the store"
        async with desk.store.reading() as db:
            [kept] = await db.execute_fetchall("SELECT raw, attempts FROM drafts WHERE state = 'failed'")
        assert (kept[0], kept[1]) == (("poison " + STORY).encode(), 2)


async def test_an_article_that_kills_the_model_fails_alone(tmp_path: Path) -> None:
    def deadly(name: str, items: list[object]) -> None:
        if any("poison" in getattr(item, "text", "") for item in items):
            raise WorkerDied(name, -9)

    extractor = Here(deadly)
    async with desk_of(tmp_path, extractor=extractor, filing=False) as desk:
        tickets = await put(desk, [story(1), "Of poison. " + STORY, story(2)])
        desk.filing.start()
        await idle(desk)
        assert [one.state for one in await outcomes(desk, tickets)] == ["filed"] * 3
        found = await shelf(desk)
        assert [one.state for one in found] == ["ready", "failed", "ready"]
        assert found[1].reason == "The reader was killed (signal 9); the machine may be short of memory."
        for ticket in tickets:
            await desk.filing.extracted((await desk.filing.outcome(ticket)).article or 0)


async def test_a_model_that_cannot_start_is_told_and_tried_again(tmp_path: Path) -> None:
    broken = True

    def setup(name: str, items: list[object]) -> None:
        if broken:
            raise SetupFailed("extractor", "no model of that name", 1)

    async with desk_of(tmp_path, extractor=Here(setup)) as desk:
        async with asyncio.timeout(PATIENT):
            filed = await posting.post(desk, SCOPE, Draft(STORY.encode()))
            assert filed.outcome.state == "filed"
            assert filed.hindrance == "the worker 'extractor' could not start: no model of that name"
            with pytest.raises(SetupFailed):
                await desk.filing.idle()
            broken = False
            await until_ready(desk)


async def test_while_the_disk_is_full_everything_waits(tmp_path: Path) -> None:
    full = True

    def refused(name: str, items: list[object]) -> None:
        if full:
            raise MachineTrouble(name, "OSError: [Errno 28] No space left on device")

    async with desk_of(tmp_path, extractor=Here(refused)) as desk, asyncio.timeout(PATIENT):
        tickets = await put(desk, [story(n) for n in range(3)])
        with pytest.raises(MachineTrouble, match="No space left"):
            await desk.filing.idle()
        assert [one.state for one in await shelf(desk)] == ["pending"] * 3
        full = False
        await until_ready(desk)
        await idle(desk)
        assert [one.state for one in await shelf(desk)] == ["ready"] * 3
        assert [one.state for one in await outcomes(desk, tickets)] == ["filed"] * 3


async def test_a_reader_that_cannot_start_is_told_and_nothing_is_lost(tmp_path: Path) -> None:
    def closed(name: str, items: list[object]) -> None:
        raise WorkerClosed("reader")

    async with desk_of(tmp_path, Here(closed)) as desk:
        [ticket] = await put(desk, [STORY])
        with pytest.raises(WorkerClosed):
            await outcomes(desk, [ticket])
    async with desk_of(tmp_path) as desk:
        await idle(desk)
        assert [one.state for one in await shelf(desk)] == ["ready"]


async def test_a_fault_of_our_own_does_not_end_filing(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    faults = [ZeroDivisionError("once")]

    def slip(name: str, items: list[object]) -> None:
        if faults:
            raise faults.pop()

    async with desk_of(tmp_path, Here(slip), Here(slip)) as desk:
        [found] = await outcomes(desk, await put(desk, [STORY]))
        assert found.state == "filed"
    assert "reading rests" in caplog.text


# The store that fails


async def test_a_full_disk_is_told_and_what_waits_goes_on_later(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    full = True
    write = derived.write

    async def refusing(*given: object) -> list[int]:
        if full:
            raise StoreFullError("The disk is full.")
        return await write(*given)  # type: ignore[arg-type]  # what was given is passed on

    monkeypatch.setattr(derived, "write", refusing)
    async with desk_of(tmp_path) as desk:
        [found] = await outcomes(desk, await put(desk, [STORY]))
        with pytest.raises(StoreError, match="full"):
            async with asyncio.timeout(PATIENT):
                await desk.filing.extracted(found.article or 0)
        assert [one.state for one in await shelf(desk)] == ["pending"]
        full = False
        await until_ready(desk)


async def test_a_posting_that_is_not_on_disk_is_not_acknowledged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def refusing(*given: object, **named: object) -> int:
        raise StoreFullError("The disk is full.")

    async with desk_of(tmp_path) as desk:
        with monkeypatch.context() as full:
            full.setattr(drafts, "add", refusing)
            with pytest.raises(StoreFullError):
                await put(desk, [STORY])
        [found] = await outcomes(desk, await put(desk, [STORY]))
        assert found.state == "filed"


async def test_one_article_that_cannot_be_stored_does_not_stop_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    file, write = postings.file, derived.write

    async def filing_poison(db: object, waiting: drafts.Waiting, reading: object) -> object:
        if b"unfiled" in waiting.draft.raw:
            raise KeyError("unfiled")
        return await file(db, waiting, reading)  # type: ignore[arg-type]

    async def deriving_poison(db: object, found: Sequence[derived.Found]) -> list[int]:
        if any(one.article == 2 for one in found):
            raise KeyError("underived")
        return await write(db, found)  # type: ignore[arg-type]

    monkeypatch.setattr(postings, "file", filing_poison)
    monkeypatch.setattr(derived, "write", deriving_poison)
    async with desk_of(tmp_path, filing=False) as desk:
        tickets = await put(desk, [story(1), story(2), "unfiled " + STORY, story(3)])
        desk.filing.start()
        found = await outcomes(desk, tickets)
        await idle(desk)
        assert [one.state for one in found] == ["filed", "filed", "failed", "filed"]
        assert found[2].reason == "Filing it failed (KeyError)."
        shelved = await shelf(desk)
    assert [one.state for one in shelved] == ["ready", "failed", "ready"]
    assert shelved[1].reason == "Storing what was found in it failed (KeyError)."
    assert "underived" in caplog.text
    assert "unfiled" in caplog.text
