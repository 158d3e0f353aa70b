"""A backfill on the loopback Discord, with its ordinary rate limits: the event loop, and live articles meanwhile.

    python -m tests.benchmarks.backfill [MESSAGES [ONE_IN]]

One message in so many (ten) is an article; a live article is posted every few seconds, and its card is waited for.
Discord takes a reaction in a quarter of a second, so a history is read at some ten messages a second.
"""

import asyncio
import re
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tests.benchmarks import probed
from tests.benchmarks.living import percentile
from tests.benchmarks.texts import made_up
from tests.loopback import REAL, Person, Post, SceneChannel, discord
from tests.process.on_discord import ended
from tests.process.program import Program

MESSAGES = 1_000
ONE_IN = 10
WORDS = 250
LIVE = 60
"""Live articles at most; no more are posted when the backfill is over."""

_PAUSE = 3.0
_PATIENCE = 1_800.0
_COLD = 2
"""Live articles that are not counted: the model loads."""


@dataclass(frozen=True, slots=True)
class Backfilled:
    """What was measured, in seconds; `rate` is messages looked at in a second."""

    cards: list[float]
    lags: list[float]
    rate: float
    filed: int


async def measure(messages: int = MESSAGES, one_in: int = ONE_IN) -> Backfilled:
    """Read so long a history, with live articles in between."""
    texts = await asyncio.to_thread(made_up, messages // one_in + LIVE, WORDS, 7)
    with tempfile.TemporaryDirectory() as folder:
        program = Program(Path(folder), Path(folder) / "bench.db")
        async with discord(rates=REAL) as world:
            guild = world.guild("Paper")
            news, desk, ann = guild.channel("news"), guild.channel("desk"), guild.member("Ann", administrator=True)
            # What one person posts within a minute may be parts of one article.
            people = [guild.member(f"Reader {number}") for number in range(LIVE)]
            await _fill(news, ann, texts[LIVE:], messages, one_in)
            child = program.start(
                "run", environment=world.environment(), stdin=None,
                command=("-W", "ignore", "-m", "tests.benchmarks.probed", str(program.folder / "lags")),
            )  # fmt: skip
            try:
                await world.bot_ready(within=_PATIENCE)
                await ann.slash(desk, "setup watch", {"channel": news})
                await ann.slash(desk, "backfill start", {"channel": news, "limit": messages})
                began = time.monotonic()
                cards = await _live(news, desk, people, texts[:LIVE])
                told = await world.until(lambda: _over(desk), "the end", _PATIENCE)
                over = time.monotonic()
            finally:
                child.terminate()
                print((await ended(program, child)).err, end="", file=sys.stderr)
        lags = probed.lags(program.folder / "lags", began, over)
    return Backfilled(cards[_COLD:], lags, messages / (over - began), int(told[1]))


async def _fill(news: SceneChannel, ann: Person, texts: list[str], messages: int, one_in: int) -> None:
    waiting = iter(texts)
    for number in range(messages):
        at = datetime.now(UTC) - timedelta(days=300) + timedelta(hours=number)
        text = next(waiting)[:2000] if number % one_in == 0 else f"Has anybody read what number {number} says?"
        await ann.posts(news, text, at=at)


async def _live(news: SceneChannel, desk: SceneChannel, people: Sequence[Person], texts: list[str]) -> list[float]:
    """Seconds from the posting of each live article to its card, while the backfill runs."""
    cards = []
    for text, person in zip(texts, people, strict=True):
        await asyncio.sleep(_PAUSE)
        if _over(desk):
            break
        post: Post = await person.posts(news, text[:2000])
        cards.append((await post.reply(within=_PATIENCE)).seconds_after(post))
    return cards


def _over(desk: SceneChannel) -> re.Match[str] | None:
    """The number of articles that were filed, where the bot has told it."""
    ends = (re.search(r"was read\.[\s\S]*Filed\W+(\d+)", post.text) for post in desk.bot_posts)
    return next((end for end in ends if end), None)


def main() -> None:
    """Print what was measured."""
    found = asyncio.run(measure(*(int(word) for word in sys.argv[1:])))
    print(f"lag p99 {1000 * percentile(found.lags, 0.99):.1f} ms, max {1000 * max(found.lags):.0f} ms")
    if found.cards:
        print(
            f"live card p50 {statistics.median(found.cards):.2f} s, p95 {percentile(found.cards, 0.95):.2f} s,"
            f" max {max(found.cards):.2f} s, of {len(found.cards)}"
        )
    print(f"{found.filed} articles filed, {found.rate:.1f} messages/s")


if __name__ == "__main__":
    main()
