"""The seed articles: example news that a new store begins with, filed once."""

from pathlib import Path

import bot
from bot.desk.desk import Desk
from bot.store import settings
from bot.store.scope import LOCAL

CHANNEL = "seeds"
_SETTING = "seeds"


def folder() -> Path | None:
    """Where the seeds lie: inside the installed package, else beside it in a checkout; None where there are none."""
    package = Path(bot.__file__).parent
    return next((path for path in (package / "_seeds", package.parent / "seeds") if path.is_dir()), None)


async def wanted(desk: Desk) -> bool:
    """Whether the seeds have not been filed in this store yet."""
    async with desk.store.reading() as db:
        return await settings.read(db, LOCAL, _SETTING) is None


async def done(desk: Desk) -> None:
    """Note that they were filed: whoever deletes one does not get it back."""
    async with desk.store.writing() as db:
        await settings.write(db, LOCAL, _SETTING, "filed")
