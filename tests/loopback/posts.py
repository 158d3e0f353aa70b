"""A message, and an interaction, as a test looks at them: what they say, and waiting for what becomes of them."""

from __future__ import annotations

from collections.abc import Callable

from tests.loopback import reading
from tests.loopback.double import Double
from tests.loopback.interactions import AUTOCOMPLETE
from tests.loopback.reading import Button, Select
from tests.loopback.routes_interactions import DEFER, DEFER_UPDATE, UPDATE
from tests.loopback.state import LOADING, Interaction, Message, Payload

WITHIN = 60.0
"""Seconds that a test waits before it gives up: generous, since no test judges speed by it."""


class Post:
    """A message in a channel, or an ephemeral one."""

    def __init__(self, double: Double, message: Message) -> None:
        self.double = double
        self.message = message
        self._replies = 0

    def __repr__(self) -> str:
        return f"<Post {self.id} by {self.message.author.name}: {self.text[:60]!r}>"

    @property
    def id(self) -> int:
        """Its snowflake."""
        return self.message.id

    @property
    def text(self) -> str:
        """Everything there is to read in it."""
        return reading.text_of(self.message)

    @property
    def buttons(self) -> list[Button]:
        """Its buttons."""
        return reading.buttons_of(self.message)

    @property
    def labels(self) -> list[str]:
        """The labels of its buttons."""
        return [button.label for button in self.buttons]

    @property
    def selects(self) -> list[Select]:
        """Its selects."""
        return reading.selects_of(self.message)

    @property
    def deleted(self) -> bool:
        """Whether it is gone."""
        return self.message.deleted

    @property
    def ephemeral(self) -> bool:
        """Whether only one person sees it."""
        return self.message.ephemeral_to is not None

    @property
    def link(self) -> str:
        """Its address, as the client copies it."""
        channel = self.message.channel
        return f"https://discord.com/channels/{channel.guild.id if channel.guild else '@me'}/{channel.id}/{self.id}"

    @property
    def reactions(self) -> list[str]:
        """The bot's reactions on it now."""
        bot = self.double.state.bot.id
        return [emoji for emoji, users in self.message.reactions.items() if bot in users]

    @property
    def bot_reacted(self) -> list[tuple[str, bool]]:
        """Every reaction the bot ever put on (True) or took off, in order."""
        return [(emoji, on) for emoji, who, on in self.message.reacted if who == self.double.state.bot.id]

    async def reacted(self, emoji: str, within: float = WITHIN) -> None:
        """Wait until the bot's reaction is on it."""
        await self._until(lambda: emoji in self.reactions, f"{emoji} on {self!r}", within)

    async def reacted_not(self, emoji: str, within: float = WITHIN) -> None:
        """Wait until the bot's reaction is not on it (any more)."""
        await self._until(lambda: emoji not in self.reactions, f"no {emoji} on {self!r}", within)

    async def had(self, emoji: str, within: float = WITHIN) -> None:
        """Wait until the bot's reaction is on it, or was on it for a while."""
        await self._until(lambda: (emoji, True) in self.bot_reacted, f"ever {emoji} on {self!r}", within)

    async def reply(self, within: float = WITHIN) -> Post:
        """The bot's next message that replies to it; each call gives the next one."""
        number = self._replies

        def next_one() -> Message | None:
            found = self.bot_replies
            return found[number].message if len(found) > number else None

        message = await self.double.record.until(next_one, f"reply {number + 1} to {self!r}", within)
        self._replies += 1
        return Post(self.double, message)

    @property
    def bot_replies(self) -> list[Post]:
        """The bot's replies to it that there are, oldest first."""
        bot, channel = self.double.state.bot, self.message.channel
        found = [one for one in channel.messages.values() if one.author is bot and one.reference]
        return [Post(self.double, one) for one in found if str((one.reference or {}).get("message_id")) == str(self.id)]

    async def changed(self, since: int | None = None, within: float = WITHIN) -> None:
        """Wait for its next edit (after version `since`)."""
        version = self.message.versions if since is None else since
        await self._until(lambda: self.message.versions > version, f"an edit of {self!r}", within)

    async def gone(self, within: float = WITHIN) -> None:
        """Wait until it is deleted."""
        await self._until(lambda: self.deleted, f"deletion of {self!r}", within)

    def seconds_after(self, other: Post) -> float:
        """Seconds from another message to this one, as it stands now."""
        return self.message.changed_at - other.message.made_at

    def unfurls(self, **embed: str) -> None:
        """Discord adds the embed of a link, a moment after the message: an update without an edit."""
        self.message.embeds.append({"type": "article", **embed})
        self.double.events.message("MESSAGE_UPDATE", self.message)

    async def _until(self, holds: Callable[[], bool], what: str, within: float) -> None:
        await self.double.record.until(holds, what, within)


