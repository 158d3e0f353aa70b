"""Dossier on the loopback Discord, the real program as a process of its own: what its users wait for.

    python -m tests.benchmarks.chat

The times are those of the loopback: from the moment it sends the event or the member posts, to the answer.
"""

import asyncio
import functools
import json
import random
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass, field
from pathlib import Path

from tests.benchmarks import probed, synthetic
from tests.benchmarks.living import percentile
from tests.benchmarks.synthetic_names import word
from tests.benchmarks.synthetic_rows import CHANNELS
from tests.benchmarks.texts import made_up
from tests.loopback import Person, SceneChannel, SceneGuild, World, discord
from tests.process.on_discord import ended
from tests.process.program import Program, processes

CARDS = 65
CARD_WORDS = 800
STARTS = 5
BACKFILL = 2_000
BACKFILL_WORDS = 530
LOOK_UPS = 150
"""Of each sort."""

_COLD = 5
"""The first of a kind, which are not counted: the workers load, pages are read."""

_PAUSE = 0.03
"""Seconds between two look-ups: the loopback, too, allows a bot 50 requests a second in all."""

_PATIENCE = 1_800.0


@dataclass(frozen=True, slots=True)
class Quiet:
    """What was measured in an empty store, in seconds."""

    card: list[float]
    start: list[float]


@dataclass(frozen=True, slots=True)
class Busy:
    """What was measured while a backfill ran: seconds, and mebibytes (proportional set size of all processes)."""

    typed: list[float] = field(default_factory=list)
    slash: list[float] = field(default_factory=list)
    completed: list[float] = field(default_factory=list)
    lags: list[float] = field(default_factory=list)
    memory: float = 0.0
    rate: float = 0.0
    """Articles filed in a second, meanwhile."""


@dataclass(frozen=True, slots=True)
class Scene:
    """A guild with the channels of the synthetic store, and one more, which is watched."""

    world: World
    guild: SceneGuild
    news: SceneChannel
    others: list[SceneChannel]
    ann: Person


@asynccontextmanager
async def _scene() -> AsyncIterator[Scene]:
    """A loopback that allows a bot as many requests on one route as there are."""
    async with discord(rates={"*": (1_000_000, 1.0)}) as world:
        guild = world.guild("Paper")
        others = [guild.channel(f"news {number}") for number in range(1, CHANNELS + 1)]
        yield Scene(world, guild, guild.channel("news"), others, guild.member("Ann", administrator=True))


@asynccontextmanager
async def _at_work(scene: Scene, program: Program) -> AsyncIterator[int]:
    """Dossier on Discord, with the probe; its process id."""
    command = ("-W", "ignore", "-m", "tests.benchmarks.probed", str(program.folder / "lags"))
    child = program.start("run", environment=scene.world.environment(), command=command, stdin=None)
    try:
        await scene.world.bot_ready(within=60)
        yield child.pid
    finally:
        child.terminate()
        end = await ended(program, child)
        print(end.err, end="", file=sys.stderr)
    await scene.world.bot_gone()


async def _card(scene: Scene, text: str) -> float:
    """Seconds from the posting of an article to its card."""
    post = await scene.ann.posts(scene.news, files=[("report.txt", text.encode())])
    return (await post.reply(within=_PATIENCE)).seconds_after(post)


async def quiet() -> Quiet:
    """Cards, one after another; and several starts."""
    with tempfile.TemporaryDirectory() as folder:
        program = Program(Path(folder), Path(folder) / "bench.db")
        starts = []
        async with _scene() as scene:
            for _ in range(STARTS):
                began = time.perf_counter()
                async with _at_work(scene, program):
                    await scene.ann.slash(scene.news, "recent")
                    starts.append(time.perf_counter() - began)
            async with _at_work(scene, program):
                await scene.ann.slash(scene.news, "setup watch", {"channel": scene.news})
                cards = [await _card(scene, text) for text in made_up(CARDS, CARD_WORDS, seed=2)]
        return Quiet(cards[_COLD:], starts)


async def busy(store: Path) -> Busy:
    """Look-ups in a synthetic store, which is made that of a guild on Discord, while articles are posted and filed."""
    texts = made_up(BACKFILL, BACKFILL_WORDS, seed=3)
    with tempfile.TemporaryDirectory(dir=store.parent) as folder:
        program = Program(Path(folder), store)
        async with _scene() as scene:
            questions = await asyncio.to_thread(_moved, store, scene)
            found = Busy()
            began = time.monotonic()
            async with _at_work(scene, program) as pid:
                await scene.ann.slash(scene.news, "setup watch", {"channel": scene.news, "reply": "silent"})
                before = _ready(store)
                began = time.monotonic()
                for number, text in enumerate(texts):
                    await scene.ann.posts(scene.news, files=[(f"{number}.txt", text.encode())])
                posted = time.monotonic()
                await _look_up(scene, questions, found)
                print(f"  look-ups ended with {_ready(store) - before} of {BACKFILL} filed", file=sys.stderr)
                while _waiting(store):  # noqa: ASYNC110 - another process's work, which tells nobody of its end
                    await asyncio.sleep(0.5)
                over = time.monotonic()
                filed = _ready(store) - before
                memory = await asyncio.to_thread(resident, pid)
            lags = probed.lags(Path(folder) / "lags", posted, over)
            return Busy(found.typed, found.slash, found.completed, lags, memory, filed / (over - began))


