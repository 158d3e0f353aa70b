"""What people said of stories: the articles that entries of the log speak of, and what stands of them in one scope."""

import json
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

import aiosqlite

from bot.store import corrections
from bot.store.corrections import Entry
from bot.store.marking import secret
from bot.store.scope import IN_SCOPE, Scope
from bot.store.single import single
from bot.stories.verdicts import Verdict

Place = tuple[int, str]
"""What an article is named by where it is grouped: its day and fingerprint."""


async def refresh(db: aiosqlite.Connection, article: int) -> None:
    """Note which entries speak of an article, by what it says or said before."""
    await db.execute("DELETE FROM article_marks WHERE article_id = ?", (article,))
    row = await single(db, "SELECT guild_id, fingerprint FROM articles WHERE id = ?", (article,))
    key = await secret(db, row[0]) if row else None
    if row is None or key is None:
        return
    said = await db.execute_fetchall(
        "SELECT fingerprint FROM versions WHERE article_id = ? AND fingerprint IS NOT NULL", (article,)
    )
    marks = {key.fingerprint(fingerprint): fingerprint for fingerprint in (row[1], *(one[0] for one in said))}
    spoken_of = await corrections.spoken_of(db, row[0], marks)
    await db.executemany(
        "INSERT INTO article_marks (article_id, mark, fingerprint) VALUES (?, ?, ?)",
        [(article, mark, marks[mark]) for mark in sorted(spoken_of)],
    )


async def fingerprints(db: aiosqlite.Connection, articles: Sequence[int]) -> list[str]:
    """What the marks of these articles are of, in their order."""
    rows = await db.execute_fetchall(
        "SELECT id, fingerprint FROM articles WHERE id IN (SELECT value FROM json_each(?))",
        (json.dumps(list(articles)),),
    )
    found = {row[0]: row[1] for row in rows}
    return [found[article] for article in articles if article in found]


async def tied(db: aiosqlite.Connection, guild: int, articles: Sequence[int]) -> list[int]:
    """The articles that standing entries say are on one event with any of these, these among them."""
    rows = await db.execute_fetchall(
        """
        SELECT DISTINCT other.article_id
        FROM json_each(:articles) AS wanted CROSS JOIN article_marks AS own ON own.article_id = wanted.value
        CROSS JOIN correction_subjects AS spoken
        ON spoken.guild_id = :guild AND spoken.mark = own.mark AND spoken.standing = 1
        CROSS JOIN corrections ON corrections.id = spoken.entry AND corrections.act = 'story merge'
        CROSS JOIN correction_subjects AS also ON also.entry = spoken.entry
        CROSS JOIN article_marks AS other ON other.mark = also.mark ORDER BY other.article_id
        """,
        {"guild": guild, "articles": json.dumps(list(articles))},
    )
    return [row[0] for row in rows]


async def verdicts(db: aiosqlite.Connection, guild: int, places: Mapping[int, Place]) -> list[Verdict[Place]]:
    """What stands of these articles, the earliest entry first; what entries say of others is left out."""
    marked = defaultdict(set)
    for article, mark in await db.execute_fetchall(
        "SELECT article_id, mark FROM article_marks WHERE article_id IN (SELECT value FROM json_each(?))",
        (json.dumps(sorted(places)),),
    ):
        marked[mark].add(places[article])
    if not marked:
        return []

    def known(marks: Collection[str]) -> frozenset[Place]:
        return frozenset(place for mark in marks for place in marked.get(mark, ()))

    made = []
    for entry in await corrections.standing(db, guild, marked):
        if entry.act == "story merge":
            made.append(Verdict(known(entry.subjects)))
        elif entry.act == "story split":
            first = entry.detail["first"]
            made.append(Verdict(known(entry.subjects[:first]), known(entry.subjects[first:]), same=False))
    return made


async def renamed(db: aiosqlite.Connection, scope: Scope, articles: Sequence[int]) -> tuple[Entry, str] | None:
    """The last entry that names the story of these articles in scope, of those that the scope's readers could read.

    With what opens its text.
    """
    rows = await db.execute_fetchall(
        "SELECT mark, fingerprint FROM article_marks WHERE article_id IN (SELECT value FROM json_each(?))",
        (json.dumps(list(articles)),),
    )
    found: dict[str, str] = {row[0]: row[1] for row in rows}
    entries = await corrections.standing(db, scope.guild, found) if found else []
    named = [(one, found[one.subjects[0]]) for one in entries if one.act == "story rename" and one.heard_in(scope)]
    return named[-1] if named else None


async def titles(db: aiosqlite.Connection, scope: Scope, marks: Collection[str]) -> dict[str, tuple[str, str]]:
    """Of marks of articles in scope what they are of, and what the article is called."""
    rows = await db.execute_fetchall(
        f"""
        SELECT marked.mark, marked.fingerprint, coalesce(articles.title, substr(articles.text, 1, 70))
        FROM json_each(:marks) AS wanted CROSS JOIN article_marks AS marked ON marked.mark = wanted.value
        CROSS JOIN articles ON articles.id = marked.article_id
        WHERE +articles.guild_id = :guild AND +audience_id IN {IN_SCOPE}
        """,
        scope.bind() | {"marks": json.dumps(sorted(marks))},
    )
    return {mark: (fingerprint, " ".join(title.split())) for mark, fingerprint, title in rows}
