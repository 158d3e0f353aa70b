"""What the loopback Discord knows: users, guilds, channels, messages, commands, interactions. Plain data."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, TypeAlias

from tests.loopback.ids import Snowflakes

Payload: TypeAlias = dict[str, Any]
"""One JSON object of Discord's wire."""

TEXT, DM, VOICE, CATEGORY, NEWS, NEWS_THREAD, THREAD, PRIVATE_THREAD, FORUM = 0, 1, 2, 4, 5, 10, 11, 12, 15
"""Kinds of channels."""
THREADS = frozenset({NEWS_THREAD, THREAD, PRIVATE_THREAD})
VOICES = frozenset({2, 13})
"""Voice and stage channels."""

EPHEMERAL, LOADING, SUPPRESS_EMBEDS, COMPONENTS_V2, SNAPSHOT = 1 << 6, 1 << 7, 1 << 2, 1 << 15, 1 << 14
"""Message flags."""


@dataclass(slots=True, eq=False)
class User:
    """Somebody on Discord, a person or a bot."""

    id: int
    name: str
    bot: bool = False
    takes_dms: bool = True


@dataclass(slots=True, eq=False)
class Role:
    """A role of a guild; the one with the guild's id is @everyone."""

    id: int
    name: str
    permissions: int
    position: int = 0


@dataclass(slots=True, frozen=True)
class Overwrite:
    """What a channel gives to or takes from a role (kind 0) or a member (kind 1)."""

    target: int
    kind: int
    allow: int = 0
    deny: int = 0


@dataclass(slots=True, eq=False)
class Member:
    """A user inside one guild."""

    user: User
    roles: set[int] = field(default_factory=set)
    joined_at: datetime = field(default_factory=lambda: datetime.now(UTC))


@dataclass(slots=True, eq=False)
class Attachment:
    """A file on the CDN."""

    id: int
    filename: str
    data: bytes
    content_type: str
    url: str
    description: str | None = None


@dataclass(slots=True, eq=False)
class Message:
    """A message of a channel, or an ephemeral one that only `ephemeral_to` sees."""

    id: int
    channel: Channel
    author: User
    content: str = ""
    kind: int = 0
    edited_at: datetime | None = None
    embeds: list[Payload] = field(default_factory=list)
    components: list[Payload] = field(default_factory=list)
    attachments: list[Attachment] = field(default_factory=list)
    flags: int = 0
    reactions: dict[str, list[int]] = field(default_factory=dict)
    reference: Payload | None = None
    snapshots: list[Payload] = field(default_factory=list)
    metadata: Payload | None = None
    webhook: int | None = None
    pinged: set[int] = field(default_factory=set)
    nonce: str | int | None = None
    ephemeral_to: int | None = None
    deleted: bool = False
    versions: int = 1
    reacted: list[tuple[str, int, bool]] = field(default_factory=list)
    """Every reaction ever: emoji, user, put on (or taken off)."""
    made_at: float = field(default_factory=time.monotonic)
    changed_at: float = field(default_factory=time.monotonic)


@dataclass(slots=True, eq=False)
class Channel:
    """A channel, a thread (`parent`), or a direct-message channel (`recipient`)."""

    id: int
    kind: int
    name: str = ""
    guild: Guild | None = None
    position: int = 0
    overwrites: dict[int, Overwrite] = field(default_factory=dict)
    parent: Channel | None = None
    owner: int = 0
    thread_members: set[int] = field(default_factory=set)
    recipient: User | None = None
    messages: dict[int, Message] = field(default_factory=dict)
    archived: datetime | None = None


@dataclass(slots=True, eq=False)
class Guild:
    """A guild with its roles, members, channels and threads; `away` while Discord has an outage of it."""

    id: int
    name: str
    owner: int
    roles: dict[int, Role] = field(default_factory=dict)
    members: dict[int, Member] = field(default_factory=dict)
    channels: dict[int, Channel] = field(default_factory=dict)
    away: bool = False


@dataclass(slots=True, eq=False)
class Dispatch:
    """One event on its way to the bot; when it left (clock of the event loop), and by which connection."""

    seq: int
    text: str
    sent_at: float | None = None
    carrier: object = None


@dataclass(slots=True, eq=False)
class Interaction:
    """An interaction from its creation to the end of its token."""

    id: int
    token: str
    kind: int
    user: User
    channel: Channel
    data: Payload
    made_at: float
    source: Message | None = None
    dispatch: Dispatch | None = None
    watch: asyncio.TimerHandle | None = None
    overdue: bool = False
    callback: int | None = None
    acknowledged_at: float | None = None
    ephemeral: bool = False
    original: Message | None = None
    original_deleted: bool = False
    updates: int = 0
    followups: list[Message] = field(default_factory=list)
    modal: Payload | None = None
    choices: list[Payload] | None = None


@dataclass(slots=True)
class Portal:
    """What the developer portal says of the application."""

    token: str
    message_content: bool = True
    members: bool = False
    presences: bool = False


@dataclass(slots=True, eq=False)
class State:
    """All that there is."""

    portal: Portal
    ids: Snowflakes
    bot: User
    application: int
    owner: User
    users: dict[int, User] = field(default_factory=dict)
    guilds: dict[int, Guild] = field(default_factory=dict)
    channels: dict[int, Channel] = field(default_factory=dict)
    attachments: dict[int, Attachment] = field(default_factory=dict)
    commands: dict[int | None, list[Payload]] = field(default_factory=dict)
    """Synced commands of a guild, or global ones under None."""
    interactions: dict[str, Interaction] = field(default_factory=dict)
    messages: dict[int, Message] = field(default_factory=dict)
    """Every message ever, also deleted and ephemeral ones."""

    @property
    def bot_guilds(self) -> list[Guild]:
        """The guilds that the bot is in."""
        return [guild for guild in self.guilds.values() if self.bot.id in guild.members]


def new_state(token: str) -> State:
    """An empty Discord with one application, its bot and its owner."""
    ids = Snowflakes()
    bot = User(ids.next(), "Dossier", bot=True)
    owner = User(ids.next(), "Owner")
    return State(Portal(token), ids, bot, bot.id, owner, users={bot.id: bot, owner.id: owner})
