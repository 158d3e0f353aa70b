"""The links of Discord's messages: made, and read."""

import re

_LINK = re.compile(r"https?://(?:\w+\.)?discord(?:app)?\.com/channels/(\d{1,20})/(\d{1,20})/(\d{1,20})")


def link(guild: int, channel: int, message: int) -> str:
    """What opens a message of a guild."""
    return f"https://discord.com/channels/{guild}/{channel}/{message}"


def linked(typed: str) -> tuple[int, int, int] | None:
    """The guild, channel and message that a link leads to; None where what was typed is no such link."""
    found = _LINK.fullmatch(typed.strip())
    return (int(found[1]), int(found[2]), int(found[3])) if found else None
