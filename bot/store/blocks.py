"""Blocks of names in the store: brought up to date with evidence, and loaded as far as decisions depend on them."""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import aiosqlite

from bot.identity import crowds
from bot.identity.across import ALONE, BLOCK_SIZE, CROWDED, blocks
from bot.identity.crowds import Attested, Bounds, bounds, weight
from bot.identity.dependence import Outline, bounded, concerned
from bot.identity.types import Name
from bot.store.aside import aside

_NEW = 1 << 62
"""More articles than any name has: by so many one has grown that was not listed in a block before."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A name as it stands in a block."""

    row: int
    joins: int
    reason: str
    name: Name


class Entry(NamedTuple):
    """What a block holds of a name: whether it is at home there, its key, its other forms, how well attested it is."""

    home: bool
    key: str
    forms: str
    weight: int


@dataclass(frozen=True, slots=True)
class Refreshed:
    """Names (row ids) with the blocks that they are listed in, and those that they were listed in before."""

    entries: Mapping[tuple[int, str], Entry]
    before: Collection[tuple[int, str]]

    @property
    def blocks(self) -> set[str]:
        """All these blocks."""
        return {block for _, block in (*self.entries, *self.before)}

    def grown(self, articles: Mapping[int, int]) -> "Grown":
        """The names in each block, with by how many articles they have grown there."""
        found: defaultdict[str, dict[int, tuple[Entry, int]]] = defaultdict(dict)
        for (row, block), entry in self.entries.items():
            found[block][row] = (entry, articles[row] if (row, block) in self.before else _NEW)
        return found


Grown = Mapping[str, Mapping[int, tuple[Entry, int]]]
"""What has grown in each block: by row id, the name's entry and by how many articles."""

Pairs = list[tuple[str, int]]
"""Blocks with names in them."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """What is to be decided: the names of each block that are compared, and names that stand alone in a crowd."""

    listed: Mapping[str, Sequence[Listed]]
    crowded_out: Sequence[Listed] = ()


async def of(db: aiosqlite.Connection, names: Sequence[int]) -> list[str]:
    """The blocks that names are listed in."""
    rows = await db.execute_fetchall(
        "SELECT DISTINCT block FROM name_blocks WHERE name_id IN (SELECT value FROM json_each(?))",
        (json.dumps(list(names)),),
    )
    return [row[0] for row in rows]


async def refresh(db: aiosqlite.Connection, guild: int, touched: Sequence[int]) -> Refreshed:
    """Bring the blocks of these names up to date with their evidence."""
    ids = json.dumps(list(touched))
    rows = await db.execute_fetchall(
        "SELECT id, key, kind, articles FROM names WHERE id IN (SELECT value FROM json_each(?))", (ids,)
    )
    forms = await _forms(db, [row[0] for row in rows])
    wanted = await aside(len(touched), _wanted, rows, forms)
    present = {
        (row[0], row[1]): (row[2], row[3])
        for row in await db.execute_fetchall(
            "SELECT name_id, block, forms, weight FROM name_blocks WHERE name_id IN (SELECT value FROM json_each(?))",
            (ids,),
        )
    }
    if gone := [(guild, *pair) for pair in present.keys() - wanted.keys()]:
        await db.executemany("DELETE FROM name_blocks WHERE guild_id = ? AND name_id = ? AND block = ?", gone)
    if fresh := [(guild, *pair, *held) for pair, held in sorted(wanted.items()) if present.get(pair) != held[-2:]]:
        await db.executemany(
            "INSERT INTO name_blocks (guild_id, name_id, block, home, key, forms, weight) VALUES (?, ?, ?, ?, ?, ?, ?)"
            " ON CONFLICT DO UPDATE SET forms = excluded.forms, weight = excluded.weight",
            fresh,
        )
    return Refreshed(wanted, present.keys())


def _wanted(rows: Iterable[sqlite3.Row], forms: Mapping[int, dict[str, int]]) -> dict[tuple[int, str], Entry]:
    """Each name's row id with each of its blocks, and what stands there of it."""
    found = {}
    for row, key, kind, articles in rows:
        others = bounded(forms[row].keys() - {key})
        for place, block in enumerate(blocks(Name(key, kind, articles, forms[row]))):
            found[row, block] = Entry(place == 0, key, others, weight(articles))
    return found


