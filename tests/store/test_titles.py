"""Articles by words of their titles, as they are typed."""

import pytest

from bot.store import rebuilding, titles
from bot.store.scope import LOCAL, Scope
from bot.store.titles import by_title
from tests.store.filing import Story, memory, post, unpost

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


async def test_words_that_many_titles_have_are_sought_in_the_latest(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(titles, "_SOME", 1)
    monkeypatch.setattr(titles, "_LATEST", 2)
    async with memory() as db:
        ids = [(await post(db, Story(f"A text of number {n}.", title))).article for n, title in enumerate(TITLES)]
        ids.append((await post(db, Story("A text of number 3.", "The generals left"), 2)).article)
        assert await by_title(db, Scope(LOCAL), "general", limit=5) == [ids[3]], "of three, the latest two are read"
        assert await by_title(db, Scope(LOCAL), "generals meet", limit=5) == [ids[1]], "one of the words is rare"
        assert await by_title(db, Scope(LOCAL, frozenset({1})), "general", limit=5) == [ids[1]]


async def test_an_article_is_found_by_its_title_as_it_is_now() -> None:
    async with memory() as db:
        await post(db, Story("The first text of a message.", "Generals meet in Málaga"), 1, 7)
        await post(db, Story("The other text of a message.", "Admirals meet in Boston"), 1, 7)
        assert await by_title(db, Scope(LOCAL), "generals", limit=5) == []
        [article] = await by_title(db, Scope(LOCAL), "admirals", limit=5)
        await rebuilding.begin(db)
        while await rebuilding.step(db):
            pass
        assert await by_title(db, Scope(LOCAL), "admirals bost", limit=5) == [article]
        await unpost(db, 1, 7)
        assert await by_title(db, Scope(LOCAL), "admirals", limit=5) == []
        assert await db.execute_fetchall("SELECT * FROM title_words") == []
