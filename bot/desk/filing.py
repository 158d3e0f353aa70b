"""Filing: the queue on disk, from what is posted to what became of it. Drafts are read and become articles here."""

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Literal
from weakref import WeakValueDictionary

from bot.articles.types import Draft, Reading, Rejected
from bot.desk.beside import Beside
from bot.desk.extracting import BATCH, Extracting
from bot.desk.fetching import End, Fetching
from bot.desk.loop import LOOK_SECONDS, Loop
from bot.fetching.types import Fetches
from bot.store import drafts, pastes, places, postings, queue
from bot.store.database import Connection, Database
from bot.store.drafts import Waiting
from bot.store.errors import StoreError
from bot.store.rows import FiledAs, Place
from bot.work.attempts import Failure, run_batch
from bot.work.staff import READ
from bot.work.worker import Worker

_log = logging.getLogger(__name__)

_BATCH_BYTES = 4 << 20
_GLANCE_SECONDS = 0.05
"""How often somebody who waits for the whole queue looks at its length."""


NEXT = -1
"""The message of a place for something that came without one: no message anywhere has this id."""


@dataclass(frozen=True, slots=True)
class Item:
    """Something posted, on its way into the queue. A place with the message `NEXT` gets its channel's next."""

    draft: Draft
    place: Place
    author: str | None = None
    external_id: str | None = None
    deferred: bool = False
    live: bool = True
    posted_at: datetime | None = None
    """When it was posted; None is now."""
    refresh: bool = False
    """It is the page of the article that is filed at this place, to be fetched again."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of an item: `article` and `number` where it is one, `reason` where it is none."""

    state: Literal["filed", "duplicate", "rejected", "failed"]
    article: int | None = None
    number: int | None = None
    external_id: str | None = None
    duplicate_of: str | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Ticket:
    """An item in the queue: what `Filing.outcome` asks for. `settled` is kept as long as somebody holds the ticket."""

    draft: int
    place: Place
    settled: "asyncio.Future[Outcome]" = field(compare=False, repr=False)


