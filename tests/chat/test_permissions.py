"""What the bot must be allowed, and what it is told that it lacks."""

import discord
from hypothesis import given
from hypothesis import strategies as st

from bot.chat.permissions import NEEDED, granted_in, invitation, missing, missing_in
from tests.chat.guilds import GUILD, channel, thread
from tests.chat.rest import CHANNEL, ELSE, THREAD_IN_IT, client_in


def test_the_invitation_asks_for_what_is_needed_and_for_commands() -> None:
    link = invitation(1234)
    assert link.startswith("https://discord.com/oauth2/authorize?client_id=1234&")
    assert f"permissions={NEEDED.value}" in link
    assert "scope=bot+applications.commands" in link


@given(st.integers(min_value=0, max_value=(1 << 50) - 1))
def test_nothing_is_missing_once_the_missing_is_granted(value: int) -> None:
    granted = discord.Permissions(value)
    for name in missing(granted):
        setattr(granted, name.replace(" ", "_"), True)
    assert missing(granted) == []
    assert granted.is_superset(NEEDED)


def test_what_is_granted_in_a_channel_and_its_threads() -> None:
    everyone = discord.Permissions(view_channel=True, send_messages=True).value
    client, _ = client_in(channel(CHANNEL), threads=(thread(THREAD_IN_IT, CHANNEL),), everyone=everyone)
    for place in (CHANNEL, THREAD_IN_IT):
        granted = granted_in(client, GUILD, place)
        assert granted
        assert granted.send_messages
        assert "add reactions" in missing(granted)
        assert missing_in(client.get_guild(GUILD), place) == missing(granted)


def test_nothing_is_known_of_places_that_discord_did_not_name() -> None:
    client, _ = client_in(channel(CHANNEL), everyone=0)
    assert granted_in(client, GUILD, ELSE) is None
    assert granted_in(client, ELSE, CHANNEL) is None
    assert missing_in(client.get_guild(GUILD), ELSE) == missing_in(None, CHANNEL) == []
