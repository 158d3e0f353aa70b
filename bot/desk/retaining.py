"""Retaining: what was posted longer ago than its guild keeps articles is forgotten, as `delete` forgets an article.

A posting goes by its own age, and an article with its last posting. What is noted of a message, so that it is not filed
again, stays, as it does when its article is deleted.
"""

import asyncio
import logging
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime

from bot.desk.letting_go import let_go
from bot.desk.loop import Loop
from bot.desk.turns import Turns
from bot.store import retention
from bot.store.database import Database
from bot.store.errors import StoreError

_log = logging.getLogger(__name__)

LOOK_SECONDS = 60.0
"""How often it is looked for what has become too old: another program on the store may have set for how long it is."""

_TOGETHER = 50
"""Messages that are looked up at once."""


def now() -> datetime:
    """What the clock shows, in UTC."""
    return datetime.now(UTC)


class Retaining:
    """A loop that forgets what is too old, a few messages at a time, so that others write in between."""

    def __init__(self, store: Database, purge_soon: Callable[[], None]) -> None:
        self._store = store
        self._purge_soon = purge_soon
        self._loop = Loop("retention", self._forget_some)
        self._tasks: list[asyncio.Task[None]] = []
        self._turns = Turns()
        self._forgotten: Counter[int] = Counter()
        self._odd: set[tuple[int, int]] = set()
        """Messages that could not be forgotten: the next start tries them again."""

    def start(self) -> None:
        """Begin with what has become too old while the program did not run."""
        self.look()
        self._tasks = [asyncio.create_task(work, name="retention") for work in (self._loop.run(), self._wake())]

    async def stop(self) -> None:
        """End; what is in hand stays as it was, and goes after the next start."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def look(self) -> None:
        """Look at once: how long a guild keeps articles was set."""
        self._loop.wake()

    async def _wake(self) -> None:
        while True:
            await asyncio.sleep(LOOK_SECONDS)
            self._loop.wake()

    async def _forget_some(self) -> bool:
        """Forget some messages of each guild that are too old; whether there were any."""
        async with self._store.reading() as db:
            guilds = await retention.guilds(db)
        found = [await self._of_guild(guild) for guild in guilds]
        self._loop.worked()
        return any(found)

    async def _of_guild(self, guild: int) -> bool:
        async with self._store.reading() as db:
            beginning = await retention.beginning(db, guild, now())
            limit = _TOGETHER + len(self._odd)
            old = await retention.posted_before(db, guild, beginning, limit=limit) if beginning else []
        due = [message for message in old if message not in self._odd][:_TOGETHER]
        while due:
            due = due[await self._forget(guild, due) :]
        if any(message not in self._odd for message in old):
            return True
        if count := self._forgotten.pop(guild, 0):
            _log.info("retention: %d messages of guild %d from before %s were forgotten", count, guild, beginning)
            self._purge_soon()
        return False

    async def _forget(self, guild: int, messages: list[tuple[int, int]]) -> int:
        """Forget the first of these messages in one transaction; how many, one that fails alone included."""
        await self._turns.rest()
        try:
            async with self._store.writing() as db:
                done = await let_go(db, guild, messages)
        except StoreError:
            raise
        except Exception:  # noqa: BLE001 - logged below; the others must go on
            if len(messages) > 1:
                return await self._forget(guild, messages[:1])
            _log.exception("forgetting message %d of channel %d by its age", *reversed(messages[0]))
            self._odd.add(messages[0])
            return 1
        self._forgotten[guild] += done
        return done
