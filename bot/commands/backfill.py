"""The commands that read a channel's history: `backfill start`, `backfill cancel`, `backfill show`."""

from bot.cards.backfill_cards import asked_card, backfills_card, cancelled_card
from bot.cards.card import Card, Refusal
from bot.commands.ask import Ask
from bot.commands.channels import A_CHANNEL, channel_of
from bot.commands.days import day_from
from bot.commands.parameters import Channel
from bot.commands.registry import command, group
from bot.desk import backfilling

group("backfill", "Read what was posted in a channel before")

_ASKED = {"can_be": "read back", "example": "backfill start #news"}


@command(
    "backfill start",
    describe={
        "channel": A_CHANNEL,
        "since": "From which day on: a date such as 2024-06-01, or a span such as 30d or 6w",
        "limit": "How many messages are looked at, at most",
    },
    permission="manage",
    fallback=True,
    changes=True,
)
async def backfill_start(
    ask: Ask, channel: Channel | None = None, since: str | None = None, limit: int | None = None
) -> Card:
    """File the articles that were posted in a channel before.

    The newest come first. A channel need not be watched; where it is, what bots and webhooks posted is read as it is
    set there. Without a day and a limit, the last 1,000 messages are looked at. Nothing is filed twice.
    """
    id_, name = await channel_of(ask, channel, **_ASKED)
    if limit is not None and not 0 < limit <= backfilling.MOST:
        raise Refusal(f"`limit` is a number from 1 to {backfilling.MOST:,}.", "`backfill start limit:5000`")
    day = None if since is None else day_from(since, ask.now)
    begun = await backfilling.start(ask.desk, ask.scope.guild, id_, name, since=day, limit=limit, told_in=ask.channel)
    if begun is None:
        raise Refusal(f"The history of #{name} is being read already.", "`backfill show` says how far it is.")
    return asked_card(begun)


@command("backfill cancel", describe={"channel": A_CHANNEL}, permission="manage", changes=True)
async def backfill_cancel(ask: Ask, channel: Channel | None = None) -> Card:
    """Read the history of a channel no further. What was filed from it stays."""
    id_, name = await channel_of(ask, channel, **_ASKED)
    return cancelled_card(name, was=await backfilling.cancel(ask.desk, id_))


@command("backfill show", permission="manage")
async def backfill_show(ask: Ask) -> Card:
    """Show which channels' history is being read or was, and what came of it."""
    async with ask.desk.store.reading() as db:
        return backfills_card(await backfilling.seen(db, ask.scope))