async def load(db: aiosqlite.Connection, guild: int, wanted: Iterable[str], grown: Grown | None = None) -> Loaded:
    """The names listed in those of the blocks in which a name is at home, with their evidence.

    Where it is known what has `grown`, those on which it depends what they and others join. Beyond `BLOCK_SIZE` a name
    is not compared: only those come along that were not found crowded out before.
    """
    common = {"guild": guild, "most": BLOCK_SIZE, "crowded": CROWDED, "alone": ALONE}
    sizes = await db.execute_fetchall(_SIZES, {**common, "blocks": json.dumps(sorted(wanted))})
    small = [block for block, size in sizes if size <= BLOCK_SIZE]
    large = [block for block, size in sizes if size > BLOCK_SIZE]
    if grown is not None:
        return await _load_some(db, guild, small, large, grown)
    rows: list[sqlite3.Row] = []
    if small:
        rows += await db.execute_fetchall(_ALL_LISTED, {"guild": guild, "blocks": json.dumps(small)})
    if large:
        rows += await db.execute_fetchall(_BEST_LISTED, {**common, "blocks": json.dumps(large)})
    return Loaded(await _with_forms(db, rows))


async def _with_forms(db: aiosqlite.Connection, rows: Sequence[sqlite3.Row]) -> dict[str, list[Listed]]:
    listed, compared = await aside(len(rows), _by_block, rows)
    return await aside(len(rows), _with_evidence, listed, await _forms(db, compared))


async def _load_some(
    db: aiosqlite.Connection, guild: int, small: Sequence[str], large: Sequence[str], grown: Grown
) -> Loaded:
    """Of each block the names on which those decisions depend that can change."""
    rows = list(await db.execute_fetchall(_OUTLINES, {"guild": guild, "blocks": json.dumps(small)})) if small else []
    pairs = await aside(len(rows), _concerned, rows, grown)
    beyond: Pairs = []
    if large:
        more, beyond = await _in_crowds(db, guild, large, grown)
        pairs += more
    listed = await _listed(db, pairs)
    alone = await _listed(db, beyond) if beyond else {}
    return Loaded(listed, [one for ones in alone.values() for one in ones])


async def _listed(db: aiosqlite.Connection, pairs: Pairs) -> dict[str, list[Listed]]:
    return await _with_forms(db, list(await db.execute_fetchall(_SOME_LISTED, (json.dumps(pairs),))))


def _concerned(rows: Iterable[sqlite3.Row], grown: Grown) -> Pairs:
    """Blocks that are not crowded with the names on which those decisions depend that can change."""
    outlines: dict[str, dict[int, Outline]] = defaultdict(dict)
    spoken_of: dict[str, set[int]] = defaultdict(set)
    for block, row, key, forms, marked in rows:
        outlines[block][row] = (key, forms)
        if marked:
            spoken_of[block].add(row)
    return [
        (block, row)
        for block, names in outlines.items()
        for row in concerned(block, names, grown[block].keys(), spoken_of.get(block, ()))
    ]


