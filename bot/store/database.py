"""The file: one writing connection, a few reading ones, opened, migrated and closed in one place."""

import asyncio
import contextlib
import logging
import sqlite3
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import aiosqlite
from aiosqlite import Connection

from bot.store import notes, purge
from bot.store.errors import (
    CorruptStoreError,
    ReadOnlyStoreError,
    StoreBusyError,
    StoreError,
    StoreFullError,
)
from bot.store.migrate import check, migrate

_log = logging.getLogger(__name__)

BUSY_SECONDS = 10.0
"""How long a connection waits for another program's lock before it gives up."""

READERS = 3

_STATEMENTS = 512
"""Statements that a connection keeps compiled: filing alone has some 130, and `sqlite3` keeps 128, the latest."""

__all__ = ["Connection", "Database"]


class Database:
    """An open store. Reads run side by side on snapshots; writes one after another, each a short transaction."""

    def __init__(self, path: Path, writer: Connection, readers: list[Connection]) -> None:
        self.path = path
        self._writer = writer
        self._writing = asyncio.Lock()
        self._all = [writer, *readers]
        self._idle: asyncio.Queue[Connection] = asyncio.Queue()
        self._begun = set(readers)
        self._renewing: set[asyncio.Task[None]] = set()
        for reader in readers:
            self._idle.put_nowait(reader)

    @classmethod
    async def open(cls, path: Path, *, readers: int = READERS) -> "Database":
        """Open the file at `path`, made where it does not exist, and bring its schema up to date.

        Raises:
            StoreError: one of its kinds says what is wrong with the file and what to do about it.
        """
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StoreError(f"The folder of the database {path} cannot be made: {error.strerror}.") from error
        async with contextlib.AsyncExitStack() as opened:
            with told(path):
                # A path that cannot be opened fails here: aiosqlite would leave a thread behind that outlives the loop.
                sqlite3.connect(path).close()
                writer = await _connect(path)
                opened.push_async_callback(writer.close)
                await check(writer)
                await writer.execute("PRAGMA journal_mode = WAL")
                await writer.execute("PRAGMA synchronous = FULL")
                await writer.execute("PRAGMA secure_delete = ON")
                await migrate(writer)
                reading = []
                for _ in range(readers):
                    reader = await _connect(path)
                    opened.push_async_callback(reader.close)
                    await reader.execute("PRAGMA query_only = ON")
                    await reader.execute("BEGIN")
                    reading.append(reader)
            opened.pop_all()
        return cls(path, writer, reading)

    @contextlib.asynccontextmanager
    async def reading(self) -> AsyncIterator[Connection]:
        """A connection that sees one state of the store from its first read to the end of the block.

        Its transaction was begun before, and ends behind the block: nobody who reads waits for either.
        """
        connection = await self._idle.get()
        try:
            with told(self.path):
                if connection not in self._begun:
                    await _begin(connection)
                yield connection
        finally:
            self._begun.discard(connection)
            task = asyncio.create_task(self._renew(connection), name="renewing a reader")
            self._renewing.add(task)
            task.add_done_callback(self._renewing.discard)

    async def _renew(self, connection: Connection) -> None:
        """Let go of what a reader saw, and begin anew: a transaction that has read nothing holds nothing."""
        try:
            await _begin(connection)
            self._begun.add(connection)
        except sqlite3.Error:  # whoever reads next is told, if it is so still
            _log.warning("a reader of %s", self.path, exc_info=True)
        finally:
            self._idle.put_nowait(connection)

    async def _renewed(self) -> None:
        """Wait until no reader whose block is over holds a state of the store."""
        await asyncio.gather(*self._renewing)

    @contextlib.asynccontextmanager
    async def writing(self) -> AsyncIterator[Connection]:
        """The writing connection inside one transaction: committed at the end, rolled back on any exception."""
        async with self._writing:
            with told(self.path):
                try:
                    await self._writer.execute("BEGIN IMMEDIATE")
                    yield self._writer
                    await self._writer.execute("COMMIT")
                except BaseException:
                    await _roll_back(self._writer)
                    raise

    async def purge(self) -> bool:
        """Remove what was deleted from the full-text index and the write-ahead log; whether anything was there.

        Other writes go on between the steps. Where a reader holds the log, the rest is left to the next purge.
        """
        async with self.reading() as db:
            marked = await purge.marks(db)
        if not marked:
            return False
        async with self.writing() as db:
            await notes.sweep(db)
        more, first = True, True
        while more:
            async with self.writing() as db:
                more = await purge.merge_some(db, first=first)
            first = False
        async with self._writing:
            await self._renewed()
            with told(self.path):
                if await purge.empty_log(self._writer):
                    await purge.unmark(self._writer, marked)
        return True

    async def purge_due(self) -> bool:
        """Whether a deletion has happened since the last purge."""
        async with self.reading() as db:
            return await purge.marks(db) > 0

    async def close(self) -> None:
        """Purge what is due, fold the log into the file, and close every connection.

        Also where this is cancelled on the way: the thread of an open connection would keep the program from ending.
        """
        async with contextlib.AsyncExitStack() as opened:
            for connection in self._all:
                opened.push_async_callback(connection.close)
            opened.push_async_callback(self._renewed)
            await self.purge()


