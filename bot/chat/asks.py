"""Who asks, where, and what may be said: an Ask from a Discord message or interaction."""

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial

import discord

from bot.chat import scopes
from bot.chat.permissions import missing_in
from bot.chat.scopes import Channel
from bot.commands.ask import Ask
from bot.desk.desk import Desk
from bot.store import places
from bot.store.rows import Place
from bot.store.scope import LOCAL, Scope

NOTHING = Scope(LOCAL, frozenset())
"""What may be said in a direct message: nothing of any guild."""


@dataclass(frozen=True, slots=True)
class Asker:
    """Somebody who asks: `guild` and `channel` are None where discord.py does not know them."""

    guild: discord.Guild | None
    channel: Channel
    user: discord.User | discord.Member

    @property
    def manager(self) -> bool:
        """Whether commands for managers are theirs: those who may manage the guild."""
        return isinstance(self.user, discord.Member) and self.user.guild_permissions.manage_guild

    @property
    def moderator(self) -> bool:
        """Whether they may manage messages where they ask."""
        if not isinstance(self.user, discord.Member) or self.guild is None:
            return False
        if self.user.guild_permissions.manage_messages:
            return True
        return isinstance(self.channel, discord.abc.GuildChannel | discord.Thread) and (
            self.channel.permissions_for(self.user).manage_messages
        )

    @property
    def roles(self) -> frozenset[int]:
        """The ids of their roles, @everyone left out."""
        if not isinstance(self.user, discord.Member) or self.guild is None:
            return frozenset()
        return frozenset(role.id for role in self.user.roles if role.id != self.guild.id)


def asker_of(source: discord.Message | discord.Interaction) -> Asker:
    """Who sent a message or pressed something."""
    user = source.author if isinstance(source, discord.Message) else source.user
    return Asker(source.guild, source.channel, user)


async def ask_of(
    desk: Desk, asker: Asker, *, private: bool, place: Place | None = None, replied: str | None = None
) -> tuple[Ask, bool]:
    """The Ask of somebody, and whether the answer leaves out what they might read themselves.

    A private answer draws on all that the asker may read; a public one on what everybody may who can see it.
    """
    scope, narrowed = await _scope(desk, asker, private=private)
    channel = getattr(asker.channel, "id", None)
    ask = Ask(
        scope, desk, str(asker.user.id), channel, private, datetime.now(UTC),
        manager=asker.manager, moderator=asker.moderator, roles=asker.roles, place=place, replied=replied,
        lacking=partial(missing_in, asker.guild),
    )  # fmt: skip
    return ask, narrowed


async def _scope(desk: Desk, asker: Asker, *, private: bool) -> tuple[Scope, bool]:
    if asker.guild is None or not isinstance(asker.user, discord.Member) or asker.channel is None:
        return NOTHING, False
    async with desk.store.reading() as db:
        known = await places.in_use(db, asker.guild.id)
    own = scopes.private(asker.guild, asker.user, asker.channel, known)
    if private:
        return own, False
    everybodys = scopes.public(asker.guild, asker.channel, known)
    return everybodys, scopes.narrows(everybodys, own)
