"""Which articles watches may be about, and what becomes of the alerts."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import aiosqlite
from hypothesis import given
from hypothesis import strategies as st

from bot.search.anchors import anchors
from bot.search.query import parse
from bot.store import alerts, completion, derived, postings, watches
from bot.store.scope import LOCAL, Scope
from bot.store.watches import Watch
from tests.store.filing import TODAY, derive, file, memory, post

NOW = datetime(2024, 6, 19, 12, tzinfo=UTC)
ADAMS = "John Adams met Abigail Adams. The World Bank was silent in Vienna."
BANK = "The Bank of Japan and the World Bank met in Geneva about a treaty."
WATCH = Watch(LOCAL, "7", None, "John Adams", "now", None)


async def watch_name(db: aiosqlite.Connection, name: str) -> int:
    [found] = await completion.named(db, Scope(LOCAL), name)
    known = await watches.name_of(db, found.id)
    assert known
    return (await watches.add(db, replace(WATCH, asked=name, names=(known,)), NOW)).id


async def watch_words(db: aiosqlite.Connection, typed: str) -> int:
    stems = tuple(anchors(parse(typed, TODAY)))
    return (await watches.add(db, replace(WATCH, asked=typed, sort="search"), NOW, stems)).id


async def arrive(db: aiosqlite.Connection, text: str, *, live: bool = True) -> tuple[int, int]:
    """File a text; its article, and how many watches it may concern."""
    filed = await post(db, text, live=live)
    await derive(db, filed.article)
    return filed.article, await alerts.raise_for(db, filed.article, NOW)


async def test_a_name_and_a_word_are_found() -> None:
    async with memory() as db:
        await file(db, ADAMS)
        by_name, by_word = await watch_name(db, "john adams"), await watch_words(db, "treaties")
        article, count = await arrive(db, "A treaty was signed. John Adams was there, and so was the World Bank.")
        assert count == 2
        assert list(await alerts.waiting(db, by_name)) == list(await alerts.waiting(db, by_word)) == [article]
        other, count = await arrive(db, BANK)
        assert count == 1
        assert list(await alerts.waiting(db, by_word)) == [article, other]
        assert await alerts.due(db, NOW, limit=9) == [by_name, by_word]
        assert await alerts.due(db, NOW - timedelta(seconds=1), limit=9) == []


async def test_a_name_goes_by_whatever_it_is_joined_with() -> None:
    async with memory() as db:
        await file(db, ADAMS)
        watch = await watch_name(db, "john adams")
        article, _ = await arrive(db, "The president John Adams left. The president Adams was ill.")
        assert list(await alerts.waiting(db, watch)) == [article]


async def test_a_backfill_and_a_guild_without_watches_raise_nothing() -> None:
    async with memory() as db:
        await file(db, ADAMS)
        assert (await arrive(db, BANK))[1] == 0
        await watch_words(db, "treaty")
        assert (await arrive(db, "Another treaty was signed in Paris.", live=False))[1] == 0


async def test_another_wording_of_what_was_told_is_no_news() -> None:
    long = " ".join(
        f"On day {n} the court in Vienna heard of treaty {n} and adjourned until the morning." for n in range(12)
    )
    async with memory() as db:
        watch = await watch_words(db, "treaty")
        first, _ = await arrive(db, long)
        await alerts.told(db, watch, [first], heard=True)
        assert (await arrive(db, f"{long} That was all that it heard in the end."))[1] == 0
        assert await alerts.waiting(db, watch) == {}


async def test_alerts_are_told_kept_dropped_and_go_with_what_they_are_about() -> None:
    async with memory() as db:
        watch = await watch_words(db, "treaty")
        told, _ = await arrive(db, "A treaty was signed in Paris.")
        kept, _ = await arrive(db, "Another treaty was refused in Boston.")
        gone, _ = await arrive(db, "No treaty was signed in Geneva.")
        dropped, _ = await arrive(db, "That treaty expired in France.")
        await alerts.told(db, watch, [told], heard=True)
        await alerts.told(db, watch, [kept], heard=False)
        await alerts.drop(db, watch, [dropped])
        assert list(await alerts.waiting(db, watch)) == [gone]
        await postings.forget(db, gone)
        assert await alerts.waiting(db, watch) == {}
        assert await alerts.unheard_of(db, watch) == [kept]
        assert await alerts.unheard(db, "7") == 1
        assert await alerts.unheard(db, "8") == 0
        await alerts.raise_for(db, told, NOW)
        assert await alerts.waiting(db, watch) == {}, "told once"
        assert await watches.remove(db, watch)
        assert not await watches.remove(db, watch)
        for table in ("alerts", "watched_stems", "watched_names"):
            assert list(await db.execute_fetchall(f"SELECT 1 FROM {table}")) == []


async def test_what_is_postponed_is_due_then() -> None:
    async with memory() as db:
        watch = await watch_words(db, "treaty")
        await arrive(db, "A treaty was signed in Paris.")
        await alerts.postpone(db, watch, NOW + timedelta(hours=1))
        assert await alerts.due(db, NOW, limit=9) == []
        assert await alerts.due(db, NOW + timedelta(hours=1), limit=9) == [watch]


async def test_a_watch_that_nobody_hears_of_keeps_the_newest() -> None:
    async with memory() as db:
        watch = await watch_words(db, "treaty")
        raised = [(await arrive(db, f"Treaty {n} was signed with {n} others by court {n}."))[0] for n in range(60)]
        await alerts.told(db, watch, raised, heard=False)
        assert await alerts.unheard_of(db, watch) == raised[-alerts.MOST_KEPT :]


async def test_an_article_that_is_derived_anew_is_not_told_again() -> None:
    async with memory() as db:
        await file(db, ADAMS)
        watch = await watch_name(db, "john adams")
        article, _ = await arrive(db, "John Adams left Vienna.")
        await alerts.told(db, watch, [article], heard=True)
        await derived.erase(db, article)
        await derive(db, article)
        assert await alerts.raise_for(db, article, NOW) == 0


_WORDS = ("flood", "river", "dam", "bridge", "court", "harvest")


@given(st.lists(st.sampled_from(_WORDS), min_size=1, max_size=3), st.lists(st.sampled_from(_WORDS), max_size=5))
async def test_no_article_that_has_all_the_words_is_missed(wanted: list[str], there: list[str]) -> None:
    async with memory() as db:
        watch = await watch_words(db, " ".join(wanted))
        await arrive(db, "The report speaks of " + ", ".join(there) + " and nothing else at all.")
        if set(wanted) <= set(there):
            assert await alerts.waiting(db, watch)
