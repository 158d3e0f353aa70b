"""Fetching: links that wait in the queue become drafts that can be read, several at once, live ones first."""

import asyncio
import logging
from collections.abc import Callable
from typing import TypeAlias

from bot.articles.canonical import canonical
from bot.articles.types import Rejected
from bot.desk.loop import PAUSE_SECONDS, Loop
from bot.fetching.types import Fetches, Page, Refused
from bot.store import drafts, links
from bot.store.database import Connection, Database
from bot.store.drafts import Waiting
from bot.store.rows import FiledAs
from bot.work.attempts import Failure

_log = logging.getLogger(__name__)

AT_ONCE = 12
"""Links that are fetched at the same time, from all hosts together."""

_FOR_LIVE = 4
"""Of these, how many are kept for what is posted now, while a backfill runs."""

End: TypeAlias = FiledAs | Rejected | Failure
"""What became of a link that does not go on to be read: known, refused, or not to be had at present."""


class Fetching:
    """Fetches what waits. `told` hears of the links that end here, `fetched` of there being something to read.

    `fetcher` gives the fetcher, which is opened with the first link and closed by whoever gave it.
    """

    def __init__(
        self,
        store: Database,
        fetcher: Callable[[], Fetches],
        told: Callable[[int, End], None],
        fetched: Callable[[], None],
    ) -> None:
        self._store = store
        self._fetcher = fetcher
        self._told = told
        self._fetched = fetched
        self._in_hand: dict[int, tuple[bool, asyncio.Task[None]]] = {}
        self._loop = Loop("fetching", self._begin_some)

    def wake(self) -> None:
        """There may be links, or room for more of them."""
        self._loop.wake()

    def check(self) -> None:
        """Raise what has kept links from being fetched several times in a row."""
        self._loop.check()

    async def run(self) -> None:
        """Go on until cancelled; what is in hand then stays in the queue."""
        try:
            await self._loop.run()
        finally:
            tasks = [task for _, task in self._in_hand.values()]
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    async def _begin_some(self) -> bool:
        """Begin with as many links as there is room for; the end of each wakes the loop for the next."""
        async with self._store.reading() as db:
            batch = await drafts.to_fetch(db, limit=AT_ONCE, skip=list(self._in_hand))
        for waiting in batch:
            room = AT_ONCE - len(self._in_hand)
            if room > (0 if waiting.live else _FOR_LIVE):
                task = asyncio.create_task(self._finish(waiting), name=f"link {waiting.id}")
                self._in_hand[waiting.id] = waiting.live, task
        return False

    async def _finish(self, waiting: Waiting) -> None:
        try:
            end = await self._fetch(waiting)
            self._loop.worked()
            if end:
                self._told(waiting.id, end)
        except Exception as error:  # noqa: BLE001 - logged by `refused`; the link stays in the queue, and others go on
            self._loop.refused(error)
            await asyncio.sleep(PAUSE_SECONDS)
        finally:
            del self._in_hand[waiting.id]
            self._fetched()
            self.wake()

    async def _fetch(self, waiting: Waiting) -> End | None:
        """Fetch one link, unless its page is known; None when it can be read now."""
        draft = waiting.draft
        if draft.url:
            async with self._store.writing() as db:
                if known := await links.file_known(db, waiting, draft.url):
                    return known
        page = await _fetched(self._fetcher(), draft.fetch or "")
        async with self._store.writing() as db:
            if isinstance(page, Refused):
                return await _refuse(db, waiting, page)
            return await _found(db, waiting, page)


async def _fetched(fetcher: Fetches, url: str) -> Page | Refused:
    try:
        return await fetcher.fetch(url)
    except Exception as error:  # noqa: BLE001 - a poisonous link must fail alone, whatever it did to the libraries
        _log.exception("fetching a link")
        return Refused(f"Fetching it failed ({type(error).__name__}).", passing=True)


async def _refuse(db: Connection, waiting: Waiting, refused: Refused) -> End | None:
    if refused.passing:
        await drafts.fail(db, waiting.id, refused.reason, 1)
        return Failure(refused.reason, 1)
    return Rejected(refused.reason) if await drafts.refuse(db, waiting.id, refused.reason) else None


async def _found(db: Connection, waiting: Waiting, page: Page) -> FiledAs | None:
    """Keep what was found, unless it turns out to be known by the address to which the link led."""
    url = canonical(page.url)
    if waiting.draft.url and url != waiting.draft.url and (known := await links.file_known(db, waiting, url)):
        return known
    await drafts.fetched(db, waiting.id, page.raw, name=page.name, url=url)
    return None
