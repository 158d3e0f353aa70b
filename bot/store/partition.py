"""The partition of names by the rules: blocks kept up to date, and decided anew where evidence changed."""

import itertools
import json
import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

import aiosqlite

from bot.identity.across import ALONE, BLOCK_SIZE, CROWDED, blocks, decide_block
from bot.identity.dependence import Outline, bounded, concerned
from bot.identity.said import Said
from bot.identity.types import Name
from bot.store import grouping, spoken
from bot.store.aside import aside

_AT_ONCE = 400
"""Blocks whose names are held at once: an article has some 80, a list of results with 5,000 names 12,000."""


@dataclass(frozen=True, slots=True)
class _Listed:
    """A name as it stands in a block."""

    row: int
    joins: int
    reason: str
    name: Name


async def settle(
    db: aiosqlite.Connection,
    guild: int,
    touched: Sequence[int],
    also: Iterable[str] = (),
    left: Iterable[int] = (),
    *,
    grown: bool = False,
) -> None:
    """Decide anew every block that the touched names are listed in, or were (`also`), and move what joins otherwise.

    `left` are entities that names have gone from. Where nothing has changed but that the evidence of the touched names
    has `grown`, only that part of each block is loaded and decided that depends on them.

    A decision depends on nothing but the names listed in one block (`bot.identity.across`), so the outcome is the
    same whatever the order in which articles came.
    """
    changed = await _refresh_blocks(db, guild, touched)
    wanted = sorted({*changed, *also})
    moved = [*touched]
    for start in range(0, len(wanted), _AT_ONCE):
        listed = await _listed(db, guild, wanted[start : start + _AT_ONCE], frozenset(touched) if grown else None)
        said = await spoken.between(db, guild, {held.row: held.name.id for held in itertools.chain(*listed.values())})
        joined, joining = await aside(sum(map(len, listed.values())), _decided, listed, said)
        if joined:
            await db.executemany("UPDATE names SET joins_id = ?, reason = ? WHERE id = ?", joined)
        moved += joining
    await grouping.regroup(db, guild, moved, left)


def _decided(blocks: Mapping[str, Sequence[_Listed]], said: Said) -> tuple[list[tuple[int, str, int]], list[int]]:
    """What changes when these blocks are decided: names with what they join and why, and those that join another."""
    joined: list[tuple[int, str, int]] = []
    moved: list[int] = []
    for block, listed in sorted(blocks.items()):
        by_id = {held.name.id: held for held in listed}
        for decision in decide_block(block, [held.name for held in listed], said):
            before, head = by_id[decision.name], by_id[decision.head]
            if (before.joins, before.reason) == (head.row, decision.reason):
                continue
            joined.append((head.row, decision.reason, before.row))
            if before.joins != head.row:
                moved += [before.row, head.row]
    return joined, moved


async def blocks_of(db: aiosqlite.Connection, names: Sequence[int]) -> list[str]:
    """The blocks that names are listed in."""
    rows = await db.execute_fetchall(
        "SELECT DISTINCT block FROM name_blocks WHERE name_id IN (SELECT value FROM json_each(?))",
        (json.dumps(list(names)),),
    )
    return [row[0] for row in rows]


async def _refresh_blocks(db: aiosqlite.Connection, guild: int, touched: Sequence[int]) -> set[str]:
    """Bring the blocks of these names up to date with their evidence; all blocks they are or were listed in."""
    ids = json.dumps(list(touched))
    rows = await db.execute_fetchall(
        "SELECT id, key, kind, articles FROM names WHERE id IN (SELECT value FROM json_each(?))", (ids,)
    )
    forms = await _forms(db, [row[0] for row in rows])
    wanted = await aside(len(touched), _wanted, rows, forms)
    present = {
        (row[0], row[1]): row[2]
        for row in await db.execute_fetchall(
            "SELECT name_id, block, forms FROM name_blocks WHERE name_id IN (SELECT value FROM json_each(?))", (ids,)
        )
    }
    if gone := [(guild, *pair) for pair in present.keys() - wanted.keys()]:
        await db.executemany("DELETE FROM name_blocks WHERE guild_id = ? AND name_id = ? AND block = ?", gone)
    if fresh := [(guild, *pair, *held) for pair, held in sorted(wanted.items()) if present.get(pair) != held[-1]]:
        await db.executemany(
            "INSERT INTO name_blocks (guild_id, name_id, block, home, key, forms) VALUES (?, ?, ?, ?, ?, ?)"
            " ON CONFLICT DO UPDATE SET forms = excluded.forms",
            fresh,
        )
    return {block for _, block in present.keys() | wanted.keys()}


