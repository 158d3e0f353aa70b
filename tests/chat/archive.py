"""A history that a test has read by request, and the board on which its progress is told."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from typing import Any

from bot.cards.card import Card
from bot.cards.plain import plain
from bot.chat.backfilling import Backfilling
from bot.chat.posts import Post, Room
from bot.chat.rereading import Rereading
from bot.desk import backfilling as asking
from bot.store import backfills
from bot.store.backfills import Backfill
from tests.chat.news import (
    GUILD,
    NEWS,
    ROOM,
    Bureau,
    _History,
    ago,
    article,
)

TOLD_IN = 79


@dataclass(slots=True)
class Board:
    """Where it is told how far backfills are."""

    cards: dict[int, Card] = field(default_factory=dict)
    drawn: list[Card] = field(default_factory=list)
    silent: bool = False
    nonces: dict[str, int] = field(default_factory=dict)
    before: Callable[[str], None] = lambda _: None

    async def post(self, guild: int, channel: int, card: Card, nonce: str) -> int | None:
        self.before("post")
        assert (guild, channel) == (GUILD, TOLD_IN)
        assert len(nonce) <= 25
        if self.silent:
            return None
        if nonce not in self.nonces:
            self.nonces[nonce] = len(self.nonces) + 1
            self.cards[self.nonces[nonce]] = card
            self.drawn.append(card)
            self.before("posted")
        return self.nonces[nonce]

    async def redraw(self, guild: int, channel: int, message: int, card: Card) -> bool:
        self.before("redraw")
        if message not in self.cards:
            return False
        self.cards[message] = card
        self.drawn.append(card)
        return True

    @property
    def last(self) -> str:
        return plain(self.drawn[-1])


@dataclass(frozen=True, slots=True)
class Archive:
    """A bureau whose program reads history, too."""

    parts: Bureau
    board: Board
    backfilling: Backfilling

    async def ask(self, channel: int = NEWS, **bounds: Any) -> None:
        """Somebody asks for a channel's history."""
        asked = {"since": None, "limit": None, "told_in": TOLD_IN} | bounds
        assert await asking.start(self.parts.desk, GUILD, channel, "news", **asked)

    async def ends(self) -> Backfill:
        """Have the program read until nothing is asked for; the backfill that was asked for last."""
        async with self.running():
            await self.over()
        async with self.parts.desk.store.reading() as db:
            return (await backfills.latest(db, GUILD))[0]

    @contextlib.asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        task = asyncio.create_task(self.backfilling.run())
        try:
            yield
        finally:
            task.cancel()
            await asyncio.wait({task})

    async def over(self) -> None:
        """Wait until nothing is asked for."""
        async with asyncio.timeout(60):
            while await self.waiting():  # noqa: ASYNC110 - nothing tells of it
                await asyncio.sleep(0.01)

    async def until(self, holds: Callable[[Backfill], bool]) -> None:
        async with asyncio.timeout(60):
            while not any(holds(one) for one in await self.waiting()):  # noqa: ASYNC110 - nothing tells of it
                await asyncio.sleep(0.001)

    async def waiting(self) -> list[Backfill]:
        async with self.parts.desk.store.reading() as db:
            return await backfills.waiting(db)

    async def numbers(self) -> list[int]:
        """What the articles are called, in the order in which they were filed."""
        return [int(one.opening.split()[1]) for one in await self.parts.filed()]

    def anew(self) -> "Archive":
        """The same after a restart."""
        return archive_over(self.parts, self.board)


def archive_over(parts: Bureau, board: Board) -> Archive:
    rereading = Rereading(parts.desk, parts.arrivals, parts.following, parts.reception)
    return Archive(parts, board, Backfilling(parts.desk, _History(parts.channels), rereading, board))


def posted(archive: Archive, count: int, *, room: Room = ROOM, first: int = 0) -> list[Post]:
    """So many articles, the first of them the oldest, all posted days ago."""
    return [
        archive.parts.channels.post(article(n), room=room, at=ago(days=9, minutes=-n))
        for n in range(first, first + count)
    ]
