"""What was forgotten, by the numbers of messages: kept so that a backup that is put back does not bring it back."""

import json
from collections.abc import AsyncIterator, Sequence
from dataclasses import astuple, dataclass

import aiosqlite

from bot.store import marking, pastes, people, postings
from bot.store.marking import Secret, secret
from bot.store.rows import Place
from bot.store.scope import LOCAL
from bot.store.single import exists

_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Forgotten:
    """A part of a message that is filed no more; `posted_at` in ISO 8601."""

    channel: int
    message: int
    part: int
    posted_at: str


async def keeps(db: aiosqlite.Connection) -> bool:
    """Whether a store keeps what was forgotten: those of older versions do not."""
    return await exists(db, "SELECT EXISTS (SELECT 1 FROM sqlite_master WHERE name = 'forgotten')")


async def every(db: aiosqlite.Connection) -> AsyncIterator[list[Forgotten]]:
    """All that was forgotten, some hundreds at a time."""
    after = (-(1 << 63), 0, 0)
    while True:
        rows = await db.execute_fetchall(
            "SELECT channel_id, message_id, part, posted_at FROM forgotten"
            " WHERE (channel_id, message_id, part) > (?, ?, ?) ORDER BY channel_id, message_id, part LIMIT ?",
            (*after, _AT_ONCE),
        )
        found = [Forgotten(*row) for row in rows]
        if not found:
            return
        yield found
        after = (found[-1].channel, found[-1].message, found[-1].part)


_HERE = """
    SELECT channels.guild_id, found.channel_id, found.message_id, found.part FROM json_each(:wanted) AS wanted
    CROSS JOIN {0} AS found ON found.channel_id = wanted.value ->> 0 AND found.message_id = wanted.value ->> 1
        AND found.part = wanted.value ->> 2 AND found.posted_at = wanted.value ->> 3
    CROSS JOIN channels ON channels.id = found.channel_id
"""


async def forget_again(db: aiosqlite.Connection, some: Sequence[Forgotten]) -> int:
    """Forget those that are filed here or wait, and keep in mind that all are forgotten; how many were here.

    Of a text that several messages are parts of all is forgotten: `pastes.due` names what is left of it.
    """
    wanted = json.dumps([astuple(one) for one in some])
    here = await db.execute_fetchall(f"{_HERE.format('postings')} UNION {_HERE.format('drafts')}", {"wanted": wanted})
    for guild, channel, message, part in here:
        if part == 0:
            await pastes.leave(db, guild, channel, [message])
        await postings.unpost(db, Place(guild, channel, message, part))
    await db.execute(
        """
        INSERT OR IGNORE INTO forgotten (channel_id, message_id, part, posted_at)
        SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3 FROM json_each(?) AS wanted
        WHERE NOT EXISTS (SELECT 1 FROM postings WHERE channel_id = wanted.value ->> 0
                          AND message_id = wanted.value ->> 1 AND part = wanted.value ->> 2)
        """,
        (wanted,),
    )
    return len(list(here))


@dataclass(frozen=True, slots=True)
class Unnamed:
    """The accounts that asked to be forgotten: the key of the store, and their marks by it."""

    key: Secret
    marks: frozenset[str]

    def holds(self, account: str) -> bool:
        """Whether it is one of them."""
        return self.key.account(account) in self.marks


async def unnamed(db: aiosqlite.Connection) -> Unnamed | None:
    """Those of a store; None where nobody asked."""
    rows = await db.execute_fetchall("SELECT mark FROM unnamed")
    marks = frozenset(row[0] for row in rows)
    key = await secret(db, LOCAL)
    return Unnamed(key, marks) if key and marks else None


async def forget_accounts(db: aiosqlite.Connection, gone: Unnamed) -> None:
    """Forget, with their notes, who asked for it in the other store; where both have one key, those not known here too.

    Whether they wanted their notes to stay is not known.
    """
    if await marking.adopt(db, LOCAL, gone.key):
        await db.executemany(
            "INSERT OR IGNORE INTO unnamed (mark) VALUES (?)", [(mark,) for mark in sorted(gone.marks)]
        )
    rows = await db.execute_fetchall(
        "SELECT author FROM postings UNION SELECT author FROM drafts UNION SELECT author FROM notes"
        " UNION SELECT made_by FROM corrections UNION SELECT owner FROM watches UNION SELECT reader FROM looks"
    )
    for account in [row[0] for row in rows if row[0] and gone.holds(row[0])]:
        await people.leave_unnamed(db, account)
        await people.forget(db, account, notes=True)
        while await people.unname_some(db, account, limit=_AT_ONCE):
            pass
