"""Alerting: what watches are about is told in its time, within what its reader may read at that moment."""

import asyncio
import logging
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Protocol

from bot.desk import watch_finding, zones
from bot.desk.desk import Desk
from bot.desk.later import Later
from bot.desk.schedule import end_of_quiet, next_hour, next_time
from bot.desk.watch_finding import Hit
from bot.store import alerts, watches
from bot.store.database import Connection
from bot.store.errors import StoreError
from bot.store.scope import Scope
from bot.store.watches import Watch

_log = logging.getLogger(__name__)

LOOK_SECONDS = 3.0
"""How often it is looked for alerts that are due."""

_AT_ONCE = 20
"""Watches that are told of in one look."""

_LATER = timedelta(minutes=1)
"""When it is tried again where Discord could not be reached, a guild is away, or a watch could not be told of."""


@dataclass(frozen=True, slots=True)
class Alert:
    """What is told of a watch: the articles that it is about, in the order of filing."""

    watch: Watch
    hits: tuple[Hit, ...]


class Front(Protocol):
    """Where alerts are sent. Everything here may raise Later."""

    async def scope_of(self, watch: Watch) -> Scope | None:
        """What an alert may be drawn from at this moment; None when nobody is left who could read it."""

    async def send(self, alert: Alert) -> bool:
        """Send an alert; False where it is refused: direct messages are closed, or the bot may not post."""


class Alerting:
    """Sends what is due, over one front, for as long as it runs."""

    def __init__(self, desk: Desk, front: Front) -> None:
        self._desk = desk
        self._front = front

    async def run(self) -> None:
        """Until cancelled. What was not told by then is told after the next start."""
        while True:
            try:
                async with self._desk.store.reading() as db:
                    due = await alerts.due(db, datetime.now(UTC), limit=_AT_ONCE)
                for watch in due:
                    await self._look_at(watch)
            except StoreError as error:
                _log.warning("alerts are sent later: %s", error)
            except Exception:  # noqa: BLE001 - told in full; the next look must come
                _log.exception("alerts")
            await asyncio.sleep(LOOK_SECONDS)

    async def _look_at(self, id_: int) -> None:
        """Tell of one watch, if it is time; whatever is wrong with it, others go on."""
        now = datetime.now(UTC)
        try:
            await self._tell_in_time(id_, now)
        except Later as later:
            _log.info("watch %d is told later: %s", id_, later)
            await self._postpone(id_, now + _LATER)
        except StoreError:
            raise
        except Exception:  # noqa: BLE001 - told in full; the other watches must go on
            _log.exception("watch %d", id_)
            await self._postpone(id_, now + _LATER)

    async def _tell_in_time(self, id_: int, now: datetime) -> None:
        async with self._desk.store.reading() as db:
            watch = await watches.one(db, id_)
            waiting = await alerts.waiting(db, id_)
            until = await _not_before(db, watch, min(waiting.values()), now) if watch and waiting else None
        if watch is None or not waiting:
            return
        if until is not None:
            await self._postpone(id_, until)
        else:
            await self._tell(watch, list(waiting), now)

    async def _tell(self, watch: Watch, articles: list[int], now: datetime) -> None:
        scope = await self._front.scope_of(watch)
        if scope is None:
            async with self._desk.store.writing() as db:
                await watches.remove(db, watch.id)
            return
        async with self._desk.store.reading() as db:
            found = await watch_finding.hits(db, scope, watch, articles, now.date())
        there = {hit.article.id for hit in found}
        sent = await self._front.send(Alert(watch, tuple(found))) if found else True
        async with self._desk.store.writing() as db:
            await alerts.drop(db, watch.id, [article for article in articles if article not in there])
            await alerts.told(db, watch.id, sorted(there), heard=sent)

    async def _postpone(self, watch: int, until: datetime) -> None:
        async with self._desk.store.writing() as db:
            await alerts.postpone(db, watch, until)


async def _not_before(db: Connection, watch: Watch, due: datetime, now: datetime) -> datetime | None:
    """Until when a watch's alerts wait, of which the first was due at a time; None when they are told now."""
    if watch.snoozed and watch.snoozed > now:
        return watch.snoozed
    zone = await zones.zone_of(db, watch.guild)
    gathered = {"now": due, "hour": next_hour(due), "day": next_time(due, zone)}[watch.every]
    if gathered > now:
        return gathered
    return end_of_quiet(now, zone, watch.quiet) if watch.quiet else None
