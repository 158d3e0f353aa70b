"""Names as they are typed: matched at the beginning of any word of any form in scope, forgiving one typing error."""

import json
import sqlite3
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from string import ascii_lowercase, digits

import aiosqlite
from rapidfuzz.distance import OSA

from bot.store import entities, rankings
from bot.store.familiar import Familiar
from bot.store.folding import fold
from bot.store.rows import CONFIRMED_MENTIONS, Entity
from bot.store.scope import IN_SCOPE, NOT_BANNED, Scope

_SHORT = 2
"""Up to this many characters too many names match: the most mentioned entities are looked through first."""

_SHORT_OF_FAMILIAR = 3
"""The same where it is remembered who they are."""

_LOOKED_THROUGH = 350
"""Of the most mentioned, so many: with more, a small store with many audiences is read from end to end to rank them."""

_ENOUGH = 10
"""So many matches among the most mentioned do for a short beginning; with fewer, every name is looked through."""

_FORGIVING_FROM = 4
"""Characters from which a typing error is forgiven; shorter words are within one error of everything."""

_CROWD = 2_000
"""Matches with a typing error that are all counted; of more, those among the most mentioned entities come first."""

_FEWEST_WORDS, _MOST_WORDS = 2, 5
"""Words of a name that are looked for in any order."""

_WEIGHED = 60
"""Of matches of one grade, so many of the most mentioned are compared by when they were last mentioned too."""

_FADES = 90
"""Days after which a mention counts half."""

_HEAD = 6
"""Characters at the beginning of what was typed in which an error is undone by trying every single edit: with fewer,
the beginnings to look up match too many names, with more, there are too many beginnings."""

WITH_ERROR = 3
"""The grade of a match with a typing error."""

_ALPHABET = ascii_lowercase + digits + " "


@dataclass(frozen=True, slots=True)
class Match:
    """An entity that matches what was typed: how (0 whole form, 1 beginning, 2 a later word, 3 with an error)."""

    entity: Entity
    grade: int
    form: str


async def matching(
    db: aiosqlite.Connection, scope: Scope, typed: str, *, limit: int, familiar: Familiar | None = None
) -> list[Match]:
    """Entities in scope that match, best first: how well, then how often and how lately they are mentioned.

    What is `familiar` spares a count of all for a short beginning.
    """
    wanted = fold(typed)
    if not wanted:
        common = await rankings.ranked(db, scope, limit=max(limit, _WEIGHED))
        weights = await _weights(db, scope, {entity.id: entity.mentions for entity in common})
        common.sort(key=lambda entity: (-weights[entity.id], entities.standing(entity)))
        return [Match(entity, 1, fold(entity.name)) for entity in common[:limit]]
    if len(wanted) <= (_SHORT if familiar is None else _SHORT_OF_FAMILIAR):
        found = await _best(db, scope, await _among_commonest(db, scope, wanted, familiar), limit)
        if len(found) >= min(limit, _ENOUGH):
            return found
    matches = await _best(db, scope, await _beginning(db, scope, wanted), limit)
    if len(matches) < limit and len(wanted) >= _FORGIVING_FROM:
        known = {match.entity.id for match in matches}
        near = {e: graded for e, graded in (await _near(db, scope, wanted)).items() if e not in known}
        near = await _foremost(db, scope, near, limit - len(matches))
        matches += await _best(db, scope, near, limit - len(matches))
    return matches


async def with_words(db: aiosqlite.Connection, scope: Scope, typed: str, *, limit: int) -> list[Entity]:
    """The entities in scope whose forms have most of these words, in any order, or words that begin so: two at least.

    Those with the most of them, by how often they are mentioned.
    """
    wanted = sorted({word for word in fold(typed).split() if len(word) > _SHORT}, key=len)[-_MOST_WORDS:]
    having: Counter[int] = Counter()
    for word in wanted if len(wanted) >= _FEWEST_WORDS else ():
        having.update(set(await _beginning(db, scope, word)))
    most = max(having.values(), default=0)
    if most < max(_FEWEST_WORDS, len(wanted) - 1):
        return []
    graded = {one: (WITH_ERROR, "") for one, count in having.items() if count == most}
    return [match.entity for match in await _best(db, scope, graded, limit)]


