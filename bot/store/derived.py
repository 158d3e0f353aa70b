"""What is derived from an article: written as a whole when it was read, erased as a whole when it goes."""

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass

import aiosqlite

from bot.extraction.types import PERSONAL, Extraction
from bot.identity.evidence import add, name_evidence
from bot.identity.reassigning import Reassigned
from bot.identity.types import Name, NameId, Resolution
from bot.store import (
    aliases,
    article_marks,
    events,
    names,
    partition,
    places,
    quotes,
    reassigned,
    speaking,
    spoken,
    story_links,
)
from bot.store.analysis import load
from bot.store.aside import aside
from bot.store.counts import Sign, count
from bot.store.marking import secret
from bot.store.rows import Analysis
from bot.store.single import single
from bot.stories.sketch import sketch


@dataclass(frozen=True, slots=True)
class Found:
    """What was found in an article."""

    article: int
    extraction: Extraction
    resolution: Resolution


@dataclass(frozen=True, slots=True)
class _Article:
    """What its derived rows need to know of an article."""

    id: int
    guild: int
    audience: int
    fingerprint: str
    day: int
    text: str


async def write(db: aiosqlite.Connection, found: Sequence[Found]) -> list[int]:
    """Store what was derived and make the articles ready; which they are: not one that is gone, or was ready before.

    What was found in several articles is stored as if in one after another, and costs less.
    """
    shown: list[tuple[_Article, Reassigned]] = []
    written = []
    for one in found:
        row = await single(
            db,
            "SELECT id, guild_id, audience_id, fingerprint, day, text FROM articles WHERE id = ? AND state <> 'ready'",
            (one.article,),
        )
        if row is None:
            continue
        article = _Article(*row)
        written.append(article.id)
        if not await places.is_seen(db, article.audience):
            continue  # whoever could read it reads a fuller wording, and that counts
        place = spoken.Place(article.guild, article.audience, article.fingerprint, article.day)
        made = await spoken.within(db, place, article.text, one.extraction, one.resolution)
        await _write_spans(db, article.id, one.extraction)
        await events.write(db, article.id, article.audience, article.day, one.extraction)
        body = await aside(len(one.extraction.mentions), sketch, article.text, one.extraction, one.resolution)
        await story_links.enter(db, article.id, body)
        await article_marks.refresh(db, article.id)
        shown.append((article, made))
    await _write_names(db, shown)
    await db.executemany("UPDATE articles SET state = 'ready', reason = NULL WHERE id = ?", [(id_,) for id_ in written])
    return written


async def _write_names(
    db: aiosqlite.Connection, found: Sequence[tuple[_Article, Reassigned]], kept: Collection[NameId] = ()
) -> None:
    """Store everything that refers to names: what a correction may change later, unlike the other spans.

    Names are attested but for those that were `kept`, and decided about when all are: names recur from one article to
    the next, and what is decided does not depend on the order.
    """
    attested: dict[int, dict[NameId, tuple[Name, str]]] = defaultdict(dict)
    for article, made in found:
        await reassigned.write(db, article.id, made)
        together = attested[article.guild]
        for name, (borne, first) in (await _attested(article, made.extraction, made.resolution)).items():
            if name in kept:
                continue
            before = together.get(name)
            together[name] = (add(before[0], borne), min(before[1], first)) if before else (borne, first)
    known: dict[int, dict[NameId, int]] = {}
    for guild, together in attested.items():
        evidence = [name for name, _ in together.values()]
        ids = await names.attest(db, guild, evidence, {name: first for name, (_, first) in together.items()})
        grown = {ids[name.id]: name.articles for name in evidence}
        await partition.settle(db, guild, sorted(grown), grown=grown)
        known[guild] = ids | (await names.known(db, guild, kept) if kept else {})
    surfaces: dict[tuple[int, int], Counter[tuple[int, str]]] = defaultdict(Counter)
    for article, made in found:
        extraction, resolution = made.extraction, made.resolution
        chain_ids = [known[article.guild][chain.key, chain.kind] for chain in resolution.chains]
        await _write_named(db, article, made, chain_ids)
        surfaces[article.guild, article.audience] += await aside(
            len(extraction.mentions), _surfaces, article.text, extraction, resolution, chain_ids
        )
    for (guild, audience), seen in surfaces.items():
        await aliases.write(db, guild, audience, seen, Sign.MORE)
    await count(db, [article.id for article, _ in found], Sign.MORE)


