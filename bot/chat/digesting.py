"""Digests on Discord: in their channel, drawn from what everybody may read who sees it."""

from datetime import tzinfo

import discord

from bot.cards.digest_cards import scheduled_card
from bot.chat.notices import Notices
from bot.chat.unasked import scope_in
from bot.desk.desk import Desk
from bot.desk.slots import News, SlotTold
from bot.store.digests import Digest
from bot.store.scope import Scope


class DiscordDigests:
    """Where digests are posted, over a client that is ready. Everything here may raise Later."""

    def __init__(self, client: discord.Client, desk: Desk, notices: Notices) -> None:
        self._client = client
        self._desk = desk
        self._notices = notices

    async def scope_of(self, digest: Digest) -> Scope | None:
        """What all may read who see the channel; None when it is gone."""
        return await scope_in(self._client, self._desk, digest.guild, digest.channel)

    async def send(
        self, digest: Digest, until: int, told: list[SlotTold], found: News, clock: tzinfo, *, late: bool
    ) -> bool:
        """Post a digest; False where the bot may not. What was sent a moment ago is not sent again."""
        card = scheduled_card(told, found, digest, clock, late=late)
        nonce = f"digest {digest.id} {until}"
        return await self._notices.post(digest.guild, digest.channel, card, nonce[:25]) is not None
