"""Names to entities: trees of what joins what, by the rules and by what people said, and names moved between them."""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

import aiosqlite

from bot.identity.corrections import overrule
from bot.identity.types import Decision, Name, NameId
from bot.store import corrections, spoken
from bot.store.aside import aside
from bot.store.labels import opener
from bot.store.marking import Secret, secret
from bot.store.moving import Move, move
from bot.store.single import exists, scalar
from bot.store.spoken import Spoken


async def entities_of(db: aiosqlite.Connection, names: Iterable[int]) -> list[int]:
    """The entities that names belong to."""
    rows = await db.execute_fetchall(
        "SELECT DISTINCT entity_id FROM names WHERE id IN (SELECT value FROM json_each(?))",
        (json.dumps(sorted(set(names))),),
    )
    return [row[0] for row in rows]


async def found_entity(db: aiosqlite.Connection, guild: int, key: str) -> int:
    """A new entity, without names yet."""
    return await scalar(db, "INSERT INTO entities (guild_id, key) VALUES (?, ?) RETURNING id", (guild, key))


async def refresh_entities(db: aiosqlite.Connection, entities: Sequence[int]) -> None:
    """Bring keys up to date with the names that are left, and drop entities without any."""
    bound = (json.dumps(list(entities)),)
    await db.execute(
        "DELETE FROM entities WHERE id IN (SELECT value FROM json_each(?))"
        " AND NOT EXISTS (SELECT 1 FROM names WHERE entity_id = entities.id)",
        bound,
    )
    await db.execute(
        "UPDATE entities SET key = (SELECT min(first) FROM names WHERE entity_id = entities.id)"
        " WHERE id IN (SELECT value FROM json_each(?))"
        " AND key IS NOT (SELECT min(first) FROM names WHERE entity_id = entities.id)",
        bound,
    )


async def _refresh(db: aiosqlite.Connection, before: Sequence[int], keys: Mapping[int, str]) -> None:
    """Bring the keys of entities up to date where all names of theirs are known; drop those of `before` without any."""
    if gone := [(entity,) for entity in before if entity not in keys]:
        await db.executemany("DELETE FROM entities WHERE id = ?", gone)
    rows = await db.execute_fetchall(
        "SELECT id, key FROM entities WHERE id IN (SELECT value FROM json_each(?))", (json.dumps(sorted(keys)),)
    )
    if other := [(keys[entity], entity) for entity, key in rows if keys[entity] != key]:
        await db.executemany("UPDATE entities SET key = ? WHERE id = ?", other)


@dataclass(frozen=True, slots=True)
class _Member:
    """A name in its entity, with the name that the rules have it join, and whether it is banned."""

    row: int
    entity: int
    joins: int
    articles: int
    key: NameId
    first: str
    banned: bool


async def regroup(db: aiosqlite.Connection, guild: int, rows: Iterable[int], left: Iterable[int] = ()) -> None:
    """Make each tree of joined names one entity, among all names of the entities that these names belong to.

    `left` are entities that names have gone from: what is left of them is looked at, too.
    """
    key = await secret(db, guild)
    entities = sorted({*await entities_of(db, rows), *left})
    if key is not None and not await _is_spoken_of(db, entities):
        key = None
    if key is not None:
        entities = await _around(db, guild, entities)
    members = await _members(db, entities)
    heads = {row: member.joins for row, member in members.items()}
    about = Spoken((), {}, {})
    if key is not None:
        about = await _said(db, guild, key, members)
        heads |= await _overrule(db, members, about)
    trees = await aside(len(entities), _trees, members, heads)
    chosen = await aside(len(entities), _homes, trees)
    homes = {
        root: home or await found_entity(db, guild, min(m.first for m in trees[root])) for root, home in chosen.items()
    }
    banned = {root: _banned(tree, about) for root, tree in trees.items()} if key is not None else {}
    moves = [
        Move(member.row, member.entity, homes[root], member.banned, member.row in banned.get(root, ()))
        for root, tree in trees.items()
        for member in tree
        if member.entity != homes[root] or member.banned != (member.row in banned.get(root, ()))
    ]
    if moves:
        await move(db, moves, _by_entity(members.values()))
    await _refresh(db, entities, {homes[root]: min(m.first for m in tree) for root, tree in trees.items()})
    if key is not None:
        await _curate(db, key, {homes[root]: tree for root, tree in trees.items()}, about)


