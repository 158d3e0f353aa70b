"""What a summary of a stored article costs, and one of 200, in processor time of this process.

python -m tests.benchmarks.summarising
"""

import asyncio
import tempfile
import time
from collections.abc import Awaitable
from pathlib import Path

from bot.articles.types import Draft
from bot.desk import posting, summaries
from bot.desk.desk import open_desk
from bot.desk.filing import Item
from bot.settings import Settings
from bot.store import analysis, articles
from bot.store.rows import Place
from bot.store.scope import LOCAL, Scope
from bot.summaries.choose import summarise
from bot.summaries.types import Length, Source
from tests.benchmarks.living import percentile
from tests.benchmarks.texts import made_up

ARTICLES, WORDS = 200, 800
ROUNDS = 20


async def measure(path: Path) -> tuple[list[float], list[float]]:
    """Seconds for each of the articles alone, three sentences, and for all together, 250 words, again and again.

    Those of one article are read from the store each time; those of all are held in memory.
    """
    scope = Scope(LOCAL)
    async with open_desk(Settings(database=path)) as desk:
        await asyncio.gather(desk.reader.start(), desk.extractor.start())
        room = await posting.local_channel(desk, "bench")
        texts = made_up(ARTICLES, WORDS)
        await desk.filing.post([Item(Draft(text.encode()), Place(LOCAL, room, n + 1)) for n, text in enumerate(texts)])
        await desk.filing.idle()
        async with desk.store.reading() as db:
            found = await articles.recent(db, scope, limit=ARTICLES)
            short = Length(sentences=3)
            alone = [await _timed(summaries.of_article(db, scope, one, short)) for one in found]
            read = [await analysis.load(db, one.id) for one in found]
    sources = [Source(one.text, one.title, one.extraction, one.resolution) for one in read]
    together = []
    for _ in range(ROUNDS):
        began = time.process_time()
        summarise(sources, Length(words=250))
        together.append(time.process_time() - began)
    return alone, together


async def _timed(asked: Awaitable[object]) -> float:
    began = time.process_time()
    await asked
    return time.process_time() - began


async def main() -> None:
    """Print the times, beside what they should be."""
    with tempfile.TemporaryDirectory() as folder:
        alone, together = await measure(Path(folder) / "bench.db")
    for what, times, bound in (("one article of 800 words", alone, 20), (f"{ARTICLES} articles", together, 300)):
        half, most = (1000 * percentile(times, share) for share in (0.5, 0.95))
        print(f"summary of {what}: p50 {half:.1f} ms, p95 {most:.1f} ms; to hold: {bound} ms")


if __name__ == "__main__":
    asyncio.run(main())
