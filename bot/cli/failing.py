"""How a subcommand runs: settings loaded, logging set up, SIGTERM heeded, expected errors turned into one line."""

import asyncio
import contextlib
import logging
import signal
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

import click

from bot import settings
from bot.settings import Settings, SettingsError


class CommandLineError(Exception):
    """The end of a subcommand that did not succeed: one line for standard error, and the exit status."""

    def __init__(self, message: str, status: int = 1) -> None:
        super().__init__(message)
        self.status = status


db_option = click.option(
    "--db",
    type=click.Path(dir_okay=False, path_type=Path),
    help="The database file; without it the setting `database`, by default in your data folder.",
)


def configured(database: Path | None = None) -> Settings:
    """The settings in force, with logging set up by them.

    Raises:
        CommandLineError: a setting is wrong.
    """
    try:
        found = settings.load(database)
    except SettingsError as error:
        raise CommandLineError(str(error), 2) from error
    logging.basicConfig(
        level=found.log_level.upper(), format="%(asctime)s %(levelname)s %(name)s: %(message)s", force=True
    )
    return found


def existing(found: Settings) -> None:
    """Nothing where there is a database: what looks after one or looks into it makes none under a mistyped name.

    Raises:
        CommandLineError: there is none.
    """
    if not found.database.exists():
        raise CommandLineError(f"There is no database {found.database}. It is made when something is filed.")


def complete(work: Callable[[], Coroutine[Any, Any, int]], *, service: bool = False) -> int:
    """Run asynchronous work to its end, and return its exit status. SIGTERM and Ctrl-C end it cleanly.

    To be told to stop is the proper end of a `service`: 0. Other work is then unfinished.

    Raises:
        CommandLineError: the store cannot be used, a worker cannot start, or work was told to stop before its end.
    """
    from bot.store.errors import StoreError
    from bot.work.errors import SetupFailed, WorkerFault

    async def heeding() -> int:
        task = asyncio.ensure_future(work())
        loop = asyncio.get_running_loop()
        with contextlib.suppress(NotImplementedError):  # Windows has no such signal
            loop.add_signal_handler(signal.SIGTERM, task.cancel)
        # The console takes Ctrl-C over at times, and gives it back: it could not give back a handler of the loop.
        before = signal.signal(signal.SIGINT, lambda *_: loop.call_soon_threadsafe(task.cancel))
        try:
            return await task
        finally:
            signal.signal(signal.SIGINT, before)

    try:
        return asyncio.run(heeding())
    except asyncio.CancelledError:
        if service:
            return 0
        raise CommandLineError("Stopped. What was filed is kept, and what waits goes on at the next start.") from None
    except SetupFailed as error:
        why = " ".join(error.why.split())
        raise CommandLineError(f"The {error.worker} cannot start: {why} (`dossier doctor` says what to do.)") from error
    except (StoreError, WorkerFault) as error:
        raise CommandLineError(str(error)) from error
