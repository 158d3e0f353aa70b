"""Forgetting: what is gone leaves no answer and no byte behind."""

from pathlib import Path

from bot.articles.types import Draft
from bot.desk import forgetting, posting
from bot.desk.desk import Desk
from bot.desk.filing import Item
from bot.store import acknowledged, actions, articles, completion, places, watched
from bot.store.rows import Place
from bot.store.scope import LOCAL, Scope
from bot.store.watched import Watched
from tests.desk.workers import desk_of
from tests.store.filing import NOON

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


async def post_below(desk: Desk, *messages: Place) -> None:
    """Post a report with each message, and reply to it with the message that follows it."""
    async with desk.store.writing() as db:
        await watched.watch(db, Watched(7, 70, "news"))
        await places.ensure_channel(db, 7, 71, "aside-room", parent=70)
        await watched.watch(db, Watched(8, 80, "elsewhere"))
        for place in messages:
            await acknowledged.expect(db, place.channel, place.message, None)
            await acknowledged.replied(db, place.channel, place.message, place.message + 1)
        for guild in (7, 8):
            await actions.keep(db, guild, {f"key {guild}": "Monticello"}, NOON)
    await desk.filing.post([Item(Draft(f"Report {place.message}. {STORY}".encode()), place) for place in messages])
    await desk.filing.idle()


async def left(desk: Desk) -> tuple[int, int, list[str | None]]:
    """How many articles two guilds have, and what is kept of their buttons."""
    async with desk.store.reading() as db:
        counts = [await articles.total(db, Scope(guild)) for guild in (7, 8)]
        return counts[0], counts[1], [await actions.find(db, guild, f"key {guild}") for guild in (7, 8)]


async def test_messages_go_with_what_is_shown_under_them(tmp_path: Path) -> None:
    async with desk_of(tmp_path) as desk:
        await post_below(desk, Place(7, 70, 10), Place(7, 70, 20), Place(7, 70, 30, 2), Place(8, 80, 10))
        replied = await forgetting.forget_messages(desk, 70, [10, 30, 99])
        assert [row.reply for row in replied] == [11, 31]
        assert await left(desk) == (1, 1, [None, "Monticello"])
        async with desk.store.reading() as db:
            assert await acknowledged.known_between(db, 70, 0, 99) == {20}


async def test_messages_that_nothing_is_known_of(tmp_path: Path) -> None:
    async with desk_of(tmp_path) as desk:
        await post_below(desk, Place(7, 70, 10))
        assert await forgetting.forget_messages(desk, 70, [11, 12]) == []
        assert await forgetting.forget_messages(desk, 999, [10]) == []
        assert await left(desk) == (1, 0, ["Monticello", "Monticello"])


async def test_a_draft_that_waits_goes_with_its_message(tmp_path: Path) -> None:
    async with desk_of(tmp_path, filing=False) as desk:
        async with desk.store.writing() as db:
            await watched.watch(db, Watched(7, 70, "news"))
        await desk.filing.post([Item(Draft(STORY.encode()), Place(7, 70, 10))])
        assert await forgetting.forget_messages(desk, 70, [10]) == []
        async with desk.store.reading() as db:
            assert await acknowledged.parts(db, 70, 10) == []


async def test_a_channel_goes_with_its_threads(tmp_path: Path) -> None:
    async with desk_of(tmp_path) as desk:
        await post_below(desk, Place(7, 70, 10), Place(7, 71, 20), Place(8, 80, 10))
        assert await forgetting.remove_channel(desk, 70) == 2
        assert await forgetting.remove_channel(desk, 70) == 0
        assert await left(desk) == (0, 1, [None, "Monticello"])
        async with desk.store.reading() as db:
            assert await places.channels(db, 7) == []
            assert [one.channel for one in await watched.watched(db)] == [80]


async def test_a_guild_leaves_no_byte(tmp_path: Path) -> None:
    async with desk_of(tmp_path) as desk:
        await post_below(desk, Place(7, 70, 10), Place(7, 71, 20), Place(7, 70, 30))
        assert await forgetting.remove_guild(desk, 7) == 3
        async with desk.store.reading() as db:
            assert await places.guilds(db) == [LOCAL, 8]
            assert await db.execute_fetchall("SELECT 1 FROM audiences") == []
        async with desk.store.writing() as db:
            await actions.clear(db, 8)
    kept = bytes_below(tmp_path)
    for word in (b"Jefferson", b"jefferson", b"Monticello", b"aside-room"):
        assert word not in kept


async def test_the_buttons_go_with_an_article(tmp_path: Path) -> None:
    async with desk_of(tmp_path) as desk:
        await post_below(desk, Place(7, 70, 10))
        async with desk.store.reading() as db:
            [article] = await articles.recent(db, Scope(7), limit=5)
        await forgetting.forget(desk, article)
        assert await left(desk) == (0, 0, [None, "Monticello"])
