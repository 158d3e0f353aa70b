"""`backup`, `restore`: the database as one file that can be put away, and put back."""

import asyncio
from pathlib import Path

import click

from bot.cli.failing import complete, configured, db_option
from bot.cli.progress import Progress, progress
from bot.store import copying


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@db_option
def backup(file: Path, db: Path | None) -> None:
    """Copy the database into the new FILE, as it is at this moment: Dossier may go on meanwhile.

    The copy has what is deleted later: throw old copies away.
    """
    found = configured(db)

    async def work() -> int:
        with progress("Copying", 0) as bar:
            await copying.back_up(found.database, file, _to(bar))
        click.echo(f"Copied to {file}: {await asyncio.to_thread(_size, file)}.")
        return 0

    complete(work)


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--yes", is_flag=True, help="Do not ask.")
@db_option
def restore(file: Path, yes: bool, db: Path | None) -> None:
    """Put the backup FILE in the database's place. Stop Dossier first. The database that is there gets another name.

    What was forgotten since the backup was made is forgotten in it, too.
    """
    found = configured(db)
    if not yes and found.database.exists():
        click.confirm(f"Put {file} in the place of {found.database}?", abort=True, err=True)

    async def work() -> int:
        with progress("Copying", 0) as bar:
            done = await copying.restore(file, found.database, _to(bar))
        click.echo(f"Restored: {found.database} is what {file} is.")
        if done.again:
            click.echo(f"Forgotten again, as since the backup: {done.again:,} posting{'' if done.again == 1 else 's'}.")
        if done.again is None:
            click.echo("What was forgotten since the backup is back: what was there could not be read.")
        if done.aside:
            click.echo(f"What was there is kept as {done.aside}: delete it when all is well.")
        return 0

    complete(work)


def _to(bar: Progress) -> copying.Report:
    def report(left: int, _all: int) -> None:
        bar.left(left)

    return report


def _size(file: Path) -> str:
    return f"{file.stat().st_size / (1 << 20):,.1f} MiB"
