"""Public and private scopes of real discord.py guilds, held against discord.py's own permissions."""

from collections.abc import Iterator, Sequence
from itertools import combinations

import discord
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.chat import scopes
from bot.store.places import KnownChannel
from bot.store.scope import Scope
from tests.chat import guilds
from tests.chat.guilds import ADMINISTRATOR, CONNECT, DOSSIER, GUILD, HISTORY, OWNER, READ, VIEW, Payload

HALL, LIBRARY, STUDY, TOWER = 11 << 30, 12 << 30, 13 << 30, 14 << 30
THREAD, CLOSED_THREAD, OLD_THREAD, OLD_CLOSED_THREAD = 21 << 30, 22 << 30, 23 << 30, 24 << 30
READER, GUEST, BOTS = 31 << 30, 32 << 30, 33 << 30
ASKER, NAMED = 41 << 30, 42 << 30


def known_as(id_: int, parent: int | None = None, *, private: bool = False) -> KnownChannel:
    return KnownChannel(id_, parent, private)


ROOMS = tuple(map(known_as, (HALL, LIBRARY, STUDY, TOWER)))


def place(guild: discord.Guild, id_: int) -> discord.abc.GuildChannel | discord.Thread:
    found = guild.get_channel_or_thread(id_)
    assert found is not None
    return found


def public(guild: discord.Guild, channel: int, known: Sequence[KnownChannel] = ROOMS) -> frozenset[int]:
    scope = scopes.public(guild, place(guild, channel), known)
    assert scope.guild == GUILD
    assert scope.channels is not None
    return scope.channels


def private(
    guild: discord.Guild, asker: int, roles: Sequence[int], channel: int, known: Sequence[KnownChannel] = ROOMS
) -> frozenset[int]:
    scope = scopes.private(guild, guilds.member(guild, asker, roles), place(guild, channel), known)
    assert scope.guild == GUILD
    assert scope.channels is not None
    return scope.channels


def for_role(id_: int, role: int) -> Payload:
    """A channel that one role alone may view."""
    return guilds.channel(id_, guilds.overwrite(role, VIEW), guilds.overwrite(GUILD, deny=VIEW))


def house(*, everyone: int = READ) -> discord.Guild:
    """An open hall and library with threads, and a study for readers."""
    return guilds.guild(
        [guilds.channel(HALL), guilds.channel(LIBRARY), for_role(STUDY, READER)],
        [guilds.role(READER)],
        [guilds.thread(THREAD, LIBRARY), guilds.thread(CLOSED_THREAD, LIBRARY, private=True)],
        everyone=everyone,
    )


THREADS = (
    *ROOMS,
    known_as(THREAD, LIBRARY),
    known_as(CLOSED_THREAD, LIBRARY, private=True),
    known_as(OLD_THREAD, STUDY),
    known_as(OLD_CLOSED_THREAD, LIBRARY, private=True),
)


def test_what_is_public_is_readable_by_all_who_see_the_reply() -> None:
    guild = house()
    assert public(guild, HALL) == {HALL, LIBRARY}
    assert public(guild, STUDY) == {HALL, LIBRARY, STUDY}


def test_what_the_asker_may_read_is_more_for_who_has_the_role() -> None:
    guild = house()
    assert private(guild, ASKER, [], HALL) == {HALL, LIBRARY}
    assert private(guild, ASKER, [READER], HALL) == {HALL, LIBRARY, STUDY}
    assert private(guild, OWNER, [], HALL) == {HALL, LIBRARY, STUDY}


def test_public_threads_follow_their_channel_archived_ones_too() -> None:
    guild = house()
    assert public(guild, HALL, THREADS) == {HALL, LIBRARY, THREAD}
    assert public(guild, STUDY, THREADS) == {HALL, LIBRARY, THREAD, STUDY, OLD_THREAD}
    assert private(guild, ASKER, [], HALL, THREADS) == {HALL, LIBRARY, THREAD}
    assert private(guild, ASKER, [READER], HALL, THREADS) == {HALL, LIBRARY, THREAD, STUDY, OLD_THREAD}


def test_a_reply_in_a_thread_is_seen_by_those_who_see_its_channel() -> None:
    guild = house()
    assert public(guild, THREAD, THREADS) == {HALL, LIBRARY, THREAD}


def test_a_private_thread_is_told_only_in_itself() -> None:
    guild = house()
    assert public(guild, CLOSED_THREAD, THREADS) == {HALL, LIBRARY, THREAD, CLOSED_THREAD}
    assert private(guild, ASKER, [], CLOSED_THREAD, THREADS) == {HALL, LIBRARY, THREAD, CLOSED_THREAD}
    assert private(guild, OWNER, [], HALL, THREADS) == {HALL, LIBRARY, THREAD, STUDY, OLD_THREAD}


