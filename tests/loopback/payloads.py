"""What Discord sends about a user, a channel, a guild or a message: state in, JSON objects out."""

from __future__ import annotations

from typing import Any

from tests.loopback.ids import made_at, stamp
from tests.loopback.permissions import in_channel
from tests.loopback.state import (
    DM,
    THREADS,
    VOICES,
    Attachment,
    Channel,
    Guild,
    Member,
    Message,
    Payload,
    Role,
    State,
    User,
)


def user(who: User) -> Payload:
    """A user."""
    return {
        "id": str(who.id),
        "username": who.name,
        "discriminator": "0",
        "global_name": who.name,
        "avatar": None,
        "bot": who.bot,
        "system": False,
        "public_flags": 0,
    }


def member(who: Member, *, with_user: bool = True) -> Payload:
    """A member, in messages without the user."""
    said: Payload = {
        "roles": [str(role) for role in sorted(who.roles)],
        "nick": None,
        "avatar": None,
        "joined_at": stamp(who.joined_at),
        "deaf": False,
        "mute": False,
        "flags": 0,
        "pending": False,
    }
    return {**said, "user": user(who.user)} if with_user else said


def role(of: Role) -> Payload:
    """A role."""
    return {
        "id": str(of.id),
        "name": of.name,
        "permissions": str(int(of.permissions)),
        "position": of.position,
        "color": 0,
        "hoist": False,
        "managed": False,
        "mentionable": False,
        "flags": 0,
    }


def channel(of: Channel) -> Payload:
    """A channel, thread or direct-message channel."""
    if of.kind == DM:
        recipients = [user(of.recipient)] if of.recipient else []
        return {"id": str(of.id), "type": DM, "recipients": recipients, "last_message_id": None}
    said: Payload = {"id": str(of.id), "type": of.kind, "name": of.name, "nsfw": False, "rate_limit_per_user": 0}
    if of.guild:
        said["guild_id"] = str(of.guild.id)
    if of.parent:
        said["parent_id"] = str(of.parent.id)
    if of.kind in THREADS:
        return {**said, **_thread(of)}
    overwrites = [
        {"id": str(one.target), "type": one.kind, "allow": str(int(one.allow)), "deny": str(int(one.deny))}
        for one in of.overwrites.values()
    ]
    said |= {"position": of.position, "topic": None, "permission_overwrites": overwrites}
    return {**said, "bitrate": 64_000, "user_limit": 0} if of.kind in VOICES else said


def _thread(of: Channel) -> Payload:
    return {
        "owner_id": str(of.owner),
        "message_count": len(of.messages),
        "member_count": max(1, len(of.thread_members)),
        "thread_metadata": {
            "archived": of.archived is not None,
            "auto_archive_duration": 1440,
            "archive_timestamp": stamp(of.archived or made_at(of.id)),
            "locked": False,
        },
    }


def guild(of: Guild, bot: User) -> Payload:
    """A whole guild as GUILD_CREATE has it: all channels, threads the bot sees, of the members only the bot."""
    plain = [one for one in of.channels.values() if one.kind not in THREADS]
    threads = [one for one in of.channels.values() if one.kind in THREADS and not one.archived and in_channel(one, bot)]
    return {
        "id": str(of.id),
        "name": of.name,
        "owner_id": str(of.owner),
        "unavailable": False,
        "large": False,
        "member_count": len(of.members),
        "joined_at": stamp(of.members[bot.id].joined_at),
        "roles": [role(one) for one in of.roles.values()],
        "channels": [channel(one) for one in plain],
        "threads": [channel(one) for one in threads],
        "members": [member(of.members[bot.id])],
        "emojis": [],
        "stickers": [],
        "features": [],
        "voice_states": [],
        "presences": [],
        "stage_instances": [],
        "guild_scheduled_events": [],
        "preferred_locale": "en-US",
        "afk_timeout": 300,
        "default_message_notifications": 1,
        "explicit_content_filter": 0,
        "mfa_level": 0,
        "nsfw_level": 0,
        "premium_tier": 0,
        "system_channel_flags": 0,
        "verification_level": 0,
    }


