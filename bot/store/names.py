"""Names and the entities they make up: evidence added up, blocks kept, the partition brought up to date."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import aiosqlite

from bot.identity.across import blocks, decide
from bot.identity.types import Decision, Name, NameId
from bot.store.counts import Sign, count

_MOST_IN_A_BLOCK = 200
"""The best-attested names of a block that are compared: a very common surname's block stays bounded."""

_DAY_OFFSET = 1_000_000
"""Added to days, which are negative before 1970, so that texts sort as the days do."""


def first_of(day: int, fingerprint: str, start: int) -> str:
    """A mention's place among all of a guild's, from content alone, as a text that sorts."""
    return f"{day + _DAY_OFFSET:07d}:{fingerprint[:20]}:{start:07d}"


async def known(db: aiosqlite.Connection, guild: int, wanted: Iterable[NameId]) -> dict[NameId, int]:
    """The row ids of those names that the store has."""
    rows = await db.execute_fetchall(
        """
        SELECT names.key, names.kind, names.id FROM json_each(:wanted) AS pair
        JOIN names ON names.guild_id = :guild AND names.key = pair.value ->> 0 AND names.kind = pair.value ->> 1
        """,
        {"guild": guild, "wanted": json.dumps(sorted(set(wanted)))},
    )
    return {(row[0], row[1]): row[2] for row in rows}


async def attest(
    db: aiosqlite.Connection, guild: int, evidence: Sequence[Name], firsts: Mapping[NameId, str]
) -> dict[NameId, int]:
    """Add one article's evidence, decide anew what it touches, and return the row ids of its names."""
    ids = await known(db, guild, [name.id for name in evidence])
    await db.executemany(
        "UPDATE names SET articles = articles + 1, first = min(first, ?) WHERE id = ?",
        [(firsts[name.id], ids[name.id]) for name in evidence if name.id in ids],
    )
    for name in evidence:
        if name.id not in ids:
            ids[name.id] = await _insert(db, guild, name.id, firsts[name.id])
    await _add_evidence(db, evidence, ids, Sign.MORE)
    await _settle(db, guild, list(ids.values()))
    return ids


async def withdraw(db: aiosqlite.Connection, guild: int, evidence: Sequence[Name], ids: Mapping[NameId, int]) -> None:
    """Take one article's evidence away, whose derived rows are gone, and decide anew what it touched."""
    await db.executemany(
        "UPDATE names SET articles = articles - 1 WHERE id = ?", [(ids[name.id],) for name in evidence]
    )
    await _add_evidence(db, evidence, ids, Sign.LESS)
    touched = json.dumps(list(ids.values()))
    neighbours = await db.execute_fetchall(_SHARING, {"guild": guild, "names": touched, "most": _MOST_IN_A_BLOCK})
    entities = await db.execute_fetchall(
        "SELECT DISTINCT entity_id FROM names WHERE id IN (SELECT value FROM json_each(?))", (touched,)
    )
    await db.execute("DELETE FROM names WHERE articles <= 0 AND id IN (SELECT value FROM json_each(?))", (touched,))
    await _refresh_firsts(db, touched)
    await _refresh_entities(db, [row[0] for row in entities])
    await _settle(db, guild, [row[0] for row in neighbours])


async def _insert(db: aiosqlite.Connection, guild: int, name: NameId, first: str) -> int:
    entity = await _insert_entity(db, guild, first)
    async with db.execute(
        "INSERT INTO names (guild_id, key, kind, entity_id, articles, first, reason) VALUES (?, ?, ?, ?, 1, ?, '')"
        " RETURNING id",
        (guild, *name, entity, first),
    ) as cursor:
        row = await cursor.fetchone()
    return int(row[0]) if row else 0


async def _insert_entity(db: aiosqlite.Connection, guild: int, key: str) -> int:
    async with db.execute("INSERT INTO entities (guild_id, key) VALUES (?, ?) RETURNING id", (guild, key)) as cursor:
        row = await cursor.fetchone()
    return int(row[0]) if row else 0


