"""Articles by words of their titles, as they are typed."""

import pytest

from bot.store.scope import LOCAL, Scope
from bot.store.titles import by_title
from tests.store.filing import Story, memory, post

TITLES = ("The new generation of housing", "Generals meet in Málaga", "John Adams's letters")


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("", []), ("?", []), ("gen", [1, 0]), ("gener", [1, 0]), ("generat", [0]), ("generation", [0]),
        ("generations", []), ("housin new", [0]), ("malaga", [1]), ("Málag", [1]), ("meet gen", [1]), ("adams", [2]),
        ("adams letters john", [2]), ('"gen', [1, 0]), ("OR", []), ("text", []),
    ],
)  # fmt: skip
async def test_each_word_begins_a_word_of_the_title(typed: str, found: list[int]) -> None:
    async with memory() as db:
        ids = [(await post(db, Story(f"A text of number {n}.", title))).article for n, title in enumerate(TITLES)]
        assert await by_title(db, Scope(LOCAL), typed, limit=5) == [ids[n] for n in found]
        assert await by_title(db, Scope(LOCAL), typed, limit=1) == [ids[n] for n in found[:1]]
        assert await by_title(db, Scope(LOCAL, frozenset({9})), typed, limit=5) == []
