"""Bringing a file's schema up to date, one numbered SQL file at a time, each inside one transaction."""

import re
import sqlite3
from collections.abc import Iterator
from importlib import resources

import aiosqlite

from bot.store.errors import CorruptStoreError, NewerStoreError
from bot.store.single import scalar

APPLICATION_ID = 0x446F7372
"""What SQLite keeps in the header of a file of ours: "Dosr"."""

_NUMBERED = re.compile(r"(\d{4})_\w+\.sql")


def migrations() -> list[tuple[int, str]]:
    """Every migration as (version, SQL), ascending; the files lie in the package, so any installation has them."""
    files = resources.files("bot.store.migrations").iterdir()
    numbered = [(match, file) for file in files if (match := _NUMBERED.fullmatch(file.name))]
    return sorted((int(match[1]), file.read_text(encoding="utf-8")) for match, file in numbered)


def statements(script: str) -> Iterator[str]:
    """The single statements of a script, in order; `executescript` would commit behind our back."""
    pending = ""
    for line in script.splitlines(keepends=True):
        pending += line
        if sqlite3.complete_statement(pending):
            yield pending.strip()
            pending = ""
    if pending.strip():
        yield pending.strip()


async def check(db: aiosqlite.Connection) -> None:
    """See whether the file is ours and not too new, before anything is changed in it.

    Raises:
        CorruptStoreError: it is some other program's database.
        NewerStoreError: its version is above the newest migration that this program knows.
    """
    if await _number(db, "SELECT count(*) FROM sqlite_master") and (
        await _number(db, "PRAGMA application_id") != APPLICATION_ID
    ):
        raise CorruptStoreError("This file is another program's database. Name another file.")
    _known(await _number(db, "PRAGMA user_version"), migrations()[-1][0])


async def migrate(db: aiosqlite.Connection) -> int:
    """Apply what the file lacks, each migration in a transaction of its own, and return its version.

    Raises:
        NewerStoreError: the file's version is above the newest migration that this program knows.
    """
    steps = migrations()
    newest = steps[-1][0]
    present = _known(await _number(db, "PRAGMA user_version"), newest)
    for version, script in steps:
        if present < version:
            await _apply(db, version, script, newest)
    return newest


async def _apply(db: aiosqlite.Connection, version: int, script: str, newest: int) -> None:
    try:
        await db.execute("BEGIN IMMEDIATE")
        # Another program may have been quicker: only now nobody else can write.
        if _known(await _number(db, "PRAGMA user_version"), newest) < version:
            for statement in statements(script):
                await db.execute(statement)
            await db.execute(f"PRAGMA user_version = {version}")
        await db.execute("COMMIT")
    except BaseException:
        await db.rollback()
        raise


def _known(present: int, newest: int) -> int:
    if present > newest:
        raise NewerStoreError(
            f"This database is of version {present}; this program knows versions up to {newest}. "
            "Use the newer Dossier that wrote it, or restore an older backup."
        )
    return present


async def _number(db: aiosqlite.Connection, query: str) -> int:
    return await scalar(db, query)
