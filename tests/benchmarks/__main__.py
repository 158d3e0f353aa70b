"""`make bench`: what is to hold of speed and size, with what was measured on this machine beside each line.

    python -m tests.benchmarks            a running Dossier, in this process and on the loopback Discord; filing, and
                                          what identity adds to it, into an empty store and at 100,000 articles;
                                          look-ups at 10,000 and 100,000 articles, and on the loopback at 100,000
                                          while 2,000 more are filed
    python -m tests.benchmarks --large    look-ups at 1,000,000 articles too

Nothing here is an assertion: a line says whether it held, and the exit status is 0 all the same.
"""

import argparse
import asyncio
import os
import statistics
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

from tests.benchmarks import backfill, chat, filing, identity, living, lookups, summarising, synthetic

SMALL, MIDDLE, LARGE = 10_000, 100_000, 1_000_000
ROUNDS = 200


def say(what: str, measured: str, bound: str, *, held: bool) -> None:
    """One line of the table."""
    print(f"{what:58}{measured:>14}{bound:>14}  {'✅' if held else '❌'}", flush=True)


def main() -> None:
    """Measure everything that was asked for, and print the table as it grows."""
    parser = argparse.ArgumentParser(description="Speed and size, beside what they should be.")
    parser.add_argument("--large", action="store_true", help="also a million articles: hours, and 20 GB of disk")
    chosen = parser.parse_args()
    print(f"{os.cpu_count()} cores, Python {sys.version.split()[0]}\n")
    print(f"{'':58}{'measured':>14}{'to hold':>14}")
    _living()
    _chat()
    _backfill()
    _summaries()
    _filing()
    _identity()
    with tempfile.TemporaryDirectory() as folder:
        sizes = (SMALL, MIDDLE, LARGE) if chosen.large else (SMALL, MIDDLE)
        _lookups(Path(folder), sizes)


def _filing(store: Path | None = None, size: int = 0) -> None:
    ours, bare, ratio = filing.compare(store)
    print(f"  filing on one core: {ours:.1f} articles/s; bare nlp.pipe in turns with it: {bare:.1f} articles/s")
    where = f" at {size:,} articles" if size else ""
    say(f"filing{where} against bare nlp.pipe, one core", f"{ratio:.2f} x", "≥ 1.5 x", held=ratio >= 1.5)


def _identity(store: Path | None = None, size: int = 0) -> None:
    spent = identity.measure(store)
    added = identity.added(spent)
    where = f" at {size:,} articles" if size else ""
    print(f"  {identity.told(spent)}")
    say(f"what identity adds to filing{where}, processor time", f"{added:.1%}", "≤ 10 %", held=added <= 0.1)


def _living() -> None:
    found = living.measure()
    card, lag = found.card_p95, found.lag_p99
    say("an 800-word article, from posted to its card, p95", f"{card:.2f} s", "≤ 1.0 s", held=card <= 1)
    say("event-loop lag during a backfill, p99", f"{1000 * lag:.1f} ms", "≤ 20 ms", held=lag <= 0.02)
    say("resident memory, all processes", f"{found.memory:.0f} MiB", "≤ 700 MiB", held=found.memory <= 700)
    say("from start to the first answer", f"{found.ready:.2f} s", "≤ 3 s", held=found.ready <= 3)


def _chat() -> None:
    found = asyncio.run(chat.quiet())
    card, start = living.percentile(found.card, 0.95), statistics.median(found.start)
    say("on Discord: an 800-word article, posted to card, p95", f"{card:.2f} s", "≤ 1.0 s", held=card <= 1)
    say("on Discord: from start to the first answer", f"{start:.2f} s", "≤ 3 s", held=start <= 3)


def _backfill() -> None:
    found = asyncio.run(backfill.measure())
    card, lag = living.percentile(found.cards, 0.95), living.percentile(found.lags, 0.99)
    print(f"  on Discord, while a history of {backfill.MESSAGES:,} messages is read ({found.rate:.0f} a second)")
    say("  event-loop lag, p99", f"{1000 * lag:.1f} ms", "≤ 20 ms", held=lag <= 0.02)
    say("  a live article, posted to card, p95", f"{card:.2f} s", "≤ 2.0 s", held=card <= 2)


def _summaries() -> None:
    with tempfile.TemporaryDirectory() as folder:
        alone, together = asyncio.run(summarising.measure(Path(folder) / "bench.db"))
    one, all_ = (1000 * living.percentile(times, 0.95) for times in (alone, together))
    say("summary of a stored article of 800 words, p95", f"{one:.1f} ms", "≤ 20 ms", held=one <= 20)
    say(f"summary of {summarising.ARTICLES} articles, p95", f"{all_:.0f} ms", "≤ 300 ms", held=all_ <= 300)


def _busy_chat(store: Path, size: int) -> None:
    found = asyncio.run(chat.busy(store))
    print(f"\n  on Discord at {size:,} articles, while {chat.BACKFILL:,} more are filed ({found.rate:.1f} a second)")
    for name, times, bound in (
        ("typed look-ups", found.typed, 150),
        ("slash look-ups", found.slash, 150),
        ("autocomplete", found.completed, 50),
    ):
        half, most = (1000 * living.percentile(times, share) for share in (0.5, 0.95))
        say(f"  {name}, p50 and p95", f"{half:.0f} / {most:.0f} ms", f"≤ {bound} ms", held=most <= bound)
    lag, memory = living.percentile(found.lags, 0.99), found.memory
    say("  event-loop lag, p99", f"{1000 * lag:.1f} ms", "≤ 20 ms", held=lag <= 0.02)
    say("  resident memory, all processes, in the end", f"{memory:.0f} MiB", "≤ 700 MiB", held=memory <= 700)


def _lookups(folder: Path, sizes: Iterable[int]) -> None:
    before: dict[str, float] = {}
    for size in sizes:
        path = folder / f"{size}.db"
        for _ in synthetic.write(path, size):
            pass
        print(f"\n  look-ups at {size:,} articles, {path.stat().st_size / (1 << 20):,.0f} MiB, p50 and p95")
        now = {}
        for result in asyncio.run(lookups.results(path, ROUNDS)):
            now[result.name] = result.p95
            times = f"{result.p50:.0f} / {result.p95:.0f} ms"
            held = result.bound is None or result.p95 <= result.bound
            say(f"  {result.name}", times, f"≤ {result.bound} ms" if result.bound else "", held=held)
        if before:
            growth = max(now[name] / max(before[name], 1.0) for name in now)
            print(f"  the p95 that grew most since the store of a tenth of the size: {growth:.1f} x")
        before = now
        if size == MIDDLE:
            _filing(path, size)
            _identity(path, size)
            _busy_chat(path, size)
        path.unlink()


if __name__ == "__main__":
    main()
