"""What the bot must be allowed in a guild, and the link that invites it with exactly that."""

import discord

NEEDED = discord.Permissions(
    view_channel=True,
    read_message_history=True,
    send_messages=True,
    send_messages_in_threads=True,
    add_reactions=True,
)


def invitation(application: int) -> str:
    """The link with which somebody who manages a guild adds the bot of this application to it."""
    return discord.utils.oauth_url(application, permissions=NEEDED, scopes=("bot", "applications.commands"))


def missing(granted: discord.Permissions) -> list[str]:
    """The needed permissions that are not granted, as Discord's settings call them, more or less."""
    return [name.replace("_", " ") for name, needed in NEEDED if needed and not getattr(granted, name)]


def granted_in(client: discord.Client, guild: int, channel: int) -> discord.Permissions | None:
    """What the bot is allowed in a channel or thread; None where discord.py does not know."""
    known = client.get_guild(guild)
    found = known.get_channel_or_thread(channel) if known else None
    me = known.get_member(client.user.id) if known and client.user else None
    home = found.parent if isinstance(found, discord.Thread) else found
    if found is None or home is None or me is None:
        return None
    return found.permissions_for(me)