def test_a_private_thread_stays_so_when_the_store_does_not_know() -> None:
    mistaken = [*ROOMS, known_as(CLOSED_THREAD, LIBRARY)]
    assert CLOSED_THREAD not in public(house(), HALL, mistaken)
    assert CLOSED_THREAD not in private(house(), OWNER, [], HALL, mistaken)


def test_a_private_thread_in_a_channel_without_history_is_not_read_there() -> None:
    library = guilds.channel(LIBRARY, guilds.overwrite(GUILD, deny=HISTORY))
    guild = guilds.guild([library], threads=[guilds.thread(CLOSED_THREAD, LIBRARY, private=True)])
    assert private(guild, ASKER, [], CLOSED_THREAD) == frozenset()


def test_a_thread_that_discord_knows_and_the_store_knows_no_parent_of() -> None:
    assert public(house(), HALL, [known_as(THREAD)]) >= {HALL, THREAD}


def test_what_is_not_cached_is_in_no_scope() -> None:
    guild, gone = house(), 77 << 30
    lost = [known_as(gone), known_as(OLD_THREAD, gone), known_as(OLD_THREAD + 1)]
    assert public(guild, HALL, lost) == {HALL}
    assert private(guild, OWNER, [], HALL, lost) == {HALL}


def test_a_place_that_is_not_cached_has_no_public_scope() -> None:
    guild = house()
    other = guilds.guild([guilds.channel(TOWER)], threads=[guilds.thread(OLD_THREAD, TOWER)])
    unknown = discord.PartialMessageable(guild._state, TOWER, GUILD)
    for channel in (None, unknown, place(other, TOWER), place(other, OLD_THREAD)):
        assert scopes.public(guild, channel, ROOMS) == Scope(GUILD, frozenset())


def test_the_place_itself_need_not_be_known_yet() -> None:
    assert public(house(), THREAD, []) == private(house(), ASKER, [], THREAD, []) == {THREAD}
    assert private(house(), ASKER, [], STUDY, []) == frozenset()


def test_asked_in_a_direct_message_all_is_private_but_private_threads() -> None:
    guild = house()
    scope = scopes.private(guild, guilds.member(guild, ASKER, [READER]), None, THREADS)
    assert scope == Scope(GUILD, frozenset({HALL, LIBRARY, THREAD, STUDY, OLD_THREAD}))


def test_a_channel_without_its_history_is_not_read() -> None:
    silent = guilds.channel(LIBRARY, guilds.overwrite(GUILD, deny=HISTORY))
    guild = guilds.guild([guilds.channel(HALL), silent])
    assert public(guild, HALL) == {HALL}
    assert private(guild, ASKER, [], HALL) == {HALL}


def test_an_allowed_role_wins_and_the_overwrite_for_everyone_may_stand_anywhere() -> None:
    library = guilds.channel(
        LIBRARY,
        guilds.overwrite(NAMED, VIEW, member=True),
        guilds.overwrite(READER, VIEW),
        guilds.overwrite(GUEST, deny=VIEW),
        guilds.overwrite(GUILD, deny=VIEW),
    )
    guild = guilds.guild([guilds.channel(HALL), library], [guilds.role(READER), guilds.role(GUEST)])
    assert public(guild, LIBRARY) == {HALL, LIBRARY}
    assert public(guild, HALL) == {HALL}


@pytest.mark.parametrize("type_", [guilds.VOICE, guilds.STAGE])
def test_the_chat_of_a_voice_channel_is_for_those_who_may_connect(type_: int) -> None:
    rooms = [guilds.channel(HALL), guilds.channel(TOWER, type_=type_)]
    for everyone, readable in ((READ, {HALL}), (READ | CONNECT, {HALL, TOWER})):
        guild = guilds.guild(rooms, everyone=everyone)
        assert public(guild, HALL) == readable
        assert private(guild, ASKER, [], HALL) == readable


@pytest.mark.parametrize("type_", [guilds.FORUM, guilds.NEWS])
def test_posts_of_a_forum_and_threads_under_announcements_have_its_rules(type_: int) -> None:
    guild = guilds.guild([guilds.channel(HALL), guilds.channel(LIBRARY, type_=type_)])
    assert public(guild, HALL, [known_as(OLD_THREAD, LIBRARY)]) >= {HALL, OLD_THREAD}


