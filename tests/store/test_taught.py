"""A form that somebody gives is found in texts where no name was seen: in all articles, as long as that stands."""

from collections.abc import Iterator

import aiosqlite
import pytest

from bot.identity.teaching import given_name
from bot.identity.types import NameId
from bot.store import completion, entities, names, reasons
from bot.store.scope import LOCAL, Scope
from tests.store import filing
from tests.store.corrections import Said, correct, follow, undo
from tests.store.dump import dump
from tests.store.filing import derive, file, memory, unpost

ALL = Scope(LOCAL)
QUINCY: NameId = ("john quincy adams", "PERSON")
ABOUT = "John Quincy Adams met the World Bank in Vienna."
SEEN_NOT = "The Old Eloquence spoke in Paris. “No more” said Old Eloquence. Old Eloquence met Abigail Adams."
OLD = "old eloquence"
TAUGHT = Said(
    "alias on", (QUINCY, (OLD, "PERSON"), given_name("Old Eloquence", "PERSON")), "Old Eloquence", {"found": True}
)


@pytest.fixture(autouse=True)
def unseen(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Nothing sees these names."""
    whole = filing._names
    hidden = ("Old Eloquence", "Grey Eminence")
    with monkeypatch.context() as patch:
        patch.setattr(
            filing, "_names", lambda text, within: [s for s in whole(text, within) if s.of(text) not in hidden]
        )
        yield


async def profile(db: aiosqlite.Connection, scope: Scope = ALL, typed: str = "John Quincy Adams") -> tuple[str, int]:
    [one] = await completion.named(db, scope, typed)
    return one.name, one.mentions


async def test_it_is_found_in_articles_before_and_after_and_goes_as_it_came() -> None:
    async with memory() as db:
        await file(db, ABOUT, 1, 1)
        await file(db, SEEN_NOT, 1, 2)
        await correct(db, Said("ban string", text="Nothing"))
        before = await dump(db)
        entry = await correct(db, TAUGHT)
        assert await profile(db) == ("John Quincy Adams", 4)
        [one] = await completion.named(db, ALL, "old eloquence")
        assert await entities.latest_articles(db, ALL, one.id, limit=9) == [2, 1]
        told = await reasons.mentions_of(db, one.id, [2])
        assert [each.reason for each in told] == ["by correction 2"] * 3
        tied = [each.name for each, *_ in await entities.related(db, ALL, one.id, limit=9)]
        assert {"Paris", "Abigail Adams"} <= set(tied)
        rows = await db.execute_fetchall("SELECT names.key FROM quotes JOIN names ON names.id = name_id")
        assert [row[0] for row in rows] == [given_name("Old Eloquence", "PERSON")[0]]
        assert await names.head_of(db, one.id) == QUINCY
        await undo(db, entry)
        assert await dump(db) == before
        await file(db, SEEN_NOT + " More.", 1, 3)
        assert await profile(db) == ("John Quincy Adams", 1)


async def test_it_is_known_as_long_as_the_name_is() -> None:
    async with memory() as db:
        await file(db, ABOUT, 1, 1)
        await correct(db, TAUGHT)
        await file(db, SEEN_NOT, 2, 2)
        taught = await dump(db)
        assert await profile(db) == ("John Quincy Adams", 4)
        await unpost(db, 1, 1)
        await follow(db)
        assert await completion.named(db, ALL, "old eloquence") == []
        kept = await db.execute_fetchall("SELECT (SELECT count(*) FROM taught), (SELECT count(*) FROM labels)")
        assert [tuple(row) for row in kept] == [(0, 0)]
        await file(db, ABOUT, 1, 1)
        await follow(db)
        assert await dump(db) == taught


async def test_others_see_it_in_what_they_can_read() -> None:
    first, second = Scope(LOCAL, frozenset({1})), Scope(LOCAL, frozenset({2}))
    async with memory() as db:
        await file(db, ABOUT, 1, 1)
        await file(db, ABOUT, 2, 2)
        await file(db, SEEN_NOT, 2, 3)
        await correct(db, Said(TAUGHT.act, TAUGHT.names, TAUGHT.text, TAUGHT.detail, channel=3))
        assert await profile(db, second, "old eloquence") == ("John Quincy Adams", 4)
        assert await completion.named(db, first, "old eloquence") == []
        assert await profile(db, first) == ("John Quincy Adams", 1)


async def test_a_banned_string_is_not_found() -> None:
    async with memory() as db:
        await file(db, ABOUT, 1, 1)
        await file(db, SEEN_NOT, 1, 2)
        await correct(db, TAUGHT)
        ban = await correct(db, Said("ban string", text="old eloquence"))
        await follow(db)
        assert await profile(db) == ("John Quincy Adams", 1)
        await undo(db, ban)
        await follow(db)
        assert await profile(db) == ("John Quincy Adams", 4)


async def test_names_that_are_there_by_a_form_alone_give_none() -> None:
    """Else two forms could hold each other up when nothing else does."""
    async with memory() as db:
        await file(db, ABOUT, 1, 1)
        await file(db, SEEN_NOT, 1, 2)
        await file(db, "The Grey Eminence stayed in Boston.", 1, 3)
        await correct(db, TAUGHT)
        found = given_name("Old Eloquence", "PERSON")
        second: tuple[NameId, ...] = (found, ("grey eminence", "PERSON"), given_name("Grey Eminence", "PERSON"))
        await correct(db, Said("alias on", second, "Grey Eminence", {"found": True}))
        await follow(db)
        assert await profile(db) == ("John Quincy Adams", 4)
        assert [await profile(db, typed="grey eminence")] == [("John Quincy Adams", 4)]


async def test_a_name_and_its_form_may_come_in_one_article() -> None:
    async with memory() as db:
        await file(db, ABOUT, 1, 1)
        await correct(db, TAUGHT)
        await unpost(db, 1, 1)
        filed = await filing.post(db, f"{ABOUT} {SEEN_NOT}", 1, 2)
        await derive(db, filed.article)
        await follow(db)
        assert await profile(db) == ("John Quincy Adams", 4)
        assert [row[0] for row in await db.execute_fetchall("SELECT count(*) FROM overdue")] == [0]
