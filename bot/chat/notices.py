"""Notices: messages of the bot's own that say how something goes on, and are changed as it does."""

import logging
from typing import Protocol

import discord

from bot.cards.card import Card
from bot.chat.answer import Answer, prepared
from bot.chat.permissions import granted_in
from bot.chat.reach import reaching
from bot.desk.desk import Desk

_log = logging.getLogger(__name__)


class Notices(Protocol):
    """Where something is told. Everything here may raise Unreachable."""

    async def post(self, guild: int, channel: int, card: Card, nonce: str) -> int | None:
        """Post a card, and return the message's id; None where the bot may not post.

        Where that was done a moment ago with this nonce (at most 25 characters), that message stays as it is.
        """

    async def redraw(self, guild: int, channel: int, message: int, card: Card) -> bool:
        """Replace the card of a message; False when it is gone, or may not be changed."""


class DiscordNotices:
    """Notices over a client that is ready."""

    def __init__(self, client: discord.Client, desk: Desk) -> None:
        self._client = client
        self._desk = desk

    async def post(self, guild: int, channel: int, card: Card, nonce: str) -> int | None:
        """Post a card, and return the message's id; None where the bot may not post.

        Where that was done a moment ago with this nonce (at most 25 characters), that message stays as it is.
        """
        granted = granted_in(self._client, guild, channel)
        found = self._client.get_channel(channel)
        speaking = "send_messages_in_threads" if isinstance(found, discord.Thread) else "send_messages"
        if granted is not None and not (granted.view_channel and getattr(granted, speaking)):
            return None
        [view] = await prepared(self._desk, guild, Answer(card), most=1)
        try:
            with reaching():
                return (await self._channel(guild, channel).send(view=view, nonce=nonce)).id
        except discord.HTTPException as error:
            _log.warning("In channel %d the bot may not say how far it is (%s).", channel, error.text)
            return None

    async def redraw(self, guild: int, channel: int, message: int, card: Card) -> bool:
        """Replace the card of a message; False when it is gone, or may not be changed."""
        [view] = await prepared(self._desk, guild, Answer(card), most=1)
        try:
            with reaching():
                found = self._channel(guild, channel).get_partial_message(message)
                await found.edit(view=view, allowed_mentions=self._client.allowed_mentions)
        except discord.HTTPException as error:
            if not isinstance(error, discord.NotFound):
                _log.warning("In channel %d the bot may not change its message (%s).", channel, error.text)
            return False
        return True

    def _channel(self, guild: int, channel: int) -> discord.PartialMessageable:
        return self._client.get_partial_messageable(channel, guild_id=guild)