async def _add_evidence(
    db: aiosqlite.Connection, evidence: Sequence[Name], ids: Mapping[NameId, int], sign: Sign
) -> None:
    rows = [
        (ids[name.id], sort, value, sign * articles)
        for name in evidence
        for sort, values in (("form", name.forms), ("role", name.roles))
        for value, articles in values.items()
    ]
    await db.executemany(
        "INSERT INTO name_evidence (name_id, sort, value, articles) VALUES (?, ?, ?, ?)"
        " ON CONFLICT DO UPDATE SET articles = articles + excluded.articles",
        rows,
    )
    if sign is Sign.LESS:
        await db.executemany(
            "DELETE FROM name_evidence WHERE name_id = ? AND articles <= 0", {(row[0],) for row in rows}
        )


_SHARING = """
    SELECT name_id FROM (
        SELECT other.name_id, row_number() OVER (
            PARTITION BY other.block ORDER BY names.articles DESC, names.key, names.kind) AS place
        FROM (SELECT DISTINCT block FROM name_blocks WHERE name_id IN (SELECT value FROM json_each(:names))) AS mine
        JOIN name_blocks AS other ON other.guild_id = :guild AND other.block = mine.block
        JOIN names ON names.id = other.name_id
    ) WHERE place <= :most
    UNION SELECT value FROM json_each(:names)
"""


async def _settle(db: aiosqlite.Connection, guild: int, touched: Sequence[int]) -> None:
    """Decide anew for every name that shares a block with the touched ones, and move what belongs elsewhere now."""
    await _refresh_blocks(db, guild, touched)
    bound = {"guild": guild, "names": json.dumps(list(touched)), "most": _MOST_IN_A_BLOCK}
    affected = [row[0] for row in await db.execute_fetchall(_SHARING, bound)]
    closure = await db.execute_fetchall(_SHARING, bound | {"names": json.dumps(affected)})
    standing = await _load(db, [row[0] for row in closure])
    by_id = {held.name.id: held for held in standing.values()}
    decisions = decide([held.name for held in standing.values()])
    about = {standing[i].name.id for i in affected if i in standing}
    await _apply(db, guild, [d for d in decisions if d.name in about], by_id)


@dataclass(frozen=True, slots=True)
class _Held:
    """A name as the store holds it."""

    row: int
    entity: int
    first: str
    reason: str
    name: Name


async def _load(db: aiosqlite.Connection, ids: Sequence[int]) -> dict[int, _Held]:
    wanted = json.dumps(list(ids))
    forms: dict[int, dict[str, int]] = defaultdict(dict)
    roles: dict[int, dict[str, int]] = defaultdict(dict)
    for name, sort, value, articles in await db.execute_fetchall(
        "SELECT name_id, sort, value, articles FROM name_evidence WHERE name_id IN (SELECT value FROM json_each(?))",
        (wanted,),
    ):
        (forms if sort == "form" else roles)[name][value] = articles
    rows = await db.execute_fetchall(
        "SELECT id, entity_id, first, reason, key, kind, articles FROM names"
        " WHERE id IN (SELECT value FROM json_each(?))",
        (wanted,),
    )
    return {r[0]: _Held(r[0], r[1], r[2], r[3], Name(r[4], r[5], r[6], forms[r[0]], roles[r[0]])) for r in rows}


async def _refresh_blocks(db: aiosqlite.Connection, guild: int, touched: Sequence[int]) -> None:
    """Bring the index keys of these names up to date with their evidence."""
    held = await _load(db, touched)
    rows = await db.execute_fetchall(
        "SELECT name_id, block FROM name_blocks WHERE name_id IN (SELECT value FROM json_each(?))",
        (json.dumps(list(touched)),),
    )
    present = {(row[0], row[1]) for row in rows}
    wanted = {(i, block) for i, h in held.items() for block in blocks(h.name)}
    await db.executemany(
        "DELETE FROM name_blocks WHERE guild_id = ? AND name_id = ? AND block = ?",
        [(guild, *pair) for pair in present - wanted],
    )
    await db.executemany(
        "INSERT INTO name_blocks (guild_id, name_id, block) VALUES (?, ?, ?)",
        [(guild, *pair) for pair in sorted(wanted - present)],
    )