def attachment(of: Attachment) -> Payload:
    """An uploaded file."""
    said: Payload = {
        "id": str(of.id),
        "filename": of.filename,
        "size": len(of.data),
        "url": of.url,
        "proxy_url": of.url,
        "content_type": of.content_type,
    }
    return {**said, "description": of.description} if of.description else said


def shows_content(state: State, of: Message, *, has_intent: bool) -> bool:
    """Whether the bot is shown what a message says: by intent, as author, when mentioned, or in a direct message."""
    bot = state.bot.id
    return has_intent or of.author.id == bot or bot in of.pinged or of.channel.guild is None


def message(state: State, of: Message, *, has_intent: bool, nested: bool = False) -> Payload:
    """A message as the bot gets it: text, embeds, files and components are empty when it may not read them."""
    shown = shows_content(state, of, has_intent=has_intent)
    said: Payload = {
        "id": str(of.id),
        "channel_id": str(of.channel.id),
        "author": user(of.author),
        "content": of.content if shown else "",
        "timestamp": stamp(made_at(of.id)),
        "edited_timestamp": stamp(of.edited_at) if of.edited_at else None,
        "tts": False,
        "mention_everyone": False,
        "mentions": [user(state.users[one]) for one in sorted(of.pinged) if one in state.users],
        "mention_roles": [],
        "attachments": [attachment(one) for one in of.attachments] if shown else [],
        "embeds": of.embeds if shown else [],
        "components": of.components if shown else [],
        "pinned": False,
        "type": of.kind,
        "flags": of.flags,
    }
    said |= _optional(state, of)
    if of.snapshots:
        said["message_snapshots"] = of.snapshots if shown else []
    if of.reference and of.reference.get("type", 0) == 0 and not nested:
        target = state.messages.get(int(of.reference["message_id"]))
        gone = target is None or target.deleted
        said["referenced_message"] = None if gone or target is None else message(
            state, target, has_intent=has_intent, nested=True
        )  # fmt: skip
    return said


def _optional(state: State, of: Message) -> Payload:
    """The fields that are left out, not null, when there is nothing to say."""
    said: Payload = {}
    if of.channel.guild:
        said["guild_id"] = str(of.channel.guild.id)
        if of.webhook is None and (who := of.channel.guild.members.get(of.author.id)):
            said["member"] = member(who, with_user=False)
    if of.reactions:
        said["reactions"] = [_reaction(state, emoji, users) for emoji, users in of.reactions.items()]
    if of.reference:
        said["message_reference"] = of.reference
    if of.metadata:
        said["interaction_metadata"] = of.metadata
        said["application_id"] = str(state.application)
    if of.webhook is not None:
        said["webhook_id"] = str(of.webhook)
    if of.nonce is not None:
        said["nonce"] = of.nonce
    return said


def _reaction(state: State, emoji: str, users: list[int]) -> Payload:
    return {
        "emoji": {"id": None, "name": emoji},
        "count": len(users),
        "count_details": {"burst": 0, "normal": len(users)},
        "burst_colors": [],
        "me": state.bot.id in users,
        "me_burst": False,
    }


def stored_components(components: list[Payload], files: list[Attachment]) -> list[Payload]:
    """Components as Discord keeps them: numbered through, and `attachment://` turned into the file's address."""
    numbers = iter(range(1, 10_000))
    by_name = {one.filename: one for one in files}

    def kept(part: Any) -> Any:
        if isinstance(part, list):
            return [kept(one) for one in part]
        if not isinstance(part, dict):
            return part
        said = {key: kept(value) for key, value in part.items() if value is not None}
        if isinstance(part.get("type"), int):
            said["id"] = part.get("id") or next(numbers)
        for key in ("media", "file"):
            if isinstance(said.get(key), dict):
                said[key] = _media(said[key], by_name)
        return said

    kept_list: list[Payload] = kept(components)
    return kept_list


def _media(media: Payload, by_name: dict[str, Attachment]) -> Payload:
    url = str(media.get("url"))
    own = by_name.get(url.removeprefix("attachment://")) if url.startswith("attachment://") else None
    address = own.url if own else url
    said: Payload = {"url": address, "proxy_url": address, "width": None, "height": None, "loading_state": 2}
    if own:
        said |= {"attachment_id": str(own.id), "content_type": own.content_type}
    return said
