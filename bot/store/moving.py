"""Names given to other entities, with all that is counted of them.

What is counted of an article depends on which of its names are of one entity. So where all names of an entity go to
another, or all of a new one come from one, only the articles that have names of both are counted anew, and what is
counted of the rest changes hands as it is: two names of tens of thousands of articles are made one in a second.
"""

import json
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import aiosqlite

from bot.store import counts
from bot.store.counts import Sign, count, drop, hand_over


@dataclass(frozen=True, slots=True)
class Move:
    """A name (row id), the entity that it is of and the one it is of from now on, and whether it was and is banned."""

    row: int
    entity: int
    home: int
    was_banned: bool
    banned: bool


Names = Mapping[int, Collection[int]]
"""The names of entities: row ids."""


async def move(db: aiosqlite.Connection, moves: Sequence[Move], names: Names) -> None:
    """Give names to other entities, ban or unban them, and have counted what that changes.

    `names` are all names of every entity that loses or gets some, as they are before.
    """
    articles = await _articles(db, [one.row for one in moves])
    parts: defaultdict[tuple[int, int], set[int]] = defaultdict(set)
    for one in moves:
        parts[one.entity, one.home].add(one.row)
    if len(articles) > counts.MANY and not any(one.was_banned or one.banned for one in moves):
        if _are_merged(parts, names):
            await _merge(db, moves, parts, names)
            return
        if _are_split(parts, names):
            await _split(db, moves, parts, names)
            return
    entities = sorted({one.entity for one in moves} | {one.home for one in moves})
    await _count(db, articles, Sign.LESS, entities)
    await _give(db, moves)
    await _count(db, articles, Sign.MORE, entities)


async def _give(db: aiosqlite.Connection, moves: Sequence[Move]) -> None:
    await db.executemany("UPDATE names SET entity_id = ? WHERE id = ?", [(one.home, one.row) for one in moves])
    await db.executemany(
        "DELETE FROM banned WHERE name_id = ?", [(one.row,) for one in moves if one.was_banned and not one.banned]
    )
    await db.executemany(
        "INSERT INTO banned (name_id) VALUES (?)", [(one.row,) for one in moves if one.banned and not one.was_banned]
    )


Parts = Mapping[tuple[int, int], Collection[int]]
"""The names that go from one entity to another."""


def _are_merged(parts: Parts, names: Names) -> bool:
    """Whether entities go to others as wholes, and those lose nothing."""
    left = {entity for entity, _ in parts}
    return all(home not in left and set(names[entity]) == set(rows) for (entity, home), rows in parts.items())


def _are_split(parts: Parts, names: Names) -> bool:
    """Whether all come from one entity that keeps some, and go to such as have none."""
    return len({entity for entity, _ in parts}) == 1 and not any(names.get(home) for _, home in parts)


async def _merge(db: aiosqlite.Connection, moves: Sequence[Move], parts: Parts, names: Names) -> None:
    seen = {home: await _articles(db, names.get(home, ())) for _, home in parts}
    shared: set[int] = set()
    for (_, home), rows in parts.items():
        articles = await _articles(db, rows)
        shared |= seen[home] & articles
        seen[home] |= articles
    entities = sorted({entity for pair in parts for entity in pair})
    await _count(db, shared, Sign.LESS, entities)
    await _give(db, moves)
    for entity, home in parts:
        await hand_over(db, entity, home, Sign.MORE)
        await drop(db, entity)
    await _count(db, shared, Sign.MORE, entities)


async def _split(db: aiosqlite.Connection, moves: Sequence[Move], parts: Parts, names: Names) -> None:
    [entity] = {entity for entity, _ in parts}
    moved = {one.row for one in moves}
    seen = await _articles(db, [row for row in names[entity] if row not in moved])
    shared: set[int] = set()
    alone: set[int] = set()
    for rows in parts.values():
        articles = await _articles(db, rows)
        shared |= seen & articles
        seen |= articles
        alone |= articles
    homes = sorted(home for _, home in parts)
    await _count(db, shared, Sign.LESS, [entity, *homes])
    await _give(db, moves)
    await _count(db, alone - shared, Sign.MORE, homes)
    for home in homes:
        await hand_over(db, home, entity, Sign.LESS)
    await _count(db, shared, Sign.MORE, [entity, *homes])


async def _count(db: aiosqlite.Connection, articles: Collection[int], sign: Sign, entities: Sequence[int]) -> None:
    if articles:
        await count(db, sorted(articles), sign, entities)


async def _articles(db: aiosqlite.Connection, names: Collection[int]) -> set[int]:
    """The articles in which names appear."""
    rows = await db.execute_fetchall(
        "SELECT DISTINCT article_id FROM appearances WHERE name_id IN (SELECT value FROM json_each(?))",
        (json.dumps(sorted(names)),),
    )
    return {row[0] for row in rows}
