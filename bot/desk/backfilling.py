"""Backfilling by request: the history of a channel is asked for, and given up, through the store."""

from datetime import UTC, date, datetime, time

from bot.desk.desk import Desk
from bot.store import backfills, places, retention
from bot.store.backfills import Backfill
from bot.store.database import Connection
from bot.store.scope import Scope
from bot.store.snowflakes import snowflake

MOST = 100_000
"""Messages that one backfill looks at, whatever is asked for."""

UNASKED = 1_000
"""Messages that are looked at where neither a beginning nor a number is given."""


async def start(
    desk: Desk, guild: int, channel: int, name: str, *, since: date | None, limit: int | None, told_in: int | None
) -> Backfill | None:
    """Ask for a channel's history, from now back to a day or a number of messages; None where it is read already.

    It goes back no further than what was posted in the guild is kept.
    """
    beginning = 0 if since is None else max(snowflake(datetime.combine(since, time(), UTC)), 0)
    most = limit or (UNASKED if since is None else MOST)
    async with desk.store.writing() as db:
        if kept := await retention.beginning(db, guild, datetime.now(UTC)):
            beginning = max(beginning, snowflake(kept))
        if await places.guild_of(db, channel) is None:
            await places.ensure_channel(db, guild, channel, name)
        now = snowflake(datetime.now(UTC))
        begun = await backfills.start(db, channel, start=now, since=beginning, most=most, told_in=told_in)
        found = await _running(db, guild, channel)
    desk.backfills.set()
    return found if begun else None


async def cancel(desk: Desk, channel: int) -> bool:
    """Give up the backfill of a channel; False where none is running. What it filed stays."""
    async with desk.store.writing() as db:
        found = await backfills.cancel(db, channel)
    desk.backfills.set()
    return found


async def seen(db: Connection, scope: Scope) -> list[Backfill]:
    """The last backfills of channels in scope."""
    found = await backfills.latest(db, scope.guild)
    return [one for one in found if scope.holds(one.channel)]


async def _running(db: Connection, guild: int, channel: int) -> Backfill | None:
    found = await backfills.latest(db, guild)
    return next((one for one in found if one.channel == channel and one.state == "running"), None)
