"""`run` and `console`: Dossier at work."""

import asyncio
import gc
import os
import sys
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import click

from bot.articles.types import Draft
from bot.cards.card import Card
from bot.cli.failing import CommandLineError, complete, configured, db_option
from bot.cli.ingest import file_all, is_article_file, no_report, read_file
from bot.cli.progress import progress
from bot.commands.all import REGISTRY
from bot.commands.ask import Ask
from bot.commands.filing import post_card
from bot.console.front import Front
from bot.console.run import run_console
from bot.desk import rebuilding, seeds
from bot.desk.desk import Desk, open_desk
from bot.desk.feeds import Feeds
from bot.store import overdue
from bot.store.scope import LOCAL, Scope

_ON_THE_CONSOLE = """\
DISCORD_TOKEN is not set, so this is the console: the same commands, on this machine
alone. `help` lists them; paste an article to file it; Ctrl-D leaves.
To run Dossier on Discord you need a token:
https://discord.com/developers/applications → New Application → Bot → Reset Token.
Switch on the Message Content Intent there, and start it with DISCORD_TOKEN=… in the
environment."""

_ON_DISCORD = "DISCORD_TOKEN is set: connecting to Discord. Ctrl-C ends it; without the token this is a console."


@click.command()
@db_option
def run(db: Path | None) -> None:
    """Start Dossier: on Discord when DISCORD_TOKEN is set, else on the console, with the seed articles filed once."""
    found = configured(db)
    token = os.environ.get("DISCORD_TOKEN", "").strip()
    click.echo(_ON_DISCORD if token else _ON_THE_CONSOLE, err=True)

    async def work() -> int:
        async with open_desk(found) as desk:
            await _warn_if_outdated(desk)
            if token:
                await desk.filing.resume()
                return await _chat(desk, token)
            await _file_seeds(desk)
            await desk.filing.resume()
            return await _converse(desk, LOCAL)

    complete(work, service=True)


@click.command()
@click.option("--guild", type=int, default=LOCAL, help="The id of a guild to look into; by default the built-in one.")
@db_option
def console(guild: int, db: Path | None) -> None:
    """Give commands in this terminal. Without a terminal: one command a line, plain text, until end of file."""
    found = configured(db)

    async def work() -> int:
        async with open_desk(found) as desk:
            await _warn_if_outdated(desk)
            return await _converse(desk, guild)

    complete(work, service=True)


async def _warn_if_outdated(desk: Desk) -> None:
    """Say that `rebuild` is needed, where articles were read by other rules than this program's."""
    async with desk.store.reading() as db:
        why = await rebuilding.outdated(db)
    if why:
        click.echo(why, err=True)


async def _chat(desk: Desk, token: str) -> int:
    """Be on Discord until told to stop. discord.py is imported for this alone: it takes its time."""
    from bot.chat.running import ChatError, serve

    _settle()
    try:
        await serve(desk, token)
    except ChatError as error:
        raise CommandLineError(str(error)) from error
    return 0


async def _file_seeds(desk: Desk) -> None:
    folder = seeds.folder()
    if folder is None or not await seeds.wanted(desk):
        return
    files = [path for path in sorted(folder.iterdir()) if is_article_file(path)]
    with progress("Filing the seed articles", len(files)) as bar:
        await file_all(desk, map(read_file, files), seeds.CHANNEL, bar, no_report())
    await seeds.done(desk)


def _settle() -> None:
    """Take everything that is loaded by now out of the garbage collector's rounds: it stays to the end.

    A full round over it stops the event loop for some 40 ms, and finds nothing.
    """
    gc.collect()
    gc.freeze()


async def _converse(desk: Desk, guild: int) -> int:
    _settle()

    def ask() -> Ask:
        return Ask(Scope(guild), desk, asker=None, channel=None, private=True, now=datetime.now(UTC), manager=True)

    async def post(text: str) -> AsyncIterator[Card]:
        yield Card("⏳ Reading …")
        yield await post_card(ask(), Draft(text.encode("utf-8", "replace")))

    history = desk.settings.database.with_name("console-history")
    feeding = asyncio.create_task(Feeds(desk).run(), name="feeds")
    try:
        return await run_console(Front(REGISTRY, ask, post), interactive=sys.stdin.isatty(), history=history)
    finally:
        feeding.cancel()
        await asyncio.gather(feeding, return_exceptions=True)
        await _tell_overdue(desk)


async def _tell_overdue(desk: Desk) -> None:
    """Say what corrections leave to be done, where this ends before it is."""
    async with desk.store.reading() as db:
        left = await overdue.left(db)
    if left:
        click.echo(
            f"Corrections have not reached all articles yet ({left.articles:,} left): the next start goes on.", err=True
        )
