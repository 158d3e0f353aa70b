"""Copying the file as a whole: a backup while programs write to it, and a backup put in its place again."""

import asyncio
import contextlib
import logging
import sqlite3
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import aiosqlite

from bot.store import forgotten
from bot.store.database import BUSY_SECONDS, Database, told
from bot.store.errors import CorruptStoreError, StoreBusyError, StoreError
from bot.store.health import damage
from bot.store.migrate import check

_PAGES = 4_096
"""Pages copied between two reports: 16 MiB, some hundredths of a second."""

_STILL = "&immutable=1"
"""In an address: nobody writes to the file, so that it is read without a lock."""

Report = Callable[[int, int], None]
"""Is told, in another thread, how many pages are left to copy, and of how many."""

_log = logging.getLogger(__name__)


async def back_up(source: Path, target: Path, report: Report) -> None:
    """Copy the database `source` into the new file `target`, as it is at one moment, whoever writes to it meanwhile.

    The copy is written beside its place, looked through, and only then given its name. The schema stays what it is, so
    that a store can be copied before a newer program changes it.

    Raises:
        StoreError: there is something at `target`, or no sound database at `source`, or a disk refuses.
    """
    if await asyncio.to_thread(target.exists):
        raise StoreError(f"There is a file {target} already. Name another.")
    partial = target.with_name(f"{target.name}.partial")
    await asyncio.to_thread(_remove, partial)
    try:
        async with _read_only(source) as db:
            with told(target), contextlib.closing(sqlite3.connect(partial, check_same_thread=False)) as copy:
                await db.backup(copy, pages=_PAGES, progress=lambda _, left, pages: report(left, pages))
        await _look_through(partial)
        await asyncio.to_thread(partial.rename, target)
    finally:
        await asyncio.to_thread(_remove, partial)


def _remove(partial: Path) -> None:
    for path in (partial, *_beside(partial)):
        path.unlink(missing_ok=True)


def _beside(path: Path) -> list[Path]:
    """What SQLite keeps beside a file that a program has open, or has left open: the log, its index, and a journal."""
    return [path.with_name(path.name + ending) for ending in ("-wal", "-shm", "-journal")]


@contextlib.asynccontextmanager
async def _read_only(path: Path) -> AsyncIterator[aiosqlite.Connection]:
    """A connection that changes nothing, and sees one state of the file to the end of the block.

    Raises:
        StoreBusyError: at the end of the block, where a program began to write while the file was read without a lock.
    """
    address = await asyncio.to_thread(_address, path)
    before = await asyncio.to_thread(_written, path) if address.endswith(_STILL) else None
    with told(path):
        db = await aiosqlite.connect(address, uri=True, isolation_level=None, timeout=BUSY_SECONDS)
        try:
            await check(db)
            await db.execute("BEGIN")
            await db.execute_fetchall("SELECT count(*) FROM sqlite_master")
            yield db
        finally:
            await db.close()
    if before is not None and before != await asyncio.to_thread(_written, path):
        raise StoreBusyError(f"A program began to write to {path} while it was read. Try again.")


def _written(path: Path) -> tuple[int, int, bool]:
    """What is another when somebody has written."""
    found = path.stat()
    return found.st_size, found.st_mtime_ns, _beside(path)[0].exists()


def _address(path: Path) -> str:
    if not path.is_file():
        raise StoreError(f"There is no database {path}.")
    # Without a log no program has the file open, and it may lie where nothing can be written, as backups do.
    still = "" if _beside(path)[0].exists() else _STILL
    return f"file:{quote(str(path.absolute()))}?mode=ro{still}"


async def _look_through(path: Path) -> None:
    with told(path):
        async with aiosqlite.connect(path) as db:
            await check(db)
            if found := await damage(db):
                raise CorruptStoreError(f"The copy would be damaged, and was not kept: {found}")


@dataclass(frozen=True, slots=True)
class Restored:
    """Where the database that was there lies now, None where there was none.

    `again`: how many postings of the copy were forgotten, since that database had forgotten them; None where it could
    not be read.
    """

    aside: Path | None
    again: int | None


async def restore(backup: Path, target: Path, report: Report) -> Restored:
    """Put a copy of `backup` where `target` is, without what the database there has forgotten since.

    Raises:
        StoreError: `backup` is no sound database, a program has `target` open, or a disk refuses. `target` is then
            what it was.
    """
    fresh = target.with_name(f"{target.name}.restored")
    await asyncio.to_thread(_remove, fresh)
    try:
        await back_up(backup, fresh, report)
        again = await _forget_again(target, fresh) if await asyncio.to_thread(target.exists) else 0
        return Restored(await asyncio.to_thread(_put, fresh, target), again)
    finally:
        await asyncio.to_thread(_remove, fresh)


async def _forget_again(before: Path, fresh: Path) -> int | None:
    """Forget in a copy what was forgotten in the database whose place it takes; how many postings of the copy."""
    store = await Database.open(fresh)
    try:
        async with _read_only(before) as db:
            if not await forgotten.keeps(db):
                return 0
            async with store.writing() as writing:
                again = sum([await forgotten.forget_again(writing, some) async for some in forgotten.every(db)])
                if accounts := await forgotten.unnamed(db):
                    await forgotten.forget_accounts(writing, accounts)
            return again
    except CorruptStoreError as error:
        _log.warning("what was forgotten in %s cannot be read: %s", before, error)
        return None
    finally:
        await store.close()


def _put(fresh: Path, target: Path) -> Path | None:
    """Give the copy its place. Killed at any moment, there is a database: what was there before, or the copy."""
    aside = _set_aside(target) if target.exists() else None
    fresh.replace(target)
    return aside


def _set_aside(target: Path) -> Path:
    """Give a database that no program has open another name too, and what belongs to it that name alone."""
    with contextlib.closing(sqlite3.connect(target, timeout=0)) as db:
        try:
            db.execute("PRAGMA journal_mode = DELETE")  # folds the log in, and is refused while others are there
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
                raise StoreBusyError(f"A program has {target} open. Stop Dossier, and try again.") from error
            raise StoreError(f"The database {target} cannot be set aside: {error}.") from error
        except sqlite3.DatabaseError as error:
            _log.warning("%s is kept as it is, though damaged: %s", target, error)
    aside = _free(target)
    for was, becomes in zip(_beside(target), _beside(aside), strict=True):  # a log would be taken for the copy's
        if was.exists():
            was.rename(becomes)
    try:
        aside.hardlink_to(target)
    except OSError:  # a file system without such links
        target.rename(aside)
    return aside


def _free(target: Path) -> Path:
    """The first name of its kind that nothing has: what was there before is never written over."""
    number = 1
    while (aside := target.with_name(f"{target.name}.before-{number}")).exists():
        number += 1
    return aside
