"""Suggestions over a store: asked once, answered for good."""

from datetime import UTC, datetime, timedelta

import aiosqlite
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.desk import suggesting
from bot.desk.suggesting import Suggestion
from bot.store import completion
from bot.store import suggesting as stored
from bot.store.scope import LOCAL, Scope
from tests.store.dump import dump
from tests.store.filing import file, memory

NOW = datetime(2024, 6, 19, 12, tzinfo=UTC)
ALL = Scope(LOCAL)


async def filed(db: aiosqlite.Connection) -> None:
    await file(db, "Theodore Roosevelt met John Adams in Vienna.", 1)
    await file(db, "Franklin Roosevelt met John Adams in Paris.", 1)
    await file(db, "No word came from Roosevelt in Geneva.", 2)


async def all_of(db: aiosqlite.Connection, scope: Scope = ALL, now: datetime = NOW) -> list[Suggestion]:
    found = [await suggesting.told(db, scope, *one) for one in await suggesting.likely(db, scope, now)]
    return [one for one in found if one]


async def test_a_surname_of_two_is_asked_about_with_sentences_to_read() -> None:
    async with memory() as db:
        await filed(db)
        found = await all_of(db)
        assert {frozenset((one.one.name, one.other.name)) for one in found} == {
            frozenset(("Theodore Roosevelt", "Roosevelt")), frozenset(("Franklin Roosevelt", "Roosevelt")),
        }  # fmt: skip
        assert found[0].likely.evidence == "surname"
        assert [e.shown for e in found[0].other.excerpts] == ["No word came from Roosevelt in Geneva."]


async def test_who_cannot_read_a_name_is_not_asked_about_it() -> None:
    async with memory() as db:
        await filed(db)
        assert await all_of(db, Scope(LOCAL, frozenset({1}))) == []


@pytest.mark.parametrize("said", ["yes", "no"])
async def test_an_answer_binds_and_is_not_asked_for_again(said: str) -> None:
    async with memory() as db:
        await filed(db)
        one = (await all_of(db))[0]
        done = await suggesting.answer(
            db, ALL, one.pair, "yes" if said == "yes" else "no", by="7", channel=None, now=NOW
        )
        assert done is not None
        assert done.entry is not None
        assert done.entry.act == ("merge" if said == "yes" else "notsame")
        assert await stored.answers(db, LOCAL) == {"surname": (1, 0) if said == "yes" else (0, 1)}
        [roosevelt] = await completion.named(db, ALL, "roosevelt")
        assert (roosevelt.mentions > 1) == (said == "yes")
        for number in range(5):
            await file(db, f"No word came from Roosevelt to Abigail Adams on day {number}.", 3)
            pairs = {frozenset((each.likely.a, each.likely.b)) for each in await all_of(db)}
            assert frozenset((one.likely.a, one.likely.b)) not in pairs
        assert await suggesting.answer(db, ALL, one.pair, "no", by="7", channel=None, now=NOW) is None


PEOPLE = """
Roosevelt, Theodore Roosevelt, Franklin Roosevelt, T. Roosevelt, Teddy Roosevelt, Adams, John Adams, Abigail Adams,
John Quincy Adams, J. Q. Adams
"""
NAMES = st.sampled_from([name.strip() for name in PEOPLE.split(",")])
LATER = st.lists(st.tuples(NAMES, NAMES, NAMES, st.integers(1, 3)), min_size=20, max_size=20)


@given(LATER)
@settings(max_examples=4 if settings().max_examples < 500 else 500)  # 10,000 articles by `make properties`
async def test_a_refused_suggestion_never_comes_back(later: list[tuple[str, str, str, int]]) -> None:
    async with memory() as db:
        await filed(db)
        refused = set()
        for number, (one, two, three, channel) in enumerate(later):
            for each in (await all_of(db))[:1]:
                refused.add(frozenset((each.likely.a, each.likely.b)))
                assert await suggesting.answer(db, ALL, each.pair, "no", by="7", channel=None, now=NOW)
            await file(db, f"{one} met {two} in Vienna on day {number}. No word came from {three}.", channel)
            assert refused.isdisjoint(frozenset((each.likely.a, each.likely.b)) for each in await all_of(db))


async def test_later_is_a_week() -> None:
    async with memory() as db:
        await filed(db)
        before = await dump(db)
        one = (await all_of(db))[0]
        done = await suggesting.answer(db, ALL, one.pair, "later", by="7", channel=None, now=NOW)
        assert done is not None
        assert done.entry is None
        assert await dump(db) == before
        assert one.pair not in [each.pair for each in await all_of(db)]
        assert one.pair in [each.pair for each in await all_of(db, now=NOW + timedelta(days=8))]


async def test_what_is_no_suggestion_is_refused() -> None:
    async with memory() as db:
        await filed(db)
        for pair in ("", "1.1-2.2", "x", "1.0-1.0", "~1.0-2.0", "99999999999999999.1-1.1"):
            assert await suggesting.answer(db, ALL, pair, "yes", by="7", channel=None, now=NOW) is None
