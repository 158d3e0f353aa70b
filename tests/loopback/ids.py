"""Snowflakes and timestamps, as Discord writes them."""

from __future__ import annotations

import time
from datetime import UTC, datetime

EPOCH = 1_420_070_400_000
"""Milliseconds from 1970 to the first second of 2015, where snowflakes begin."""


class Snowflakes:
    """Gives ids that grow and that hold the time they were made."""

    def __init__(self) -> None:
        self._last = 0

    def next(self) -> int:
        """A new id, greater than all before."""
        self._last = max(self._last + 1, (int(time.time() * 1000) - EPOCH) << 22)
        return self._last

    def at(self, moment: datetime) -> int:
        """A new id that says it was made at this moment (with a time zone), for things of the past."""
        self._last += 1
        return ((int(moment.timestamp() * 1000) - EPOCH) << 22) | (self._last & 0x3FFFFF)


def made_at(snowflake: int) -> datetime:
    """When this id was made."""
    return datetime.fromtimestamp(((snowflake >> 22) + EPOCH) / 1000, UTC)


def stamp(moment: datetime) -> str:
    """The moment as Discord writes it (ISO 8601 with offset)."""
    return moment.isoformat()
