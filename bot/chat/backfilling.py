"""Backfilling: the history of channels, read by request behind all live messages, and told in a message as it goes.

The newest come first: a bound on the number counts from now, what is asked about most is there first, and when it is
given up there is no gap between what was read and what is posted now.
"""

import asyncio
import contextlib
import logging
import time
from collections import Counter
from dataclasses import dataclass, replace

from bot.cards.backfill_cards import backfill_card
from bot.chat.front import Hidden, History
from bot.chat.notices import Notices
from bot.chat.posts import Post, Room
from bot.chat.reach import Unreachable
from bot.chat.rereading import Rereading
from bot.desk.desk import Desk
from bot.store import backfills
from bot.store.backfills import Backfill, State, Tally
from bot.store.errors import StoreError

_log = logging.getLogger(__name__)

BATCH = 25
"""Messages that are taken in before those are finished."""

PAGE = 100
"""Messages that Discord gives at once."""

LOOK_SECONDS = 3.0
"""How often the store is looked at: another program on it may have asked."""

TELL_SECONDS = 5.0
"""Between two changes of the message that tells how far a backfill is."""

_TELL_SHARE = 1 / 60
"""Of the time that a backfill took so far, which is waited at least: Discord lets a bot change a message that is older
than an hour only now and then."""

_FRESH_SECONDS = 2.0
"""Messages that were given so long ago may be edited or deleted by now: they are asked for again."""

PAUSE_SECONDS = 10.0
"""Before the next attempt, when Discord or the store cannot be used, or something is wrong with a backfill."""

ATTEMPTS = 6
"""How often a backfill is tried with which something is wrong."""

PATIENCE = 360
"""How often it is tried when Discord does not name the channel any more: a guild may be away for an hour."""


_ALL_READ = 0
"""A cursor that has nothing before it."""


@dataclass(slots=True)
class _Work:
    """A backfill that is read by this program; all times by the monotonic clock.

    `given` are the messages that Discord gave last, and `all_given` is whether there are none before them. `archived`
    are the archived threads, once they were asked for.
    """

    since: float
    given: list[Post]
    all_given: bool = False
    given_at: float = 0.0
    told_at: float = 0.0
    rests_until: float = 0.0
    archived: list[Room] | None = None


