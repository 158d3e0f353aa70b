"""Reading back whom articles name and mean, several at once: texts, sentences, names, and what stands for names."""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import aiosqlite

from bot.articles.types import Span
from bot.extraction.types import Extraction, Mention, Pronoun, Sentence
from bot.identity.types import Chain, Link, Reference, Resolution
from bot.store.aside import aside
from bot.store.rows import Analysis

Seen = tuple[Mention, int, str]
"""A mention with its name and the reason for it."""


@dataclass(frozen=True, slots=True)
class Resolved:
    """What `read` gives of an article, its mentions with their names, and which chain each name's is."""

    analysis: Analysis
    mentions: list[Seen]
    chain_of_name: dict[int, int]


async def read(db: aiosqlite.Connection, articles: Sequence[int]) -> dict[int, Resolved]:
    """Articles that the caller has found in scope, without roles, key phrases, dates and quotes."""
    sentences, mentions, chains, references, pronouns = [await _rows(db, sql, articles) for sql in _ROWS]
    found = {}
    for article, title, text in await db.execute_fetchall(_TEXTS, (json.dumps(list(articles)),)):
        rows = (sentences[article], mentions[article], chains[article], references[article], pronouns[article])
        found[article] = await aside(len(rows[1]), _resolved, article, title, text, *rows)
    return found


_TEXTS = "SELECT id, title, text FROM articles WHERE id IN (SELECT value FROM json_each(?))"

_IS_BANNED = "EXISTS (SELECT 1 FROM banned WHERE banned.name_id = names.id)"

_ROWS = tuple(
    f"SELECT article_id, {columns} FROM json_each(?) AS wanted CROSS JOIN {table} ON {joined}article_id = wanted.value"
    f" ORDER BY article_id{order}"
    for columns, table, joined, order in (
        ('start, "end", paragraph, words, opening, leans_start, leans_end, quoted', "sentences", "", ", start"),
        ('start, "end", mentions.kind, sentence, name_id, reason', "mentions", "", ", start"),
        (
            f"names.id, names.key, names.kind, names.entity_id, appearances.start, {_IS_BANNED}",
            "appearances CROSS JOIN names",
            "names.id = name_id AND ",
            "",
        ),
        ('start, "end", name_id, reason', '"references"', "", ", start"),
        ('start, "end", gender, sentence, possessive, subject', "pronouns", "", ", start"),
    )
)


async def _rows(db: aiosqlite.Connection, sql: str, articles: Sequence[int]) -> defaultdict[int, list[sqlite3.Row]]:
    """The rows of each article."""
    found: defaultdict[int, list[sqlite3.Row]] = defaultdict(list)
    for row in await db.execute_fetchall(sql, (json.dumps(list(articles)),)):
        found[row[0]].append(row)
    return found


def _resolved(article: int, title: str | None, text: str, *rows: list[sqlite3.Row]) -> Resolved:
    sentences, mentioned, named, referred, pronouns = rows
    mentions: list[Seen] = [(Mention(Span(r[1], r[2]), r[3], r[4]), r[5], r[6]) for r in mentioned]
    chains, entities, chain_of_name = _linked(mentions, named)
    banned = frozenset(chain_of_name[row[1]] for row in named if row[6])
    extraction = Extraction(
        sentences=tuple(
            Sentence(Span(r[1], r[2]), r[3], r[4], r[5], None if r[6] is None else Span(r[6], r[7]), bool(r[8]))
            for r in sentences
        ),
        mentions=tuple(mention for mention, _, _ in mentions),
        pronouns=tuple(Pronoun(Span(r[1], r[2]), r[3], r[4], bool(r[5]), bool(r[6])) for r in pronouns),
    )
    references = tuple(Reference(Span(r[1], r[2]), chain_of_name[r[3]], r[4]) for r in referred)
    resolution = Resolution(tuple(chains), references)
    made = Analysis(article, title, text, extraction, resolution, tuple(entities), banned)
    return Resolved(made, mentions, chain_of_name)


def _linked(mentions: list[Seen], rows: Iterable[sqlite3.Row]) -> tuple[list[Chain], list[int], dict[int, int]]:
    """The chains, the entity of each, and which chain each name's is."""
    links: dict[int, list[Link]] = defaultdict(list)
    at: dict[int, int] = {}
    for index, (mention, name, reason) in enumerate(mentions):
        links[name].append(Link(index, reason))
        at[mention.span.start] = index
    chains, entities, chain_of_name = [], [], {}
    # As identity orders them: by their first mentions.
    for index, row in enumerate(sorted(rows, key=lambda row: links[row[1]][0].mention)):
        _, name, key, kind, entity, head, _ = row
        chains.append(Chain(key, kind, at[head], tuple(links[name])))
        entities.append(entity)
        chain_of_name[name] = index
    return chains, entities, chain_of_name
