"""Catch-up: what was posted, changed and deleted while the bot was away, from each channel's cursor on."""

import asyncio
import logging
from collections.abc import Sequence

from bot.chat.arrivals import Arrivals
from bot.chat.following import Following
from bot.chat.front import Hidden, History
from bot.chat.posts import Post, Room
from bot.chat.progress import Progress, move
from bot.chat.reach import Unreachable
from bot.chat.reception import Reception
from bot.desk.desk import Desk
from bot.store import acknowledged, settings, watched
from bot.store import places as stored_places
from bot.store.errors import StoreError
from bot.store.scope import LOCAL
from bot.store.snowflakes import snowflake

_log = logging.getLogger(__name__)

BATCH = 25
"""Messages that are taken in before those are finished."""

MOST = 1000
"""Messages of one channel that are read at one start; the next start goes on."""

MOST_ARCHIVED = 50
"""Threads of one channel, archived meanwhile, that are read at one start."""

PAGE = 100
"""Messages that Discord gives at once; so many before the cursor are looked at again, too."""

PAUSE_SECONDS = 10.0
"""Before the next attempt, when Discord or the store cannot be used."""

ATTEMPTS = 6
"""How often a channel is tried."""

APPLICATION = "application"
"""The setting that names the application with which a store is used."""


class CatchUp:
    """Goes through the watched channels once the bot is connected."""

    def __init__(
        self,
        desk: Desk,
        history: History,
        arrivals: Arrivals,
        following: Following,
        reception: Reception,
        progress: Progress,
    ) -> None:
        self._desk = desk
        self._history = history
        self._arrivals = arrivals
        self._following = following
        self._reception = reception
        self._progress = progress

    async def run(self, guild: int | None = None) -> None:
        """Bring the store up to Discord, or to one guild. It ends when that is done, however often it is tried."""
        rooms = [room for room in await self._rooms() if guild in (None, room.guild)]
        self._progress.catching_up(rooms, guild)
        await self._reception.recover()
        async with self._desk.store.reading() as db:
            last = await watched.last(db)
        for room in rooms:
            await self._read(room)
        for room in await self._archived(guild, last):
            await self._read(room)
        if guild is None and await self._is_ours():
            await self._forget_guilds()
            await self._forget_channels()

    async def _rooms(self) -> list[Room]:
        """The channels and threads to be read, each once."""
        async with self._desk.store.reading() as db:
            channels = [one.channel for one in await watched.watched(db)]
        rooms = {room.channel: room for channel in channels for room in self._history.rooms(channel)}
        return list(rooms.values())

    async def _archived(self, guild: int | None, last: int) -> list[Room]:
        """The threads that were archived since anything was read last: what was posted in them before may be missed."""
        async with self._desk.store.reading() as db:
            channels = await watched.watched(db, guild)
        found: list[Room] = []
        for one in channels:
            try:
                found += await self._history.archived(one.channel, last, MOST_ARCHIVED)
            except Unreachable as error:
                _log.warning("threads of channel %s that were archived meanwhile are not read: %s", one.name, error)
        return found

    async def _is_ours(self) -> bool:
        """Whether the store was used with this application before: only then what is not seen is gone."""
        application = str(self._history.application())
        async with self._desk.store.writing() as db:
            known = await settings.read(db, LOCAL, APPLICATION)
            if known is None:
                await settings.write(db, LOCAL, APPLICATION, application)
        if known in (None, application):
            return True
        _log.warning(
            "This database was used with the application %s, and this is %s: what this one does not see is kept.",
            known,
            application,
        )
        return False

    async def _forget_guilds(self) -> None:
        async with self._desk.store.reading() as db:
            known = set(await stored_places.guilds(db))
        for guild in sorted(known - self._history.guilds() - {LOCAL}):
            await self._following.guild_removed(guild)

    async def _forget_channels(self) -> None:
        """Forget the channels and threads that were deleted; Discord is asked about each that it did not name."""
        async with self._desk.store.reading() as db:
            guilds = set(await stored_places.guilds(db)) & self._history.guilds()
            channels = [one for guild in sorted(guilds) for one in await stored_places.lasting(db, guild)]
        for channel in channels:
            if self._history.is_shown(channel):
                continue
            try:
                if await self._history.is_gone(channel):
                    await self._following.channel_deleted(channel)
            except Unreachable as error:
                _log.warning("whether channel %d is gone is asked at the next start: %s", channel, error)
                return

    async def _read(self, room: Room) -> None:
        """Read one channel or thread; when Discord or the store is away, again in a while, or at the next start."""
        for _ in range(ATTEMPTS):
            try:
                cursor = await self._cursor(room)
                await self._look_back(room, cursor)
                complete = await self._read_on(room, cursor)
            except Hidden as error:
                _log.warning("channel %s is not caught up: %s", room.name, error)
                complete = True
            except (StoreError, Unreachable) as error:
                _log.warning("catching up with channel %s goes on in a while: %s", room.name, error)
                await asyncio.sleep(PAUSE_SECONDS)
                continue
            if complete:
                self._progress.caught_up(room)
            return

    async def _cursor(self, room: Room) -> int:
        """Where reading goes on: a thread that was never read, from its beginning, but not from before the watch."""
        async with self._desk.store.reading() as db:
            cursor = await watched.cursor(db, room.channel)
            since = await watched.since(db, room.channel if room.parent is None else room.parent)
        if cursor is None:
            # A thread's id is that of the message that it began with, which may stand in it.
            cursor = max(room.channel - 1, since or 0)
            async with self._desk.store.writing() as db:
                await move(db, room, cursor)
        return cursor

    async def _read_on(self, room: Room, cursor: int) -> bool:
        """Take in what was posted after the cursor, oldest first; whether that was all."""
        for _ in range(MOST // PAGE):
            posts = await self._history.after(room, cursor, PAGE)
            self._arrivals.see(posts)
            for start in range(0, len(posts), BATCH):
                await self._take(room, posts[start : start + BATCH])
            if len(posts) < PAGE:
                return True
            cursor = posts[-1].id
        if not await self._history.after(room, cursor, 1):
            return True
        _log.warning("more than %d messages were missed in channel %s: the next start goes on", MOST, room.name)
        return False

    async def _take(self, room: Room, posts: Sequence[Post]) -> None:
        stored = []
        for post in posts:
            if await self._arrivals.take(post, live=False):
                stored.append(post.place)
            elif post.edited and await self._is_noted(post):
                await self._following.edited(post)
        async with self._desk.store.writing() as db:
            await move(db, room, posts[-1].id)
        await self._reception.finished(stored)

    async def _is_noted(self, post: Post) -> bool:
        """Whether a message after the cursor was filed already, as it may be that came while catch-up was behind."""
        async with self._desk.store.reading() as db:
            return await acknowledged.of(db, post.room.channel, post.id) is not None

    async def _look_back(self, room: Room, cursor: int) -> None:
        """Compare what is filed of the last messages before the cursor with what they say now."""
        posts = await self._history.before(room, cursor + 1, PAGE)
        self._arrivals.see(posts)
        # No message is older than its channel. What has a smaller number was never posted: entries of feeds.
        first = posts[0].id if len(posts) == PAGE else room.channel
        async with self._desk.store.reading() as db:
            known = await acknowledged.known_between(db, room.channel, first, cursor)
        if gone := known - {post.id for post in posts}:
            await self._following.deleted(room.channel, sorted(gone))
        for post in posts:
            # What was edited before the cursor's last message was, was seen then.
            if post.edited and (post.id in known or snowflake(post.edited) > cursor):
                await self._following.edited(post)
