"""What corrections took out of an article's chains, kept so that it can be put back; what they added goes."""

import sqlite3
from collections.abc import Iterable

import aiosqlite

from bot.articles.types import Span
from bot.extraction.types import Extraction
from bot.identity.reassigning import Origin, Reassigned, restore
from bot.identity.teaching import untaught
from bot.identity.types import Resolution
from bot.store.rows import Analysis


async def before(db: aiosqlite.Connection, article: int, stored: Analysis) -> tuple[Extraction, Resolution]:
    """What was read of an article, without any correction."""
    rows = await db.execute_fetchall(
        "SELECT sort, start, key, kind, reason, head FROM reassigned WHERE article_id = ?", (article,)
    )
    taken = {(row[0], row[1]): row for row in rows}
    extraction, resolution = untaught(stored.extraction, stored.resolution)

    def at(sort: str, spans: Iterable[Span]) -> dict[int, sqlite3.Row]:
        return {i: taken[sort, span.start] for i, span in enumerate(spans) if (sort, span.start) in taken}

    mentions = at("mention", (mention.span for mention in extraction.mentions))
    roles = at("role", (role.span for role in extraction.roles))
    references = at("reference", (reference.span for reference in resolution.references))
    return restore(
        Reassigned(
            extraction,
            resolution,
            {i: Origin((row[2], row[3]), row[4], bool(row[5])) for i, row in mentions.items()},
            {i: (row[2], row[3]) for i, row in roles.items()},
            {i: (row[2], row[3]) for i, row in references.items()},
        )
    )


async def write(db: aiosqlite.Connection, article: int, made: Reassigned) -> None:
    """Keep what was taken out of an article's chains."""
    extraction, references = made.extraction, made.resolution.references
    rows = [
        (article, "mention", extraction.mentions[i].span.start, *origin.name, origin.reason, origin.head)
        for i, origin in made.mentions.items()
    ]
    rows += [(article, "role", extraction.roles[i].span.start, *name, "", False) for i, name in made.roles.items()]
    rows += [(article, "reference", references[i].span.start, *name, "", False) for i, name in made.references.items()]
    if not rows:
        return
    await db.executemany(
        "INSERT INTO reassigned (article_id, sort, start, key, kind, reason, head) VALUES (?, ?, ?, ?, ?, ?, ?)", rows
    )
