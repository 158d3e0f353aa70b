"""How long look-ups take in a large store, inside the process, beside the bounds that the design sets.

    python -m tests.benchmarks.synthetic 100000 /tmp/large.db
    python -m tests.benchmarks.lookups /tmp/large.db

The mix: one third hot entities (the 100 most mentioned), one third warm (the next 10,000), one third cold (any other);
one third each of the operator's scope, of three channels of ten, and of one. Names are typed from one to eight letters
of any of their words; beginnings with a typing error are a row of their own. Words to search for are drawn by their
rank in the store's vocabulary; phrases are cut out of its articles. Every measured call begins with a connection from
the pool, as an answer does; the first few calls of a kind are repeated, so that the file's pages are warm.
"""

import argparse
import asyncio
import random
import resource
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from bot.desk import comparing, lookup, numbers, profile, quotes, reasons, suggesting, surroundings, ties, timelines
from bot.desk.searching import find
from bot.desk.timelines import TOPIC_ARTICLES
from bot.extraction.types import Kind
from bot.pictures.types import MOST_NODES
from bot.store import articles, completion, entities, rankings
from bot.store.database import Connection, Database
from bot.store.rows import Entity, date_of
from bot.store.scope import LOCAL, Scope
from bot.store.stats import stats
from tests.benchmarks.synthetic_names import word
from tests.benchmarks.synthetic_rows import CHANNELS, DAYS, FIRST_DAY

SEED = 7
HOT, WARM = 100, 10_000
COMMON, MIDDLING, RARE = range(300), range(300, 3_000), range(3_000, 20_000)
"""Ranks of words in the made-up vocabulary."""

TODAY = date(2024, 6, 19)

ORDERS: tuple[timelines.Order, ...] = ("time", "importance")

_WARMING = 5
"""Calls of each kind that are made once more, and not counted the first time."""

Call = Callable[[Connection], Awaitable[object]]


@dataclass(frozen=True, slots=True)
class Sort:
    """One sort of look-up: what it is called, the bound on its 95th percentile in milliseconds, and the calls."""

    name: str
    bound: int | None
    calls: Sequence[Call]


@dataclass(frozen=True, slots=True)
class Result:
    """What `n` calls of one kind took: wall-clock milliseconds, and the 95th percentile of this process's own work.

    Other programs on the machine lengthen the first four and leave `cpu_p95` alone. `bound` is what `p95` is held to.
    """

    name: str
    n: int
    p50: float
    p95: float
    most: float
    bound: int | None
    cpu_p95: float