async def named(db: aiosqlite.Connection, scope: Scope, typed: str) -> list[Entity]:
    """The entities that bear exactly this form in scope, by how often they bear it, most first."""
    rows = await db.execute_fetchall(
        f"""
        SELECT names.entity_id, sum(aliases.mentions) FROM aliases JOIN names ON names.id = aliases.name_id
        WHERE aliases.guild_id = :guild AND aliases.folded = :folded AND aliases.audience_id IN {IN_SCOPE}
          AND {NOT_BANNED}
        GROUP BY names.entity_id
        """,
        scope.bind() | {"folded": fold(typed)},
    )
    borne = {row[0]: row[1] for row in rows}
    found = await entities.by_ids(db, scope, list(borne))
    return sorted(found.values(), key=lambda entity: (-borne[entity.id], entities.standing(entity)))


Graded = dict[int, tuple[int, str]]
"""Entities with their best grade and the form that has it: in scope, every one of them."""

_GRADE = "CASE WHEN folded = :wanted THEN '0' WHEN tail = folded THEN '1' ELSE '2' END"


def _graded(rows: Iterable[sqlite3.Row]) -> Graded:
    return {entity: (int(best[0]), best[1:]) for entity, best in rows}


async def _among_commonest(db: aiosqlite.Connection, scope: Scope, wanted: str, familiar: Familiar | None) -> Graded:
    """Those of the most mentioned entities that match, and every entity that has this form as a whole."""
    if familiar is None:
        common = [entity for entity, _ in await rankings.commonest(db, scope, most=_LOOKED_THROUGH)]
    else:
        common = await familiar.beginning(db, scope, wanted)
    rows = await db.execute_fetchall(
        f"""
        SELECT entity, min(best) FROM (
            SELECT names.entity_id AS entity, CASE
                WHEN folded = :wanted THEN '0' WHEN folded >= :wanted AND folded < :beyond THEN '1' ELSE '2' END
                || folded AS best
            FROM json_each(:ids) AS common CROSS JOIN names ON names.entity_id = common.value
            CROSS JOIN aliases ON aliases.name_id = names.id
            WHERE aliases.audience_id IN {IN_SCOPE}
              AND ((folded >= :wanted AND folded < :beyond) OR instr(folded, ' ' || :wanted)) AND {NOT_BANNED}
            UNION ALL
            SELECT names.entity_id, '0' || folded
            FROM aliases CROSS JOIN names ON names.id = aliases.name_id
            WHERE aliases.guild_id = :guild AND folded = :wanted AND aliases.audience_id IN {IN_SCOPE} AND {NOT_BANNED})
        GROUP BY entity
        """,
        scope.bind() | _range(wanted) | {"ids": json.dumps(common)},
    )
    return _graded(rows)


def _range(wanted: str) -> dict[str, object]:
    """What begins so: from `wanted` on, and before `beyond`."""
    return {"wanted": wanted, "beyond": wanted + chr(sys.maxunicode)}


async def _beginning(db: aiosqlite.Connection, scope: Scope, wanted: str) -> Graded:
    """The entities with a form in scope in which a word begins so, and the rest with it."""
    rows = await db.execute_fetchall(
        f"""
        SELECT names.entity_id, min({_GRADE} || folded)
        FROM alias_words AS near CROSS JOIN names ON names.id = near.name_id
        WHERE near.guild_id = :guild AND near.tail >= :wanted AND near.tail < :beyond
          AND near.audience_id IN {IN_SCOPE} AND {NOT_BANNED}
        GROUP BY names.entity_id
        """,
        scope.bind() | _range(wanted),
    )
    return _graded(rows)


async def _near(db: aiosqlite.Connection, scope: Scope, wanted: str) -> Graded:
    """The entities with a form in scope in which a word, and the rest with it, begins so but for one error."""
    begun = sorted(edit for edit in edits(wanted[:_HEAD]) if len(edit) >= _FORGIVING_FROM)
    rows = await db.execute_fetchall(
        f"""
        SELECT DISTINCT near.tail, near.folded, names.entity_id
        FROM json_each(:begun) AS begun CROSS JOIN alias_words AS near
        ON near.guild_id = :guild AND near.tail >= begun.value AND near.tail < begun.value || char({sys.maxunicode})
        CROSS JOIN names ON names.id = near.name_id
        WHERE near.audience_id IN {IN_SCOPE} AND {NOT_BANNED}
        """,
        scope.bind() | {"begun": json.dumps(begun)},
    )
    found: Graded = {}
    alike: dict[str, bool] = {}
    for tail, form, entity in rows:
        if tail not in alike:
            alike[tail] = _one_error(wanted, tail)
        if alike[tail]:
            found[entity] = min(found.get(entity, (WITH_ERROR, form)), (WITH_ERROR, form))
    return found


