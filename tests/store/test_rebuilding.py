"""Starting afresh: derived tables go in slices, and come back the same, whatever happens in between."""

import random

import aiosqlite
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.store import derivation, postings, queue, rebuilding
from bot.store.derivation import RULES, Derivation
from tests.examples import examples
from tests.store.dump import check_index, dump, row_counts
from tests.store.filing import derive, file, memory, post

TEXTS = (
    "John Adams met Abigail Adams. The World Bank was silent in Vienna.",
    "The president Adams left. No word came from John Adams, and he wrote to the World Bank.",
    "Abigail Adams stayed in Braintree. She wrote to John Adams in Paris.",
    "The Bank of Japan and the World Bank met in Geneva.",
)


@pytest.fixture(autouse=True)
def small_slices(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rebuilding, "_ROWS", 7)
    monkeypatch.setattr(rebuilding, "_ARTICLES", 2)


async def finish(db: aiosqlite.Connection) -> int:
    """How many steps it took to the end."""
    steps = 1
    while await rebuilding.step(db):
        steps += 1
    return steps


async def read_what_waits(db: aiosqlite.Connection) -> None:
    for unread in await queue.unread(db, limit=99, most_characters=100_000):
        await derive(db, unread.id)


async def test_a_rebuild_gives_the_same_tables() -> None:
    async with memory() as db:
        for text in TEXTS:
            await file(db, text)
        await file(db, TEXTS[0], 50, guild=9)
        await file(db, TEXTS[1], 2)
        before = await dump(db)
        await rebuilding.begin(db)
        assert (await derivation.state(db)).rebuilding == "clearing"
        assert await finish(db) > 10
        assert (await derivation.state(db)).rebuilding is None
        await check_index(db)
        assert await row_counts(db) == {
            table: len(rows) if table in ("articles", "postings", "compared") else 0 for table, rows in before.items()
        }
        assert await queue.depth(db) == (0, 5)
        await read_what_waits(db)
        assert await dump(db) == before


async def test_without_a_rebuild_a_step_does_nothing() -> None:
    async with memory() as db:
        await file(db, TEXTS[0])
        before = await dump(db)
        assert not await rebuilding.step(db)
        assert await dump(db) == before


async def test_failed_and_deferred_articles_wait_too() -> None:
    async with memory() as db:
        failed = await post(db, TEXTS[0])
        await queue.fail(db, failed.article, "It was too long.", 3)
        await post(db, TEXTS[1], deferred=True)
        await rebuilding.begin(db)
        await finish(db)
        rows = await db.execute_fetchall("SELECT state, attempts, reason FROM articles")
        assert [tuple(row) for row in rows] == [("pending", 0, None)] * 2


class OtherProgram:
    """One that does not know of the rebuild: it files, reads, posts again and forgets meanwhile."""

    def __init__(self, db: aiosqlite.Connection, chance: random.Random) -> None:
        self.db = db
        self.chance = chance
        self.message = 100

    async def act(self) -> None:
        doing = self.chance.choice((self.read, self.read, self.post, self.edit, self.forget))
        await self.db.execute("BEGIN")
        await doing()
        await self.db.execute("COMMIT")

    async def read(self) -> None:
        for unread in await queue.unread(self.db, limit=1, most_characters=100_000):
            await self.db.execute("SAVEPOINT here")
            try:
                await derive(self.db, unread.id)
            except (LookupError, ValueError, aiosqlite.Error) as error:  # what filing does with any exception
                await self.db.execute("ROLLBACK TO here")
                await queue.fail(self.db, unread.id, f"Storing failed ({error!r}).", 1)

    async def post(self) -> None:
        self.message += 1
        text = self.chance.choice((*TEXTS, f"John Adams left Vienna on day {self.message}."))
        await post(self.db, text, self.chance.choice((1, 2)), self.message)

    async def edit(self) -> None:
        posted = [tuple(row) for row in await self.db.execute_fetchall("SELECT channel_id, message_id FROM postings")]
        if posted:
            channel, message = self.chance.choice(posted)
            guild = 9 if channel == 50 else 0
            await post(self.db, f"Abigail Adams left Paris, {self.chance.random()}.", channel, message, guild=guild)

    async def forget(self) -> None:
        known = [row[0] for row in await self.db.execute_fetchall("SELECT id FROM articles ORDER BY id")]
        if len(known) > 1:
            await postings.forget(self.db, self.chance.choice(known))


@settings(max_examples=examples(40))
@given(st.integers(0, 9999))
async def test_what_another_program_does_meanwhile_is_neither_lost_nor_counted_twice(seed: int) -> None:
    chance = random.Random(seed)
    async with memory() as db:
        for number, text in enumerate(TEXTS):
            await file(db, text, 1 + number % 2)
        other = OtherProgram(db, chance)
        await rebuilding.begin(db)
        more = True
        while more:
            if chance.random() < 0.5:
                await other.act()
            more = await rebuilding.step(db)
        await read_what_waits(db)
        assert {row[0] for row in await db.execute_fetchall("SELECT state FROM articles")} == {"ready"}
        await check_index(db)
        found = await dump(db)
        await rebuilding.begin(db)
        await finish(db)
        await read_what_waits(db)
        assert await dump(db) == found


async def test_an_article_that_is_not_indexed_yet_can_be_forgotten() -> None:
    async with memory() as db:
        for text in TEXTS:
            await file(db, text)
        await rebuilding.begin(db)
        while (await derivation.state(db)).rebuilding != "indexing":
            await rebuilding.step(db)
        await postings.forget(db, 4)
        await finish(db)
        await check_index(db)


async def test_the_rules_are_those_of_whoever_reads_from_now_on(monkeypatch: pytest.MonkeyPatch) -> None:
    async with memory() as db:
        assert await derivation.state(db) == Derivation(0, any_read=False, rebuilding=None)
        await derivation.adopt(db)
        await file(db, TEXTS[0])
        assert await derivation.state(db) == Derivation(RULES, any_read=True, rebuilding=None)
        assert not (await derivation.state(db)).outdated
        monkeypatch.setattr(derivation, "RULES", RULES + 1)
        await derivation.adopt(db)
        assert (await derivation.state(db)).rules == RULES
        assert (await derivation.state(db)).outdated
        await rebuilding.begin(db)
        await finish(db)
        await read_what_waits(db)
        assert await derivation.state(db) == Derivation(RULES + 1, any_read=True, rebuilding=None)


async def test_every_table_that_tells_of_articles_or_names_is_emptied() -> None:
    """A derived table that is new must be known to the rebuild: it refers to what it was derived from."""
    async with memory() as db:
        for text in TEXTS:
            await file(db, text)
        await rebuilding.begin(db)
        await finish(db)
        tables = [row[0] for row in await db.execute_fetchall("SELECT name FROM pragma_table_list")]
        left = {}
        for table in tables:
            parents = {row[2] for row in await db.execute_fetchall(f'PRAGMA foreign_key_list("{table}")')}
            if parents & {"articles", "names", "entities"} or table in ("names", "entities"):
                [(left[table],)] = await db.execute_fetchall(f'SELECT count(*) FROM "{table}"')
        assert left.pop("postings") == left.pop("compared") == len(TEXTS)
        assert left == dict.fromkeys(left, 0)
        assert len(left) >= 15
