"""Names as they are typed: matched at the beginning of any word of any form in scope, forgiving one typing error."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from string import ascii_lowercase, digits

import aiosqlite
from rapidfuzz.distance import OSA

from bot.store import entities
from bot.store.folding import fold
from bot.store.rows import Entity
from bot.store.scope import IN_SCOPE, Scope

_SHORT = 2
"""Up to this many characters too many names match: the most mentioned entities are looked through instead."""

_LOOKED_THROUGH = 500
_MOST_ROWS = 2000
_FORGIVING_FROM = 4
"""Characters from which a typing error is forgiven; shorter words are within one error of everything."""

_HEAD = 4
"""Characters at the beginning of what was typed in which an error is undone by trying every single edit."""

WITH_ERROR = 3
"""The grade of a match with a typing error."""

_ALPHABET = ascii_lowercase + digits + " "


@dataclass(frozen=True, slots=True)
class Match:
    """An entity that matches what was typed: how (0 whole form, 1 beginning, 2 a later word, 3 with an error)."""

    entity: Entity
    grade: int
    form: str


async def matching(db: aiosqlite.Connection, scope: Scope, typed: str, *, limit: int) -> list[Match]:
    """The entities in scope that match, best first: how well, then how often mentioned; the commonest for nothing."""
    wanted = fold(typed)
    if len(wanted) <= _SHORT:
        found = await _among_commonest(db, scope, wanted, limit)
        if len(found) >= limit or not wanted:
            return found[:limit]
    rows = await _beginning(db, scope, [wanted])
    matches = await _matches(db, scope, [(_grade(wanted, tail, form), form, e) for tail, form, e in rows])
    if len(matches) < limit and len(wanted) >= _FORGIVING_FROM:
        near = await _beginning(db, scope, sorted(edits(wanted[:_HEAD])))
        graded = [(WITH_ERROR, form, e) for tail, form, e in near if _one_error(wanted, tail)]
        known = {match.entity.id for match in matches}
        matches += [m for m in await _matches(db, scope, graded) if m.entity.id not in known]
    return matches[:limit]


async def named(db: aiosqlite.Connection, scope: Scope, typed: str) -> list[Entity]:
    """The entities that bear exactly this form in scope, by how often they bear it, most first."""
    rows = await db.execute_fetchall(
        f"""
        SELECT names.entity_id FROM aliases JOIN names ON names.id = aliases.name_id
        WHERE aliases.guild_id = :guild AND aliases.folded = :folded AND aliases.audience_id IN {IN_SCOPE}
        GROUP BY names.entity_id ORDER BY sum(aliases.mentions) DESC, names.entity_id
        """,
        scope.bind() | {"folded": fold(typed)},
    )
    found = await entities.by_ids(db, scope, [row[0] for row in rows])
    return [found[row[0]] for row in rows if row[0] in found]


async def _among_commonest(db: aiosqlite.Connection, scope: Scope, wanted: str, limit: int) -> list[Match]:
    common = await entities.ranked(db, scope, limit=_LOOKED_THROUGH if wanted else limit)
    found = []
    for entity in common:
        form = fold(entity.name)
        if any(word.startswith(wanted) for word in form.split()):
            found.append(Match(entity, _grade(wanted, form if form.startswith(wanted) else wanted, form), form))
    return sorted(found, key=_order)[:limit]


async def _beginning(db: aiosqlite.Connection, scope: Scope, beginnings: Sequence[str]) -> list[tuple[str, str, int]]:
    """The forms in scope with a word from which they begin so: (from that word on, the form, its entity)."""
    rows = await db.execute_fetchall(
        f"""
        SELECT near.tail, near.folded, names.entity_id FROM (
            SELECT alias_words.tail, alias_words.folded, alias_words.name_id
            FROM json_each(:beginnings) AS begun JOIN alias_words
            ON alias_words.guild_id = :guild AND alias_words.tail >= begun.value
               AND alias_words.tail < begun.value || char(1114111)
            LIMIT :most
        ) AS near JOIN names ON names.id = near.name_id
        WHERE EXISTS (
            SELECT 1 FROM aliases WHERE aliases.guild_id = :guild AND aliases.folded = near.folded
              AND aliases.name_id = near.name_id AND aliases.audience_id IN {IN_SCOPE})
        """,
        scope.bind() | {"beginnings": json.dumps(list(beginnings)), "most": _MOST_ROWS * (1 + (len(beginnings) > 1))},
    )
    return [(row[0], row[1], row[2]) for row in rows]


async def _matches(db: aiosqlite.Connection, scope: Scope, graded: Iterable[tuple[int, str, int]]) -> list[Match]:
    best: dict[int, tuple[int, str]] = {}
    for grade, form, entity in graded:
        best[entity] = min(best.get(entity, (grade, form)), (grade, form))
    found = await entities.by_ids(db, scope, list(best))
    return sorted((Match(e, *best[e.id]) for e in found.values()), key=_order)


def _order(match: Match) -> tuple[int, bool, int, str, int]:
    entity = match.entity
    return (match.grade, not entity.confirmed, -entity.mentions, entity.name, entity.id)


def _grade(wanted: str, tail: str, form: str) -> int:
    if form == wanted:
        return 0
    return 1 if tail == form else 2


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
