"""Events in the store: by entity, by day, by article, and nothing of what a scope does not reach."""

from collections.abc import AsyncIterator
from datetime import date

import aiosqlite
import pytest

from bot.store import articles, completion, events
from bot.store.events import Slot, Told
from bot.store.rows import day_of
from bot.store.scope import LOCAL, Scope
from tests.store.filing import Story, file, memory, unpost

ANY, NEWS = Scope(LOCAL), Scope(LOCAL, frozenset({1}))
CAME = Story(
    "John Adams came to Paris on 3 March 1801. On 5 March 1801 John Adams met Abigail Adams in Vienna.", day=None
)
WENT = Story("On 3 March 1801 John Adams arrived in Paris with a trunk.", day=date(1801, 3, 9))
HIDDEN = Story("John Adams wrote from Geneva on 7 March 1801.", day=date(1801, 3, 9))


@pytest.fixture
async def db() -> AsyncIterator[aiosqlite.Connection]:
    async with memory() as connection:
        await file(connection, CAME, 1, 1)
        await file(connection, WENT, 1, 2)
        await file(connection, HIDDEN, 2, 3)
        yield connection


async def entity(db: aiosqlite.Connection, name: str) -> int:
    [found] = await completion.named(db, ANY, name)
    return found.id


def slot(day: int, count: int) -> Slot:
    when = day_of(date(1801, 3, day))
    return Slot(when, when, count)


async def texts(db: aiosqlite.Connection, told: list[Told]) -> set[str]:
    stored = await articles.texts(db, [one.article for one in told])
    return {one.span.of(stored[one.article]) for one in told}


async def test_the_days_of_an_entity(db: aiosqlite.Connection) -> None:
    adams = await entity(db, "john adams")
    assert await events.of_entity(db, ANY, adams) == [slot(3, 2), slot(5, 1), slot(7, 1)]
    assert await events.of_entity(db, NEWS, adams) == [slot(3, 2), slot(5, 1)]
    told = await events.told_of_entity(db, ANY, adams, slot(3, 2), limit=9)
    assert await texts(db, told) == {"John Adams came to Paris on 3 March 1801.", WENT.text}
    assert len(await events.told_of_entity(db, ANY, adams, slot(3, 2), limit=1)) == 1
    assert await events.told_of_entity(db, NEWS, adams, slot(7, 1), limit=9) == []


async def test_the_days_of_two_in_one_sentence(db: aiosqlite.Connection) -> None:
    adams, abigail = await entity(db, "john adams"), await entity(db, "abigail adams")
    assert await events.of_entity(db, ANY, abigail, adams) == [slot(5, 1)]
    [told] = await events.told_of_entity(db, ANY, abigail, slot(5, 1), limit=9, other=adams)
    assert {adams, abigail} < told.entities
    assert told.day > told.last


async def test_what_is_told_of_days(db: aiosqlite.Connection) -> None:
    first, last = day_of(date(1801, 3, 4)), day_of(date(1801, 3, 31))
    assert await events.between(db, ANY, first, last) == [slot(5, 1), slot(7, 1)]
    assert await events.between(db, NEWS, first, last) == [slot(5, 1)]
    assert await texts(db, await events.told_in(db, ANY, slot(7, 1), limit=9)) == {HIDDEN.text}
    assert await events.told_in(db, NEWS, slot(7, 1), limit=9) == []


async def test_what_articles_tell(db: aiosqlite.Connection) -> None:
    assert len(await events.told_by_articles(db, ANY, [1, 2, 3], limit=9)) == 4
    assert {one.article for one in await events.told_by_articles(db, NEWS, [1, 2, 3], limit=9)} == {1, 2}


async def test_the_dates_of_an_article_are_its_spans(db: aiosqlite.Connection) -> None:
    found = await events.dates(db, 1)
    assert [(one.span.of(CAME.text), one.value, one.first) for one in found] == [
        ("3 March 1801", "1801-03-03", date(1801, 3, 3)), ("5 March 1801", "1801-03-05", date(1801, 3, 5)),
    ]  # fmt: skip


async def test_nothing_is_left_of_an_article_that_goes(db: aiosqlite.Connection) -> None:
    for message, channel in ((1, 1), (2, 1), (3, 2)):
        await unpost(db, channel, message)
    for table in ("dates", "events", "event_names"):
        async with db.execute(f"SELECT count(*) FROM {table}") as cursor:
            row = await cursor.fetchone()
        assert row is not None
        assert row[0] == 0, table


async def test_an_article_that_turns_out_older_is_read_again() -> None:
    async with memory() as db:
        story = Story("John Adams left Paris yesterday.", day=None)
        await file(db, story, 2, 1)
        [before] = await events.dates(db, 1)
        await file(db, story, 1, 1)
        [after] = await events.dates(db, 1)
        assert before.first is not None
        assert after.first is not None
        assert (before.first - after.first).days == 1
