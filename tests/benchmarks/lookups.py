"""How long look-ups take in a large store, inside the process, beside the bounds that the design sets.

    python -m tests.benchmarks.synthetic 100000 /tmp/large.db
    python -m tests.benchmarks.lookups /tmp/large.db

The mix: one third hot entities (the 100 most mentioned), one third warm (the next 10,000), one third cold (any other);
one third each of the operator's scope, of three channels of ten, and of one. Names are typed from one to eight letters
of any of their words, one in five of them of four letters and more with a typing error. Every measured call begins with
a connection from the pool, as an answer does; the file's pages are warm after the first round, which is not counted.
"""

import argparse
import asyncio
import random
import resource
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bot.desk import lookup
from bot.desk.profile import profile
from bot.desk.searching import find
from bot.store import articles, completion, entities
from bot.store.database import Connection, Database
from bot.store.scope import LOCAL, Scope
from bot.store.stats import stats
from tests.benchmarks.synthetic import CHANNELS, word

SEED = 7
HOT, WARM = 100, 10_000
TODAY = date(2024, 6, 19)

Call = Callable[[Connection], Awaitable[object]]


@dataclass(frozen=True, slots=True)
class Kind:
    """One sort of look-up: what it is called, the bound on its 95th percentile in milliseconds, and the calls."""

    name: str
    bound: int | None
    calls: Sequence[Call]


