"""Forgetting somebody: that what is kept was theirs, or that and what they posted, in all guilds."""

from itertools import groupby

from bot.desk.desk import Desk
from bot.desk.letting_go import let_go
from bot.store import people

_TOGETHER = 50
"""Messages that are looked up at once."""

_AT_ONCE = 500
"""Postings whose author is forgotten in one transaction, some ten milliseconds."""


async def forget_somebody(desk: Desk, account: str, *, posted: bool) -> None:
    """Forget an account, and what was posted and noted under it, or only that it was theirs.

    What they post from now on is filed without it, whatever is filed at this moment included.
    """
    async with desk.store.writing() as db:
        await people.leave_unnamed(db, account)
        await people.forget(db, account, notes=posted)
    if posted:
        await _forget_posted(desk, account)
    while True:
        async with desk.store.writing() as db:
            if not await people.unname_some(db, account, limit=_AT_ONCE):
                break
    desk.filing.purge_soon()


async def _forget_posted(desk: Desk, account: str) -> None:
    while True:
        async with desk.store.reading() as db:
            found = sorted(await people.posted_by(db, account, limit=_TOGETHER))
        if not found:
            return
        for guild, rows in groupby(found, key=lambda one: one[0]):
            messages = [(channel, message) for _, channel, message in rows]
            while messages:
                async with desk.store.writing() as db:
                    messages = messages[await let_go(db, guild, messages) :]
