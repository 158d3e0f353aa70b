"""The channel that a command is about: the one that is named, else the one where it is asked."""

from dataclasses import replace

from bot.cards.card import Refusal
from bot.commands.ask import Ask
from bot.commands.bind import short
from bot.commands.parameters import Channel
from bot.desk import watching
from bot.store import places
from bot.store.database import Connection
from bot.store.scope import LOCAL, Scope

A_CHANNEL = "A channel; the one where it is asked when left out"
"""How the parameter is described."""


async def channel_of(ask: Ask, channel: Channel | None, *, can_be: str, example: str) -> tuple[int, str]:
    """The id and name of a channel on Discord; `can_be` is what only such a channel can be.

    Raises:
        Refusal: none is meant, or it is none of this guild's.
    """
    if ask.scope.guild == LOCAL:
        raise Refusal(f"Only channels on Discord can be {can_be}.", "`dossier console --guild ID` looks into a server.")
    if channel is None and ask.channel is None:
        raise Refusal("Which channel?", f"Name it: `{example}`.")
    wanted = channel or Channel("", ask.channel)
    async with ask.desk.store.reading() as db:
        found = await watching.find(db, ask.scope.guild, wanted.name, wanted.id)
    if found is None and channel is None and wanted.id is not None:
        return wanted.id, str(wanted.id)  # the store learns its name when a message of it is filed
    if found is None:
        named = short(wanted.name or str(wanted))
        raise Refusal(f"There is no channel “{named}” here that I know.", "Name one of this server's.")
    return found


async def in_channel(db: Connection, ask: Ask, named: str, example: str) -> tuple[Ask, str]:
    """The asker with a scope of one channel and its threads, and its name; "" is the channel where it is asked.

    Raises:
        Refusal: there is none such that they may read.
    """
    mention = named.strip("<#>")
    wanted = int(mention) if mention.isdigit() and mention != named else ask.channel if not named else None
    if wanted is None and not named:
        raise Refusal("Which channel?", f"Name it: `{example}`.")
    found = await watching.find(db, ask.scope.guild, "" if wanted else named, wanted)
    if found is None or not ask.scope.holds(found[0]):
        raise Refusal(f"There is no channel “{short(named)}” here that I know.", "Name one of this server's.")
    rooms = frozenset([found[0], *await places.threads(db, found[0])])
    scope = Scope(ask.scope.guild, rooms if ask.scope.channels is None else rooms & ask.scope.channels)
    return replace(ask, scope=scope), found[1] or named