def test_what_is_age_restricted_is_not_told_elsewhere() -> None:
    guild = guilds.guild([guilds.channel(HALL), guilds.channel(TOWER, nsfw=True), guilds.channel(STUDY, nsfw=True)])
    assert public(guild, HALL) == {HALL}
    assert public(guild, TOWER) == {HALL, TOWER, STUDY}


def test_dossier_itself_is_nobody_to_keep_things_from() -> None:
    """Its own role and its own overwrites let nobody else in; another bot's role does."""
    study = guilds.channel(
        STUDY,
        guilds.overwrite(GUILD, deny=VIEW),
        guilds.overwrite(BOTS, VIEW),
        guilds.overwrite(DOSSIER, VIEW, member=True),
        guilds.overwrite(READER, VIEW),
    )
    library = guilds.channel(
        LIBRARY, guilds.overwrite(GUILD, deny=VIEW), guilds.overwrite(BOTS, deny=VIEW), guilds.overwrite(READER, VIEW)
    )
    own, others = guilds.role(BOTS, READ, bot=DOSSIER), guilds.role(BOTS, READ, bot=ASKER)
    assert public(guilds.guild([study, library], [own, guilds.role(READER)]), STUDY) == {STUDY, LIBRARY}
    assert public(guilds.guild([study, library], [others, guilds.role(READER)]), STUDY) == {STUDY}


def test_an_answer_narrows_when_its_asker_may_read_more() -> None:
    assert scopes.narrows(Scope(GUILD, frozenset({HALL})), Scope(GUILD, frozenset({HALL, STUDY})))
    assert not scopes.narrows(Scope(GUILD, frozenset({HALL, STUDY})), Scope(GUILD, frozenset({HALL})))
    assert scopes.narrows(Scope(GUILD, frozenset({HALL})), Scope(GUILD))
    assert not scopes.narrows(Scope(GUILD), Scope(GUILD, frozenset({HALL})))


ROLES = (READER, GUEST, BOTS)
PEOPLE = (ASKER, NAMED, OWNER)
PLACES = (HALL, LIBRARY, TOWER)

bits = st.sampled_from([0, 0, VIEW, HISTORY, CONNECT, READ, READ | CONNECT, VIEW | 1 << 11])
powers = st.sampled_from([0, 0, 0, VIEW, HISTORY, READ, READ | CONNECT, ADMINISTRATOR])


@st.composite
def channels(draw: st.DrawFn, id_: int) -> Payload:
    targets = draw(st.lists(st.sampled_from([GUILD, *ROLES, NAMED, OWNER]), unique=True))
    found = [guilds.overwrite(one, draw(bits), draw(bits), member=one in PEOPLE) for one in targets]
    return guilds.channel(id_, *found, type_=draw(st.sampled_from([guilds.TEXT, guilds.TEXT, guilds.VOICE])))


@st.composite
def random_guilds(draw: st.DrawFn) -> discord.Guild:
    roles = [guilds.role(one, draw(powers)) for one in ROLES]
    return guilds.guild([draw(channels(one)) for one in PLACES], roles, everyone=draw(powers))


def everybody(guild: discord.Guild) -> Iterator[discord.Member]:
    """A member of every name and every set of roles."""
    for id_ in PEOPLE:
        for size in range(len(ROLES) + 1):
            for roles in combinations(ROLES, size):
                yield guilds.member(guild, id_, roles)


def reads(channel: discord.abc.GuildChannel, member: discord.Member) -> bool:
    has = channel.permissions_for(member)
    return has.view_channel and has.read_message_history and (channel.type.name == "text" or has.connect)


@given(random_guilds())
def test_nobody_who_sees_the_reply_misses_a_channel_that_it_draws_on(guild: discord.Guild) -> None:
    """By discord.py's own permissions, for all members there could be; and nothing is left out without need."""
    members = list(everybody(guild))
    for reply in guild.channels:
        viewers = [one for one in members if reply.permissions_for(one).view_channel]
        shared = {one.id for one in guild.channels if all(reads(one, viewer) for viewer in viewers)}
        assert public(guild, reply.id, [known_as(one) for one in PLACES]) == shared | {reply.id}


@given(random_guilds())
def test_a_private_answer_draws_on_what_its_asker_may_read(guild: discord.Guild) -> None:
    known = [known_as(one) for one in PLACES]
    for member in everybody(guild):
        scope = scopes.private(guild, member, guild.channels[0], known)
        assert scope.channels == frozenset(one.id for one in guild.channels if reads(one, member))
