"""Everybody who can view the reply may read what it draws on: against all people that there could be."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.chat.audience import (
    ADMINISTRATOR,
    CONNECT,
    READ_MESSAGE_HISTORY,
    VIEW_CHANNEL,
    ChannelRules,
    GuildRules,
    Overwrite,
    RoleRules,
    readable_by_all_viewers,
)
from tests.examples import examples

READ = VIEW_CHANNEL | READ_MESSAGE_HISTORY
SEND_MESSAGES = 1 << 11
OWNER, ANYBODY = 900, 999
MEMBERS = (OWNER, 901, 902)
ROLES = (101, 102, 103, 104)
CHANNELS = (1, 2, 3)


@dataclass(frozen=True)
class Person:
    id: int
    roles: tuple[int, ...]


def people(guild: GuildRules) -> Iterator[Person]:
    """Everybody whom permissions can tell apart: each set of roles, with and without a name that overwrites use."""
    roles = [role.id for role in guild.roles]
    for size in range(len(roles) + 1):
        for chosen in combinations(roles, size):
            for id_ in (ANYBODY, *MEMBERS):
                yield Person(id_, chosen)


def has(guild: GuildRules, channel: ChannelRules, person: Person) -> int:
    """The permissions of a person in a channel, step by step as Discord documents it."""
    total = guild.everyone
    for role in guild.roles:
        if role.id in person.roles:
            total |= role.permissions
    if total & ADMINISTRATOR or person.id == guild.owner:
        return ~0
    if channel.everyone:
        total = total & ~channel.everyone.deny | channel.everyone.allow
    own = [one for one in channel.roles if one.target in person.roles]
    for one in own:
        total &= ~one.deny
    for one in own:
        total |= one.allow
    for one in channel.members:
        if one.target == person.id:
            total = total & ~one.deny | one.allow
    return total


def reads(guild: GuildRules, channel: ChannelRules, person: Person) -> bool:
    needed = READ | CONNECT if channel.voice else READ
    return has(guild, channel, person) & needed == needed


def expected(guild: GuildRules, reply: ChannelRules) -> set[int]:
    viewers = [person for person in people(guild) if has(guild, reply, person) & VIEW_CHANNEL]
    return {one.id for one in guild.channels if all(reads(guild, one, person) for person in viewers)} | {reply.id}


bits = st.lists(st.sampled_from([VIEW_CHANNEL, READ_MESSAGE_HISTORY, CONNECT, READ, SEND_MESSAGES]), max_size=2).map(
    lambda chosen: sum(set(chosen)) if READ not in chosen else READ
)
in_guild = st.one_of(bits, st.just(READ), bits, st.just(ADMINISTRATOR))


def overwrites(targets: Sequence[int]) -> st.SearchStrategy[tuple[Overwrite, ...]]:
    one = st.builds(Overwrite, st.sampled_from(targets), bits, bits)
    return st.lists(one, max_size=len(targets), unique_by=lambda overwrite: overwrite.target).map(tuple)


def channels(id_: int) -> st.SearchStrategy[ChannelRules]:
    everyone = st.none() | st.builds(Overwrite, st.just(0), bits, bits)
    return st.builds(
        ChannelRules,
        st.just(id_),
        everyone,
        overwrites(ROLES),
        overwrites(MEMBERS),
        voice=st.sampled_from([False, False, True]),
    )


guilds = st.builds(
    GuildRules,
    in_guild,
    st.tuples(*(st.builds(RoleRules, st.just(id_), in_guild) for id_ in ROLES)),
    st.tuples(*map(channels, CHANNELS)),
    st.sampled_from([OWNER, None]),
)


@settings(max_examples=examples(300))
@given(guilds)
def test_exactly_what_every_possible_viewer_may_read(guild: GuildRules) -> None:
    for reply in guild.channels:
        assert readable_by_all_viewers(guild, reply) == expected(guild, reply)


def guild_of(*channels: ChannelRules, everyone: int = READ, roles: Sequence[RoleRules] = ()) -> GuildRules:
    return GuildRules(everyone, tuple(roles), channels, OWNER)


def test_an_open_guild_reads_everything_everywhere() -> None:
    guild = guild_of(ChannelRules(1), ChannelRules(2))
    assert readable_by_all_viewers(guild, ChannelRules(1)) == {1, 2}


def test_a_channel_for_one_role_is_not_told_to_everybody_but_hears_all() -> None:
    newsroom = ChannelRules(2, Overwrite(0, 0, VIEW_CHANNEL), (Overwrite(101, VIEW_CHANNEL, 0),))
    guild = guild_of(ChannelRules(1), newsroom, roles=[RoleRules(101, 0)])
    assert readable_by_all_viewers(guild, guild.channels[0]) == {1}
    assert readable_by_all_viewers(guild, newsroom) == {1, 2}


def test_two_roles_together_can_be_the_counterexample() -> None:
    """One lets in where the reply stands, the other is kept out of the channel that the first alone could read."""
    hall = ChannelRules(1, Overwrite(0, 0, VIEW_CHANNEL), (Overwrite(101, VIEW_CHANNEL, 0),))
    library = ChannelRules(2, None, (Overwrite(102, 0, VIEW_CHANNEL),))
    guild = guild_of(hall, library, roles=[RoleRules(101, 0), RoleRules(102, 0)])
    assert readable_by_all_viewers(guild, hall) == {1}
    without = replace(guild, roles=guild.roles[:1])
    assert readable_by_all_viewers(without, hall) == {1, 2}


def test_a_role_that_is_allowed_outweighs_one_that_is_denied() -> None:
    hall = ChannelRules(1, Overwrite(0, 0, VIEW_CHANNEL), (Overwrite(101, VIEW_CHANNEL, 0),))
    library = ChannelRules(2, None, (Overwrite(102, 0, READ), Overwrite(101, READ, 0)))
    guild = guild_of(hall, library, roles=[RoleRules(101, 0), RoleRules(102, 0)])
    assert readable_by_all_viewers(guild, hall) == {1, 2}


def test_a_channel_without_its_history_is_not_read() -> None:
    guild = guild_of(ChannelRules(1), ChannelRules(2, Overwrite(0, 0, READ_MESSAGE_HISTORY)))
    assert readable_by_all_viewers(guild, guild.channels[0]) == {1}


def test_the_reply_channel_is_in_its_own_audience_even_without_its_history_but_not_its_threads() -> None:
    ticker = ChannelRules(2, Overwrite(0, 0, READ_MESSAGE_HISTORY), threads=(21,))
    assert readable_by_all_viewers(guild_of(ChannelRules(1), ticker), ticker) == {1, 2}


def test_public_threads_go_with_their_channel() -> None:
    guild = guild_of(ChannelRules(1, threads=(11, 12)), ChannelRules(2, Overwrite(0, 0, VIEW_CHANNEL), threads=(21,)))
    assert readable_by_all_viewers(guild, guild.channels[0]) == {1, 11, 12}
    assert readable_by_all_viewers(guild, replace(guild.channels[1], id=21, threads=())) == {1, 2, 11, 12, 21}


def test_who_is_let_in_by_name_must_be_able_to_read_the_other_channel() -> None:
    study = ChannelRules(1, Overwrite(0, 0, VIEW_CHANNEL), members=(Overwrite(901, VIEW_CHANNEL, 0),))
    closed = ChannelRules(2, Overwrite(0, 0, VIEW_CHANNEL))
    named = replace(closed, id=3, members=(Overwrite(901, VIEW_CHANNEL, 0),))
    guild = guild_of(study, closed, named, ChannelRules(4))
    assert readable_by_all_viewers(guild, study) == {1, 3, 4}


def test_who_is_kept_out_by_name_must_be_kept_out_of_the_reply_too() -> None:
    without = ChannelRules(1, members=(Overwrite(901, 0, VIEW_CHANNEL),))
    guild = guild_of(without, ChannelRules(2), replace(without, id=3))
    assert readable_by_all_viewers(guild, guild.channels[1]) == {2}
    assert readable_by_all_viewers(guild, without) == {1, 2, 3}


def test_who_is_let_in_here_and_kept_out_there_by_name_is_one_viewer_too_many() -> None:
    study = ChannelRules(1, Overwrite(0, 0, VIEW_CHANNEL), members=(Overwrite(901, VIEW_CHANNEL, 0),))
    guild = guild_of(study, ChannelRules(2, members=(Overwrite(901, 0, READ_MESSAGE_HISTORY),)))
    assert readable_by_all_viewers(guild, study) == {1}


def test_what_one_overwrite_denies_and_allows_is_allowed() -> None:
    study = ChannelRules(1, Overwrite(0, 0, VIEW_CHANNEL), members=(Overwrite(901, VIEW_CHANNEL, VIEW_CHANNEL),))
    library = ChannelRules(2, Overwrite(0, READ, READ), (Overwrite(101, READ, READ),), (Overwrite(901, READ, READ),))
    guild = guild_of(study, library, replace(library, id=3, members=()), roles=[RoleRules(101, 0)])
    assert readable_by_all_viewers(guild, study) == {1, 2, 3}


def test_the_owner_and_administrators_are_kept_out_of_nothing() -> None:
    hall = ChannelRules(1, Overwrite(0, 0, VIEW_CHANNEL), (Overwrite(101, VIEW_CHANNEL, 0),))
    vault = ChannelRules(2, Overwrite(0, 0, VIEW_CHANNEL), (), (Overwrite(OWNER, 0, VIEW_CHANNEL),))
    guild = guild_of(hall, vault, roles=[RoleRules(101, ADMINISTRATOR)])
    assert readable_by_all_viewers(guild, hall) == {1, 2}
    assert readable_by_all_viewers(replace(guild, everyone=ADMINISTRATOR), ChannelRules(9)) == {1, 2, 9}


def test_the_chat_of_a_voice_channel_is_for_those_who_may_connect() -> None:
    guild = guild_of(ChannelRules(1), ChannelRules(2, voice=True))
    assert readable_by_all_viewers(guild, guild.channels[0]) == {1}
    assert readable_by_all_viewers(replace(guild, everyone=READ | CONNECT), guild.channels[0]) == {1, 2}


def test_what_is_age_restricted_is_only_told_where_that_is_known() -> None:
    guild = guild_of(ChannelRules(1), ChannelRules(2, age_restricted=True), ChannelRules(3, age_restricted=True))
    assert readable_by_all_viewers(guild, guild.channels[0]) == {1}
    assert readable_by_all_viewers(guild, guild.channels[1]) == {1, 2, 3}
