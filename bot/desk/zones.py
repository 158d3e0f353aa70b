"""The time zone of a guild: by its clock things recur and days begin."""

from datetime import tzinfo
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from bot.store import settings
from bot.store.database import Connection

_SETTING = "zone"
DEFAULT = "UTC"


async def name_of(db: Connection, guild: int) -> str:
    """The name of the guild's zone ("Europe/London")."""
    return await settings.read(db, guild, _SETTING) or DEFAULT


async def zone_of(db: Connection, guild: int) -> tzinfo:
    """The guild's zone."""
    return ZoneInfo(await name_of(db, guild))


async def set_zone(db: Connection, guild: int, name: str) -> None:
    """Set the guild's zone to one of `named`."""
    await settings.write(db, guild, _SETTING, name)


@cache
def names() -> tuple[str, ...]:
    """Every zone that there is by name, sorted; those of places, and UTC."""
    places = (name for name in available_timezones() if "/" in name and not name.startswith(("Etc", "System")))
    return (*sorted(places), DEFAULT)


def named(typed: str) -> list[str]:
    """The zones that somebody may mean: exactly one by its full name, else those with these words in it."""
    wanted = typed.strip().casefold().replace(" ", "_")
    whole = [name for name in names() if name.casefold() == wanted]
    last = [name for name in names() if name.casefold().rsplit("/", 1)[-1] == wanted]
    return whole or last or [name for name in names() if wanted and wanted in name.casefold()]