async def _connect(path: Path) -> Connection:
    connection = await aiosqlite.connect(
        path, isolation_level=None, timeout=BUSY_SECONDS, cached_statements=_STATEMENTS
    )
    try:
        await connection.execute("PRAGMA foreign_keys = ON")
        await connection.execute("PRAGMA cache_size = -16000")
        await connection.execute("PRAGMA temp_store = MEMORY")
    except BaseException:
        await connection.close()
        raise
    return connection


async def _begin(connection: Connection) -> None:
    """Begin a transaction; one that is open ends first, behind a statement that a cancelled caller has left running."""
    await connection.rollback()
    await connection.execute("BEGIN")


async def _roll_back(connection: Connection) -> None:
    """End the transaction, if one is open: SQLite may have ended it itself, as it does when the disk is full.

    A cancelled caller leaves its statement running in the connection's thread; this waits its turn behind it.
    """
    await asyncio.shield(connection.rollback())


@contextlib.contextmanager
def told(path: Path) -> Iterator[None]:
    """Turn SQLite's errors about the file into plain sentences."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        known = _explain(path, error)
        if known is None:
            raise
        raise known from error


_KINDS: dict[int, tuple[type[StoreError], str]] = {
    sqlite3.SQLITE_FULL: (
        StoreFullError, "The disk with {path} is full: nothing of this was kept. Make room and try again.",
    ),
    sqlite3.SQLITE_BUSY: (
        StoreBusyError, "Another program is writing to {path}. Try again when it has finished.",
    ),
    sqlite3.SQLITE_READONLY: (
        ReadOnlyStoreError, "The database {path} is read-only. Give this user write access to it.",
    ),
    sqlite3.SQLITE_CORRUPT: (
        CorruptStoreError, "The file {path} is damaged. Restore a backup, or name another file.",
    ),
    sqlite3.SQLITE_NOTADB: (
        CorruptStoreError, "The file {path} is no Dossier database. Restore a backup, or name another file.",
    ),
    sqlite3.SQLITE_CANTOPEN: (
        StoreError, "The database {path} cannot be opened. Does its folder exist, and may we write there?",
    ),
    sqlite3.SQLITE_IOERR: (StoreError, "The disk with {path} reported an error: {error}."),
}  # fmt: skip


def _explain(path: Path, error: sqlite3.DatabaseError) -> StoreError | None:
    code = getattr(error, "sqlite_errorcode", None)
    if code is None or code & 0xFF not in _KINDS:
        return None
    kind, sentence = _KINDS[code & 0xFF]
    return kind(sentence.format(path=path, error=error))
