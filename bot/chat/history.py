"""History: what Discord says of guilds, channels and messages that the bot may have missed."""

import discord

from bot.chat.front import Hidden
from bot.chat.permissions import granted_in
from bot.chat.posts import Post, Room, post_of, room_of
from bot.chat.reach import Unreachable, reaching


class DiscordHistory:
    """History over a client that is ready."""

    def __init__(self, client: discord.Client) -> None:
        self._client = client
        self._archived: dict[int, discord.Thread] = {}

    def application(self) -> int:
        """The id of the application that the bot is."""
        return self._client.application_id or self._me()

    def guilds(self) -> set[int]:
        """The guilds that the bot is in."""
        return {guild.id for guild in self._client.guilds}

    def rooms(self, channel: int) -> list[Room]:
        """A channel and its active threads; empty where Discord does not name it now."""
        found = self._client.get_channel(channel)
        if isinstance(found, discord.Thread):
            return [room_of(found, found.guild.id)]
        if not isinstance(found, discord.abc.GuildChannel):
            return []
        guild = found.guild
        threads = [room_of(thread, guild.id) for thread in guild.threads if thread.parent_id == channel]
        readable = [] if isinstance(found, discord.ForumChannel) else [room_of(found, guild.id)]
        return readable + threads

    async def archived(self, channel: int, since: int, most: int) -> list[Room]:
        """Its public threads that are archived and were in use after a snowflake, at most so many, the last first.

        None where the bot may not read its history. discord.py forgets such threads: they are kept here to be read.
        """
        found = self._client.get_channel(channel)
        if not isinstance(found, discord.TextChannel | discord.ForumChannel):
            return []
        granted = granted_in(self._client, found.guild.id, channel)
        if granted is None or not granted.view_channel or not granted.read_message_history:
            return []
        earliest = discord.utils.snowflake_time(since)
        threads: list[discord.Thread] = []
        with reaching():
            async for thread in found.archived_threads(limit=most):
                if thread.archive_timestamp < earliest:
                    break
                threads.append(thread)
        self._archived |= {thread.id: thread for thread in threads}
        return [room_of(thread, found.guild.id) for thread in threads]

    def is_shown(self, channel: int) -> bool:
        """Whether Discord named this channel or thread when the bot connected."""
        return self._client.get_channel(channel) is not None

    async def is_gone(self, channel: int) -> bool:
        """Whether a channel or thread is deleted, and not only hidden from the bot."""
        with reaching():
            try:
                await self._client.fetch_channel(channel)
            except discord.NotFound:
                return True
            except (discord.Forbidden, discord.InvalidData):
                return False
        return False

    async def after(self, room: Room, message: int, limit: int) -> list[Post]:
        """The first messages after this one, oldest first; raises Hidden."""
        return await self._messages(room, limit, after=discord.Object(message))

    async def before(self, room: Room, message: int, limit: int) -> list[Post]:
        """The last messages before this one, oldest first; raises Hidden."""
        return await self._messages(room, limit, before=discord.Object(message))

    async def _messages(
        self, room: Room, limit: int, *, after: discord.Object | None = None, before: discord.Object | None = None
    ) -> list[Post]:
        guild = self._client.get_guild(room.guild)
        shown = guild.get_channel_or_thread(room.channel) if guild else None
        archived = self._archived.get(room.channel) if guild and shown is None else None
        channel = shown or archived
        if channel is None or isinstance(channel, discord.CategoryChannel | discord.ForumChannel):
            raise Hidden(f"Discord does not show the bot channel {room.channel}")
        granted = granted_in(self._client, room.guild, archived.parent_id if archived else room.channel)
        # Without this permission Discord answers with no messages at all, as if they were deleted.
        if granted is None or not granted.view_channel or not granted.read_message_history:
            raise Hidden(f"the bot may not read the history of channel {room.channel} ({room.name})")
        with reaching():
            try:
                history = channel.history(limit=limit, after=after, before=before, oldest_first=after is not None)
                found = [message async for message in history]
            except (discord.Forbidden, discord.NotFound) as error:
                raise Hidden(f"Discord does not show channel {room.channel} ({room.name}): {error.text}") from error
        posts = (post_of(message, self._me()) for message in sorted(found, key=lambda one: one.id))
        return [post for post in posts if post]

    def _me(self) -> int:
        if self._client.user is None:
            raise Unreachable("the bot is not logged in")
        return self._client.user.id
