"""A check of everything on Discord's side: token, intents, permissions, and the link that invites the bot."""

from collections.abc import AsyncIterator

import aiohttp
import discord

from bot.chat import api
from bot.chat.permissions import invitation, missing
from bot.desk.checkup import Check
from bot.settings import Settings

_WHAT = "Discord"
_BOT_PAGE = "https://discord.com/developers/applications → your application → Bot"
_MOST_GUILDS = 20


async def examine(settings: Settings, token: str) -> AsyncIterator[Check]:
    """Log in without connecting, and look at what Discord says of the bot."""
    api.use(settings.api)
    async with discord.Client(intents=discord.Intents.none()) as client:
        try:
            await client.login(token)
            yield Check(_WHAT, f"the token is that of {client.user}")
            yield _intent(client)
            async for check in _guilds(client):
                yield check
            if client.application_id:
                yield Check("Invitation", invitation(client.application_id))
        except discord.LoginFailure:
            remedy = f"Make a new one ({_BOT_PAGE} → Reset Token), and set DISCORD_TOKEN to it."
            yield Check(_WHAT, "the token is not accepted", remedy, sound=False)
        except discord.DiscordServerError as error:
            remedy = "Try again later; https://discordstatus.com says what is wrong."
            yield Check(_WHAT, f"it is out of order just now (status {error.status})", remedy, sound=False)
        except (OSError, aiohttp.ClientError, discord.HTTPException) as error:
            yield Check(_WHAT, f"cannot be reached: {error}", "Check the network.", sound=False)


def _intent(client: discord.Client) -> Check:
    flags = client.application_flags
    if flags.gateway_message_content or flags.gateway_message_content_limited:
        return Check("Message content", "the intent is on")
    remedy = f"Switch it on: {_BOT_PAGE} → Privileged Gateway Intents."
    return Check("Message content", "the intent is off: no message could be read", remedy, sound=False)


async def _guilds(client: discord.Client) -> AsyncIterator[Check]:
    """The guilds that the bot is in, each with the permissions that it lacks there."""
    found = [guild async for guild in client.fetch_guilds(limit=_MOST_GUILDS + 1)]
    if not found:
        yield Check("Guilds", "the bot is in none yet: open the invitation")
    for one in found[:_MOST_GUILDS]:
        guild = await client.fetch_guild(one.id, with_counts=False)
        me = await guild.fetch_member(client.user.id) if client.user else None
        lacking = missing(me.guild_permissions) if me else []
        finding = f"the bot may not: {', '.join(lacking)}" if lacking else "the bot has the permissions it needs"
        remedy = "Give its role these permissions, or open the invitation again."
        yield Check(f"Guild {guild.name}", finding, remedy, sound=not lacking)
    if len(found) > _MOST_GUILDS:
        yield Check("Guilds", f"the bot is in more; these are the first {_MOST_GUILDS}")
