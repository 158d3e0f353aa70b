"""A client that is logged in as Dossier in one guild, whose requests are written down and answered from a script."""

from collections.abc import Callable
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any, cast

import discord

from tests.chat.guilds import DOSSIER, GUILD, Payload, guild

CHANNEL, THREAD_IN_IT, FORUM_CHANNEL = 4 << 30, 5 << 30, 6 << 30
ELSE = 7 << 30
"""The id of somebody else."""


@dataclass(slots=True)
class Requests:
    """Every request as "METHOD path", and what answers them."""

    made: list[str] = field(default_factory=list)
    answer: Callable[[str], Any] = lambda _: None

    async def request(self, route: discord.http.Route, *_: object, **named: Any) -> Any:
        asked = f"{route.method} {route.url.removeprefix(route.BASE)}"
        for key, value in (named.get("params") or {}).items():
            asked += f" {key}={value}"
        self.made.append(asked)
        return self.answer(asked)


def client_in(*channels: Payload, threads: tuple[Payload, ...] = (), everyone: int) -> tuple[discord.Client, Requests]:
    """A client in a guild with these channels, where @everyone has these permissions."""
    of = guild(channels, threads=threads, everyone=everyone)
    state: Any = of._state
    client = cast("discord.Client", state._get_client())
    state._add_guild(of)
    requests = Requests()
    state.http.request = requests.request
    return client, requests


def refusal(status: int, code: int = 0, message: str = "no", errors: Payload | None = None) -> discord.HTTPException:
    """What discord.py raises for an answer of Discord's."""
    kinds: dict[int, type[discord.HTTPException]] = {
        403: discord.Forbidden, 404: discord.NotFound, 500: discord.DiscordServerError,
    }  # fmt: skip
    response: Any = SimpleNamespace(status=status, reason=message)
    body: Any = {"code": code, "message": message} | ({"errors": errors} if errors else {})
    return kinds.get(status, discord.HTTPException)(response, body)


def message(
    id_: int, content: str = "", *, author: int = ELSE, channel: int = CHANNEL, bot: bool = False, **more: Any
) -> Payload:
    """A message as Discord sends it."""
    return {
        "id": str(id_), "channel_id": str(channel), "guild_id": str(GUILD), "content": content, "type": 0,
        "author": {"id": str(author), "username": "user", "discriminator": "0", "avatar": None, "bot": bot},
        "timestamp": "2024-06-19T12:00:00+00:00", "edited_timestamp": None, "attachments": [], "embeds": [],
        "mentions": [], "mention_roles": [], "mention_everyone": False, "pinned": False, "tts": False, "components": [],
    } | more  # fmt: skip


def attachment(id_: int, name: str) -> Payload:
    """A file of a message."""
    return {
        "id": str(id_), "filename": name, "size": 5, "url": f"https://cdn.example/{name}",
        "proxy_url": f"https://cdn.example/{name}", "content_type": "text/plain",
    }  # fmt: skip


def as_message(client: discord.Client, payload: Payload) -> discord.Message:
    """A message as discord.py gives it to a listener."""
    state: Any = client._connection
    channel, _ = state._get_guild_channel(payload)
    return discord.Message(state=state, channel=channel, data=cast("Any", payload))


__all__ = ["CHANNEL", "DOSSIER", "ELSE", "FORUM_CHANNEL", "GUILD", "THREAD_IN_IT", "Requests"]
