"""A quick way to correct: entries over names as they are keyed, whether any article bears them or not."""

import contextlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from unittest.mock import patch

import aiosqlite

from bot.identity.types import NameId
from bot.store import correcting, corrections, counts, derived, marking, overdue, settings
from bot.store.corrections import Act, Entry, New
from bot.store.folding import fold
from bot.store.labels import opener
from bot.store.scope import LOCAL

NOW = datetime(2024, 6, 19, 12, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Said:
    """An entry as a test writes it; in `detail` the form or role is plain, and articles are named by fingerprint."""

    act: Act
    names: tuple[NameId, ...] = ()
    text: str | None = None
    detail: dict[str, Any] = field(default_factory=dict)
    channel: int | None = None


async def correct(db: aiosqlite.Connection, said: Said, *, guild: int = LOCAL, by: str | None = "7") -> Entry:
    """Make an entry."""
    key = await marking.ensured(db, guild)
    detail = dict(said.detail)
    for name, mark in (("role", key.role), ("form", key.form)):
        if name in detail:
            detail[name] = mark(detail[name])
    if "at" in detail:
        detail["at"] = [[key.fingerprint(fingerprint), start] for fingerprint, start in detail["at"]]
    if said.act == "ban string":
        assert said.text is not None
        new = New(said.act, (key.surface(said.text),), said=said.text, opener=fold(said.text))
    else:
        marks = tuple(key.name(name) for name in said.names)
        new = New(said.act, marks, json.loads(json.dumps(detail)), said.text, opener=opener(said.names[0]))
    return await correcting.make(db, guild, new, said.names, by, said.channel, NOW)


async def same_secret(db: aiosqlite.Connection, *, guild: int = LOCAL) -> None:
    """Give a guild the key that it has in every store of a test: names that are split off are called by it."""
    await settings.write(db, guild, "secret", "00" * 32)


async def undo(db: aiosqlite.Connection, *entries: Entry, guild: int = LOCAL, by: str | None = "7") -> Entry:
    """Void entries with one of another person's or the same."""
    return await correcting.make(db, guild, New("undo", voids=tuple(entry.id for entry in entries)), (), by, None, NOW)


async def standing(db: aiosqlite.Connection, guild: int = LOCAL) -> list[int]:
    """The numbers of the entries that stand."""
    return sorted(e.number for e in await corrections.latest(db, guild, limit=999) if e.standing)


@contextlib.contextmanager
def at_once(articles: int) -> Iterator[None]:
    """Have entries do so many articles anew when they are made, and leave the others for later.

    Names of more articles that go to other entities take their counts along.
    """
    with (
        patch.object(correcting, "AT_ONCE", articles),
        patch.object(correcting, "ENTRIES_AT_ONCE", 1 + articles),
        patch.object(counts, "MANY", articles),
    ):
        yield


async def follow(db: aiosqlite.Connection, most: int = 999) -> None:
    """Do some of what corrections have left for later."""
    for _ in range(most):
        number = await overdue.unfollowed(db)
        if number is not None:
            [entry] = await corrections.by_ids(db, [number])
            looked = await correcting.looked_up(db, entry)
            assert looked is not None
            await correcting.resume(db, entry, looked)
        elif articles := await overdue.take(db, limit=1):
            await derived.reassign(db, articles[0])
        else:
            return
