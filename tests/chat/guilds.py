"""Real discord.py guilds and members, built from the payloads that Discord sends, without a connection."""

from collections.abc import Iterable, Sequence
from typing import Any

import discord

GUILD, OWNER, DOSSIER = 1 << 30, 2 << 30, 3 << 30
"""Ids; @everyone has the guild's."""

VIEW = discord.Permissions(view_channel=True).value
HISTORY = discord.Permissions(read_message_history=True).value
CONNECT = discord.Permissions(connect=True).value
ADMINISTRATOR = discord.Permissions(administrator=True).value
READ = VIEW | HISTORY

TEXT, VOICE, CATEGORY, NEWS, PUBLIC_THREAD, PRIVATE_THREAD, STAGE, FORUM = 0, 2, 4, 5, 11, 12, 13, 15
"""Discord's numbers of channel types."""

Payload = dict[str, Any]


def role(id_: int, permissions: int = 0, *, bot: int | None = None) -> Payload:
    """A role; with `bot`, the one that Discord made for that bot."""
    tags: Payload = {} if bot is None else {"tags": {"bot_id": str(bot)}}
    return {"id": str(id_), "name": f"role {id_}", "permissions": str(permissions), **tags}


def overwrite(target: int, allow: int = 0, deny: int = 0, *, member: bool = False) -> Payload:
    """What a channel allows and denies to a role, or to a member."""
    return {"id": str(target), "type": int(member), "allow": str(allow), "deny": str(deny)}


def channel(id_: int, *overwrites: Payload, type_: int = TEXT, nsfw: bool = False) -> Payload:
    """A channel of the guild."""
    voice: Payload = {"bitrate": 64000, "user_limit": 0} if type_ in {VOICE, STAGE} else {}
    return {
        "id": str(id_), "type": type_, "guild_id": str(GUILD), "name": f"channel {id_}", "position": id_,
        "nsfw": nsfw, "permission_overwrites": list(overwrites), **voice,
    }  # fmt: skip


def thread(id_: int, parent: int, *, private: bool = False) -> Payload:
    """A thread that is active in a channel."""
    return {
        "id": str(id_), "type": PRIVATE_THREAD if private else PUBLIC_THREAD, "guild_id": str(GUILD),
        "parent_id": str(parent), "owner_id": str(OWNER), "name": f"thread {id_}",
        "message_count": 0, "member_count": 1, "thread_metadata": {
            "archived": False, "auto_archive_duration": 1440, "archive_timestamp": "2026-01-05T12:00:00+00:00",
        },
    }  # fmt: skip


def guild(
    channels: Iterable[Payload], roles: Iterable[Payload] = (), threads: Iterable[Payload] = (), *, everyone: int = READ
) -> discord.Guild:
    """A guild as it is cached after GUILD_CREATE under the guilds intent, where Dossier is the user `DOSSIER`."""
    state = discord.Client(intents=discord.Intents(guilds=True))._connection
    state.user = discord.ClientUser(state=state, data=_user(DOSSIER))
    data: Any = {
        "id": str(GUILD), "name": "A guild", "owner_id": str(OWNER), "member_count": 2,
        "roles": [role(GUILD, everyone), *roles], "channels": list(channels), "threads": list(threads),
        "members": [_member(DOSSIER, [])],
    }  # fmt: skip
    return discord.Guild(data=data, state=state)


def member(of: discord.Guild, id_: int, roles: Sequence[int] = ()) -> discord.Member:
    """A member as they come with a message or an interaction."""
    return discord.Member(data=_member(id_, roles), guild=of, state=of._state)


def _member(id_: int, roles: Sequence[int]) -> Any:
    joined = "2026-01-05T12:00:00+00:00"
    return {"user": _user(id_), "roles": [str(one) for one in roles], "joined_at": joined, "flags": 0}


def _user(id_: int) -> Any:
    return {"id": str(id_), "username": f"user {id_}", "discriminator": "0", "avatar": None}
