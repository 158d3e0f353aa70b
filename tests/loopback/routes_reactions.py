"""REST: reactions."""

from __future__ import annotations

from tests.loopback import access, payloads
from tests.loopback.double import Call, Double, Reply
from tests.loopback.permissions import Permission
from tests.loopback.refusals import RefusedError, not_found

KINDS = 20
"""Different reactions that one message may bear."""


def _emoji(call: Call) -> str:
    """The emoji of the path; custom ones (name:id) and plain letters are unknown here. Raises RefusedError."""
    emoji = call.params["emoji_name"]
    if not emoji or emoji.isascii() or ":" in emoji:
        raise not_found("Emoji")
    return emoji


async def add(double: Double, call: Call) -> Reply:
    """Put a reaction: needs READ_MESSAGE_HISTORY, and ADD_REACTIONS unless it is there already."""
    message = access.message(double, call, Permission.READ_MESSAGE_HISTORY)
    emoji = _emoji(call)
    if emoji not in message.reactions:
        access.require(double, message.channel, Permission.ADD_REACTIONS)
        if len(message.reactions) >= KINDS:
            raise RefusedError(403, 30010, "Maximum number of reactions reached (20)")
    double.messages.react(message, double.state.bot, emoji, on=True)
    return None


async def take_own(double: Double, call: Call) -> Reply:
    """Take off a reaction of the bot's own."""
    message = access.message(double, call)
    double.messages.react(message, double.state.bot, _emoji(call), on=False)
    return None


async def take(double: Double, call: Call) -> Reply:
    """Take off somebody's reaction: MANAGE_MESSAGES."""
    message = access.message(double, call)
    who = double.state.users.get(call.number("user_id"))
    if who is None:
        raise not_found("User")
    if who is not double.state.bot:
        access.require(double, message.channel, Permission.MANAGE_MESSAGES)
    double.messages.react(message, who, _emoji(call), on=False)
    return None


async def who(double: Double, call: Call) -> Reply:
    """Who reacted so."""
    message = access.message(double, call, Permission.READ_MESSAGE_HISTORY)
    return [payloads.user(double.state.users[one]) for one in message.reactions.get(_emoji(call), [])]
