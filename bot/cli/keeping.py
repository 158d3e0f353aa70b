"""`doctor`, `rebuild`, `forget`: looking after a store."""

from collections.abc import AsyncIterator
from pathlib import Path

import click

from bot.cards.receipts import title_of
from bot.cli.failing import CommandLineError, complete, configured, db_option, existing
from bot.cli.progress import progress
from bot.desk import checkup, forgetting, lookup, rebuilding
from bot.desk.desk import Desk, open_desk
from bot.settings import Settings
from bot.store.rows import Article
from bot.store.scope import LOCAL, Scope


@click.command()
@db_option
def doctor(db: Path | None) -> None:
    """Check that everything Dossier needs is there, and say what to do where it is not."""
    found = configured(db)

    async def work() -> int:
        sound = True
        async for check in _checks(found):
            click.echo(f"{'✅' if check.sound else '❌'} {check.what}: {check.finding}")
            if not check.sound:
                sound = False
                click.echo(f"   {check.remedy}")
        return 0 if sound else 1

    status = complete(work)
    if status:
        raise CommandLineError("Something is not as it should be; what to do stands above.", status)


async def _checks(found: Settings) -> AsyncIterator[checkup.Check]:
    """What there is to look at: this machine, and with a token Discord. discord.py is imported for that alone."""
    async for check in checkup.examine(found):
        yield check
    if token := checkup.token():
        from bot.chat.checkup import examine

        async for check in examine(found, token):
            yield check


@click.command()
@db_option
def rebuild(db: Path | None) -> None:
    """Read every article again, deferred and failed ones too, and make all that is derived from them anew."""
    found = configured(db)
    existing(found)

    async def work() -> int:
        async with open_desk(found, filing=False) as desk:
            with progress("Clearing", 0) as bar:
                total = await rebuilding.rebuild(desk.store, bar.advance)
            desk.filing.start()
            with progress("Reading", total) as bar:
                await desk.filing.idle(bar.left)
                await desk.filing.followed()
                bar.say(f"{total:,} article{'' if total == 1 else 's'} read.")
        return 0

    complete(work)


@click.command()
@click.argument("articles", nargs=-1)
@click.option("--channel", help="Forget every posting in this channel of the built-in guild.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@db_option
def forget(articles: tuple[str, ...], channel: str | None, yes: bool, db: Path | None) -> None:
    """Forget articles (#12, a link, a title) or a channel: every posting, and everything derived from it."""
    if bool(articles) == bool(channel):
        raise click.UsageError("Name articles, or a channel with --channel.")
    found = configured(db)
    existing(found)
    meant: list[Article] = []

    async def find() -> int:
        async with open_desk(found, filing=False) as desk, desk.store.reading() as reading:
            for typed in articles:
                article = await lookup.article(reading, Scope(LOCAL), typed)
                if article is None:
                    raise CommandLineError(f"There is no article “{typed}”.")
                meant.append(article)
        return 0

    async def work() -> int:
        async with open_desk(found, filing=False) as desk:
            if channel:
                return await _forget_channel(desk, channel)
            for article in meant:
                await forgetting.forget(desk, article)
                click.echo(f"Forgotten: #{article.number} {title_of(article)}")
        return 0

    complete(find)
    if not yes:  # outside of the event loop, in which Ctrl-C would wait for the answer
        titles = [f"#{article.number} “{title_of(article)}”" for article in meant]
        named = ", ".join(titles) or f"everything in {channel}"
        click.confirm(f"Forget {named}?", abort=True, err=True)
    complete(work)


async def _forget_channel(desk: Desk, channel: str) -> int:
    forgotten = await forgetting.forget_channel(desk, LOCAL, channel)
    if forgotten is None:
        raise CommandLineError(f"There is no channel “{channel}”.")
    click.echo(f"Forgotten: {forgotten:,} posting{'' if forgotten == 1 else 's'} in {channel}.")
    return 0
