"""Articles as a scope reads them: which there are, by what they are found, the posting that is shown."""

from collections.abc import AsyncIterator

import aiosqlite
import pytest

from bot.store import articles
from bot.store.scope import LOCAL, Scope
from tests.store.filing import Story, file, memory, post, unpost

EVERYTHING = Scope(LOCAL)
TREATY = Story("John Adams went to Paris. The president Adams signed a treaty.", "A treaty")
LETTER = Story("Abigail Adams wrote to John Adams.", "A letter")


@pytest.fixture
async def db() -> AsyncIterator[aiosqlite.Connection]:
    async with memory() as connection:
        yield connection


async def test_the_latest_are_those_that_were_posted_last_whenever_they_were_filed(db: aiosqlite.Connection) -> None:
    """A backfill files the newest first, behind what is posted meanwhile."""
    for story, message in ((TREATY, 9), (LETTER, 5), (Story("Snow fell in Rome.", "Snow"), 7)):
        await file(db, story, 1, message)

    async def titles(scope: Scope = EVERYTHING) -> list[str | None]:
        return [article.title for article in await articles.recent(db, scope, limit=9)]

    assert await titles() == ["A treaty", "Snow", "A letter"]
    assert [one.title for one in await articles.recent(db, EVERYTHING, limit=1, offset=1)] == ["Snow"]
    await file(db, LETTER, 2, 1)  # a day later, and still the same letter
    assert await titles() == ["A treaty", "Snow", "A letter"]
    await unpost(db, 1, 5)
    assert await titles() == ["A letter", "A treaty", "Snow"]
    await file(db, LETTER, 1, 5)
    assert await titles() == ["A treaty", "Snow", "A letter"]
    assert await titles(Scope(LOCAL, frozenset({2}))) == ["A letter"]


async def test_the_latest_are_those_that_came_last_where_somebody_may_read(db: aiosqlite.Connection) -> None:
    """That something stood before elsewhere bears on nothing that whoever cannot read there is shown."""
    letter = (await file(db, LETTER, 1, 1)).number  # a day before the others
    treaty = (await file(db, TREATY, 2, 2)).number
    await file(db, LETTER, 2, 3)
    await file(db, TREATY, 2, 4)
    for scope, expected in (
        (Scope(LOCAL, frozenset({2})), [letter, treaty]),
        (Scope(LOCAL, frozenset({1, 2})), [treaty, letter]),
        (EVERYTHING, [treaty, letter]),
        (Scope(LOCAL, frozenset({3})), []),
    ):
        assert [one.number for one in await articles.recent(db, scope, limit=9)] == expected
        paged = [await articles.recent(db, scope, limit=1, offset=offset) for offset in range(3)]
        assert [one.number for page in paged for one in page] == expected


async def test_articles_are_found_by_number_message_address_and_latest(db: aiosqlite.Connection) -> None:
    first = await post(db, TREATY, 1, 7)
    second = await post(db, LETTER, 2, 8)
    await db.execute("UPDATE articles SET url = 'https://example.org/treaty' WHERE id = ?", (first.article,))
    assert [a.id for a in await articles.recent(db, EVERYTHING, limit=1)] == [second.article]
    assert [a.id for a in await articles.recent(db, EVERYTHING, limit=9, offset=1)] == [first.article]
    for found in (
        await articles.by_number(db, EVERYTHING, first.number),
        await articles.by_message(db, EVERYTHING, 1, 7),
        await articles.by_url(db, EVERYTHING, "https://example.org/treaty"),
        (await articles.by_ids(db, EVERYTHING, [first.article]))[first.article],
    ):
        assert found is not None
        assert (found.id, found.title, found.posting.message) == (first.article, "A treaty", 7)
    assert await articles.by_number(db, EVERYTHING, 99) is None
    assert await articles.by_message(db, EVERYTHING, 1, 8) is None
    assert await articles.texts(db, [second.article]) == {second.article: LETTER.text}


async def test_an_article_shows_its_first_posting_in_scope(db: aiosqlite.Connection) -> None:
    filed = await post(db, TREATY, channel=1)
    await post(db, TREATY, channel=2)
    for channels, expected in (({1}, [1]), ({2}, [2]), ({1, 2}, [1, 2]), ({3}, [])):
        scope = Scope(LOCAL, frozenset(channels))
        found = await articles.by_ids(db, scope, [filed.article])
        assert [a.posting.channel for a in found.values()] == expected[:1]
        assert [p.channel for p in await articles.postings(db, scope, filed.article)] == expected


async def test_a_message_outside_the_scope_does_not_tell_its_article(db: aiosqlite.Connection) -> None:
    await post(db, TREATY, 1, 7)
    await post(db, TREATY, 2, 8)
    inside = Scope(LOCAL, frozenset({2}))
    assert await articles.by_message(db, inside, 2, 8) is not None
    assert await articles.by_message(db, inside, 1, 7) is None
