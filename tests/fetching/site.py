"""A site on the loopback that answers as it is told, byte for byte, and remembers what it was asked."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from ipaddress import ip_address

from bot.fetching.fetcher import Fetcher

HERE = frozenset({ip_address("127.0.0.1")})
"""The one address beside the public ones that a test's fetcher may reach."""

Respond = Callable[[asyncio.StreamWriter], Awaitable[None]]

STORY = b"<html><body><p>The bridge over the river was closed on Monday.</p></body></html>"


def answer(body: bytes = STORY, status: str = "200 OK", **headers: str) -> bytes:
    """An answer of HTTP with its right length, unless the headers say another; `_` in their names is `-`."""
    fields = {"content_type": "text/html", "content_length": str(len(body)), "connection": "close"} | headers
    lines = [f"{name.replace('_', '-')}: {value}" for name, value in fields.items() if value]
    return "\r\n".join([f"HTTP/1.1 {status}", *lines, "", ""]).encode() + body


def redirect(location: str, status: str = "302 Found") -> bytes:
    return answer(b"", status, location=location)


@dataclass(slots=True)
class Site:
    """What it answers to which path, and what it was asked: paths, and headers in lower case."""

    port: int
    pages: dict[str, bytes | Respond] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    at_once: int = 0
    most_at_once: int = 0
    serving: set[asyncio.Task[None]] = field(default_factory=set)

    def url(self, path: str = "/a", host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.port}{path}"

    def _begin(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.serving.add(asyncio.ensure_future(self._serve(reader, writer)))

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            with contextlib.suppress(ConnectionError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
                await self._answer((await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n"), writer)
        finally:
            writer.close()
            with contextlib.suppress(ConnectionError):
                await writer.wait_closed()

    async def _answer(self, head: list[str], writer: asyncio.StreamWriter) -> None:
        path = head[0].split(" ")[1]
        self.asked.append(path)
        pairs = (line.partition(":") for line in head[1:] if line)
        self.headers.append({name.lower(): value.strip() for name, _, value in pairs})
        page = self.pages.get(path, answer(b"", "404 Not Found"))
        self.at_once += 1
        self.most_at_once = max(self.at_once, self.most_at_once)
        try:
            if isinstance(page, bytes):
                writer.write(page)
                await writer.drain()
            else:
                await page(writer)
        finally:
            self.at_once -= 1


@contextlib.asynccontextmanager
async def site(**pages: bytes | Respond) -> AsyncIterator[Site]:
    """A site with pages by the names of their paths."""
    served = Site(0, {f"/{name}": page for name, page in pages.items()})
    server = await asyncio.start_server(served._begin, "127.0.0.1", 0)
    served.port = server.sockets[0].getsockname()[1]
    try:
        yield served
    finally:
        server.close()
        for task in served.serving:
            task.cancel()
        await asyncio.gather(*served.serving, return_exceptions=True)


@contextlib.asynccontextmanager
async def fetcher(**options: object) -> AsyncIterator[Fetcher]:
    """A fetcher that may reach this machine."""
    made = Fetcher(**({"allowed": HERE} | options))  # type: ignore[arg-type]
    try:
        yield made
    finally:
        await made.close()
