"""What an answer may draw on: the public and the private scope, from what discord.py has cached of a guild.

By the guilds intent that is its roles, its channels and its active threads; archived threads come from the store.
Members are not cached: a member is who came along with an interaction or a message.
"""

from collections import defaultdict
from collections.abc import Iterable
from itertools import chain

import discord
from discord.abc import GuildChannel, Messageable

from bot.chat.audience import READING, ChannelRules, GuildRules, Overwrite, RoleRules, readable_by_all_viewers
from bot.store.places import KnownChannel
from bot.store.scope import Scope

Channel = GuildChannel | discord.Thread | Messageable | None
"""Where somebody asks. In what discord.py has not cached, or a direct message, nothing is public."""

_VOICE = (discord.ChannelType.voice, discord.ChannelType.stage_voice)


def public(guild: discord.Guild, channel: Channel, known: Iterable[KnownChannel]) -> Scope:
    """What an answer that is sent to `channel` draws on: `channel` itself, and what all may read who can view it.

    Of the `known` channels and threads. A private thread is viewed by some of those who can view the channel that it is
    in, so that one's rules are never too wide for it; itself it is in no other scope.
    """
    home = _home(guild, channel)
    if home is None or not isinstance(channel, GuildChannel | discord.Thread):
        return Scope(guild.id, frozenset())
    # Dossier is no reader to be kept from anything. Nobody else can have the role that Discord made for it.
    ours, us = guild.self_role, getattr(guild.me, "id", None)
    rules = GuildRules(
        everyone=guild.default_role.permissions.value,
        roles=tuple(
            RoleRules(role.id, role.permissions.value) for role in guild.roles if role not in (ours, guild.default_role)
        ),
        channels=tuple(_rules(one, one.id, us, ids) for one, ids in _by_home(guild, known).items()),
        owner=guild.owner_id,
    )
    return Scope(guild.id, readable_by_all_viewers(rules, _rules(home, channel.id, us)))


def private(guild: discord.Guild, member: discord.Member, channel: Channel, known: Iterable[KnownChannel]) -> Scope:
    """What `member` may read of the `known` channels and threads, and of `channel`: of private threads, that alone."""
    homes = _by_home(guild, known)
    home = _home(guild, channel)
    if home is not None and isinstance(channel, GuildChannel | discord.Thread):
        homes[home].append(channel.id)
    read = (ids for one, ids in homes.items() if _may_read(one, member))
    return Scope(guild.id, frozenset(chain.from_iterable(read)))


def narrows(public: Scope, private: Scope) -> bool:
    """Whether the public answer leaves out something that its asker may read."""
    if public.channels is None:
        return False
    return private.channels is None or not private.channels <= public.channels


def _home(guild: discord.Guild, channel: Channel) -> GuildChannel | None:
    """The channel of the guild that has the rules for `channel`: itself, or the one that a thread is in."""
    if isinstance(channel, discord.Thread):
        return guild.get_channel(channel.parent_id)
    return guild.get_channel(channel.id) if isinstance(channel, GuildChannel) else None


def _by_home(guild: discord.Guild, known: Iterable[KnownChannel]) -> defaultdict[GuildChannel, list[int]]:
    """The known ids by the channel whose rules they have; without private threads, and what has no such channel."""
    homes: defaultdict[GuildChannel, list[int]] = defaultdict(list)
    for one in known:
        thread = guild.get_thread(one.id)
        if one.private or (thread is not None and thread.is_private()):
            continue
        home = guild.get_channel(one.id) or guild.get_channel(thread.parent_id if thread else one.parent or 0)
        if home is not None:
            homes[home].append(one.id)
    return homes


def _rules(home: GuildChannel, id_: int, us: int | None, threads: Iterable[int] = ()) -> ChannelRules:
    """The rules of a channel, for it or for what has its rules.

    From discord.py's raw overwrites: its public ones cost 0.2 ms a channel, since they spell out every permission.
    """
    everyone, roles, members = None, [], []
    for raw in home._overwrites:  # noqa: SLF001  # see above
        if (raw.allow | raw.deny) & READING:
            one = Overwrite(raw.id, raw.allow, raw.deny)
            if raw.type == raw.ROLE and raw.id == home.guild.id:
                everyone = one
            elif raw.type == raw.ROLE:
                roles.append(one)
            elif raw.id != us:
                members.append(one)
    return ChannelRules(
        id_,
        everyone=everyone,
        roles=tuple(roles),
        members=tuple(members),
        voice=home.type in _VOICE,
        age_restricted=bool(getattr(home, "nsfw", False)),
        threads=tuple(threads),
    )


def _may_read(home: GuildChannel, member: discord.Member) -> bool:
    """Whether a member may read the messages of a channel; in a voice channel, also connect."""
    has = home.permissions_for(member)
    return has.view_channel and has.read_message_history and (has.connect or home.type not in _VOICE)