async def _apply(
    db: aiosqlite.Connection, guild: int, decisions: Sequence[Decision], by_id: Mapping[NameId, _Held]
) -> None:
    groups: dict[NameId, list[_Held]] = defaultdict(list)
    for decision in decisions:
        held = by_id[decision.name]
        groups[decision.head].append(held)
        if held.reason != decision.reason:
            await db.execute("UPDATE names SET reason = ? WHERE id = ?", (decision.reason, held.row))
    decided = {by_id[d.name].row for d in decisions}
    fixed = await _held_elsewhere(db, decided)
    homes = await _homes(db, guild, groups, by_id, fixed)
    moves = [(held, homes[head]) for head, group in groups.items() for held in group if held.entity != homes[head]]
    if moves:
        await _move(db, moves)


async def _held_elsewhere(db: aiosqlite.Connection, decided: set[int]) -> set[int]:
    """The entities of the decided names that also hold a name that was not decided: they stay with it."""
    ids = json.dumps(sorted(decided))
    rows = await db.execute_fetchall(
        """
        SELECT DISTINCT entity_id FROM names
        WHERE entity_id IN (SELECT entity_id FROM names WHERE id IN (SELECT value FROM json_each(:ids)))
          AND id NOT IN (SELECT value FROM json_each(:ids))
        """,
        {"ids": ids},
    )
    return {row[0] for row in rows}


async def _homes(
    db: aiosqlite.Connection,
    guild: int,
    groups: Mapping[NameId, Sequence[_Held]],
    by_id: Mapping[NameId, _Held],
    fixed: set[int],
) -> dict[NameId, int]:
    """The entity for each group: its heaviest name's own, unless that stays with others; else a fresh one."""
    homes: dict[NameId, int] = {}
    decided = {held.row for group in groups.values() for held in group}
    for head in groups:
        if by_id[head].row not in decided:
            homes[head] = by_id[head].entity
    taken = set(fixed) | set(homes.values())

    def weight(head: NameId) -> tuple[int, NameId]:
        return (-max(held.name.articles for held in groups[head]), head)

    for head in sorted(groups.keys() - homes.keys(), key=weight):
        for held in sorted(groups[head], key=lambda h: (-h.name.articles, h.name.id)):
            if held.entity not in taken:
                homes[head] = held.entity
                break
        else:
            homes[head] = await _insert_entity(db, guild, min(held.first for held in groups[head]))
        taken.add(homes[head])
    return homes


async def _move(db: aiosqlite.Connection, moves: Sequence[tuple[_Held, int]]) -> None:
    """Give names to other entities, and recount the articles in which that changes something."""
    entities = sorted({held.entity for held, _ in moves} | {home for _, home in moves})
    rows = await db.execute_fetchall(
        "SELECT DISTINCT article_id FROM appearances WHERE name_id IN (SELECT value FROM json_each(?))",
        (json.dumps([held.row for held, _ in moves]),),
    )
    articles = [row[0] for row in rows]
    if articles:
        await count(db, articles, Sign.LESS, entities)
    await db.executemany("UPDATE names SET entity_id = ? WHERE id = ?", [(home, held.row) for held, home in moves])
    if articles:
        await count(db, articles, Sign.MORE, entities)
    await _refresh_entities(db, entities)


async def _refresh_entities(db: aiosqlite.Connection, entities: Sequence[int]) -> None:
    """Bring keys up to date with the names that are left, and drop entities without any."""
    bound = (json.dumps(list(entities)),)
    await db.execute(
        "DELETE FROM entities WHERE id IN (SELECT value FROM json_each(?))"
        " AND NOT EXISTS (SELECT 1 FROM names WHERE entity_id = entities.id)",
        bound,
    )
    await db.execute(
        "UPDATE entities SET key = (SELECT min(first) FROM names WHERE entity_id = entities.id)"
        " WHERE id IN (SELECT value FROM json_each(?))",
        bound,
    )


async def _refresh_firsts(db: aiosqlite.Connection, ids: str) -> None:
    await db.execute(
        f"""
        UPDATE names SET first = (
            SELECT min(printf('%07d:%s:%07d', articles.day + {_DAY_OFFSET}, substr(articles.fingerprint, 1, 20),
                              appearances.start))
            FROM appearances JOIN articles ON articles.id = appearances.article_id
            WHERE appearances.name_id = names.id)
        WHERE id IN (SELECT value FROM json_each(?))
          AND EXISTS (SELECT 1 FROM appearances WHERE name_id = names.id)
        """,
        (ids,),
    )
