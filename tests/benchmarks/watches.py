"""What 10,000 watches in one guild add to the filing of an article.

    python -m tests.benchmarks.watches

Half of them are about names, half are searches of one to three words, drawn by their rank but for the commonest, which
stand in every other article. What matches costs some 8 µs each to note; how many do is printed.
"""

import asyncio
import random
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from bot.identity.types import NameId
from bot.search.anchors import anchors
from bot.search.query import parse
from bot.store import alerts, watches
from bot.store.database import Database
from bot.store.scope import LOCAL
from bot.store.watches import Watch
from tests.benchmarks import synthetic
from tests.benchmarks.synthetic_names import word

WATCHES = 10_000
ARTICLES = 2_000
TIMED = 200
SEED = 11


async def measure(path: Path) -> tuple[float, float, float, float]:
    """Milliseconds for an article, without any watch and with all of them: mean, 95th percentile; then the matches."""
    store = await Database.open(path)
    chance = random.Random(SEED)
    now = datetime.now(UTC)
    try:
        without = await _timed(store, now)
        async with store.writing() as db:
            rows = await db.execute_fetchall("SELECT key, kind FROM names ORDER BY articles DESC")
            names = [(row[0], row[1]) for row in rows]
            for number in range(WATCHES):
                watch, stems = _watch(chance, names, number)
                await watches.add(db, watch, now, stems)
        times = await _timed(store, now)
        async with store.reading() as db:
            [(matches,)] = await db.execute_fetchall("SELECT count(*) FROM alerts")
    finally:
        await store.close()
    return sum(without) / len(without), sum(times) / len(times), times[int(len(times) * 0.95)], matches / TIMED


def _watch(chance: random.Random, names: list[NameId], number: int) -> tuple[Watch, tuple[str, ...]]:
    def rank(first: int, size: int) -> int:
        return min(int(first * (size / first) ** chance.random()), size - 1)

    if number % 2:
        return Watch(LOCAL, str(number % 500), None, "a name", "now", None, (names[rank(50, len(names))],)), ()
    typed = " ".join(word(rank(1_000, 20_000)) for _ in range(chance.randint(1, 3)))
    stems = tuple(anchors(parse(typed, datetime.now(UTC).date())))
    return Watch(LOCAL, str(number % 500), None, typed, "now", None, (), "search"), stems


async def _timed(store: Database, now: datetime) -> list[float]:
    times = []
    for article in range(1, TIMED + 1):
        async with store.writing() as db:
            began = time.perf_counter()
            await alerts.raise_for(db, article, now)
            times.append(1000 * (time.perf_counter() - began))
    return sorted(times)


def main() -> None:
    """Write a store, and print what was measured."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "watches.db"
        for _ in synthetic.write(path, ARTICLES):
            pass
        without, mean, most, matches = asyncio.run(measure(path))
    print(f"an article without watches: {without:.2f} ms")
    print(f"with {WATCHES:,} watches: {mean:.2f} ms, p95 {most:.2f} ms (to hold: 5 ms); {matches:.0f} match an article")


if __name__ == "__main__":
    main()
