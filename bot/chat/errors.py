"""The one policy for errors on Discord: a plain sentence with a reference for the asker alone, the trace in the log."""

import contextlib
import logging
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import discord

from bot.chat.render import draw
from bot.commands.dispatch import fault

_log = logging.getLogger(__name__)

_TOO_LATE = frozenset({10062, 40060, 10015})
"""Discord's codes for an interaction that is unknown by now, was answered already, or whose token has expired."""

_GONE = frozenset({10003, 10008})
"""Discord's codes for a channel or a message that is there no longer."""

_AWAY = (discord.DiscordServerError, aiohttp.ClientError)
"""What is raised when Discord is out of order or cannot be reached, after discord.py has tried a few times."""


@contextlib.asynccontextmanager
async def told(interaction: discord.Interaction[Any], what: str) -> AsyncIterator[None]:
    """Whatever goes wrong in the block while it did `what` is told to whoever sent the interaction."""
    try:
        yield
    except Exception as error:  # noqa: BLE001 - the one place where a fault in serving becomes an answer
        await tell(interaction, error, what)


async def tell(interaction: discord.Interaction[Any], error: Exception, what: str) -> None:
    """Answer an interaction whose service failed."""
    if isinstance(error, discord.HTTPException) and error.code in _TOO_LATE:
        _log.warning("%s: Discord did not wait for the answer (%s)", what, error.code)
        return
    if isinstance(error, _AWAY):
        _log.warning("%s: Discord is out of order just now (%s)", what, error)
        return
    manager = interaction.permissions.manage_guild
    [view] = draw(fault(error, what, manager=manager)).views
    try:
        if interaction.response.is_done():
            await interaction.followup.send(view=view, ephemeral=True)
        else:
            await interaction.response.send_message(view=view, ephemeral=True)
    except (discord.HTTPException, aiohttp.ClientError) as refused:
        _log.warning("%s: the fault could not be told: %s", what, refused)


@contextlib.asynccontextmanager
async def logged(what: str, channel: int | None = None) -> AsyncIterator[None]:
    """Whatever goes wrong in the block is logged; what Discord does not do in one line, what is gone not at all."""
    try:
        yield
    except discord.Forbidden as error:
        _log.warning("%s in channel %s: Discord does not let me (%s)", what, channel, error.text)
    except discord.NotFound as error:
        if error.code not in _GONE:
            _log.exception("%s in channel %s", what, channel)
    except _AWAY as error:
        _log.warning("%s in channel %s: Discord is out of order just now (%s)", what, channel, error)
    except Exception:  # noqa: BLE001 - told in full; nothing more can be said to whoever asks
        _log.exception("%s in channel %s", what, channel)