async def _look_up(scene: Scene, questions: "Questions", found: Busy) -> None:
    """Every sort of look-up in turns."""

    async def typed(line: str) -> float:
        post = await scene.ann.posts(scene.others[0], f"!{line}")
        return (await post.reply(within=_PATIENCE)).seconds_after(post)

    async def slash(command: str, **options: str) -> float:
        return (await scene.ann.slash(scene.others[0], command, options)).seconds

    async def completed(command: str, **options: str) -> float:
        began = time.perf_counter()
        await scene.ann.completes(scene.others[0], command, options)
        return time.perf_counter() - began

    async def timed(times: list[float], call: Awaitable[float]) -> None:
        times.append(await call)
        await asyncio.sleep(_PAUSE)

    for number in range(-_COLD, LOOK_UPS):
        name, query = questions.name(), questions.query()
        into = found if number >= 0 else Busy()
        line = (f"entity {name}", f"search {query}", "recent")[number % 3]
        await timed(into.typed, typed(line))
        command, options = (("entity", {"name": name}), ("search", {"query": query}), ("recent", {}))[number % 3]
        await timed(into.slash, slash(command, **options))
        beginning = name[: 1 + number % 8]
        where = (("entity", {"name": beginning}), ("article show", {"article": beginning}))[number % 2]
        await timed(into.completed, completed(where[0], **where[1]))


class Questions:
    """Names and words to ask for, hot and cold, drawn by chance."""

    def __init__(self, names: list[str]) -> None:
        self._names = names
        self._chance = random.Random(synthetic.SEED)

    def name(self) -> str:
        """A name: one third of the hundred most mentioned ones, one third of the next 10,000, one third of the rest."""
        bands = (self._names[:100], self._names[100:10_000], self._names[10_000:])
        return self._chance.choice(self._chance.choice([band for band in bands if band]))

    def query(self) -> str:
        """One to three words, of middling rank or rare."""
        return " ".join(word(self._chance.randrange(100, 20_000)) for _ in range(self._chance.randint(1, 3)))


def _moved(store: Path, scene: Scene) -> Questions:
    """Make the built-in guild's articles those of a guild on Discord, channel by channel; what can be asked for."""
    guild, ids = scene.guild.id, {number: one.id for number, one in enumerate(scene.others, 1)}
    with closing(sqlite3.connect(store, isolation_level=None)) as db:
        db.executescript("PRAGMA synchronous = OFF; PRAGMA cache_size = -400000;")
        db.execute("BEGIN")
        tables = [row[0] for row in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        for table in tables:
            columns = {row[1] for row in db.execute(f'PRAGMA table_info("{table}")')}
            if "guild_id" in columns:
                db.execute(f"UPDATE {table} SET guild_id = ? WHERE guild_id = 0", (guild,))
            if "channel_id" in columns:
                _renumber(db, table, "channel_id", ids)
        _renumber(db, "channels", "id", ids)
        for number, members in db.execute("SELECT id, channels FROM audiences").fetchall():
            key = json.dumps(sorted(ids[channel] for channel in json.loads(members)), separators=(",", ":"))
            db.execute("UPDATE audiences SET channels = ? WHERE id = ?", (key, number))
        db.execute("INSERT INTO guilds SELECT ?, ?, next_number FROM guilds WHERE id = 0", (guild, "Paper"))
        db.execute("UPDATE guilds SET next_number = 1 WHERE id = 0")
        db.execute("COMMIT")
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        rows = db.execute("SELECT key FROM names ORDER BY articles DESC, id").fetchall()
    return Questions([str(row[0]) for row in rows])


def _renumber(db: sqlite3.Connection, table: str, column: str, ids: dict[int, int]) -> None:
    for old, new in ids.items():
        db.execute(f"UPDATE {table} SET {column} = ? WHERE {column} = ?", (new, old))


def _count(store: Path, query: str) -> int:
    with closing(sqlite3.connect(f"file:{store}?mode=ro", uri=True)) as db:
        return int(db.execute(query).fetchone()[0])


_ready = functools.partial(_count, query="SELECT count(*) FROM articles WHERE state = 'ready'")


def _waiting(store: Path) -> bool:
    """Whether something that was posted is not filed yet."""
    pending = "SELECT count(*) FROM articles WHERE state = 'pending'"
    return bool(_count(store, pending) or _count(store, "SELECT count(*) FROM drafts"))


def resident(pid: int) -> float:
    """The proportional set size of a program's processes, in mebibytes."""
    total = 0
    for one in processes(pid):
        rollup = Path(f"/proc/{one}/smaps_rollup").read_text()
        total += next(int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Pss:"))
    return total / 1024


def main() -> None:
    """Print what was measured; with an argument only look-ups, in the synthetic store of this name (it is changed)."""
    if len(sys.argv) > 1:
        _print_busy(asyncio.run(busy(Path(sys.argv[1]))))
    else:
        _print_quiet(asyncio.run(quiet()))


def _print_quiet(found: Quiet) -> None:
    print(f"card p50 {statistics.median(found.card):.2f} s, p95 {percentile(found.card, 0.95):.2f} s")
    print(f"start {statistics.median(found.start):.2f} s")


def _print_busy(found: Busy) -> None:
    for name, times in (("typed", found.typed), ("slash", found.slash), ("autocomplete", found.completed)):
        print(f"{name} p50 {1000 * statistics.median(times):.0f} ms, p95 {1000 * percentile(times, 0.95):.0f} ms")
    print(f"lag p99 {1000 * percentile(found.lags, 0.99):.1f} ms")
    print(f"memory {found.memory:.0f} MiB, {found.rate:.1f} articles/s")


if __name__ == "__main__":
    main()
