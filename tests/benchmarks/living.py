"""A running Dossier: from a posted article to its card, the event loop during a backfill, memory, time to start."""

import asyncio
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from bot.articles.types import Draft
from bot.commands.all import REGISTRY
from bot.commands.ask import Ask
from bot.commands.dispatch import run_line
from bot.commands.filing import post_card
from bot.desk import posting
from bot.desk.desk import Desk, open_desk
from bot.desk.filing import Item
from bot.settings import Settings
from bot.store.rows import Place
from bot.store.scope import LOCAL, Scope
from tests.benchmarks.texts import made_up

CARDS = 60
CARD_WORDS = 800
BACKFILL = 150
_TICK = 0.005


@dataclass(frozen=True, slots=True)
class Living:
    """What was measured. Times in seconds, memory in mebibytes (proportional set size of the whole tree)."""

    card_p95: float
    lag_p99: float
    memory: float
    ready: float


def percentile(values: list[float], share: float) -> float:
    """The value that so large a share of the values does not exceed (nearest rank)."""
    return sorted(values)[max(0, -(-int(len(values) * share * 1000) // 1000) - 1)]


async def _cards(desk: Desk) -> list[float]:
    """Seconds from a posted article to its card, one after another."""
    times = []
    for text in made_up(CARDS, CARD_WORDS, seed=2):
        ask = Ask(Scope(LOCAL), desk, None, None, private=True, now=datetime.now(UTC), manager=True)
        start = time.perf_counter()
        await post_card(ask, Draft(text.encode()))
        times.append(time.perf_counter() - start)
    return times[5:]


async def _lags(desk: Desk) -> list[float]:
    """How late the event loop was, every five milliseconds, while a backfill ran."""
    room = await posting.local_channel(desk, "backfill")
    texts = made_up(BACKFILL, CARD_WORDS, seed=3)
    items = [Item(Draft(t.encode()), Place(LOCAL, room, n + 1), live=False) for n, t in enumerate(texts)]
    await desk.filing.post(items)
    done = asyncio.create_task(desk.filing.idle())
    lags = []
    while not done.done():
        start = time.perf_counter()
        await asyncio.sleep(_TICK)
        lags.append(time.perf_counter() - start - _TICK)
    await done
    return lags


def _memory() -> float:
    """The proportional set size of this process and its children, in mebibytes."""
    mine = os.getpid()
    parents = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                fields = (entry / "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            parents[int(entry.name)] = int(fields[1])
    tree = {mine}
    while grown := {pid for pid, parent in parents.items() if parent in tree} - tree:
        tree |= grown
    total = 0
    for pid in tree:
        try:
            rollup = (Path("/proc") / str(pid) / "smaps_rollup").read_text()
        except OSError:
            continue
        total += next(int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Pss:"))
    return total / 1024


async def _measure() -> tuple[float, float, float]:
    with tempfile.TemporaryDirectory() as folder:
        async with open_desk(Settings(database=Path(folder) / "bench.db")) as desk:
            await asyncio.gather(desk.reader.start(), desk.extractor.start())
            cards = await _cards(desk)
            lags = await _lags(desk)
            return percentile(cards, 0.95), percentile(lags, 0.99), _memory()


async def _ready(database: Path) -> float:
    """Seconds from opening the store to the first answered command, in a fresh process, imports included."""
    start = time.perf_counter()
    async with open_desk(Settings(database=database)) as desk:
        ask = Ask(Scope(LOCAL), desk, None, None, private=True, now=datetime.now(UTC), manager=True)
        await run_line(REGISTRY, ask, "stats")
        return time.perf_counter() - start


def measure() -> Living:
    """Measure everything, each part in a process of its own."""
    card, lag, memory = (float(word) for word in _alone("measure").split())
    with tempfile.TemporaryDirectory() as folder:
        database = str(Path(folder) / "start.db")
        _alone("ready", database)
        starts = []
        for _ in range(5):
            begun = time.perf_counter()
            _alone("ready", database)
            starts.append(time.perf_counter() - begun)
    return Living(card, lag, memory, sorted(starts)[len(starts) // 2])


def _alone(*what: str) -> str:
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "tests.benchmarks.living", *what],
        capture_output=True,
        check=True,
        text=True,
        timeout=600,
    )
    return done.stdout.strip().splitlines()[-1]


if __name__ == "__main__":
    if sys.argv[1] == "ready":
        print(asyncio.run(_ready(Path(sys.argv[2]))))
    else:
        print(*asyncio.run(_measure()))
