"""What is derived from an article: written as a whole when it was read, erased as a whole when it goes."""

import sqlite3
from collections import Counter
from collections.abc import Iterable

import aiosqlite

from bot.articles.types import Span
from bot.extraction.types import Extraction
from bot.identity.evidence import name_evidence
from bot.identity.reassigning import Origin, Reassigned, restore
from bot.identity.types import NameId, Resolution
from bot.store import aliases, names, places, spoken
from bot.store.analysis import load
from bot.store.aside import aside
from bot.store.counts import Sign, count
from bot.store.rows import Analysis
from bot.store.single import single


async def write(db: aiosqlite.Connection, article: int, extraction: Extraction, resolution: Resolution) -> bool:
    """Store what was derived and make the article ready; False when it is gone, or another program was quicker."""
    row = await single(
        db,
        "SELECT guild_id, audience_id, fingerprint, day, text FROM articles WHERE id = ? AND state <> 'ready'",
        (article,),
    )
    if row is None:
        return False
    guild, audience, fingerprint, day, text = row
    if not await places.is_seen(db, audience):
        # Whoever could read it reads a fuller wording, and that counts.
        await db.execute("UPDATE articles SET state = 'ready', reason = NULL WHERE id = ?", (article,))
        return True
    where = await spoken.where(db, audience, fingerprint, day)
    made = await spoken.within(db, guild, text, extraction, resolution, where)
    await _write_reassigned(db, article, made)
    extraction, resolution = made.extraction, made.resolution
    mentions = len(extraction.mentions)
    firsts = await aside(mentions, _firsts, extraction, resolution, day, fingerprint)
    evidence = await aside(mentions, name_evidence, text, extraction, resolution)
    ids = await names.attest(db, guild, evidence, firsts)
    chain_ids = [ids[chain.key, chain.kind] for chain in resolution.chains]
    await _write_spans(db, article, extraction, resolution, chain_ids)
    await _write_appearances(db, article, audience, extraction, resolution, chain_ids)
    surfaces = await aside(mentions, _surfaces, text, extraction, resolution, chain_ids)
    await aliases.write(db, guild, audience, surfaces, Sign.MORE)
    await count(db, [article], Sign.MORE)
    await db.execute("UPDATE articles SET state = 'ready', reason = NULL WHERE id = ?", (article,))
    return True


async def erase(db: aiosqlite.Connection, article: int) -> None:
    """Take back everything that `write` stored; names and entities go with their last article."""
    row = await single(
        db, "SELECT guild_id, audience_id, fingerprint, day, state FROM articles WHERE id = ?", (article,)
    )
    if row is None or row[4] != "ready":
        return
    guild, audience, fingerprint, day, _ = row
    analysis = await load(db, article)
    text, extraction, resolution = analysis.text, analysis.extraction, analysis.resolution
    mentions = len(extraction.mentions)
    evidence = await aside(mentions, name_evidence, text, extraction, resolution)
    ids = await names.known(db, guild, [name.id for name in evidence])
    chain_ids = [ids[chain.key, chain.kind] for chain in resolution.chains]
    await count(db, [article], Sign.LESS)
    surfaces = await aside(mentions, _surfaces, text, extraction, resolution, chain_ids)
    await aliases.write(db, guild, audience, surfaces, Sign.LESS)
    for table in (
        "sentences", "mentions", '"references"', "roles", "keyphrases", "numbers", "appearances", "reassigned",
    ):  # fmt: skip
        await db.execute(f"DELETE FROM {table} WHERE article_id = ?", (article,))
    await names.withdraw(db, guild, evidence, ids, names.article_place(day, fingerprint))
    await db.execute("UPDATE articles SET state = 'pending' WHERE id = ?", (article,))


async def reassign(db: aiosqlite.Connection, article: int) -> bool:
    """Do anew what standing corrections make of an article's mentions; whether that is not what it was.

    After an entry was made or voided, or what a split asks of the article has changed.
    """
    row = await single(
        db, "SELECT guild_id, audience_id, fingerprint, day, state FROM articles WHERE id = ?", (article,)
    )
    if row is None or row[4] != "ready":
        return False
    guild, audience, fingerprint, day, _ = row
    stored = await load(db, article)
    extraction, resolution = await _before(db, article, stored)
    where = await spoken.where(db, audience, fingerprint, day)
    made = await spoken.within(db, guild, stored.text, extraction, resolution, where)
    if made.resolution == stored.resolution:
        return False
    await erase(db, article)
    await write(db, article, extraction, resolution)
    return True


async def _before(db: aiosqlite.Connection, article: int, stored: Analysis) -> tuple[Extraction, Resolution]:
    """What was read of an article, without any correction."""
    rows = await db.execute_fetchall(
        "SELECT sort, start, key, kind, reason, head FROM reassigned WHERE article_id = ?", (article,)
    )
    taken = {(row[0], row[1]): row for row in rows}
    extraction, resolution = stored.extraction, stored.resolution

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


