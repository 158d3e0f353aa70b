"""What goes on beside filing, while nobody waits for it: purging what was deleted, and doing anew what is overdue."""

import asyncio
import logging
import time

from bot.desk.loop import Loop
from bot.desk.turns import Turns
from bot.store import correcting, corrections, derived, overdue
from bot.store.database import Database
from bot.store.errors import StoreError

_log = logging.getLogger(__name__)

_TOGETHER = 8
_MOST_SECONDS = 0.05
"""Articles that are done anew in one transaction, and how long it may take: other writing waits for it."""

_GLANCE_SECONDS = 0.05
"""How often somebody who waits for what is overdue looks how much that is."""

_LOG_SECONDS = 1.0
"""How long a purge waits for a reader that holds the log."""


class Beside:
    """Two loops over what the store has left for later, each woken when there may be something."""

    def __init__(self, store: Database) -> None:
        self._store = store
        self._purging = Loop("purge", self._purge)
        self._following = Loop("corrections", self._follow)
        self._turns = Turns()
        self._odd: set[int] = set()
        """Entries that could not be followed: the next start tries them again."""

    def start(self) -> list[asyncio.Task[None]]:
        """Begin with what was left from before; the running loops, to be cancelled at the end."""
        self.purge_soon()
        self.follow_soon()
        return [asyncio.create_task(loop.run()) for loop in (self._purging, self._following)]

    def purge_soon(self) -> None:
        """Have deleted terms removed from the index: something was deleted, or may have been."""
        self._purging.wake()

    def follow_soon(self) -> None:
        """Have articles done anew that corrections concern: some may be overdue."""
        self._following.wake()

    async def followed(self) -> None:
        """Wait until nothing is overdue.

        Raises:
            StoreError: articles cannot be done anew at present.
        """
        while True:
            async with self._store.reading() as db:
                left = await overdue.left(db)
                if not left.articles and await overdue.unfollowed(db, self._odd) is None:
                    return
            self._following.check()
            self._following.wake()  # another program may have left something
            await asyncio.sleep(_GLANCE_SECONDS)

    async def _purge(self) -> bool:
        if not await self._store.purge() or not await self._store.purge_due():
            return False
        await asyncio.sleep(_LOG_SECONDS)  # a reader held the log
        return True

    async def _follow(self) -> bool:
        """Find out what the next entry concerns, or do the next few articles anew; whether there were any."""
        async with self._store.reading() as db:
            entry = await overdue.unfollowed(db, self._odd)
            waiting = await overdue.take(db, limit=_TOGETHER)
        if entry is not None:
            await self._resume(entry)
        elif waiting:
            await self._reassign(waiting)
        else:
            return False
        self._following.worked()
        await self._turns.rest()
        return True

    async def _resume(self, number: int) -> None:
        """Find out which articles an entry concerns: what has to be looked through for that, without the writer."""
        try:
            async with self._store.reading() as db:
                before = await corrections.by_ids(db, [number])
                looked = await correcting.looked_up(db, before[0]) if before else None
            async with self._store.writing() as db:
                # Else somebody took it back, and it is looked at again.
                if looked and before == await corrections.by_ids(db, [number]):
                    await correcting.resume(db, before[0], looked)
        except StoreError:
            raise
        except Exception:  # noqa: BLE001 - logged, and left for the next start; the others must go on
            _log.exception("finding the articles of correction %d", number)
            self._odd.add(number)

    async def _reassign(self, articles: list[int]) -> None:
        """Do articles anew in one transaction, as many as its time is enough for; where that fails, one by one."""
        began = time.monotonic()
        try:
            async with self._store.writing() as db:
                for article in articles:
                    await derived.reassign(db, article)
                    if time.monotonic() - began > _MOST_SECONDS:
                        break
        except StoreError:
            raise
        except Exception:  # noqa: BLE001 - logged below, counted with the article; the next must go on
            if len(articles) > 1:
                for article in articles:
                    await self._reassign([article])
                return
            _log.exception("doing article %d anew after corrections", articles[0])
            async with self._store.writing() as db:
                await overdue.failed(db, articles[0])
