"""Which articles are likely on one event: found through an index of keys, compared by their sketches, kept as links.

What is stored depends on which articles there are, not on the order in which they came: of those that share a key, day
and audience only the `CROWD` with the least fingerprints are compared, and whoever enters or leaves those is decided
anew. Audiences are counted apart, so that no article takes the place of one that its readers cannot see.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import aiosqlite

from bot.store.aside import MANY, aside
from bot.store.likeness import salt
from bot.store.single import single
from bot.stories.candidates import CROWD, keys
from bot.stories.coefficients import WINDOW
from bot.stories.linking import link
from bot.stories.sketch import Sketch, unpack

_AT_ONCE = 50
"""Candidates compared in the event loop: some 50 µs each."""


@dataclass(frozen=True, slots=True)
class _Listed:
    """Where an article stands in the index."""

    article: int
    audience: int
    day: int
    keys: tuple[int, ...]

    def bind(self) -> dict[str, object]:
        return {
            "article": self.article,
            "audience": self.audience,
            "day": self.day,
            "keys": json.dumps(self.keys),
            "crowd": CROWD,
            "window": WINDOW,
        }


async def enter(db: aiosqlite.Connection, article: int, sketch: Sketch) -> None:
    """Store an article's sketch and link the article to those that are likely on the same event.

    What is there of it already, as in a rebuild that is not over, goes first.
    """
    await leave(db, article)
    await db.execute("INSERT INTO sketches (article_id, body) VALUES (?, ?)", (article, sketch.pack()))
    if listed := await _listed(db, article, sketch):
        await db.executemany(
            "INSERT OR IGNORE INTO story_keys (key, shut, day, audience_id, article_id) VALUES (?, 0, ?, ?, ?)",
            [(key, listed.day, listed.audience, article) for key in listed.keys],
        )
        displaced = await _turn(db, listed, _CROWDED, shut=1)
        for one in {article, *displaced}:
            await _decide(db, one)


async def leave(db: aiosqlite.Connection, article: int) -> Sketch | None:
    """Take back what `enter` stored, before the article's day or audience changes; its sketch, if there was one."""
    row = await single(db, "DELETE FROM sketches WHERE article_id = ? RETURNING body", (article,))
    if row is None:
        return None
    sketch = unpack(row[0])
    others = await db.execute_fetchall("DELETE FROM story_links WHERE article_id = ? RETURNING other_id", (article,))
    await db.executemany(
        "DELETE FROM story_links WHERE article_id = ? AND other_id = ?", [(other[0], article) for other in others]
    )
    if listed := await _listed(db, article, sketch):
        await db.executemany(
            "DELETE FROM story_keys WHERE key = ? AND shut IN (0, 1) AND day = ? AND audience_id = ?"
            " AND article_id = ?",
            [(key, listed.day, listed.audience, article) for key in listed.keys],
        )
        for one in set(await _turn(db, listed, _ROOM, shut=0)):
            await _decide(db, one)
    return sketch


async def _listed(db: aiosqlite.Connection, article: int, sketch: Sketch) -> _Listed | None:
    """Where an article is listed; None for one that is found by nothing, or is gone."""
    row = await single(db, "SELECT guild_id, audience_id, day FROM articles WHERE id = ?", (article,))
    if row is None or not sketch.names:
        return None
    guild, audience, day = row
    return _Listed(article, audience, day, tuple(sorted(key ^ salt(guild) for key in keys(sketch))))


_CROWDED = """
    SELECT value FROM json_each(:keys) WHERE :crowd < (
        SELECT count(*) FROM story_keys WHERE key = value AND shut = 0 AND day = :day AND audience_id = :audience)
"""
_ROOM = """
    SELECT value FROM json_each(:keys) WHERE EXISTS (
        SELECT 1 FROM story_keys WHERE key = value AND shut = 1 AND day = :day AND audience_id = :audience)
    AND :crowd > (
        SELECT count(*) FROM story_keys WHERE key = value AND shut = 0 AND day = :day AND audience_id = :audience)
"""
"""Of some keys those with one article too many, or with room for one that was shut."""


async def _turn(db: aiosqlite.Connection, listed: _Listed, which: str, *, shut: int) -> list[int]:
    """Shut the last of the open articles of keys, or open the first of those that are shut; which these are."""
    turned = []
    for (key,) in list(await db.execute_fetchall(which, listed.bind())):
        row = await single(
            db,
            f"""
            SELECT story_keys.article_id FROM story_keys JOIN articles ON articles.id = story_keys.article_id
            WHERE key = :key AND shut = :was AND story_keys.day = :day AND story_keys.audience_id = :audience
            ORDER BY fingerprint {"DESC" if shut else "ASC"} LIMIT 1
            """,
            listed.bind() | {"key": key, "was": 1 - shut},
        )
        if row is not None:
            await db.execute(
                "UPDATE story_keys SET shut = ? WHERE key = ? AND shut = ? AND day = ? AND audience_id = ?"
                " AND article_id = ?",
                (shut, key, 1 - shut, listed.day, listed.audience, row[0]),
            )
            turned.append(row[0])
    return turned


_CANDIDATES = """
    SELECT DISTINCT other.article_id, other.day
    FROM json_each(:keys) CROSS JOIN story_keys AS own
    ON own.key = value AND own.shut = 0 AND own.day = :day AND own.audience_id = :audience
       AND own.article_id = :article
    CROSS JOIN story_keys AS other
    ON other.key = value AND other.shut = 0 AND other.day BETWEEN :day - :window AND :day + :window
       AND other.article_id <> :article
"""


async def _decide(db: aiosqlite.Connection, article: int) -> None:
    """Link an article to all that it is compared with, and to no other."""
    row = await single(db, "SELECT body FROM sketches WHERE article_id = ?", (article,))
    sketch = unpack(row[0]) if row else None
    listed = await _listed(db, article, sketch) if sketch else None
    if sketch is None or listed is None:
        return
    days = {row[0]: row[1] for row in await db.execute_fetchall(_CANDIDATES, listed.bind())}
    bodies = await db.execute_fetchall(
        "SELECT article_id, body FROM sketches WHERE article_id IN (SELECT value FROM json_each(?))",
        (json.dumps(sorted(days)),),
    )
    others = [(row[0], days[row[0]] - listed.day, row[1]) for row in bodies]
    links = await aside(len(others) * MANY // _AT_ONCE, _links, sketch, others)
    await _write(db, article, links)


def _links(sketch: Sketch, others: Iterable[tuple[int, int, bytes]]) -> dict[int, int]:
    found = {other: link(sketch, unpack(body), apart) for other, apart, body in others}
    return {other: likely for other, likely in found.items() if likely}


async def _write(db: aiosqlite.Connection, article: int, links: Mapping[int, int]) -> None:
    """Make these an article's links, both ways round."""
    rows = await db.execute_fetchall("SELECT other_id, likely FROM story_links WHERE article_id = ?", (article,))
    before = {row[0]: row[1] for row in rows}
    gone = _both(article, before.keys() - links.keys())
    await db.executemany("DELETE FROM story_links WHERE article_id = ? AND other_id = ?", gone)
    await db.executemany(
        # Of a pair, a rebuild that is not over may have cleared one way round.
        "INSERT OR REPLACE INTO story_links (article_id, other_id, likely) VALUES (?, ?, ?)",
        [(*pair, links[other]) for other in sorted(links.keys() - before.keys()) for pair in _both(article, [other])],
    )


def _both(article: int, others: Iterable[int]) -> Sequence[tuple[int, int]]:
    return [pair for other in others for pair in ((article, other), (other, article))]
