"""Articles that say something else while they are in hand: what was found in the old text is never stored."""

import asyncio
from pathlib import Path

import pytest

from bot.desk import long_texts
from bot.desk.desk import Desk
from bot.store import analysis, articles
from bot.work.errors import StageFailed
from tests.desk.clerk import PATIENT, SCOPE, STORY, idle, outcomes, put, shelf
from tests.desk.workers import Here, desk_of

pytestmark = pytest.mark.usefixtures("brisk")

EDITED = "Congress paid 23,950 dollars. The books of Thomas Jefferson came to Washington in ten waggons."


async def newest_is_read(desk: Desk) -> None:
    """The one article says what its message says now, and so does all that was derived from it."""
    await idle(desk)
    [article] = await shelf(desk)
    assert (article.number, article.state, article.versions) == (1, "ready", 1)
    async with desk.store.reading() as db:
        assert await articles.texts(db, [article.id]) == {article.id: EDITED}
        found = await analysis.load(db, article.id)
    names = {mention.span.of(found.text) for mention in found.extraction.mentions}
    assert "Thomas Jefferson" in names
    assert all(name[0].isupper() for name in names)


@pytest.mark.parametrize("long", [False, True])
async def test_an_article_is_edited_while_it_is_extracted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, long: bool
) -> None:
    monkeypatch.setattr(long_texts, "is_long", lambda _: long)
    extractor = Here()
    extractor.gate.clear()
    async with desk_of(tmp_path, extractor=extractor) as desk:
        [first] = await put(desk, [STORY])
        [old] = await outcomes(desk, [first])
        async with asyncio.timeout(PATIENT):
            await extractor.busy.wait()
        waiting = asyncio.create_task(desk.filing.extracted(old.article or 0))
        [second] = await put(desk, [EDITED])
        [new] = await outcomes(desk, [second])
        assert (new.state, new.number) == ("filed", old.number)
        extractor.gate.set()
        async with asyncio.timeout(PATIENT):
            await waiting
        [article] = await shelf(desk)
        assert article.state == "ready", "whoever waits waits for the newest"
        await newest_is_read(desk)


async def test_the_old_text_s_failure_is_not_the_new_one_s(tmp_path: Path) -> None:
    def poison(_: str, items: list[object]) -> None:
        if any("fifty years" in str(item) for item in items):
            raise StageFailed("ANALYSE", "ValueError", "no")

    extractor = Here(poison)
    extractor.gate.clear()
    async with desk_of(tmp_path, extractor=extractor) as desk:
        await outcomes(desk, await put(desk, [STORY]))
        async with asyncio.timeout(PATIENT):
            await extractor.busy.wait()
        await outcomes(desk, await put(desk, [EDITED]))
        extractor.gate.set()
        await newest_is_read(desk)
        async with desk.store.reading() as db:
            assert await articles.total(db, SCOPE) == 1
