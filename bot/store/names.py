"""Names across articles: their evidence added up article by article, and taken back."""

import json
from collections.abc import Iterable, Mapping, Sequence

import aiosqlite

from bot.identity.types import Name, NameId
from bot.store import blocks, grouping, partition, spoken, taught
from bot.store.counts import Sign
from bot.store.single import single

_DAY_OFFSET = 1_000_000
"""Added to days, which are negative before 1970, so that texts sort as the days do."""


def first_of(day: int, fingerprint: str, start: int) -> str:
    """A mention's place among all of a guild's, from content alone, as a text that sorts."""
    return f"{article_place(day, fingerprint)}{start:07d}"


def article_place(day: int, fingerprint: str) -> str:
    """What the places of all mentions in one article begin with."""
    return f"{day + _DAY_OFFSET:07d}:{fingerprint[:20]}:"


async def known(db: aiosqlite.Connection, guild: int, wanted: Iterable[NameId]) -> dict[NameId, int]:
    """The row ids of those names that the store has."""
    # CROSS JOIN keeps the order: SQLite would rather go through all names, and for each through all pairs.
    rows = await db.execute_fetchall(
        """
        SELECT names.key, names.kind, names.id FROM json_each(:wanted) AS pair
        CROSS JOIN names ON names.guild_id = :guild AND names.key = pair.value ->> 0 AND names.kind = pair.value ->> 1
        """,
        {"guild": guild, "wanted": json.dumps(sorted(set(wanted)))},
    )
    return {(row[0], row[1]): row[2] for row in rows}


async def attest(
    db: aiosqlite.Connection, guild: int, evidence: Sequence[Name], firsts: Mapping[NameId, str]
) -> dict[NameId, int]:
    """Add what one or several articles attest of names, with where each stands first in them; the names' row ids.

    What these touch is to be decided anew.
    """
    ids = await known(db, guild, [name.id for name in evidence])
    await db.executemany(
        "UPDATE names SET articles = articles + ?, first = min(first, ?) WHERE id = ?",
        [(name.articles, firsts[name.id], ids[name.id]) for name in evidence if name.id in ids],
    )
    fresh = [name for name in evidence if name.id not in ids]
    ids |= await _insert(db, guild, fresh, firsts)
    await _add_evidence(db, evidence, ids, Sign.MORE)
    await spoken.know(db, guild, {name.id: ids[name.id] for name in fresh})
    return ids


async def withdraw(
    db: aiosqlite.Connection, guild: int, evidence: Sequence[Name], ids: Mapping[NameId, int], stood: str
) -> None:
    """Take one article's evidence away, whose derived rows are gone, and decide anew what it touched.

    `stood` is the article's part of `first_of`: names that stand first elsewhere, as the common ones do, stay so.
    """
    await db.executemany(
        "UPDATE names SET articles = articles - 1 WHERE id = ?", [(ids[name.id],) for name in evidence]
    )
    await _add_evidence(db, evidence, ids, Sign.LESS)
    touched = list(ids.values())
    listed = await blocks.of(db, touched)
    entities = await grouping.entities_of(db, touched)
    await taught.leave(db, touched)
    await db.execute(
        "DELETE FROM names WHERE articles <= 0 AND id IN (SELECT value FROM json_each(?))", (json.dumps(touched),)
    )
    here = await db.execute_fetchall(
        "SELECT id FROM names WHERE id IN (SELECT value FROM json_each(?)) AND first >= ? AND first < ?",
        (json.dumps(touched), stood, stood + "~"),
    )
    await refresh_firsts(db, [row[0] for row in here])
    await partition.settle(db, guild, touched, also=listed, left=entities)
    await grouping.refresh_entities(db, entities)


async def _insert(
    db: aiosqlite.Connection, guild: int, fresh: Sequence[Name], firsts: Mapping[NameId, str]
) -> dict[NameId, int]:
    """Store names with where each stands first, every one an entity of its own until it is decided about."""
    if not fresh:
        return {}
    rows = await db.execute_fetchall(
        "SELECT (SELECT coalesce(max(id), 0) FROM entities), (SELECT coalesce(max(id), 0) FROM names)"
    )
    [(last_entity, last_name)] = [(int(row[0]), int(row[1])) for row in rows]
    numbered = list(enumerate(fresh, start=1))
    await db.executemany(
        "INSERT INTO entities (id, guild_id, key) VALUES (?, ?, ?)",
        [(last_entity + n, guild, firsts[name.id]) for n, name in numbered],
    )
    await db.executemany(
        "INSERT INTO names (id, guild_id, key, kind, entity_id, joins_id, articles, first, reason)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, '')",
        [
            (last_name + n, guild, *name.id, last_entity + n, last_name + n, name.articles, firsts[name.id])
            for n, name in numbered
        ],
    )
    return {name.id: last_name + n for n, name in numbered}


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


async def refresh_firsts(db: aiosqlite.Connection, ids: Sequence[int]) -> None:
    """Find anew where names stand first, and bring the keys of their entities up to date."""
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
        (json.dumps(list(ids)),),
    )
    await grouping.refresh_entities(db, await grouping.entities_of(db, ids))


async def head_of(db: aiosqlite.Connection, entity: int) -> NameId:
    """The name at the top of an entity's tree: what corrections of the entity are about.

    Raises:
        LookupError: there is no such entity.
    """
    row = await single(
        db,
        "SELECT names.key, names.kind FROM names LEFT JOIN overruled ON overruled.name_id = names.id"
        " WHERE names.entity_id = ? AND coalesce(overruled.joins_id, names.joins_id) = names.id",
        (entity,),
    )
    if row is None:
        raise LookupError(f"no entity {entity}")
    return row[0], row[1]


async def of_entity(db: aiosqlite.Connection, entity: int) -> list[NameId]:
    """An entity's names, the best attested first."""
    rows = await db.execute_fetchall(
        "SELECT key, kind FROM names WHERE entity_id = ? ORDER BY articles DESC, key, kind", (entity,)
    )
    return [(row[0], row[1]) for row in rows]


async def keys_of(db: aiosqlite.Connection, entity: int) -> list[str]:
    """The keys of an entity's names."""
    rows = await db.execute_fetchall("SELECT key FROM names WHERE entity_id = ? ORDER BY key", (entity,))
    return [row[0] for row in rows]
