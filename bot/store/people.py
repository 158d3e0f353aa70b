"""People: what is kept by somebody's account, in all guilds, and how it goes.

Whoever asked to be forgotten is known by a keyed hash of the account alone, so that what they post is filed without it.
The key lies in the same file: whoever has the file can try an account that they think of.
"""

from dataclasses import dataclass

import aiosqlite

from bot.store import purge
from bot.store.marking import ensured, secret
from bot.store.scope import LOCAL
from bot.store.single import exists, only

SOMEBODY = ""
"""Stands for the account of somebody who was forgotten, in notes and corrections: without any, these are the
operator's."""


@dataclass(frozen=True, slots=True)
class Kept:
    """How much is kept by an account.

    `postings` and `drafts` are what they posted: what is filed, and what waits or could not be read. `looks` are the
    servers where they caught up. `unnamed`: what they post is filed without their account.
    """

    postings: int
    drafts: int
    notes: int
    corrections: int
    watches: int
    looks: int
    unnamed: bool

    @property
    def posted(self) -> int:
        """What says that they posted or wrote it."""
        return self.postings + self.drafts + self.notes

    def __bool__(self) -> bool:
        return bool(self.posted or self.corrections or self.watches or self.looks)


async def kept(db: aiosqlite.Connection, account: str) -> Kept:
    """How much is kept by an account. Only what was posted is looked up by it: the rest is little, and read whole."""
    postings, drafts, notes, corrections, watches, looks = await only(
        db,
        """
        SELECT (SELECT count(*) FROM postings WHERE author = :account),
               (SELECT count(*) FROM drafts WHERE author = :account),
               (SELECT count(*) FROM notes WHERE author = :account),
               (SELECT count(*) FROM corrections WHERE made_by = :account),
               (SELECT count(*) FROM watches WHERE owner = :account),
               (SELECT count(*) FROM looks WHERE reader = :account)
        """,
        {"account": account},
    )
    unnamed = await named(db, account) is None
    return Kept(postings, drafts, notes, corrections, watches, looks, unnamed)


async def named(db: aiosqlite.Connection, account: str | None) -> str | None:
    """The account under which something is filed that was posted by one: None where it is not to be named."""
    if account is None or not await exists(db, "SELECT EXISTS (SELECT 1 FROM unnamed)"):
        return account
    key = await secret(db, LOCAL)
    mark = key.account(account) if key else ""
    return None if await exists(db, "SELECT EXISTS (SELECT 1 FROM unnamed WHERE mark = ?)", (mark,)) else account


async def leave_unnamed(db: aiosqlite.Connection, account: str) -> None:
    """Have what an account posts from now on be filed without it."""
    mark = (await ensured(db, LOCAL)).account(account)
    await db.execute("INSERT OR IGNORE INTO unnamed (mark) VALUES (?)", (mark,))


async def name_again(db: aiosqlite.Connection, account: str) -> None:
    """Have what an account posts from now on be filed under it."""
    await db.execute("DELETE FROM unnamed WHERE mark = ?", ((await ensured(db, LOCAL)).account(account),))


async def forget(db: aiosqlite.Connection, account: str, *, notes: bool) -> None:
    """Forget all that an account has but for what it posted: its watches go, and how far it looked.

    Its corrections stand as somebody's, and so do its notes unless these are to go.
    """
    bound = {"account": account, "nobody": SOMEBODY}
    for statement in (
        "DELETE FROM watches WHERE owner = :account",
        "DELETE FROM looks WHERE reader = :account",
        "DELETE FROM actions WHERE instr(action, :account)",
        "UPDATE corrections SET made_by = :nobody WHERE made_by = :account",
        "DELETE FROM notes WHERE author = :account"
        if notes
        else "UPDATE notes SET author = :nobody WHERE author = :account",
    ):
        await db.execute(statement, bound)
    await purge.mark_due(db)


async def unname_some(db: aiosqlite.Connection, account: str, *, limit: int) -> int:
    """Forget who posted some of what an account posted; how much that was."""
    done = 0
    for table in ("postings", "drafts"):
        async with db.execute(
            f"UPDATE {table} SET author = NULL WHERE id IN (SELECT id FROM {table} WHERE author = ? LIMIT ?)",
            (account, limit),
        ) as cursor:
            done += cursor.rowcount
    await purge.mark_due(db)
    return done


async def posted_by(db: aiosqlite.Connection, account: str, *, limit: int) -> list[tuple[int, int, int]]:
    """Some messages with which an account posted something, each its guild, its channel and its id."""
    rows = await db.execute_fetchall(
        "SELECT guild_id, channel_id, message_id FROM postings JOIN channels ON channels.id = channel_id"
        " WHERE author = ? LIMIT ?",
        (account, limit),
    ) or await db.execute_fetchall(
        "SELECT guild_id, channel_id, message_id FROM drafts WHERE author = ? LIMIT ?", (account, limit)
    )
    return list(dict.fromkeys((row[0], row[1], row[2]) for row in rows))
