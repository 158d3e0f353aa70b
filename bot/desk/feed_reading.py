"""Reading a feed: fetched unless it is unchanged, parsed in the reading worker, and compared with what is known."""

import logging
import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.articles.feeds import identity
from bot.articles.feeds.types import Entry, Feed, NoFeed, RawFeed
from bot.desk.desk import Desk
from bot.fetching.answers import GONE
from bot.fetching.types import Raw, Refused, Unchanged, Validators
from bot.store import feed_entries, feeds
from bot.store.database import Connection
from bot.store.feeds import Followed, Version
from bot.work.attempts import Failure, run_batch
from bot.work.staff import READ_FEED

_log = logging.getLogger(__name__)

MOST_FAILURES = 6
"""How often in a row a feed may fail before it is parked: with one that is read every hour this takes 31 hours."""

LONGEST_PAUSE = timedelta(hours=24)
"""However often a feed failed, it is tried again after this."""

_JITTER = 0.1
"""The share by which a pause is made shorter or longer, so that feeds that were added together part."""


@dataclass(frozen=True, slots=True)
class Read:
    """A feed as it is now, and what its site knows this version of it by."""

    feed: Feed
    validators: Validators


@dataclass(frozen=True, slots=True)
class Unread:
    """Why a feed cannot be read, as one plain sentence.

    `named` are the feeds that a page names instead; `gone`: its site says that it is gone for good.
    """

    reason: str
    named: tuple[str, ...] = ()
    gone: bool = False


async def read(desk: Desk, url: str, known: Validators) -> Read | Unchanged | Unread:
    """Fetch and read a feed. Raises WorkerFault: nothing can be read at present."""
    try:
        found = await desk.fetcher().fetch_raw(url, known)
    except Exception as error:  # noqa: BLE001 - a poisonous address must fail alone, whatever it did to the libraries
        _log.exception("fetching a feed")
        return Unread(f"Fetching it failed ({type(error).__name__}).")
    if isinstance(found, Unchanged):
        return found
    if isinstance(found, Refused):
        return Unread(found.reason, gone=found == GONE)
    return await _parsed(desk, found)


async def _parsed(desk: Desk, found: Raw) -> Read | Unread:
    [feed] = await run_batch(desk.reader, READ_FEED, [RawFeed(found.raw, found.url, found.media_type)])
    if isinstance(feed, Failure):
        _log.warning("a feed could not be read: %s\n%s", feed.reason, feed.detail)
        return Unread(feed.reason)
    if isinstance(feed, NoFeed):
        return Unread(feed.reason, feed.named)
    return Read(feed, found.validators)


async def take(db: Connection, feed: Followed, found: Read | Unchanged, now: datetime) -> Sequence[Entry]:
    """Note what a reading found, and have the new entries wait; the new entries, in the feed's order."""
    due = now + pause(feed.minutes, 0)
    if isinstance(found, Unchanged):
        await feeds.was_read(db, feed.id, None, due=due, now=now)
        return ()
    entries = found.feed.entries
    seen = await feed_entries.seen(db, feed.id)
    kind = identity.learned(feed.identity, entries, seen)
    fresh = identity.fresh(kind, entries, seen)
    title = found.feed.title or feed.title
    version = Version(title, kind, found.validators.etag, found.validators.modified)
    await feeds.was_read(db, feed.id, version, due=due, now=now)
    await feed_entries.note(db, feed.id, entries, now)
    await feed_entries.wait(db, feed.id, fresh)
    return fresh


async def fail(db: Connection, feed: Followed, unread: Unread, now: datetime) -> None:
    """Note that a feed could not be read: it is tried later and later, and at last parked."""
    failures = feed.failures + 1
    parked = unread.gone or failures >= MOST_FAILURES
    await feeds.failed(db, feed.id, unread.reason, due=now + pause(feed.minutes, failures), parked=parked)


def pause(minutes: int, failures: int) -> timedelta:
    """How long to wait for the next reading, after so many failures in a row: each doubles it."""
    longest = max(LONGEST_PAUSE, timedelta(minutes=minutes))
    plain = min(timedelta(minutes=minutes) * (1 << min(failures, 16)), longest)
    return plain * random.uniform(1 - _JITTER, 1 + _JITTER)  # noqa: S311 - nobody gains by guessing it