class Backfilling:
    """Reads what is asked for in the store, all backfills in turns."""

    def __init__(self, desk: Desk, history: History, rereading: Rereading, notices: Notices) -> None:
        self._desk = desk
        self._history = history
        self._rereading = rereading
        self._notices = notices
        self._works: dict[int, _Work] = {}
        self._failures: Counter[int] = Counter()

    async def run(self) -> None:
        """Until cancelled: do what is asked for. What is not done by then goes on after the next start."""
        while True:
            self._desk.backfills.clear()
            try:
                busy = await self._round()
            except StoreError as error:
                _log.warning("backfills are looked for later: %s", error)
                busy = False
            if not busy:
                with contextlib.suppress(TimeoutError):
                    async with asyncio.timeout(LOOK_SECONDS):
                        await self._desk.backfills.wait()

    async def _round(self) -> bool:
        """One batch of every backfill; whether there was anything to do."""
        async with self._desk.store.reading() as db:
            waiting = await backfills.waiting(db)
        self._works = {one.id: self._works.get(one.id) or _Work(time.monotonic(), []) for one in waiting}
        ready = [one for one in waiting if self._works[one.id].rests_until <= time.monotonic()]
        for one in ready:
            await self._attempt(one)
        return bool(ready)

    async def _attempt(self, one: Backfill) -> None:
        """Bring a backfill on; whatever is wrong with it, others go on."""
        try:
            if one.message is None and not self._works[one.id].told_at:
                await self._announce(one)
            if one.state == "running":
                await self._read_on(one)
            await self._tell(one.id)
        except (StoreError, Unreachable) as error:
            _log.warning("the backfill of channel %s goes on in a while: %s", one.name, error)
            self._works[one.id].rests_until = time.monotonic() + PAUSE_SECONDS
        except Exception:  # noqa: BLE001 - told in full below; it is tried again, and others go on
            _log.exception("the backfill of channel %s", one.name)
            self._works[one.id].rests_until = time.monotonic() + PAUSE_SECONDS
            await self._fail(one, "Something went wrong on my side.", ATTEMPTS)

    async def _fail(self, one: Backfill, reason: str, most: int) -> None:
        """Give a backfill up that failed so often, without getting on in between."""
        self._failures[one.id] += 1
        if self._failures[one.id] >= most:
            await self._end(one, "refused", reason)

    async def _end(self, one: Backfill, state: State, reason: str | None = None) -> None:
        async with self._desk.store.writing() as db:
            await backfills.finish(db, one.id, state, reason)

    async def _read_on(self, one: Backfill) -> None:
        """Take the next batch."""
        rooms = await self._rooms(one)
        if not rooms:
            await self._not_shown(one)
            return
        left = [room for room in rooms if (room.channel, one.cursor != _ALL_READ) >= (one.room or 0, True)]
        budget = one.most - one.tally.looked
        if not left or budget <= 0:
            await self._end(one, "done")
            return
        room = left[0]
        cursor = one.cursor if one.cursor is not None and one.room == room.channel else one.start
        try:
            batch, last = await self._batch(one, room, cursor, min(BATCH, budget))
        except Hidden as error:
            _log.warning("the backfill of channel %s: %s", one.name, error)
            if room.parent is None or room.channel == one.channel:
                await self._end(one, "refused", _hidden(one))
                return
            batch, last = [], True  # a thread alone is hidden
        tally = await self._rereading.take(one, batch)
        cursor = batch[0].id if batch else cursor
        place = rooms.index(room) + (1.0 if last else _share(one, room, cursor))
        await self._advance(one, room, cursor, tally, place / len(rooms), done=last)

    async def _rooms(self, one: Backfill) -> list[Room]:
        """A channel and its threads, the archived ones too, in the order in which they are read."""
        work = self._works[one.id]
        if work.archived is None:
            work.archived = await self._history.archived(one.channel, one.since, one.most)
        found = {room.channel: room for room in (*work.archived, *self._history.rooms(one.channel))}
        return [found[channel] for channel in sorted(found)]

    async def _not_shown(self, one: Backfill) -> None:
        """Discord does not name the channel: it may be out of order with one that was read before."""
        if one.room is None:
            await self._end(one, "refused", _hidden(one))
            return
        await self._fail(one, _hidden(one), PATIENCE)
        raise Unreachable("Discord does not name it")

    async def _batch(self, one: Backfill, room: Room, cursor: int, most: int) -> tuple[list[Post], bool]:
        """The last messages before the cursor, oldest first, and whether these are the first of the room."""
        work = self._works[one.id]
        given = [post for post in work.given if post.room.channel == room.channel and post.id < cursor]
        if not given or time.monotonic() - work.given_at > _FRESH_SECONDS:
            page = await self._history.before(room, cursor, PAGE)
            given = [post for post in page if post.id >= one.since]
            self._rereading.see(given)
            work.given, work.given_at = given, time.monotonic()
            work.all_given = len(page) < PAGE or len(given) < len(page)
        return given[-most:], work.all_given and len(given) <= most

    async def _advance(self, one: Backfill, room: Room, cursor: int, tally: Tally, share: float, *, done: bool) -> None:
        """Note what was done; where a room is `done`, the next is read from where it ends."""
        before, work = one.tally, self._works[one.id]
        looked = before.looked + tally.looked
        total = Tally(looked, before.filed + tally.filed, before.known + tally.known, before.failed + tally.failed)
        now = time.monotonic()
        seconds, work.since = one.seconds + now - work.since, now
        after = replace(
            one,
            room=room.channel,
            cursor=_ALL_READ if done else cursor,
            share=min(max(share, looked / one.most, one.share), 1.0),
            seconds=seconds,
            tally=total,
        )
        async with self._desk.store.writing() as db:
            await backfills.advance(db, after)
        self._failures.pop(one.id, None)

    async def _announce(self, one: Backfill) -> None:
        """Post the message that tells how far a backfill is. Where that may not be, nobody is told.

        The program may have ended before it was noted, so that it must not be posted once more.
        """
        message = None
        if one.told_in is not None:
            message = await self._notices.post(one.guild, one.told_in, backfill_card(one), f"b{one.start}")
        self._works[one.id].told_at = time.monotonic()
        if message is not None:
            async with self._desk.store.writing() as db:
                await backfills.posted(db, one.id, message)

    async def _tell(self, id_: int) -> None:
        """Change the message, now and then while it goes on, and at its end."""
        async with self._desk.store.reading() as db:
            one = await backfills.of(db, id_)
        if one is None:
            return
        work = self._works[id_]
        over = one.state != "running"
        if not over and time.monotonic() - work.told_at < max(TELL_SECONDS, one.seconds * _TELL_SHARE):
            return
        if one.message is not None and one.told_in is not None:
            await self._notices.redraw(one.guild, one.told_in, one.message, backfill_card(one))
            work.told_at = time.monotonic()
        if over:
            async with self._desk.store.writing() as db:
                await backfills.told(db, id_)


def _hidden(one: Backfill) -> str:
    return (
        f"I may not read the history of #{one.name}: give me “View Channel” and “Read Message History” there, and ask"
        " again."
    )


def _share(one: Backfill, room: Room, cursor: int) -> float:
    """How much of a room's time is read, from 0 to 1: its own id tells when it was made."""
    first = min(max(one.since, room.channel), one.start - 1)
    return min(max((one.start - cursor) / (one.start - first), 0.0), 1.0)
