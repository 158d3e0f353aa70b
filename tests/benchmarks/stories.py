"""What linking an article to those on its event costs at filing, and listing stories, in small and in large stores.

usage: python -m tests.benchmarks.stories [ARTICLES]

A hundred articles a day, a fifth of them on events that eight others are on as well; Times are those of the
processor, so that what else the machine does counts less.
"""

import asyncio
import random
import sys
import tempfile
import time
from pathlib import Path

import aiosqlite

from bot.desk import stories as desk
from bot.store import places, story_links
from bot.store.database import Database
from bot.store.likeness import salt
from bot.store.scope import LOCAL, Scope
from bot.stories.candidates import keys
from bot.stories.sketch import Sketch

_A_DAY, _EVENT, _SHARE = 100, 8, 5
_MEASURED = 300
_RARE = 0.44
"""Foremost terms are rarer than words at large: so made, an article meets as many others by chance as in real news,
of which 0.8 % of all pairs share a key (CNN/DailyMail and Multi-News, development halves)."""

_SIZES = (1_000, 10_000, 100_000)


def _terms(chance: random.Random, count: int, of: int, base: int) -> dict[int, int]:
    """Terms by Zipf's law, with the weights of a vector."""
    found = {base + int(of ** chance.random() ** _RARE) for _ in range(count)}
    return dict.fromkeys(found, round(10_000 / max(1, len(found)) ** 0.5))


def sketch(number: int) -> Sketch:
    """The sketch of an article: its event's, with a few terms of its own, or one of its own altogether."""
    event = number // (_EVENT * _SHARE) if number % _SHARE == 0 else -number
    own, shared = random.Random(number), random.Random(event)
    return Sketch(
        names=_terms(shared, 15, 50_000, 0) | _terms(own, 5, 50_000, 0),
        persons=_terms(shared, 4, 30_000, 1 << 20),
        words=_terms(shared, 40, 20_000, 1 << 21) | _terms(own, 20, 20_000, 1 << 21),
        numbers=_terms(shared, 6, 3_000, 1 << 22),
    )


async def _article(db: aiosqlite.Connection, number: int, audience: int) -> None:
    await db.execute(
        """
        INSERT INTO articles (id, guild_id, number, audience_id, fingerprint, external_id, text, language, day,
                              filed_at, state)
        VALUES (?1, ?2, ?1, ?3, ?4, ?1, 'A text.', 'en', ?5, '2031-03-03T12:00:00+00:00', 'ready')
        """,
        (number, LOCAL, audience, f"{random.Random(-number).getrandbits(128):032x}", number // _A_DAY),
    )


async def _bulk(db: aiosqlite.Connection, numbers: range, audience: int) -> None:
    for number in numbers:
        await _article(db, number, audience)
        made = sketch(number)
        await db.execute("INSERT INTO sketches (article_id, body) VALUES (?, ?)", (number, made.pack()))
        await db.executemany(
            "INSERT INTO story_keys (key, shut, day, audience_id, article_id) VALUES (?, 0, ?, ?, ?)",
            [(key ^ salt(LOCAL), number // _A_DAY, audience, number) for key in keys(made)],
        )


async def measure(most: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        store = await Database.open(Path(folder) / "stories.db")
        written = 1
        for size in (size for size in _SIZES if size <= most):
            async with store.writing() as db:
                await places.ensure_channel(db, LOCAL, 1, "news")
                audience = await places.audience(db, LOCAL, [1])
                await _bulk(db, range(written, size), audience)
            times = []
            for number in range(size, size + _MEASURED):
                made = sketch(number)
                async with store.writing() as db:
                    await _article(db, number, audience)
                    start = time.process_time()
                    await story_links.enter(db, number, made)
                    times.append(1000 * (time.process_time() - start))
            written = size + _MEASURED
            async with store.reading() as db:
                start = time.process_time()
                found = await desk.latest(db, Scope(LOCAL))
                listed = 1000 * (time.process_time() - start)
            times.sort()
            print(
                f"{size:>7,} articles: linking {times[len(times) // 2]:.1f} ms,"
                f" 95 % within {times[int(0.95 * len(times))]:.1f}; {len(found)} latest stories in {listed:.0f} ms"
            )
        await store.close()


if __name__ == "__main__":
    asyncio.run(measure(int(sys.argv[1]) if len(sys.argv) > 1 else _SIZES[-1]))
