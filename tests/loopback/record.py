"""What the loopback Discord noticed: violations of its rules, a journal for people, and waiting for either."""

from __future__ import annotations

import asyncio
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

Found = TypeVar("Found")


@dataclass(frozen=True, slots=True)
class Violation:
    """A rule of Discord that the bot broke. `kind` is one word: route, second, late, unsynced, limit, schema, …"""

    kind: str
    says: str

    def __str__(self) -> str:
        return f"{self.kind}: {self.says}"


class Record:
    """Violations, the last things that happened, and a bell that rings at every change of state."""

    def __init__(self) -> None:
        self.violations: list[Violation] = []
        self._journal: deque[str] = deque(maxlen=400)
        self._bells: set[asyncio.Future[None]] = set()
        self._began = time.monotonic()
        self.listener: Callable[[str], None] | None = None

    def violation(self, kind: str, says: str) -> None:
        """Note that the bot broke a rule."""
        self.violations.append(Violation(kind, says))
        self.note(f"VIOLATION {kind}: {says}")

    def note(self, line: str) -> None:
        """A line for the journal; wakes whoever waits."""
        timed = f"{time.monotonic() - self._began:8.3f} {line}"
        self._journal.append(timed)
        if self.listener is not None:
            self.listener(timed)
        self.ring()

    def ring(self) -> None:
        """Wake whoever waits: something changed."""
        for bell in self._bells:
            if not bell.done():
                bell.set_result(None)

    def journal(self, last: int = 40) -> str:
        """The last lines of what happened, with seconds since the start."""
        return "\n".join(list(self._journal)[-last:])

    async def until(self, look: Callable[[], Found | None], what: str, within: float) -> Found:
        """Wait, without polling, until `look` finds something that is true.

        Raises AssertionError with the journal when that does not happen within so many seconds.
        """
        loop = asyncio.get_running_loop()
        deadline = loop.time() + within
        while not (found := look()):
            left = deadline - loop.time()
            if left <= 0:
                raise AssertionError(f"{what}: not within {within:g} s. What happened last:\n{self.journal()}")
            bell: asyncio.Future[None] = loop.create_future()
            self._bells.add(bell)
            try:
                await asyncio.wait([bell], timeout=left)
            finally:
                self._bells.discard(bell)
        return found
