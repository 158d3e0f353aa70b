"""The command that gives out what is filed: `export`."""

from bot.cards.card import Card
from bot.cards.export_cards import by_command_line_card, exported_card
from bot.commands.ask import Ask
from bot.commands.channels import in_channel
from bot.commands.days import day_from
from bot.commands.parameters import Channel
from bot.commands.registry import command
from bot.desk.exporting import packed
from bot.store.rows import day_of
from bot.store.scope import LOCAL

LARGEST = 10_000_000
"""Bytes of a file: Discord takes 10 MiB, 10,485,760 bytes, where nobody pays for more ("Uploading Files")."""

MOST = 5
"""Files of one answer, all of which are held in memory."""


@command(
    "export",
    describe={
        "channel": "Only what was posted in this channel",
        "since": "From which day on: a date such as 2024-06-01, or a span such as 30d or 6w",
    },
    permission="manage",
    personal=True,
)
async def export(ask: Ask, channel: Channel | None = None, since: str | None = None) -> Card:
    """Give you the articles that you may read, in a file for you alone.

    Each is a line of JSON with its text, title, address, dates and channel, as `dossier export` writes it and `dossier
    ingest --jsonl` takes it back. What is more than fits into five files of 10 MiB is left out, and it says so.
    """
    if ask.asker is None:
        return by_command_line_card("" if ask.scope.guild == LOCAL else f" --server {ask.scope.guild}")
    day = None if since is None else day_of(day_from(since, ask.now))
    scope = ask.scope
    if channel is not None:
        async with ask.desk.store.reading() as db:
            scope = (await in_channel(db, ask, str(channel), "export #news"))[0].scope
    return exported_card(await packed(ask.desk.store, scope, since=day, largest=LARGEST, most=MOST), MOST)
