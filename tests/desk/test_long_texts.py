"""Very long texts: they take turns with the others, and fail or wait as the others do."""

import asyncio
from pathlib import Path
from typing import Any

import pytest

from bot.work.errors import SetupFailed, StageFailed
from bot.work.staff import ANALYSE
from bot.work.types import Stage
from tests.desk.clerk import idle, outcomes, put, shelf, story, until_ready
from tests.desk.workers import Here, desk_of

pytestmark = pytest.mark.usefixtures("brisk")


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
