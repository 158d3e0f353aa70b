"""Whether Discord can be reached: what it refuses is told from what it cannot do at present."""

import contextlib
from collections.abc import Iterator

import aiohttp
import discord

from bot.desk.later import Later

_TOO_MANY = 429
_SERVER_ERROR = 500


class Unreachable(Later):
    """Discord did not do what was asked, and may do it later."""


@contextlib.contextmanager
def reaching() -> Iterator[None]:
    """What keeps Discord from answering at present is Unreachable; what it refuses is raised as it is."""
    try:
        yield
    except discord.HTTPException as error:
        if error.status != _TOO_MANY and error.status < _SERVER_ERROR:
            raise
        raise Unreachable(f"Discord answers {error.status}") from error
    except (TimeoutError, OSError, aiohttp.ClientError) as error:
        raise Unreachable(f"Discord cannot be reached ({error})") from error
