"""With corrections in the guild, filing and correcting read no large table from end to end either."""

import asyncio
from collections.abc import AsyncIterator

import aiosqlite
import pytest

from bot.desk import story_correcting
from bot.desk.correcting import Hand
from bot.desk.results import StoryFound
from bot.identity.teaching import given_name
from bot.identity.types import NameId
from bot.store import corrections, grouping, overdue
from bot.store import taught as taught_store
from bot.store.scope import LOCAL, Scope
from tests.store.corrections import NOW, Said, correct, follow, undo
from tests.store.filing import derive, file, memory
from tests.store.images import image_of
from tests.store.test_plans import LONG, LOOKUPS, SOME, STORY, Work, check

ADAMS: NameId = ("john adams", "PERSON")
ROOSEVELT: NameId = ("theodore roosevelt", "PERSON")


@pytest.fixture(scope="module")
def image() -> bytes:
    """The store, filed once."""
    return asyncio.run(_filed())


async def _filed() -> bytes:
    async with memory() as connection:
        await file(connection, STORY, 1, 1)
        await file(connection, STORY, 2, 2)
        await file(connection, LONG, 1, 5)
        await file(connection, "Abigail Adams met Theodore Roosevelt. The World Bank was silent.", 3)
        await correct(connection, Said("merge", (ADAMS, ("abigail adams", "PERSON"))))
        await correct(connection, Said("retype", (ROOSEVELT,), detail={"kind": "ORG"}))
        await correct(connection, Said("rename", (ROOSEVELT,), "The Colonel"))
        await correct(connection, Said("ban string", text="World Bank"))
        await correct(connection, Said("split", (ROOSEVELT,), detail={"by": "role", "role": "president"}))
        await correct(connection, taught("No"))
        await merge_stories(connection, 1, 2)
        return await image_of(connection)


@pytest.fixture
async def db(image: bytes) -> AsyncIterator[aiosqlite.Connection]:
    async with memory(image) as connection:
        yield connection


async def merge_stories(db: aiosqlite.Connection, one: int, other: int) -> None:
    hand = Hand(Scope(LOCAL), "7", None, NOW)
    await story_correcting.merge(db, hand, StoryFound((one,)), StoryFound((other,)))


def taught(form: str) -> Said:
    """A form that is looked for in texts."""
    names: tuple[NameId, ...] = (ADAMS, (form.lower(), "PERSON"), given_name(form, "PERSON"))
    return Said("alias on", names, form, {"found": True})


MAKING: dict[str, Work] = {
    "file": lambda db: file(db, "John Adams met the World Bank. The president Theodore Roosevelt left.", 1, 9),
    "derive": lambda db: derive(db, 1),
    "not the same": lambda db: correct(db, Said("notsame", (ADAMS, ROOSEVELT))),
    "merge": lambda db: correct(db, Said("merge", (ADAMS, ROOSEVELT))),
    "split": lambda db: correct(db, Said("split", (ADAMS,), detail={"by": "channel", "channel": 1})),
    "alias off": lambda db: correct(
        db, Said("alias off", (("roosevelt", "PERSON"), ROOSEVELT), detail={"form": "roosevelt"})
    ),
    "ban string": lambda db: correct(db, Said("ban string", text="Vienna")),
    "alias on": lambda db: correct(db, taught("On")),
    "look for": lambda db: taught_store.latest_in(db, Scope(LOCAL), "No", limit=9),
    "follow": follow,
    "what is left": lambda db: overdue.left_in(db, Scope(LOCAL)),
    "merge stories": lambda db: merge_stories(db, 1, 3),
    "latest": lambda db: corrections.latest(db, LOCAL, limit=3),
    "wave": lambda db: corrections.wave(db, LOCAL, "7", since=NOW),
    "last": lambda db: corrections.last_standing(db, LOCAL, "7"),
    "regroup": lambda db: grouping.regroup(db, LOCAL, [1, 2, 3]),
}


@pytest.mark.parametrize("name", MAKING)
async def test_filing_and_correcting_read_by_index(db: aiosqlite.Connection, name: str) -> None:
    assert await check(db, MAKING[name]) > 0


@pytest.mark.parametrize("name", LOOKUPS)
async def test_look_ups_read_by_index(db: aiosqlite.Connection, name: str) -> None:
    if name not in ("by handle", "an entity"):
        assert await check(db, lambda db: LOOKUPS[name](db, SOME)) > 0


async def test_undoing_reads_by_index(db: aiosqlite.Connection) -> None:
    entries = [e for e in await corrections.latest(db, LOCAL, limit=9) if e.act != "ban string"]
    assert await check(db, lambda db: undo(db, *entries)) > 0
