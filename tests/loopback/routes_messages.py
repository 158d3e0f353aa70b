"""REST: messages of a channel, and typing."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from tests.loopback import access, checks, payloads
from tests.loopback.double import Call, Double, Reply
from tests.loopback.ids import made_at
from tests.loopback.limits import Problem
from tests.loopback.messages import Circumstances
from tests.loopback.permissions import Permission, may
from tests.loopback.refusals import (
    RefusedError,
    no_dms,
    no_history_to_reply,
    not_the_author,
    too_old_for_bulk,
)
from tests.loopback.state import NEWS, NEWS_THREAD, THREAD, THREADS, Channel, Message, Payload

REPLY = 19
THREAD_STARTER = 21


def shown(double: Double, message: Message) -> Payload:
    """A message as REST gives it: its content depends on what the portal says."""
    return payloads.message(double.state, message, has_intent=double.state.portal.message_content)


async def create(double: Double, call: Call) -> Reply:
    """POST a message."""
    channel = access.channel(double, call, Permission.SEND_MESSAGES)
    if channel.recipient is not None and not channel.recipient.takes_dms:
        raise no_dms()
    body = call.json
    if body.get("embeds"):
        access.require(double, channel, Permission.EMBED_LINKS)
    if call.body.files:
        access.require(double, channel, Permission.ATTACH_FILES)
    reference = _reference(double, channel, body)
    checks.new_message(double.record, body, call.body.files, call.where, is_reply=reference is not None)
    if (known := _same_nonce(channel, body)) is not None:
        return shown(double, known)
    having = Circumstances(kind=REPLY if reference else 0, reference=reference)
    return shown(double, double.messages.create(channel, double.state.bot, body, call.body.files, having))


def _same_nonce(channel: Channel, body: Payload) -> Message | None:
    """With `enforce_nonce` a message that was posted already is given back, not posted again."""
    if not body.get("enforce_nonce") or body.get("nonce") is None:
        return None
    return next((one for one in channel.messages.values() if one.nonce == body["nonce"]), None)


def _reference(double: Double, channel: Channel, body: Payload) -> Payload | None:
    """The message replied to. A missing one is refused, unless `fail_if_not_exists` is false."""
    said = body.get("message_reference")
    if not said:
        return None
    if not may(channel, double.state.bot, Permission.READ_MESSAGE_HISTORY):
        raise no_history_to_reply()
    number = str(said.get("message_id"))
    if not number.isdecimal() or int(number) not in channel.messages:
        if said.get("fail_if_not_exists", True):
            lost = checks.invalid([Problem(("message_reference",), "Unknown message")])
            raise lost if double.lost_reference == 50035 else RefusedError(400, 10008, "Unknown Message")
        return None
    place: Payload = {"type": 0, "message_id": number, "channel_id": str(channel.id)}
    return {**place, "guild_id": str(channel.guild.id)} if channel.guild else place


async def history(double: Double, call: Call) -> Reply:
    """GET the messages of a channel, newest first; nothing without READ_MESSAGE_HISTORY."""
    channel = access.channel(double, call)
    limit = call.query.get("limit", "50")
    if not limit.isdecimal() or not 1 <= int(limit) <= 100:
        checks.refuse(double.record, [Problem(("limit",), f"{limit} is not between 1 and 100")], call.where)
    if sum(key in call.query for key in ("before", "after", "around")) > 1:
        checks.refuse(double.record, [Problem((), "before, after and around exclude each other")], call.where)
    if not may(channel, double.state.bot, Permission.READ_MESSAGE_HISTORY):
        return []
    found = _page(sorted(channel.messages), int(limit), call.query)
    return [shown(double, channel.messages[number]) for number in reversed(found)]


def _page(numbers: list[int], limit: int, query: dict[str, str]) -> list[int]:
    """The ids that a query asks for, oldest first."""
    if "after" in query:
        return [number for number in numbers if number > int(query["after"])][:limit]
    if "around" in query:
        middle = int(query["around"])
        older = [number for number in numbers if number < middle][-(limit // 2) :]
        newer = [number for number in numbers if number >= middle]
        return older + newer[: limit - len(older)]
    if "before" in query:
        numbers = [number for number in numbers if number < int(query["before"])]
    return numbers[-limit:]


async def read(double: Double, call: Call) -> Reply:
    """GET one message."""
    return shown(double, access.message(double, call, Permission.READ_MESSAGE_HISTORY))


async def edit(double: Double, call: Call) -> Reply:
    """PATCH a message of the bot's own."""
    message = access.message(double, call)
    if message.author is not double.state.bot:
        raise not_the_author()
    checks.edited_message(double.record, message, call.json, call.body.files, call.where)
    double.messages.edit(message, call.json, call.body.files)
    return shown(double, message)


async def delete(double: Double, call: Call) -> Reply:
    """DELETE a message: the bot's own, or with MANAGE_MESSAGES anybody's."""
    message = access.message(double, call)
    if message.author is not double.state.bot:
        access.require(double, message.channel, Permission.MANAGE_MESSAGES)
    double.messages.delete([message])
    return None


async def bulk_delete(double: Double, call: Call) -> Reply:
    """Delete 2 to 100 messages, none older than two weeks."""
    channel = access.channel(double, call, Permission.MANAGE_MESSAGES)
    numbers = [int(number) for number in call.json.get("messages") or []]
    if not 2 <= len(set(numbers)) <= 100:
        checks.refuse(double.record, [Problem(("messages",), f"are {len(numbers)}, 2 to 100")], call.where)
    if any(made_at(number) < datetime.now(UTC) - timedelta(days=14) for number in numbers):
        raise too_old_for_bulk()
    double.messages.delete([channel.messages[number] for number in numbers if number in channel.messages])
    return None


async def typing(double: Double, call: Call) -> Reply:
    """Show that the bot is typing."""
    access.channel(double, call, Permission.SEND_MESSAGES)
    return None


async def open_thread(double: Double, call: Call) -> Reply:
    """Open a thread on a message: one on each, and none in a thread. It has the message's id, and begins with it."""
    message = access.message(double, call, Permission.READ_MESSAGE_HISTORY, Permission.CREATE_PUBLIC_THREADS)
    channel = message.channel
    checks.new_thread(double.record, call.json, call.where)
    if channel.guild is None or channel.kind in THREADS:
        raise RefusedError(400, 50024, "Cannot execute action on this channel type")
    if message.id in double.state.channels:
        raise RefusedError(400, 160004, "A thread has already been created for this message")
    kind = NEWS_THREAD if channel.kind == NEWS else THREAD
    made = Channel(message.id, kind, call.json["name"], channel.guild, parent=channel, owner=double.state.bot.id)
    made.thread_members.add(double.state.bot.id)
    channel.guild.channels[made.id] = double.state.channels[made.id] = made
    double.events.channel("CREATE", made)
    reference = {"type": 0, "message_id": str(message.id), "channel_id": str(channel.id)}
    double.messages.create(made, message.author, {}, {}, Circumstances(kind=THREAD_STARTER, reference=reference))
    return payloads.channel(made)
