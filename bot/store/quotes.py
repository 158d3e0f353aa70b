"""Who said what: quotes written with an article, and found again by who says them and whom they are about."""

import json
import sqlite3
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import aiosqlite

from bot.articles.types import Span
from bot.extraction.types import Extraction, Quote, QuoteKind
from bot.identity.types import NameId, Resolution
from bot.store.scope import IN_SCOPE, Scope
from bot.store.single import single
from bot.store.speaking import Said

EVER = (-(1 << 40), 1 << 40)
"""All days."""


@dataclass(frozen=True, slots=True)
class QuoteSeen:
    """A quote of an article; `entity` is who says it, `speaker` the span that says so, where these are known.

    `sentence` is the one that it stands in, or begins in.
    """

    article: int
    span: Span
    kind: QuoteKind
    entity: int | None
    speaker: Span | None
    cue: Span | None
    sentence: Span


Rows = tuple[list[tuple[object, ...]], list[tuple[object, ...]]]


@dataclass(frozen=True, slots=True)
class Listing:
    """Where an article's quotes are listed: for which audience, on which day."""

    article: int
    audience: int
    day: int


def rows(listing: Listing, extraction: Extraction, resolution: Resolution, names: Sequence[int], said: Said) -> Rows:
    """What `write` stores of an article: its quotes, and each one's names; `names` has the id of each chain's name.

    Of two quotes with the same span the first counts; `said` is what people said of who says them.
    """
    rules: dict[Span, int | None] = {}
    kept: dict[Span, tuple[Quote, int | None]] = {}
    for quote, chain in zip(extraction.quotes, resolution.speakers, strict=True):
        if quote.span not in kept:
            rules[quote.span] = None if chain is None else names[chain]
            told = said.get(quote.span, chain)
            kept[quote.span] = (quote, None if told is None else names[told])
    chain_of = {link.mention: index for index, chain in enumerate(resolution.chains) for link in chain.links}
    mentioned = [(m.span.start, m.span.end, names[chain_of[i]]) for i, m in enumerate(extraction.mentions)]
    starts = [start for start, _, _ in mentioned]
    return (
        [
            (
                listing.article,
                span.start,
                span.end,
                quote.kind,
                name,
                *_ends(quote.speaker),
                *_ends(quote.cue),
                rules[span],
            )
            for span, (quote, name) in kept.items()
        ],
        [
            (other, role, listing.audience, listing.day, listing.article, span.start, span.end)
            for span, (_, name) in kept.items()
            for other, role in _named(span, name, mentioned[bisect_left(starts, span.start) :])
        ],
    )


def _ends(span: Span | None) -> tuple[int | None, int | None]:
    return (span.start, span.end) if span else (None, None)


def _named(span: Span, speaker: int | None, mentioned: Iterable[tuple[int, int, int]]) -> Iterator[tuple[int, str]]:
    """The names that a quote is by and about: those mentioned in it, but for the speaker's own."""
    if speaker is not None:
        yield speaker, "by"
    about = set()
    for start, end, name in mentioned:
        if start >= span.end:
            break
        if end <= span.end and name != speaker:
            about.add(name)
    yield from ((name, "about") for name in sorted(about))


async def write(db: aiosqlite.Connection, made: Rows) -> None:
    """Store what `rows` made of an article."""
    await db.executemany("INSERT INTO quotes VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", made[0])
    await db.executemany("INSERT INTO quoted VALUES (?, ?, ?, ?, ?, ?, ?)", made[1])


async def erase(db: aiosqlite.Connection, article: int) -> None:
    """Take back what `write` stored of an article."""
    for table in ("quotes", "quoted"):
        await db.execute(f"DELETE FROM {table} WHERE article_id = ?", (article,))


async def move(db: aiosqlite.Connection, article: int) -> None:
    """List the article's quotes where its audience and its day have them now."""
    await db.execute(
        "UPDATE quoted SET (audience_id, day) = (SELECT audience_id, day FROM articles WHERE id = article_id)"
        " WHERE article_id = ?",
        (article,),
    )


async def listed(
    db: aiosqlite.Connection,
    scope: Scope,
    *,
    by: int | None = None,
    about: int | None = None,
    days: tuple[int, int] = EVER,
    limit: int,
    oldest: bool = False,
    rare: bool = False,
) -> list[QuoteSeen]:
    """The latest quotes in scope (or the oldest) by an entity, about one, or both, from one of `days` to the other.

    One of the entities must be given. `rare` says that the one whom the quotes are about is mentioned less than the
    one who says them: then hers are looked through.

    Raises:
        ValueError: neither entity is given.
    """
    if by is None and about is None:
        raise ValueError("quotes are listed by somebody, or about somebody")
    first, other = ("about", by) if by is None or (about is not None and rare) else ("by", about)
    bound = {
        "role": first,
        "entity": by if first == "by" else about,
        "other_role": "about" if first == "by" else "by",
        "other": other,
        "since": days[0],
        "until": days[1],
        "limit": limit,
    }
    found = await db.execute_fetchall(_both(oldest) if other is not None else _one(oldest), scope.bind() | bound)
    return [_seen(row) for row in found]


_COLUMNS = """
    q.article_id, q.start, q."end", quotes.kind, speaking.entity_id,
    quotes.speaker_start, quotes.speaker_end, quotes.cue_start, quotes.cue_end, s.start, s."end"
"""

