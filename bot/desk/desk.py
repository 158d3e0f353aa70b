"""The desk: settings, store, workers and the filing clerk, opened and closed together."""

import asyncio
import contextlib
import functools
import logging
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field

from bot.desk import rebuilding
from bot.desk.filing import Filing
from bot.desk.retaining import Retaining
from bot.fetching.types import Fetches
from bot.settings import Settings
from bot.store.database import Database
from bot.store.familiar import Familiar
from bot.work import staff
from bot.work.worker import Worker

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Desk:
    """The open parts of a running Dossier; `fetcher` gives the one fetcher, which is opened with the first use.

    `familiar` remembers who is mentioned most, for completion. `backfills` is set when a backfill is asked for, or
    given up; `feeds` when there may be something to do about feeds.
    """

    settings: Settings
    store: Database
    reader: Worker
    extractor: Worker
    filing: Filing
    fetcher: Callable[[], Fetches]
    illustrator: Worker
    retaining: Retaining
    familiar: Familiar = field(default_factory=Familiar)
    backfills: asyncio.Event = field(default_factory=asyncio.Event)
    feeds: asyncio.Event = field(default_factory=asyncio.Event)


def open_fetcher(settings: Settings) -> Fetches:
    """The fetcher of links; its library is imported with the first one, since it takes its time."""
    from bot.fetching.fetcher import Fetcher

    return Fetcher(settings.contact)


@contextlib.asynccontextmanager
async def open_desk(settings: Settings, *, filing: bool = True) -> AsyncIterator[Desk]:
    """Open the store and start filing what waits there; at the end stop cleanly: nothing acknowledged is lost.

    Without `filing` nothing is filed until `desk.filing.start()`. A rebuild that was interrupted is finished first.

    Raises:
        StoreError: the database cannot be used; the message says why.
    """
    store = await Database.open(settings.database)
    async with contextlib.AsyncExitStack() as stack:
        stack.push_async_callback(store.close)
        await rebuilding.prepare(store)
        reader = staff.reader(seconds=settings.reading_seconds, mebibytes=settings.reading_memory)
        stack.push_async_callback(reader.close)
        _warn_of_missing(settings)
        extractor = staff.extractor(
            settings.model, settings.models, seconds=settings.extraction_seconds, mebibytes=settings.extraction_memory
        )
        stack.push_async_callback(extractor.close)
        illustrator = staff.illustrator()
        stack.push_async_callback(illustrator.close)
        fetcher = functools.cache(lambda: open_fetcher(settings))
        stack.push_async_callback(_close, fetcher)
        clerk = Filing(store, reader, extractor, fetcher)
        stack.push_async_callback(clerk.stop)
        retaining = Retaining(store, clerk.purge_soon)
        stack.push_async_callback(retaining.stop)
        if filing:
            clerk.start()
            retaining.start()
        yield Desk(settings, store, reader, extractor, clerk, fetcher, illustrator, retaining)


async def _close(fetcher: "functools._lru_cache_wrapper[Fetches]") -> None:
    """Close the fetcher, if it was opened."""
    if fetcher.cache_info().currsize:
        await fetcher().close()


def _warn_of_missing(settings: Settings) -> None:
    for code, model in settings.models.items():
        if not staff.installed(model):
            _log.warning("the model %s for “%s” is not installed: texts in that language get no names", model, code)
