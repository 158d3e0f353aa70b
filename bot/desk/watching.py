"""Watching: which channels are read for articles, how each is answered, and how much is filed from it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.desk.desk import Desk
from bot.desk.message_links import link
from bot.store import articles, places, watched
from bot.store.database import Connection
from bot.store.scope import Scope
from bot.store.watched import Length, Reply, Watched


@dataclass(frozen=True, slots=True)
class Changes:
    """How a channel is to be watched; None is as before, at first as `Watched` has it."""

    reply: Reply | None = None
    length: Length | None = None
    bots: bool | None = None
    webhooks: bool | None = None

    def of(self, before: Watched) -> Watched:
        """What a channel's settings are after the changes."""
        return Watched(
            before.guild,
            before.channel,
            before.name,
            self.reply or before.reply,
            before.bots if self.bots is None else self.bots,
            before.webhooks if self.webhooks is None else self.webhooks,
            self.length or before.length,
        )


@dataclass(frozen=True, slots=True)
class Seen:
    """A watched channel, how many articles were posted there, and what the bot may not do there and should."""

    channel: Watched
    articles: int
    lacking: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Passed:
    """A message that could not be read: its channel's name, and its address."""

    channel: str
    link: str


async def watch(desk: Desk, guild: int, channel: int, name: str, changes: Changes) -> tuple[Watched, bool]:
    """Watch a channel from now on, or change how it is watched; how it is now, and whether that is new."""
    async with desk.store.writing() as db:
        before = await watched.one(db, channel)
        after = changes.of(before or Watched(guild, channel, name))
        await watched.watch(db, after)
    return after, before is None


async def unwatch(desk: Desk, channel: int) -> bool:
    """Watch a channel no more; False when it was not watched. What is filed stays."""
    async with desk.store.writing() as db:
        return await watched.unwatch(db, channel)


async def seen(db: Connection, scope: Scope, lacking: Callable[[int], Sequence[str]]) -> list[Seen]:
    """The watched channels in scope, by name; `lacking` tells what the bot may not do in one and should."""
    listed = [one for one in await watched.watched(db, scope.guild) if scope.holds(one.channel)]
    return [
        Seen(
            one,
            await articles.total(db, Scope(scope.guild, frozenset({one.channel}))),
            tuple(lacking(one.channel)),
        )
        for one in listed
    ]


async def passed_over(db: Connection, scope: Scope) -> list[Passed]:
    """The messages in scope that could not be read, however often that was tried: the last of each channel."""
    found = await watched.passed_over(db, scope.guild)
    return [
        Passed(
            await places.name_of(db, scope.guild, channel) or str(channel),
            link(scope.guild, channel, message),
        )
        for channel, message in found.items()
        if scope.holds(channel)
    ]


async def find(db: Connection, guild: int, name: str, channel: int | None) -> tuple[int, str] | None:
    """A channel of the guild by its id, else by its name; None where there is none, or it is another guild's.

    An id comes with a name from Discord itself; without one it must be known to the store.
    """
    if channel is None:
        named = await places.find_channel(db, guild, name)
        return None if named is None else (named, name)
    owner = await places.guild_of(db, channel)
    if owner is None:
        return (channel, name) if name else None
    if owner != guild:
        return None
    return channel, name or await places.name_of(db, guild, channel) or ""