async def _write_named(db: aiosqlite.Connection, article: _Article, made: Reassigned, chain_ids: list[int]) -> None:
    """Store what an article says of its names, of which the row ids are given chain by chain."""
    extraction, resolution = made.extraction, made.resolution
    mentions = len(extraction.mentions)
    rows = await aside(mentions, _name_rows, article.id, extraction, resolution, chain_ids)
    for statement, values in zip(_NAME_SPANS, rows, strict=True):
        await db.executemany(statement, values)
    await db.execute(_TIE, {"article": article.id})
    await _write_appearances(db, article, extraction, resolution, chain_ids)
    await _write_quotes(db, article, extraction, resolution, chain_ids)
    await events.write_names(db, article.id, article.audience, article.day, extraction, resolution, chain_ids)


async def _write_quotes(
    db: aiosqlite.Connection, article: _Article, extraction: Extraction, resolution: Resolution, chain_ids: list[int]
) -> None:
    place = quotes.Listing(article.id, article.audience, article.day)
    said = await speaking.said(db, article.guild, article.fingerprint, extraction, resolution)
    rows = await aside(len(extraction.quotes), quotes.rows, place, extraction, resolution, chain_ids, said)
    await quotes.write(db, rows)


async def respeak(db: aiosqlite.Connection, article: int) -> None:
    """Do anew what standing corrections make of who says an article's quotes."""
    known = await _ready(db, article)
    if known is None:
        return
    stored = await load(db, article)
    ids = await names.known(db, known.guild, [(chain.key, chain.kind) for chain in stored.resolution.chains])
    chain_ids = [ids[chain.key, chain.kind] for chain in stored.resolution.chains]
    await quotes.erase(db, article)
    await _write_quotes(db, known, stored.extraction, stored.resolution, chain_ids)


_SPAN_TABLES = (
    "sentences", "pronouns", "keyphrases", "numbers", "relations", "dates", "events", "article_marks", "overdue",
)  # fmt: skip


async def erase(db: aiosqlite.Connection, article: int) -> None:
    """Take back everything that `write` stored; names and entities go with their last article."""
    row = await _ready(db, article)
    if row is None:
        return
    for table in _SPAN_TABLES:
        await db.execute(f"DELETE FROM {table} WHERE article_id = ?", (article,))
    await _erase_names(db, row, await load(db, article))
    await story_links.leave(db, article)
    await db.execute("UPDATE articles SET state = 'pending' WHERE id = ?", (article,))


async def _erase_names(
    db: aiosqlite.Connection, article: _Article, stored: Analysis, kept: Collection[NameId] = ()
) -> None:
    """Take back what `_write_names` stored, but for what the article attests of the names that are `kept`."""
    extraction, resolution = stored.extraction, stored.resolution
    mentions = len(extraction.mentions)
    evidence = await aside(mentions, name_evidence, article.text, extraction, resolution)
    ids = await names.known(db, article.guild, [name.id for name in evidence])
    chain_ids = [ids[chain.key, chain.kind] for chain in resolution.chains]
    await count(db, [article.id], Sign.LESS)
    surfaces = await aside(mentions, _surfaces, article.text, extraction, resolution, chain_ids)
    await aliases.write(db, article.guild, article.audience, surfaces, Sign.LESS)
    await db.execute("UPDATE relations SET subject_id = NULL, object_id = NULL WHERE article_id = ?", (article.id,))
    for table in ("mentions", '"references"', "roles", "quotes", "quoted", "appearances", "reassigned", "event_names"):
        await db.execute(f"DELETE FROM {table} WHERE article_id = ?", (article.id,))
    place = names.article_place(article.day, article.fingerprint)
    gone = [name for name in evidence if name.id not in kept]
    await names.withdraw(db, article.guild, gone, {name.id: ids[name.id] for name in gone}, place)


