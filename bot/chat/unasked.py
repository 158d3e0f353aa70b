"""What is posted without being asked for: from what it is drawn, in a channel or in a thread that is archived."""

import discord

from bot.chat import scopes
from bot.chat.reach import reaching
from bot.desk.desk import Desk
from bot.desk.later import Later
from bot.store import places
from bot.store.scope import Scope


def guild_of(client: discord.Client, guild: int) -> discord.Guild:
    """A guild that Discord tells of at present.

    Raises:
        Later: it is away, or the bot is not in it any more.
    """
    found = client.get_guild(guild)
    if found is None or found.unavailable:
        raise Later(f"guild {guild} is away")
    return found


async def scope_in(client: discord.Client, desk: Desk, guild: int, channel: int) -> Scope | None:
    """What all may read who see a channel or thread; None when it is gone, and nothing where the bot may not see it.

    Raises:
        Later: Discord does not tell at present.
    """
    there = guild_of(client, guild)
    where: scopes.Channel = there.get_channel_or_thread(channel)
    try:
        if where is None:  # a thread that is archived, or what was deleted meanwhile
            with reaching():
                found = await client.fetch_channel(channel)
            where = found if isinstance(found, discord.Thread) else None
    except discord.NotFound:
        return None
    except discord.Forbidden:
        where = None
    except discord.HTTPException as error:
        raise Later(str(error)) from error
    async with desk.store.reading() as db:
        return scopes.public(there, where, await places.in_use(db, there.id))
