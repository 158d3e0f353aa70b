"""Telling the bot what happens: only what its intents cover, and only of channels that it can see."""

from __future__ import annotations

from tests.loopback import payloads
from tests.loopback.gateway import MEMBERS_INTENT, Gateway
from tests.loopback.permissions import Permission, may
from tests.loopback.state import THREADS, Channel, Dispatch, Guild, Member, Message, Payload, Role, State, User

GUILDS = 1 << 0
GUILD_MESSAGES, GUILD_REACTIONS, GUILD_TYPING = 1 << 9, 1 << 10, 1 << 11
TO_DM = 3
"""The intent for direct messages is this many bits above the one for guilds."""


class Events:
    """One method for each kind of news."""

    def __init__(self, state: State, gateway: Gateway) -> None:
        self.state = state
        self.gateway = gateway

    def sees(self, channel: Channel) -> bool:
        """Whether the bot can see a channel: nothing of a guild that is away."""
        if channel.guild and channel.guild.away:
            return False
        return may(channel, self.state.bot, Permission.VIEW_CHANNEL)

    def tell(self, event: str, data: Payload, intent: int = 0) -> Dispatch | None:
        """Dispatch to every session with this intent (0: to all); the dispatch of a connected one is returned."""
        told = None
        for session in self.gateway.sessions:
            if not intent or session.intents & intent:
                dispatch = session.dispatch(event, data)
                told = dispatch if session.connection is not None else told
        self.gateway.record.ring()
        return told

    def message(self, event: str, message: Message) -> None:
        """MESSAGE_CREATE or MESSAGE_UPDATE; each session gets as much of it as its intents allow."""
        if message.ephemeral_to is not None or not self.sees(message.channel):
            return
        intent = _for(message.channel, GUILD_MESSAGES)
        for session in self.gateway.sessions:
            if session.intents & intent:
                session.dispatch(event, payloads.message(self.state, message, has_intent=session.has_content))
        self.gateway.record.ring()

    def deleted(self, messages: list[Message]) -> None:
        """MESSAGE_DELETE for one, MESSAGE_DELETE_BULK for several of one channel."""
        shown = [one for one in messages if one.ephemeral_to is None]
        if not shown or not self.sees(shown[0].channel):
            return
        data = _place(shown[0].channel)
        if len(messages) == 1:
            event, data = "MESSAGE_DELETE", {**data, "id": str(shown[0].id)}
        else:
            event, data = "MESSAGE_DELETE_BULK", {**data, "ids": [str(one.id) for one in shown]}
        self.tell(event, data, _for(shown[0].channel, GUILD_MESSAGES))

    def reaction(self, message: Message, who: User, emoji: str, *, on: bool) -> None:
        """MESSAGE_REACTION_ADD or _REMOVE."""
        if not self.sees(message.channel):
            return
        data: Payload = {
            **_place(message.channel),
            "message_id": str(message.id),
            "user_id": str(who.id),
            "emoji": {"id": None, "name": emoji},
            "type": 0,
            "burst": False,
        }
        if on:
            data["message_author_id"] = str(message.author.id)
        guild = message.channel.guild
        if on and guild and who.id in guild.members:
            data["member"] = payloads.member(guild.members[who.id])
        event = "MESSAGE_REACTION_ADD" if on else "MESSAGE_REACTION_REMOVE"
        self.tell(event, data, _for(message.channel, GUILD_REACTIONS))

    def channel(self, event: str, channel: Channel) -> None:
        """CHANNEL_CREATE, _UPDATE, _DELETE and the same of threads (those only where the bot sees them)."""
        if channel.kind in THREADS:
            if not self.sees(channel):
                return
            data = payloads.channel(channel)
            if event == "CREATE":
                data["newly_created"] = True
            if event == "DELETE":
                data = {key: data[key] for key in ("id", "type", "guild_id", "parent_id")}
            self.tell(f"THREAD_{event}", data, GUILDS)
        elif channel.guild and self.state.bot.id in channel.guild.members:
            self.tell(f"CHANNEL_{event}", payloads.channel(channel), GUILDS)

    def guild_arrives(self, guild: Guild) -> None:
        """GUILD_CREATE: the bot was invited, or an outage is over."""
        self.tell("GUILD_CREATE", payloads.guild(guild, self.state.bot), GUILDS)

    def guild_leaves(self, guild: Guild, *, outage: bool) -> None:
        """GUILD_DELETE: the bot was removed, or (with `unavailable`) Discord has an outage."""
        self.tell("GUILD_DELETE", {"id": str(guild.id), **({"unavailable": True} if outage else {})}, GUILDS)

    def role(self, event: str, guild: Guild, role: Role) -> None:
        """GUILD_ROLE_CREATE or _UPDATE."""
        if self.state.bot.id in guild.members:
            self.tell(f"GUILD_ROLE_{event}", {"guild_id": str(guild.id), "role": payloads.role(role)}, GUILDS)

    def member(self, event: str, guild: Guild, member: Member) -> None:
        """GUILD_MEMBER_ADD, _UPDATE, _REMOVE: with the members intent, and always of the bot itself."""
        if self.state.bot.id not in guild.members:
            return
        data = {"guild_id": str(guild.id), "user": payloads.user(member.user)}
        if event != "REMOVE":
            data |= payloads.member(member)
        self.tell(f"GUILD_MEMBER_{event}", data, 0 if member.user is self.state.bot else MEMBERS_INTENT)


def _for(channel: Channel, intent: int) -> int:
    return intent if channel.guild else intent << TO_DM


def _place(channel: Channel) -> Payload:
    place: Payload = {"channel_id": str(channel.id)}
    return {**place, "guild_id": str(channel.guild.id)} if channel.guild else place
