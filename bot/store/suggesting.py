"""What suggestions are made of: names that blocks list together, what ties them, and what people answered before."""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

import aiosqlite

from bot.articles.types import Span
from bot.identity.suggesting import MOST
from bot.identity.types import Name, NameId
from bot.store import corrections
from bot.store.marking import Secret
from bot.store.scope import IN_SCOPE, NOT_BANNED, Scope
from bot.store.single import scalar

_CROWDED = 200
"""A block of so many names is left out: too many bear them for a question about two."""

_BLOCKS = 400
"""Blocks that are looked through, those of the most mentioned names first."""


@dataclass(frozen=True, slots=True)
class Held:
    """A name in scope, by its row, with its entity: as evidence it has its mentions there, and nothing else."""

    row: int
    entity: int
    name: Name


async def names_of(db: aiosqlite.Connection, scope: Scope, entities: Sequence[int]) -> list[Held]:
    """The names of entities that have a mention in scope."""
    return await _held(
        db, scope, "SELECT id FROM names WHERE entity_id IN (SELECT value FROM json_each(:wanted))", list(entities)
    )


async def listed(db: aiosqlite.Connection, scope: Scope, names: Sequence[int]) -> dict[str, list[Held]]:
    """The names in scope that are listed in a block with any of these, block by block, the best attested of each."""
    rows = await db.execute_fetchall(
        f"""
        WITH wanted AS MATERIALIZED (
            SELECT block FROM (
                SELECT DISTINCT block FROM name_blocks WHERE name_id IN (SELECT value FROM json_each(:names))) AS own
            WHERE (SELECT count(*) FROM (
                SELECT 1 FROM name_blocks AS held WHERE held.guild_id = :guild AND held.block = own.block
                LIMIT {_CROWDED})) BETWEEN 2 AND {_CROWDED} - 1
            LIMIT {_BLOCKS})
        SELECT wanted.block, names.id FROM wanted CROSS JOIN names ON names.id IN (
            SELECT listed.name_id FROM name_blocks AS listed CROSS JOIN names AS best ON best.id = listed.name_id
            WHERE listed.guild_id = :guild AND listed.block = wanted.block
            ORDER BY best.articles DESC, best.key LIMIT {MOST})
        """,
        {"names": json.dumps(list(names)), "guild": scope.guild},
    )
    of_block: dict[str, list[int]] = defaultdict(list)
    for block, row in rows:
        of_block[block].append(row)
    wanted = sorted({row for held in of_block.values() for row in held})
    known = {held.row: held for held in await _held(db, scope, "SELECT value AS id FROM json_each(:wanted)", wanted)}
    return {block: [known[row] for row in held if row in known] for block, held in of_block.items() if len(held) > 1}


async def _held(db: aiosqlite.Connection, scope: Scope, which: str, wanted: Sequence[int]) -> list[Held]:
    rows = await db.execute_fetchall(
        f"""
        WITH seen AS MATERIALIZED {IN_SCOPE}
        SELECT names.id, names.entity_id, names.key, names.kind, sum(aliases.mentions) AS mentions
        FROM ({which}) AS chosen CROSS JOIN names ON names.id = chosen.id
        CROSS JOIN aliases ON aliases.name_id = names.id AND aliases.audience_id IN (SELECT id FROM seen)
        WHERE {NOT_BANNED} GROUP BY names.id HAVING mentions > 0
        """,
        scope.bind() | {"wanted": json.dumps(list(wanted))},
    )
    return [Held(row[0], row[1], Name(row[2], row[3], row[4])) for row in rows]


async def neighbours(db: aiosqlite.Connection, scope: Scope, one: int, other: int) -> int:
    """How many entities both share sentences with, in scope."""
    return await scalar(
        db,
        f"""
        SELECT count(DISTINCT own.other_id) FROM ties AS own CROSS JOIN ties AS theirs
        ON theirs.entity_id = :other AND theirs.other_id = own.other_id AND theirs.audience_id IN {IN_SCOPE}
        WHERE own.entity_id = :one AND own.audience_id IN {IN_SCOPE}
        """,
        scope.bind() | {"one": one, "other": other},
    )


async def sentences_together(db: aiosqlite.Connection, scope: Scope, one: int, other: int) -> int:
    """How many sentences in scope have both entities."""
    return await scalar(
        db,
        f"SELECT coalesce(sum(sentences), 0) FROM ties WHERE entity_id = :one AND other_id = :other"
        f" AND audience_id IN {IN_SCOPE}",
        scope.bind() | {"one": one, "other": other},
    )


async def articles_together(db: aiosqlite.Connection, scope: Scope, one: int, other: int) -> int:
    """How many articles in scope have both names (row ids), each in its own chain."""
    return await scalar(
        db,
        f"""
        SELECT count(*) FROM {IN_SCOPE} AS seen
        CROSS JOIN appearances AS own ON own.name_id = :one AND own.audience_id = seen.id
        CROSS JOIN appearances AS theirs ON theirs.name_id = :other AND theirs.audience_id = seen.id
            AND theirs.article_id = own.article_id
        """,
        scope.bind() | {"one": one, "other": other},
    )


