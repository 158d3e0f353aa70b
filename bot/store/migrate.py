"""Bringing a file's schema up to date, one numbered SQL file at a time, each inside one transaction."""

import re
import sqlite3
from collections.abc import Iterator
from importlib import resources

import aiosqlite

from bot.store.errors import NewerStoreError

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
        if line.rstrip().endswith(";") and sqlite3.complete_statement(pending):
            yield pending.strip()
            pending = ""
    if pending.strip():
        yield pending.strip()


async def migrate(db: aiosqlite.Connection) -> int:
    """Apply what the file lacks, and return its version.

    Raises:
        NewerStoreError: the file's version is above the newest migration that this program knows.
    """
    known = migrations()
    newest = known[-1][0]
    for version, script in known:
        await db.execute("BEGIN IMMEDIATE")
        try:
            if _checked(await _version(db), newest) < version:
                for statement in statements(script):
                    await db.execute(statement)
                await db.execute(f"PRAGMA user_version = {version}")
            await db.execute("COMMIT")
        except BaseException:
            await db.execute("ROLLBACK")
            raise
    return newest


def _checked(present: int, newest: int) -> int:
    if present > newest:
        raise NewerStoreError(
            f"This database is of version {present}; this program knows versions up to {newest}. "
            "Use the newer Dossier that wrote it, or restore an older backup."
        )
    return present


async def _version(db: aiosqlite.Connection) -> int:
    async with db.execute("PRAGMA user_version") as cursor:
        row = await cursor.fetchone()
    return int(row[0]) if row else 0
