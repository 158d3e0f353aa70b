"""A person on the loopback Discord, and everything they can do: post, edit, react, use commands, press, select."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol, TypeAlias

from tests.loopback import invoking, reading
from tests.loopback.bodies import Upload
from tests.loopback.double import Double
from tests.loopback.interactions import AUTOCOMPLETE, COMMAND, COMPONENT, MODAL
from tests.loopback.invoking import NotOfferedError
from tests.loopback.limits_components import BUTTON, STRING_SELECT
from tests.loopback.messages import Circumstances, snapshot
from tests.loopback.permissions import Permission, may
from tests.loopback.posts import WITHIN, Answer, Post
from tests.loopback.reading import Select
from tests.loopback.routes_guilds import dm_with
from tests.loopback.state import SNAPSHOT, Channel, Message, Payload, User

TYPES = {"txt": "text/plain; charset=utf-8", "md": "text/markdown; charset=utf-8", "html": "text/html",
         "png": "image/png", "pdf": "application/pdf"}  # fmt: skip


class HasChannel(Protocol):
    """Anything that stands for a channel."""

    @property
    def state(self) -> Channel:
        """The channel."""
        ...


File: TypeAlias = tuple[str, bytes]


@dataclass(frozen=True, slots=True)
class Choice:
    """One suggestion of an autocomplete."""

    name: str
    value: str | int | float


class Person:
    """A user, with the doings of one."""

    def __init__(self, double: Double, user: User) -> None:
        self.double = double
        self.user = user

    def __repr__(self) -> str:
        return self.user.name

    @property
    def mention(self) -> str:
        """How a message names them."""
        return f"<@{self.user.id}>"

    @property
    def dm(self) -> DirectMessages:
        """Their direct messages with the bot."""
        return DirectMessages(self.double, dm_with(self.double, self.user.id))

    async def posts(
        self,
        where: HasChannel,
        text: str = "",
        *,
        files: Sequence[File] = (),
        reply_to: Post | None = None,
        pings: bool = True,
        forward: Post | None = None,
        embeds: Sequence[Payload] = (),
        at: datetime | None = None,
    ) -> Post:
        """Post a message; with `at` one of the past, of which the bot gets no event."""
        channel = where.state
        if not may(channel, self.user, Permission.VIEW_CHANNEL | Permission.SEND_MESSAGES):
            raise NotOfferedError(f"{self} cannot post in {channel.name}")
        having = Circumstances(at=at)
        if reply_to is not None:
            having = Circumstances(19, _pointing_at(reply_to.message, 0), at=at)
        if forward is not None:
            having = Circumstances(0, _pointing_at(forward.message, 1), flags=SNAPSHOT, at=at,
                                   snapshots=(snapshot(forward.message),))  # fmt: skip
        body = {"content": text, "embeds": list(embeds), "allowed_mentions": {"replied_user": pings}}
        made = self.double.messages.create(channel, self.user, body, uploads(files), having)
        await asyncio.sleep(0)
        return Post(self.double, made)

    async def edits(self, post: Post, text: str) -> None:
        """Change the text of a message of their own."""
        if post.message.author is not self.user:
            raise NotOfferedError(f"{post!r} is not by {self}")
        self.double.messages.edit(post.message, {"content": text}, {})
        await asyncio.sleep(0)

    async def deletes(self, *posts: Post) -> None:
        """Delete messages (others' too, when they may); several at once are a bulk deletion."""
        for post in posts:
            foreign = post.message.author is not self.user
            if foreign and not may(post.message.channel, self.user, Permission.MANAGE_MESSAGES):
                raise NotOfferedError(f"{post!r} is not by {self}")
        self.double.messages.delete([post.message for post in posts])
        await asyncio.sleep(0)

    async def reacts(self, post: Post, emoji: str, *, on: bool = True) -> None:
        """Put a reaction on a message, or take it off."""
        self._sees(post.message)
        self.double.messages.react(post.message, self.user, emoji, on=on)
        await asyncio.sleep(0)

    def is_offered(self, where: HasChannel, command: str) -> bool:
        """Whether the client shows them this command in this channel."""
        return invoking.is_offered(self.double, self.user, where.state, command.partition(" ")[0])

    async def slash(
        self, where: HasChannel, command: str, options: dict[str, Any] | None = None, /, **more: Any
    ) -> Answer:
        """Use a slash command ("article show"), and wait for its answer."""
        channel = where.state
        self._enters(channel)
        values = {key: _raw(value) for key, value in {**(options or {}), **more}.items()}
        data = invoking.slash_data(self.double, self.user, channel, command, values)
        return await self._answer(COMMAND, channel, data).settled()

    async def completes(
        self, where: HasChannel, command: str, options: dict[str, Any] | None = None, /, **more: Any
    ) -> list[Choice]:
        """Type into the last of these options, and wait for the suggestions."""
        values = {key: _raw(value) for key, value in {**(options or {}), **more}.items()}
        channel = where.state
        self._enters(channel)
        focused = list(values)[-1]
        data = invoking.slash_data(self.double, self.user, channel, command, values, focused)
        answer = await self._answer(AUTOCOMPLETE, channel, data).acknowledged()
        return [Choice(one["name"], one["value"]) for one in answer.interaction.choices or []]

    async def menu(self, name: str, target: Post | Person, where: HasChannel | None = None) -> Answer:
        """Right-click a message or a person (in a channel), and choose a command."""
        if isinstance(target, Post):
            self._sees(target.message)
            data = invoking.menu_data(self.double, self.user, target.message.channel, name, target.message)
            return await self._answer(COMMAND, target.message.channel, data).settled()
        assert where is not None, "a person is clicked in a channel"
        self._enters(where.state)
        data = invoking.menu_data(self.double, self.user, where.state, name, target.user)
        return await self._answer(COMMAND, where.state, data).settled()

    async def presses(self, on: Post | Answer, label: str, *, settles: bool = True) -> Answer:
        """Press a button by its label (or emoji, or custom_id); `settles=False` waits for the acknowledgement only."""
        post = on.post if isinstance(on, Answer) else on
        self._sees(post.message)
        shown = post.buttons
        found = [one for one in shown if label in {one.label, one.emoji, one.custom_id}]
        if not found:
            raise NotOfferedError(f"no button {label!r} on {post!r}, but {', '.join(post.labels) or 'none'}")
        if found[0].disabled or found[0].url:
            raise NotOfferedError(f"the button {label!r} cannot be pressed")
        data = {"custom_id": found[0].custom_id, "component_type": BUTTON, "id": 1}
        answer = self._answer(COMPONENT, post.message.channel, data, post.message)
        return await (answer.settled() if settles else answer.acknowledged())

    async def selects(self, on: Post | Answer, *values: Any, which: str | None = None) -> Answer:
        """Choose options of a select by value or label, or people, roles and channels.

        With several selects `which` is the custom_id or the placeholder of the one meant.
        """
        post = on.post if isinstance(on, Answer) else on
        channel = post.message.channel
        self._sees(post.message)
        found = [one for one in post.selects if which is None or which in {one.custom_id, one.placeholder}]
        if not found or found[0].disabled:
            raise NotOfferedError(f"no select {which or ''} on {post!r}")
        select = found[0]
        if not select.least <= len(values) <= select.most:
            raise NotOfferedError(f"{len(values)} chosen of {select.least} to {select.most}")
        data: Payload = {"custom_id": select.custom_id, "component_type": select.kind, "id": 1}
        if select.kind == STRING_SELECT:
            data["values"] = [_option(select, str(value)) for value in values]
        else:
            resolved = invoking.Resolved(self.double, channel.guild, self.user, channel)
            data["values"] = [resolved.put(_raw(value)) for value in values]
            data["resolved"] = resolved.maps
        return await self._answer(COMPONENT, channel, data, post.message).settled()

    async def submits(self, on: Answer, fields: dict[str, Any] | None = None, /, **more: Any) -> Answer:
        """Fill the modal of an answer, by custom_id or label, and submit it."""
        modal = on.modal
        components = reading.filled_modal(modal, {**(fields or {}), **more})
        data = {"custom_id": modal["custom_id"], "components": components}
        of = on.interaction
        return await self._answer(MODAL, of.channel, data, of.source).settled()

    async def hears(self, number: int = 1, within: float = WITHIN) -> Post:
        """Wait for the bot's so-manieth direct message."""
        return await self.dm.bot_post(number, within)

    def _answer(self, kind: int, channel: Channel, data: Payload, source: Message | None = None) -> Answer:
        interaction = self.double.interactions.begin(kind, self.user, channel, data, source)
        return Answer(self.double, interaction)

    def _enters(self, channel: Channel) -> None:
        if not may(channel, self.user, Permission.VIEW_CHANNEL):
            raise NotOfferedError(f"{self} does not see {channel.name}")

    def _sees(self, message: Message) -> None:
        self._enters(message.channel)
        if message.deleted or (message.ephemeral_to not in {None, self.user.id}):
            raise NotOfferedError(f"{self} does not see the message {message.id}")


class DirectMessages:
    """The direct messages of a person with the bot."""

    def __init__(self, double: Double, channel: Channel) -> None:
        self.double = double
        self.state = channel

    @property
    def bot_posts(self) -> list[Post]:
        """The bot's messages in it."""
        return bot_posts(self.double, self.state)

    async def bot_post(self, number: int = 1, within: float = WITHIN) -> Post:
        """Wait for the bot's so-manieth message in it."""
        return await nth_bot_post(self.double, self.state, number, within)


def bot_posts(double: Double, channel: Channel) -> list[Post]:
    """The bot's messages in a channel, oldest first."""
    found = sorted(channel.messages.items())
    return [Post(double, message) for _, message in found if message.author is double.state.bot]


async def nth_bot_post(double: Double, channel: Channel, number: int, within: float) -> Post:
    """Wait for the bot's so-manieth message in a channel (deleted ones do not count)."""

    def look() -> Post | None:
        found = bot_posts(double, channel)
        return found[number - 1] if len(found) >= number else None

    return await double.record.until(look, f"message {number} of the bot in {channel.name or 'DM'}", within)


def uploads(files: Sequence[File]) -> dict[int, Upload]:
    """Files as an upload brings them, the type by the name."""
    return {
        number: Upload(name, TYPES.get(name.rpartition(".")[2], "application/octet-stream"), data)
        for number, (name, data) in enumerate(files)
    }


def _pointing_at(message: Message, kind: int) -> Payload:
    place: Payload = {"type": kind, "message_id": str(message.id), "channel_id": str(message.channel.id)}
    return {**place, "guild_id": str(message.channel.guild.id)} if message.channel.guild else place


def _raw(value: Any) -> Any:
    """What a handle stands for."""
    if isinstance(value, Person):
        return value.user
    return getattr(value, "state", value)


def _option(select: Select, wanted: str) -> str:
    by_name = {label: value for value, label in reversed(select.options)} | {
        value: value for value, _ in select.options
    }
    if wanted in by_name:
        return by_name[wanted]
    raise NotOfferedError(f"no option {wanted!r}, but {', '.join(label for _, label in select.options)}")
