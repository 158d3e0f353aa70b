"""Turns: no host is asked for more than a few things at once."""

import asyncio
import contextlib
from collections.abc import AsyncIterator

AT_ONCE = 2
"""Requests to one host that run at the same time."""


class Turns:
    """Keeps a short queue for every host that is being asked, and nothing of the others."""

    def __init__(self) -> None:
        self._hosts: dict[str, tuple[asyncio.Semaphore, int]] = {}

    @contextlib.asynccontextmanager
    async def at(self, host: str) -> AsyncIterator[None]:
        """Wait for a turn at a host, and hold it."""
        turn, users = self._hosts.get(host, (asyncio.Semaphore(AT_ONCE), 0))
        self._hosts[host] = turn, users + 1
        try:
            async with turn:
                yield
        finally:
            turn, users = self._hosts[host]
            if users == 1:
                del self._hosts[host]
            else:
                self._hosts[host] = turn, users - 1
