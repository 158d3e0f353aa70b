"""Digesting: digests that recur are posted in their time, by the clock of their guild, with what is new since the last.

One that was missed, since Dossier was not running or a clock jumped, is sent once, and says that it is late.
"""

import asyncio
import logging
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Protocol

from bot.desk import slots, zones
from bot.desk.desk import Desk
from bot.desk.later import Later
from bot.desk.recurrence import Recurrence
from bot.desk.slots import News, SlotTold
from bot.store import digests, news
from bot.store.database import Connection
from bot.store.digests import Digest
from bot.store.errors import StoreError
from bot.store.news import Window
from bot.store.rows import day_of
from bot.store.scope import Scope

_log = logging.getLogger(__name__)

LOOK_SECONDS = 3.0
"""How often it is looked for digests that are due."""

MOST = 10
"""Slots of a digest."""

LATE = timedelta(minutes=10)
"""A digest that is sent so much after its time says so."""

_AGAIN_SECONDS = 60.0
"""When it is tried again where Discord could not be reached, or a guild is away."""

_BACK = timedelta(seconds=1)
"""A clock that is so much behind what it showed before was set back."""

_HELD = timedelta(hours=12)
"""A digest that ran for a time at most so far ahead of a clock that was set back is not run for it again."""


def now() -> datetime:
    """What the clock shows, in UTC."""
    return datetime.now(UTC)


class Front(Protocol):
    """Where digests are posted. Everything here may raise Later."""

    async def scope_of(self, digest: Digest) -> Scope | None:
        """What all may read who see the channel; None when it is gone."""

    async def send(
        self, digest: Digest, until: int, told: list[SlotTold], found: News, clock: tzinfo, *, late: bool
    ) -> bool:
        """Post a digest that tells of all up to an article, once however often that is tried; False: it is refused."""


class Digesting:
    """Posts what is due, over one front, for as long as it runs."""

    def __init__(self, desk: Desk, front: Front) -> None:
        self._desk = desk
        self._front = front
        self._seen: datetime | None = None
        self._resting: dict[int, float] = {}

    async def run(self) -> None:
        """Until cancelled. What was not sent by then is sent after the next start."""
        while True:
            try:
                await self.look()
            except StoreError as error:
                _log.warning("digests are sent later: %s", error)
            except Exception:  # noqa: BLE001 - told in full; the next look must come
                _log.exception("digests")
            await asyncio.sleep(LOOK_SECONDS)

    async def look(self) -> None:
        """Post what is due by now."""
        at = now()
        if self._seen is None or at < self._seen - _BACK:
            await self._set_right(at)
        self._seen = at
        async with self._desk.store.reading() as db:
            due = await digests.due(db, at)
        monotonic = asyncio.get_running_loop().time()
        for one in due:
            if self._resting.get(one, 0.0) > monotonic:
                continue
            self._resting.pop(one, None)
            try:
                await self._run(one, at)
            except Later as later:
                _log.info("digest %d is sent later: %s", one, later)
                self._resting[one] = monotonic + _AGAIN_SECONDS
            except StoreError:
                raise
            except Exception:  # noqa: BLE001 - told in full; the other digests must go on
                _log.exception("digest %d", one)
                self._resting[one] = monotonic + _AGAIN_SECONDS

    async def _set_right(self, at: datetime) -> None:
        """Have no digest wait longer than it should by the clock: it may have shown another time before."""
        async with self._desk.store.writing() as db:
            for one in await digests.every(db):
                held = one.ran_for is not None and at - _HELD < one.ran_for <= at + _HELD
                after = max(at, one.ran_for + timedelta(seconds=1)) if held and one.ran_for else at
                due = recurrence_of(one).next(after, await zones.zone_of(db, one.guild))
                if due < one.due_at:
                    await digests.postpone(db, one.id, due)

    async def _run(self, id_: int, at: datetime) -> None:
        async with self._desk.store.reading() as db:
            digest = await digests.one(db, id_)
            zone = await zones.zone_of(db, digest.guild) if digest else None
        if digest is None or zone is None:
            return
        scope = await self._front.scope_of(digest)
        if scope is None:
            _log.info("channel %d is gone, and its digest with it", digest.channel)
            async with self._desk.store.writing() as db:
                await digests.stop(db, digest.channel)
            return
        due = recurrence_of(digest).next(max(at, digest.due_at) + timedelta(seconds=1), zone)
        today = day_of(digest.due_at)
        if scope.channels is not None and not scope.channels:
            await self._refused(digest, due)
            return
        async with self._desk.store.reading() as db:
            until = digest.sending or await news.last(db, scope, digest.after, digest.day)
            found = await slots.of_window(db, scope, Window(digest.after, until, digest.day))
            told = await slots.told(db, scope, found.slots[:MOST])
        if not told:
            async with self._desk.store.writing() as db:
                await digests.told(db, digest, until, due=due, day=today, sent=None)
            return
        async with self._desk.store.writing() as db:
            await digests.begin(db, digest.id, until)
        late = at - digest.due_at >= LATE
        sent = await self._front.send(digest, until, told, found, zone, late=late)
        if not sent:
            await self._refused(digest, due)
            return
        async with self._desk.store.writing() as db:
            await digests.told(db, digest, until, due=due, day=today, sent=at)

    async def _refused(self, digest: Digest, due: datetime) -> None:
        _log.warning("In channel %d the bot may not post its digest.", digest.channel)
        async with self._desk.store.writing() as db:
            await digests.refused(db, digest, "I may not post there", due)


def recurrence_of(digest: Digest) -> Recurrence:
    """When a digest recurs."""
    return Recurrence(digest.clock, digest.weekday, digest.weekdays)


async def reckon_anew(db: Connection, guild: int, at: datetime) -> None:
    """Find out when the digests of a guild are due after its time zone was set."""
    zone = await zones.zone_of(db, guild)
    for one in await digests.of_guild(db, guild):
        await digests.postpone(db, one.id, recurrence_of(one).next(at, zone))
