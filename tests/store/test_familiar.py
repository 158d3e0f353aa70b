"""Short beginnings sought among entities that are remembered: what is found is what the store has, and in scope."""

from collections.abc import AsyncIterator

import aiosqlite
import pytest

from bot.store import completion
from bot.store.familiar import Familiar
from bot.store.scope import LOCAL, Scope
from tests.store.filing import Story, file, memory, unpost

EVERYTHING = Scope(LOCAL)
SURNAMES = (
    "Adams", "Alden", "Ames", "Allen", "Abbot", "Ayer", "Andrews", "Adler", "Arnold", "Austin", "Avery", "Acton",
)  # fmt: skip


@pytest.fixture
async def db() -> AsyncIterator[aiosqlite.Connection]:
    async with memory() as connection:
        for number, surname in enumerate(SURNAMES):
            for day in range(2):
                told = Story(f"Martha {surname} came to Boston on day {day}.")
                await file(connection, told, 1 + number % 2, message=10 * number + day)
        yield connection


class Clock:
    """A clock that is set by hand."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


async def typed(db: aiosqlite.Connection, text: str, familiar: Familiar | None, scope: Scope = EVERYTHING) -> list[str]:
    found = await completion.matching(db, scope, text, limit=25, familiar=familiar)
    return sorted(match.entity.name for match in found)


@pytest.mark.parametrize("text", ["a", "ma", "mar", "ada", "x"])
async def test_what_is_familiar_changes_nothing_in_a_small_store(db: aiosqlite.Connection, text: str) -> None:
    assert await typed(db, text, Familiar()) == await typed(db, text, None)


async def test_what_is_gone_is_not_found_though_it_is_remembered(db: aiosqlite.Connection) -> None:
    familiar = Familiar()
    assert "Martha Adams" in await typed(db, "mar", familiar)
    for day in range(2):
        await unpost(db, 1, day)
    assert len(await typed(db, "mar", familiar)) == len(SURNAMES) - 1
    assert "Martha Adams" not in await typed(db, "mar", familiar)


async def test_every_scope_has_its_own(db: aiosqlite.Connection) -> None:
    familiar = Familiar()
    first = await typed(db, "mar", familiar, Scope(LOCAL, frozenset({1})))
    second = await typed(db, "mar", familiar, Scope(LOCAL, frozenset({2})))
    assert first == await typed(db, "mar", None, Scope(LOCAL, frozenset({1})))
    assert second == await typed(db, "mar", None, Scope(LOCAL, frozenset({2})))
    assert first
    assert not set(first) & set(second)


async def test_what_is_new_is_found_after_a_while(db: aiosqlite.Connection) -> None:
    clock = Clock()
    familiar = Familiar(60, clock)
    before = await typed(db, "mar", familiar)
    await file(db, Story("Mark Twain came to Boston. Mark Twain left."), 1, message=990)
    assert await typed(db, "mar", familiar) == before
    clock.now = 61
    assert await typed(db, "mar", familiar) == sorted([*before, "Mark Twain"])


async def test_who_is_called_so_is_found_though_others_are_mentioned_oftener(
    db: aiosqlite.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.store.familiar._ENTITIES", len(SURNAMES))
    await file(db, Story("Mar came to Boston."), 1, message=990)
    found = await completion.matching(db, EVERYTHING, "mar", limit=25, familiar=Familiar())
    assert found[0].entity.name == "Mar"
    assert len(found) == len(SURNAMES) + 1