async def _ready(db: aiosqlite.Connection, article: int) -> _Article | None:
    """An article of which something is derived."""
    row = await single(
        db,
        "SELECT id, guild_id, audience_id, fingerprint, day, text FROM articles WHERE id = ? AND state = 'ready'",
        (article,),
    )
    return _Article(*row) if row else None


async def reassign(db: aiosqlite.Connection, article: int) -> bool:
    """Do anew what standing corrections make of an article's mentions; whether that is not what it was.

    After an entry was made or voided, or what a split asks of the article has changed.
    """
    await db.execute("DELETE FROM overdue WHERE article_id = ?", (article,))
    known = await _ready(db, article)
    if known is None or await secret(db, known.guild) is None:
        return False
    stored = await load(db, article)
    extraction, resolution = await reassigned.before(db, article, stored)
    place = spoken.Place(known.guild, known.audience, known.fingerprint, known.day)
    made = await spoken.within(db, place, stored.text, extraction, resolution)
    if (made.resolution, made.extraction.mentions) == (stored.resolution, stored.extraction.mentions):
        return False
    before = await _attested(known, stored.extraction, stored.resolution)
    after = await _attested(known, made.extraction, made.resolution)
    kept = {name for name, attested in before.items() if after.get(name) == attested}
    await _erase_names(db, known, stored, kept)
    await _write_names(db, [(known, made)], kept)
    return True


async def _attested(
    article: _Article, extraction: Extraction, resolution: Resolution
) -> dict[NameId, tuple[Name, str]]:
    """What an article attests of its names: evidence, and where they stand first."""
    mentions = len(extraction.mentions)
    firsts = await aside(mentions, _firsts, extraction, resolution, article.day, article.fingerprint)
    evidence = await aside(mentions, name_evidence, article.text, extraction, resolution)
    return {name.id: (name, firsts[name.id]) for name in evidence}


def _firsts(extraction: Extraction, resolution: Resolution, day: int, fingerprint: str) -> dict[NameId, str]:
    """Where each name stands first in this article, as a text that sorts by day, article and offset."""
    firsts: dict[NameId, str] = {}
    for chain in resolution.chains:
        start = extraction.mentions[chain.head].span.start
        here = names.first_of(day, fingerprint, start)
        key = (chain.key, chain.kind)
        firsts[key] = min(firsts.get(key, here), here)
    return firsts


async def _write_spans(db: aiosqlite.Connection, article: int, extraction: Extraction) -> None:
    """Store what no correction changes."""
    rows = await aside(len(extraction.mentions), _span_rows, article, extraction)
    for statement, values in zip(_SPANS, rows, strict=True):
        await db.executemany(statement, values)


_SPANS = (
    """
    INSERT INTO sentences (article_id, start, "end", paragraph, words, opening, leans_start, leans_end, quoted)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
    """,
    """
    INSERT INTO pronouns (article_id, start, "end", gender, sentence, possessive, subject) VALUES (?, ?, ?, ?, ?, ?, ?)
    """,
    'INSERT OR IGNORE INTO keyphrases (article_id, start, "end", score) VALUES (?, ?, ?, ?)',
    """
    INSERT INTO numbers (article_id, start, "end", value, bound, theme, unit, what_start, what_end, sentence,
                         place_start, place_end, time_start, time_end, quote_start, quote_end)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
    """,
    """
    INSERT OR IGNORE INTO relations
        (article_id, start, "end", subject_start, object_start, predicate_start, predicate_end, negated, sentence)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
    """,
)


def _span_rows(article: int, extraction: Extraction) -> tuple[list[tuple[object, ...]], ...]:
    """What each statement of `_SPANS` stores."""
    return (
        [
            (
                article, s.span.start, s.span.end, s.paragraph, s.words, s.opening,
                s.leans.start if s.leans else None, s.leans.end if s.leans else None, s.quoted,
            )
            for s in extraction.sentences
        ],
        [
            (article, p.span.start, p.span.end, p.gender, p.sentence, p.possessive, p.subject)
            for p in extraction.pronouns
            if p.gender in PERSONAL
        ],
        [(article, k.span.start, k.span.end, k.score) for k in extraction.keyphrases],
        [
            (
                article, n.span.start, n.span.end, n.value, n.bound, n.theme, n.unit,
                n.what.start if n.what else None, n.what.end if n.what else None, n.sentence,
                n.place.start if n.place else None, n.place.end if n.place else None,
                n.time.start if n.time else None, n.time.end if n.time else None,
                n.quote.start if n.quote else None, n.quote.end if n.quote else None,
            )
            for n in extraction.numbers
        ],
        [
            (
                article, r.span.start, r.span.end, extraction.mentions[r.subject].span.start,
                extraction.mentions[r.object].span.start, r.predicate.start, r.predicate.end, r.negated, r.sentence,
            )
            for r in extraction.relations
        ],
    )  # fmt: skip


