"""Stores that were made once in a process of the tests, as bytes: every test that needs one has a copy of its own."""

import contextlib
import sqlite3
from pathlib import Path

import aiosqlite

from bot.store.migrate import migrate

_EMPTY: list[bytes] = []


async def empty() -> bytes:
    """A migrated store with nothing in it."""
    if not _EMPTY:
        async with aiosqlite.connect(":memory:", isolation_level=None) as db:
            await migrate(db)
            _EMPTY.append(await image_of(db))
    return _EMPTY[0]


async def image_of(db: aiosqlite.Connection) -> bytes:
    """Everything that a store holds."""
    with contextlib.closing(sqlite3.connect(":memory:", check_same_thread=False)) as copy:
        await db.backup(copy)
        return copy.serialize()


def lay(path: Path, image: bytes) -> None:
    """Put a store where there is none: to migrate a new file takes as long as most tests."""
    if not path.exists():
        path.write_bytes(image)


def opened(image: bytes) -> sqlite3.Connection:
    """A store in memory with what an image holds."""
    db = sqlite3.connect(":memory:", isolation_level=None)
    db.deserialize(image)
    return db
