"""Guilds and channels as the store knows them, kept up with what Discord says of them."""

from collections.abc import Iterable

import discord

from bot.desk.desk import Desk
from bot.store import places


async def know_guild(desk: Desk, guild: discord.Guild) -> None:
    """Bring the guild, its channels and its active threads up to date in the store."""
    async with desk.store.writing() as db:
        await places.ensure_guild(db, guild.id, guild.name)
    await know_channels(desk, guild, [*guild.channels, *guild.threads])


async def know_place(desk: Desk, guild: discord.Guild, channel: object) -> None:
    """Have the guild and the channel in the store: something may be filed there, before Discord has named them all."""
    async with desk.store.reading() as db:
        known = await places.guild_of(db, getattr(channel, "id", 0)) is not None
    if known or not isinstance(channel, discord.abc.GuildChannel | discord.Thread):
        return
    await know_channels(desk, guild, [channel])


async def know_channels(
    desk: Desk, guild: discord.Guild, channels: Iterable[discord.abc.GuildChannel | discord.Thread]
) -> None:
    """Bring channels of a guild that the store knows up to date; categories hold no messages."""
    async with desk.store.writing() as db:
        # The guild's own event may still wait for its turn to be stored.
        if guild.id not in await places.guilds(db):
            await places.ensure_guild(db, guild.id, guild.name)
        for channel in channels:
            thread = channel if isinstance(channel, discord.Thread) else None
            if isinstance(channel, discord.CategoryChannel):
                continue
            parent = thread.parent_id if thread else None
            private = thread is not None and thread.is_private()
            await places.ensure_channel(db, guild.id, channel.id, channel.name, parent=parent, private=private)
