"""Reading the one row of a statement."""

import sqlite3
from collections.abc import Iterable, Mapping
from typing import Any

import aiosqlite


async def single(
    db: aiosqlite.Connection, sql: str, parameters: Iterable[Any] | Mapping[str, Any] = ()
) -> sqlite3.Row | None:
    """The first row of a statement that is read to its end in one go; None when it gives none.

    A cursor that a cancelled caller leaves open keeps its statement going, and a writing one (RETURNING, a
    checkpoint) then keeps every later transaction on the connection from being committed.
    """
    rows = await db.execute_fetchall(sql, parameters)
    return next(iter(rows), None)
