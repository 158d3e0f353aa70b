"""The one row of a statement, and what is left of a statement when its caller is cancelled."""

import asyncio
import sqlite3

from bot.store.database import Connection, Database
from bot.store.single import single


async def test_the_first_row_or_none(store: Database) -> None:
    async with store.reading() as db:
        assert await single(db, "SELECT value FROM json_each('[7, 8]')") == (7,)
        assert await single(db, "SELECT 1 WHERE :no", {"no": False}) is None


async def test_a_caller_cancelled_with_the_answer_at_hand_leaves_no_statement_open(store: Database) -> None:
    # A cancelled task keeps its traceback, and with it whatever its last await was given.
    kept = []
    for _ in range(400):
        async with store.writing() as db:
            task = asyncio.create_task(_count_up(db))
            await asyncio.sleep(0)
            while not task.done():
                waiter = getattr(task, "_fut_waiter", None)
                if waiter is not None and waiter.done():
                    task.cancel()
                    break
                await asyncio.sleep(0)
            await asyncio.gather(task, return_exceptions=True)
        if task.cancelled():
            kept.append(task)
            break
    assert kept, "no call was ever caught at the right moment"


async def _count_up(db: Connection) -> sqlite3.Row | None:
    return await single(db, "UPDATE purge SET due = due + 1 RETURNING due")