class Filing:
    """The clerk. What `post` has returned for is on disk, and is filed by this program or by the next that starts.

    Beside reading and extraction it does what nobody waits for (`bot.desk.beside`).
    """

    def __init__(self, store: Database, reader: Worker, extractor: Worker, fetcher: Callable[[], Fetches]) -> None:
        self._store = store
        self._reader = reader
        self._reading = Loop("reading", self._read_some)
        self._fetching = Fetching(store, fetcher, self._tell, self._reading.wake)
        self._beside = Beside(store)
        # A name may be known then, or no longer, to which somebody gave a form.
        self._extracting = Extracting(store, extractor, self._beside.follow_soon)
        self._outcomes: WeakValueDictionary[int, asyncio.Future[Outcome]] = WeakValueDictionary()
        self._tasks: list[asyncio.Task[None]] = []

    def start(self) -> None:
        """Begin with what waits in the queue from before."""
        self.nudge()
        loops = (self._fetching, self._reading, self._extracting)
        self._tasks = [*self._beside.start(), *(asyncio.create_task(loop.run()) for loop in loops)]

    async def stop(self) -> None:
        """End the loops; what is in hand stays in the queue."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self._extracting.stop()
        for outcome in self._outcomes.values():
            outcome.cancel()

    async def resume(self) -> int:
        """Have extracted what was filed without extraction; how many articles that are."""
        async with self._store.writing() as db:
            resumed = await queue.resume(db)
        self._extracting.wake()
        return resumed

    def nudge(self) -> None:
        """Have the loops look at the queue: something was put there by other means."""
        self._fetching.wake()
        self._reading.wake()
        self._extracting.wake()

    def purge_soon(self) -> None:
        """Have deleted terms removed from the index: something was deleted, or may have been."""
        self._beside.purge_soon()

    def follow_soon(self) -> None:
        """Have the articles done anew that corrections left for later: one was made, or taken back."""
        self._beside.follow_soon()

    async def followed(self) -> None:
        """Wait until no article is left to be done anew.

        Raises:
            StoreError: that cannot go on at present.
        """
        await self._beside.followed()

    async def post(
        self, items: Sequence[Item], also: Callable[[Connection], Awaitable[None]] | None = None
    ) -> list[Ticket]:
        """Put items in the queue, all in one durable transaction; what `also` writes goes before them in the same."""
        now = datetime.now(UTC)
        tickets = []
        async with self._store.writing() as db:
            if also:
                await also(db)
            for item in items:
                # Only inside the transaction is the next message nobody else's.
                place = item.place
                if place.message == NEXT:
                    place = replace(place, message=await places.next_message(db, place.channel))
                id_ = await drafts.add(
                    db, item.draft, place, posted_at=item.posted_at or now, author=item.author,
                    external_id=item.external_id, deferred=item.deferred, live=item.live, refresh=item.refresh,
                )  # fmt: skip
                tickets.append(Ticket(id_, place, asyncio.get_running_loop().create_future()))
            for ticket in tickets:
                self._outcomes[ticket.draft] = ticket.settled
        self._fetching.wake()
        self._reading.wake()
        return tickets

    async def outcome(self, ticket: Ticket) -> Outcome:
        """Wait until an item was read, and tell what became of it.

        Raises:
            StoreError, WorkerFault: reading cannot go on at present. The item stays in the queue.
        """
        while not ticket.settled.done():
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(LOOK_SECONDS):
                    return await asyncio.shield(ticket.settled)
            async with self._store.reading() as db:
                if found := await _looked_up(db, ticket):
                    return found
            self._fetching.check()
            self._reading.check()
        return ticket.settled.result()

    async def extracted(self, article: int) -> None:
        """Wait until an article no longer waits for extraction, as `Extracting.extracted` does."""
        await self._extracting.extracted(article)

    async def idle(self, told: Callable[[int], object] = lambda _: None) -> None:
        """Wait until nothing waits in the queue, neither to be read nor to be extracted; `told` how much does.

        Raises:
            StoreError, WorkerFault: filing cannot go on at present. What waits stays in the queue.
        """
        now = asyncio.get_running_loop().time
        nudged = now()
        while True:
            async with self._store.reading() as db:
                left = sum(await queue.depth(db))
            told(left)
            if not left:
                return
            self._fetching.check()
            self._reading.check()
            self._extracting.check()
            if now() - nudged >= LOOK_SECONDS:  # another program may have put something there
                self.nudge()
                nudged = now()
            await asyncio.sleep(_GLANCE_SECONDS)

    async def _read_some(self) -> bool:
        async with self._store.reading() as db:
            batch = await drafts.waiting(db, limit=BATCH, most_bytes=_BATCH_BYTES)
        if not batch:
            return False
        readings = await run_batch(self._reader, READ, [waiting.draft for waiting in batch])
        outcomes = await self._file(list(zip(batch, readings, strict=True)))
        self._reading.worked()
        for waiting, outcome in zip(batch, outcomes, strict=True):
            self._settle(waiting.id, outcome)
        self._extracting.wake()
        self._fetching.wake()  # another link to the same page may wait for this one
        self.purge_soon()  # a message that says something else now has left what it said before
        return True

    def _settle(self, draft: int, outcome: Outcome | None) -> None:
        future = self._outcomes.get(draft)
        if outcome and future and not future.done():
            future.set_result(outcome)

    def _tell(self, draft: int, end: End) -> None:
        """A link has ended in the queue, without being read."""
        self._settle(draft, _as_outcome(end) if isinstance(end, FiledAs) else _refused(end))
        self._extracting.wake()
        self.purge_soon()

    async def _file(self, read: list[tuple[Waiting, Reading | Rejected | Failure]]) -> list[Outcome | None]:
        """File a batch in one transaction; where that fails, one by one, so that a poisonous one fails alone."""
        try:
            async with self._store.writing() as db:
                return [await _file(db, waiting, reading) for waiting, reading in read]
        except StoreError:
            raise
        except Exception as error:  # noqa: BLE001 - logged below, told on the draft; the next must go on
            if len(read) > 1:
                return [outcome for one in read for outcome in await self._file([one])]
            _log.exception("filing draft %d", read[0][0].id)
            reason = f"Filing it failed ({type(error).__name__})."
        async with self._store.writing() as db:
            return [await _file(db, read[0][0], Failure(reason, 1))]


async def _file(db: Connection, waiting: Waiting, reading: Reading | Rejected | Failure) -> Outcome | None:
    match reading:
        case Rejected(reason=reason):
            return _refused(reading) if await drafts.refuse(db, waiting.id, reason) else None
        case Failure(reason=reason, attempts=attempts, detail=detail):
            _log.warning("a draft could not be read: %s\n%s", reason, detail)
            await drafts.fail(db, waiting.id, reason, attempts)
            return _refused(reading)
    await pastes.loosen(db, waiting.place, reading.fingerprint)
    filed = await postings.file(db, waiting, reading)
    await pastes.fasten(db, waiting.place)
    return _as_outcome(filed) if filed else None


def _refused(end: Rejected | Failure) -> Outcome:
    return Outcome("rejected" if isinstance(end, Rejected) else "failed", reason=end.reason)


async def _looked_up(db: Connection, ticket: Ticket) -> Outcome | None:
    """What became of an item, by the store alone; None while it waits."""
    match await drafts.fate(db, ticket.place):
        case ("rejected", reason):
            return Outcome("rejected", reason=reason)
        case ("failed", reason):
            return Outcome("failed", reason=reason)
        case None:
            filed = await postings.filed(db, ticket.place)
            return _as_outcome(filed) if filed else Outcome("rejected", reason="It was withdrawn before it was read.")
    return None


def _as_outcome(filed: FiledAs) -> Outcome:
    state: Literal["duplicate", "filed"] = "duplicate" if filed.duplicate else "filed"
    known_as = filed.known_as if filed.duplicate else None
    return Outcome(state, filed.article, filed.number, filed.external_id, known_as)
