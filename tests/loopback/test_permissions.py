"""Discord's permission arithmetic."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.loopback.permissions import ALL, EVERYONE, Permission, in_channel, in_guild, may, named
from tests.loopback.state import (
    DM,
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

VIEW, SEND = Permission.VIEW_CHANNEL, Permission.SEND_MESSAGES


def a_guild(*roles: int) -> tuple[Guild, User]:
    """A guild whose one member has roles with these permissions."""
    user = User(5, "Bob")
    guild = Guild(1, "Paper", owner=9)
    guild.roles[1] = Role(1, "@everyone", EVERYONE)
    for number, permissions in enumerate(roles, 10):
        guild.roles[number] = Role(number, f"role {number}", permissions)
    guild.members[5] = Member(user, {10 + number for number in range(len(roles))})
    return guild, user


def a_channel(guild: Guild, *overwrites: Overwrite) -> Channel:
    return Channel(100, TEXT, "news", guild, overwrites={one.target: one for one in overwrites})


def test_a_stranger_may_nothing_and_an_owner_everything() -> None:
    guild, user = a_guild()
    channel = a_channel(guild, Overwrite(1, 0, deny=VIEW))
    assert in_channel(channel, User(7, "Cleo")) == 0
    guild.owner = user.id
    assert in_channel(channel, user) == ALL


def test_an_administrator_passes_every_overwrite() -> None:
    guild, user = a_guild(Permission.ADMINISTRATOR)
    assert may(a_channel(guild, Overwrite(5, 1, deny=VIEW | SEND)), user, VIEW | SEND)


def test_without_viewing_nothing_else_is_left() -> None:
    guild, user = a_guild()
    assert in_channel(a_channel(guild, Overwrite(1, 0, deny=VIEW)), user) == 0


def test_without_sending_there_are_no_files_and_embeds() -> None:
    guild, user = a_guild()
    has = in_channel(a_channel(guild, Overwrite(1, 0, deny=SEND)), user)
    assert has & VIEW
    assert not has & (Permission.EMBED_LINKS | Permission.ATTACH_FILES)


def test_a_role_that_allows_beats_one_that_denies_and_the_member_beats_both() -> None:
    guild, user = a_guild(0, 0)
    both = [Overwrite(10, 0, deny=SEND), Overwrite(11, 0, allow=SEND)]
    assert may(a_channel(guild, *both), user, SEND)
    assert not may(a_channel(guild, *both, Overwrite(5, 1, deny=SEND)), user, SEND)


def test_a_thread_asks_its_parent_and_has_its_own_right_to_send() -> None:
    guild, user = a_guild()
    parent = a_channel(guild, Overwrite(1, 0, deny=SEND))
    thread = Channel(101, THREAD, "talk", guild, parent=parent)
    assert may(thread, user, VIEW | SEND)
    guild.roles[1].permissions &= ~Permission.SEND_MESSAGES_IN_THREADS
    assert not may(thread, user, SEND)


def test_a_private_thread_needs_to_be_joined() -> None:
    guild, user = a_guild()
    thread = Channel(101, PRIVATE_THREAD, "talk", guild, parent=a_channel(guild))
    assert in_channel(thread, user) == 0
    thread.thread_members.add(user.id)
    assert may(thread, user, VIEW)


def test_direct_messages_belong_to_two() -> None:
    user = User(5, "Bob")
    channel = Channel(100, DM, recipient=user)
    assert in_channel(channel, user) == ALL
    assert in_channel(channel, User(6, "Cleo")) == 0


def test_names_are_those_of_discord() -> None:
    assert named("view_channel", "SEND_MESSAGES") == 1 << 10 | 1 << 11


@given(st.integers(0, ALL), st.integers(0, ALL), st.integers(0, ALL))
def test_the_members_own_overwrite_decides(everyone: int, allow: int, deny: int) -> None:
    guild, user = a_guild(everyone & ~Permission.ADMINISTRATOR)
    own = Overwrite(5, 1, allow=allow | VIEW | SEND, deny=deny)
    has = in_channel(a_channel(guild, own), user)
    assert has & allow == allow
    assert in_guild(guild, user) == EVERYONE | (everyone & ~Permission.ADMINISTRATOR)
