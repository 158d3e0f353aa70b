"""The wire: what is shown under messages, said to Discord. What the bot may not do is logged once, and passed over."""

import logging
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import TypeVar

import discord

from bot.cards.card import Card
from bot.cards.fit import trim
from bot.cards.safe import one_line
from bot.chat import limits
from bot.chat.front import NoThread
from bot.chat.permissions import granted_in
from bot.chat.reach import Unreachable, reaching
from bot.store.rows import Place

_log = logging.getLogger(__name__)

_T = TypeVar("_T")

_FOLLOWING = 100
"""Messages after a message among which the bot's reply to it is looked for."""

Send = Callable[[Place, Card], Awaitable[int]]
"""Draws a card and sends it as the reply to a message; the reply's id. Raises what discord.py raises."""

Write = Callable[[Place, Card], Awaitable[int]]
"""Draws a card and sends it to the channel of a place; its id. Raises what discord.py raises."""

Redraw = Callable[[Place, int, Card], Awaitable[None]]
"""Draws a card anew in a reply that stands there. Raises what discord.py raises."""

_FIRST_IN_THREAD = 10
"""Messages of a thread in which the bot's card is looked for, and what others wrote."""

_HAS_THREAD = 160004
"""Discord's code for a message on which there is a thread already."""

_REFERENCE = "message_reference"
"""The field that Discord names when the message is gone that was to be replied to."""


