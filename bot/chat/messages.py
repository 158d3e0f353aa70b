"""Messages and what becomes of them: every part of filing on Discord, put together for a client's events."""

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable, Collection
from typing import Any

import discord

from bot.chat.alerting import DiscordAlerts
from bot.chat.arrivals import Arrivals
from bot.chat.backfilling import Backfilling
from bot.chat.catchup import PAUSE_SECONDS, CatchUp
from bot.chat.digesting import DiscordDigests
from bot.chat.feeding import DiscordFeeds
from bot.chat.following import Following
from bot.chat.history import DiscordHistory
from bot.chat.notices import DiscordNotices
from bot.chat.patience import patiently
from bot.chat.posts import post_of
from bot.chat.progress import Progress
from bot.chat.reach import Unreachable
from bot.chat.reception import Reception, ScopeOf
from bot.chat.rereading import Rereading
from bot.chat.wire import Redraw, Send, Wire, Write
from bot.desk.alerting import Alerting
from bot.desk.desk import Desk
from bot.desk.digesting import Digesting
from bot.desk.feeds import Feeds
from bot.store.errors import StoreError

_log = logging.getLogger(__name__)

LOOK_SECONDS = 3.0
"""How often cursors are written that moved over messages which are no articles, and the store is looked at."""


class Messages:
    """What a client tells of its events, from the connection to the stop.

    `send` and `redraw` draw cards as replies, `write` as messages, `scope_of` is what a reply may draw on, `is_command`
    tells commands from what may be filed.
    """

    def __init__(
        self,
        client: discord.Client,
        desk: Desk,
        *,
        send: Send,
        write: Write,
        redraw: Redraw,
        scope_of: ScopeOf,
        is_command: Callable[[str], bool],
    ) -> None:
        self._client = client
        wire = Wire(client, send, write, redraw)
        self._progress = Progress(desk)
        self._reception = Reception(desk, wire, scope_of)
        self._arrivals = Arrivals(desk, self._reception, self._progress, is_command)
        self._following = Following(desk, self._arrivals, wire, self._progress, DiscordHistory(client))
        history = DiscordHistory(client)
        self._catch_up = CatchUp(desk, history, self._arrivals, self._following, self._reception, self._progress)
        rereading = Rereading(desk, self._arrivals, self._following, self._reception)
        notices = DiscordNotices(client, desk)
        self._backfilling = Backfilling(desk, history, rereading, notices)
        self._alerting = Alerting(desk, DiscordAlerts(client, desk, notices))
        self._digesting = Digesting(desk, DiscordDigests(client, desk, notices))
        self._feeds = Feeds(desk, DiscordFeeds(client, desk, notices, scope_of))
        self._catching_up: asyncio.Task[None] | None = None
        self._filling: asyncio.Task[None] | None = None
        self._feeding: asyncio.Task[None] | None = None
        self._telling: asyncio.Task[None] | None = None
        self._gathering: asyncio.Task[None] | None = None
        self._writing: asyncio.Task[None] | None = None
        self._handling: set[asyncio.Task[Any]] = set()
        self._stopped = False

    def connected(self) -> None:
        """On a connection that is no RESUME, before any message of it: what was missed is not known yet."""
        self._progress.hold()

    def ready(self) -> None:
        """On READY, with all guilds known: begin to show what becomes of messages, and catch up.

        discord.py tells of it seconds after it came, even behind the stop: then nothing begins.
        """
        if self._stopped:
            return
        if self._writing is None:
            self._writing = asyncio.create_task(self._look_after(), name="cursors")
            self._reception.start()
            self._filling = asyncio.create_task(self._backfilling.run(), name="backfills")
            self._feeding = asyncio.create_task(self._feeds.run(), name="feeds")
            self._telling = asyncio.create_task(self._alerting.run(), name="alerts")
            self._gathering = asyncio.create_task(self._digesting.run(), name="digests")
        if self._catching_up:
            self._catching_up.cancel()
        self._catching_up = asyncio.create_task(self._catch_up_until_done(), name="catch-up")

    def guild_available(self, guild: int) -> None:
        """When a guild is there (again), before any message of it: what was missed of it is caught up after the rest.

        At a connection `ready` catches up with all guilds that are there by then.
        """
        if self._catching_up and not self._stopped:
            self._progress.hold(guild)
            self._catching_up = asyncio.create_task(self._catch_up_after(self._catching_up, guild), name="catch-up")

    async def stop(self) -> None:
        """Write how far everything was read. What is not shown yet is shown after the next start."""
        self._stopped = True
        loops = (self._catching_up, self._filling, self._feeding, self._telling, self._gathering, self._writing)
        tasks = [task for task in (*loops, *self._handling) if task]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await self._reception.stop()
        with contextlib.suppress(StoreError):  # what was read is looked through again
            await self._progress.write()

    async def posted(self, message: discord.Message) -> None:
        """On a message, commands too: they move the cursor."""
        if post := post_of(message, self._me()):
            await self._handle(lambda: self._arrivals.arrive(post), f"message {post.link}")

    async def edited(self, message: discord.Message) -> None:
        """On a raw edit, with the message as it is now."""
        if post := post_of(message, self._me()):
            await self._handle(lambda: self._following.edited(post), f"the edit of message {post.link}")

    async def deleted(self, channel: int, messages: Collection[int]) -> None:
        """On a raw deletion, of one message or of many."""
        what = f"the deletion of messages in channel {channel}"
        await self._handle(lambda: self._following.deleted(channel, messages), what)

    async def channel_deleted(self, channel: int) -> None:
        """On the deletion of a channel, and on the raw one of a thread."""
        await self._handle(lambda: self._following.channel_deleted(channel), f"the deletion of channel {channel}")

    async def guild_removed(self, guild: int) -> None:
        """When the bot is removed from a guild; not when a guild is only unavailable."""
        await self._handle(lambda: self._following.guild_removed(guild), f"the removal from guild {guild}")

    async def _handle(self, work: Callable[[], Awaitable[None]], what: str) -> None:
        """Do what an event asks for, until the stop: what is not done by then is caught up after the next start."""
        task = asyncio.current_task()
        if self._stopped or task is None:
            return
        self._handling.add(task)
        try:
            await patiently(work, what)
        except (StoreError, Unreachable) as error:
            _log.error("%s: left to the next start: %s", what, error)
        finally:
            self._handling.discard(task)

    async def _look_after(self) -> None:
        """Every few seconds write how far everything was read, and show what a command has changed."""
        while True:
            await asyncio.sleep(LOOK_SECONDS)
            try:
                await self._progress.write()
                await self._following.refile()
                await self._reception.recover()
            except StoreError as error:
                _log.warning("cursors are written later: %s", error)
            except Exception:  # noqa: BLE001 - told in full; the next look must come
                _log.exception("cursors")

    async def _catch_up_after(self, before: asyncio.Task[None], guild: int) -> None:
        await before
        await self._catch_up_until_done(guild)

    async def _catch_up_until_done(self, guild: int | None = None) -> None:
        while True:
            try:
                return await self._catch_up.run(guild)
            except (StoreError, Unreachable) as error:
                _log.warning("catching up is tried again in a while: %s", error)
            except Exception:  # noqa: BLE001 - told in full below; live messages go on
                _log.exception("catching up ended")
                return None
            await asyncio.sleep(PAUSE_SECONDS)

    def _me(self) -> int:
        return self._client.user.id if self._client.user else 0
