"""REST: the bot itself, its application, guilds, members, channels, direct messages."""

from __future__ import annotations

from datetime import datetime

from tests.loopback import access, payloads
from tests.loopback.double import Call, Double, Reply
from tests.loopback.permissions import Permission
from tests.loopback.refusals import not_found
from tests.loopback.state import DM, PRIVATE_THREAD, THREADS, Channel

CONTENT_FLAG, CONTENT_LIMITED_FLAG = 1 << 18, 1 << 19


async def me(double: Double, call: Call) -> Reply:
    """The bot's user."""
    return {**payloads.user(double.state.bot), "mfa_enabled": False, "verified": True, "flags": 0}


async def application(double: Double, call: Call) -> Reply:
    """The application; its flags tell whether the message-content intent is on."""
    state = double.state
    return {
        "id": str(state.application),
        "name": state.bot.name,
        "icon": None,
        "description": "",
        "bot_public": True,
        "bot_require_code_grant": False,
        "verify_key": "0" * 64,
        "owner": payloads.user(state.owner),
        "flags": CONTENT_LIMITED_FLAG if state.portal.message_content else 0,
        "team": None,
        "rpc_origins": [],
    }


async def gateway_bot(double: Double, call: Call) -> Reply:
    """Where the gateway is."""
    limits = {"total": 1000, "remaining": 1000, "reset_after": 0, "max_concurrency": 1}
    return {"url": double.gateway.address, "shards": 1, "session_start_limit": limits}


async def gateway(double: Double, call: Call) -> Reply:
    """Where the gateway is, without the limits."""
    return {"url": double.gateway.address}


async def my_guilds(double: Double, call: Call) -> Reply:
    """The guilds that the bot is in."""
    return [{"id": str(one.id), "name": one.name, "icon": None} for one in double.state.bot_guilds]


async def leave(double: Double, call: Call) -> Reply:
    """The bot leaves a guild."""
    guild = access.guild(double, call)
    del guild.members[double.state.bot.id]
    double.events.guild_leaves(guild, outage=False)
    return None


async def user(double: Double, call: Call) -> Reply:
    """Any user."""
    found = double.state.users.get(call.number("user_id"))
    if found is None:
        raise not_found("User")
    return payloads.user(found)


async def guild(double: Double, call: Call) -> Reply:
    """A guild the bot is in."""
    found = access.guild(double, call)
    whole = payloads.guild(found, double.state.bot)
    for key in ("channels", "threads", "members", "voice_states", "presences", "joined_at"):
        del whole[key]
    return whole


async def roles(double: Double, call: Call) -> Reply:
    """The roles of a guild."""
    return [payloads.role(one) for one in access.guild(double, call).roles.values()]


async def channels(double: Double, call: Call) -> Reply:
    """The channels of a guild, threads apart."""
    found = access.guild(double, call)
    return [payloads.channel(one) for one in found.channels.values() if one.kind not in THREADS]


async def active_threads(double: Double, call: Call) -> Reply:
    """The threads of a guild that the bot sees."""
    found = access.guild(double, call)
    threads = [
        one for one in found.channels.values() if one.kind in THREADS and not one.archived and double.events.sees(one)
    ]
    return {"threads": [payloads.channel(one) for one in threads], "members": []}


async def member(double: Double, call: Call) -> Reply:
    """A member of a guild."""
    found = access.guild(double, call).members.get(call.number("user_id"))
    if found is None:
        raise not_found("Member")
    return payloads.member(found)


async def channel(double: Double, call: Call) -> Reply:
    """A channel that the bot sees."""
    return payloads.channel(access.channel(double, call))


async def delete_channel(double: Double, call: Call) -> Reply:
    """Delete a channel, or a thread: that takes a right of its own."""
    found = access.channel(double, call)
    access.require(double, found, Permission.MANAGE_THREADS if found.kind in THREADS else Permission.MANAGE_CHANNELS)
    assert found.guild is not None
    for one in [one for one in found.guild.channels.values() if one.parent is found] + [found]:
        double.events.channel("DELETE", one)
        del found.guild.channels[one.id], double.state.channels[one.id]
    return payloads.channel(found)


async def open_dm(double: Double, call: Call) -> Reply:
    """The direct-message channel with a user, made when there is none."""
    who = double.state.users.get(int(call.json.get("recipient_id") or 0))
    if who is None or who.bot:
        raise not_found("User")
    return payloads.channel(dm_with(double, who.id))


def dm_with(double: Double, who: int) -> Channel:
    """The direct-message channel with this user."""
    state = double.state
    for one in state.channels.values():
        if one.recipient is not None and one.recipient.id == who:
            return one
    made = Channel(state.ids.next(), DM, recipient=state.users[who])
    state.channels[made.id] = made
    return made


async def archived_threads(double: Double, call: Call) -> Reply:
    """The public threads of a channel that are archived, the last archived first, a page at a time."""
    parent = access.channel(double, call, Permission.READ_MESSAGE_HISTORY)
    assert parent.guild is not None
    before = call.query.get("before")
    found = [
        (one.archived, one)
        for one in parent.guild.channels.values()
        if one.parent is parent and one.kind != PRIVATE_THREAD and one.archived
    ]
    if before:
        found = [(at, one) for at, one in found if at < datetime.fromisoformat(before)]
    found.sort(key=lambda pair: pair[0], reverse=True)
    limit = int(call.query.get("limit", "50"))
    threads = [payloads.channel(one) for _, one in found[:limit]]
    return {"threads": threads, "members": [], "has_more": len(found) > limit}
