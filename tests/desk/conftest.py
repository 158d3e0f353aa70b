"""The filing clerk without its rests, and a desk that follows feeds."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.desk import desk as desks
from bot.desk import extracting, feeds, filing, loop
from bot.desk.desk import Desk
from bot.fetching.fetcher import Fetcher
from bot.store import places
from tests.desk.feed_scene import GUILD, NEWS
from tests.desk.workers import desk_of
from tests.fetching.site import HERE


@pytest.fixture
def brisk(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rests and looks are short."""
    monkeypatch.setattr(loop, "PAUSE_SECONDS", 0.01)
    monkeypatch.setattr(extracting, "PAUSE_SECONDS", 0.01)
    for waiting in (loop, filing, extracting):
        monkeypatch.setattr(waiting, "LOOK_SECONDS", 0.02)


@pytest.fixture
async def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, brisk: None) -> AsyncIterator[Desk]:
    """A desk with a channel for feeds, which are fetched from this machine, and looked at without rests."""
    monkeypatch.setattr(desks, "open_fetcher", lambda _: Fetcher(allowed=HERE))
    monkeypatch.setattr(feeds, "LOOK_SECONDS", 0.01)
    monkeypatch.setattr(feeds, "PAUSE_SECONDS", 0.02)
    async with desk_of(tmp_path) as opened:
        async with opened.store.writing() as db:
            await places.ensure_guild(db, GUILD, "readers")
            await places.ensure_channel(db, GUILD, NEWS, "news")
        yield opened
