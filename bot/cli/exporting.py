"""`export`: what is filed as JSON lines, which `ingest --jsonl` takes back."""

from pathlib import Path

import click

from bot.cli import rows
from bot.cli.failing import CommandLineError, complete, configured, db_option, existing
from bot.desk import exporting
from bot.store import places
from bot.store.database import Connection, Database
from bot.store.scope import LOCAL, Scope


@click.command()
@click.option("--server", type=int, default=LOCAL, help="Discord's id of a server; without it what was filed here.")
@click.option("--channel", help="Only what was posted in this channel.")
@db_option
def export(server: int, channel: str | None, db: Path | None) -> None:
    """Write every article as JSON, a line each: {"id","title","text","url","published_at","channel","posted_at"}.

    Whatever is not known is left out. `ingest --jsonl` takes these lines back. `published_at` is when it was posted,
    where the article does not say when it was published. Articles come in the order of their numbers.
    """
    found = configured(db)
    existing(found)

    async def work() -> int:
        store = await Database.open(found.database)
        try:
            async with store.reading() as reading:
                scope = await _scope(reading, server, channel)
            await _write_all(store, scope)
        finally:
            await store.close()
        return 0

    complete(work)


async def _scope(db: Connection, server: int, channel: str | None) -> Scope:
    known = await places.guilds(db)
    if server not in known:
        others = ", ".join(str(one) for one in known if one != LOCAL) or "none"
        raise CommandLineError(f"There is no server {server}. Known are: {others}.")
    if channel is None:
        return Scope(server)
    there = await places.find_channel(db, server, channel)
    if there is None:
        raise CommandLineError(f"There is no channel “{channel}”.")
    return Scope(server, frozenset((there,)))


async def _write_all(store: Database, scope: Scope) -> None:
    async for one in exporting.rows(store, scope):
        rows.write(one)
