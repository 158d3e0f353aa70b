"""Looking into a database file from outside, as a test may."""

import asyncio
import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import aiosqlite

from tests.store.dump import Dump, check_index, dump, row_counts


def query(database: Path, sql: str) -> list[tuple[Any, ...]]:
    """The rows that a query finds."""
    with closing(sqlite3.connect(database, timeout=30)) as db:
        return db.execute(sql).fetchall()


def states(database: Path) -> dict[str, int]:
    """How many articles are in each state."""
    return dict(query(database, "SELECT state, count(*) FROM articles GROUP BY state"))


def waiting(database: Path) -> int:
    """How many drafts wait to be read."""
    return int(query(database, "SELECT count(*) FROM drafts WHERE state = 'pending'")[0][0])


def content(database: Path) -> Dump:
    """Everything the store says, by content; whole, and with a sound index."""

    async def read() -> tuple[Dump, dict[str, int]]:
        async with aiosqlite.connect(database, isolation_level=None) as db:
            await check_index(db)
            return await dump(db), await row_counts(db)

    found, counts = asyncio.run(read())
    assert {table: len(rows) for table, rows in found.items()} == counts
    assert query(database, "PRAGMA integrity_check") == [("ok",)]
    assert query(database, "PRAGMA foreign_key_check") == []
    return found


def raw(database: Path) -> bytes:
    """Every byte of the file and of what lies beside it."""
    return b"".join(path.read_bytes() for path in sorted(database.parent.glob(f"{database.name}*")))


def report(path: Path) -> list[dict[str, Any]]:
    """The lines of an ingest's report."""
    return [json.loads(line) for line in path.read_text().splitlines()]
