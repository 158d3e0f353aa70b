"""Watches: what people want to be told of when it is filed."""

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

import aiosqlite

from bot.identity.types import NameId
from bot.store.single import scalar, single
from bot.store.stamps import stamp

Sort = Literal["names", "search", "quotes", "numbers"]
"""What is watched: all names together, what a query finds, what a name is quoted with, what is counted of a name."""

Every = Literal["now", "hour", "day"]
"""When alerts are sent: at once, or gathered until the next full hour or the next morning."""

OPERATOR = ""
"""The owner of watches that were made at the console."""


@dataclass(frozen=True, slots=True)
class Watch:
    """One watch: who is told of what, where (`channel` None: in direct messages) and when.

    Of the sort "search" it is about what a search for `asked` finds, else about its `names`.
    `quiet` are two hours of the day in the guild's zone between which nothing is sent; `snoozed` until when nothing is.
    `id` is 0 for one that is to be made.
    """

    guild: int
    owner: str
    channel: int | None
    asked: str
    every: Every
    quiet: tuple[int, int] | None
    names: tuple[NameId, ...] = ()
    sort: Sort = "names"
    snoozed: datetime | None = None
    id: int = 0


_SELECT = "SELECT id, guild_id, owner, channel_id, asked, sort, every, quiet_from, quiet_to, snoozed FROM watches"


async def add(db: aiosqlite.Connection, watch: Watch, now: datetime, stems: Iterable[str] = ()) -> Watch:
    """Make a watch; with its id. The store knows its channel; `stems` are what an article has one of, for a search."""
    quiet_from, quiet_to = watch.quiet or (None, None)
    made_as = await scalar(
        db,
        "INSERT INTO watches (guild_id, owner, channel_id, asked, sort, every, quiet_from, quiet_to,"
        " made_at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id",
        (
            watch.guild, watch.owner, watch.channel, watch.asked, watch.sort, watch.every,
            quiet_from, quiet_to, stamp(now),
        ),
    )  # fmt: skip
    made = replace(watch, id=made_as)
    await db.executemany(
        "INSERT OR IGNORE INTO watched_names (watch_id, guild_id, key, kind) VALUES (?, ?, ?, ?)",
        [(made.id, made.guild, *name) for name in made.names],
    )
    await db.executemany(
        "INSERT OR IGNORE INTO watched_stems (guild_id, stem, watch_id) VALUES (?, ?, ?)",
        [(made.guild, stem, made.id) for stem in stems],
    )
    return made


async def remove(db: aiosqlite.Connection, watch: int) -> bool:
    """Watch no more, and forget what waits to be told of it; False where there was no such watch."""
    async with db.execute("DELETE FROM watches WHERE id = ?", (watch,)) as cursor:
        return cursor.rowcount > 0


async def snooze(db: aiosqlite.Connection, watch: int, until: datetime | None) -> None:
    """Send nothing of a watch before a time; None: no more so."""
    await db.execute("UPDATE watches SET snoozed = ? WHERE id = ?", (stamp(until) if until else None, watch))


async def one(db: aiosqlite.Connection, watch: int) -> Watch | None:
    """A watch by its id."""
    return next(iter(await _with_names(db, await db.execute_fetchall(f"{_SELECT} WHERE id = ?", (watch,)))), None)


async def of_owner(db: aiosqlite.Connection, owner: str) -> list[Watch]:
    """The watches of somebody, in every guild, in the order in which they were made."""
    return await _with_names(db, await db.execute_fetchall(f"{_SELECT} WHERE owner = ? ORDER BY id", (owner,)))


async def count(db: aiosqlite.Connection, guild: int, owner: str) -> int:
    """How many watches somebody has in a guild."""
    return await scalar(db, "SELECT count(*) FROM watches WHERE guild_id = ? AND owner = ?", (guild, owner))


async def name_of(db: aiosqlite.Connection, entity: int) -> NameId | None:
    """The best attested name of an entity: what a watch knows it by, whatever it is joined with later."""
    row = await single(
        db, "SELECT key, kind FROM names WHERE entity_id = ? ORDER BY articles DESC, key, kind LIMIT 1", (entity,)
    )
    return (row[0], row[1]) if row else None


async def entities_of(db: aiosqlite.Connection, guild: int, names: Sequence[NameId]) -> list[int] | None:
    """The entities that names belong to now, in order; None where one of them is in no article any more."""
    found = []
    for key, kind in names:
        row = await single(
            db, "SELECT entity_id FROM names WHERE guild_id = ? AND key = ? AND kind = ?", (guild, key, kind)
        )
        if row is None:
            return None
        found.append(int(row[0]))
    return found


async def _with_names(db: aiosqlite.Connection, rows: Iterable[sqlite3.Row]) -> list[Watch]:
    found = []
    for id_, guild, owner, channel, asked, sort, every, quiet_from, quiet_to, snoozed in rows:
        names = await db.execute_fetchall(
            "SELECT key, kind FROM watched_names WHERE watch_id = ? ORDER BY key, kind", (id_,)
        )
        quiet = None if quiet_from is None else (quiet_from, quiet_to)
        until = datetime.fromisoformat(snoozed) if snoozed else None
        known = tuple((row[0], row[1]) for row in names)
        found.append(Watch(guild, owner, channel, asked, every, quiet, known, sort, until, id_))
    return found
