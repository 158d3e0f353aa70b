"""Filing on Discord without its rests, a history that is read by request, and a guild on the loopback."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.chat import arrivals, backfilling, catchup, reception
from bot.desk import extracting, filing, loop
from bot.store import places
from tests import loopback
from tests.chat.archive import Archive, Board, archive_over
from tests.chat.news import GUILD, NEWS, Channels, bureau_over
from tests.chat.paper import Paper
from tests.desk.workers import desk_of


@pytest.fixture
def brisk(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rests and looks are short, or none."""
    for module in (arrivals, backfilling, catchup):
        monkeypatch.setattr(module, "PAUSE_SECONDS", 0.0)
    for resting in (reception, loop):
        monkeypatch.setattr(resting, "PAUSE_SECONDS", 0.01)
    monkeypatch.setattr(backfilling, "TELL_SECONDS", 0.0)
    for waiting in (filing, extracting):
        monkeypatch.setattr(waiting, "LOOK_SECONDS", 0.02)


@pytest.fixture
async def archive(tmp_path: Path, brisk: None) -> AsyncIterator[Archive]:
    """A channel that is not watched; the bot is at work."""
    async with desk_of(tmp_path) as desk:
        async with desk.store.writing() as db:
            await places.ensure_guild(db, GUILD, "seven")
            await places.ensure_channel(db, GUILD, NEWS, "news")
        async with bureau_over(desk, Channels()) as parts:
            yield archive_over(parts, Board())


@pytest.fixture
async def paper(tmp_path: Path) -> AsyncIterator[Paper]:
    """A guild with a watched channel; nothing that a test does may break a rule of Discord's."""
    async with loopback.discord() as world:
        guild = world.guild("Paper")
        yield Paper(world, tmp_path, guild, guild.channel("news"))
        assert not world.violations, world.violations