class Wire:
    """Front over a client that is logged in."""

    def __init__(self, client: discord.Client, send: Send, write: Write, redraw: Redraw) -> None:
        self._client = client
        self._send = send
        self._write = write
        self._redraw = redraw
        self._said: set[tuple[int, str]] = set()

    async def react(self, place: Place, mark: str) -> None:
        """Put the bot's reaction under a message."""
        if self._may(place, "add_reactions", "read_message_history"):
            await self._asked(place, "add reactions", self._message(place).add_reaction(mark))

    async def unreact(self, place: Place, mark: str) -> None:
        """Take the bot's reaction away again, if it is there."""
        if self._may(place, "read_message_history"):
            await self._asked(place, "remove its reactions", self._message(place).remove_reaction(mark, self._me()))

    async def reply(self, place: Place, card: Card) -> int | None:
        """Reply to a message, and return the reply's id; None where that cannot be done."""
        speaking = "send_messages_in_threads" if self._is_thread(place) else "send_messages"
        if not self._may(place, speaking, "read_message_history"):
            return None
        return await self._asked(place, "reply to articles", self._send(place, card))

    async def open_thread(self, place: Place, card: Card) -> int | None:
        """Write a card in a thread on a message, and return the card's id; None where the message is gone.

        The thread is opened unless there is one, is called as the card, and has the message's id. Raises NoThread.
        """
        needed = ("create_public_threads", "send_messages_in_threads", "read_message_history")
        if lacking := self._lacking(place, *needed):
            raise NoThread(self._say(place, lacking))
        name = trim(one_line(card.title), limits.THREAD_NAME) or "Article"
        try:
            with reaching():
                await self._message(place).create_thread(name=name, auto_archive_duration=60)
        except discord.NotFound:
            return None
        except discord.HTTPException as error:
            if error.code != _HAS_THREAD:
                raise NoThread(
                    self._say(place, f"Discord does not let the bot open a thread ({error.text})")
                ) from error
        return await self._asked(place, "write in a thread", self._write(_thread_of(place), card))

    async def redraw(self, place: Place, reply: int, card: Card) -> bool:
        """Replace the card of a reply; False when it is gone."""

        async def redrawn() -> bool:
            await self._redraw(place, reply, card)
            return True

        return bool(await self._asked(place, "change its reply", redrawn()))

    async def withdraw(self, channel: int, message: int) -> None:
        """Delete a message of the bot's own."""
        place = Place(0, channel, message)
        await self._asked(place, "delete its reply", self._message(place).delete())

    async def close_thread(self, place: Place) -> None:
        """Delete the thread on a message, if the bot opened it, and nobody else has written in it."""
        if self._may(place, "manage_threads"):
            await self._asked(place, "delete its thread", self._closed(place))

    async def _closed(self, place: Place) -> None:
        found = await self._client.fetch_channel(place.message)
        if not isinstance(found, discord.Thread) or found.owner_id != self._me().id:
            return
        async for message in found.history(limit=_FIRST_IN_THREAD, oldest_first=True):
            if message.author.id != self._me().id and message.type is not discord.MessageType.thread_starter_message:
                return
        await found.delete()

    async def own_in_thread(self, place: Place) -> int | None:
        """The bot's own message in the thread on this one, among the first there."""
        return await self._asked(place, "read its thread", self._found_in_thread(_thread_of(place)))

    async def _found_in_thread(self, thread: Place) -> int | None:
        async for message in self._channel(thread).history(limit=_FIRST_IN_THREAD, oldest_first=True):
            if message.author.id == self._me().id and message.type is discord.MessageType.default:
                return message.id
        return None

    async def own_reply(self, place: Place) -> int | None:
        """The bot's own message that replies to this one, among those that follow it closely."""
        if not self._may(place, "read_message_history"):
            return None
        return await self._asked(place, "read the history", self._found_reply(place))

    async def _found_reply(self, place: Place) -> int | None:
        after = discord.Object(place.message)
        async for message in self._channel(place).history(limit=_FOLLOWING, after=after, oldest_first=True):
            reference = message.reference
            if message.author.id == self._me().id and reference and reference.message_id == place.message:
                return message.id
        return None

    async def _asked(self, place: Place, what: str, answer: Awaitable[_T]) -> _T | None:
        """Turn Discord's refusals into what the front promises: what is gone or not allowed is passed over."""
        try:
            with reaching():
                return await answer
        except discord.Forbidden as error:
            self._say(place, f"the bot may not {what} ({error.text})")
        except discord.NotFound:
            return None
        except discord.HTTPException as error:
            if _REFERENCE not in error.text:  # else the message is gone that was to be replied to
                self._say(place, f"Discord does not let the bot {what} ({error.text})")
        return None

    def _may(self, place: Place, *permissions: str) -> bool:
        """Whether the bot is allowed all of this, as far as it can tell without asking."""
        if lacking := self._lacking(place, *permissions):
            self._say(place, lacking)
        return not lacking

    def _lacking(self, place: Place, *permissions: str) -> str:
        """What the bot is not allowed of this, in words; "" where it is, or cannot be told without asking."""
        granted = granted_in(self._client, place.guild, place.channel)
        if granted is None:
            return ""
        lacking = [name.replace("_", " ") for name in ("view_channel", *permissions) if not getattr(granted, name)]
        return f"the bot lacks the permission to {' and to '.join(lacking)}" if lacking else ""

    def _say(self, place: Place, sentence: str) -> str:
        """Log something once for a channel, and return it."""
        if (place.channel, sentence) not in self._said:
            self._said.add((place.channel, sentence))
            _log.warning("In channel %d %s.", place.channel, sentence)
        return sentence

    def _is_thread(self, place: Place) -> bool:
        guild = self._client.get_guild(place.guild)
        return guild is not None and guild.get_thread(place.channel) is not None

    def _channel(self, place: Place) -> discord.PartialMessageable:
        return self._client.get_partial_messageable(place.channel, guild_id=place.guild or None)

    def _message(self, place: Place) -> discord.PartialMessage:
        return self._channel(place).get_partial_message(place.message)

    def _me(self) -> discord.ClientUser:
        if self._client.user is None:
            raise Unreachable("the bot is not logged in")
        return self._client.user


def _thread_of(place: Place) -> Place:
    """The thread on a message."""
    return replace(place, channel=place.message)
