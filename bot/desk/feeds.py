"""Following feeds: each is read in its time, and what is new in it is posted and filed, a few entries an hour."""

import asyncio
import contextlib
import logging
import time
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Protocol

from bot.desk import feed_filing, feed_reading
from bot.desk.desk import Desk
from bot.desk.feed_filing import Taken
from bot.desk.feed_reading import Unread
from bot.desk.filing import Ticket
from bot.desk.later import Later
from bot.fetching.types import Validators
from bot.store import feed_entries, feeds
from bot.store.errors import StoreError
from bot.store.feed_entries import InHand
from bot.store.feeds import Followed
from bot.store.scope import LOCAL
from bot.work.errors import WorkerFault

_log = logging.getLogger(__name__)

LOOK_SECONDS = 5.0
"""How often the store is looked at: another program on it may have added a feed."""

PAUSE_SECONDS = 20.0
"""Before the next attempt, when what is to be told cannot be told at present."""

AT_ONCE = 8
"""Feeds that are read at the same time, and messages that are shown."""

_CLAIMED = timedelta(minutes=10)
"""How long a feed is left to whoever began to read it."""

AN_HOUR = 10
"""Entries of one feed that are posted within an hour. The next wait."""

MOST_WAITING = 30
"""Entries of one feed that wait to be posted. What is beyond is filed without being posted, the oldest first."""


class Front(Protocol):
    """Where entries are posted. Everything here may raise Later."""

    def serves(self, guild: int) -> bool:
        """Whether it can post in a guild now."""

    async def announce(self, feed: Followed, entry: InHand) -> int | None:
        """Post a message about an entry, and return its id; None where the bot may not post."""

    async def show(self, feed: Followed, entry: InHand, ticket: Ticket | None) -> None:
        """Wait until an entry is filed that was posted, and have its message say so. Raises StoreError, WorkerFault."""

    async def withdraw(self, feed: Followed, message: int) -> None:
        """Delete a message that was posted in vain."""

    async def tell(self, feed: Followed) -> None:
        """Tell the channel that its feed is parked, where the bot may post."""


