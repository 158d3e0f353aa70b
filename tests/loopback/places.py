"""Guilds and channels as a test arranges them; every change is told to the bot as Discord tells it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import TypeAlias

from tests.loopback.double import Double
from tests.loopback.messages import Circumstances
from tests.loopback.people import File, Person, bot_posts, nth_bot_post, uploads
from tests.loopback.permissions import EVERYONE, Permission, in_guild, named
from tests.loopback.posts import WITHIN, Post
from tests.loopback.state import (
    NEWS,
    NEWS_THREAD,
    PRIVATE_THREAD,
    TEXT,
    THREAD,
    Channel,
    Guild,
    Member,
    Overwrite,
    Role,
    User,
)

Target: TypeAlias = Role | Person
"""Whom an overwrite is about."""


class ScenePlace:
    """What channels and threads have in common."""

    def __init__(self, double: Double, channel: Channel) -> None:
        self.double = double
        self.state = channel

    def __repr__(self) -> str:
        return f"#{self.state.name}"

    @property
    def id(self) -> int:
        """Its snowflake."""
        return self.state.id

    @property
    def mention(self) -> str:
        """How a message names it."""
        return f"<#{self.state.id}>"

    @property
    def posts(self) -> list[Post]:
        """All messages, oldest first."""
        return [Post(self.double, message) for _, message in sorted(self.state.messages.items())]

    @property
    def bot_posts(self) -> list[Post]:
        """The bot's messages, oldest first."""
        return bot_posts(self.double, self.state)

    async def bot_post(self, number: int = 1, within: float = WITHIN) -> Post:
        """Wait for the bot's so-manieth message in it (deleted ones do not count)."""
        return await nth_bot_post(self.double, self.state, number, within)

    def deletes(self) -> None:
        """Delete the channel, with its threads."""
        guild = self.state.guild
        assert guild is not None
        for one in [one for one in guild.channels.values() if one.parent is self.state] + [self.state]:
            self.double.events.channel("DELETE", one)
            del guild.channels[one.id], self.double.state.channels[one.id]

    def webhook_posts(self, text: str, name: str = "Wire", *, files: Iterable[File] = ()) -> Post:
        """A webhook posts."""
        state = self.double.state
        number = state.ids.next()
        author = User(number, name, bot=True)
        made = self.double.messages.create(
            self.state, author, {"content": text}, uploads(list(files)), Circumstances(webhook=number)
        )
        return Post(self.double, made)


class SceneThread(ScenePlace):
    """A thread."""

    def archives(self) -> None:
        """Discord archives it: nobody has posted in it for a while."""
        self.state.archived = datetime.now(UTC)
        self.double.events.channel("UPDATE", self.state)


class SceneChannel(ScenePlace):
    """A text channel of a guild."""

    def allows(self, target: Target, *permissions: str) -> None:
        """Give a role or a member permissions here, by Discord's names ("VIEW_CHANNEL")."""
        self._overwrite(target, allow=named(*permissions))

    def denies(self, target: Target, *permissions: str) -> None:
        """Take permissions from a role or a member here."""
        self._overwrite(target, deny=named(*permissions))

    def thread(self, name: str, start: Post | None = None, *, private: bool = False) -> SceneThread:
        """A thread, from a message or without."""
        state, guild = self.double.state, self.state.guild
        assert guild is not None
        kind = PRIVATE_THREAD if private else NEWS_THREAD if self.state.kind == NEWS else THREAD
        number = start.id if start else state.ids.next()
        made = Channel(number, kind, name, guild, parent=self.state, owner=guild.owner)
        guild.channels[number] = state.channels[number] = made
        self.double.events.channel("CREATE", made)
        return SceneThread(self.double, made)

    def thread_on(self, post: Post) -> SceneThread:
        """The thread that was opened on a message."""
        return SceneThread(self.double, self.double.state.channels[post.id])

    def renamed(self, name: str) -> None:
        """Give it another name."""
        self.state.name = name
        self.double.events.channel("UPDATE", self.state)

    def _overwrite(self, target: Target, allow: int = 0, deny: int = 0) -> None:
        number, kind = (target.user.id, 1) if isinstance(target, Person) else (target.id, 0)
        before = self.state.overwrites.get(number, Overwrite(number, kind))
        self.state.overwrites[number] = Overwrite(
            number, kind, (before.allow | allow) & ~deny, (before.deny | deny) & ~allow
        )
        self.double.events.channel("UPDATE", self.state)


