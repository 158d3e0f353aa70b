"""Dossier on Discord from log-in to log-out: supervised, so that no event ends it; every end in plain words."""

import asyncio
import logging
import time
import traceback
from collections.abc import Coroutine
from pathlib import Path
from typing import Any

import aiohttp
import discord

from bot.chat import api
from bot.chat.client import Client
from bot.desk.desk import Desk

_log = logging.getLogger(__name__)

_REFUSED = (
    "Discord does not accept the token. Make a new one (https://discord.com/developers/applications → your application "
    "→ Bot → Reset Token) and set DISCORD_TOKEN to it."
)
_INTENT = (
    "Discord does not let me read messages: the Message Content Intent is off. Switch it on at "
    "https://discord.com/developers/applications → your application → Bot → Privileged Gateway Intents."
)
_PAUSES = (1.0, 5.0, 15.0, 60.0)
"""Seconds before the next attempt, after a connection that broke down at once, twice, …"""

_STEADY_SECONDS = 120.0
"""A connection that held so long was a good one: the pauses begin anew."""


class ChatError(Exception):
    """Discord cannot be used; the message is for the operator."""


class _NoLimits(logging.Filter):
    """discord.py warns of every request that has to wait its turn: that is how Discord works."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Keep such a record only where everything is told."""
        return "rate limit" not in str(record.msg) or logging.getLogger().isEnabledFor(logging.INFO)


class _WithoutTrace(logging.Filter):
    """discord.py logs a trace whenever the network is away: one line will do."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Shorten a record of a lost connection."""
        if record.exc_info and str(record.msg).startswith("Attempting a reconnect"):
            record.msg, record.args = f"{record.getMessage()} ({record.exc_info[1]})", ()
            record.exc_info, record.exc_text, record.levelno, record.levelname = None, None, logging.WARNING, "WARNING"
        return True


async def serve(desk: Desk, token: str) -> None:
    """Be on Discord until cancelled.

    An event that discord.py cannot read ends its client, and not Dossier: it connects anew, and catches up.

    Raises:
        ChatError: the token or an intent is refused, or Discord cannot be reached at the start.
    """
    api.use(desk.settings.api)
    discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False  # we are never heard, only read
    logging.getLogger("discord.client").addFilter(_WithoutTrace())
    logging.getLogger("discord.http").addFilter(_NoLimits())
    failures = 0
    connected_before = False
    while True:
        client = Client(desk)
        began = time.monotonic()
        try:
            async with client:
                await _listening(client, token)
            _log.warning("Discord closed the connection")
        except ChatError:
            raise
        except (OSError, aiohttp.ClientError, discord.HTTPException, discord.GatewayNotFound) as error:
            if not connected_before and not client.was_ready:
                raise ChatError(_why_not(error)) from error
            _log.warning("the connection to Discord broke: %s", error)
        except Exception as error:  # noqa: BLE001 - told below; one event must not end the program
            _log.error("an event from Discord could not be read (%s): connecting anew", _where(error))
            _log.debug("in full", exc_info=True)
        connected_before = connected_before or client.was_ready
        failures = 0 if time.monotonic() - began > _STEADY_SECONDS else failures + 1
        await asyncio.sleep(_PAUSES[min(failures, len(_PAUSES)) - 1] if failures else 0)


async def _listening(client: Client, token: str) -> None:
    """Be on Discord until that ends, in a task apart.

    discord.py waits for its connection by asyncio.wait_for, which may lose a cancellation in Python 3.11; when its
    client is closed it ends in any case.
    """
    listening = asyncio.create_task(_connected(client, token), name="Discord")
    try:
        await asyncio.wait([listening])
    finally:
        listening.cancel()
        await _to_its_end(client.close())
        await asyncio.wait([listening])
    listening.result()


async def _to_its_end(work: Coroutine[Any, Any, None]) -> None:
    """Wait for work that takes a bounded time and is not cut short, however often this is cancelled meanwhile."""
    task = asyncio.create_task(work)
    cancelled = None
    while not task.done():
        try:
            await asyncio.wait([task])
        except asyncio.CancelledError as error:
            cancelled = error
    if cancelled is not None:
        raise cancelled
    task.result()


async def _connected(client: Client, token: str) -> None:
    """Log in and listen; what Discord refuses for good is a ChatError."""
    try:
        await client.start(token)
    except discord.LoginFailure as error:
        raise ChatError(_REFUSED) from error
    except discord.app_commands.CommandSyncFailure as error:
        raise ChatError(f"Discord refuses the commands: {error}.") from error
    except discord.PrivilegedIntentsRequired as error:
        raise ChatError(_INTENT) from error
    except discord.ConnectionClosed as error:
        if error.code == 4004:
            raise ChatError(_REFUSED) from error
        if error.code in (4013, 4014):
            raise ChatError(_INTENT) from error
        _log.warning("Discord closed the connection with code %s", error.code)


def _why_not(error: Exception) -> str:
    """Why there is no connection at the start."""
    if isinstance(error, discord.DiscordServerError):
        return (
            f"Discord is out of order just now (status {error.status}). Start again later; https://discordstatus.com "
            "says what is wrong."
        )
    return f"Discord cannot be reached: {error}. Check the network, and start again."


def _where(error: Exception) -> str:
    """What kind of error it is and where it rose, without its words: they may be those of a message."""
    places = traceback.extract_tb(error.__traceback__)
    at = f", {Path(places[-1].filename).name}, line {places[-1].lineno}" if places else ""
    return f"{type(error).__name__}{at}"
