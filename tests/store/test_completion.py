"""Names as they are typed: any word's beginning, one slip forgiven, the best first."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from unittest.mock import AsyncMock

import aiosqlite
import pytest

from bot.store import completion, rankings
from bot.store.completion import Match
from bot.store.scope import LOCAL, Scope
from tests.store.filing import TODAY, Story, file, memory
from tests.store.images import image_of

EVERYTHING = Scope(LOCAL)

TEXTS = (
    "John Adams met Abigail Adams. John Adams left. John Adams slept. No word came from John Adams.",
    "Abigail Adams wrote to Louisa Catherine Adams. Abigail Adams waited.",
    "No letter from Theodore Roosevelt came. No word of Theodore Roosevelt.",
    "No letter from Franklin Roosevelt came to Málaga.",
    "The World Bank met the European Union in Vienna. The World Bank lent.",
)


@pytest.fixture(scope="module")
def image() -> bytes:
    """The store, filed once."""
    return asyncio.run(_filed())


async def _filed() -> bytes:
    async with memory() as connection:
        for text in TEXTS:
            await file(connection, text)
        return await image_of(connection)


@pytest.fixture
async def db(image: bytes) -> AsyncIterator[aiosqlite.Connection]:
    async with memory(image) as connection:
        yield connection


async def typed(db: aiosqlite.Connection, text: str, limit: int = 10) -> list[str]:
    return [match.entity.name for match in await completion.matching(db, EVERYTHING, text, limit=limit)]


async def test_nothing_typed_gives_the_commonest_confirmed(db: aiosqlite.Connection) -> None:
    found = await completion.matching(db, EVERYTHING, "  ", limit=3)
    assert [m.entity.mentions for m in found] == sorted((m.entity.mentions for m in found), reverse=True)
    assert found[0].entity.name == "John Adams"
    assert all(m.entity.confirmed for m in found)


async def test_the_best_come_first(db: aiosqlite.Connection) -> None:
    assert await typed(db, "adams") == ["John Adams", "Abigail Adams", "Louisa Catherine Adams"]
    assert await typed(db, "louisa c") == ["Louisa Catherine Adams"]
    found = await completion.matching(db, EVERYTHING, "Theodore Roosevelt", limit=5)
    assert (found[0].entity.name, found[0].grade) == ("Theodore Roosevelt", 0)


async def test_who_was_mentioned_of_late_comes_before_who_was_mentioned_oftener_long_ago() -> None:
    often = Story("No letter from John Adams came. " * 3, day=TODAY - timedelta(days=400))
    for days, names in ((0, ["Abigail Adams", "John Adams"]), (390, ["John Adams", "Abigail Adams"])):
        late = Story("No letter from Abigail Adams came. " * 2, day=TODAY - timedelta(days=days))
        async with memory() as connection:
            await file(connection, often)
            await file(connection, late)
            assert await typed(connection, "ada") == names
            assert await typed(connection, "") == names


async def test_confirmed_names_before_those_seen_once(db: aiosqlite.Connection) -> None:
    assert await typed(db, "roosevelt") == ["Theodore Roosevelt", "Franklin Roosevelt"]


@pytest.mark.parametrize("text", ["adams", "catherine adams", "cath", "C", "ca", "ADAMS", "adams ", "Adam's"])
async def test_any_word_may_begin_so(db: aiosqlite.Connection, text: str) -> None:
    assert "Louisa Catherine Adams" in await typed(db, text)


@pytest.mark.parametrize(
    ("text", "name"), [("malaga", "Málaga"), ("Málaga", "Málaga"), ("mala", "Málaga"), ("vién", "Vienna")]
)
async def test_diacritics_do_not_count(db: aiosqlite.Connection, text: str, name: str) -> None:
    assert await typed(db, text) == [name]


WORD = "theodore roosevelt"
SLIPS = {
    **{f"without letter {i}": WORD[:i] + WORD[i + 1 :] for i in range(len(WORD))},
    **{f"one more at {i}": WORD[:i] + "x" + WORD[i:] for i in range(len(WORD) + 1)},
    **{f"another at {i}": WORD[:i] + "x" + WORD[i + 1 :] for i in range(len(WORD))},
    **{f"swapped at {i}": WORD[:i] + WORD[i + 1] + WORD[i] + WORD[i + 2 :] for i in range(len(WORD) - 1)},
}


@pytest.mark.parametrize("slip", SLIPS.values(), ids=SLIPS)
async def test_one_slip_is_forgiven_wherever_it_is(db: aiosqlite.Connection, slip: str) -> None:
    assert await typed(db, slip) == ["Theodore Roosevelt"]


@pytest.mark.parametrize("slip", ["vena", "viena", "veinna", "vienma", "xienna", "ienna", "vianna", "vvien", "wienn"])
async def test_slips_in_short_words(db: aiosqlite.Connection, slip: str) -> None:
    found = await typed(db, slip)
    assert ("Vienna" in found) == (slip != "vena")


async def test_two_slips_and_slips_in_three_letters_are_not(db: aiosqlite.Connection) -> None:
    assert await typed(db, "teodor rosevelt") == []
    assert await typed(db, "vxe") == []
    assert await typed(db, "zzzzzz") == []
    assert await typed(db, "???") == await typed(db, "")


async def test_slips_come_after_what_matches(db: aiosqlite.Connection) -> None:
    await file(db, "John Johm came. John Johm left.")
    found = await completion.matching(db, EVERYTHING, "john", limit=10)
    grades = [match.grade for match in found]
    assert grades == sorted(grades)
    assert len({match.entity.id for match in found}) == len(found)


@pytest.mark.parametrize("limit", [1, 2, 3])
async def test_within_limits(db: aiosqlite.Connection, limit: int) -> None:
    for text in ("", "a", "ad", "adams", "adxms", "roosevelt"):
        every = await typed(db, text)
        assert await typed(db, text, limit) == every[:limit]


async def test_short_beginnings_look_further_than_the_commonest(
    db: aiosqlite.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    every = await typed(db, "f")
    assert every == ["Franklin Roosevelt"]
    monkeypatch.setattr(completion, "_LOOKED_THROUGH", 1)
    assert await typed(db, "f") == every


async def test_names_that_are_exactly_so(db: aiosqlite.Connection) -> None:
    assert [e.name for e in await completion.named(db, EVERYTHING, "theodore ROOSEVELT")] == ["Theodore Roosevelt"]
    assert await completion.named(db, EVERYTHING, "theodore") == []
    assert await completion.named(db, Scope(LOCAL, frozenset({9})), "theodore roosevelt") == []


def test_edits_are_all_strings_one_slip_away() -> None:
    found = completion.edits("ab")
    assert {"ab", "a", "b", "ba", "xab", "axb", "abx", "xb", "ax"} <= found
    assert "" not in found
    assert completion.edits("a") >= {"a", "b", "ab"}


def test_a_match_is_a_plain_value() -> None:
    assert Match.__slots__ == ("entity", "grade", "form")


async def test_of_a_crowd_with_the_same_slip_the_most_mentioned_come_first(
    db: aiosqlite.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    every = await typed(db, "adxms")
    assert every == ["John Adams", "Abigail Adams", "Louisa Catherine Adams"]
    commonest = await rankings.commonest(db, EVERYTHING, most=2)
    monkeypatch.setattr(completion, "_CROWD", 2)
    monkeypatch.setattr(rankings, "commonest", AsyncMock(return_value=commonest[:2]))
    assert await typed(db, "adxms") == every, "two are not enough"
    monkeypatch.setattr(completion, "_ENOUGH", 2)
    assert await typed(db, "adxms") == every[:2]
