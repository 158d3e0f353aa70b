"""What the bot's own REST calls may reach: things by their id, or the refusal that Discord gives."""

from __future__ import annotations

from tests.loopback.double import Call, Double
from tests.loopback.permissions import Permission, may
from tests.loopback.refusals import missing_access, missing_permissions, not_found
from tests.loopback.state import Channel, Guild, Message


def channel(double: Double, call: Call, *needed: Permission) -> Channel:
    """The channel of the path, where the bot has VIEW_CHANNEL and these permissions. Raises RefusedError."""
    found = double.state.channels.get(call.number("channel_id"))
    if found is None:
        raise not_found("Channel")
    if not may(found, double.state.bot, Permission.VIEW_CHANNEL):
        raise missing_access()
    for permission in needed:
        require(double, found, permission)
    return found


def require(double: Double, where: Channel, permission: Permission) -> None:
    """Refuse with 50013 when the bot has not this permission."""
    if not may(where, double.state.bot, permission):
        raise missing_permissions()


def message(double: Double, call: Call, *needed: Permission) -> Message:
    """The message of the path, in a channel that `channel` gives. Raises RefusedError."""
    found = channel(double, call, *needed).messages.get(call.number("message_id"))
    if found is None:
        raise not_found("Message")
    return found


def guild(double: Double, call: Call) -> Guild:
    """The guild of the path, where the bot is a member. Raises RefusedError."""
    found = double.state.guilds.get(call.number("guild_id"))
    if found is None:
        raise not_found("Guild")
    if double.state.bot.id not in found.members:
        raise missing_access()
    return found
