"""Reception: what is shown under a message that is filed, from ⏳ to its end, through restarts, and never twice."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from bot.cards.card import Card
from bot.cards.filing_cards import Mark
from bot.chat.endings import Ending, card_of, ending, mark_of
from bot.chat.front import Front, NoThread, withdraw
from bot.chat.reach import Unreachable
from bot.commands.filing import with_place
from bot.desk.desk import Desk
from bot.desk.filing import Ticket
from bot.store import acknowledged, pastes, watched
from bot.store.acknowledged import Acknowledged, Shown
from bot.store.errors import StoreError
from bot.store.rows import Place
from bot.store.scope import Scope
from bot.store.snowflakes import snowflake
from bot.store.watched import Watched
from bot.work.errors import WorkerFault

_log = logging.getLogger(__name__)

WAITING = "⏳"

AT_ONCE = 16
"""Messages whose end is waited for and shown at once; as many again of those that did not come just now."""

PAUSE_SECONDS = 5.0
"""Before the next attempt, when Discord, the store or a worker cannot be used."""

_PATIENCE = 3
"""Attempts at a message that meet with a fault of ours."""

_CARD_AGE = timedelta(days=1)
"""Under older messages a card would only disturb: they get the reaction alone."""

_SHOWN: dict[Mark, Shown] = {"✅": "filed", "♻️": "duplicate", "⚠️": "refused"}

ScopeOf = Callable[[Place, str | None], Awaitable[Scope]]
"""What may be said in a reply to a message of an author: its place, and the author's id where that is known."""

_Key = tuple[int, int]


@dataclass(slots=True)
class _Guest:
    """A message that waits for its end.

    `marked` is whether ⏳ was to stand under it. `told`: more may be shown under the message than is noted. `renewed`:
    it has come to another end before.
    """

    place: Place
    tickets: dict[int, Ticket]
    over: asyncio.Event = field(default_factory=asyncio.Event)
    marked: bool = False
    told: bool = False
    renewed: bool = False


