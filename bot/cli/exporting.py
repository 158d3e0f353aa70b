"""`export`: what is filed as JSON lines, which `ingest --jsonl` takes back."""

from pathlib import Path

import click

from bot.cli import rows
from bot.cli.failing import CommandLineError, complete, configured, db_option
from bot.cli.rows import Row
from bot.store import articles, places
from bot.store.database import Connection, Database
from bot.store.rows import Article
from bot.store.scope import LOCAL, Scope

_AT_ONCE = 200
"""Articles held in memory."""


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

    async def work() -> int:
        store = await Database.open(found.database)
        try:
            async with store.reading() as reading:
                await _write_all(reading, await _scope(reading, server, channel))
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


async def _write_all(db: Connection, scope: Scope) -> None:
    after = 0
    while some := await articles.numbered(db, scope, after=after, limit=_AT_ONCE):
        texts = await articles.texts(db, [article.id for article in some])
        for article in some:
            rows.write(_row(article, texts[article.id]))
        after = some[-1].number


def _row(article: Article, text: str) -> Row:
    posted = article.posting.posted_at.isoformat()
    row = {
        "id": article.external_id,
        "title": article.title,
        "text": text,
        "url": article.url,
        "published_at": article.published or posted,
        "channel": article.posting.where,
        "posted_at": posted,
    }
    return {key: value for key, value in row.items() if value is not None}
