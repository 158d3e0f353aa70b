"""Making, changing and removing messages and reactions, whoever asks for it."""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from tests.loopback import payloads
from tests.loopback.bodies import Upload
from tests.loopback.events import Events
from tests.loopback.ids import made_at, stamp
from tests.loopback.pings import mentioned_users
from tests.loopback.state import (
    COMPONENTS_V2,
    LOADING,
    SUPPRESS_EMBEDS,
    Attachment,
    Channel,
    Message,
    Payload,
    State,
    User,
)


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What a new message has beside its body."""

    kind: int = 0
    reference: Payload | None = None
    metadata: Payload | None = None
    webhook: int | None = None
    ephemeral_to: int | None = None
    flags: int = 0
    at: datetime | None = None
    snapshots: tuple[Payload, ...] = ()


PLAIN = Circumstances()


class Messages:
    """All changes of messages go through here: state first, then the event."""

    def __init__(self, state: State, events: Events) -> None:
        self.state = state
        self.events = events
        self.cdn = ""

    def create(
        self, channel: Channel, author: User, body: Payload, files: dict[int, Upload], having: Circumstances = PLAIN
    ) -> Message:
        """A new message; `body` is as Discord takes it, already checked."""
        state = self.state
        number = state.ids.at(having.at) if having.at else state.ids.next()
        message = Message(number, channel, author, kind=having.kind, nonce=body.get("nonce"))
        message.attachments = self._uploaded(body, files)
        message.content = body.get("content") or ""
        message.embeds = [_stored_embed(embed) for embed in body.get("embeds") or []]
        message.components = payloads.stored_components(body.get("components") or [], message.attachments)
        message.flags = ((body.get("flags") or 0) & (COMPONENTS_V2 | SUPPRESS_EMBEDS)) | having.flags
        message.reference, message.metadata = having.reference, having.metadata
        message.webhook, message.ephemeral_to = having.webhook, having.ephemeral_to
        message.snapshots = list(having.snapshots)
        message.pinged = self._pinged(message, body)
        state.messages[message.id] = message
        if message.ephemeral_to is None:
            channel.messages[message.id] = message
        self.events.gateway.record.note(f"message {message.id} by {author.name} in {channel.name or 'DM'}")
        self.events.message("MESSAGE_CREATE", message)
        return message

    def edit(self, message: Message, body: Payload, files: dict[int, Upload]) -> None:
        """Change a message by the body of a PATCH, already checked; a deferred answer is filled by it."""
        if "attachments" in body:
            kept = {int(one["id"]) for one in body["attachments"] or [] if "id" in one}
            message.attachments = [one for one in message.attachments if one.id in kept]
        message.attachments += self._uploaded(body, files)
        if "content" in body:
            message.content = body["content"] or ""
        if "embeds" in body:
            message.embeds = [_stored_embed(embed) for embed in body["embeds"] or []]
        if "components" in body:
            message.components = payloads.stored_components(body["components"] or [], message.attachments)
        if body.get("flags") is not None:
            message.flags |= body["flags"] & (COMPONENTS_V2 | SUPPRESS_EMBEDS)
        filled = bool(message.flags & LOADING)
        message.flags &= ~LOADING
        if not filled:
            message.edited_at = datetime.now(UTC)
        message.pinged = self._pinged(message, body)
        message.versions += 1
        message.changed_at = time.monotonic()
        self.events.gateway.record.note(f"message {message.id} by {message.author.name} changed")
        self.events.message("MESSAGE_UPDATE", message)

    def delete(self, messages: list[Message]) -> None:
        """Remove messages of one channel; several at once are a bulk deletion."""
        for message in messages:
            message.deleted = True
            message.channel.messages.pop(message.id, None)
            self.events.gateway.record.note(f"message {message.id} by {message.author.name} deleted")
        self.events.deleted(messages)

    def react(self, message: Message, who: User, emoji: str, *, on: bool) -> None:
        """Put a reaction on a message or take it off; nothing happens when it is so already."""
        users = message.reactions.setdefault(emoji, [])
        if (who.id in users) is not on:
            users.append(who.id) if on else users.remove(who.id)
            message.reacted.append((emoji, who.id, on))
            self.events.gateway.record.note(f"{who.name} {'puts' if on else 'takes'} {emoji} on {message.id}")
            self.events.reaction(message, who, emoji, on=on)
        if not users:
            del message.reactions[emoji]

    def attach(self, filename: str, data: bytes, kind: str, description: str | None = None) -> Attachment:
        """Put a file on the CDN."""
        number = self.state.ids.next()
        url = f"{self.cdn}/attachments/{number}/{filename}?ex=1&is=1&hm=1"
        kept = Attachment(number, filename, data, kind, url, description)
        self.state.attachments[number] = kept
        return kept

    def _uploaded(self, body: Payload, files: dict[int, Upload]) -> list[Attachment]:
        said = {str(one.get("id")): one for one in body.get("attachments") or []}
        kept = []
        for number, upload in sorted(files.items()):
            about = said.get(str(number), {})
            name = about.get("filename") or upload.filename
            kept.append(self.attach(name, upload.data, upload.content_type, about.get("description")))
        return kept

    def _pinged(self, message: Message, body: Payload) -> set[int]:
        """Who is named in `mentions`: those in the text, and the author replied to when the reply pings."""
        found = mentioned_users(message.content) & self.state.users.keys()
        allowed = body.get("allowed_mentions")
        if message.reference and message.kind == 19 and (allowed is None or allowed.get("replied_user")):
            target = self.state.messages.get(int(message.reference["message_id"]))
            if target is not None:
                found.add(target.author.id)
        return found


def _stored_embed(embed: Payload) -> Payload:
    kept: dict[str, Any] = {key: value for key, value in embed.items() if value is not None}
    return {"type": "rich", **kept}


def snapshot(message: Message) -> Payload:
    """A message as a forward carries it."""
    return {
        "message": {
            "type": message.kind,
            "content": message.content,
            "embeds": message.embeds,
            "attachments": [payloads.attachment(one) for one in message.attachments],
            "timestamp": stamp(made_at(message.id)),
            "edited_timestamp": None,
            "flags": message.flags,
            "mentions": [],
            "mention_roles": [],
            "components": message.components,
        }
    }
