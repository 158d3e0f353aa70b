"""The filing clerk with workers in this process: outcomes, their order, what is deferred, stopping."""

import asyncio
from pathlib import Path

import pytest

from bot.articles.types import Draft
from bot.desk import posting
from bot.desk.extracting import BATCH
from bot.desk.filing import NEXT, Item
from bot.store import derived, queue
from bot.store.rows import Place
from bot.store.scope import LOCAL
from tests.desk.clerk import PATIENT, SCOPE, STORY, idle, outcomes, put, read_texts, shelf, story
from tests.desk.workers import Here, desk_of

pytestmark = pytest.mark.usefixtures("brisk")


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
    assert all(len(batch) <= BATCH for batch in batches)
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


async def test_the_next_articles_are_extracted_once_each_while_the_last_ones_are_stored(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write, stored = derived.write, asyncio.Event()

    async def held(*given: object) -> list[int]:
        await stored.wait()
        return await write(*given)  # type: ignore[arg-type]  # what was given is passed on

    extractor = Here()
    async with desk_of(tmp_path, extractor=extractor) as desk, asyncio.timeout(PATIENT):
        room = await posting.local_channel(desk, "room")
        texts = [story(n) for n in range(2 * BATCH)]
        items = [Item(Draft(text.encode()), Place(LOCAL, room, n), deferred=True) for n, text in enumerate(texts)]
        await outcomes(desk, await desk.filing.post(items))
        monkeypatch.setattr(derived, "write", held)
        await desk.filing.resume()
        while len(extractor.calls) < 2:  # noqa: ASYNC110 - nothing tells of a call
            await asyncio.sleep(0.01)
        stored.set()
        await idle(desk)
        assert [source.text for _, batch in extractor.calls for source in batch] == texts
        assert {one.state for one in await shelf(desk)} == {"ready"}


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