async def _foremost(db: aiosqlite.Connection, scope: Scope, graded: Graded, limit: int) -> Graded:
    """Of a crowd that match alike, those among the most mentioned entities, where that leaves enough; else all."""
    if len(graded) <= _CROWD:
        return graded
    common = await rankings.commonest(db, scope, most=_LOOKED_THROUGH)
    among = {entity: graded[entity] for entity, _ in common if entity in graded}
    return among if len(among) >= min(limit, _ENOUGH) else graded


async def _best(db: aiosqlite.Connection, scope: Scope, graded: Graded, limit: int) -> list[Match]:
    """The best of the matches. No more are looked up than are wanted, and those that come level with the last.

    A grade that cannot come among the first `limit` is not even counted: better ones are enough.
    """
    reached = sorted(grade for grade, _ in graded.values())[: max(1, limit)]
    wanted = [entity for entity, (grade, _) in graded.items() if grade <= reached[-1]]
    mentions = await entities.mentions(db, scope, wanted)

    def order(entity: int) -> tuple[int, bool, int, str]:
        grade, form = graded[entity]
        return (grade, mentions[entity] < CONFIRMED_MENTIONS, -mentions[entity], form)

    foremost = _down_to(sorted(mentions, key=order), order, max(limit, _WEIGHED))
    weights = await _weights(db, scope, {entity: mentions[entity] for entity in foremost})

    def weighed(entity: int) -> tuple[int, bool, float, str]:
        grade, form = graded[entity]
        return (grade, mentions[entity] < CONFIRMED_MENTIONS, -weights[entity], form)

    chosen = _down_to(sorted(foremost, key=weighed), weighed, limit)
    found = await entities.by_ids(db, scope, chosen)
    listed = sorted(found.values(), key=lambda entity: (weighed(entity.id), entities.standing(entity)))
    return [Match(entity, *graded[entity.id]) for entity in listed[:limit]]


def _down_to(ordered: Sequence[int], order: Callable[[int], tuple[object, ...]], most: int) -> list[int]:
    """The first `most` of them, and those that come level with the last."""
    last = order(ordered[min(most, len(ordered)) - 1]) if ordered else ()
    return [entity for entity in ordered if order(entity) <= last]


async def _weights(db: aiosqlite.Connection, scope: Scope, mentions: Mapping[int, int]) -> dict[int, float]:
    """How much each of these entities is likely to be meant: by how often it is mentioned, and how lately.

    What was last mentioned some months before the latest of them counts half, a third, a quarter …
    """
    last = await entities.last_days(db, scope, list(mentions))
    newest = max(last.values(), default=0)
    return {one: count / (1 + (newest - last.get(one, 0)) / _FADES) for one, count in mentions.items()}


def _one_error(wanted: str, tail: str) -> bool:
    """Whether `tail` begins with `wanted`, but for one letter missing, added, changed or swapped with the next."""
    return any(
        OSA.distance(wanted, tail[:length], score_cutoff=1) <= 1
        for length in (len(wanted) - 1, len(wanted), len(wanted) + 1)
    )


def edits(word: str) -> set[str]:
    """`word` itself, and every string that one deletion, insertion, change or swap makes of it."""
    splits = [(word[:i], word[i:]) for i in range(len(word) + 1)]
    made = {word}
    made.update(a + b[1:] for a, b in splits if b)
    made.update(a + b[1] + b[0] + b[2:] for a, b in splits if len(b) > 1)
    made.update(a + c + b[1:] for a, b in splits if b for c in _ALPHABET)
    made.update(a + c + b for a, b in splits for c in _ALPHABET)
    return {edit for edit in made if edit.strip()}
