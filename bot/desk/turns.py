"""Turns at writing: who writes for long lets other programs on the store write in between."""

import asyncio
import time

WORK_SECONDS = 0.5
REST_SECONDS = 0.12
"""After so much work a rest so long: another program that waits for SQLite's lock looks every 0.1 seconds."""


class Turns:
    """When somebody who writes again and again has last let others."""

    def __init__(self) -> None:
        self._rested = time.monotonic()

    async def rest(self) -> None:
        """Rest, if there was no rest for long enough; to be called between two transactions."""
        if time.monotonic() - self._rested > WORK_SECONDS:
            await asyncio.sleep(REST_SECONDS)
            self._rested = time.monotonic()
