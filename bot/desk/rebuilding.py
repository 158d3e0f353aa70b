"""Rebuilding: all that is derived is emptied slice by slice, and every article waits to be read again."""

import logging
from collections.abc import Callable

from bot.desk.turns import Turns
from bot.store import derivation, drafts, places, queue, rebuilding
from bot.store.database import Connection, Database

_log = logging.getLogger(__name__)


async def rebuild(store: Database, told: Callable[[], object] = lambda: None) -> int:
    """Empty what is derived, while the desk does not file; how much waits to be read then, failed drafts included.

    `told` is called after every slice.
    """
    async with store.writing() as db:
        await rebuilding.begin(db)
    await _finish(store, told)
    async with store.writing() as db:
        for guild in await places.guilds(db):
            await drafts.retry_failed(db, guild)
        return sum(await queue.depth(db))


async def prepare(store: Database) -> None:
    """Finish a rebuild that was interrupted, and note the rules by which articles are read from the first one on."""
    async with store.reading() as db:
        found = await derivation.state(db)
    if found.rebuilding:
        _log.warning("A rebuild was interrupted: it is finished now.")
        await _finish(store, lambda: None)
    elif found.rules != derivation.RULES and not found.any_read:
        async with store.writing() as db:
            await derivation.adopt(db)


async def outdated(db: Connection) -> str | None:
    """Why `rebuild` is needed, in a sentence; None where it is not."""
    found = await derivation.state(db)
    if not found.outdated:
        return None
    return (
        f"The articles here were read by version {found.rules} of the rules for names, and this program has version"
        f" {derivation.RULES}: old and new articles may not agree on who is who until `dossier rebuild` has read them"
        " all again."
    )


async def _finish(store: Database, told: Callable[[], object]) -> None:
    more, turns = True, Turns()
    while more:
        async with store.writing() as db:
            more = await rebuilding.step(db)
        told()
        await turns.rest()
