"""Where Discord is: points discord.py at another address, for tests on the loopback."""

import discord
from discord.gateway import DiscordWebSocket
from discord.http import Route
from yarl import URL

DISCORD = "https://discord.com/api/v10"


def use(address: str) -> None:
    """Send everything to the API at `address` (its gateway beside it at /gw, its files at /cdn), before logging in.

    discord.py has no setting for this; its addresses are class attributes, for the whole process.
    """
    if address == DISCORD:
        return
    origin = URL(address).origin()
    Route.BASE = address
    DiscordWebSocket.DEFAULT_GATEWAY = origin.with_scheme("wss" if origin.scheme == "https" else "ws") / "gw"
    discord.asset.Asset.BASE = str(origin / "cdn")
