"""Reading stories: the articles of a scope with the links between them. No article outside the scope enters."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

import aiosqlite

from bot.store import article_marks, entities
from bot.store.article_marks import Place
from bot.store.rows import Entity
from bot.store.scope import IN_SCOPE, Scope
from bot.store.single import scalar
from bot.stories.verdicts import Verdict

MOST = 2_000
"""Articles that are grouped at once: those found first."""


@dataclass(frozen=True, slots=True)
class Linked:
    """Articles of one scope, each by its place, with the links between them and what people said of them."""

    articles: dict[Place, int]
    links: dict[tuple[Place, Place], int]
    verdicts: list[Verdict[Place]]


async def latest(
    db: aiosqlite.Connection, scope: Scope, *, since: int | None, limit: int, until: int | None = None
) -> list[int]:
    """The latest articles in scope by day, from day `since` to `until`; read audience by audience from the index."""
    rows = await db.execute_fetchall(
        f"""
        SELECT found.id FROM {IN_SCOPE} AS seen CROSS JOIN articles AS found
        ON found.audience_id = seen.id AND found.day >= coalesce(:since, (
            SELECT day FROM articles AS last WHERE last.audience_id = seen.id
            ORDER BY day DESC LIMIT 1 OFFSET :limit - 1), 0) AND found.day <= coalesce(:until, 9999999)
        WHERE found.state = 'ready' ORDER BY found.day DESC, found.id DESC LIMIT :limit
        """,
        scope.bind() | {"since": since, "until": until, "limit": limit},
    )
    return [row[0] for row in rows]


async def linked(db: aiosqlite.Connection, scope: Scope, seeds: Sequence[int], until: int | None = None) -> Linked:
    """All articles in scope that hang together with some, by links and entries between them, at most `MOST`.

    With `until` none that was filed after that one.
    """
    places: dict[int, Place] = {}
    likely: dict[tuple[int, int], int] = {}
    waiting = list(dict.fromkeys(seeds))
    while waiting and len(places) < MOST:
        found = await _places(db, scope, waiting[: MOST - len(places)], until)
        places |= found
        rows = await db.execute_fetchall(
            "SELECT article_id, other_id, likely FROM story_links"
            " WHERE article_id IN (SELECT value FROM json_each(?)) ORDER BY article_id, other_id",
            (json.dumps(list(found)),),
        )
        likely |= {(row[0], row[1]): row[2] for row in rows}
        tied = await article_marks.tied(db, scope.guild, list(found))
        waiting = [one for one in dict.fromkeys([*(row[1] for row in rows), *tied]) if one not in places]
    links = {
        (places[one], places[other]): value
        for (one, other), value in likely.items()
        if one in places and other in places and places[one] < places[other]
    }
    verdicts = await article_marks.verdicts(db, scope.guild, places)
    return Linked({place: article for article, place in places.items()}, links, verdicts)


async def among(db: aiosqlite.Connection, scope: Scope, articles: Sequence[int]) -> Linked:
    """Those of some articles that are in scope, with the links and entries between them, and nothing beyond."""
    places = await _places(db, scope, articles, None)
    rows = await db.execute_fetchall(
        """
        SELECT article_id, other_id, likely FROM json_each(:ids) AS wanted
        CROSS JOIN story_links ON article_id = wanted.value WHERE other_id IN (SELECT value FROM json_each(:ids))
        """,
        {"ids": json.dumps(list(places))},
    )
    links = {(places[one], places[other]): value for one, other, value in rows if places[one] < places[other]}
    return Linked(
        {place: article for article, place in places.items()},
        links,
        await article_marks.verdicts(db, scope.guild, places),
    )


async def _places(
    db: aiosqlite.Connection, scope: Scope, articles: Sequence[int], until: int | None
) -> dict[int, Place]:
    """Those of the articles that are in scope, and were filed up to `until`."""
    rows = await db.execute_fetchall(
        f"""
        SELECT articles.id, day, fingerprint FROM articles
        WHERE articles.id IN (SELECT value FROM json_each(:ids)) AND +audience_id IN {IN_SCOPE} AND +state = 'ready'
          AND (:until IS NULL OR articles.id <= :until)
        """,
        scope.bind() | {"ids": json.dumps(list(articles)), "until": until},
    )
    return {row[0]: (row[1], row[2]) for row in rows}


async def copies(db: aiosqlite.Connection, scope: Scope, articles: Sequence[int]) -> int:
    """How many other wordings of these articles (a wire report's copies) are posted in the scope."""
    return await scalar(
        db,
        """
        SELECT count(DISTINCT other_id) FROM likenesses
        WHERE article_id IN (SELECT value FROM json_each(:ids)) AND EXISTS (
            SELECT 1 FROM postings WHERE postings.article_id = other_id
            AND (:channels IS NULL OR channel_id IN (SELECT value FROM json_each(:channels))))
        """,
        scope.bind() | {"ids": json.dumps(list(articles))},
    )


async def named(db: aiosqlite.Connection, scope: Scope, articles: Sequence[int], *, limit: int) -> list[Entity]:
    """The entities that most of these articles (which the caller found in scope) mention, counted over the scope."""
    rows = await db.execute_fetchall(
        """
        SELECT names.entity_id FROM appearances JOIN names ON names.id = appearances.name_id
        WHERE appearances.article_id IN (SELECT value FROM json_each(?)) GROUP BY names.entity_id
        ORDER BY count(DISTINCT appearances.article_id) DESC, sum(appearances.mentions) DESC,
                 min((appearances.article_id << 32) + appearances.start) LIMIT ?
        """,
        (json.dumps(list(articles)), limit),
    )
    found = await entities.by_ids(db, scope, [row[0] for row in rows])
    return [found[row[0]] for row in rows if row[0] in found]
