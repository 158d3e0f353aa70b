"""What the bot must be allowed in a guild, and the link that invites it with exactly that."""

import discord

NEEDED = discord.Permissions(
    view_channel=True,
    read_message_history=True,
    send_messages=True,
    send_messages_in_threads=True,
    add_reactions=True,
    attach_files=True,
)


def invitation(application: int) -> str:
    """The link with which somebody who manages a guild adds the bot of this application to it."""
    return discord.utils.oauth_url(application, permissions=NEEDED, scopes=("bot", "applications.commands"))


def missing(granted: discord.Permissions) -> list[str]:
    """The needed permissions that are not granted, as Discord's settings call them, more or less."""
    return [name.replace("_", " ") for name, needed in NEEDED if needed and not getattr(granted, name)]


def missing_in(guild: discord.Guild | None, channel: int) -> list[str]:
    """The needed permissions that the bot lacks in a channel or thread; none where discord.py does not know it."""
    granted = _granted(guild.get_channel_or_thread(channel), guild) if guild else None
    return missing(granted) if granted is not None else []


def granted_in(client: discord.Client, guild: int, channel: int) -> discord.Permissions | None:
    """What the bot is allowed in a channel or thread; None where discord.py does not know."""
    known = client.get_guild(guild)
    return _granted(known.get_channel_or_thread(channel), known) if known else None


def may_attach(channel: object, guild: discord.Guild | None) -> bool:
    """Whether the bot may send files here, as far as it can tell without asking; in direct messages it may."""
    if guild is None:
        return True
    granted = _granted(channel, guild)
    return granted is None or granted.attach_files


def _granted(channel: object, guild: discord.Guild) -> discord.Permissions | None:
    home = channel.parent if isinstance(channel, discord.Thread) else channel
    if not isinstance(channel, discord.Thread | discord.abc.GuildChannel) or home is None or guild.me is None:
        return None
    return channel.permissions_for(guild.me)