class Feeds:
    """Reads what is due. Without a front only the feeds of the local guild are read: they are filed silently."""

    def __init__(self, desk: Desk, front: Front | None = None) -> None:
        self._desk = desk
        self._front = front
        self._reading: dict[int, asyncio.Task[None]] = {}
        self._showing: dict[int, asyncio.Task[None]] = {}
        self._tickets: dict[int, Ticket] = {}
        self._rests_until = 0.0

    async def run(self) -> None:
        """Until cancelled: do what is due. What is in hand by then goes on after the next start."""
        try:
            while True:
                self._desk.feeds.clear()
                try:
                    await self.look()
                except StoreError as error:
                    _log.warning("feeds are looked for later: %s", error)
                except Exception:  # noqa: BLE001 - told in full; the next look must come
                    _log.exception("feeds")
                with contextlib.suppress(TimeoutError):
                    async with asyncio.timeout(LOOK_SECONDS):
                        await self._desk.feeds.wait()
        finally:
            tasks = [*self._reading.values(), *self._showing.values()]
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    async def look(self) -> None:
        """Begin with everything that is due now. Raises StoreError."""
        now = datetime.now(UTC)
        async with self._desk.store.reading() as db:
            due = [one for one in await feeds.due(db, now) if self._serves(one)]
            busy = [await feeds.one(db, feed) for feed in await feed_entries.busy(db)]
            untold = [one for one in await feeds.untold(db) if self._serves(one)]
        for feed in due:
            if len(self._reading) < AT_ONCE and feed.id not in self._reading:
                self._reading[feed.id] = asyncio.create_task(self._read(feed), name=f"feed {feed.id}")
        for one in busy:
            if one and self._serves(one):
                await self._bring_on(one)
        for feed in untold:
            if self._rests_until <= time.monotonic():
                await self._tell(feed)

    def _serves(self, feed: Followed) -> bool:
        return feed.guild == LOCAL or (self._front is not None and self._front.serves(feed.guild))

    async def _read(self, feed: Followed) -> None:
        """Read one feed; whatever is wrong with it, others go on."""
        try:
            async with self._desk.store.writing() as db:
                if not await feeds.claim(db, feed, datetime.now(UTC) + _CLAIMED):
                    return
            await self._take(feed)
        except (StoreError, WorkerFault) as error:
            _log.warning("the feed %s is read later: %s", feed.url, error)
        except Exception as error:  # noqa: BLE001 - told in full below, and on the feed
            _log.exception("the feed %s", feed.url)
            unread = Unread(f"Reading it failed ({type(error).__name__}).")
            with contextlib.suppress(StoreError):  # it is read again when nobody claims it
                async with self._desk.store.writing() as db:
                    await feed_reading.fail(db, feed, unread, datetime.now(UTC))
        finally:
            del self._reading[feed.id]
            self._desk.feeds.set()

    async def _take(self, feed: Followed) -> None:
        found = await feed_reading.read(self._desk, feed.url, Validators(feed.etag, feed.modified))
        now = datetime.now(UTC)
        async with self._desk.store.writing() as db:
            if isinstance(found, Unread):
                await feed_reading.fail(db, feed, found, now)
            else:
                await feed_reading.take(db, feed, found, now)

    async def _bring_on(self, feed: Followed) -> None:
        """Post what waits, as far as it may be posted by now, and show what was posted."""
        hour_ago = datetime.now(UTC) - timedelta(hours=1)
        async with self._desk.store.reading() as db:
            silent = await feed_entries.silent(db, feed.id)
            waiting = await feed_entries.waiting(db, feed.id)
            unshown = await feed_entries.unshown(db, feed.id)
            allowed = AN_HOUR - await feed_entries.posted_since(db, feed.id, hour_ago)
        too_many = max(len(waiting) - max(allowed, 0) - MOST_WAITING, 0)
        for entry in [*silent, *waiting[:too_many]]:
            await feed_filing.file_silently(self._desk, feed, entry)
        if self._rests_until <= time.monotonic():
            try:
                await self._post(feed, waiting[too_many:], allowed)
            except Later as error:
                self._rest(error)
        for entry in unshown:
            if entry.id not in self._showing and len(self._showing) < AT_ONCE:
                self._showing[entry.id] = asyncio.create_task(self._show(feed, entry), name=f"entry {entry.id}")

    async def _post(self, feed: Followed, waiting: Sequence[InHand], allowed: int) -> None:
        if self._front is None or feed.guild == LOCAL:
            for entry in waiting:
                await feed_filing.file_silently(self._desk, feed, entry, live=True)
            return
        for entry in waiting[: max(allowed, 0)]:
            message = await self._front.announce(feed, entry)
            if message is None:
                await feed_filing.file_silently(self._desk, feed, entry, live=True)
                continue
            try:
                self._tickets[entry.id] = await feed_filing.file_at(self._desk, feed, entry, message)
            except Taken:
                await self._front.withdraw(feed, message)
            self._desk.feeds.set()

    async def _show(self, feed: Followed, entry: InHand) -> None:
        """Show what became of an entry that was posted; however long that takes, others go on."""
        try:
            if self._front:
                await self._front.show(feed, entry, self._tickets.get(entry.id))
            async with self._desk.store.writing() as db:
                await feed_entries.let_go(db, entry.id)
            self._tickets.pop(entry.id, None)
        except (StoreError, WorkerFault, Later) as error:
            _log.warning("message %s of a feed is shown later: %s", entry.message, error)
            await asyncio.sleep(PAUSE_SECONDS)
        except Exception:  # noqa: BLE001 - told in full below; it stays as it is, and others go on
            _log.exception("message %s of a feed", entry.message)
            with contextlib.suppress(StoreError):  # it is shown again at the next look
                async with self._desk.store.writing() as db:
                    await feed_entries.let_go(db, entry.id)
                self._tickets.pop(entry.id, None)
        finally:
            del self._showing[entry.id]
            self._desk.feeds.set()

    async def _tell(self, feed: Followed) -> None:
        """Tell once that a feed is parked."""
        _log.warning("the feed %s is parked: %s", feed.url, feed.trouble)
        try:
            if self._front and feed.guild != LOCAL:
                await self._front.tell(feed)
        except Later as error:
            self._rest(error)
            return
        async with self._desk.store.writing() as db:
            await feeds.told(db, feed.id)

    def _rest(self, error: Later) -> None:
        """Post nothing for a while."""
        _log.warning("feeds post nothing for %g seconds: %s", PAUSE_SECONDS, error)
        self._rests_until = time.monotonic() + PAUSE_SECONDS
