"""A check of everything that Dossier needs, each finding with what to do."""

import asyncio
import os
import shutil
import sys
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

from bot.settings import Settings, config_file
from bot.store.database import Database
from bot.store.errors import StoreError
from bot.store.health import damage, version
from bot.work import staff
from bot.work.errors import WorkerFault

_ROOM = 500 << 20
"""Bytes that should be free on the database's disk."""


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at: whether it is as it should be, what was found, and what to do if not."""

    what: str
    finding: str
    remedy: str = ""
    sound: bool = True


async def examine(settings: Settings) -> AsyncIterator[Check]:
    """Look at everything, the quick things first."""
    yield Check("Python", sys.version.split()[0])
    yield Check("Configuration", str(config_file() or "the defaults; no file was found"))
    yield _disk(settings.database)
    yield await _database(settings.database)
    yield await _model(settings)
    yield _token()


def _disk(database: Path) -> Check:
    folder = next(parent for parent in database.absolute().parents if parent.exists())
    free = shutil.disk_usage(folder).free
    remedy = f"Make room on the disk with {folder}, or set `database` to a file on another."
    return Check("Disk", f"{free / (1 << 30):.1f} GiB free with {folder}", remedy, sound=free >= _ROOM)


async def _database(path: Path) -> Check:
    if not await asyncio.to_thread(path.exists):
        return Check("Database", f"{path} does not exist yet; it is made when something is filed")
    try:
        store = await Database.open(path)
    except StoreError as error:
        return Check("Database", str(error), "`dossier doctor --db FILE` checks another file.", sound=False)
    try:
        async with store.reading() as db:
            found = await damage(db)
            made_by = await version(db)
    finally:
        await store.close()
    if found:
        return Check("Database", f"{path} is damaged: {found}", "Stop Dossier and restore a backup.", sound=False)
    return Check("Database", f"{path} is sound (version {made_by})")


async def _model(settings: Settings) -> Check:
    worker = staff.extractor(settings.model, seconds=settings.extraction_seconds, mebibytes=settings.extraction_memory)
    try:
        async with worker:
            await worker.start()
    except WorkerFault as fault:
        remedy = f"Install it with `pip install {settings.model}`, or set `model` to one that is installed."
        return Check("Model", str(fault), remedy, sound=False)
    return Check("Model", f"{settings.model} loads")


def _token() -> Check:
    if os.environ.get("DISCORD_TOKEN"):
        return Check("Discord", "DISCORD_TOKEN is set; this version does not connect to Discord yet")
    return Check("Discord", "DISCORD_TOKEN is not set; the console works without it")
