"""Feeds on Discord: each new entry is a message of the bot's own, which becomes the card of its article."""

import discord

from bot.cards.feed_cards import entry_card, parked_card, shown_card
from bot.chat.endings import card_of, ending
from bot.chat.notices import Notices
from bot.chat.reach import reaching
from bot.chat.reception import ScopeOf
from bot.commands.filing import with_place
from bot.desk.desk import Desk
from bot.desk.feed_filing import place_of
from bot.desk.filing import Ticket
from bot.store import watched
from bot.store.feed_entries import InHand
from bot.store.feeds import Followed


class DiscordFeeds:
    """Where entries are posted, over a client that is ready. Everything here may raise Later."""

    def __init__(self, client: discord.Client, desk: Desk, notices: Notices, scope_of: ScopeOf) -> None:
        self._client = client
        self._desk = desk
        self._notices = notices
        self._scope_of = scope_of

    def serves(self, guild: int) -> bool:
        """Whether the bot is in a guild, and Discord tells of it."""
        found = self._client.get_guild(guild)
        return found is not None and not found.unavailable

    async def announce(self, feed: Followed, entry: InHand) -> int | None:
        """Post a message about an entry; None where the bot may not post."""
        return await self._notices.post(feed.guild, feed.channel, entry_card(entry, feed), f"feed entry {entry.id}")

    async def show(self, feed: Followed, entry: InHand, ticket: Ticket | None) -> None:
        """Have the message of an entry say what became of it. Raises StoreError, WorkerFault, too."""
        if entry.message is None:
            return
        place = place_of(feed, entry.message)
        scope = with_place(await self._scope_of(place, None), place)
        end = await ending(self._desk, scope, place, 0, ticket)
        async with self._desk.store.reading() as db:
            how = await watched.one(db, feed.channel)
        card = await card_of(self._desk, scope, [end], how.length if how else "short")
        await self._notices.redraw(feed.guild, feed.channel, entry.message, shown_card(entry, feed, card))

    async def withdraw(self, feed: Followed, message: int) -> None:
        """Delete a message that was posted in vain."""
        channel = self._client.get_partial_messageable(feed.channel, guild_id=feed.guild)
        try:
            with reaching():
                await channel.get_partial_message(message).delete()
        except discord.HTTPException:
            return  # it is gone

    async def tell(self, feed: Followed) -> None:
        """Tell the channel that its feed is parked."""
        await self._notices.post(feed.guild, feed.channel, parked_card(feed), f"feed parked {feed.id}")
