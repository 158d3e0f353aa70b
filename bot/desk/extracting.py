"""Extracting: articles that wait in the queue are given to the model, and what it finds is stored with them."""

import asyncio
import logging
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import TypeAlias

from bot.desk import long_texts
from bot.desk.loop import LOOK_SECONDS, PAUSE_SECONDS, Loop
from bot.extraction.types import RawText
from bot.store import alerts, derived, queue, versions
from bot.store.database import Connection, Database
from bot.store.errors import StoreError
from bot.store.queue import Unread
from bot.work.attempts import Failure, run_batch
from bot.work.staff import ANALYSE
from bot.work.worker import Worker

_log = logging.getLogger(__name__)

BATCH = 16
"""Articles that go to the model in one call: its best batch size, as measured."""

_TOGETHER = 4
"""Articles that are stored in one transaction: names recur, so fewer pages are written; a posting waits for it."""

_BATCH_CHARACTERS = 120_000

_Found: TypeAlias = "tuple[Unread, long_texts.Analysed | Failure]"


class Extracting:
    """Extracts what waits. `stored` is called when something was: a name may be known now, or no longer."""

    def __init__(self, store: Database, extractor: Worker, stored: Callable[[], None]) -> None:
        self._store = store
        self._extractor = extractor
        self._stored = stored
        self._loop = Loop("extraction", self._extract_some)
        self._waited_for: dict[int, asyncio.Future[None]] = {}
        self._long: dict[int, asyncio.Task[None]] = {}
        self._one_long = asyncio.Lock()
        self._keeping: asyncio.Task[None] | None = None
        self._in_hand: list[int] = []

    def wake(self) -> None:
        """There may be articles to be extracted."""
        self._loop.wake()

    def check(self) -> None:
        """Raise what has kept articles from being extracted several times in a row."""
        self._loop.check()

    async def run(self) -> None:
        """Go on until cancelled."""
        await self._loop.run()

    async def stop(self) -> None:
        """End what goes on beside the loop; what is in hand stays in the queue, and nobody waits for it any more."""
        tasks = [*self._long.values(), *([self._keeping] if self._keeping else [])]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        for future in self._waited_for.values():
            future.cancel()

    async def extracted(self, article: int) -> None:
        """Wait until an article no longer waits for extraction: it is ready, failed or gone.

        Raises:
            StoreError, WorkerFault: extraction cannot go on at present. The article stays in the queue.
        """
        future = self._waited_for.setdefault(article, asyncio.get_running_loop().create_future())
        try:
            while not future.done():
                async with self._store.reading() as db:
                    if not await queue.is_pending(db, article):
                        return
                self.check()
                await asyncio.wait([future], timeout=LOOK_SECONDS)
        finally:
            self._waited_for.pop(article, None)

    async def _extract_some(self) -> bool:
        """Extract a batch while the one before is stored: neither the model nor the disk waits for the other."""
        async with self._store.reading() as db:
            skip = [*self._long, *self._in_hand]
            batch = await queue.unread(db, limit=BATCH, most_characters=_BATCH_CHARACTERS, skip=skip)
        short = [unread for unread in batch if not long_texts.is_long(unread.text)]
        for unread in batch:
            if unread not in short:
                self._long[unread.id] = asyncio.create_task(self._extract_long(unread.id), name=f"long {unread.id}")
        if short:
            texts = [
                RawText(unread.text, unread.title, unread.language, unread.published, unread.url) for unread in short
            ]
            results = await run_batch(self._extractor, ANALYSE, texts)
            await self._kept()
            self._in_hand = [unread.id for unread in short]
            keeping = self._keep_all(list(zip(short, results, strict=True)))
            self._keeping = asyncio.create_task(keeping, name="keeping")
        elif not batch:
            await self._kept()
        return bool(batch)

    async def _kept(self) -> None:
        """Wait until the batch before is stored; raises what kept it from being stored, and it is extracted again."""
        if self._keeping:
            try:
                await self._keeping
            finally:
                self._keeping, self._in_hand = None, []

    async def _keep_all(self, found: Sequence[_Found]) -> None:
        for start in range(0, len(found), _TOGETHER):
            await self._keep(found[start : start + _TOGETHER])

    async def _extract_long(self, article: int) -> None:
        """Extract a very long article in chunks, which take their turns with the other articles' batches.

        One after another: its text is read only when its turn has come, so that no more than one is held.
        """
        try:
            async with self._one_long:
                async with self._store.reading() as db:
                    unread = await queue.unread_one(db, article)
                if unread:
                    await self._keep([(unread, await long_texts.analyse(self._extractor, unread))])
        except Exception as error:  # noqa: BLE001 - logged by `refused`; the article is tried again
            self._loop.refused(error)
            await asyncio.sleep(PAUSE_SECONDS)
        finally:
            del self._long[article]
            self._loop.wake()

    async def _keep(self, found: Sequence[_Found]) -> None:
        """Store a few articles in one transaction; where that fails, one by one, so that only one fails."""
        try:
            async with self._store.writing() as db:
                kept = await _keep(db, found)
        except StoreError:
            raise
        except Exception as error:  # noqa: BLE001 - told in full below, and on the article
            # Whatever is wrong with what was derived from one article, the next must go on.
            if len(found) > 1:
                for one in found:
                    await self._keep([one])
                return
            [(unread, _)] = found
            _log.exception("storing what was derived from article %d", unread.id)
            failure = Failure(f"Storing what was found in it failed ({type(error).__name__}).", 1)
            async with self._store.writing() as db:
                kept = await _keep(db, [(unread, failure)])
        self._loop.worked()
        self._stored()
        for article in kept:
            if (future := self._waited_for.get(article)) and not future.done():
                future.set_result(None)
        if len(kept) < len(found):
            self._loop.wake()


async def _keep(db: Connection, found: Sequence[_Found]) -> list[int]:
    """Store what was found, but for articles that are gone or say something else by now; which ones wait no longer."""
    kept, ready = [], []
    for unread, result in found:
        if not await versions.says(db, unread.id, unread.title, unread.text):
            kept += [] if await queue.is_pending(db, unread.id) else [unread.id]
            continue
        kept.append(unread.id)
        if isinstance(result, Failure):
            _log.warning("article %d failed: %s\n%s", unread.id, result.reason, result.detail)
            await queue.fail(db, unread.id, result.reason, result.attempts)
        else:
            ready.append(derived.Found(unread.id, *result))
    await derived.write(db, ready)
    for one in ready:
        await alerts.raise_for(db, one.article, datetime.now(UTC))
    return kept