async def _members(db: aiosqlite.Connection, entities: Sequence[int]) -> dict[int, _Member]:
    rows = await db.execute_fetchall(
        """
        SELECT id, entity_id, joins_id, articles, key, kind, first,
               EXISTS (SELECT 1 FROM banned WHERE banned.name_id = names.id)
        FROM names WHERE entity_id IN (SELECT value FROM json_each(?))
        """,
        (json.dumps(entities),),
    )
    return await aside(len(entities), _by_row, rows)


def _by_row(rows: Iterable[sqlite3.Row]) -> dict[int, _Member]:
    return {r[0]: _Member(r[0], r[1], r[2], r[3], (r[4], r[5]), r[6], bool(r[7])) for r in rows}


def _trees(members: Mapping[int, _Member], heads: Mapping[int, int]) -> dict[int, list[_Member]]:
    """The names that hang together, by the row id of the name at the top."""
    trees: dict[int, list[_Member]] = defaultdict(list)
    for member in members.values():
        trees[_root(member.row, heads)].append(member)
    return trees


def _root(row: int, heads: Mapping[int, int]) -> int:
    while heads[row] != row:
        row = heads[row]
    return row


def _homes(trees: Mapping[int, Sequence[_Member]]) -> dict[int, int | None]:
    """The entity for each tree: that of its best attested name, if no better attested tree has it; None: a new one."""
    homes: dict[int, int | None] = {}
    taken: set[int] = set()

    def weight(member: _Member) -> tuple[int, NameId]:
        return (-member.articles, member.key)

    for root in sorted(trees, key=lambda r: min(weight(member) for member in trees[r])):
        members = sorted(trees[root], key=weight)
        homes[root] = home = next((member.entity for member in members if member.entity not in taken), None)
        if home is not None:
            taken.add(home)
    return homes


