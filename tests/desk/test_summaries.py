"""Summaries at the desk: what stands around the choice of sentences."""

import asyncio
import threading
from collections.abc import Sequence
from pathlib import Path

import pytest

from bot.articles.types import Draft
from bot.desk import posting, summaries
from bot.store.scope import LOCAL, Scope
from bot.summaries.types import About, Length, Line, Source
from tests.desk.workers import desk_of

SCOPE = Scope(LOCAL)
STORY = "The Library of Congress bought the books of Thomas Jefferson. Jefferson had collected them for fifty years."


async def test_the_event_loop_goes_on_while_a_summary_is_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    went_on = threading.Event()

    def slow(_sources: Sequence[Source], _length: Length, _about: About | None = None) -> list[Line]:
        assert went_on.wait(10.0), "the event loop stood still"
        return []

    async with desk_of(tmp_path) as desk:
        article = (await posting.post(desk, SCOPE, Draft(STORY.encode()))).article
        assert article
        monkeypatch.setattr(summaries, "summarise", slow)
        length = Length(sentences=1)
        async with desk.store.reading() as db:
            for making in (
                summaries.of_article(db, SCOPE, article, length),
                summaries.of_articles(db, SCOPE, [article.id], length),
            ):
                went_on.clear()
                asyncio.get_running_loop().call_later(0.05, went_on.set)
                await making
