"""Why names are one entity and mentions are of a name: what identity decided and said, as one scope may be told."""

import json
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import aiosqlite

from bot.articles.types import Span
from bot.extraction.types import Kind
from bot.store import corrections
from bot.store.display import display_name
from bot.store.folding import fold
from bot.store.marking import secret
from bot.store.scope import IN_SCOPE, NOT_BANNED, Scope


@dataclass(frozen=True, slots=True)
class Joined:
    """One name of an entity: its fullest common form in scope, what it joins (itself when nothing) and why.

    `folded` are all its forms in scope, as typing is matched against.
    """

    id: int
    form: str
    kind: Kind
    mentions: int
    joins: int
    reason: str
    folded: frozenset[str]


@dataclass(frozen=True, slots=True)
class Stated:
    """A mention of an entity with its sentence, and why it is taken for that name."""

    article: int
    mention: Span
    sentence: Span
    reason: str


async def names_of(db: aiosqlite.Connection, scope: Scope, entity: int) -> list[Joined]:
    """The names of an entity that have a mention in scope, the most mentioned first."""
    rows = await db.execute_fetchall(
        f"""
        SELECT names.id, names.kind, coalesce(overruled.joins_id, names.joins_id),
               coalesce(overruled.reason, names.reason), aliases.surface, aliases.folded, sum(aliases.mentions)
        FROM names JOIN aliases ON aliases.name_id = names.id
        LEFT JOIN overruled ON overruled.name_id = names.id
        WHERE names.entity_id = :entity AND aliases.audience_id IN {IN_SCOPE} AND {NOT_BANNED}
        GROUP BY names.id, aliases.surface
        """,
        scope.bind() | {"entity": entity},
    )
    forms: dict[int, Counter[str]] = defaultdict(Counter)
    folded: dict[int, set[str]] = defaultdict(set)
    kept: dict[int, tuple[Kind, int, str]] = {}
    for row, kind, joins, reason, surface, form, mentions in rows:
        forms[row][surface] += mentions
        folded[row].add(form)
        kept[row] = (kind, joins, reason)
    found = [
        Joined(row, display_name(+forms[row]), kind, forms[row].total(), joins, reason, frozenset(folded[row]))
        for row, (kind, joins, reason) in kept.items()
        if +forms[row]
    ]
    return sorted(found, key=lambda one: (-one.mentions, one.form, one.kind))


async def left_out(db: aiosqlite.Connection, scope: Scope, typed: str) -> list[int]:
    """The numbers of the standing corrections that leave out what is written so, where the scope has it written so.

    A string of that sort, or a name; nothing of what only others can read.
    """
    key = await secret(db, scope.guild)
    if key is None:
        return []
    rows = await db.execute_fetchall(
        f"""
        SELECT DISTINCT names.key, names.kind FROM aliases JOIN names ON names.id = aliases.name_id
        WHERE aliases.guild_id = :guild AND aliases.folded = :folded AND aliases.audience_id IN {IN_SCOPE}
          AND NOT {NOT_BANNED}
        """,
        scope.bind() | {"folded": fold(typed)},
    )
    marks = {mark for row in rows for mark in key.of((row[0], row[1]))}
    if not marks:
        return []
    entries = await corrections.standing(db, scope.guild, {key.surface(typed), *marks})
    return sorted({entry.number for entry in entries if entry.act in ("ban", "ban string")})


async def mentions_of(db: aiosqlite.Connection, entity: int, articles: Sequence[int]) -> list[Stated]:
    """The entity's mentions in these articles (which the caller found in scope), each with its reason."""
    rows = await db.execute_fetchall(
        """
        SELECT mentions.article_id, mentions.start, mentions."end", sentences.start, sentences."end", mentions.reason
        FROM mentions JOIN names ON names.id = mentions.name_id
        JOIN sentences ON sentences.article_id = mentions.article_id AND sentences.start = (
            SELECT max(s.start) FROM sentences AS s
            WHERE s.article_id = mentions.article_id AND s.start <= mentions.start)
        WHERE mentions.article_id IN (SELECT value FROM json_each(:articles)) AND names.entity_id = :entity
        ORDER BY mentions.article_id DESC, mentions.start
        """,
        {"entity": entity, "articles": json.dumps(list(articles))},
    )
    return [Stated(row[0], Span(row[1], row[2]), Span(row[3], row[4]), row[5]) for row in rows]
