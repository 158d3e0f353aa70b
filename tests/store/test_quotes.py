from collections.abc import AsyncIterator

import aiosqlite
import pytest

from bot.articles.types import Span
from bot.identity.types import NameId
from bot.store import completion, correcting, derived, marking, quotes, speaking
from bot.store.corrections import Entry
from bot.store.quotes import QuoteSeen
from bot.store.scope import LOCAL, Scope
from tests.store.corrections import Said, correct, undo
from tests.store.dump import dump
from tests.store.filing import NOON, Story, derive, file, memory, post, unpost

ANY = Scope(LOCAL)

FIRST = (
    "John Adams met Abigail Adams in Vienna. “The World Bank is late” said John Adams."
    " “Vienna is cold” said Abigail Adams."
)
SECOND = "John Adams went home. “Vienna is far” said John Adams. “The World Bank is here” said he. “Nobody knows.”"


@pytest.fixture
async def db() -> AsyncIterator[aiosqlite.Connection]:
    async with memory() as connection:
        yield connection


async def entity(db: aiosqlite.Connection, name: str) -> int:
    [found] = await completion.named(db, ANY, name)
    return found.id


async def texts(db: aiosqlite.Connection, found: list[QuoteSeen]) -> list[str]:
    stored = {row[0]: row[1] for row in await db.execute_fetchall("SELECT id, text FROM articles")}
    return [one.span.of(stored[one.article]) for one in found]


async def test_by_and_about(db: aiosqlite.Connection) -> None:
    await file(db, Story(FIRST, day=None), 1, 1)
    await file(db, Story(SECOND, day=None), 2, 2)
    john, bank = await entity(db, "john adams"), await entity(db, "world bank")
    by = await quotes.listed(db, ANY, by=john, limit=9)
    assert await texts(db, by) == ["Vienna is far", "The World Bank is here", "The World Bank is late"]
    assert {one.entity for one in by} == {john}
    about = await quotes.listed(db, ANY, about=bank, limit=9)
    assert await texts(db, about) == ["The World Bank is here", "The World Bank is late"]
    for rare in (False, True):
        both = await quotes.listed(db, ANY, by=john, about=await entity(db, "vienna"), limit=9, rare=rare)
        assert await texts(db, both) == ["Vienna is far"]
    oldest = await quotes.listed(db, ANY, by=john, about=bank, limit=1, oldest=True)
    assert await texts(db, oldest) == ["The World Bank is late"]
    assert await texts(db, await quotes.listed(db, ANY, by=john, limit=1, oldest=True)) == ["The World Bank is late"]
    assert await texts(db, await quotes.listed(db, ANY, by=john, limit=2)) == [
        "Vienna is far",
        "The World Bank is here",
    ]
    with pytest.raises(ValueError, match="by somebody"):
        await quotes.listed(db, ANY, limit=1)


async def test_of_some_days(db: aiosqlite.Connection) -> None:
    await file(db, Story(FIRST, day=None), 1, 1)
    await file(db, Story(SECOND, day=None), 2, 2)
    john = await entity(db, "john adams")
    [first, *_] = [row[0] for row in await db.execute_fetchall("SELECT day FROM articles ORDER BY id")]
    assert await texts(db, await quotes.listed(db, ANY, by=john, days=(0, first), limit=9)) == [
        "The World Bank is late"
    ]
    assert len(await quotes.listed(db, ANY, by=john, days=(first + 1, first + 99), limit=9)) == 2


async def test_only_what_is_in_scope(db: aiosqlite.Connection) -> None:
    await file(db, FIRST, 1, 1)
    await file(db, SECOND, 2, 2)
    john = await entity(db, "john adams")
    here = Scope(LOCAL, frozenset({1}))
    assert await texts(db, await quotes.listed(db, here, by=john, limit=9)) == ["The World Bank is late"]
    assert await quotes.listed(db, Scope(LOCAL, frozenset()), by=john, limit=9) == []
    assert await quotes.listed(db, Scope(7), by=john, limit=9) == []