def _by_entity(members: Iterable[_Member]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = defaultdict(list)
    for member in members:
        found[member.entity].append(member.row)
    return found


async def _is_spoken_of(db: aiosqlite.Connection, entities: Sequence[int]) -> bool:
    """Whether corrections speak of names of these entities, or made anything of them: of most they do not."""
    return await exists(
        db,
        """
        SELECT EXISTS (
            SELECT 1 FROM json_each(:ids) AS wanted CROSS JOIN names ON names.entity_id = wanted.value
            WHERE EXISTS (SELECT 1 FROM marks WHERE marks.name_id = names.id)
               OR EXISTS (SELECT 1 FROM overruled WHERE overruled.name_id = names.id OR overruled.rule_id = names.id)
               OR EXISTS (SELECT 1 FROM banned WHERE banned.name_id = names.id))
            OR EXISTS (SELECT 1 FROM curated WHERE entity_id IN (SELECT value FROM json_each(:ids)))
        """,
        {"ids": json.dumps(list(entities))},
    )


async def _around(db: aiosqlite.Connection, guild: int, entities: Sequence[int]) -> list[int]:
    """These entities, and all that hang together with them by what the rules or people say."""
    found, fresh = set(entities), set(entities)
    while fresh:
        rows = await db.execute_fetchall(
            "SELECT id FROM names WHERE entity_id IN (SELECT value FROM json_each(?))", (json.dumps(sorted(fresh)),)
        )
        ids = [row[0] for row in rows]
        marks = {mark for held in (await spoken.marks_of(db, ids)).values() for mark in held}
        tied = await corrections.tied(db, guild, marks) if marks else set()
        near = await db.execute_fetchall(
            _NEAR, {"ids": json.dumps(ids), "marks": json.dumps(sorted(tied)), "guild": guild}
        )
        fresh = {row[0] for row in near} - found
        found |= fresh
    return sorted(found)


_NEAR = """
    SELECT names.entity_id FROM json_each(:marks) AS tied CROSS JOIN marks ON marks.mark = tied.value
    CROSS JOIN names ON names.id = marks.name_id WHERE +names.guild_id = :guild
    UNION
    SELECT names.entity_id FROM json_each(:ids) AS own CROSS JOIN overruled ON overruled.name_id = own.value
    CROSS JOIN names ON names.id IN (overruled.rule_id, overruled.joins_id)
    UNION
    SELECT names.entity_id FROM json_each(:ids) AS own CROSS JOIN overruled ON overruled.rule_id = own.value
    CROSS JOIN names ON names.id = overruled.name_id
"""


async def _said(db: aiosqlite.Connection, guild: int, key: Secret, members: Mapping[int, _Member]) -> Spoken:
    """All that stands about these names, and about those that the store has not but that tie them."""
    names = {row: member.key for row, member in members.items()}
    marks = {mark for held in (await spoken.marks_of(db, names)).values() for mark in held}
    if not marks:
        return Spoken((), {}, {})
    return await spoken.of_names(db, guild, key, names, await corrections.tied(db, guild, marks))


async def _overrule(db: aiosqlite.Connection, members: Mapping[int, _Member], about: Spoken) -> dict[int, int]:
    """What names join by what people said, where the rules say otherwise; it is stored."""
    verdicts = about.verdicts()
    decisions: Mapping[NameId, Decision] = {}
    if verdicts:
        names = [Name(*member.key, member.articles) for member in members.values()]
        rules = {member.key: members[member.joins].key for member in members.values()}
        decisions = overrule(names, rules, verdicts)
    rows = {member.key: row for row, member in members.items()}
    wanted = {(rows[name], rows[one.head], one.reason, members[rows[name]].joins) for name, one in decisions.items()}
    present = {
        tuple(row)
        for row in await db.execute_fetchall(
            "SELECT name_id, joins_id, reason, rule_id FROM overruled"
            " WHERE name_id IN (SELECT value FROM json_each(?))",
            (json.dumps(list(members)),),
        )
    }
    await db.executemany("DELETE FROM overruled WHERE name_id = ?", [(row[0],) for row in present - wanted])
    await db.executemany(
        "INSERT INTO overruled (name_id, joins_id, reason, rule_id) VALUES (?, ?, ?, ?)", sorted(wanted - present)
    )
    return {row: head for row, head, _, _ in wanted}


def _banned(tree: Collection[_Member], about: Spoken) -> set[int]:
    """The names of an entity that are banned: all of them, or those that are a banned string."""
    if any(entry.act == "ban" for entry in about.about(member.row for member in tree)):
        return {member.row for member in tree}
    return {member.row for member in tree if any(entry.act == "ban string" for entry in about.about([member.row]))}


async def _curate(
    db: aiosqlite.Connection, key: Secret, trees: Mapping[int, Collection[_Member]], about: Spoken
) -> None:
    """Store what people call entities, and what they say they are: by the last entry on one of its names."""
    wanted = {}
    for entity, tree in trees.items():
        name = kind = None
        for entry in about.about(member.row for member in tree):
            if entry.act == "rename" and entry.sealed and entry.subjects[0] in about.names:
                name = key.unseal(entry.sealed, opener(about.names[entry.subjects[0]]))
            elif entry.act == "retype":
                kind = entry.detail["kind"]
        if name or kind:
            wanted[entity] = (entity, name, kind)
    ids = json.dumps(sorted(trees))
    present = {
        tuple(row)
        for row in await db.execute_fetchall(
            "SELECT entity_id, name, kind FROM curated WHERE entity_id IN (SELECT value FROM json_each(?))", (ids,)
        )
    }
    await db.executemany(
        "DELETE FROM curated WHERE entity_id = ?", [(row[0],) for row in present - set(wanted.values())]
    )
    await db.executemany(
        "INSERT INTO curated (entity_id, name, kind) VALUES (?, ?, ?)", sorted(set(wanted.values()) - present)
    )
