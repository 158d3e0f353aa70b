"""Who sees an answer: whether everybody who can view one channel may read another, from roles and overwrites alone.

No member is looked at: any combination of roles is taken to exist, so an answer stays right when roles are handed out.

Discord resolves a permission for a person with the roles S so: what @everyone or a role of S has in the guild; then the
channel's overwrite for @everyone; then those for all roles of S together, where one that allows outweighs all that
deny; then the person's own overwrite. Administrators and the owner have everything, so they never lack anything here.
(https://discord.com/developers/docs/topics/permissions#permission-overwrites)

A counterexample is a person who views the reply channel R and lacks a permission that reading C needs. Without an
overwrite of their own, two roles are enough for one. Let S be a counterexample. If S views R by a role, be it one that
R allows or one that has the permission in the guild, keep one such role; if S lacks the permission because C denies it
to a role, keep one such role; drop all others. What is left is in S, so it holds no role that C allows, none that has
the permission in the guild if that is what S lacked, no administrator's, and, if S viewed R without a role that R
allows, none that R denies: it still views R and still lacks the permission. So it suffices to look for one or two roles
with the right properties; sets of roles are bits of an integer here, and a few operations on them look at all pairs.
"""

from dataclasses import dataclass
from typing import NamedTuple

ADMINISTRATOR = 1 << 3
VIEW_CHANNEL = 1 << 10
READ_MESSAGE_HISTORY = 1 << 16
CONNECT = 1 << 20

READING = VIEW_CHANNEL | READ_MESSAGE_HISTORY | CONNECT
"""All that an overwrite can change about reading; overwrites of nothing of it may be left out of the rules."""


class Overwrite(NamedTuple):
    """What a channel allows and denies to one role or member (`target`); what is in both is allowed."""

    target: int
    allow: int
    deny: int


@dataclass(frozen=True, slots=True)
class RoleRules:
    """A role, and its permissions in the guild."""

    id: int
    permissions: int


@dataclass(frozen=True, slots=True)
class ChannelRules:
    """A channel, its overwrites, and the ids of public threads in it: these have its rules.

    A thread as reply channel has its own id here, and all else of the channel that it is in.
    """

    id: int
    everyone: Overwrite | None = None
    roles: tuple[Overwrite, ...] = ()
    members: tuple[Overwrite, ...] = ()
    voice: bool = False
    age_restricted: bool = False
    threads: tuple[int, ...] = ()

    @property
    def needed(self) -> tuple[int, ...]:
        """The permissions to read its messages: those of a voice or stage channel are only for who may connect."""
        return (VIEW_CHANNEL, READ_MESSAGE_HISTORY, *([CONNECT] if self.voice else []))


@dataclass(frozen=True, slots=True)
class GuildRules:
    """What @everyone has in a guild, its other roles, its owner, and the channels that are asked about."""

    everyone: int
    roles: tuple[RoleRules, ...]
    channels: tuple[ChannelRules, ...]
    owner: int | None = None


def readable_by_all_viewers(guild: GuildRules, reply: ChannelRules) -> frozenset[int]:
    """The channels, and the threads in them, that everybody may read who can view `reply`; always with `reply` itself.

    An age-restricted channel is only among them where `reply` is one, since permissions do not say who is of age.
    """
    roles = _Roles.of(guild)
    view = roles.resolved(reply, VIEW_CHANNEL)
    read = {reply.id}
    for channel in guild.channels:
        if channel.age_restricted and not reply.age_restricted:
            continue
        if guild.everyone & ADMINISTRATOR or not any(
            _differ(view, roles.resolved(channel, permission), roles.ordinary) for permission in channel.needed
        ):
            read.update((channel.id, *channel.threads))
    return frozenset(read)


@dataclass(frozen=True, slots=True)
class _Resolved:
    """Who has one permission in one channel, as sets of roles and the ids of members.

    `everybody`: also who has no role. `having`: the roles that bring it along from the guild, if @everyone's
    overwrite lets them. Then the channel's overwrites: `allowed` goes before `denied`, for members too.
    """

    everybody: bool
    having: int
    allowed: int
    denied: int
    allowed_members: frozenset[int]
    denied_members: frozenset[int]

    def held(self, among: int) -> bool:
        """Whether somebody has it whose roles are all of `among`."""
        return self.everybody or bool(among & (self.allowed | self.having & ~self.denied))

    def lacked(self, among: int) -> bool:
        """Whether somebody lacks it whose roles are all of `among`."""
        return not self.everybody or bool(among & self.denied & ~self.allowed)


@dataclass(frozen=True, slots=True)
class _Roles:
    """The roles that a counterexample may have, so no administrator's: each is a bit, all together are `ordinary`."""

    guild: GuildRules
    bits: dict[int, int]
    ordinary: int
    having: dict[int, int]

    @classmethod
    def of(cls, guild: GuildRules) -> "_Roles":
        """The roles of a guild, and which of them have which permission there."""
        roles = [role for role in guild.roles if not role.permissions & ADMINISTRATOR]
        bits = {role.id: 1 << place for place, role in enumerate(roles)}
        having = {
            permission: sum(bits[role.id] for role in roles if role.permissions & permission)
            for permission in (VIEW_CHANNEL, READ_MESSAGE_HISTORY, CONNECT)
        }
        return cls(guild, bits, (1 << len(roles)) - 1, having)

    def resolved(self, channel: ChannelRules, permission: int) -> _Resolved:
        """Who has a permission in a channel. The owner has all, whatever an overwrite says."""
        kept = not channel.everyone or not channel.everyone.deny & permission
        given = bool(channel.everyone and channel.everyone.allow & permission)
        allowed = denied = 0
        for role, allow, deny in channel.roles:
            if (allow | deny) & permission:
                bit = self.bits.get(role, 0)
                allowed |= bit if allow & permission else 0
                denied |= bit if deny & permission else 0
        members = [one for one in channel.members if one.target != self.guild.owner]
        return _Resolved(
            everybody=given or (kept and bool(self.guild.everyone & permission)),
            having=self.having[permission] if kept else 0,
            allowed=allowed,
            denied=denied,
            allowed_members=frozenset(one.target for one in members if one.allow & permission),
            denied_members=frozenset(one.target for one in members if one.deny & ~one.allow & permission),
        )


def _differ(view: _Resolved, need: _Resolved, ordinary: int) -> bool:
    """Whether somebody has the permission `view` in one channel and lacks `need` in the other."""
    return _differ_by_roles(view, need, ordinary) or _differ_by_name(view, need, ordinary)


def _differ_by_roles(view: _Resolved, need: _Resolved, ordinary: int) -> bool:
    """Whether that is somebody without an overwrite of their own: one or two roles, none of which `need` is allowed."""
    usable = ordinary & ~need.allowed
    if not need.everybody and view.held(usable & ~need.having):
        return True
    denied = usable & need.denied
    if not denied:
        return False
    return bool(usable & view.allowed) or (bool(denied & ~view.denied) and view.held(usable))


def _differ_by_name(view: _Resolved, need: _Resolved, ordinary: int) -> bool:
    """Whether that is somebody with an overwrite of their own in either channel, and any roles."""
    refused = need.denied_members - view.denied_members
    if refused & view.allowed_members or (refused and view.held(ordinary)):
        return True
    return bool(view.allowed_members - need.allowed_members) and need.lacked(ordinary)