async def test_quotes_follow_an_article_to_its_new_readers_and_its_new_day(db: aiosqlite.Connection) -> None:
    await file(db, Story(FIRST, day=None), 2, 1)
    filed = await post(db, Story(FIRST, day=None), 1, 2)
    await derive(db, filed.article)  # what it says of days is read anew from its earlier day
    john = await entity(db, "john adams")
    [one] = await quotes.listed(db, Scope(LOCAL, frozenset({1})), by=john, limit=9)
    [day] = [row[0] for row in await db.execute_fetchall("SELECT day FROM articles")]
    assert await quotes.listed(db, ANY, by=john, days=(day, day), limit=9) == [one]


async def test_quotes_go_with_their_article(db: aiosqlite.Connection) -> None:
    await file(db, FIRST, 1, 1)
    await unpost(db, 1, 1)
    for table in ("quotes", "quoted"):
        assert await db.execute_fetchall(f"SELECT * FROM {table}") == []


async def test_the_quotes_of_an_article(db: aiosqlite.Connection) -> None:
    filed = await file(db, SECOND, 1, 1)
    found = await quotes.in_articles(db, [filed.article])
    assert await texts(db, found) == ["Vienna is far", "The World Bank is here", "Nobody knows."]
    john = await entity(db, "john adams")
    assert [one.entity for one in found] == [john, john, None]
    assert [one.speaker.of(SECOND) if one.speaker else None for one in found] == ["John Adams", "he", None]
    assert [one.cue.of(SECOND) if one.cue else None for one in found] == ["said", "said", None]


async def speakers(db: aiosqlite.Connection) -> list[str | None]:
    return [
        row[0]
        for row in await db.execute_fetchall(
            "SELECT names.key FROM quotes LEFT JOIN names ON names.id = name_id ORDER BY article_id, start"
        )
    ]


async def respeak(db: aiosqlite.Connection, fingerprint: str, said: str, *, was: str | None, to: str | None) -> Entry:
    """Say who says a quote of FIRST."""
    key = await marking.ensured(db, LOCAL)
    span = Span(FIRST.index(said), FIRST.index(said) + len(said))
    was_, to_ = ((name, "PERSON") if name else None for name in (was, to))
    new = speaking.entry(key, fingerprint, span, was_, to_)  # type: ignore[arg-type]
    about: list[NameId] = [(name, "PERSON") for name in (was, to) if name]
    return await correcting.make(db, LOCAL, new, about, "7", None, NOON)


async def test_who_says_a_quote_can_be_corrected_and_taken_back(db: aiosqlite.Connection) -> None:
    story = Story(FIRST)
    await file(db, story, 1, 1)
    before = await dump(db)
    assert await speakers(db) == ["john adams", "abigail adams"]
    first = await respeak(db, story.fingerprint, "Vienna is cold", was="abigail adams", to="john adams")
    assert await speakers(db) == ["john adams", "john adams"]
    john = await entity(db, "john adams")
    assert len(await quotes.listed(db, ANY, by=john, limit=9)) == 2
    second = await respeak(db, story.fingerprint, "Vienna is cold", was="john adams", to=None)
    assert await speakers(db) == ["john adams", None]
    await undo(db, second)
    assert await speakers(db) == ["john adams", "john adams"]
    await undo(db, first)
    assert await dump(db) == before


async def test_a_corrected_speaker_holds_when_the_article_is_read_or_posted_again(db: aiosqlite.Connection) -> None:
    story = Story(FIRST)
    filed = await file(db, story, 1, 1)
    await respeak(db, story.fingerprint, "The World Bank is late", was="john adams", to="abigail adams")
    told = await dump(db)
    assert await speakers(db) == ["abigail adams", "abigail adams"]
    await derived.erase(db, filed.article)
    await derive(db, filed.article)
    assert await dump(db) == told
    await unpost(db, 1, 1)
    assert await speakers(db) == []
    await file(db, story, 1, 2)
    assert await speakers(db) == ["abigail adams", "abigail adams"]


async def test_other_corrections_leave_a_corrected_speaker(db: aiosqlite.Connection) -> None:
    story = Story(FIRST)
    await file(db, story, 1, 1)
    await respeak(db, story.fingerprint, "Vienna is cold", was="abigail adams", to="john adams")
    told = await dump(db)
    ban = await correct(db, Said("ban string", text="Abigail Adams"))
    assert await speakers(db) == ["john adams", "john adams"]
    await undo(db, ban)
    assert await dump(db) == told
