"""Articles and postings: one text is one article, however often it is posted, until its last posting goes."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta

import aiosqlite
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.articles.types import Draft
from bot.store import articles, drafts, places, postings
from bot.store.database import Database
from bot.store.rows import FiledAs, Place, day_of
from bot.store.scope import LOCAL, Scope
from tests.examples import examples
from tests.store.dump import dump
from tests.store.filing import NOON, TODAY, Story, derive, file, memory, post, unpost

EVERYTHING = Scope(LOCAL)
TREATY = Story("John Adams went to Paris. The president Adams signed a treaty.", "A treaty")
LETTER = Story("Abigail Adams wrote to John Adams.", "A letter")


@pytest.fixture
async def db() -> AsyncIterator[aiosqlite.Connection]:
    async with memory() as connection:
        yield connection


async def count(db: aiosqlite.Connection, table: str) -> int:
    async with db.execute(f'SELECT count(*) FROM "{table}"') as cursor:
        row = await cursor.fetchone()
    return int(row[0]) if row else 0


async def test_one_text_in_two_channels_is_one_article(db: aiosqlite.Connection) -> None:
    first = await file(db, TREATY, channel=1)
    again = await file(db, TREATY, channel=2)
    assert again == FiledAs(first.article, first.number, first.external_id, duplicate=True, known_as=first.external_id)
    assert await articles.total(db, EVERYTHING) == 1
    assert [p.channel for p in await articles.postings(db, EVERYTHING, first.article)] == [1, 2]


async def test_counts_go_with_the_article_to_its_new_audience(db: aiosqlite.Connection) -> None:
    await file(db, TREATY, channel=1)
    await file(db, TREATY, channel=2)
    content = await dump(db)
    for table, place in (
        ("articles", 1),
        ("totals", 1),
        ("tallies", 1),
        ("ties", 1),
        ("aliases", 3),
        ("appearances", 2),
    ):
        found = {value for row in content[table] for value in row if isinstance(value, str) and value.startswith("[")}
        assert content[table], (table, place)
        assert found == {"[1,2]"}, table


async def test_audiences_are_interned(db: aiosqlite.Connection) -> None:
    for story in (TREATY, LETTER):
        await file(db, story, channel=2)
        await file(db, story, channel=1)
    assert len({row[0] for row in await db.execute_fetchall("SELECT audience_id FROM articles")}) == 1
    assert await places.audience(db, LOCAL, [2, 1, 2]) == await places.audience(db, LOCAL, [1, 2])


async def test_one_text_in_two_guilds_is_two_articles(db: aiosqlite.Connection) -> None:
    here = await file(db, TREATY, channel=1)
    there = await file(db, TREATY, channel=50, guild=9)
    assert here.article != there.article
    assert (there.number, there.duplicate) == (1, False)
    assert await articles.total(db, Scope(9)) == 1
    assert await articles.by_ids(db, Scope(9), [here.article]) == {}


async def test_a_message_files_once_however_often_it_is_seen(db: aiosqlite.Connection) -> None:
    first = await file(db, TREATY, 1, message=7)
    before = await dump(db)
    again = await file(db, TREATY, 1, message=7)
    assert again == first
    assert await dump(db) == before


async def test_another_part_of_the_message_is_another_posting(db: aiosqlite.Connection) -> None:
    await post(db, TREATY, 1, 7)
    await post(db, LETTER, 1, 7, part=1)
    assert await articles.total(db, EVERYTHING) == 2
    found = await articles.by_message(db, EVERYTHING, 1, 7)
    assert found is not None
    assert found.title == "A treaty"


async def test_a_changed_message_stands_for_what_it_says_now(db: aiosqlite.Connection) -> None:
    await file(db, TREATY, 1, message=7)
    await file(db, LETTER, 1, message=7)
    assert [a.title for a in await articles.recent(db, EVERYTHING, limit=5)] == ["A letter"]
    async with memory() as fresh:
        await file(fresh, LETTER, 1, message=7)
        assert await dump(db) == await dump(fresh)


async def test_a_message_that_changes_to_a_known_text_joins_it(db: aiosqlite.Connection) -> None:
    known = await file(db, LETTER, 2, message=1)
    await file(db, TREATY, 1, message=7)
    changed = await file(db, LETTER, 1, message=7)
    assert (changed.article, changed.duplicate, changed.known_as) == (known.article, True, known.external_id)
    assert await articles.total(db, EVERYTHING) == 1


async def test_a_changed_message_leaves_the_other_postings_of_its_old_text(db: aiosqlite.Connection) -> None:
    kept = await file(db, TREATY, 2, message=1)
    await file(db, TREATY, 1, message=7)
    await file(db, LETTER, 1, message=7)
    assert [p.channel for p in await articles.postings(db, EVERYTHING, kept.article)] == [2]
    assert await articles.total(db, EVERYTHING) == 2


async def waiting(db: aiosqlite.Connection) -> drafts.Waiting:
    [found] = await drafts.waiting(db, limit=5, most_bytes=1 << 20)
    return found


async def queue(db: aiosqlite.Connection, story: Story, place: Place) -> None:
    await places.ensure_channel(db, place.guild, place.channel, "news")
    await drafts.add(db, Draft(story.text.encode()), place, posted_at=NOON)


async def test_a_draft_that_was_replaced_meanwhile_is_not_filed(db: aiosqlite.Connection) -> None:
    await queue(db, TREATY, Place(LOCAL, 1, 7))
    old = await waiting(db)
    await queue(db, LETTER, Place(LOCAL, 1, 7))
    assert await postings.file(db, old, TREATY.reading()) is None
    assert await articles.total(db, EVERYTHING) == 0
    new = await waiting(db)
    assert await postings.file(db, new, LETTER.reading()) is not None
    assert await postings.file(db, new, LETTER.reading()) is None


async def test_a_draft_that_was_forgotten_meanwhile_is_not_filed(db: aiosqlite.Connection) -> None:
    await queue(db, TREATY, Place(LOCAL, 1, 7))
    old = await waiting(db)
    assert await postings.unpost(db, Place(LOCAL, 1, 7)) is None
    assert await postings.file(db, old, TREATY.reading()) is None
    assert await count(db, "articles") == 0


async def test_an_article_takes_what_its_messages_were_changed_to_along(db: aiosqlite.Connection) -> None:
    filed = await file(db, TREATY.text, 1, 7)
    await queue(db, LETTER, Place(LOCAL, 1, 7))
    await queue(db, LETTER, Place(LOCAL, 1, 8))
    await postings.forget(db, filed.article)
    assert (await waiting(db)).place.message == 8, "another message is no business of that article"


async def test_forgetting_what_was_never_posted(db: aiosqlite.Connection) -> None:
    assert await unpost(db, 1, 1) is None


async def test_a_guild_that_is_not_in_the_store(db: aiosqlite.Connection) -> None:
    await queue(db, TREATY, Place(LOCAL, 1, 7))
    found = await waiting(db)
    with pytest.raises(LookupError):
        await postings.file(db, replace(found, place=Place(8, 1, 7)), TREATY.reading())


async def test_numbers_are_never_used_twice(db: aiosqlite.Connection) -> None:
    assert [(await post(db, story, 1, n)).number for n, story in enumerate((TREATY, LETTER))] == [1, 2]
    assert await unpost(db, 1, 1) == 2
    assert (await post(db, LETTER, 1, 2)).number == 3


async def test_the_day_is_that_of_the_first_posting_that_is_left(db: aiosqlite.Connection) -> None:
    undated = replace(TREATY, day=None)
    filed = await file(db, undated, channel=3, message=1)
    await file(db, undated, channel=1, message=1)

    async def day() -> int:
        found = await articles.by_number(db, EVERYTHING, filed.number)
        assert found is not None
        return found.day

    assert await day() == day_of(TODAY + timedelta(days=1))
    await unpost(db, 1, 1)
    assert await day() == day_of(TODAY + timedelta(days=3))


async def test_a_deferred_article_is_searchable_and_not_in_the_queue(db: aiosqlite.Connection) -> None:
    filed = await post(db, TREATY, deferred=True)
    found = await articles.by_number(db, EVERYTHING, filed.number)
    assert found is not None
    assert found.state == "deferred"
    assert await matches(db, "treaty") == 1


async def test_external_ids(db: aiosqlite.Connection) -> None:
    first = await post(db, TREATY, 1, 1, external_id="a")
    again = await post(db, TREATY, 1, 2, external_id="b")
    plain = await post(db, LETTER, 1, 3)
    assert (first.external_id, first.known_as, first.duplicate) == ("a", "a", False)
    assert (again.external_id, again.known_as, again.duplicate) == ("b", "a", True)
    assert plain.external_id == str(plain.number)


async def matches(db: aiosqlite.Connection, word: str) -> int:
    async with db.execute("SELECT count(*) FROM article_index WHERE article_index MATCH ?", (word,)) as cursor:
        row = await cursor.fetchone()
    return int(row[0]) if row else 0


async def every_row(db: aiosqlite.Connection) -> str:
    """All that stands in any table, as one text."""
    tables = await db.execute_fetchall("SELECT name FROM sqlite_master WHERE type = 'table'")
    rows = [
        (name, tuple(row))
        for (name,) in tables
        if not name.startswith("article_index")
        for row in await db.execute_fetchall(f'SELECT * FROM "{name}"')
    ]
    return repr(rows)


async def test_the_last_posting_takes_everything_along(db: aiosqlite.Connection) -> None:
    secret = Story("Zebulon Pike met Zbigniew Quux in Vienna. The director Zebulon Pike kept quiet.", "Zebra crossing")
    await file(db, LETTER, 1, message=1)
    async with memory() as untouched:
        await file(untouched, LETTER, 1, message=1)
        expected = await dump(untouched)
    await file(db, secret, 1, message=2)
    await file(db, secret, 2, message=3)
    assert await unpost(db, 1, 2) == 2
    assert await matches(db, "zebulon") == 1
    assert await unpost(db, 2, 3) == 2
    left = await every_row(db)
    for word in ("Zebulon", "zebulon", "quux", "Zebra", secret.fingerprint[:12]):
        assert word not in left
    for word in ("zebulon", "quux", "zebra", "vienna"):
        assert await matches(db, word) == 0
    assert await dump(db) == expected


async def test_an_article_that_is_gone_takes_nothing_more(db: aiosqlite.Connection) -> None:
    filed = await post(db, TREATY, 1, 1)
    await unpost(db, 1, 1)
    with pytest.raises(AssertionError):
        await derive(db, filed.article)
    await postings.forget(db, filed.article)


async def test_what_is_derived_is_written_once(db: aiosqlite.Connection) -> None:
    filed = await file(db, TREATY)
    before = await dump(db)
    assert await derive(db, filed.article) is False
    assert await dump(db) == before


WORDS = st.text(alphabet="bcdfghjklmnpqrstvwxz", min_size=9, max_size=14)


@settings(max_examples=examples(8))
@given(rare=WORDS, others=st.integers(0, 12), long=st.booleans())
async def test_no_byte_of_a_forgotten_text_is_left_in_the_files(
    tmp_path_factory: pytest.TempPathFactory, rare: str, others: int, long: bool
) -> None:
    path = tmp_path_factory.mktemp("store") / "dossier.db"
    name = rare.capitalize()
    secret = Story(f"John {name} met Abigail Adams. The {rare} was lost. " * (80 if long else 1), f"About {name}")
    store = await Database.open(path)
    for n in range(others):
        async with store.writing() as db:
            await file(db, Story(f"John Adams met Abigail Adams on day {n}. " * 20, f"Day {n}"), 1, message=n + 10)
    async with store.writing() as db:
        await file(db, secret, 1, message=1)
    for n in range(others):
        async with store.writing() as db:
            await file(db, Story(f"Samuel Adams met Abigail Adams on day {n}. " * 20, f"Day {n}"), 1, message=n + 100)
    async with store.writing() as db:
        await unpost(db, 1, 1)
    assert await store.purge_due()
    await store.close()
    for file_ in path.parent.iterdir():
        content = file_.read_bytes().lower()
        assert rare.encode() not in content, file_.name
        assert rare[:7].encode() not in content, file_.name
