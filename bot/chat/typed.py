"""Typed commands: what a message asks of the bot, by the prefix, by a mention, or in a direct message."""

import re
from dataclasses import dataclass

from bot.commands.find import first_word
from bot.commands.registry import Registry


@dataclass(frozen=True, slots=True)
class Asked:
    """What a message asks: a line for the parser, or `free` words to be taken as well as possible."""

    line: str
    free: bool


def asked(content: str, registry: Registry, prefix: str, me: int, *, direct: bool) -> Asked | None:
    """What a message asks of the bot with the id `me`; None when it asks nothing.

    After the prefix only a command is heeded, since other bots may have the same prefix. After a mention, and in a
    direct message, everything is meant for us.
    """
    text = content.strip()
    if mention := re.match(rf"<@!?{me}>[,:]?\s*", text):
        return Asked(text[mention.end() :], free=True)
    if text.startswith(prefix):
        line = text[len(prefix) :]
        word = first_word(line)[0].casefold()
        return Asked(line, free=False) if line[:1].strip() and word in set(registry.names()) else None
    return Asked(text, free=True) if direct and text else None
