"""What ties entities, as the store gives it out: counted and told by what is in scope alone."""

import aiosqlite

from bot.store import completion, postings, ties
from bot.store.scope import LOCAL, Scope
from tests.store.filing import file, memory

ANY, FIRST = Scope(LOCAL), Scope(LOCAL, frozenset({1}))

MET = "John Adams met Thomas Jefferson. The court in Vienna rose while Thomas Jefferson read to John Adams."
NEVER = "John Adams never trusted Boston. He wrote. Thomas Jefferson feared John Adams."
APART = "John Adams slept. Thomas Jefferson read in Paris."


async def entity(db: aiosqlite.Connection, name: str) -> int:
    [found] = await completion.named(db, ANY, name)
    return found.id


async def test_sentences_that_two_share_and_what_they_say() -> None:
    async with memory() as db:
        first, second = await file(db, MET, 1), await file(db, NEVER, 2)
        await file(db, APART, 2)
        adams, jefferson = await entity(db, "john adams"), await entity(db, "thomas jefferson")
        assert (await ties.shared(db, ANY, [adams], among=[jefferson])) == {(adams, jefferson): 3}
        assert (await ties.shared(db, FIRST, [adams]))[adams, jefferson] == 2
        assert (await ties.strongest(db, ANY, adams, limit=1)) == {jefferson: 3}
        both = await ties.together(db, ANY, adams, jefferson, limit=9)
        assert both[1:] == [second.article, first.article]
        assert await ties.together(db, ANY, adams, jefferson, limit=9, before=second.article) == [first.article]
        assert await ties.together(db, FIRST, jefferson, adams, limit=9) == [first.article]
        found = await ties.sentences(db, both, adams, jefferson)
        assert [(one.article, one.sentence.of(MET)[:10]) for one in found[:2]] == [
            (first.article, "John Adams"), (first.article, "The court ")
        ]  # fmt: skip
        assert [one.predicate.of(MET) if one.predicate else None for one in found[:2]] == ["met", None]
        assert (found[0].one.of(MET), found[0].other.of(MET)) == ("John Adams", "Thomas Jefferson")


async def test_what_is_stated_counts_in_scope_and_denials_do_not() -> None:
    async with memory() as db:
        await file(db, MET, 1)
        await file(db, NEVER, 2)
        adams, jefferson = await entity(db, "john adams"), await entity(db, "thomas jefferson")
        boston = await entity(db, "boston")
        pairs = [(adams, jefferson), (jefferson, adams), (adams, boston)]
        assert await ties.stated(db, ANY, pairs) == {(adams, jefferson): 1, (jefferson, adams): 1}
        assert await ties.stated(db, FIRST, pairs) == {(adams, jefferson): 1}
        assert await ties.stating(db, ANY, jefferson, adams, limit=9) == [2, 1]
        assert await ties.stating(db, FIRST, jefferson, adams, limit=9) == [1]
        [denied] = await ties.sentences(db, [2], adams, boston)
        assert denied.negated


async def test_relations_go_with_their_article() -> None:
    async with memory() as db:
        filed = await file(db, MET, 1)
        await postings.forget(db, filed.article)
        assert list(await db.execute_fetchall("SELECT * FROM relations")) == []


async def test_a_people_is_told_from_others() -> None:
    async with memory() as db:
        await file(db, MET, 1)
        assert await ties.peoples(db, [await entity(db, "john adams")]) == set()
