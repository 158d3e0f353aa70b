"""What a look at Discord's side finds: the token, the intent, the permissions in each guild, the invitation."""

import pytest
from discord.asset import Asset
from discord.gateway import DiscordWebSocket
from discord.http import Route

from bot.chat.checkup import examine
from bot.desk.checkup import Check
from bot.settings import Settings
from tests.loopback import World, discord

ENOUGH = (
    "VIEW_CHANNEL",
    "READ_MESSAGE_HISTORY",
    "SEND_MESSAGES",
    "SEND_MESSAGES_IN_THREADS",
    "ADD_REACTIONS",
    "ATTACH_FILES",
)


@pytest.fixture(autouse=True)
def _discord_itself_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """The address of the API is one for the process: the next test is given the real one."""
    for where, name in ((Route, "BASE"), (DiscordWebSocket, "DEFAULT_GATEWAY"), (Asset, "BASE")):
        monkeypatch.setattr(where, name, getattr(where, name))


async def found(world: World, token: str = "") -> dict[str, Check]:
    checks = [check async for check in examine(Settings(api=world.api), token or world.portal.token)]
    return {check.what: check for check in checks}


async def test_all_is_well() -> None:
    async with discord() as world:
        world.guild("Paper")
        checks = await found(world)
    assert all(check.sound for check in checks.values())
    assert checks["Guild Paper"].finding == "the bot has the permissions it needs"
    assert checks["Message content"].finding == "the intent is on"


async def test_the_invitation_asks_for_exactly_what_is_needed() -> None:
    async with discord() as world:
        link = (await found(world))["Invitation"].finding
        application = world.double.state.application
    assert f"client_id={application}" in link
    assert "scope=bot+applications.commands" in link
    # view channel, send messages, read message history, add reactions, attach files, send messages in threads
    assert f"permissions={1 << 10 | 1 << 11 | 1 << 16 | 1 << 6 | 1 << 15 | 1 << 38}" in link


async def test_a_guild_where_the_bot_may_too_little() -> None:
    async with discord() as world:
        paper, other = world.guild("Paper"), world.guild("Other")
        paper.may(paper.everyone, *ENOUGH[:3])
        other.may(other.everyone, *ENOUGH)
        checks = await found(world)
    assert not checks["Guild Paper"].sound
    assert "add reactions, attach files, send messages in threads" in checks["Guild Paper"].finding
    assert "open the invitation again" in checks["Guild Paper"].remedy
    assert checks["Guild Other"].sound


async def test_in_no_guild_yet() -> None:
    async with discord() as world:
        checks = await found(world)
    assert "open the invitation" in checks["Guilds"].finding


async def test_in_more_guilds_than_are_looked_at() -> None:
    async with discord() as world:
        for number in range(21):
            world.guild(f"Paper {number}")
        checks = await found(world)
    assert "the first 20" in checks["Guilds"].finding
    assert len([what for what in checks if what.startswith("Guild ")]) == 20


async def test_without_the_intent() -> None:
    async with discord(message_content=False) as world:
        check = (await found(world))["Message content"]
    assert not check.sound
    assert "Privileged Gateway Intents" in check.remedy


@pytest.mark.parametrize("token", ["not a token", "some.other.token"])
async def test_a_token_that_is_not_accepted(token: str) -> None:
    async with discord() as world:
        [check] = (await found(world, token)).values()
    assert not check.sound
    assert check.finding == "the token is not accepted"
    assert "Reset Token" in check.remedy


async def test_discord_cannot_be_reached() -> None:
    async with discord() as world, world.unreachable():
        [check] = (await found(world)).values()
    assert not check.sound
    assert check.finding.startswith("cannot be reached: ")
    assert check.remedy == "Check the network."


async def test_discord_is_out_of_order() -> None:
    async with discord() as world:
        world.fails("GET /users/@me", 503)
        [check] = (await found(world)).values()
    assert not check.sound
    assert check.finding == "it is out of order just now (status 503)"
