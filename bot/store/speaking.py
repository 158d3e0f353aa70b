"""What people said of who says a quote: which entries of the log stand, and what they make of an article's quotes."""

import json
from collections.abc import Mapping

import aiosqlite

from bot.articles.types import Span
from bot.extraction.types import Extraction
from bot.identity.types import NameId, Resolution
from bot.store import corrections
from bot.store.corrections import Entry, New
from bot.store.labels import opener
from bot.store.marking import Secret, secret

Said = Mapping[Span, int | None]
"""For quotes that were corrected, the chain (an index) of who says them; None when nobody who is named does."""


def entry(key: Secret, fingerprint: str, span: Span, was: NameId | None, to: NameId | None) -> New:
    """The entry that says of a quote that not `was` says it, but `to`; one of them is somebody.

    Raises:
        ValueError: neither is anybody.
    """
    named = [name for name in (to, was) if name is not None]
    if not named:
        raise ValueError("a quote that is nobody's is somebody's or stays nobody's")
    detail = {"article": key.fingerprint(fingerprint), "to": None if to is None else key.name(to)}
    marks = (*(key.name(name) for name in named), key.quote(fingerprint, span.start, span.end))
    return New("wrong speaker", marks, detail, opener=opener(named[0]))


async def said(
    db: aiosqlite.Connection, guild: int, fingerprint: str, extraction: Extraction, resolution: Resolution
) -> Said:
    """What stands of an article's quotes: of two entries about one the later counts, if the article has its speaker."""
    key = await secret(db, guild) if extraction.quotes else None
    if key is None:
        return {}
    spans = {key.quote(fingerprint, quote.span.start, quote.span.end): quote.span for quote in extraction.quotes}
    chains = {key.name((chain.key, chain.kind)): index for index, chain in enumerate(resolution.chains)}
    found: dict[Span, int | None] = {}
    for one in await corrections.standing(db, guild, spans):
        to = one.detail.get("to")
        if one.act == "wrong speaker" and (to is None or to in chains):
            found |= {spans[mark]: None if to is None else chains[to] for mark in one.subjects if mark in spans}
    return found


async def articles(db: aiosqlite.Connection, key: Secret, one: Entry, names: Mapping[int, NameId]) -> list[int]:
    """The articles whose quote an entry speaks of, among those that mention any of its names."""
    rows = await db.execute_fetchall(
        """
        SELECT DISTINCT articles.id, articles.fingerprint FROM json_each(?) AS wanted
        CROSS JOIN appearances ON appearances.name_id = wanted.value
        CROSS JOIN articles ON articles.id = appearances.article_id
        """,
        (json.dumps(sorted(names)),),
    )
    return [row[0] for row in rows if key.fingerprint(row[1]) == one.detail.get("article")]
