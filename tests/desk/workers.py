"""Workers in this process, for tests of what stands around them: real reading, and extraction by a few rules."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable
from datetime import date
from pathlib import Path
from typing import Any, Self, cast

import pytest

from bot.articles.feeds.reader import read as read_feed
from bot.articles.language import language
from bot.articles.reading import read
from bot.articles.types import Draft, Span
from bot.desk.desk import Desk, open_desk
from bot.extraction import chunks
from bot.extraction.types import Extraction, RawText
from bot.identity.types import Resolution
from bot.identity.within import resolve
from bot.settings import Settings
from bot.work import staff
from bot.work.types import Stage
from bot.work.worker import Worker
from tests.store.filing import extract
from tests.store.images import empty, lay

Answer = Callable[[list[Any]], list[Any]]


class Here:
    """Stands for a worker: runs stages in this process, and keeps what was in hand at each call.

    `before` is called with a stage's path and items first: what it raises is the end of the call. While `gate` is
    closed calls wait, and `busy` says that one came; they take their turns.
    """

    def __init__(self, before: Callable[[str, list[Any]], None] | None = None) -> None:
        self.calls: list[tuple[str, list[Any]]] = []
        self.before = before
        self.gate = asyncio.Event()
        self.gate.set()
        self.busy = asyncio.Event()
        self.cancelled = 0
        self.turn = asyncio.Lock()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    async def call(self, stage: Stage[Any, Any], items: list[Any], *, deadline: float | None = None) -> list[Any]:
        name = stage.path.partition(":")[2]
        self.calls.append((name, items))
        self.busy.set()
        try:
            async with self.turn:
                await self.gate.wait()
                await asyncio.sleep(0)
                if self.before:
                    self.before(name, items)
                return STAGES[name](items)
        except asyncio.CancelledError:
            self.cancelled += 1
            raise

    async def start(self) -> None:
        if self.before:
            self.before("start", [])

    async def close(self) -> None:
        """There is no process to end."""


def _analyse(texts: list[RawText]) -> list[tuple[Extraction, Resolution]]:
    return [(found, resolve(raw.text, found)) for raw in texts for found in [extract(raw.text, raw.published)]]


def _texts(texts: list[tuple[str, str | None, date | None]]) -> list[tuple[Extraction, Resolution]]:
    return _analyse([RawText(text, title, language(text), published) for text, title, published in texts])


def _joined(parts: list[tuple[str, list[Span], list[Extraction]]]) -> list[tuple[Extraction, Resolution]]:
    merged = [(text, chunks.merge(spans, found)) for text, spans, found in parts]
    return [(extraction, resolve(text, extraction)) for text, extraction in merged]


def _read(drafts: list[Draft]) -> list[Any]:
    return [read(draft) for draft in drafts]


STAGES: dict[str, Answer] = {
    "read_drafts": _read,
    "read_feeds": lambda feeds: [read_feed(one) for one in feeds],
    "analyse": _analyse,
    "analyse_texts": _texts,
    "uncommon": lambda words: [word not in ("Will", "Hammer") for word in words],
    "cut": lambda texts: [list(chunks.chunks(text)) for text in texts],
    "join": _joined,
}


@contextlib.asynccontextmanager
async def desk_of(
    folder: Path, reader: Here | None = None, extractor: Here | None = None, *, filing: bool = True
) -> AsyncIterator[Desk]:
    """An open desk with these workers."""
    lay(folder / "dossier.db", await empty())
    with pytest.MonkeyPatch.context() as patch:
        employ(patch, reader or Here(), extractor or Here())
        async with open_desk(Settings(database=folder / "dossier.db"), filing=filing) as desk:
            yield desk


def employ(patch: pytest.MonkeyPatch, reader: Here, extractor: Here) -> None:
    """Have every desk that is opened from now on work with these."""
    patch.setattr(staff, "reader", lambda **_: cast("Worker", reader))
    patch.setattr(staff, "extractor", lambda *_, **__: cast("Worker", extractor))
