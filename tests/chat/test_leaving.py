"""Leaving Discord: what an event told is written first."""

import asyncio

import pytest

from bot.chat import client as clients
from tests.chat.paper import Paper

pytestmark = pytest.mark.process


async def test_what_an_event_told_is_written_before_the_store_closes(
    paper: Paper, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = asyncio.Event()
    async with paper.running() as client:

        async def slowly(*_: object) -> None:
            await written.wait()

        monkeypatch.setattr(clients, "know_guild", slowly)
        [known] = client.guilds
        noting = asyncio.create_task(client.on_guild_join(known))
        await asyncio.sleep(0)
        leaving = asyncio.create_task(client.close())
        await asyncio.sleep(0.1)
        assert not leaving.done()
        written.set()
        await leaving
        assert noting.done()