class Reception:
    """Shows under each message what becomes of it. What is shown is noted in the store."""

    def __init__(self, desk: Desk, front: Front, scope_of: ScopeOf) -> None:
        self._desk = desk
        self._front = front
        self._scope_of = scope_of
        self._guests: dict[_Key, _Guest] = {}
        self._marking: dict[_Key, set[asyncio.Event]] = {}  # each is set once a ⏳ on its way stands, or will not
        self._live: asyncio.Queue[_Key] = asyncio.Queue()
        self._late: asyncio.Queue[_Key] = asyncio.Queue()
        self._workers: list[asyncio.Task[None]] = []
        self._given_up: set[_Key] = set()

    def start(self) -> None:
        """Begin to show what becomes of messages."""
        lanes = [lane for lane in (self._live, self._late) for _ in range(AT_ONCE)]
        self._workers = [asyncio.create_task(self._work(lane), name=f"reception {n}") for n, lane in enumerate(lanes)]

    async def stop(self) -> None:
        """Stop; what is not shown yet is shown after the next start."""
        for worker in self._workers:
            worker.cancel()
        await asyncio.gather(*self._workers, return_exceptions=True)

    async def recover(self) -> None:
        """Bring the messages to their end that wait by what the store says.

        They stood at ⏳ or were not shown when the program ended, or an article of theirs was deleted by command.
        """
        async with self._desk.store.reading() as db:
            waiting = await acknowledged.unfinished(db)
        for row in waiting:
            if (row.channel, row.message) not in self._guests.keys() | self._given_up:
                place = Place(row.guild, row.channel, row.message)
                guest = self._expect(place, (), live=_is_fresh(place))
                guest.told = True

    async def accept(self, place: Place, tickets: Sequence[Ticket], *, live: bool) -> None:
        """A message was stored: show ⏳ under it, and wait for its end. Its card does not wait for the ⏳."""
        guest = self._expect(place, tickets, live=live)
        key, stands = (place.channel, place.message), asyncio.Event()
        self._marking.setdefault(key, set()).add(stands)
        try:
            how = await self._how(place)
            waits = how is not None and how.reply != "silent" and await self._waits(place)
            if how is not None and waits and await self._is_news(place, how):
                guest.marked = True
                await self._front.react(place, WAITING)
        except Unreachable as error:
            _log.warning("message %d in channel %d stays unmarked: %s", place.message, place.channel, error)
        finally:
            stands.set()
            self._marking[key].discard(stands)
            if not self._marking[key]:
                del self._marking[key]

    async def _marked(self, place: Place) -> None:
        """Wait for every ⏳ that is on its way to a message: one that came after its end would stay for good."""
        while under_way := self._marking.get((place.channel, place.message)):
            await next(iter(under_way)).wait()

    def renew(self, place: Place) -> None:
        """A message that has come to its end goes on to another: what is shown stays until then."""
        guest = self._expect(place, (), live=_is_fresh(place))
        guest.told = guest.renewed = True

    async def refuse(self, place: Place) -> None:
        """Mark a message that is not filed because it cannot be read."""
        how = await self._how(place)
        if how is None or how.reply == "silent":
            return
        try:
            await self._front.react(place, "⚠️")
        except Unreachable as error:
            _log.warning("message %d in channel %d stays unmarked: %s", place.message, place.channel, error)

    async def finished(self, places: Iterable[Place]) -> None:
        """Wait until these messages have come to their end."""
        for place in places:
            if guest := self._guests.get((place.channel, place.message)):
                await guest.over.wait()

    def _expect(self, place: Place, tickets: Sequence[Ticket], *, live: bool) -> _Guest:
        """Queue a message, once: one that is in hand is gone through again, since it says something else now."""
        key = (place.channel, place.message)
        guest = _Guest(place, {one.place.part: one for one in tickets})
        before = self._guests.get(key)
        self._guests[key] = guest
        if before is None:
            (self._live if live else self._late).put_nowait(key)
        else:
            guest.over, guest.told = before.over, True
        return guest

    async def _work(self, lane: asyncio.Queue[_Key]) -> None:
        while True:
            key = await lane.get()
            guest = self._guests[key]
            await self._attend(guest)
            if self._guests[key] is guest:
                del self._guests[key]
                guest.over.set()
            else:
                lane.put_nowait(key)

    async def _attend(self, guest: _Guest) -> None:
        """Bring one message to its end, however long that takes; a fault of ours is given up after a few attempts."""
        faults = 0
        while faults < _PATIENCE:
            try:
                await self._finish(guest)
                break
            except (StoreError, WorkerFault, Unreachable) as error:
                where = (guest.place.message, guest.place.channel)
                _log.warning("message %d in channel %d waits for its end: %s", *where, error)
            except Exception:  # noqa: BLE001 - told in full below; the next start tries again, and others go on
                _log.exception("message %d in channel %d", guest.place.message, guest.place.channel)
                faults += 1
            guest.told = True
            await asyncio.sleep(PAUSE_SECONDS)
        else:
            self._given_up.add((guest.place.channel, guest.place.message))

    async def _finish(self, guest: _Guest) -> None:
        place = guest.place
        async with self._desk.store.reading() as db:
            version = await pastes.version(db, place.channel, place.message)
            head = await pastes.head(db, place.channel, place.message)
            author = await acknowledged.author(db, place.channel, head or place.message)
        scope = with_place(await self._scope_of(place, author), place)
        endings = await self._endings(guest, scope)
        whole = await self._ending_of_text(guest, scope, head)
        async with self._desk.store.reading() as db:
            row = await acknowledged.of(db, place.channel, place.message)
            how = await watched.one(db, place.channel)
            changed = version[0] or await pastes.version(db, place.channel, place.message) != version
        if row is None or row.shown != "waiting" or changed:
            await self._unmark_late(guest, row)
            return  # it is gone, or it says something else by now and is gone through again
        mark = mark_of([*endings, *whole])
        if mark is None:
            await self._clear(row)
        answered = row.reply is not None or (how is not None and await self._is_news(place, how, row.edited))
        if how and mark and endings and how.shows_cards and answered:
            card = await card_of(self._desk, scope, endings, how.length)
            await self._tell(guest, row, card, how if how.reply == "thread" and mark == "✅" else None)
        elif mark and not endings:
            await self._withdraw(row)  # the card of its text stands under the first part of that
        if how and mark and how.reply != "silent":
            changed = guest.renewed or row.edited is not None or row.reply is not None or head == place.message
            await self._mark(guest, mark, changed=changed)
        async with self._desk.store.writing() as db:
            now = await acknowledged.of(db, place.channel, place.message)
            same = await pastes.version(db, place.channel, place.message) == version
            if now and same and not await acknowledged.waits(db, place.channel, place.message):
                await acknowledged.show(db, place.channel, place.message, _SHOWN[mark or "⚠️"])

    async def _endings(self, guest: _Guest, scope: Scope) -> list[Ending]:
        """What became of each part of a message, when all of it is known; nothing of what was forgotten meanwhile."""
        place = guest.place
        async with self._desk.store.reading() as db:
            parts = await acknowledged.parts(db, place.channel, place.message)
            head = await pastes.head(db, place.channel, place.message)
        own = [part for part in parts if part or head in (None, place.message)]
        return [await ending(self._desk, scope, place, part, guest.tickets.get(part)) for part in own]

    async def _ending_of_text(self, guest: _Guest, scope: Scope, head: int | None) -> list[Ending]:
        """What became of the text that a message is a part of, which is filed under another."""
        if head in (None, guest.place.message):
            return []
        first = replace(guest.place, message=head)
        async with self._desk.store.reading() as db:
            if 0 not in await acknowledged.parts(db, first.channel, first.message):
                return []
        return [await ending(self._desk, scope, first, 0, guest.tickets.get(0))]

    async def _tell(self, guest: _Guest, row: Acknowledged, card: Card, threads: Watched | None) -> None:
        """Show a card as the reply to a message: in the reply that stands there already, else in a new one.

        That is in a thread where these settings ask for one.
        """
        now = row
        if row.reply is None and guest.told:
            now = await self._lost(row, guest.place, threads)
        if now.reply is None:
            now = await self._first(row, guest.place, card, threads)
        elif not await self._front.redraw(replace(guest.place, channel=now.reply_in), now.reply, card):
            now = replace(row, reply=None, threaded=False)  # somebody did not want it
        if now == row:
            return
        guest.told = True
        async with self._desk.store.writing() as db:
            stands = await acknowledged.replied(db, row.channel, row.message, now.reply, threaded=now.threaded)
        if not stands:
            await withdraw(self._front, now)

    async def _lost(self, row: Acknowledged, place: Place, threads: Watched | None) -> Acknowledged:
        """The reply that stands under a message, if it was sent and not noted."""
        if threads and (reply := await self._front.own_in_thread(place)):
            return replace(row, reply=reply, threaded=True)
        return replace(row, reply=await self._front.own_reply(place))

    async def _first(self, row: Acknowledged, place: Place, card: Card, threads: Watched | None) -> Acknowledged:
        """A new reply; why it is in no thread, where it was to be, is noted for those who set that up."""
        if threads and threads.channel == place.channel:  # a thread has none of its own
            hindrance = None
            try:
                now = replace(row, reply=await self._front.open_thread(place, card), threaded=True)
            except NoThread as error:
                hindrance = str(error)
            if hindrance != threads.hindrance:
                async with self._desk.store.writing() as db:
                    await watched.hinder(db, threads.channel, hindrance)
            if hindrance is None:
                return now if now.reply is not None else row
        return replace(row, reply=await self._front.reply(place, card))

    async def _mark(self, guest: _Guest, mark: Mark, *, changed: bool) -> None:
        """Show how it ended by a reaction, in place of ⏳ and of what was shown before an edit."""
        await self._marked(guest.place)
        await self._front.react(guest.place, mark)
        if guest.marked or guest.told:
            await self._front.unreact(guest.place, WAITING)
        if changed:
            for other in _SHOWN:
                if other != mark:
                    await self._front.unreact(guest.place, other)

    async def _unmark_late(self, guest: _Guest, row: Acknowledged | None) -> None:
        """Take a ⏳ away that came after the end of a message had been shown."""
        await self._marked(guest.place)
        if guest.marked and row is not None and row.shown != "waiting":
            await self._front.unreact(guest.place, WAITING)

    async def _clear(self, row: Acknowledged) -> None:
        """Take away what is shown under a message of which nothing is filed any more."""
        place = Place(row.guild, row.channel, row.message)
        await self._marked(place)
        for mark in (WAITING, *_SHOWN):
            await self._front.unreact(place, mark)
        await self._withdraw(row)

    async def _withdraw(self, row: Acknowledged) -> None:
        if row.reply is not None:
            await withdraw(self._front, row)
            async with self._desk.store.writing() as db:
                await acknowledged.replied(db, row.channel, row.message, None)

    async def _is_news(self, place: Place, how: Watched, edited: str | None = None) -> bool:
        """Whether a message says something new: neither is it old, nor from before its channel was watched."""
        async with self._desk.store.reading() as db:
            since = await watched.since(db, how.channel)
        said = max(place.message, snowflake(datetime.fromisoformat(edited)) if edited else 0)
        return _is_fresh(place) and said >= (since or 0)

    async def _waits(self, place: Place) -> bool:
        """Whether the end of a message has still to be shown."""
        async with self._desk.store.reading() as db:
            row = await acknowledged.of(db, place.channel, place.message)
        return row is not None and row.shown == "waiting"

    async def _how(self, place: Place) -> Watched | None:
        async with self._desk.store.reading() as db:
            return await watched.one(db, place.channel)


def _is_fresh(place: Place) -> bool:
    return place.message >= snowflake(datetime.now(UTC) - _CARD_AGE)
