"""The client: Discord's events, each given to the part that knows what to do with it."""

import asyncio
import contextlib
import logging
import sys
from collections.abc import AsyncIterator
from typing import Any

import discord
from discord import app_commands

from bot.cards.card import Card
from bot.chat import scopes, slash
from bot.chat.answer import Answer, prepared
from bot.chat.errors import logged, tell, told
from bot.chat.guilds import know_channels, know_guild
from bot.chat.items import ITEMS
from bot.chat.menus import add_menus
from bot.chat.messages import Messages
from bot.chat.press import Kept, Press
from bot.chat.serving import Serving
from bot.chat.typed import Asked, asked
from bot.commands.all import REGISTRY
from bot.commands.parameters import Completion, Parameter
from bot.commands.registry import Command
from bot.desk.desk import Desk
from bot.store import places
from bot.store.rows import Place
from bot.store.scope import Scope

_log = logging.getLogger(__name__)

_SETTLED_SECONDS = 0.5
"""How long after the last guild at start discord.py waits for another, before it is ready (its default is 2)."""

_LAST_WORDS_SECONDS = 3.0
"""How long answers that are being made may take when we leave: what Discord gives an interaction in all."""


def intents() -> discord.Intents:
    """What we are told of: guilds, their messages and direct ones. Of these only the content is privileged."""
    wanted = discord.Intents.none()
    wanted.guilds = True
    wanted.guild_messages = True
    wanted.dm_messages = True
    wanted.message_content = True
    return wanted


class Tree(app_commands.CommandTree[Any]):
    """The command tree, with the one policy for errors."""

    async def on_error(self, interaction: discord.Interaction[Any], error: app_commands.AppCommandError) -> None:
        """Tell whoever asked."""
        cause = error.original if isinstance(error, app_commands.CommandInvokeError) else error
        await tell(interaction, cause, interaction.command.qualified_name if interaction.command else "a command")