class Answer:
    """What came of an interaction: a message, a change of the message it came from, a modal, choices."""

    def __init__(self, double: Double, interaction: Interaction) -> None:
        self.double = double
        self.interaction = interaction

    def __repr__(self) -> str:
        data = self.interaction.data
        return f"<Answer to {data.get('name') or data.get('custom_id')!r}>"

    @property
    def ack_seconds(self) -> float:
        """Seconds to the acknowledgement."""
        assert self.interaction.acknowledged_at is not None
        return self.interaction.acknowledged_at

    @property
    def seconds(self) -> float:
        """Seconds to the last state of the message."""
        sent = self.interaction.dispatch.sent_at if self.interaction.dispatch else None
        return self.post.message.changed_at - (sent or self.interaction.made_at)

    @property
    def post(self) -> Post:
        """The message: the answer, the message that was updated, or the only follow-up after a deleted one."""
        of = self.interaction
        changed = of.callback == UPDATE or (of.callback == DEFER_UPDATE and of.updates)
        candidates = [of.source, *of.followups] if changed else [of.original, *of.followups, of.source]
        for message in candidates:
            if message is not None and not message.deleted:
                return Post(self.double, message)
        raise AssertionError(f"{self!r} has no message, callback {of.callback}")

    @property
    def text(self) -> str:
        """Everything there is to read in its message."""
        return self.post.text

    @property
    def ephemeral(self) -> bool:
        """Whether only the invoker sees it."""
        return self.post.ephemeral

    @property
    def deferred(self) -> bool:
        """Whether it was deferred first."""
        return self.interaction.callback in {DEFER, DEFER_UPDATE}

    @property
    def edits(self) -> int:
        """How often the answer was filled or changed after the acknowledgement."""
        return self.interaction.updates

    @property
    def modal(self) -> Payload:
        """The modal that was shown."""
        assert self.interaction.modal is not None, f"{self!r} showed no modal"
        return self.interaction.modal

    @property
    def follow_ups(self) -> list[Post]:
        """The messages after the first."""
        return [Post(self.double, one) for one in self.interaction.followups]

    async def follow_up(self, number: int = 1, within: float = WITHIN) -> Post:
        """Wait for the so-manieth follow-up."""
        look = self.interaction.followups
        await self.double.record.until(lambda: len(look) >= number, f"follow-up {number} of {self!r}", within)
        return Post(self.double, look[number - 1])

    def expire(self) -> None:
        """Let its token be fifteen minutes old."""
        self.interaction.made_at -= self.double.interactions.lifetime
        if self.interaction.dispatch is not None and self.interaction.dispatch.sent_at is not None:
            self.interaction.dispatch.sent_at -= self.double.interactions.lifetime

    async def acknowledged(self, within: float = WITHIN) -> Answer:
        """Wait for the first callback. Raises AssertionError when the deadline goes by."""
        await self.double.record.until(self._acknowledged, f"an acknowledgement of {self!r}", within)
        return self

    async def settled(self, within: float = WITHIN) -> Answer:
        """Wait until there is something to see: after a deferral, the message that fills it."""
        await self.acknowledged(within)
        await self.double.record.until(self._settled, f"an end of {self!r}", within)
        return self

    def _acknowledged(self) -> bool:
        if self.interaction.overdue and self.interaction.callback is None:
            raise AssertionError(f"{self!r}: The application did not respond\n{self.double.record.journal()}")
        return self.interaction.callback is not None

    def _settled(self) -> bool:
        of = self.interaction
        if of.callback == DEFER_UPDATE:
            return bool(of.updates or of.followups)
        if of.callback != DEFER or of.kind == AUTOCOMPLETE or of.original is None:
            return True
        filled = not of.original.flags & LOADING and not of.original.deleted
        return filled or (of.original.deleted and bool(of.followups))