_NAME_SPANS = (
    'INSERT INTO mentions (article_id, start, "end", name_id, kind, sentence, reason) VALUES (?, ?, ?, ?, ?, ?, ?)',
    'INSERT OR IGNORE INTO "references" (article_id, start, "end", name_id, reason) VALUES (?, ?, ?, ?, ?)',
    'INSERT OR IGNORE INTO roles (article_id, start, "end", name_id) VALUES (?, ?, ?, ?)',
)


_TIE = """
    UPDATE relations SET
        subject_id = (SELECT name_id FROM mentions WHERE article_id = :article AND start = subject_start),
        object_id = (SELECT name_id FROM mentions WHERE article_id = :article AND start = object_start)
    WHERE article_id = :article
"""
"""Whose a relation is follows from its mentions, which a correction may give to others or take away."""


def _name_rows(
    article: int, extraction: Extraction, resolution: Resolution, chain_ids: list[int]
) -> tuple[list[tuple[object, ...]], ...]:
    """What each statement of `_NAME_SPANS` stores."""
    chain_of = {link.mention: i for i, chain in enumerate(resolution.chains) for link in chain.links}
    reason_of = {link.mention: link.reason for chain in resolution.chains for link in chain.links}
    return (
        [
            (article, m.span.start, m.span.end, chain_ids[chain_of[i]], m.kind, m.sentence, reason_of[i])
            for i, m in enumerate(extraction.mentions)
        ],
        [(article, r.span.start, r.span.end, chain_ids[r.chain], r.reason) for r in resolution.references],
        [(article, r.span.start, r.span.end, chain_ids[chain_of[r.mention]]) for r in extraction.roles],
    )


async def _write_appearances(
    db: aiosqlite.Connection, article: _Article, extraction: Extraction, resolution: Resolution, chain_ids: list[int]
) -> None:
    mentions: Counter[int] = Counter()
    heads: dict[int, int] = {}
    for name, chain in zip(chain_ids, resolution.chains, strict=True):
        mentions[name] += len(chain.links)
        heads.setdefault(name, extraction.mentions[chain.head].span.start)
    await db.executemany(
        "INSERT INTO appearances (name_id, audience_id, day, article_id, mentions, start) VALUES (?, ?, ?, ?, ?, ?)",
        [(name, article.audience, article.day, article.id, n, heads[name]) for name, n in mentions.items()],
    )


def _surfaces(
    text: str, extraction: Extraction, resolution: Resolution, chain_ids: list[int]
) -> Counter[tuple[int, str]]:
    """How often each name stands in the text in each of its surface forms."""
    return Counter(
        (name, extraction.mentions[link.mention].span.line(text))
        for name, chain in zip(chain_ids, resolution.chains, strict=True)
        for link in chain.links
    )


async def move_aliases(db: aiosqlite.Connection, article: int, before: int, after: int) -> None:
    """Carry the article's surface forms from one audience to another, after its postings changed."""
    analysis = await load(db, article)
    row = await single(db, "SELECT guild_id FROM articles WHERE id = ?", (article,))
    if row is None:
        return
    chains = analysis.resolution.chains
    ids = await names.known(db, row[0], [(chain.key, chain.kind) for chain in chains])
    surfaces = _surfaces(analysis.text, analysis.extraction, analysis.resolution, [ids[c.key, c.kind] for c in chains])
    await aliases.write(db, row[0], before, surfaces, Sign.LESS)
    await aliases.write(db, row[0], after, surfaces, Sign.MORE)
