"""What is written beside items, in the same transaction."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.articles.types import Draft
from bot.desk.filing import Item
from bot.store import articles, places, queue
from bot.store.database import Connection
from bot.store.rows import Place
from bot.store.scope import Scope
from tests.desk.workers import desk_of

STORY = "Congress bought the books of Thomas Jefferson. Jefferson had collected them at Monticello for fifty years."
LONG_AGO = datetime(2020, 2, 29, 12, tzinfo=UTC)


async def make_channel(db: Connection) -> None:
    await places.ensure_guild(db, 7, "seven")
    await places.ensure_channel(db, 7, 70, "news")


async def test_an_item_may_need_what_is_written_beside_it(tmp_path: Path) -> None:
    item = Item(Draft(STORY.encode()), Place(7, 70, 1), posted_at=LONG_AGO)
    async with desk_of(tmp_path) as desk:
        [ticket] = await desk.filing.post([item], make_channel)
        outcome = await desk.filing.outcome(ticket)
        async with desk.store.reading() as db:
            [article] = await articles.recent(db, Scope(7), limit=5)
        assert (article.id, article.posting.posted_at) == (outcome.article, LONG_AGO)


async def test_all_of_it_is_kept_or_nothing(tmp_path: Path) -> None:
    async def fail(db: Connection) -> None:
        await make_channel(db)
        raise LookupError("no such place")

    async with desk_of(tmp_path, filing=False) as desk:
        with pytest.raises(LookupError, match="no such place"):
            await desk.filing.post([Item(Draft(STORY.encode()), Place(7, 70, 1))], fail)
        async with desk.store.reading() as db:
            assert (await queue.depth(db), await places.guilds(db)) == ((0, 0), [0])
