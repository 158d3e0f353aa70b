"""Looking for copies as a store grows: time an article, and what the index costs on disk.

    python -m tests.benchmarks.copies [100000]

Articles have about 400 words by Zipf's law; each has two of 2,000 stock sentences, as agencies' reports have, and one
in ten is an earlier one cut in half. They are stored as they are, without reading or extraction.
"""

import asyncio
import bisect
import itertools
import random
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from bot.store import likeness
from bot.store.database import Connection, Database
from tests.benchmarks.synthetic_names import word

_WORDS, _SENTENCE = 400, 18
_VOCABULARY, _STOCK = 40_000, 2_000
_BATCH = 16


def texts(count: int, seed: int = 1) -> Iterator[str]:
    """So many texts, each when it is asked for; the same every time."""
    rng = random.Random(seed)
    vocabulary = [word(number) for number in range(_VOCABULARY)]
    ranks = list(itertools.accumulate(1 / rank for rank in range(1, _VOCABULARY + 1)))
    stock = [_sentence(rng, vocabulary, ranks) for _ in range(_STOCK)]
    earlier: list[str] = []
    for number in range(count):
        if number % 10 == 9:
            whole = rng.choice(earlier)
            yield whole[: len(whole) // 2]
            continue
        sentences = [_sentence(rng, vocabulary, ranks) for _ in range(_WORDS // _SENTENCE - 2)]
        text = " ".join(rng.sample([*sentences, *rng.choices(stock, k=2)], len(sentences) + 2))
        if len(earlier) < 2_000:
            earlier.append(text)
        else:
            earlier[rng.randrange(2_000)] = text
        yield text


def _sentence(rng: random.Random, vocabulary: list[str], ranks: list[float]) -> str:
    drawn = [vocabulary[bisect.bisect(ranks, rng.random() * ranks[-1])] for _ in range(_SENTENCE)]
    return " ".join(drawn).capitalize() + "."


async def _insert(db: Connection, number: int, text: str) -> None:
    await db.execute(
        """
        INSERT INTO articles (id, guild_id, number, audience_id, fingerprint, external_id, text, language, day,
                              filed_at, state)
        VALUES (?1, 0, ?1, 1, ?1, ?1, ?2, 'en', 1, '2024-06-19', 'ready')
        """,
        (number, text),
    )


async def measure(path: Path, count: int) -> None:
    """File `count` texts, and print what comparing cost whenever there are ten times as many, and in the end."""
    store = await Database.open(path)
    async with store.writing() as db:
        await db.execute("INSERT INTO audiences (id, guild_id, channels) VALUES (1, 0, '[]')")
    made = texts(count)
    found, spent, done, mark = 0, [], 0, 1_000
    while batch := list(itertools.islice(made, _BATCH)):
        async with store.writing() as db:
            for number, text in enumerate(batch, done + 1):
                await _insert(db, number, text)
                start = time.process_time()
                found += await likeness.compare(db, 0, number, text)
                spent.append(time.process_time() - start)
        done += len(batch)
        if done >= mark or done == count:
            last = sorted(spent[-1_000:])
            average, high = 1000 * sum(last) / len(last), 1000 * last[int(0.95 * len(last))]
            print(f"{done:9,} articles: {average:.2f} ms, p95 {high:.2f} ms; {found:,} copies", flush=True)
            mark *= 10
    async with store.reading() as db:
        [(rows,)] = await db.execute_fetchall("SELECT count(*) FROM shingles")
        [(pages,)] = await db.execute_fetchall("SELECT sum(pgsize) FROM dbstat WHERE name = 'shingles'")
    print(f"{rows / count:.0f} rows an article, {pages / (1 << 20):,.0f} MiB for the index")
    await store.close()


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(measure(Path(folder) / "copies.db", int(sys.argv[1]) if len(sys.argv) > 1 else 100_000))
