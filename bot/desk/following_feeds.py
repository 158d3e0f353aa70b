"""Feeds that are followed: added, found again, tested and removed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from bot.articles.canonical import canonical
from bot.articles.feeds import identity
from bot.desk import feed_reading
from bot.desk.desk import Desk
from bot.desk.feed_filing import file_silently
from bot.desk.feed_reading import Read, Unread
from bot.fetching.types import Validators
from bot.store import feed_entries, feeds, places
from bot.store.feeds import Followed, Version
from bot.store.scope import LOCAL, Scope

MOST = 100
"""Feeds of one guild."""

AT_FIRST = 30
"""Entries of a feed that are filed when it is added, its newest."""

_LONGEST_TITLE = 200


@dataclass(frozen=True, slots=True)
class Added:
    """A feed that is followed from now on, how many entries it holds, and how many of them are filed now."""

    feed: Followed
    entries: int
    filed: int


@dataclass(frozen=True, slots=True)
class Tested:
    """A feed that was read just now: how many entries it holds, and how many were new; or why it could not be."""

    feed: Followed
    entries: int | None
    fresh: int
    unread: Unread | None = None


class TooMany(Exception):  # noqa: N818 - an answer
    """A guild follows as many feeds as it may."""


async def add(desk: Desk, guild: int, channel: int, name: str, url: str, minutes: int) -> Added | Followed | Unread:
    """Follow a feed into a channel from now on, and file what it holds without posting it.

    What is followed there already comes back as it is. Raises TooMany, WorkerFault, StoreError.
    """
    listed = await of_guild(desk, guild)
    if known := next((one for one in listed if (one.channel, one.url) == (channel, url)), None):
        return known
    if len(listed) >= MOST:
        raise TooMany
    found = await feed_reading.read(desk, url, Validators())
    if not isinstance(found, Read):
        return found if isinstance(found, Unread) else Unread("The site gave no feed.")
    now = datetime.now(UTC)
    entries = found.feed.entries
    title = (found.feed.title or url)[:_LONGEST_TITLE]
    version = Version(title, identity.first(entries), found.validators.etag, found.validators.modified)
    async with desk.store.writing() as db:
        if guild == LOCAL or await places.guild_of(db, channel) is None:
            await places.ensure_channel(db, guild, channel, name)
        due = now + feed_reading.pause(minutes, 0)
        id_ = await feeds.add(db, channel, url, version, minutes=minutes, due=due, now=now)
        if id_ is not None:
            await feed_entries.note(db, id_, entries, now)
            await feed_entries.wait(db, id_, entries[:AT_FIRST], silent=True)
        feed = next(one for one in await feeds.of_guild(db, guild) if (one.channel, one.url) == (channel, url))
        waiting = await feed_entries.silent(db, feed.id)
    if id_ is None:
        return feed
    for entry in waiting:
        await file_silently(desk, feed, entry)
    return Added(feed, len(entries), len(waiting))


async def remove(desk: Desk, feed: Followed) -> bool:
    """Follow a feed no more; False where it was not followed. What was filed from it stays."""
    async with desk.store.writing() as db:
        return await feeds.remove(db, feed.id)


async def test(desk: Desk, feed: Followed) -> Tested:
    """Read a feed now, whatever is known of it. One that was parked and can be read is followed again.

    What is new is posted in its turn. Raises WorkerFault, StoreError.
    """
    found = await feed_reading.read(desk, feed.url, Validators())
    now = datetime.now(UTC)
    if not isinstance(found, Read):
        unread = found if isinstance(found, Unread) else Unread("The site gave no feed.")
        return Tested(feed, None, 0, unread)
    async with desk.store.writing() as db:
        fresh = await feed_reading.take(db, feed, found, now)
        after = await feeds.one(db, feed.id)
    desk.feeds.set()
    return Tested(after or feed, len(found.feed.entries), len(fresh))


async def of_guild(desk: Desk, guild: int) -> list[Followed]:
    """The feeds of a guild, by channel and title."""
    async with desk.store.reading() as db:
        return await feeds.of_guild(db, guild)


async def in_scope(desk: Desk, scope: Scope) -> list[Followed]:
    """The feeds that go to channels in scope, and those to channels in which nothing is filed yet."""
    return [one for one in await of_guild(desk, scope.guild) if scope.holds(one.channel)]


def meant(listed: Sequence[Followed], typed: str) -> list[Followed]:
    """The feeds that somebody may mean: by address, else by title, else by a part of either."""
    wanted = typed.strip()
    folded = wanted.casefold()
    ways = (
        lambda one: one.url == wanted,
        lambda one: canonical(one.url) == canonical(wanted),
        lambda one: one.title.casefold() == folded,
        lambda one: folded in one.title.casefold() or folded in one.url.casefold(),
    )
    for way in ways:
        if found := [one for one in listed if way(one)]:
            return found
    return []
