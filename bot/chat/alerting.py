"""Alerts on Discord: by direct message or in a channel, drawn from what their reader may read at that moment."""

import logging

import discord

from bot.cards.watch_cards import alert_card
from bot.chat import scopes
from bot.chat.answer import Answer, prepared
from bot.chat.notices import Notices
from bot.chat.reach import reaching
from bot.chat.unasked import guild_of, scope_in
from bot.desk.alerting import Alert
from bot.desk.desk import Desk
from bot.desk.later import Later
from bot.store import places
from bot.store.scope import Scope
from bot.store.watches import Watch

_log = logging.getLogger(__name__)


class DiscordAlerts:
    """Where alerts are sent, over a client that is ready. Everything here may raise Later."""

    def __init__(self, client: discord.Client, desk: Desk, notices: Notices) -> None:
        self._client = client
        self._desk = desk
        self._notices = notices

    async def scope_of(self, watch: Watch) -> Scope | None:
        """What all may read who see the channel, or what the watch's owner may read; None when they are gone."""
        if watch.channel is not None:
            return await scope_in(self._client, self._desk, watch.guild, watch.channel)
        guild = guild_of(self._client, watch.guild)
        try:
            with reaching():
                member = await guild.fetch_member(int(watch.owner))
        except discord.NotFound:
            return None
        except discord.HTTPException as error:
            raise Later(str(error)) from error
        async with self._desk.store.reading() as db:
            return scopes.private(guild, member, None, await places.in_use(db, guild.id))

    async def send(self, alert: Alert) -> bool:
        """Send an alert; False where the channel or the person takes none."""
        watch, card = alert.watch, alert_card(alert.watch, alert.hits)
        nonce = f"alert {watch.id} {alert.hits[-1].article.id}"[:25]
        if watch.channel is not None:
            return await self._notices.post(watch.guild, watch.channel, card, nonce) is not None
        [view] = await prepared(self._desk, watch.guild, Answer(card), most=1)
        try:
            with reaching():
                channel = await self._client.create_dm(discord.Object(int(watch.owner)))
                await channel.send(view=view, nonce=nonce)
        except discord.HTTPException as error:
            _log.info("an alert of watch %d is kept: %s takes none (%s)", watch.id, watch.owner, error.text)
            return False
        return True