def _wanted(
    rows: Iterable[sqlite3.Row], forms: Mapping[int, dict[str, int]]
) -> dict[tuple[int, str], tuple[bool, str, str]]:
    """Each name's row id with each of its blocks; whether the name is at home there, its key, and its other forms."""
    found = {}
    for row, key, kind, articles in rows:
        others = bounded(forms[row].keys() - {key})
        for place, block in enumerate(blocks(Name(key, kind, articles, forms[row]))):
            found[row, block] = (place == 0, key, others)
    return found


async def _listed(
    db: aiosqlite.Connection, guild: int, wanted: Iterable[str], grown: frozenset[int] | None
) -> dict[str, list[_Listed]]:
    """The names listed in those blocks in which a name is at home, with their evidence.

    Where it is known which names have `grown`, those on which it depends what they and others join. Beyond
    `BLOCK_SIZE` a name is not compared: only those come along that were not found crowded out before.
    """
    common = {"guild": guild, "most": BLOCK_SIZE, "crowded": CROWDED, "alone": ALONE}
    sizes = await db.execute_fetchall(_SIZES, {**common, "blocks": json.dumps(sorted(wanted))})
    rows: list[sqlite3.Row] = []
    if small := [block for block, size in sizes if size <= BLOCK_SIZE]:
        rows += await _all_listed(db, guild, small) if grown is None else await _some_listed(db, guild, small, grown)
    if large := [block for block, size in sizes if size > BLOCK_SIZE]:
        rows += await db.execute_fetchall(_BEST_LISTED, {**common, "blocks": json.dumps(large)})
    listed, compared = await aside(len(rows), _by_block, rows)
    return await aside(len(rows), _with_evidence, listed, await _forms(db, compared))


async def _all_listed(db: aiosqlite.Connection, guild: int, blocks: Sequence[str]) -> Iterable[sqlite3.Row]:
    return await db.execute_fetchall(_ALL_LISTED, {"guild": guild, "blocks": json.dumps(blocks)})


async def _some_listed(
    db: aiosqlite.Connection, guild: int, blocks: Sequence[str], grown: frozenset[int]
) -> Iterable[sqlite3.Row]:
    """As `_all_listed`, without those names of which it does not depend what any of the grown ones joins."""
    rows = list(await db.execute_fetchall(_OUTLINES, {"guild": guild, "blocks": json.dumps(blocks)}))
    pairs = await aside(len(rows), _concerned, rows, grown)
    return await db.execute_fetchall(_SOME_LISTED, (json.dumps(pairs),))


def _concerned(rows: Iterable[sqlite3.Row], grown: frozenset[int]) -> list[tuple[str, int]]:
    """Blocks with the names on which those decisions depend that can change."""
    outlines: dict[str, dict[int, Outline]] = defaultdict(dict)
    spoken_of: dict[str, set[int]] = defaultdict(set)
    for block, row, key, forms, marked in rows:
        outlines[block][row] = (key, forms)
        if marked:
            spoken_of[block].add(row)
    return [
        (block, row)
        for block, names in outlines.items()
        for row in concerned(block, names, grown & names.keys(), spoken_of.get(block, ()))
    ]


def _by_block(rows: Iterable[sqlite3.Row]) -> tuple[dict[str, list[sqlite3.Row]], set[int]]:
    """The rows of each block, and the names that are compared with another."""
    listed: dict[str, list[sqlite3.Row]] = defaultdict(list)
    for row in rows:
        listed[row[0]].append(row)
    return listed, {row[1] for held in listed.values() if len(held) > 1 for row in held[:BLOCK_SIZE]}


