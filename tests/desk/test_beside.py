"""What corrections leave for later: done a few at a time beside everything else, now or after the next start."""

from pathlib import Path

import aiosqlite
import pytest

from bot.desk import beside, checkup, turns
from bot.settings import Settings
from bot.store import correcting, derived, overdue
from bot.store.corrections import Entry
from bot.store.database import Database
from bot.store.overdue import Left
from bot.store.scope import LOCAL, Scope
from bot.store.stats import stats
from tests.desk.workers import Here, desk_of, employ
from tests.store.corrections import Said, at_once, correct
from tests.store.dump import Dump, dump
from tests.store.filing import file, memory, unpost

TEXTS = [f"John Adams met Theodore Roosevelt. Adams went to Vienna {number} times." for number in range(9)]
OFF = Said("alias off", (("adams", "PERSON"), ("john adams", "PERSON")), detail={"form": "adams"})


async def fill(db: aiosqlite.Connection) -> None:
    for number, text in enumerate(TEXTS):
        await file(db, text, 1 + number % 2, number + 1)
    await correct(db, Said("ban string", text="Nothing"))


async def done_at_once() -> Dump:
    async with memory() as db:
        await fill(db)
        await correct(db, OFF)
        return await dump(db)


async def left_behind(path: Path) -> None:
    """A store with an entry that was made, and nothing done of what it concerns."""
    store = await Database.open(path)
    async with store.writing() as db:
        await fill(db)
        with at_once(0):
            await correct(db, OFF)
    await store.close()


async def content(store: Database) -> Dump:
    async with store.reading() as db:
        return await dump(db)


async def test_what_was_left_is_done_after_the_next_start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    await left_behind(tmp_path / "dossier.db")
    employ(monkeypatch, Here(), Here())
    found = [check async for check in checkup.examine(Settings(database=tmp_path / "dossier.db"))]
    told = [check.finding for check in found if check.what == "Corrections" and check.sound]
    assert told == ["they have not reached all articles yet (9 left); Dossier goes on as it runs"]
    async with desk_of(tmp_path, filing=False) as desk, desk.store.reading() as db:
        assert (await stats(db, Scope(LOCAL))).overdue == Left(9)
        assert (await stats(db, Scope(LOCAL, frozenset({2})))).overdue == Left(4)
    async with desk_of(tmp_path) as desk:
        await desk.filing.followed()
        assert await content(desk.store) == await done_at_once()


async def test_other_writing_goes_on_between_and_a_stop_loses_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    await left_behind(tmp_path / "dossier.db")
    monkeypatch.setattr(beside, "_TOGETHER", 1)
    monkeypatch.setattr(turns, "WORK_SECONDS", 0.0)
    monkeypatch.setattr(turns, "REST_SECONDS", 0.001)
    seen: list[int] = []
    for _ in range(3):
        async with desk_of(tmp_path) as desk, desk.store.writing() as db:
            seen.append((await overdue.left(db)).articles)
            await unpost(db, 1, 1)
            await file(db, TEXTS[0], 1, 1)
    assert seen == sorted(seen, reverse=True)
    async with desk_of(tmp_path) as desk:
        await desk.filing.followed()
        assert await content(desk.store) == await done_at_once()


async def test_one_that_cannot_be_done_keeps_no_other_waiting(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    await left_behind(tmp_path / "dossier.db")
    whole = derived.reassign

    async def broken(db: aiosqlite.Connection, article: int) -> bool:
        if article == 5:
            raise ValueError("this one is odd")
        return await whole(db, article)

    with monkeypatch.context() as patch:
        patch.setattr(derived, "reassign", broken)
        async with desk_of(tmp_path) as desk:
            await desk.filing.followed()
            async with desk.store.reading() as db:
                assert await overdue.left(db) == Left(0, given_up=1)
    assert caplog.text.count("doing article 5 anew") == overdue.MOST_ATTEMPTS
    employ(monkeypatch, Here(), Here())
    found = [check async for check in checkup.examine(Settings(database=tmp_path / "dossier.db"))]
    told = [(check.finding, check.remedy) for check in found if check.what == "Corrections"]
    assert told == [("1 article could not be done anew after them", "Run `dossier rebuild`.")]
    async with desk_of(tmp_path, filing=False) as desk, desk.store.writing() as db:
        await correct(db, Said("ban string", text="Adams"))
        assert await overdue.left(db) == Left(0)


async def test_an_entry_that_cannot_be_followed_keeps_no_other_waiting(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    store = await Database.open(tmp_path / "dossier.db")
    async with store.writing() as db:
        await fill(db)
        odd, other = await correct(db, Said("ban string", text="Vienna")), await correct(db, OFF)
        for entry in (odd, other):
            await db.execute("INSERT INTO unfollowed (entry) VALUES (?)", (entry.id,))
    await store.close()
    whole = correcting.looked_up

    async def broken(db: aiosqlite.Connection, entry: Entry) -> correcting.Looked | None:
        if entry.id == odd.id:
            raise ValueError("this one is odd")
        return await whole(db, entry)

    monkeypatch.setattr(correcting, "looked_up", broken)
    async with desk_of(tmp_path) as desk:
        await desk.filing.followed()
        async with desk.store.reading() as db:
            assert await overdue.left(db) == Left(0, entries=1)
    assert caplog.text.count("finding the articles of correction") == 1