_TOLD = """
    JOIN quotes ON quotes.article_id = q.article_id AND quotes.start = q.start AND quotes."end" = q."end"
    LEFT JOIN names AS speaking ON speaking.id = quotes.name_id
    JOIN sentences AS s ON s.article_id = q.article_id AND s.start = (
        SELECT max(start) FROM sentences WHERE article_id = q.article_id AND start <= q.start)
"""


def _order(oldest: bool, of: str = "") -> str:
    way = "ASC" if oldest else "DESC"
    return f'{of}day {way}, {of}article_id {way}, {of}start, {of}"end" DESC'


def _one(oldest: bool) -> str:
    """The first quotes of one entity, read name by name and audience by audience no further than needed."""
    edge, way, most = (">=", "DESC", ":since") if not oldest else ("<=", "ASC", ":until")
    return f"""
        WITH q AS MATERIALIZED (
            SELECT DISTINCT found.day, found.article_id, found.start, found."end"
            FROM names CROSS JOIN {IN_SCOPE} AS seen CROSS JOIN quoted AS found
            ON found.name_id = names.id AND found.role = :role AND found.audience_id = seen.id
               AND found.day BETWEEN :since AND :until AND found.day {edge} coalesce(
                (SELECT day FROM quoted AS next WHERE next.name_id = names.id AND next.role = :role
                 AND next.audience_id = seen.id AND next.day BETWEEN :since AND :until
                 ORDER BY day {way} LIMIT 1 OFFSET :limit - 1), {most})
            WHERE names.entity_id = :entity ORDER BY {_order(oldest)} LIMIT :limit)
        SELECT {_COLUMNS} FROM q {_TOLD} ORDER BY {_order(oldest, "q.")}
    """


def _both(oldest: bool) -> str:
    """The first quotes of one entity that are the other's too."""
    return f"""
        WITH q AS MATERIALIZED (
            SELECT DISTINCT found.day, found.article_id, found.start, found."end"
            FROM names CROSS JOIN {IN_SCOPE} AS seen CROSS JOIN quoted AS found
            ON found.name_id = names.id AND found.role = :role AND found.audience_id = seen.id
               AND found.day BETWEEN :since AND :until
            WHERE names.entity_id = :entity AND EXISTS (
                SELECT 1 FROM names AS others CROSS JOIN quoted AS same
                ON same.name_id = others.id AND same.role = :other_role AND same.audience_id = found.audience_id
                   AND same.day = found.day AND same.article_id = found.article_id
                   AND same.start = found.start AND same."end" = found."end"
                WHERE others.entity_id = :other)
            ORDER BY {_order(oldest)} LIMIT :limit)
        SELECT {_COLUMNS} FROM q {_TOLD} ORDER BY {_order(oldest, "q.")}
    """


async def in_articles(db: aiosqlite.Connection, articles: Sequence[int]) -> list[QuoteSeen]:
    """All quotes of these articles (which the caller found in scope), by article and place."""
    found = await db.execute_fetchall(
        """
        SELECT q.article_id, q.start, q."end", q.kind, speaking.entity_id,
               q.speaker_start, q.speaker_end, q.cue_start, q.cue_end, s.start, s."end"
        FROM json_each(:articles) AS wanted CROSS JOIN quotes AS q ON q.article_id = wanted.value
        LEFT JOIN names AS speaking ON speaking.id = q.name_id
        JOIN sentences AS s ON s.article_id = q.article_id AND s.start = (
            SELECT max(start) FROM sentences WHERE article_id = q.article_id AND start <= q.start)
        ORDER BY q.article_id, q.start
        """,
        {"articles": json.dumps(list(articles))},
    )
    return [_seen(row) for row in found]


def _seen(row: sqlite3.Row) -> QuoteSeen:
    speaker = None if row[5] is None else Span(row[5], row[6])
    cue = None if row[7] is None else Span(row[7], row[8])
    return QuoteSeen(row[0], Span(row[1], row[2]), row[3], row[4], speaker, cue, Span(row[9], row[10]))


async def spoken_by(db: aiosqlite.Connection, article: int, span: Span) -> tuple[str, NameId | None]:
    """The fingerprint of an article, and by which name its quote with this span is listed now.

    Raises:
        LookupError: there is no such quote.
    """
    row = await single(
        db,
        """
        SELECT articles.fingerprint, names.key, names.kind FROM quotes
        JOIN articles ON articles.id = quotes.article_id LEFT JOIN names ON names.id = quotes.name_id
        WHERE quotes.article_id = ? AND quotes.start = ? AND quotes."end" = ?
        """,
        (article, span.start, span.end),
    )
    if row is None:
        raise LookupError(f"no quote at {span} in article {article}")
    return row[0], None if row[1] is None else (row[1], row[2])


async def named_in(db: aiosqlite.Connection, article: int, entity: int) -> NameId | None:
    """The name by which an article calls an entity most."""
    row = await single(
        db,
        """
        SELECT names.key, names.kind FROM appearances JOIN names ON names.id = appearances.name_id
        WHERE appearances.article_id = ? AND names.entity_id = ? ORDER BY appearances.mentions DESC, names.key LIMIT 1
        """,
        (article, entity),
    )
    return (row[0], row[1]) if row else None
