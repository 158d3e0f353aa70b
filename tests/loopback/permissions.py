"""Who may do what where: Discord's permission arithmetic, over plain numbers."""

from __future__ import annotations

from enum import IntFlag

from tests.loopback.state import PRIVATE_THREAD, THREADS, Channel, Guild, User


class Permission(IntFlag):
    """The permissions that the loopback Discord looks at, with Discord's numbers and names."""

    ADMINISTRATOR = 1 << 3
    MANAGE_CHANNELS = 1 << 4
    MANAGE_GUILD = 1 << 5
    ADD_REACTIONS = 1 << 6
    VIEW_CHANNEL = 1 << 10
    SEND_MESSAGES = 1 << 11
    MANAGE_MESSAGES = 1 << 13
    EMBED_LINKS = 1 << 14
    ATTACH_FILES = 1 << 15
    READ_MESSAGE_HISTORY = 1 << 16
    MENTION_EVERYONE = 1 << 17
    MANAGE_WEBHOOKS = 1 << 29
    USE_APPLICATION_COMMANDS = 1 << 31
    MANAGE_THREADS = 1 << 34
    CREATE_PUBLIC_THREADS = 1 << 35
    SEND_MESSAGES_IN_THREADS = 1 << 38


ALL = (1 << 53) - 1
NAMES = Permission.__members__

EVERYONE = (
    Permission.ADD_REACTIONS
    | Permission.VIEW_CHANNEL
    | Permission.SEND_MESSAGES
    | Permission.EMBED_LINKS
    | Permission.ATTACH_FILES
    | Permission.READ_MESSAGE_HISTORY
    | Permission.USE_APPLICATION_COMMANDS
    | Permission.CREATE_PUBLIC_THREADS
    | Permission.SEND_MESSAGES_IN_THREADS
)
"""What @everyone has in a new guild, as far as it matters here."""


def named(*names: str) -> int:
    """The number of these permissions, by Discord's names in any case. Raises KeyError for an unknown one."""
    total = 0
    for name in names:
        total |= NAMES[name.upper()]
    return total


def in_guild(guild: Guild, user: User) -> int:
    """The permissions of a user in a guild, before any channel; none for somebody who is not in it."""
    member = guild.members.get(user.id)
    if member is None:
        return 0
    if guild.owner == user.id:
        return ALL
    total = guild.roles[guild.id].permissions
    for role in member.roles:
        total |= guild.roles[role].permissions
    return ALL if total & Permission.ADMINISTRATOR else total


def in_channel(channel: Channel, user: User) -> int:
    """The permissions of a user in a channel, thread or direct-message channel.

    Order as documented: guild, @everyone's overwrite, the roles' together, the member's own; then what is implied.
    """
    if channel.guild is None:
        return ALL if channel.recipient is user or user.bot else 0
    total = in_guild(channel.guild, user)
    if total in {0, ALL}:
        return total
    total = _overwritten(channel.parent or channel, channel.guild, user, total)
    if channel.kind in THREADS:
        total = _in_thread(channel, user, total)
    if not total & Permission.VIEW_CHANNEL:
        return 0
    if not total & Permission.SEND_MESSAGES:
        total &= ~(Permission.MENTION_EVERYONE | Permission.ATTACH_FILES | Permission.EMBED_LINKS)
    return total


def _overwritten(channel: Channel, guild: Guild, user: User, total: int) -> int:
    """`total` after the channel's overwrites."""
    everyone = channel.overwrites.get(guild.id)
    if everyone:
        total = (total & ~everyone.deny) | everyone.allow
    allow = deny = 0
    for role in guild.members[user.id].roles:
        if overwrite := channel.overwrites.get(role):
            allow, deny = allow | overwrite.allow, deny | overwrite.deny
    total = (total & ~deny) | allow
    if own := channel.overwrites.get(user.id):
        total = (total & ~own.deny) | own.allow
    return total


def _in_thread(thread: Channel, user: User, total: int) -> int:
    """A thread has its parent's permissions, but its own one for sending; a private one needs to be joined."""
    if thread.kind == PRIVATE_THREAD and not total & Permission.MANAGE_THREADS and user.id not in thread.thread_members:
        return 0
    if total & Permission.SEND_MESSAGES_IN_THREADS:
        return total | Permission.SEND_MESSAGES
    return total & ~Permission.SEND_MESSAGES


def may(channel: Channel, user: User, permission: int) -> bool:
    """Whether a user has all of these permissions in a channel."""
    return in_channel(channel, user) & permission == permission
