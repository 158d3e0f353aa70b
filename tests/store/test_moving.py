"""Names that go to other entities: counts that change hands are the same as counts made anew."""

from collections.abc import Sequence

import pytest

from bot.identity.types import NameId
from tests.store.corrections import Said, at_once, correct, same_secret, undo
from tests.store.dump import Dump, dump
from tests.store.filing import Story, file, memory

ADAMS: NameId = ("john adams", "PERSON")
ROOSEVELT: NameId = ("theodore roosevelt", "PERSON")
BANK: NameId = ("world bank", "ORG")
TOLD = (
    "John Adams met Abigail Adams in Vienna. John Adams left.",
    "Theodore Roosevelt met Abigail Adams in Vienna.",
    "John Adams met Theodore Roosevelt. Theodore Roosevelt went to Vienna with Abigail Adams.",
    "The World Bank wrote to John Adams and to Theodore Roosevelt.",
    "The World Bank lent. Theodore Roosevelt came to Vienna.",
)


async def history(said: Sequence[Said], at_most: int) -> list[Dump]:
    """The tables after each of some entries, and after each was taken back, the first first."""
    found = []
    async with memory() as db:
        await same_secret(db)
        for number, text in enumerate(TOLD):
            await file(db, Story(text), 1 + number % 2, message=100 + number)
        with at_once(at_most):
            made = []
            for entry in said:
                made.append(await correct(db, entry))
                found.append(await dump(db))
            for one in made:
                await undo(db, one)
                found.append(await dump(db))
    return found


@pytest.mark.parametrize(
    "said",
    [
        (Said("merge", (ADAMS, ROOSEVELT)),),
        (Said("merge", (ADAMS, ROOSEVELT)), Said("merge", (ROOSEVELT, BANK))),
        (Said("merge", (ADAMS, ROOSEVELT)), Said("ban", (ADAMS,)), Said("merge", (ROOSEVELT, BANK))),
    ],
)
async def test_counts_that_change_hands_are_those_that_are_made_anew(said: Sequence[Said]) -> None:
    assert await history(said, at_most=0) == await history(said, at_most=999)