async def _write_reassigned(db: aiosqlite.Connection, article: int, made: Reassigned) -> None:
    extraction, references = made.extraction, made.resolution.references
    rows = [
        (article, "mention", extraction.mentions[i].span.start, *origin.name, origin.reason, origin.head)
        for i, origin in made.mentions.items()
    ]
    rows += [(article, "role", extraction.roles[i].span.start, *name, "", False) for i, name in made.roles.items()]
    rows += [(article, "reference", references[i].span.start, *name, "", False) for i, name in made.references.items()]
    await db.executemany(
        "INSERT INTO reassigned (article_id, sort, start, key, kind, reason, head) VALUES (?, ?, ?, ?, ?, ?, ?)", rows
    )


def _firsts(extraction: Extraction, resolution: Resolution, day: int, fingerprint: str) -> dict[NameId, str]:
    """Where each name stands first in this article, as a text that sorts by day, article and offset."""
    firsts: dict[NameId, str] = {}
    for chain in resolution.chains:
        start = extraction.mentions[chain.head].span.start
        here = names.first_of(day, fingerprint, start)
        key = (chain.key, chain.kind)
        firsts[key] = min(firsts.get(key, here), here)
    return firsts


async def _write_spans(
    db: aiosqlite.Connection,
    article: int,
    extraction: Extraction,
    resolution: Resolution,
    chain_ids: list[int],
) -> None:
    rows = await aside(len(extraction.mentions), _span_rows, article, extraction, resolution, chain_ids)
    for statement, values in zip(_SPANS, rows, strict=True):
        await db.executemany(statement, values)


_SPANS = (
    """
    INSERT INTO sentences (article_id, start, "end", paragraph, words, opening, leans_start, leans_end, quoted)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
    """,
    'INSERT INTO mentions (article_id, start, "end", name_id, kind, sentence, reason) VALUES (?, ?, ?, ?, ?, ?, ?)',
    'INSERT OR IGNORE INTO "references" (article_id, start, "end", name_id, reason) VALUES (?, ?, ?, ?, ?)',
    'INSERT OR IGNORE INTO roles (article_id, start, "end", name_id) VALUES (?, ?, ?, ?)',
    'INSERT OR IGNORE INTO keyphrases (article_id, start, "end", score) VALUES (?, ?, ?, ?)',
    """
    INSERT INTO numbers (article_id, start, "end", value, bound, theme, unit, what_start, what_end, sentence)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
    """,
)


def _span_rows(
    article: int, extraction: Extraction, resolution: Resolution, chain_ids: list[int]
) -> tuple[list[tuple[object, ...]], ...]:
    """What each statement of `_SPANS` stores."""
    chain_of = {link.mention: i for i, chain in enumerate(resolution.chains) for link in chain.links}
    reason_of = {link.mention: link.reason for chain in resolution.chains for link in chain.links}
    return (
        [
            (
                article, s.span.start, s.span.end, s.paragraph, s.words, s.opening,
                s.leans.start if s.leans else None, s.leans.end if s.leans else None, s.quoted,
            )
            for s in extraction.sentences
        ],
        [
            (article, m.span.start, m.span.end, chain_ids[chain_of[i]], m.kind, m.sentence, reason_of[i])
            for i, m in enumerate(extraction.mentions)
        ],
        [(article, r.span.start, r.span.end, chain_ids[r.chain], r.reason) for r in resolution.references],
        [(article, r.span.start, r.span.end, chain_ids[chain_of[r.mention]]) for r in extraction.roles],
        [(article, k.span.start, k.span.end, k.score) for k in extraction.keyphrases],
        [
            (
                article, n.span.start, n.span.end, n.value, n.bound, n.theme, n.unit,
                n.what.start if n.what else None, n.what.end if n.what else None, n.sentence,
            )
            for n in extraction.numbers
        ],
    )  # fmt: skip


async def _write_appearances(
    db: aiosqlite.Connection,
    article: int,
    audience: int,
    extraction: Extraction,
    resolution: Resolution,
    chain_ids: list[int],
) -> None:
    mentions: Counter[int] = Counter()
    heads: dict[int, int] = {}
    for name, chain in zip(chain_ids, resolution.chains, strict=True):
        mentions[name] += len(chain.links)
        heads.setdefault(name, extraction.mentions[chain.head].span.start)
    await db.executemany(
        "INSERT INTO appearances (name_id, audience_id, article_id, mentions, start) VALUES (?, ?, ?, ?, ?)",
        [(name, audience, article, n, heads[name]) for name, n in mentions.items()],
    )


def _surfaces(
    text: str, extraction: Extraction, resolution: Resolution, chain_ids: list[int]
) -> Counter[tuple[int, str]]:
    """How often each name stands in the text in each of its surface forms."""
    return Counter(
        (name, " ".join(extraction.mentions[link.mention].span.of(text).split()))
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


async def redate(db: aiosqlite.Connection, article: int) -> None:
    """Bring the places of the article's names, and the keys of their entities, up to date after its day changed."""
    rows = await db.execute_fetchall("SELECT name_id FROM appearances WHERE article_id = ?", (article,))
    await names.refresh_firsts(db, [row[0] for row in rows])
