"""What corrections are about, as one scope sees it: how much they change, and names for what their marks are of."""

import json
from collections import Counter, defaultdict
from collections.abc import Collection, Sequence

import aiosqlite

from bot.identity.corrections import Verdict, contradicted
from bot.identity.types import NameId
from bot.store import correcting, corrections
from bot.store.corrections import Entry
from bot.store.display import display_name
from bot.store.folding import fold
from bot.store.marking import Secret
from bot.store.scope import IN_SCOPE, Scope
from bot.store.single import only, scalar


async def written_so(db: aiosqlite.Connection, scope: Scope, text: str) -> tuple[int, int]:
    """How many mentions in scope are written like a text, and at most in how many articles."""
    mentions = await scalar(
        db,
        f"""
        SELECT coalesce(sum(mentions), 0) FROM aliases
        WHERE guild_id = :guild AND folded = :folded AND audience_id IN {IN_SCOPE}
        """,
        scope.bind() | {"folded": fold(text)},
    )
    articles = await scalar(
        db,
        f"""
        SELECT count(DISTINCT found.article_id)
        FROM aliases CROSS JOIN appearances AS found
        ON found.name_id = aliases.name_id AND found.audience_id = aliases.audience_id
        WHERE aliases.guild_id = :guild AND aliases.folded = :folded AND aliases.audience_id IN {IN_SCOPE}
        """,
        scope.bind() | {"folded": fold(text)},
    )
    return mentions, articles


async def split_off(
    db: aiosqlite.Connection, scope: Scope, key: Secret, entry: Entry, names: Collection[int]
) -> tuple[int, int]:
    """How many mentions in how many articles in scope an entry splits off from these names."""
    articles = await correcting.split_articles(db, scope.guild, key, entry, names)
    mentions, found = await only(
        db,
        f"""
        SELECT coalesce(sum(mentions), 0), count(DISTINCT article_id) FROM json_each(:names) AS wanted
        CROSS JOIN appearances ON appearances.name_id = wanted.value
        WHERE article_id IN (SELECT value FROM json_each(:articles)) AND audience_id IN {IN_SCOPE}
        """,
        scope.bind() | {"names": json.dumps(sorted(names)), "articles": json.dumps(articles)},
    )
    return mentions, found


async def of_name(db: aiosqlite.Connection, scope: Scope, name: NameId) -> tuple[int, int]:
    """How many mentions in how many articles in scope a name has."""
    mentions, found = await only(
        db,
        f"""
        SELECT coalesce(sum(mentions), 0), count(DISTINCT article_id) FROM appearances
        WHERE name_id = (SELECT id FROM names WHERE guild_id = :guild AND key = :key AND kind = :kind)
          AND audience_id IN {IN_SCOPE}
        """,
        scope.bind() | {"key": name[0], "kind": name[1]},
    )
    return mentions, found


async def called(db: aiosqlite.Connection, scope: Scope, marks: Collection[str]) -> dict[str, tuple[NameId, str]]:
    """The names that marks are of, with what they are called in scope: only those that stand there, banned or not."""
    rows = await db.execute_fetchall(
        f"""
        SELECT marks.mark, names.key, names.kind, aliases.surface, sum(aliases.mentions)
        FROM json_each(:marks) AS wanted CROSS JOIN marks ON marks.mark = wanted.value
        CROSS JOIN names ON names.id = marks.name_id CROSS JOIN aliases ON aliases.name_id = names.id
        WHERE +names.guild_id = :guild AND aliases.audience_id IN {IN_SCOPE} AND aliases.mentions > 0
        GROUP BY marks.mark, names.id, aliases.surface
        """,
        scope.bind() | {"marks": json.dumps(sorted(marks))},
    )
    surfaces: dict[str, Counter[str]] = defaultdict(Counter)
    names: dict[str, NameId] = {}
    for mark, name, kind, surface, mentions in rows:
        surfaces[mark][surface] += mentions
        names[mark] = (name, kind)
    return {mark: (names[mark], display_name(held)) for mark, held in surfaces.items()}


async def outweighed(db: aiosqlite.Connection, entry: Entry) -> list[int]:
    """The numbers of standing entries on who is who that this one, the latest, contradicts, and so outweighs."""
    if not entry.verdicts():
        return []
    marks = await corrections.tied(db, entry.guild, entry.subjects)
    others = [one for one in await corrections.standing(db, entry.guild, marks) if one.id != entry.id]
    before = set(_contradicted(others))
    return sorted(set(_contradicted([*others, entry])) - before)


def _contradicted(entries: Sequence[Entry]) -> list[int]:
    verdicts: list[Verdict] = [verdict for entry in entries for verdict in entry.verdicts()]
    return contradicted(verdicts)


async def heads(db: aiosqlite.Connection, entity: int, article: int) -> list[tuple[str, int]]:
    """Where an entity's names stand in an article: its fingerprint, and the offsets of the head mentions."""
    rows = await db.execute_fetchall(
        "SELECT articles.fingerprint, appearances.start FROM appearances"
        " JOIN names ON names.id = appearances.name_id JOIN articles ON articles.id = appearances.article_id"
        " WHERE appearances.article_id = ? AND names.entity_id = ? ORDER BY appearances.start",
        (article, entity),
    )
    return [(row[0], row[1]) for row in rows]
