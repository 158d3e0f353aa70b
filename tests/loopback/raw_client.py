"""A client of the bare wire, for what a well-behaved library never does."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import aiohttp

from tests.loopback.scene import World
from tests.loopback.state import Interaction, Payload

AGENT = "DiscordBot (https://example.org, 1)"
INTENTS = 1 << 0 | 1 << 9 | 1 << 10 | 1 << 12 | 1 << 13
CONTENT = 1 << 15


class RawBot:
    """One HTTP session and at most one gateway connection."""

    def __init__(self, world: World, http: aiohttp.ClientSession) -> None:
        self.world = world
        self.http = http
        self.events: list[Payload] = []
        self.closed: int | None = None
        self._socket: aiohttp.ClientWebSocketResponse | None = None

    @property
    def socket(self) -> aiohttp.ClientWebSocketResponse:
        """The gateway connection."""
        assert self._socket is not None
        return self._socket

    async def connects(self) -> None:
        """Open the gateway connection."""
        self._socket = await self.http.ws_connect(self.world.gateway + "/?v=10&encoding=json")

    async def says(self, op: int, data: Any = None) -> None:
        """Send one frame."""
        await self.socket.send_str(json.dumps({"op": op, "d": data}))

    async def identifies(self, intents: int = INTENTS | CONTENT, token: str | None = None) -> None:
        """Connect and send IDENTIFY."""
        await self.connects()
        await self.says(2, {"token": token or self.world.portal.token, "intents": intents, "properties": {}})

    async def resumes(self, session: str, seq: int) -> None:
        """Connect and send RESUME."""
        await self.connects()
        await self.says(6, {"token": self.world.portal.token, "session_id": session, "seq": seq})

    async def hears(self, event: str | int, within: float = 30.0) -> Payload:
        """Read frames up to one with this event's name, or this opcode; all of them are kept in `events`."""
        async with asyncio.timeout(within):
            async for message in self.socket:
                frame: Payload = json.loads(message.data)
                self.events.append(frame)
                if event in {frame["t"], frame["op"]}:
                    return frame
        self.closed = self.socket.close_code
        raise AssertionError(f"closed with {self.closed}, without {event}")

    async def is_closed(self, within: float = 30.0) -> int | None:
        """Wait until the other side closes; the code."""
        async with asyncio.timeout(within):
            async for message in self.socket:
                self.events.append(json.loads(message.data))
        return self.socket.close_code

    async def call(self, method: str, path: str, body: Any = None, **more: Any) -> tuple[int, Any]:
        """One REST request with the bot's token: status and JSON."""
        headers = {"Authorization": f"Bot {self.world.portal.token}", "User-Agent": AGENT, **more.pop("headers", {})}
        async with self.http.request(method, self.world.api + path, json=body, headers=headers, **more) as answer:
            raw = await answer.read()
            return answer.status, json.loads(raw) if raw else None

    async def answers(self, interaction: Interaction, kind: int, data: Payload | None = None) -> tuple[int, Any]:
        """The callback of an interaction."""
        path = f"/interactions/{interaction.id}/{interaction.token}/callback"
        return await self.call("POST", path, {"type": kind, "data": data} if data else {"type": kind})

    async def syncs(self, *commands: Payload) -> tuple[int, Any]:
        """Sync global commands."""
        return await self.call("PUT", f"/applications/{self.world.double.state.application}/commands", list(commands))


@asynccontextmanager
async def raw_bot(world: World) -> AsyncIterator[RawBot]:
    """A raw client for as long as the block lasts."""
    async with aiohttp.ClientSession() as http:
        bot = RawBot(world, http)
        yield bot
        if bot._socket is not None:
            await bot._socket.close()