async def kinds(store: Database, rounds: int) -> list[Kind]:
    """The look-ups to be measured, each so many times."""
    chance = random.Random(SEED)
    scopes = [Scope(LOCAL), *(Scope(LOCAL, frozenset(chance.sample(range(1, CHANNELS + 1), n))) for n in (3, 3, 1, 1))]
    async with store.reading() as db:
        ranked: list[int] = [
            row[0]
            for row in await db.execute_fetchall(
                "SELECT entity_id FROM totals GROUP BY entity_id ORDER BY sum(mentions) DESC, entity_id"
            )
        ]
        names = [row[0] for row in await db.execute_fetchall("SELECT key FROM names ORDER BY random() LIMIT 2000")]
        newest = await articles.total(db, Scope(LOCAL))

    def scope(n: int) -> Scope:
        return (scopes[0], scopes[1 + n // 3 % 2], scopes[3 + n // 3 % 2])[n % 3]

    def entity(n: int) -> int:
        bands = (ranked[:HOT], ranked[HOT:WARM], ranked[WARM:])
        return chance.choice(bands[n // 3 % 3] or ranked)

    def each(name: str, bound: int | None, make: Callable[[int], Call]) -> Kind:
        return Kind(name, bound, [make(n) for n in range(rounds)])

    return [
        *(
            Kind(f"profile, {band} entities", 50, [_profile(scope(n), entity(3 * i + n % 3)) for n in range(rounds)])
            for i, band in enumerate(("hot", "warm", "cold"))
        ),
        each("autocomplete, 1-2 letters", 50, lambda n: _complete(scope(n), _typed(chance, names, 1 + n % 2))),
        each("autocomplete, 3 letters", 50, lambda n: _complete(scope(n), _typed(chance, names, 3))),
        each("autocomplete, 4-8 letters", 50, lambda n: _complete(scope(n), _typed(chance, names, 4 + n % 5))),
        each("autocomplete, with an error", 50, lambda n: _complete(scope(n), _slip(chance, names, 4 + n % 5))),
        each("entity by its name", 50, lambda n: _entity(scope(n), chance.choice(names))),
        each("entities, first page", 50, lambda n: _ranked(scope(n), 0)),
        each("entities, tenth page", 50, lambda n: _ranked(scope(n), 90)),
        each("entities of the last 30 days", 50, lambda n: _active(scope(n), 30)),
        each("article by its number", 50, lambda n: _article(scope(n), f"#{chance.randint(1, newest)}")),
        each("article by words of its title", 50, lambda n: _article(scope(n), chance.choice(names))),
        each("recent articles", 50, lambda n: _recent(scope(n))),
        each("search, rarer words", 50, lambda n: _search(scope(n), _words(chance, 300, 20_000))),
        each("search, common words", 100, lambda n: _search(scope(n), _words(chance, 0, 300))),
        Kind("stats", None, [_stats(scope(n)) for n in range(3)]),
    ]


def _profile(scope: Scope, entity: int) -> Call:
    async def call(db: Connection) -> object:
        found = await entities.by_ids(db, scope, [entity])
        return await profile(db, scope, found[entity]) if entity in found else None

    return call


def _complete(scope: Scope, typed: str) -> Call:
    return lambda db: completion.matching(db, scope, typed, limit=25)


def _entity(scope: Scope, typed: str) -> Call:
    return lambda db: lookup.entity(db, scope, typed)


def _ranked(scope: Scope, offset: int) -> Call:
    return lambda db: entities.ranked(db, scope, limit=10, offset=offset)


def _active(scope: Scope, days: int) -> Call:
    async def call(db: Connection) -> object:
        newest = await articles.recent(db, scope, limit=1)
        return await entities.active(db, scope, since=newest[0].day - days, limit=10) if newest else None

    return call


def _article(scope: Scope, typed: str) -> Call:
    return lambda db: lookup.article(db, scope, typed)


def _recent(scope: Scope) -> Call:
    return lambda db: articles.recent(db, scope, limit=10)


def _search(scope: Scope, typed: str) -> Call:
    return lambda db: find(db, scope, typed, today=TODAY, limit=10)


def _stats(scope: Scope) -> Call:
    return lambda db: stats(db, scope)


def _typed(chance: random.Random, names: Sequence[str], letters: int) -> str:
    whole = chance.choice(names).split()
    return " ".join(whole[chance.randrange(len(whole)) :])[:letters]


def _slip(chance: random.Random, names: Sequence[str], letters: int) -> str:
    typed = _typed(chance, names, letters)
    at = chance.randrange(max(1, len(typed) - 1))
    return chance.choice(
        (typed[:at] + "q" + typed[at:], typed[:at] + "q" + typed[at + 1 :], typed[:at] + typed[at + 1 :])
    )


def _words(chance: random.Random, first: int, last: int) -> str:
    return " ".join(word(chance.randrange(first, last)) for _ in range(chance.randint(1, 3)))


async def measure(store: Database, kind: Kind) -> list[float]:
    """Milliseconds of each call, ascending, after an uncounted round of the first few."""
    times = []
    for number, call in enumerate([*kind.calls[:5], *kind.calls]):
        began = time.perf_counter()
        async with store.reading() as db:
            await call(db)
        if number >= min(5, len(kind.calls)):
            times.append(1000 * (time.perf_counter() - began))
    return sorted(times)


async def run(path: Path, rounds: int, only: str) -> None:
    """Print the table."""
    store = await Database.open(path)
    try:
        print(f"{'':32}{'n':>6}{'p50':>8}{'p95':>8}{'most':>8}{'bound':>8}   milliseconds")
        for kind in await kinds(store, rounds):
            if only not in kind.name:
                continue
            times = await measure(store, kind)
            p50, p95 = times[len(times) // 2], times[min(len(times) - 1, len(times) * 95 // 100)]
            bound = f"{kind.bound:>8}" if kind.bound else f"{'-':>8}"
            verdict = "" if not kind.bound or p95 <= kind.bound else "   over"
            print(f"{kind.name:32}{len(times):>6}{p50:>8.1f}{p95:>8.1f}{times[-1]:>8.1f}{bound}{verdict}", flush=True)
        print(f"resident at most: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MiB")
    finally:
        await store.close()


def main() -> None:
    """Measure the store that the first argument names."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("path", type=Path)
    parser.add_argument("--rounds", type=int, default=200)
    parser.add_argument("--only", default="", help="only look-ups whose name contains this")
    chosen = parser.parse_args()
    asyncio.run(run(chosen.path, chosen.rounds, chosen.only))


if __name__ == "__main__":
    main()
