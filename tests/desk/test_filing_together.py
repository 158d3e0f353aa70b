"""The filing clerk beside other programs, and what is replaced, withdrawn or deleted while it is in hand."""

import asyncio
from pathlib import Path

import pytest

from bot.desk import loop
from bot.store import articles, drafts, postings
from tests.desk.clerk import PATIENT, STORY, idle, outcomes, put, shelf
from tests.desk.workers import Here, desk_of

pytestmark = pytest.mark.usefixtures("brisk")


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
        await asyncio.sleep(10 * loop.LOOK_SECONDS)
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
            await postings.forget(db, found.article or 0)
        extractor.gate.set()
        async with asyncio.timeout(PATIENT):
            await desk.filing.extracted(found.article or 0)
        await idle(desk)
        assert await shelf(desk) == []
