"""`search`: a query against a database, or many as JSON lines."""

from datetime import UTC, date, datetime
from pathlib import Path

import click

from bot.cards.receipts import title_of
from bot.cli import rows
from bot.cli.failing import CommandLineError, complete, configured, db_option, existing
from bot.cli.rows import Bad, Row, Shape
from bot.desk.searching import find
from bot.search.query import plain
from bot.store.database import Database
from bot.store.scope import LOCAL, Scope
from bot.store.search import search as search_store

_SHAPE = Shape(required=("qid", "query"))
_MOST = 1000


@click.command()
@click.argument("query", nargs=-1)
@click.option("--jsonl", is_flag=True, help="Queries {“qid”,“query”} on standard input, a line each.")
@click.option("--limit", type=click.IntRange(1, _MOST), default=10, show_default=True, help="Hits for each query.")
@db_option
def search(query: tuple[str, ...], jsonl: bool, limit: int, db: Path | None) -> None:
    """Search what is filed. Quote a query with a -word in it: 'Boston -snow'.

    With --jsonl: {"qid","query"} to {"qid","docs":[external ids, best first]}.
    """
    if jsonl == bool(query):
        raise click.UsageError("Give a query, or --jsonl and queries on standard input.")
    found = configured(db)
    if not jsonl:
        existing(found)

    async def work() -> int:
        store = await Database.open(found.database)
        try:
            if jsonl:
                return await _answer_lines(store, limit)
            return await _print_hits(store, " ".join(query), limit)
        finally:
            await store.close()

    status = complete(work)
    if status:
        raise CommandLineError("Some lines could not be used; each has its error in its place.", status)


async def _answer_lines(store: Database, limit: int) -> int:
    status = 0
    async for row in rows.arriving(_SHAPE):
        answer = row.row() if isinstance(row, Bad) else await _answer(store, row, limit)
        status |= "error" in answer
        rows.write(answer)
    return status


async def _answer(store: Database, row: Row, limit: int) -> Row:
    async with store.reading() as db:
        results = await search_store(db, Scope(LOCAL), plain(row["query"]), limit=limit)
    return {"qid": row["qid"], "docs": [hit.external_id for hit in results.hits]}


async def _print_hits(store: Database, query: str, limit: int) -> int:
    async with store.reading() as db:
        answer = await find(db, Scope(LOCAL), query, today=_today(), limit=limit)
    for hit in answer.hits:
        click.echo(f"#{hit.article.number}\t{title_of(hit.article)}")
    for note in answer.notes:
        click.echo(note, err=True)
    click.echo(f"{answer.counted} found.", err=True)
    return 0


def _today() -> date:
    return datetime.now(UTC).date()
