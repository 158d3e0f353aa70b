"""Versions: an edited article keeps its number and what it said, for those who could read it, until it goes."""

from collections.abc import AsyncIterator
from pathlib import Path

import aiosqlite
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.articles.types import Draft
from bot.store import articles, drafts, places, postings, queue, rebuilding, versions
from bot.store.database import Database
from bot.store.drafts import Waiting
from bot.store.rows import FiledAs, Place
from bot.store.scope import LOCAL, Scope
from tests.examples import examples
from tests.store.dump import check_index, dump
from tests.store.filing import NOON, Story, derive, file, memory, post, unpost

EVERYTHING = Scope(LOCAL)
OLD = Story("John Adams went to Paris. The president Adams signed a treaty.", "A treaty")
NEW = Story("John Adams went to Paris and Geneva. The president Adams signed two treaties.", "Two treaties")
LETTER = Story("Abigail Adams wrote to John Adams.", "A letter")
RARE = "zyxgrblfq"


@pytest.fixture
async def db() -> AsyncIterator[aiosqlite.Connection]:
    async with memory() as connection:
        yield connection


async def said(db: aiosqlite.Connection, article: int, *channels: int) -> list[str]:
    """What an article said before, as the readers of these channels see it (of all without any)."""
    scope = Scope(LOCAL, frozenset(channels)) if channels else EVERYTHING
    found = [version.text for version in await versions.earlier(db, scope, article, limit=9)]
    shown = (await articles.by_ids(db, scope, [article])).get(article)
    assert shown is None or shown.versions == len(found)
    return found


async def fetched(db: aiosqlite.Connection, story: Story, channel: int, message: int, url: str) -> FiledAs | None:
    """File what a page says now at the place of an article."""
    place = Place(LOCAL, channel, message)
    draft = Draft(story.text.encode(), title=story.title, url=url)
    id_ = await drafts.add(db, draft, place, posted_at=NOON, refresh=True)
    waiting = Waiting(id_, draft, place, None, NOON, None, deferred=False, live=True, refresh=True)
    return await postings.file(db, waiting, story.reading())


async def test_an_edited_article_keeps_its_number_and_its_posting(db: aiosqlite.Connection) -> None:
    first = await file(db, OLD, 1, 7)
    await file(db, LETTER, 1, 8)
    edited = await file(db, NEW, 1, 7)
    assert edited == first
    found = await articles.by_message(db, EVERYTHING, 1, 7)
    assert found is not None
    assert (found.id, found.number, found.title, found.state) == (first.article, first.number, "Two treaties", "ready")
    assert await articles.texts(db, [first.article]) == {first.article: NEW.text}
    assert await said(db, first.article) == [OLD.text]
    await file(db, OLD, 1, 7)
    assert await said(db, first.article) == [NEW.text, OLD.text]


async def test_what_is_derived_and_indexed_is_that_of_the_newest(db: aiosqlite.Connection) -> None:
    filed = await file(db, OLD, 1, 7)
    await post(db, NEW, 1, 7)
    assert [one.text for one in await queue.unread(db, limit=5, most_characters=1000)] == [NEW.text]
    await derive(db, filed.article)
    await check_index(db)
    async with memory() as fresh:
        await file(fresh, NEW, 1, 7)
        assert await dump(db) == await dump(fresh)


async def test_a_text_that_others_posted_stays_with_them(db: aiosqlite.Connection) -> None:
    first = await file(db, OLD, 1, 7)
    await file(db, OLD, 2, 8)
    edited = await file(db, NEW, 1, 7)
    assert edited.number != first.number
    assert await said(db, first.article) == await said(db, edited.article) == []
    assert await articles.texts(db, [first.article]) == {first.article: OLD.text}


async def test_only_who_could_read_a_version_is_shown_it(db: aiosqlite.Connection) -> None:
    filed = await file(db, OLD, 1, 7)
    await file(db, NEW, 1, 7)
    await file(db, NEW, 2, 8)
    assert await said(db, filed.article, 1) == await said(db, filed.article, 1, 2) == [OLD.text]
    assert await said(db, filed.article, 2) == []
    assert await versions.earlier(db, Scope(9), filed.article, limit=9) == []


async def test_a_version_goes_with_the_message_that_said_it(db: aiosqlite.Connection) -> None:
    filed = await file(db, OLD, 1, 7)
    await file(db, NEW, 1, 7)
    await file(db, NEW, 2, 8)
    await unpost(db, 1, 7)
    assert await articles.texts(db, [filed.article]) == {filed.article: NEW.text}
    assert [row[0] for row in await db.execute_fetchall("SELECT count(*) FROM versions")] == [0]


async def test_a_rebuild_keeps_versions(db: aiosqlite.Connection) -> None:
    filed = await file(db, OLD, 1, 7)
    await file(db, NEW, 1, 7)
    before = await dump(db)
    await rebuilding.begin(db)
    while await rebuilding.step(db):
        pass
    await derive(db, filed.article)
    assert await dump(db) == before
    assert await said(db, filed.article) == [OLD.text]


