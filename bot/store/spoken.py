"""What standing corrections say of names that the store has, and of the mentions in one article."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import aiosqlite

from bot.extraction.types import Extraction
from bot.identity.corrections import Node, Verdict, said
from bot.identity.reassigning import Facts, Order, Reassigned, reassign
from bot.identity.said import NOTHING, Said
from bot.identity.teaching import teach
from bot.identity.types import NameId, Resolution
from bot.store import corrections, labels, taught
from bot.store.corrections import WITHIN, Entry
from bot.store.marking import Secret, secret


@dataclass(frozen=True, slots=True)
class Spoken:
    """The standing entries about some names, by mark; the marks of each name (a row id), and the names of marks."""

    entries: tuple[Entry, ...]
    marks: Mapping[int, frozenset[str]]
    names: Mapping[str, NameId]

    def about(self, rows: Iterable[int]) -> list[Entry]:
        """The entries that speak of any of these names, in their order."""
        wanted = {mark for row in rows for mark in self.marks.get(row, ())}
        return [entry for entry in self.entries if wanted & set(entry.subjects)]

    def verdicts(self) -> list[Verdict]:
        """What they say of who is who."""
        nodes: dict[str, Node] = dict(self.names)
        return [verdict for entry in self.entries for verdict in entry.verdicts(nodes)]


@dataclass(frozen=True, slots=True)
class Place:
    """What splits ask of an article: its guild, the channels that it is posted in, its fingerprint and its day."""

    guild: int
    audience: int
    fingerprint: str
    day: int


async def know(db: aiosqlite.Connection, guild: int, fresh: Mapping[NameId, int]) -> None:
    """Note which of these new names entries speak of, and give them the forms that they were given."""
    key = await secret(db, guild) if fresh else None
    if key is None:
        return
    marked = {(row, mark) for name, row in fresh.items() for mark in key.of(name)}
    known = await corrections.spoken_of(db, guild, {mark for _, mark in marked})
    rows = sorted((row, mark) for row, mark in marked if mark in known)
    if rows:
        await db.executemany("INSERT OR IGNORE INTO marks (name_id, mark) VALUES (?, ?)", rows)
        await labels.refresh(
            db, guild, key, {row: name for name, row in fresh.items()}, sorted({row for row, _ in rows})
        )


async def mark_names(db: aiosqlite.Connection, key: Secret, names: Mapping[NameId, int], marks: Iterable[str]) -> None:
    """Note that entries speak of these names from now on, by some of these marks."""
    wanted = set(marks)
    await db.executemany(
        "INSERT OR IGNORE INTO marks (name_id, mark) VALUES (?, ?)",
        [(row, mark) for name, row in names.items() for mark in key.of(name) if mark in wanted],
    )


async def marks_of(db: aiosqlite.Connection, rows: Iterable[int]) -> dict[int, frozenset[str]]:
    """The marks of those of the names that entries speak of."""
    found: dict[int, set[str]] = {}
    for row, mark in await db.execute_fetchall(
        "SELECT name_id, mark FROM marks WHERE name_id IN (SELECT value FROM json_each(?))", (json.dumps(sorted(rows)),)
    ):
        found.setdefault(row, set()).add(mark)
    return {row: frozenset(marks) for row, marks in found.items()}


async def of_names(
    db: aiosqlite.Connection, guild: int, key: Secret, names: Mapping[int, NameId], also: Iterable[str] = ()
) -> Spoken:
    """What stands about these names (by row id), and about what else has these marks."""
    marks = await marks_of(db, names)
    wanted = {*also, *(mark for held in marks.values() for mark in held)}
    if not wanted:
        return Spoken((), marks, {})
    named = {key.name(names[row]): names[row] for row in marks}
    return Spoken(tuple(await corrections.standing(db, guild, wanted)), marks, named)


async def between(db: aiosqlite.Connection, guild: int, names: Mapping[int, NameId]) -> Said:
    """What people said of pairs of these names: what the decision about a block takes."""
    key = await secret(db, guild) if len(names) > 1 else None
    if key is None:
        return NOTHING
    return said((await of_names(db, guild, key, names)).verdicts())


async def within(
    db: aiosqlite.Connection, place: Place, text: str, extraction: Extraction, resolution: Resolution
) -> Reassigned:
    """What standing corrections make of one article's mentions, and which they add."""
    key = await secret(db, place.guild)
    if key is None:
        return Reassigned(extraction, resolution)
    made = await _reassigned(db, key, place, text, extraction, resolution)
    return teach(text, made, await taught.here(db, place.guild, text))


async def _reassigned(
    db: aiosqlite.Connection, key: Secret, place: Place, text: str, extraction: Extraction, resolution: Resolution
) -> Reassigned:
    """What becomes of the mentions that the article has by itself."""
    marks = {key.name((chain.key, chain.kind)) for chain in resolution.chains}
    marks |= {key.surface(mention.span.of(text)) for mention in extraction.mentions}
    entries: list[Order] = []
    made = Reassigned(extraction, resolution)
    looked: set[str] = set()
    while marks - looked:
        found = [e for e in await corrections.standing(db, place.guild, marks - looked) if e.act in WITHIN]
        looked |= marks
        fresh = [one for entry in found for one in entry.within(key) if one not in entries]
        entries += fresh
        if not fresh:
            break
        about = Facts(key.fingerprint(place.fingerprint), place.day, await _channels(db, place.audience))
        made = reassign(text, extraction, resolution, about, entries, key.marks)
        marks = {key.name((chain.key, chain.kind)) for chain in made.resolution.chains}
    return made


async def _channels(db: aiosqlite.Connection, audience: int) -> frozenset[int]:
    rows = await db.execute_fetchall("SELECT channel_id FROM audience_channels WHERE audience_id = ?", (audience,))
    return frozenset(row[0] for row in rows)
