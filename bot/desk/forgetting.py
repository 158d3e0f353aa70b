"""Forgetting: what is derived from a text goes with its last posting, in short transactions that let others write."""

from collections.abc import Collection, Sequence
from itertools import islice

from bot.desk.desk import Desk
from bot.store import acknowledged, actions, pastes, places, postings
from bot.store.acknowledged import Acknowledged
from bot.store.database import Connection
from bot.store.rows import Article, Place

_AT_ONCE = 50
"""Postings that are forgotten in one transaction: others may write in between."""


async def forget(desk: Desk, article: Article) -> None:
    """Delete an article that the caller found in scope. Its terms leave the index soon, at the latest at stop.

    The bot's replies to its messages are withdrawn by whoever looks after `acknowledged.unfinished`.
    """
    async with desk.store.writing() as db:
        await acknowledged.recall(db, article.id)
        guild = await places.guild_of(db, article.posting.channel)
        await postings.forget(db, article.id)
        if guild is not None:
            await actions.clear(db, guild)
    desk.filing.purge_soon()


async def forget_channel(desk: Desk, guild: int, name: str) -> int | None:
    """Forget every posting in a channel, and return how many there were; None where there is no such channel."""
    async with desk.store.reading() as db:
        channel = await places.find_channel(db, guild, name)
    return None if channel is None else await _empty(desk, guild, channel)


async def forget_messages(desk: Desk, channel: int, messages: Collection[int]) -> list[Acknowledged]:
    """Forget what was posted with messages that are gone; those to which the bot replied, in a message that goes too.

    Of a text whose parts are several messages all is forgotten: `pastes.due` names what is left of it.
    """
    async with desk.store.reading() as db:
        guild = await places.guild_of(db, channel)
        known = [message for message in messages if await acknowledged.known_between(db, channel, message, message)]
    if guild is None or not known:
        return []
    replies: list[Acknowledged] = []
    left = iter(known)
    while some := list(islice(left, _AT_ONCE)):
        async with desk.store.writing() as db:
            replies += await _unpost(db, guild, channel, some)
    desk.filing.purge_soon()
    return replies


async def _unpost(db: Connection, guild: int, channel: int, messages: Sequence[int]) -> list[Acknowledged]:
    await pastes.leave(db, guild, channel, messages)
    for message in messages:
        for part in await acknowledged.parts(db, channel, message):
            await postings.unpost(db, Place(guild, channel, message, part))
    await actions.clear(db, guild)
    return await acknowledged.drop(db, channel, messages)


async def remove_channel(desk: Desk, channel: int) -> int:
    """Forget a channel or thread that is gone, with its threads; how many postings there were."""
    async with desk.store.reading() as db:
        guild = await places.guild_of(db, channel)
        below = await places.threads(db, channel)
    if guild is None:
        return 0
    return sum([await _remove(desk, guild, one) for one in (*below, channel)])


async def remove_guild(desk: Desk, guild: int) -> int:
    """Forget a guild that the bot is no longer in; how many postings there were."""
    forgotten = 0
    while True:
        async with desk.store.writing() as db:
            known = await places.channels(db, guild)
            if not known and not await places.remove_audience(db, guild):
                await places.remove_guild(db, guild)
                return forgotten
        for channel in known:
            forgotten += await _remove(desk, guild, channel)


async def _remove(desk: Desk, guild: int, channel: int) -> int:
    """Forget all of one channel, at last its name, when nothing is filed there any more."""
    forgotten = 0
    while True:
        forgotten += await _empty(desk, guild, channel)
        async with desk.store.writing() as db:
            left = await postings.posted_in(db, guild, channel, limit=1)
            if not left and not await acknowledged.drop_some(db, channel, limit=_AT_ONCE):
                await places.remove_channel(db, channel)
                return forgotten


async def _empty(desk: Desk, guild: int, channel: int) -> int:
    """Forget every posting in a channel; how many there were."""
    forgotten = 0
    while True:
        async with desk.store.writing() as db:
            posted = await postings.posted_in(db, guild, channel, limit=_AT_ONCE)
            for place in posted:
                await postings.unpost(db, place)
            await actions.clear(db, guild)
        if not posted:
            break
        forgotten += len(posted)
    desk.filing.purge_soon()
    return forgotten
