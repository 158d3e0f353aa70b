"""A loop over the queue: woken when there is work, resting after a refusal, and never ended by one."""

import asyncio
import logging
from collections.abc import Awaitable, Callable

from bot.store.errors import StoreError
from bot.work.errors import WorkerFault

_log = logging.getLogger(__name__)

PAUSE_SECONDS = 2.0
"""How long a loop rests after the store or a worker refused, before it tries again."""

LOOK_SECONDS = 1.0
"""How often somebody who waits looks into the store: another program on it may have done the work."""

_PATIENCE = 3
"""From so many refusals in a row on, those who wait for the loop are told; the loop itself goes on trying."""


class Loop:
    """Repeats a step whenever it is woken, until the step says that nothing is left."""

    def __init__(self, name: str, step: Callable[[], Awaitable[bool]]) -> None:
        self._name = name
        self._step = step
        self._awake = asyncio.Event()
        self._refusals = 0
        self._refusal: Exception | None = None

    def wake(self) -> None:
        """There may be work."""
        self._awake.set()

    def worked(self) -> None:
        """Something was done: whatever refused before does no longer."""
        self._refusals = 0
        self._refusal = None

    def refused(self, error: Exception) -> None:
        """Something kept the loop from its work."""
        if isinstance(error, StoreError | WorkerFault):
            _log.warning("%s rests for %g seconds: %s", self._name, PAUSE_SECONDS, error)
        else:
            _log.error("%s rests for %g seconds", self._name, PAUSE_SECONDS, exc_info=error)
        self._refusals += 1
        self._refusal = error

    def check(self) -> None:
        """Raise what has kept the loop from its work several times in a row: waiting for it may take for ever."""
        if self._refusal is not None and self._refusals >= _PATIENCE:
            raise self._refusal

    async def run(self) -> None:
        """Go on until cancelled."""
        while True:
            await self._awake.wait()
            self._awake.clear()
            try:
                while await self._step():
                    pass
            except Exception as error:  # noqa: BLE001 - logged by `refused`; the queue must go on whatever happens
                self.refused(error)
                await asyncio.sleep(PAUSE_SECONDS)
                self.wake()