class SceneGuild:
    """A guild; the bot is in it unless told otherwise."""

    def __init__(self, double: Double, name: str, *, with_bot: bool = True) -> None:
        self.double = double
        state = double.state
        owner = Person(double, User(state.ids.next(), f"Owner of {name}"))
        state.users[owner.user.id] = owner.user
        number = state.ids.next()
        self.state = Guild(number, name, owner.user.id)
        self.state.roles[number] = Role(number, "@everyone", EVERYONE)
        self.state.members[owner.user.id] = Member(owner.user)
        self.owner = owner
        self.bot_role = Role(state.ids.next(), state.bot.name, 0, 1)
        state.guilds[number] = self.state
        if with_bot:
            self.adds_bot()

    @property
    def id(self) -> int:
        """Its snowflake."""
        return self.state.id

    @property
    def everyone(self) -> Role:
        """The role that everybody has."""
        return self.state.roles[self.state.id]

    @property
    def bot(self) -> Person:
        """The bot, as a target of overwrites."""
        return Person(self.double, self.double.state.bot)

    def channel(self, name: str, *, private_to: Iterable[Target] | None = None, kind: int = TEXT) -> SceneChannel:
        """A text channel; a private one only for these roles and members (the bot must be named, too)."""
        state = self.double.state
        made = Channel(state.ids.next(), kind, name, self.state, position=len(self.state.channels))
        if private_to is not None:
            made.overwrites[self.id] = Overwrite(self.id, 0, deny=Permission.VIEW_CHANNEL)
            for one in private_to:
                number, about = (one.user.id, 1) if isinstance(one, Person) else (one.id, 0)
                made.overwrites[number] = Overwrite(number, about, allow=Permission.VIEW_CHANNEL)
        self.state.channels[made.id] = state.channels[made.id] = made
        self.double.events.channel("CREATE", made)
        return SceneChannel(self.double, made)

    def role(self, name: str, *permissions: str) -> Role:
        """A role with permissions by Discord's names."""
        made = Role(self.double.state.ids.next(), name, named(*permissions), len(self.state.roles))
        self.state.roles[made.id] = made
        self.double.events.role("CREATE", self.state, made)
        return made

    def may(self, role: Role, *permissions: str) -> None:
        """Let a role have exactly these permissions from now on."""
        role.permissions = named(*permissions)
        self.double.events.role("UPDATE", self.state, role)

    def member(self, who: str | Person, *roles: Role, administrator: bool = False, bot: bool = False) -> Person:
        """A new person of this name, or one of another guild who joins this one."""
        state = self.double.state
        person = who if isinstance(who, Person) else Person(self.double, User(state.ids.next(), who, bot=bot))
        state.users[person.user.id] = person.user
        if administrator:
            roles = (*roles, self._administrators())
        member = Member(person.user, {role.id for role in roles})
        self.state.members[person.user.id] = member
        self.double.events.member("ADD", self.state, member)
        return person

    def gives(self, person: Person, role: Role) -> None:
        """Give somebody a role."""
        self.state.members[person.user.id].roles.add(role.id)
        self.double.events.member("UPDATE", self.state, self.state.members[person.user.id])

    def takes(self, person: Person, role: Role) -> None:
        """Take a role from somebody."""
        self.state.members[person.user.id].roles.discard(role.id)
        self.double.events.member("UPDATE", self.state, self.state.members[person.user.id])

    def loses(self, person: Person) -> None:
        """Somebody leaves the guild."""
        gone = self.state.members.pop(person.user.id)
        self.double.events.member("REMOVE", self.state, gone)

    def adds_bot(self) -> None:
        """Somebody invites the bot."""
        state = self.double.state
        self.state.roles[self.bot_role.id] = self.bot_role
        self.state.members[state.bot.id] = Member(state.bot, {self.bot_role.id})
        self.double.events.guild_arrives(self.state)

    def removes_bot(self) -> None:
        """Somebody throws the bot out."""
        del self.state.members[self.double.state.bot.id]
        self.state.roles.pop(self.bot_role.id, None)
        self.double.events.guild_leaves(self.state, outage=False)

    def has_outage(self) -> None:
        """Discord cannot serve this guild for a while; `is_back` ends it."""
        self.state.away = True
        self.double.events.guild_leaves(self.state, outage=True)

    def is_back(self) -> None:
        """The outage is over."""
        self.state.away = False
        self.double.events.guild_arrives(self.state)

    def permissions_of(self, person: Person) -> int:
        """What somebody may do in the guild."""
        return in_guild(self.state, person.user)

    def _administrators(self) -> Role:
        for role in self.state.roles.values():
            if role.name == "administrators":
                return role
        return self.role("administrators", "ADMINISTRATOR")
