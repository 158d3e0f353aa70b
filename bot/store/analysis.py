"""Reading back what was derived from articles: the extraction and the resolution, as they were written."""

import sqlite3
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

import aiosqlite

from bot.articles.types import Span
from bot.extraction.types import Extraction, Keyphrase, Mention, Pronoun, Quote, Role, Sentence
from bot.identity.types import Chain, Link, Reference, Resolution
from bot.store import events
from bot.store.aside import aside
from bot.store.rows import Analysis
from bot.store.single import single


async def load(db: aiosqlite.Connection, article: int) -> Analysis:
    """One article's text and everything derived from it. The caller has found it in scope.

    Raises:
        LookupError: there is no such article.
    """
    row = await single(db, "SELECT title, text FROM articles WHERE id = ?", (article,))
    if row is None:
        raise LookupError(f"no article {article}")
    mentions = await _mentions(db, article)
    chains, entities, chain_of_name = await _chains(db, article, mentions)
    first_mention = {name: chains[i].head for name, i in chain_of_name.items()}
    extraction = Extraction(
        sentences=await _sentences(db, article),
        mentions=tuple(mention for mention, _, _ in mentions),
        pronouns=await _pronouns(db, article),
        roles=await _roles(db, article, first_mention),
        keyphrases=await _keyphrases(db, article),
        dates=await events.dates(db, article),
    )
    references = await _references(db, article, chain_of_name)
    quotes, speakers = await _quotes(db, article, mentions, chain_of_name)
    extraction = replace(extraction, quotes=quotes)
    resolution = Resolution(tuple(chains), references, speakers)
    return Analysis(article, row[0], row[1], extraction, resolution, tuple(entities))


async def _sentences(db: aiosqlite.Connection, article: int) -> tuple[Sentence, ...]:
    rows = await db.execute_fetchall(
        'SELECT start, "end", paragraph, words, opening, leans_start, leans_end, quoted FROM sentences'
        " WHERE article_id = ? ORDER BY start",
        (article,),
    )
    return tuple(
        Sentence(Span(r[0], r[1]), r[2], r[3], r[4], None if r[5] is None else Span(r[5], r[6]), bool(r[7]))
        for r in rows
    )


async def _pronouns(db: aiosqlite.Connection, article: int) -> tuple[Pronoun, ...]:
    """Those that stand for persons."""
    rows = await db.execute_fetchall(
        'SELECT start, "end", gender, sentence, possessive, subject FROM pronouns WHERE article_id = ? ORDER BY start',
        (article,),
    )
    return tuple(Pronoun(Span(r[0], r[1]), r[2], r[3], bool(r[4]), bool(r[5])) for r in rows)


async def _mentions(db: aiosqlite.Connection, article: int) -> list[tuple[Mention, int, str]]:
    """The mentions in order of position, each with its name and the reason for it."""
    rows = await db.execute_fetchall(
        'SELECT start, "end", kind, sentence, name_id, reason FROM mentions WHERE article_id = ? ORDER BY start',
        (article,),
    )
    return [(Mention(Span(r[0], r[1]), r[2], r[3]), r[4], r[5]) for r in rows]


async def _chains(
    db: aiosqlite.Connection, article: int, mentions: list[tuple[Mention, int, str]]
) -> tuple[list[Chain], list[int], dict[int, int]]:
    rows = await db.execute_fetchall(
        "SELECT names.id, names.key, names.kind, names.entity_id, appearances.start"
        " FROM appearances JOIN names ON names.id = name_id WHERE article_id = ?",
        (article,),
    )
    return await aside(len(mentions), _linked, mentions, rows)


def _linked(
    mentions: list[tuple[Mention, int, str]], rows: Iterable[sqlite3.Row]
) -> tuple[list[Chain], list[int], dict[int, int]]:
    """The chains, the entity of each, and which chain each name's is."""
    links: dict[int, list[Link]] = defaultdict(list)
    at: dict[int, int] = {}
    for index, (mention, name, reason) in enumerate(mentions):
        links[name].append(Link(index, reason))
        at[mention.span.start] = index
    chains, entities, chain_of_name = [], [], {}
    # As identity orders them: by their first mentions.
    for index, (name, key, kind, entity, head) in enumerate(sorted(rows, key=lambda row: links[row[0]][0].mention)):
        chains.append(Chain(key, kind, at[head], tuple(links[name])))
        entities.append(entity)
        chain_of_name[name] = index
    return chains, entities, chain_of_name


async def _roles(db: aiosqlite.Connection, article: int, head_of: dict[int, int]) -> tuple[Role, ...]:
    rows = await db.execute_fetchall(
        'SELECT start, "end", name_id FROM roles WHERE article_id = ? ORDER BY start', (article,)
    )
    return tuple(Role(Span(r[0], r[1]), head_of[r[2]]) for r in rows)


async def _keyphrases(db: aiosqlite.Connection, article: int) -> tuple[Keyphrase, ...]:
    rows = await db.execute_fetchall(
        'SELECT start, "end", score FROM keyphrases WHERE article_id = ? ORDER BY score DESC, start',
        (article,),
    )
    return tuple(Keyphrase(Span(r[0], r[1]), r[2]) for r in rows)


async def _references(db: aiosqlite.Connection, article: int, chain_of_name: dict[int, int]) -> tuple[Reference, ...]:
    rows = await db.execute_fetchall(
        'SELECT start, "end", name_id, reason FROM "references" WHERE article_id = ? ORDER BY start',
        (article,),
    )
    return tuple(Reference(Span(r[0], r[1]), chain_of_name[r[2]], r[3]) for r in rows)


async def _quotes(
    db: aiosqlite.Connection, article: int, mentions: list[tuple[Mention, int, str]], chain_of_name: dict[int, int]
) -> tuple[tuple[Quote, ...], tuple[int | None, ...]]:
    """The quotes, and the chain of each one's speaker by the rules, whatever people said."""
    rows = await db.execute_fetchall(
        'SELECT start, "end", kind, rule_id, speaker_start, speaker_end, cue_start, cue_end FROM quotes'
        ' WHERE article_id = ? ORDER BY start, "end"',
        (article,),
    )
    return await aside(len(mentions), _spoken, mentions, rows, chain_of_name)


def _spoken(
    mentions: list[tuple[Mention, int, str]], rows: Iterable[sqlite3.Row], chain_of_name: dict[int, int]
) -> tuple[tuple[Quote, ...], tuple[int | None, ...]]:
    ends = [mention.span.end for mention, _, _ in mentions]
    quotes, speakers = [], []
    for row in rows:
        speaker = None if row[4] is None else Span(row[4], row[5])
        cue = None if row[6] is None else Span(row[6], row[7])
        told = _told(mentions, bisect_right(ends, speaker.start), speaker) if speaker else ()
        named = next((index for index in told if mentions[index][1] == row[3]), None)
        quotes.append(Quote(Span(row[0], row[1]), row[2], speaker, cue, named))
        speakers.append(None if row[3] is None else chain_of_name[row[3]])
    return tuple(quotes), tuple(speakers)


def _told(mentions: list[tuple[Mention, int, str]], first: int, speaker: Span) -> Iterator[int]:
    """The mentions from `first` on that share characters with a speaker's span."""
    while first < len(mentions) and mentions[first][0].span.start < speaker.end:
        yield first
        first += 1
