"""Interactions from the side of Discord: sending one to the bot, and watching over its deadline."""

from __future__ import annotations

import asyncio
import secrets

from tests.loopback import payloads
from tests.loopback.events import Events
from tests.loopback.permissions import in_channel
from tests.loopback.record import Record
from tests.loopback.state import Channel, Interaction, Message, Payload, State, User

COMMAND, COMPONENT, AUTOCOMPLETE, MODAL = 2, 3, 4, 5
DEADLINE = 3.0
"""Seconds to acknowledge."""
LIFETIME = 15 * 60.0
"""Seconds that an interaction's token is good for."""
LEEWAY = 0.3
"""Seconds after the deadline before silence is noted: an answer may lie in the socket already."""


class Interactions:
    """Begins interactions and knows them by their tokens."""

    def __init__(self, state: State, events: Events, record: Record) -> None:
        self.state = state
        self.events = events
        self.record = record
        self.deadline = DEADLINE
        self.lifetime = LIFETIME

    def begin(
        self, kind: int, user: User, channel: Channel, data: Payload, source: Message | None = None
    ) -> Interaction:
        """Send an interaction to the bot, and start its deadline."""
        clock = asyncio.get_running_loop().time
        token = secrets.token_urlsafe(48)
        interaction = Interaction(self.state.ids.next(), token, kind, user, channel, data, clock(), source)
        self.state.interactions[token] = interaction
        self.record.note(f"interaction {interaction.id} by {user.name}: {data.get('name') or data.get('custom_id')}")
        interaction.dispatch = self.events.tell("INTERACTION_CREATE", self._payload(interaction))
        interaction.watch = asyncio.get_running_loop().call_later(self.deadline + LEEWAY, self._silence, interaction)
        return interaction

    def age(self, interaction: Interaction) -> float:
        """Seconds since the interaction left for the bot (since it was made, when it has not left)."""
        sent = interaction.dispatch.sent_at if interaction.dispatch else None
        return asyncio.get_running_loop().time() - (sent if sent is not None else interaction.made_at)

    def is_alive(self, interaction: Interaction) -> bool:
        """Whether the token is still good."""
        return self.age(interaction) < self.lifetime

    def was_there(self, interaction: Interaction) -> bool:
        """Whether the bot got the interaction over a connection that still lives; else nobody can blame it."""
        return interaction.dispatch is not None and interaction.dispatch.carrier in self.events.gateway.connections

    def acknowledge(self, interaction: Interaction, callback: int) -> None:
        """Note the first callback."""
        interaction.callback = callback
        interaction.acknowledged_at = self.age(interaction)
        if interaction.watch is not None:
            interaction.watch.cancel()
        self.record.note(f"interaction {interaction.id}: callback {callback} after {interaction.acknowledged_at:.3f} s")

    def stop(self) -> None:
        """Let no deadline strike any more."""
        for interaction in self.state.interactions.values():
            if interaction.watch is not None:
                interaction.watch.cancel()

    def _silence(self, interaction: Interaction) -> None:
        """The deadline went by. It is the bot's fault when it was there."""
        interaction.overdue = True
        if self.was_there(interaction):
            self.record.violation("late", f"no answer within {self.deadline:g} s to {_named(interaction)}")
        self.record.note(f"interaction {interaction.id}: The application did not respond")

    def _payload(self, of: Interaction) -> Payload:
        bot = self.state.bot
        said: Payload = {
            "id": str(of.id),
            "application_id": str(self.state.application),
            "type": of.kind,
            "token": of.token,
            "version": 1,
            "data": of.data,
            "channel_id": str(of.channel.id),
            "channel": payloads.channel(of.channel),
            "locale": "en-US",
            "entitlements": [],
            "attachment_size_limit": 10 * 1024 * 1024,
            "app_permissions": str(int(in_channel(of.channel, bot))),
        }
        guild = of.channel.guild
        if guild is None:
            said |= {"user": payloads.user(of.user), "context": 1, "authorizing_integration_owners": {"0": "0"}}
        else:
            permissions = str(int(in_channel(of.channel, of.user)))
            member = {**payloads.member(guild.members[of.user.id]), "permissions": permissions}
            said |= {"guild_id": str(guild.id), "guild_locale": "en-US", "member": member, "context": 0}
            said |= {"guild": {"id": str(guild.id), "locale": "en-US", "features": []}}
            said |= {"authorizing_integration_owners": {"0": str(guild.id)}}
        if of.source is not None:
            said["message"] = payloads.message(self.state, of.source, has_intent=True)
        return said


def _named(interaction: Interaction) -> str:
    data = interaction.data
    return f"{data.get('name') or data.get('custom_id')!r} by {interaction.user.name}"


def metadata(interaction: Interaction) -> Payload:
    """`interaction_metadata` of the messages that answer it."""
    said: Payload = {
        "id": str(interaction.id),
        "type": interaction.kind,
        "user": payloads.user(interaction.user),
        "authorizing_integration_owners": {},
    }
    if interaction.kind == COMMAND:
        said["name"] = interaction.data["name"]
    if interaction.source is not None:
        said["interacted_message_id"] = str(interaction.source.id)
    return said
