"""Reading the one row of a statement."""

import sqlite3
from collections.abc import Iterable, Mapping
from typing import Any, TypeAlias

import aiosqlite

_Parameters: TypeAlias = Iterable[Any] | Mapping[str, Any]


async def single(db: aiosqlite.Connection, sql: str, parameters: _Parameters = ()) -> sqlite3.Row | None:
    """The first row of a statement that is read to its end in one go; None when it gives none.

    A cursor that a cancelled caller leaves open keeps its statement going, and a writing one (RETURNING, a
    checkpoint) then keeps every later transaction on the connection from being committed.
    """
    rows = await db.execute_fetchall(sql, parameters)
    return next(iter(rows), None)


async def only(db: aiosqlite.Connection, sql: str, parameters: _Parameters = ()) -> sqlite3.Row:
    """The row of a statement that gives one: it counts, or returns what it stores.

    Raises:
        LookupError: it gave none.
    """
    row = await single(db, sql, parameters)
    if row is None:
        raise LookupError(f"no row: {' '.join(sql.split())}")
    return row


async def scalar(db: aiosqlite.Connection, sql: str, parameters: _Parameters = ()) -> int:
    """The number that a statement gives in one row (a scalar query): a count, or the id of what it stores.

    Raises:
        LookupError: it gave no row.
    """
    return int((await only(db, sql, parameters))[0])


async def exists(db: aiosqlite.Connection, sql: str, parameters: _Parameters = ()) -> bool:
    """What a statement `SELECT EXISTS (…)` says."""
    return bool(await scalar(db, sql, parameters))