def _with_evidence(
    listed: Mapping[str, Sequence[sqlite3.Row]], forms: Mapping[int, dict[str, int]]
) -> dict[str, list[_Listed]]:
    held: dict[int, _Listed] = {}
    for rows in listed.values():
        for _, row, joins, reason, key, kind, articles in rows:
            if row not in held:
                held[row] = _Listed(row, joins, reason, Name(key, kind, articles, forms.get(row, {})))
    return {block: [held[row[1]] for row in rows] for block, rows in listed.items()}


_SIZES = """
    WITH sized AS MATERIALIZED (
        SELECT value AS block, (SELECT count(*) FROM (
            SELECT 1 FROM name_blocks WHERE guild_id = :guild AND block = value LIMIT :most + 1)) AS size
        FROM json_each(:blocks)
        WHERE EXISTS (SELECT 1 FROM name_blocks WHERE guild_id = :guild AND block = value AND home))
    SELECT block, size FROM sized WHERE size > 1 OR EXISTS (
        SELECT 1 FROM name_blocks AS own CROSS JOIN names ON names.id = own.name_id
        WHERE own.guild_id = :guild AND own.block = sized.block
          AND (names.joins_id <> names.id OR names.reason <> :alone))
"""
"""The blocks in which a name is at home, and how many names each lists, as far as that matters.

Most list one name, which stands alone there and mostly did before: such a block is left out.
"""

_ALL_LISTED = """
    SELECT wanted.value, names.id, names.joins_id, names.reason, names.key, names.kind, names.articles
    FROM json_each(:blocks) AS wanted
    CROSS JOIN name_blocks AS listed ON listed.guild_id = :guild AND listed.block = wanted.value
    CROSS JOIN names ON names.id = listed.name_id
"""

_OUTLINES = """
    SELECT wanted.value, name_id, listed.key, forms, EXISTS (SELECT 1 FROM marks WHERE marks.name_id = listed.name_id)
    FROM json_each(:blocks) AS wanted
    CROSS JOIN name_blocks AS listed ON listed.guild_id = :guild AND listed.block = wanted.value
"""

_SOME_LISTED = """
    SELECT pair.value ->> 0, names.id, names.joins_id, names.reason, names.key, names.kind, names.articles
    FROM json_each(?) AS pair CROSS JOIN names ON names.id = pair.value ->> 1
"""

_BEST_LISTED = """
    WITH wanted AS MATERIALIZED (SELECT value AS block FROM json_each(:blocks))
    SELECT wanted.block, names.id, names.joins_id, names.reason, names.key, names.kind, names.articles
    FROM wanted CROSS JOIN names ON names.id IN (
        SELECT name_id FROM name_blocks AS listed CROSS JOIN names AS best ON best.id = listed.name_id
        WHERE listed.guild_id = :guild AND listed.block = wanted.block
        ORDER BY best.articles DESC, best.key, best.kind LIMIT :most)
    UNION
    SELECT wanted.block, names.id, names.joins_id, names.reason, names.key, names.kind, names.articles
    FROM wanted CROSS JOIN name_blocks AS listed ON listed.guild_id = :guild AND listed.block = wanted.block
    CROSS JOIN names ON names.id = listed.name_id
    WHERE listed.home AND (names.joins_id <> names.id OR names.reason <> :crowded)
    ORDER BY 1, 7 DESC, 5, 6
"""
"""A row for each block and name. A name at home beyond `most` stands alone, and most of them stand so already."""


async def _forms(db: aiosqlite.Connection, ids: Collection[int]) -> dict[int, dict[str, int]]:
    """The forms of names, with the number of articles; decisions look at no other evidence."""
    rows = await db.execute_fetchall(
        "SELECT name_id, value, articles FROM name_evidence"
        " WHERE name_id IN (SELECT value FROM json_each(?)) AND sort = 'form'",
        (json.dumps(sorted(ids)),),
    )
    return await aside(len(ids), _by_name, ids, rows)


def _by_name(ids: Iterable[int], rows: Iterable[sqlite3.Row]) -> dict[int, dict[str, int]]:
    found: dict[int, dict[str, int]] = {i: {} for i in ids}
    for name, value, articles in rows:
        found[name][value] = articles
    return found