async def _in_crowds(db: aiosqlite.Connection, guild: int, large: Sequence[str], grown: Grown) -> tuple[Pairs, Pairs]:
    """As `_concerned`, of crowded blocks; and the names at home there that are crowded out, and may be so anew."""
    counts: dict[str, dict[int, int]] = defaultdict(dict)
    for block, heavy, names in await db.execute_fetchall(_WEIGHTS, {"guild": guild, "blocks": json.dumps(large)}):
        counts[block][heavy] = names
    beyond, found = [], {}
    for block, weights in counts.items():
        here = grown[block]
        if bound := bounds(weights, [entry.weight for entry, _ in here.values()], BLOCK_SIZE):
            found[block] = bound
        else:
            beyond += [(block, row) for row, (entry, _) in here.items() if entry.home]
    pairs: Pairs = []
    if found:
        lasts = json.dumps([(block, bound.last) for block, bound in found.items()])
        heavy = list(await db.execute_fetchall(_HEAVY, {"guild": guild, "lasts": lasts}))
        unsure = sorted({r[1] for r in heavy if r[6] <= found[r[0]].first or r[1] in grown[r[0]]})
        rows = await db.execute_fetchall(_ATTESTED, (json.dumps(unsure),))
        attested = {row: Attested(articles, key, kind) for row, articles, key, kind in rows}
        more, out = await aside(len(heavy), _among_best, heavy, found, grown, attested)
        pairs, beyond = more, beyond + out
    return pairs, beyond


def _among_best(
    heavy: Iterable[sqlite3.Row], found: Mapping[str, Bounds], grown: Grown, attested: Mapping[int, Attested]
) -> tuple[Pairs, Pairs]:
    """What `_in_crowds` gives of the blocks of which the best names may be others than before."""
    by_block: dict[str, dict[int, sqlite3.Row]] = defaultdict(dict)
    for row in heavy:
        by_block[row[0]][row[1]] = row
    pairs: Pairs = []
    beyond: Pairs = []
    for block, rows in by_block.items():
        here = {row: articles for row, (_, articles) in grown[block].items()}
        sure = frozenset(row for row, held in rows.items() if held[6] > found[block].first and row not in here)
        others = {row: attested[row] for row in rows if row not in sure}
        now, before = crowds.best(sure, others, here, BLOCK_SIZE)
        outlines = {row: (rows[row][2], rows[row][3]) for row in now | before}
        changed = (now ^ before) | (here.keys() & outlines.keys())
        marked = {row for row in outlines if rows[row][4]}
        pairs += [(block, row) for row in concerned(block, outlines, changed, marked) if row in now]
        beyond += [(block, row) for row in before - now if rows[row][5]]
        beyond += [(block, row) for row in here.keys() - now - before if grown[block][row][0].home]
    return pairs, beyond


def _by_block(rows: Iterable[sqlite3.Row]) -> tuple[dict[str, list[sqlite3.Row]], set[int]]:
    """The rows of each block, and the names that are compared with another."""
    listed: dict[str, list[sqlite3.Row]] = defaultdict(list)
    for row in rows:
        listed[row[0]].append(row)
    return listed, {row[1] for held in listed.values() if len(held) > 1 for row in held[:BLOCK_SIZE]}


def _with_evidence(
    listed: Mapping[str, Sequence[sqlite3.Row]], forms: Mapping[int, dict[str, int]]
) -> dict[str, list[Listed]]:
    held: dict[int, Listed] = {}
    for rows in listed.values():
        for _, row, joins, reason, key, kind, articles in rows:
            if row not in held:
                held[row] = Listed(row, joins, reason, Name(key, kind, articles, forms.get(row, {})))
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

_WEIGHTS = """
    SELECT wanted.value, weight, count(*) FROM json_each(:blocks) AS wanted
    CROSS JOIN name_blocks AS listed ON listed.guild_id = :guild AND listed.block = wanted.value
    GROUP BY wanted.value, weight
"""

_HEAVY = """
    SELECT wanted.value ->> 0, name_id, listed.key, forms,
           EXISTS (SELECT 1 FROM marks WHERE marks.name_id = listed.name_id), home, weight
    FROM json_each(:lasts) AS wanted CROSS JOIN name_blocks AS listed
    ON listed.guild_id = :guild AND listed.block = wanted.value ->> 0 AND listed.weight >= wanted.value ->> 1
"""

_ATTESTED = "SELECT id, articles, key, kind FROM names WHERE id IN (SELECT value FROM json_each(?))"

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
