"""Letting go of what messages posted that still stand on Discord: a few at a time, so that others write in between."""

import time
from collections.abc import Sequence

from bot.store import acknowledged, actions, pastes, postings
from bot.store.database import Connection
from bot.store.rows import Place

_MOST_SECONDS = 0.05
"""How long a transaction may take, but for its last message."""


async def let_go(db: Connection, guild: int, messages: Sequence[tuple[int, int]]) -> int:
    """Forget what was posted with the first of some messages, each its channel and its id; how many these were.

    They are as many as the time of a transaction is enough for, one at least. As with `forgetting.forget` a backfill
    does not file them again, and the bot's replies to them are withdrawn by whoever looks after
    `acknowledged.unfinished`. The caller has the index purged.
    """
    began = time.monotonic()
    done = 0
    for channel, message in messages:
        for part in await acknowledged.parts(db, channel, message):
            await postings.unpost(db, Place(guild, channel, message, part))
        await pastes.leave_as_is(db, channel, message)
        await acknowledged.recall_reply(db, channel, message)
        done += 1
        if time.monotonic() - began > _MOST_SECONDS:
            break
    await actions.clear(db, guild)
    return done
