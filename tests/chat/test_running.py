"""What the log is told of Discord's troubles: one line each, and never the words of a message."""

import asyncio
import logging
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from discord.asset import Asset
from discord.gateway import DiscordWebSocket
from discord.http import Route

from bot.chat.client import Client
from bot.chat.running import ChatError, serve
from tests.desk.workers import desk_of
from tests.loopback import World, discord


@pytest.fixture(autouse=True)
def _as_before(monkeypatch: pytest.MonkeyPatch) -> None:
    """The address of the API and the log's filters are the process's: the next test is given those of before."""
    for where, name in ((Route, "BASE"), (DiscordWebSocket, "DEFAULT_GATEWAY"), (Asset, "BASE")):
        monkeypatch.setattr(where, name, getattr(where, name))
    for logger in ("discord.client", "discord.http"):
        monkeypatch.setattr(logging.getLogger(logger), "filters", [])


@asynccontextmanager
async def serving(folder: Path, world: World) -> AsyncIterator[asyncio.Task[None]]:
    """Dossier on the loopback Discord, in this process."""
    async with desk_of(folder) as desk:
        here = replace(desk, settings=desk.settings.model_copy(update={"api": world.api}))
        task = asyncio.create_task(serve(here, world.portal.token))
        try:
            yield task
        finally:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)


async def test_the_log_says_where_an_event_could_not_be_read_and_not_what_it_said(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with discord() as world, serving(tmp_path, world):
        await world.bot_ready()
        world.double.events.tell("MESSAGE_DELETE", {"id": "News of Zanzibar", "channel_id": "1"})
        await world.identified(2)
    [line] = [one.getMessage() for one in caplog.records if one.name == "bot.chat.running"]
    assert re.fullmatch(r"an event .* \(ValueError, raw_models\.py, line \d+\): connecting anew", line)
    assert "Zanzibar" not in "".join(one.getMessage() for one in caplog.records if one.levelno > logging.DEBUG)


async def test_told_to_stop_in_the_moment_in_which_it_is_connected(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with discord() as world, serving(tmp_path, world) as task:
        connect = DiscordWebSocket.from_client

        async def and_stop(client: Client, **how: Any) -> DiscordWebSocket:
            connected = await connect(client, **how)
            for one in (task, *(one for one in asyncio.all_tasks() if one.get_name() == "Discord")):
                asyncio.get_running_loop().call_soon(one.cancel)
            return connected

        monkeypatch.setattr(DiscordWebSocket, "from_client", and_stop)
        async with asyncio.timeout(30):
            await asyncio.wait([task])
        assert task.cancelled()
        await world.bot_gone()


async def test_a_lost_connection_is_one_line(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.WARNING)
    async with discord() as world, serving(tmp_path, world):
        await world.bot_ready()
        async with world.unreachable():
            await asyncio.sleep(0.2)
        await world.resumed()
    lines = [one for one in caplog.records if one.name == "discord.client"]
    assert all(one.levelno == logging.WARNING and one.exc_info is None for one in lines)
    assert all(one.getMessage().startswith("Attempting a reconnect in ") for one in lines)


@pytest.mark.parametrize(("level", "told"), [(logging.WARNING, False), (logging.INFO, True)])
async def test_waiting_for_a_turn_is_no_trouble(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, level: int, told: bool
) -> None:
    caplog.set_level(level)
    async with discord() as world:
        world.limits("GET /users/@me", 0.05)
        async with serving(tmp_path, world):
            await world.bot_ready()
    assert any("rate limit" in one.getMessage() for one in caplog.records) == told


async def test_what_discord_refuses_ends_it(tmp_path: Path) -> None:
    async with discord(message_content=False) as world, serving(tmp_path, world) as task:
        with pytest.raises(ChatError, match="the Message Content Intent is off"):
            await task


async def test_discord_closes_the_connection_for_a_reason_of_its_own(tmp_path: Path) -> None:
    async with discord() as world, serving(tmp_path, world) as task:
        await world.bot_ready()
        await world.disconnects(4010)
        await world.identified(2)
        assert not task.done()
