"""A check of everything that Dossier needs, each finding with what to do."""

import asyncio
import os
import shutil
import sys
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from pathlib import Path

from bot.desk import rebuilding
from bot.settings import Settings, config_file
from bot.store import derivation, overdue, queue
from bot.store.database import Connection, Database
from bot.store.errors import StoreError
from bot.store.health import damage, version
from bot.work import staff
from bot.work.errors import WorkerFault

_ROOM = 500 << 20
"""Bytes that should be free on the database's disk."""

_ELSEWHERE = "Give this user access to the folder, or set `database` to a file elsewhere."

_RESTORE = "Stop Dossier and put a backup back: `dossier restore FILE`."


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at: whether it is as it should be, what was found, and what to do if not."""

    what: str
    finding: str
    remedy: str = ""
    sound: bool = True


async def examine(settings: Settings) -> AsyncIterator[Check]:
    """Look at everything on this machine, the quick things first."""
    yield Check("Python", sys.version.split()[0])
    yield Check("Configuration", str(config_file() or "the defaults; no file was found"))
    yield _disk(settings.database)
    for check in await _database(settings.database):
        yield check
    yield await _model(settings)
    for check in _other_models(settings):
        yield check
    if not token():
        yield Check("Discord", "DISCORD_TOKEN is not set; the console works without it")


def token() -> str:
    """The token with which Dossier logs in to Discord; empty without one."""
    return os.environ.get("DISCORD_TOKEN", "").strip()


def _disk(database: Path) -> Check:
    try:
        folder = next(parent for parent in database.absolute().parents if parent.exists())
        free = shutil.disk_usage(folder).free
    except OSError as error:
        return Check("Disk", f"{database.parent} cannot be looked at: {error.strerror}", _ELSEWHERE, sound=False)
    remedy = f"Make room on the disk with {folder}, or set `database` to a file on another."
    return Check("Disk", f"{free / (1 << 30):.1f} GiB free with {folder}", remedy, sound=free >= _ROOM)


async def _database(path: Path) -> list[Check]:
    try:
        if not await asyncio.to_thread(path.exists):
            return [Check("Database", f"{path} does not exist yet; it is made when something is filed")]
        store = await Database.open(path)
    except StoreError as error:
        return [Check("Database", str(error), "`dossier doctor --db FILE` checks another file.", sound=False)]
    except OSError as error:
        return [Check("Database", f"{path} cannot be looked at: {error.strerror}", _ELSEWHERE, sound=False)]
    try:
        async with store.reading() as db:
            found = await damage(db)
            if found:
                return [Check("Database", f"{path} is damaged: {found}", _RESTORE, sound=False)]
            sound = Check("Database", f"{path} is sound (version {await version(db)})")
            return [sound, await _rules(db), *await _waiting(db), *await _overdue(db)]
    except StoreError as error:
        return [Check("Database", str(error), _RESTORE, sound=False)]
    finally:
        await store.close()


async def _rules(db: Connection) -> Check:
    found = await derivation.state(db)
    if found.rebuilding:
        remedy = "Run `dossier rebuild`; the next start goes on with it, too."
        return Check("Names", "a rebuild was begun and has not ended", remedy, sound=False)
    if why := await rebuilding.outdated(db):
        return Check("Names", why, "Run `dossier rebuild`.", sound=False)
    return Check("Names", f"found by the rules that this program has (version {derivation.RULES})")


async def _waiting(db: Connection) -> list[Check]:
    """What has not been read yet, where there is anything."""
    waiting = sum(await queue.depth(db))
    texts = "text waits" if waiting == 1 else "texts wait"
    return [Check("Reading", f"{waiting:,} {texts} to be read; Dossier reads on as it runs")] if waiting else []


async def _overdue(db: Connection) -> list[Check]:
    """What corrections have left to be done, where they have."""
    left = await overdue.left(db)
    found = []
    if left:
        finding = f"they have not reached all articles yet ({left.articles:,} left); Dossier goes on as it runs"
        found.append(Check("Corrections", finding))
    if left.given_up:
        finding = f"{left.given_up:,} article{'' if left.given_up == 1 else 's'} could not be done anew after them"
        found.append(Check("Corrections", finding, "Run `dossier rebuild`.", sound=False))
    return found


async def _model(settings: Settings) -> Check:
    worker = staff.extractor(settings.model, seconds=settings.extraction_seconds, mebibytes=settings.extraction_memory)
    try:
        async with worker:
            await worker.start()
    except WorkerFault as fault:
        remedy = f"Install it with `pip install {settings.model}`, or set `model` to one that is installed."
        return Check("Model", str(fault), remedy, sound=False)
    return Check("Model", f"{settings.model} loads")


def _other_models(settings: Settings) -> Iterator[Check]:
    """The models for other languages; whether they load is seen with the first text in one of them."""
    for code, model in settings.models.items():
        if staff.installed(model):
            yield Check(f"Model ({code})", f"{model} is installed")
        else:
            finding = f"{model} is not installed: texts in that language are filed without names"
            remedy = f"Install it with `python -m spacy download {model}`, or take it out of `models`."
            yield Check(f"Model ({code})", finding, remedy, sound=False)
