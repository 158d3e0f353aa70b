"""Patience: what the store or Discord cannot do at present is done a while later, since no event comes twice."""

import asyncio
import logging
from collections.abc import Awaitable, Callable

from bot.chat.reach import Unreachable
from bot.store.errors import StoreError

_log = logging.getLogger(__name__)

ATTEMPTS = 6
"""About five minutes in all; what is not done by then is caught up at the next start."""

PAUSE_SECONDS = 2.0
"""Before the second attempt; each pause is three times the one before."""

_LONGER = 3


async def patiently(work: Callable[[], Awaitable[None]], what: str) -> None:
    """Do something that may be done twice, a few times if need be.

    Raises:
        StoreError, Unreachable: the store or Discord cannot be used, not even after a while.
    """
    pause = PAUSE_SECONDS
    for _ in range(ATTEMPTS - 1):
        try:
            return await work()
        except (StoreError, Unreachable) as error:
            _log.warning("%s: tried again in %.0f seconds: %s", what, pause, error)
            await asyncio.sleep(pause)
            pause *= _LONGER
    return await work()