class Client(discord.Client):
    """Dossier on Discord, over an open desk that outlives it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            intents=intents(),
            allowed_mentions=discord.AllowedMentions.none(),
            max_messages=None,
            member_cache_flags=discord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
            guild_ready_timeout=_SETTLED_SECONDS,
        )
        self.desk = desk
        self.was_ready = False
        self._leaving = False
        self._answering: set[asyncio.Task[Any]] = set()
        self.serving = Serving(desk, REGISTRY)
        self.tree = Tree(self)
        self.messages = Messages(
            self,
            desk,
            send=self._reply,
            write=self._write,
            redraw=self._redraw,
            scope_of=self._scope_of,
            is_command=self._is_command,
        )
        slash.add_commands(self.tree, REGISTRY, self._slash, self._complete)
        add_menus(self.tree, self.serving)

    async def setup_hook(self) -> None:
        """After the log-in: buttons of before work again, and Discord learns the commands."""
        self.add_dynamic_items(*ITEMS)
        await self.tree.sync()

    def dispatch(self, event: str, /, *args: object, **kwargs: object) -> None:
        """Hand an event on. When we leave, none: what it tells is found out at the next start."""
        if not self._leaving:
            super().dispatch(event, *args, **kwargs)

    async def pressed(self, interaction: discord.Interaction[Any], press: Press | Kept) -> None:
        """A button or a choice."""
        async with told(interaction, "a button"), self._answers():
            await self.serving.pressed(interaction, press)

    async def failed(self, interaction: discord.Interaction[Any], error: Exception) -> None:
        """A press that could not be read."""
        await tell(interaction, error, "a button")

    async def on_message(self, message: discord.Message) -> None:
        """A command is answered; what else is posted may be an article."""
        if message.author.bot and message.author == self.user:
            return
        question = None if message.author.bot else self._question(message.content, direct=message.guild is None)
        if question:
            async with logged("answering", message.channel.id), self._answers():
                await self.serving.typed(message, question)
        await self.messages.posted(message)

    async def on_raw_message_edit(self, payload: discord.RawMessageUpdateEvent) -> None:
        """A message changed, of whatever age."""
        await self.messages.edited(payload.message)

    async def on_raw_message_delete(self, payload: discord.RawMessageDeleteEvent) -> None:
        """A message was deleted."""
        await self.messages.deleted(payload.channel_id, [payload.message_id])

    async def on_raw_bulk_message_delete(self, payload: discord.RawBulkMessageDeleteEvent) -> None:
        """Messages were deleted together."""
        await self.messages.deleted(payload.channel_id, payload.message_ids)

    async def on_guild_channel_delete(self, channel: discord.abc.GuildChannel) -> None:
        """A channel was deleted, with its threads."""
        await self.messages.channel_deleted(channel.id)

    async def on_raw_thread_delete(self, payload: discord.RawThreadDeleteEvent) -> None:
        """A thread was deleted, of whatever age."""
        await self.messages.channel_deleted(payload.thread_id)

    async def on_guild_remove(self, guild: discord.Guild) -> None:
        """A guild removed us, or is gone."""
        await self.messages.guild_removed(guild.id)

    async def on_connect(self) -> None:
        """A new session: what was missed is not known yet."""
        self.messages.connected()

    async def close(self) -> None:
        """Stop taking in messages, let the answers in hand go out, then leave Discord."""
        self._leaving = True
        try:
            await self.messages.stop()
            if self._answering:
                await asyncio.wait(self._answering, timeout=_LAST_WORDS_SECONDS)
        finally:
            await super().close()

    async def on_ready(self) -> None:
        """Connected anew, all guilds known."""
        self.was_ready = True
        self.messages.ready()
        _log.info("on Discord as %s; guilds: %d", self.user, len(self.guilds))

    async def on_guild_available(self, guild: discord.Guild) -> None:
        """A guild of ours, at the start or after an outage."""
        self.messages.guild_available(guild.id)
        async with self._answers():
            await know_guild(self.desk, guild)

    async def on_guild_join(self, guild: discord.Guild) -> None:
        """A guild that invited us."""
        async with self._answers():
            await know_guild(self.desk, guild)

    async def on_guild_update(self, _: discord.Guild, guild: discord.Guild) -> None:
        """A guild has another name, perhaps."""
        async with self._answers():
            await know_guild(self.desk, guild)

    async def on_guild_channel_create(self, channel: discord.abc.GuildChannel) -> None:
        """A new channel."""
        async with self._answers():
            await know_channels(self.desk, channel.guild, [channel])

    async def on_guild_channel_update(self, _: discord.abc.GuildChannel, channel: discord.abc.GuildChannel) -> None:
        """A channel has another name, perhaps."""
        async with self._answers():
            await know_channels(self.desk, channel.guild, [channel])

    async def on_thread_create(self, thread: discord.Thread) -> None:
        """A new thread."""
        async with self._answers():
            await know_channels(self.desk, thread.guild, [thread])

    async def on_thread_join(self, thread: discord.Thread) -> None:
        """A thread that we see for the first time."""
        async with self._answers():
            await know_channels(self.desk, thread.guild, [thread])

    async def on_thread_update(self, _: discord.Thread, thread: discord.Thread) -> None:
        """A thread has another name, perhaps."""
        async with self._answers():
            await know_channels(self.desk, thread.guild, [thread])

    async def on_error(self, event_method: str, /, *_: object, **__: object) -> None:
        """Whatever an event's listener raised: logged, and the next event goes on."""
        _log.error("the event %s", event_method, exc_info=sys.exc_info())

    @contextlib.asynccontextmanager
    async def _answers(self) -> AsyncIterator[None]:
        """The block makes an answer, or writes what an event told: it is waited for when we leave."""
        task = asyncio.current_task()
        if task:
            self._answering.add(task)
        try:
            yield
        finally:
            if task:
                self._answering.discard(task)

    def _question(self, content: str, *, direct: bool = False) -> Asked | None:
        """What a message asks of us, if anything."""
        if self.user is None:
            return None
        return asked(content, REGISTRY, self.desk.settings.prefix, self.user.id, direct=direct)

    def _is_command(self, content: str) -> bool:
        return self._question(content) is not None

    async def _scope_of(self, place: Place, _: str | None) -> Scope:
        """A reply is for all who see it, whoever posted what it replies to."""
        guild = self.get_guild(place.guild)
        if guild is None:
            return Scope(place.guild, frozenset())
        async with self.desk.store.reading() as db:
            known = await places.in_use(db, place.guild)
        return scopes.public(guild, guild.get_channel_or_thread(place.channel), known)

    async def _reply(self, place: Place, card: Card) -> int:
        [view] = await prepared(self.desk, place.guild, Answer(card), most=1)
        channel = self.get_partial_messageable(place.channel, guild_id=place.guild)
        sent = await channel.get_partial_message(place.message).reply(view=view, mention_author=False)
        return sent.id

    async def _write(self, place: Place, card: Card) -> int:
        [view] = await prepared(self.desk, place.guild, Answer(card), most=1)
        return (await self.get_partial_messageable(place.channel, guild_id=place.guild).send(view=view)).id

    async def _redraw(self, place: Place, reply: int, card: Card) -> None:
        [view] = await prepared(self.desk, place.guild, Answer(card), most=1)
        channel = self.get_partial_messageable(place.channel, guild_id=place.guild)
        # discord.py forgets the client's own where there is no content.
        await channel.get_partial_message(reply).edit(view=view, allowed_mentions=self.allowed_mentions)

    async def _slash(
        self, interaction: discord.Interaction[Any], command: Command, arguments: dict[str, object], private: bool
    ) -> None:
        async with self._answers():
            await self.serving.slash(interaction, command, arguments, private=private)

    async def _complete(
        self, interaction: discord.Interaction[Any], parameter: Parameter, typed: str
    ) -> list[Completion]:
        return await self.serving.complete(interaction, parameter, typed)