async def test_an_article_that_leads_to_another_page_is_another_article(db: aiosqlite.Connection) -> None:
    first = await post(db, OLD, 1, 7)
    await db.execute("UPDATE articles SET url = 'https://example.com/a'")
    assert (await post(db, NEW, 1, 7)).number != first.number


async def test_a_page_that_changed_is_the_same_article_whoever_posted_it(db: aiosqlite.Connection) -> None:
    url = "https://example.com/a"
    first = await post(db, OLD, 1, 7)
    await post(db, OLD, 2, 8)
    await db.execute("UPDATE articles SET url = ?", (url,))
    again = await fetched(db, NEW, 1, 7, url)
    assert again is not None
    assert again.number == first.number
    assert await said(db, first.article, 1) == await said(db, first.article, 2) == [OLD.text]
    await unpost(db, 1, 7)
    assert await said(db, first.article) == [OLD.text], "the other posting said so too"
    await fetched(db, NEW, 2, 8, url)
    assert len(await said(db, first.article)) == 1, "nothing changed"


async def test_a_page_that_says_what_another_article_says_changes_nothing(db: aiosqlite.Connection) -> None:
    first = await post(db, OLD, 1, 7)
    await post(db, LETTER, 1, 8)
    await fetched(db, LETTER, 1, 7, "https://example.com/a")
    assert await articles.texts(db, [first.article]) == {first.article: OLD.text}
    assert await articles.total(db, EVERYTHING) == 2


async def test_a_page_whose_article_is_gone_is_not_filed(db: aiosqlite.Connection) -> None:
    await places.ensure_channel(db, LOCAL, 1, "news")
    assert await fetched(db, NEW, 1, 7, "https://example.com/a") is None
    assert await articles.total(db, EVERYTHING) == 0


async def test_whether_an_article_still_says_something(db: aiosqlite.Connection) -> None:
    filed = await post(db, OLD, 1, 7)
    assert await versions.says(db, filed.article, OLD.title, OLD.text)
    await post(db, NEW, 1, 7)
    assert not await versions.says(db, filed.article, OLD.title, OLD.text)
    assert not await versions.says(db, 99, OLD.title, OLD.text)


async def test_a_deferred_edit_waits_for_somebody_to_resume_it(db: aiosqlite.Connection) -> None:
    await file(db, OLD, 1, 7)
    await post(db, NEW, 1, 7, deferred=True)
    assert await queue.depth(db) == (0, 0)
    await queue.resume(db)
    assert await queue.depth(db) == (0, 1)


def left_in(folder: Path) -> list[str]:
    """The files with the rare word."""
    return [path.name for path in folder.iterdir() if RARE.encode() in path.read_bytes().lower()]


@pytest.mark.parametrize("how", ["message", "article", "other"])
async def test_no_byte_of_a_version_is_left(tmp_path: Path, how: str) -> None:
    store = await Database.open(tmp_path / "dossier.db")
    secret = Story(f"John {RARE.capitalize()} went to Paris. The president called it a {RARE}.")
    async with store.writing() as db:
        await file(db, LETTER, 1, 6)
        filed = await file(db, secret, 1, 7)
        await file(db, NEW, 1, 7)
        if how == "other":
            await file(db, NEW, 2, 8)
    async with store.writing() as db:
        if how == "article":
            await postings.forget(db, filed.article)
        else:
            await unpost(db, 1, 7)
    await store.purge()
    await store.close()
    assert left_in(tmp_path) == []


@settings(max_examples=examples(40))
@given(
    st.lists(st.tuples(st.sampled_from((OLD, NEW, LETTER, None)), st.integers(1, 2), st.integers(7, 8)), max_size=12)
)
async def test_nobody_is_shown_a_version_that_no_message_there_said(steps: list[tuple[Story | None, int, int]]) -> None:
    """After any history: a version is shown only where a message that still stands said it, and never what stands."""
    async with memory() as db:
        told: dict[tuple[int, int], set[str]] = {}
        for story, channel, message in steps:
            if story is None:
                await unpost(db, channel, message)
                told.pop((channel, message), None)
            else:
                await file(db, story, channel, message)
                told.setdefault((channel, message), set()).add(story.text)
        for channel in (1, 2):
            allowed = set().union(*(texts for (at, _), texts in told.items() if at == channel))
            for article in await articles.recent(db, Scope(LOCAL, frozenset({channel})), limit=9):
                assert set(await said(db, article.id, channel)) <= allowed
        [(left,)] = await db.execute_fetchall(
            "SELECT count(*) FROM versions WHERE NOT EXISTS (SELECT 1 FROM version_postings AS said"
            " WHERE said.article_id = versions.article_id AND said.version = versions.version)"
        )
        assert left == 0
