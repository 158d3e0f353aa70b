"""Forgetting: what is gone leaves no answer and no byte behind."""

from pathlib import Path

from bot.articles.types import Draft
from bot.desk import forgetting, posting
from bot.store import articles, completion
from bot.store.scope import LOCAL, Scope
from tests.desk.workers import desk_of

EVERYTHING = Scope(LOCAL)
STORY = "Congress bought the books of Thomas Jefferson. Jefferson had collected them at Monticello for fifty years."


def bytes_below(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.iterdir())


async def test_an_article_goes_with_its_names_and_its_words(tmp_path: Path) -> None:
    async with desk_of(tmp_path) as desk:
        filed = await posting.post(desk, EVERYTHING, Draft(STORY.encode()))
        assert filed.article is not None
        await forgetting.forget(desk, filed.article)
        async with desk.store.reading() as db:
            assert await articles.total(db, EVERYTHING) == 0
            assert await completion.matching(db, EVERYTHING, "jeff", limit=5) == []
    kept = bytes_below(tmp_path)
    for word in (b"Jefferson", b"jefferson", b"Monticello", b"monticello"):
        assert word not in kept


async def test_a_channel_is_forgotten_and_what_stands_elsewhere_stays(tmp_path: Path) -> None:
    async with desk_of(tmp_path) as desk:
        first, second = [await posting.local_place(desk, name) for name in ("first", "second")]
        for n in range(60):
            await posting.post(desk, EVERYTHING, Draft(f"Report {n}. {STORY}".encode()), first)
        await posting.post(desk, EVERYTHING, Draft(f"Report 7. {STORY}".encode()), second)
        assert await forgetting.forget_channel(desk, LOCAL, "first") == 60
        async with desk.store.reading() as db:
            [left] = await articles.recent(db, EVERYTHING, limit=100)
        assert (left.number, left.posting.where) == (8, "second")
        assert await forgetting.forget_channel(desk, LOCAL, "first") == 0


async def test_a_channel_that_is_not_there_is_told_from_an_empty_one(tmp_path: Path) -> None:
    async with desk_of(tmp_path) as desk:
        assert await forgetting.forget_channel(desk, LOCAL, "nowhere") is None
        await posting.local_channel(desk, "empty")
        assert await forgetting.forget_channel(desk, LOCAL, "empty") == 0
