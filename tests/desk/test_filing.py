"""The filing clerk with workers in this process: order, outcomes, faults, other programs, stopping."""

import asyncio
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from bot.articles.types import Draft
from bot.desk import filing, loop, posting
from bot.desk.desk import Desk
from bot.desk.filing import NEXT, Item, Outcome, Ticket
from bot.store import articles, derived, drafts, queue
from bot.store.errors import StoreError, StoreFullError
from bot.store.rows import Article, Place
from bot.store.scope import LOCAL, Scope
from bot.work.errors import SetupFailed, StageFailed, WorkerClosed, WorkerDied
from bot.work.staff import ANALYSE
from bot.work.types import Stage
from tests.desk.workers import Here, desk_of

SCOPE = Scope(LOCAL)
STORY = "The Library of Congress bought the books of Thomas Jefferson. Jefferson had collected them for fifty years."

PATIENT = 30.0
"""Seconds after which a test that waits for ever fails; nothing here needs more than one."""


@pytest.fixture(autouse=True)
def brisk(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rests and looks are short."""
    monkeypatch.setattr(loop, "PAUSE_SECONDS", 0.01)
    monkeypatch.setattr(filing, "PAUSE_SECONDS", 0.01)
    monkeypatch.setattr(filing, "_LOOK_SECONDS", 0.02)


def story(n: int) -> str:
    return f"Report {n} came. {STORY}"


async def put(desk: Desk, texts: Sequence[str], *, live: bool = True, first: int = 1) -> list[Ticket]:
    room = await posting.local_channel(desk, "room")
    return await desk.filing.post(
        [Item(Draft(text.encode()), Place(LOCAL, room, n), live=live) for n, text in enumerate(texts, start=first)]
    )


async def outcomes(desk: Desk, tickets: Sequence[Ticket]) -> list[Outcome]:
    async with asyncio.timeout(PATIENT):
        return [await desk.filing.outcome(ticket) for ticket in tickets]


async def idle(desk: Desk) -> None:
    async with asyncio.timeout(PATIENT):
        await desk.filing.idle()


async def shelf(desk: Desk) -> list[Article]:
    """Every article, the oldest first."""
    async with desk.store.reading() as db:
        return (await articles.recent(db, SCOPE, limit=1000))[::-1]


async def until_ready(desk: Desk) -> None:
    """Wait for the first article, whatever refuses meanwhile."""
    async with asyncio.timeout(PATIENT):
        while (await shelf(desk))[0].state != "ready":  # noqa: ASYNC110 - nothing tells of the end of a rest
            await asyncio.sleep(0.01)


def read_texts(worker: Here) -> list[list[str]]:
    return [[draft.raw.decode() for draft in items] for name, items in worker.calls if name == "read_drafts"]


# What comes out


async def test_outcomes_of_whatever_is_posted(tmp_path: Path) -> None:
    async with desk_of(tmp_path) as desk:
        tickets = await put(desk, [STORY, STORY.upper(), "?!", story(2), "\x00\x01\x02\x03" * 50])
        found = await outcomes(desk, tickets)
        await idle(desk)
        assert [one.state for one in found] == ["filed", "duplicate", "rejected", "filed", "rejected"]
        assert [one.number for one in found] == [1, 1, None, 2, None]
        assert found[1].duplicate_of == found[0].external_id == "1"
        assert found[2].reason == "There are no words in this text."
        assert [(one.number, one.state) for one in await shelf(desk)] == [(1, "ready"), (2, "ready")]


async def test_live_postings_go_before_a_backfill(tmp_path: Path) -> None:
    reader, extractor = Here(), Here()
    async with desk_of(tmp_path, reader, extractor, filing=False) as desk:
        await put(desk, [story(n) for n in range(40)], live=False)
        await put(desk, ["Now! " + STORY], first=100)
        desk.filing.start()
        await idle(desk)
    batches = read_texts(reader)
    assert batches[0][0].startswith("Now!")
    assert all(len(batch) <= filing.BATCH for batch in batches)
    assert [text for batch in batches for text in batch][1:] == [story(n) for n in range(40)]
    first = next(items for name, items in extractor.calls if name == "analyse")
    assert first[0].text.startswith("Now!")


async def test_a_posting_while_a_backfill_runs_is_next(tmp_path: Path) -> None:
    reader = Here()
    reader.gate.clear()
    async with desk_of(tmp_path, reader) as desk:
        await put(desk, [story(n) for n in range(40)], live=False)
        await reader.busy.wait()
        await put(desk, ["Now! " + STORY], first=100)
        reader.gate.set()
        await idle(desk)
    assert read_texts(reader)[1][0].startswith("Now!")


async def test_two_postings_at_once_without_places_of_their_own(tmp_path: Path) -> None:
    async with desk_of(tmp_path) as desk:
        filed = await asyncio.gather(*(posting.post(desk, SCOPE, Draft(story(n).encode())) for n in range(8)))
        assert {one.outcome.state for one in filed} == {"filed"}
        assert sorted(one.outcome.number or 0 for one in filed) == list(range(1, 9))
        assert {one.article.state for one in filed if one.article} == {"ready"}


async def test_the_next_message_of_a_channel(tmp_path: Path) -> None:
    async with desk_of(tmp_path) as desk:
        room = await posting.local_channel(desk, "room")
        await put(desk, [STORY], first=41)
        tickets = await desk.filing.post([Item(Draft(story(n).encode()), Place(LOCAL, room, NEXT)) for n in range(2)])
        assert [ticket.place.message for ticket in tickets] == [42, 43]
        await idle(desk)


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

    async def refusing(*given: object) -> bool:
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
    file, write = articles.file, derived.write

    async def filing_poison(db: object, waiting: drafts.Waiting, reading: object) -> object:
        if b"unfiled" in waiting.draft.raw:
            raise KeyError("unfiled")
        return await file(db, waiting, reading)  # type: ignore[arg-type]

    async def deriving_poison(db: object, article: int, extraction: object, resolution: object) -> bool:
        if article == 2:
            raise KeyError("underived")
        return await write(db, article, extraction, resolution)  # type: ignore[arg-type]

    monkeypatch.setattr(articles, "file", filing_poison)
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


async def test_what_was_deferred_is_extracted_when_it_is_resumed_or_posted_anew(tmp_path: Path) -> None:
    async with desk_of(tmp_path) as desk:
        room = await posting.local_channel(desk, "room")
        items = [Item(Draft(story(n).encode()), Place(LOCAL, room, n), deferred=True) for n in range(3)]
        await outcomes(desk, await desk.filing.post(items))
        await idle(desk)
        assert [one.state for one in await shelf(desk)] == ["deferred"] * 3
        await outcomes(desk, await desk.filing.post(items[:1]))
        assert (await posting.post(desk, SCOPE, Draft(story(1).encode()))).outcome.state == "duplicate"
        assert [one.state for one in await shelf(desk)] == ["deferred", "ready", "deferred"]
        assert await desk.filing.resume() == 2
        await idle(desk)
        assert [one.state for one in await shelf(desk)] == ["ready"] * 3


# Other programs on the store, postings that are replaced or withdrawn


async def test_what_another_program_does_is_noticed(tmp_path: Path) -> None:
    async with desk_of(tmp_path, filing=False) as desk:
        tickets = await put(desk, [STORY, "?!", STORY.upper()])
        waiting = [asyncio.create_task(desk.filing.outcome(ticket)) for ticket in tickets]
        async with desk_of(tmp_path) as other:
            await idle(other)
        async with asyncio.timeout(PATIENT):
            found = await asyncio.gather(*waiting)
            await desk.filing.extracted(found[0].article or 0)
        assert [one.state for one in found] == ["filed", "rejected", "duplicate"]
        assert found[2].duplicate_of == "1"


async def test_a_posting_that_another_program_posts_too_is_waited_for(tmp_path: Path) -> None:
    async with desk_of(tmp_path, filing=False) as desk:
        [ticket] = await put(desk, [STORY])
        async with desk_of(tmp_path, filing=False) as other:
            await put(other, [STORY])
        waiting = asyncio.create_task(desk.filing.outcome(ticket))
        await asyncio.sleep(10 * filing._LOOK_SECONDS)
        assert not waiting.done(), "it stands in the queue, if not as it was put there"
        desk.filing.start()
        async with asyncio.timeout(PATIENT):
            assert (await waiting).state == "filed"


async def test_a_draft_that_is_replaced_while_it_is_read(tmp_path: Path) -> None:
    reader = Here()
    reader.gate.clear()
    async with desk_of(tmp_path, reader) as desk:
        [before] = await put(desk, ["Before. " + STORY])
        await reader.busy.wait()
        [after] = await put(desk, ["Afterwards it was changed. " + STORY])
        reader.gate.set()
        found = await outcomes(desk, [before, after])
        await idle(desk)
        assert [one.article for one in found] == [found[1].article] * 2, "both stand for what the message says now"
        async with desk.store.reading() as db:
            texts = await articles.texts(db, [found[1].article or 0])
        assert [text[:10] for text in texts.values()] == ["Afterwards"]
        assert len(await shelf(desk)) == 1


async def test_a_draft_that_is_withdrawn_while_it_is_read(tmp_path: Path) -> None:
    reader = Here()
    reader.gate.clear()
    async with desk_of(tmp_path, reader) as desk:
        [ticket] = await put(desk, [STORY])
        await reader.busy.wait()
        async with desk.store.writing() as db:
            await drafts.take(db, ticket.draft)
        reader.gate.set()
        [found] = await outcomes(desk, [ticket])
        assert (found.state, found.reason) == ("rejected", "It was withdrawn before it was read.")
        assert await shelf(desk) == []


async def test_an_article_that_is_deleted_while_it_is_extracted(tmp_path: Path) -> None:
    extractor = Here()
    extractor.gate.clear()
    async with desk_of(tmp_path, extractor=extractor) as desk:
        [found] = await outcomes(desk, await put(desk, [STORY]))
        await extractor.busy.wait()
        async with desk.store.writing() as db:
            await articles.forget(db, found.article or 0)
        extractor.gate.set()
        async with asyncio.timeout(PATIENT):
            await desk.filing.extracted(found.article or 0)
        await idle(desk)
        assert await shelf(desk) == []


# Very long texts, and stopping


class Patient(Here):
    """The second chunk of a long text waits until another batch has come."""

    def __init__(self) -> None:
        super().__init__()
        self.chunks = 0
        self.other = asyncio.Event()

    async def call(self, stage: Stage[Any, Any], items: list[Any], *, deadline: float | None = None) -> list[Any]:
        if stage is ANALYSE and len(items) == 1:
            self.chunks += 1
            if self.chunks == 2:
                await self.other.wait()
        elif stage is ANALYSE and self.chunks:
            self.other.set()
        return await super().call(stage, items, deadline=deadline)


async def test_a_very_long_text_takes_turns_with_the_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.desk.long_texts.LONG", 2000)
    monkeypatch.setattr("bot.extraction.chunks.chunks.__defaults__", (1000,))
    long = "\n\n".join(story(n) for n in range(40))
    extractor = Patient()
    async with desk_of(tmp_path, extractor=extractor, filing=False) as desk:
        await put(desk, [long, *(story(n) for n in range(100, 140))])
        desk.filing.start()
        await idle(desk)
        assert {one.state for one in await shelf(desk)} == {"ready"}
        async with desk.store.reading() as db:
            [row] = await db.execute_fetchall("SELECT count(*) FROM mentions WHERE article_id = 1")
        assert row[0] >= 80
    names = [name for name, _ in extractor.calls]
    assert extractor.chunks >= 4
    assert names.index("cut") < names.index("join")


async def test_a_chunk_that_fails_fails_its_article(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.desk.long_texts.LONG", 1000)

    def poisoned(name: str, items: list[object]) -> None:
        if name == "analyse":
            raise StageFailed(name, "ValueError", "poison")

    async with desk_of(tmp_path, extractor=Here(poisoned)) as desk:
        await outcomes(desk, await put(desk, ["\n\n".join(story(n) for n in range(20))]))
        await idle(desk)
        [found] = await shelf(desk)
    assert (found.state, found.reason) == ("failed", "Reading it failed (ValueError: poison).")


async def test_a_long_text_waits_for_a_model_that_cannot_start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.desk.long_texts.LONG", 1000)
    refusals = 3

    def setup(name: str, items: list[object]) -> None:
        nonlocal refusals
        if refusals:
            refusals -= 1
            raise SetupFailed("extractor", "not yet", 1)

    async with desk_of(tmp_path, extractor=Here(setup)) as desk:
        await outcomes(desk, await put(desk, ["\n\n".join(story(n) for n in range(20))]))
        await until_ready(desk)


@pytest.mark.parametrize("busy", ["reader", "extractor"])
async def test_stopping_in_the_middle_loses_nothing(tmp_path: Path, busy: str) -> None:
    workers = {"reader": Here(), "extractor": Here()}
    workers[busy].gate.clear()
    async with asyncio.timeout(PATIENT):
        async with desk_of(tmp_path, workers["reader"], workers["extractor"]) as desk:
            tickets = await put(desk, [story(n) for n in range(5)])
            waiting = asyncio.create_task(desk.filing.outcome(tickets[0]))
            await workers[busy].busy.wait()
        assert workers[busy].cancelled == 1
        waiting.cancel()
        await asyncio.gather(waiting, return_exceptions=True)
    async with desk_of(tmp_path) as desk:
        await idle(desk)
        assert [one.state for one in await shelf(desk)] == ["ready"] * 5
        async with desk.store.reading() as db:
            assert await queue.depth(db) == (0, 0)


async def test_who_waits_for_the_queue_is_told_how_much_is_left(tmp_path: Path) -> None:
    told: list[int] = []
    async with desk_of(tmp_path, filing=False) as desk:
        await put(desk, [story(n) for n in range(5)])
        desk.filing.start()
        async with asyncio.timeout(PATIENT):
            await desk.filing.idle(told.append)
    assert told[0] == 5
    assert told[-1] == 0