async def sorts(store: Database, rounds: int) -> list[Sort]:
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
        keys = [row[0] for row in await db.execute_fetchall("SELECT key FROM names ORDER BY id")]
        newest = await articles.total(db, Scope(LOCAL))
        phrases = [await _phrase(db, chance, newest) for _ in range(rounds)]
    names = chance.sample(keys, min(2_000, len(keys)))

    def scope(n: int) -> Scope:
        return (scopes[0], scopes[1 + n // 3 % 2], scopes[3 + n // 3 % 2])[n % 3]

    def entity(n: int) -> int:
        bands = (ranked[:HOT], ranked[HOT:WARM], ranked[WARM:])
        return chance.choice(bands[n // 3 % 3] or ranked)

    def each(name: str, bound: int | None, make: Callable[[int], Call]) -> Sort:
        return Sort(name, bound, [make(n) for n in range(rounds)])

    return [
        *(
            Sort(f"profile, {band} entities", 50, [_profile(scope(n), entity(3 * i + n % 3)) for n in range(rounds)])
            for i, band in enumerate(("hot", "warm", "cold"))
        ),
        each("forms and roles of an entity", 50, lambda n: _of(profile.forms, scope(n), entity(n))),
        each("what is related, with sentences", 50, lambda n: _of(_related, scope(n), entity(n))),
        each("why a name is an entity", 50, lambda n: _of(_why, scope(n), entity(n))),
        each("suggestions", 500, lambda n: _suggestions(scope(n))),
        each("quotes by an entity", 50, lambda n: _quotes(scope(n), entity(n), None)),
        each("quotes about an entity", 50, lambda n: _quotes(scope(n), None, entity(n))),
        each("quotes by one about another", 50, lambda n: _quotes(scope(n), entity(n), entity(n + 1))),
        each("numbers of an entity", 50, lambda n: _numbers(scope(n), entity(n))),
        each("timeline of an entity", 50, lambda n: _timeline(scope(n), entity(n), order=ORDERS[n // 9 % 2])),
        each("timeline of two", 50, lambda n: _timeline(scope(n), entity(n), entity(n))),
        each("timeline of a topic", 50, lambda n: _topic(scope(n), _words(chance, MIDDLING))),
        each("what happened on a day", 50, lambda n: _on(scope(n), chance.randrange(DAYS), 1)),
        each("what happened in a month", 50, lambda n: _on(scope(n), chance.randrange(DAYS), 30)),
        each("path from one to another", 300, lambda n: _of_two(ties_path, scope(n), entity(n), entity(n + 3))),
        each("all between two", 300, lambda n: _of_two(ties.between, scope(n), entity(n), entity(n + 3))),
        each("two compared", 300, lambda n: _of_two(comparing.compare, scope(n), entity(n), entity(n + 3))),
        each("graph of an entity", 300, lambda n: _graph(scope(n), entity(n))),
        each("autocomplete, 1-2 letters", 50, lambda n: _complete(scope(n), _typed(chance, names, 1 + n % 2))),
        each("autocomplete, 3 letters", 50, lambda n: _complete(scope(n), _typed(chance, names, 3))),
        each("autocomplete, 4-8 letters", 50, lambda n: _complete(scope(n), _typed(chance, names, 4 + n % 5))),
        each("autocomplete, with an error", 50, lambda n: _complete(scope(n), _slip(chance, names, 4 + n % 5))),
        each("titles, 1-3 letters", 50, lambda n: _titles(scope(n), _typed(chance, names, 1 + n % 3))),
        each("titles, 4-8 letters", 50, lambda n: _titles(scope(n), _typed(chance, names, 4 + n % 5))),
        each("entity by its name", 50, lambda n: _entity(scope(n), chance.choice(names))),
        each("entities, first page", 50, lambda n: _ranked(scope(n), 0)),
        each("entities, tenth page", 50, lambda n: _ranked(scope(n), 90)),
        each("entities of a rare kind", 50, lambda n: _ranked(scope(n), 0, "EVENT")),
        each("entities of the last 30 days", 50, lambda n: _active(scope(n), 30)),
        each("the same, of a rare kind", 50, lambda n: _active(scope(n), 30, "EVENT")),
        each("article by its number", 50, lambda n: _article(scope(n), f"#{chance.randint(1, newest)}")),
        each("article by words of its title", 50, lambda n: _article(scope(n), chance.choice(names))),
        each("recent articles", 50, lambda n: _recent(scope(n))),
        each("search, one rare word", 50, lambda n: _search(scope(n), _words(chance, RARE))),
        each("search, two words", 50, lambda n: _search(scope(n), _words(chance, MIDDLING, RARE))),
        each("search, a common word", 50, lambda n: _search(scope(n), _words(chance, COMMON))),
        each("search, a phrase", 50, lambda n: _search(scope(n), phrases[n])),
        each("search, a question", 100, lambda n: _search(scope(n), _question(chance))),
        each("search, twelve words", 50, lambda n: _search(scope(n), _words(chance, *[COMMON, MIDDLING, RARE] * 4))),
        each("stats", None, lambda n: _stats(scope(n))),
    ]


async def _phrase(db: Connection, chance: random.Random, newest: int) -> str:
    """Two neighbouring words of an article, in quotation marks."""
    [row] = await db.execute_fetchall("SELECT text FROM articles WHERE id = ?", (chance.randint(1, newest),))
    words = str(row[0]).split()
    at = chance.randrange(len(words) - 1)
    return f'"{words[at]} {words[at + 1]}"'


Two = Callable[[Connection, Scope, Entity, Entity], Awaitable[object]]


def ties_path(db: Connection, scope: Scope, one: Entity, other: Entity) -> Awaitable[object]:
    """The best path, of those that `path` looks for."""
    return ties.path(db, scope, one, other, way=1, most=5)


def _of_two(work: Two, scope: Scope, one: int, other: int) -> Call:
    async def call(db: Connection) -> object:
        found = await entities.by_ids(db, scope, [one, other])
        return await work(db, scope, found[one], found[other]) if len(found) == 2 else None

    return call


def _graph(scope: Scope, entity: int) -> Call:
    async def call(db: Connection) -> object:
        found = await entities.by_ids(db, scope, [entity])
        return await surroundings.of_entity(db, scope, found[entity], most=MOST_NODES) if found else None

    return call


def _of(look: Callable[[Connection, Scope, Entity], Awaitable[object]], scope: Scope, entity: int) -> Call:
    async def call(db: Connection) -> object:
        found = await entities.by_ids(db, scope, [entity])
        return await look(db, scope, found[entity]) if entity in found else None

    return call


def _profile(scope: Scope, entity: int) -> Call:
    return _of(profile.profile, scope, entity)


async def _related(db: Connection, scope: Scope, entity: Entity) -> object:
    return await profile.tied(db, scope, entity, limit=11, offset=0)


async def _why(db: Connection, scope: Scope, entity: Entity) -> object:
    return await reasons.explain(db, scope, entity, entity.name)


def _suggestions(scope: Scope) -> Call:
    return lambda db: suggesting.likely(db, scope, datetime(2024, 6, 19, tzinfo=UTC))


def _quotes(scope: Scope, by: int | None, about: int | None) -> Call:
    async def call(db: Connection) -> object:
        known = await entities.by_ids(db, scope, [one for one in (by, about) if one])
        return await quotes.found(db, scope, by=known.get(by or 0), about=known.get(about or 0)) if known else None

    return call


def _timeline(scope: Scope, *ids: int, order: timelines.Order = "time") -> Call:
    async def call(db: Connection) -> object:
        known = await entities.by_ids(db, scope, ids)
        return await timelines.of_entities(db, scope, list(known.values()), order, 1) if known else None

    return call


def _topic(scope: Scope, typed: str) -> Call:
    async def call(db: Connection) -> object:
        found = await find(db, scope, typed, today=TODAY, limit=TOPIC_ARTICLES)
        return await timelines.of_topic(db, scope, [hit.article.id for hit in found.hits], typed, "time", 1)

    return call


def _on(scope: Scope, day: int, days: int) -> Call:
    first = date_of(FIRST_DAY + day)
    return lambda db: timelines.of_days(db, scope, first, first + timedelta(days=days - 1), 1)


def _numbers(scope: Scope, entity: int) -> Call:
    async def call(db: Connection) -> object:
        known = await entities.by_ids(db, scope, [entity])
        return await numbers.of_entity(db, scope, known[entity]) if entity in known else None

    return call


def _complete(scope: Scope, typed: str) -> Call:
    return lambda db: completion.matching(db, scope, typed, limit=25)


def _titles(scope: Scope, typed: str) -> Call:
    return lambda db: lookup.titles(db, scope, typed, limit=25)


def _entity(scope: Scope, typed: str) -> Call:
    return lambda db: lookup.entity(db, scope, typed)


def _ranked(scope: Scope, offset: int, kind: Kind | None = None) -> Call:
    return lambda db: rankings.ranked(db, scope, kind=kind, limit=10, offset=offset)


def _active(scope: Scope, days: int, kind: Kind | None = None) -> Call:
    async def call(db: Connection) -> object:
        newest = await articles.recent(db, scope, limit=1)
        return await rankings.active(db, scope, since=newest[0].day - days, kind=kind, limit=10) if newest else None

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


def _words(chance: random.Random, *ranks: range) -> str:
    return " ".join(word(chance.choice(among)) for among in ranks)


def _question(chance: random.Random) -> str:
    """Eight words, four of them stop words."""
    one, two, three, four = (word(chance.choice(among)) for among in (COMMON, MIDDLING, MIDDLING, RARE))
    return f"what did the {one} {two} do {three} {four}"


async def measure(store: Database, sort: Sort) -> Result:
    """Make the calls of one kind, after an uncounted round of the first few."""
    walls, works = [], []
    for number, call in enumerate([*sort.calls[:_WARMING], *sort.calls]):
        began, worked = time.perf_counter(), time.process_time()
        async with store.reading() as db:
            await call(db)
        if number >= min(_WARMING, len(sort.calls)):
            walls.append(1000 * (time.perf_counter() - began))
            works.append(1000 * (time.process_time() - worked))
    walls.sort()
    return Result(
        sort.name, len(walls), _at(walls, 0.5), _at(walls, 0.95), walls[-1], sort.bound, _at(sorted(works), 0.95)
    )


def _at(ordered: Sequence[float], share: float) -> float:
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


async def results(path: Path, rounds: int, only: str = "") -> list[Result]:
    """Measure every kind of look-up whose name contains `only`, each so many times."""
    return [result async for result in _measured(path, rounds, only)]


async def _measured(path: Path, rounds: int, only: str) -> AsyncIterator[Result]:
    store = await Database.open(path)
    try:
        for sort in await sorts(store, rounds):
            if only in sort.name:
                yield await measure(store, sort)
    finally:
        await store.close()


async def _print(path: Path, rounds: int, only: str) -> None:
    print(f"{'':32}{'n':>6}{'p50':>8}{'p95':>8}{'most':>8}{'bound':>8}{'CPU p95':>9}   milliseconds")
    async for found in _measured(path, rounds, only):
        times = f"{found.n:>6}{found.p50:>8.1f}{found.p95:>8.1f}{found.most:>8.1f}"
        bound = f"{found.bound:>8}" if found.bound else f"{'-':>8}"
        verdict = "" if not found.bound or found.p95 <= found.bound else "   over"
        print(f"{found.name:32}{times}{bound}{found.cpu_p95:>9.1f}{verdict}", flush=True)
    print(f"resident at most: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MiB")


def main() -> None:
    """Measure the store that the first argument names."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("path", type=Path)
    parser.add_argument("--rounds", type=int, default=200)
    parser.add_argument("--only", default="", help="only look-ups whose name contains this")
    chosen = parser.parse_args()
    asyncio.run(_print(chosen.path, chosen.rounds, chosen.only))


if __name__ == "__main__":
    main()