@dataclass(frozen=True, slots=True)
class Read:
    """A sentence of an article in scope that has a name, and where the name stands in it."""

    article: int
    mention: Span
    sentence: Span


async def sentences_of(db: aiosqlite.Connection, scope: Scope, name: int, *, limit: int) -> list[Read]:
    """The first sentence with a name (a row id) in each of its latest articles in scope."""
    rows = await db.execute_fetchall(
        f"""
        WITH latest AS MATERIALIZED (
            SELECT found.article_id AS id FROM {IN_SCOPE} AS seen
            CROSS JOIN appearances AS found ON found.name_id = :name AND found.audience_id = seen.id
            ORDER BY found.article_id DESC LIMIT :limit)
        SELECT own.article_id, own.start, own."end", sentences.start, sentences."end" FROM latest
        CROSS JOIN mentions AS own ON own.article_id = latest.id AND own.start = (
            SELECT min(start) FROM mentions WHERE article_id = latest.id AND name_id = :name)
        CROSS JOIN sentences ON sentences.article_id = own.article_id AND sentences.start = (
            SELECT max(start) FROM sentences AS s WHERE s.article_id = own.article_id AND s.start <= own.start)
        ORDER BY own.article_id DESC
        """,
        scope.bind() | {"name": name, "limit": limit},
    )
    return [Read(row[0], Span(row[1], row[2]), Span(row[3], row[4])) for row in rows]


async def handle_of(db: aiosqlite.Connection, scope: Scope, name: int) -> str | None:
    """What says which name is meant, by nothing but what the scope shows: "12.345", its head mention in article #12."""
    rows = await db.execute_fetchall(
        f"""
        SELECT articles.number, found.start FROM {IN_SCOPE} AS seen
        CROSS JOIN appearances AS found ON found.name_id = :name AND found.audience_id = seen.id
        JOIN articles ON articles.id = found.article_id ORDER BY found.article_id LIMIT 1
        """,
        scope.bind() | {"name": name},
    )
    return next((f"{row[0]}.{row[1]}" for row in rows), None)


async def by_handle(db: aiosqlite.Connection, scope: Scope, handle: str) -> Held | None:
    """The name that `handle_of` gave a handle, where it is in scope still."""
    number, _, start = handle.partition(".")
    if not all(part.isascii() and part.isdigit() and len(part) <= 12 for part in (number, start)):
        return None
    rows = await db.execute_fetchall(
        f"""
        SELECT appearances.name_id FROM articles JOIN appearances ON appearances.article_id = articles.id
        WHERE articles.guild_id = :guild AND articles.number = :number AND articles.audience_id IN {IN_SCOPE}
          AND appearances.start = :start
        """,
        scope.bind() | {"number": int(number), "start": int(start)},
    )
    found = await _held(db, scope, "SELECT value AS id FROM json_each(:wanted)", [row[0] for row in rows])
    return next(iter(found), None)


async def spoken_of(db: aiosqlite.Connection, guild: int, key: Secret, names: Iterable[NameId]) -> set[frozenset[str]]:
    """The pairs of marks that standing corrections say are one, or are not: nothing is suggested of them."""
    found: set[frozenset[str]] = set()
    for entry in await corrections.standing(db, guild, {key.name(name) for name in names}):
        found |= {frozenset((entry.subjects[0], other)) for other in entry.subjects[1:]}
    return found


async def answers(db: aiosqlite.Connection, guild: int) -> dict[str, tuple[int, int]]:
    """How many suggestions were accepted and refused, by the kind of evidence."""
    rows = await db.execute_fetchall(
        "SELECT evidence, accepted, refused FROM suggestion_answers WHERE guild_id = ?", (guild,)
    )
    return {row[0]: (row[1], row[2]) for row in rows}


async def answered(db: aiosqlite.Connection, guild: int, evidence: str, *, accepted: bool) -> None:
    """Count an answer."""
    await db.execute(
        "INSERT INTO suggestion_answers (guild_id, evidence, accepted, refused) VALUES (?, ?, ?, ?)"
        " ON CONFLICT DO UPDATE SET accepted = accepted + excluded.accepted, refused = refused + excluded.refused",
        (guild, evidence, int(accepted), int(not accepted)),
    )


async def postponed(db: aiosqlite.Connection, guild: int, pairs: Collection[str], day: int) -> set[str]:
    """Those of the pairs (marks) that wait until after a day."""
    rows = await db.execute_fetchall(
        "SELECT pair FROM suggestions_later WHERE guild_id = ? AND day > ?"
        " AND pair IN (SELECT value FROM json_each(?))",
        (guild, day, json.dumps(sorted(pairs))),
    )
    return {row[0] for row in rows}


async def postpone(db: aiosqlite.Connection, guild: int, pair: str, day: int) -> None:
    """Let a pair wait until a day; what waited until before then is forgotten."""
    await db.execute(
        "INSERT OR REPLACE INTO suggestions_later (guild_id, pair, day) VALUES (?, ?, ?)", (guild, pair, day)
    )
    await db.execute("DELETE FROM suggestions_later WHERE guild_id = ? AND day < ?", (guild, day - 60))
