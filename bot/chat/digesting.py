"""Digests on Discord: in their channel, drawn from what everybody may read who sees it."""

from datetime import tzinfo

import discord

from bot.cards.digest_cards import scheduled_card
from bot.chat import scopes
from bot.chat.notices import Notices
from bot.chat.reach import Unreachable, reaching
from bot.desk.alerting import Later
from bot.desk.desk import Desk
from bot.desk.slots import News, SlotTold
from bot.store import places
from bot.store.digests import Digest
from bot.store.scope import Scope


class DiscordDigests:
    """Where digests are posted, over a client that is ready."""

    def __init__(self, client: discord.Client, desk: Desk, notices: Notices) -> None:
        self._client = client
        self._desk = desk
        self._notices = notices

    async def scope_of(self, digest: Digest) -> Scope | None:
        """What all may read who see the channel; None when it is gone."""
        guild = self._client.get_guild(digest.guild)
        if guild is None or guild.unavailable:
            raise Later(f"guild {digest.guild} is away")
        channel: scopes.Channel = guild.get_channel_or_thread(digest.channel)
        try:
            if channel is None:  # a thread that is archived, or what was deleted meanwhile
                with reaching():
                    found = await self._client.fetch_channel(digest.channel)
                channel = found if isinstance(found, discord.Thread) else None
        except discord.NotFound:
            return None
        except discord.Forbidden:
            channel = None
        except (discord.HTTPException, Unreachable) as error:
            raise Later(str(error)) from error
        async with self._desk.store.reading() as db:
            known = await places.in_use(db, guild.id)
        return scopes.public(guild, channel, known)

    async def send(
        self, digest: Digest, until: int, told: list[SlotTold], found: News, clock: tzinfo, *, late: bool
    ) -> bool:
        """Post a digest; False where the bot may not. What was sent a moment ago is not sent again."""
        card = scheduled_card(told, found, digest, clock, late=late)
        nonce = f"digest {digest.id} {until}"
        try:
            return await self._notices.post(digest.guild, digest.channel, card, nonce[:25]) is not None
        except Unreachable as error:
            raise Later(str(error)) from error
