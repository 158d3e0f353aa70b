"""Searching the articles of a scope: which have the words, how many there are, and the best of them with snippets."""

import asyncio
import itertools
import json
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

import aiosqlite

from bot.search import candidates, ranking
from bot.search.candidates import Found, Listed
from bot.search.expression import all_of, any_of, telling
from bot.search.matching import Matcher
from bot.search.query import Query, Term
from bot.search.ranking import Document, Weighted
from bot.search.snippets import snippets
from bot.search.variants import variants
from bot.store.rows import day_of
from bot.store.scope import IN_SCOPE, NOT_BANNED, Scope

NEWEST = 1_000
"""Where more articles match, the newest so many are ranked, and the answer says so: BM25 over all costs too much."""

ENOUGH = 10
"""Where fewer articles than this have all the words of a plain query, those with fewer words follow."""

SHORTLIST = 300
"""Articles that are read for ranking; more are thinned out at a glance, or by the words that they have."""

POOL = 600
"""Candidates with some of the words among which the shortlist is sought."""

SAMPLE = 250
"""Articles with one word that its rarity is judged by; where there are fewer, it is counted."""

TELLING_WORDS = 5
"""Where a query has more words, the longest so many are looked for first: together they are seldom anywhere."""

GLANCED = 1_200
"""Characters of an article that decide at a glance whether it is read."""

READ = 10_000
"""Characters of an article that its rank is judged by."""

MOST_COUNTED = 20_000
"""Articles of a scope that are counted: what a word is worth against another hardly changes beyond."""

_BEYOND = 1 << 62
"""Above every id."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One found article. `spans` are (article, start, end) in its stored text, to be sliced by whoever prints them."""

    article: int
    number: int
    external_id: str
    title: str | None
    score: float
    spans: tuple[tuple[int, int, int], ...]


@dataclass(frozen=True, slots=True)
class Results:
    """An answer: the hits of one page, and what was found in all. `total` is a lower bound unless `exact`."""

    hits: tuple[Hit, ...] = ()
    total: int = 0
    exact: bool = True
    note: str | None = None

    @property
    def counted(self) -> str:
        """The number of articles found, in words: "12", "more than 2,000"."""
        return f"{self.total:,}" if self.exact else f"more than {self.total:,}"


@dataclass(frozen=True, slots=True)
class _Ask:
    """One search under way: the snapshot, and what an article must fulfil beside its words, as SQL over `{id}`."""

    db: aiosqlite.Connection
    filters: str
    values: dict[str, object]

    async def rows(self, sql: str, **values: object) -> list[tuple[Any, ...]]:
        """The rows of a statement, with the parameters of the scope and the filters beside its own."""
        return [tuple(row) for row in await self.db.execute_fetchall(sql, self.values | values)]

    async def matching(self, match: str, most: int) -> list[int]:
        """The ids of the newest articles that match and pass the filters, newest first."""
        [found] = await self.lists([match], most, filtered=True)
        return found

    async def lists(self, matches: Sequence[str], most: int, *, filtered: bool) -> list[list[int]]:
        """For each expression the ids of the newest articles of the scope that match it, newest first; in one go."""
        where = (self.filters if filtered else _SEEN).format(id="article_index.rowid")
        each = """
            SELECT * FROM (SELECT {n}, rowid FROM article_index WHERE article_index MATCH :match{n} AND {where}
                           ORDER BY rowid DESC LIMIT :most)
        """
        sql = " UNION ALL ".join(each.format(n=n, where=where) for n in range(len(matches)))
        found: list[list[int]] = [[] for _ in matches]
        for n, article in await self.rows(sql, most=most, **{f"match{n}": match for n, match in enumerate(matches)}):
            found[n].append(article)
        return [sorted(ids, reverse=True) for ids in found]


async def search(
    db: aiosqlite.Connection,
    scope: Scope,
    query: Query,
    *,
    limit: int,
    offset: int = 0,
    entity_ids: Sequence[int] | None = None,
    among: Sequence[int] | None = None,
) -> Results:
    """The articles of `scope` that answer `query`, best first, from `offset` on; only those `among`, where given.

    `entity_ids` are what the query's `entity:` filters were resolved to: a hit names each of them. A query with such
    filters and no ids finds nothing: whoever it asked for is not known.
    Nothing that is returned depends on an article outside the scope: not a hit, not its place, not a number.
    Run it inside one snapshot (`Database.reading`), since it takes several statements.
    """
    if query.empty or (query.entities and not entity_ids):
        return Results()
    posted = await _channels(db, scope, query)
    if not posted:
        return Results(note=_no_channel(query))
    ask = _Ask(db, *_filters(scope, query, posted, await _audiences(db, scope, posted), entity_ids or ()))
    if among is not None:
        ask = _Ask(db, f"{ask.filters} AND {_AMONG}", ask.values | {"among": json.dumps(list(among))})
    terms = telling(query)
    if not terms:
        return await _newest(ask, query, limit, offset)
    found = await _candidates(ask, query, terms)
    if not found.ids:
        return Results()
    known = zip(terms, found.weights, found.since, strict=True)
    weighted = [Weighted(Matcher(term), weight, since) for term, weight, since in known]
    ranked = await _ranked(ask, found, weighted)
    seen = {article for article, _ in ranked}
    ranked += [(article, 0.0) for article in found.ids if article not in seen]
    hits = await _hits(ask, ranked[offset : offset + limit], weighted)
    return Results(tuple(hits), found.total, found.exact, found.note)


async def _newest(ask: _Ask, query: Query, limit: int, offset: int) -> Results:
    """What the filters leave, newest first: there is nothing to rank by."""
    where = ask.filters.format(id="articles.id")
    unwanted = (
        "AND id NOT IN (SELECT rowid FROM article_index WHERE article_index MATCH :match)" if query.without else ""
    )
    sql = f"""
        SELECT id FROM articles INDEXED BY articles_by_audience
        WHERE audience_id IN {_AUDIENCES} AND {where} {unwanted} ORDER BY id DESC LIMIT :most
    """
    ids = [row[0] for row in await ask.rows(sql, match=any_of(query.without), most=NEWEST + 1)]
    page = [(article, 0.0) for article in ids[:NEWEST][offset : offset + limit]]
    return Results(tuple(await _hits(ask, page, [])), min(len(ids), NEWEST), len(ids) <= NEWEST)


async def _channels(db: aiosqlite.Connection, scope: Scope, query: Query) -> list[int]:
    """The channels that a hit may have been posted in: those of the scope, or those of them that `in:` names."""
    wanted = {name.casefold() for name in query.channels}
    rows = await db.execute_fetchall("SELECT id, name FROM channels WHERE guild_id = ?", (scope.guild,))
    return [
        row[0]
        for row in rows
        if (scope.channels is None or row[0] in scope.channels)
        and (not wanted or str(row[0]) in wanted or row[1].casefold() in wanted)
    ]


def _no_channel(query: Query) -> str | None:
    named = " or ".join(f"“{name}”" for name in query.channels)
    return f"There is no channel {named} here." if named else None


async def _audiences(db: aiosqlite.Connection, scope: Scope, posted: Sequence[int]) -> list[int]:
    """The audiences of the scope that one of these channels is in."""
    sql = f"""
        SELECT DISTINCT audience_id FROM audience_channels
        WHERE channel_id IN (SELECT value FROM json_each(:posted)) AND audience_id IN {IN_SCOPE}
    """
    return [row[0] for row in await db.execute_fetchall(sql, scope.bind() | {"posted": json.dumps(posted)})]


_AUDIENCES = "(SELECT value FROM json_each(:audiences))"

_SEEN = f"""EXISTS (
    SELECT 1 FROM articles AS seen INDEXED BY articles_seen
    WHERE seen.id = {{id}} AND +seen.audience_id IN {_AUDIENCES})"""
"""In scope: one look into an index that holds both columns. The `+` keeps SQLite from one look for each audience."""

_AMONG = "{id} IN (SELECT value FROM json_each(:among))"

_NAMED = """{{id}} + 0 IN (
    SELECT appearances.article_id FROM names CROSS JOIN appearances ON appearances.name_id = names.id
    WHERE names.entity_id = :{name} AND appearances.audience_id IN {scope} AND {shown})"""

_DATED = """{{id}} + 0 IN (SELECT id FROM articles WHERE audience_id IN {scope} AND day {compared} :{name})"""

_FILED_UNDER = """{{id}} + 0 IN (
    SELECT id FROM articles INDEXED BY articles_by_section WHERE guild_id = :guild AND section IS NOT NULL
    AND lower(section) IN (SELECT lower(value) FROM json_each(:sections)))"""

_FROM = """EXISTS (
    SELECT 1 FROM json_each(:sources) AS source WHERE EXISTS (
        SELECT 1 FROM postings WHERE postings.article_id = {id}
        AND +postings.channel_id IN (SELECT value FROM json_each(:posted))
        AND instr(lower(postings.author), lower(source.value)))
    OR EXISTS (
        SELECT 1 FROM articles AS a WHERE a.id = {id} AND (
            instr(lower(a.byline), lower(source.value))
            OR instr(lower(substr(a.url, 1, 8 + instr(substr(a.url, 9) || '/', '/'))), lower(source.value)))))"""
"""An author or by-line with this in it, or a site: the first eight characters of an address end behind "https://"."""


def _filters(
    scope: Scope, query: Query, posted: Sequence[int], audiences: Sequence[int], entities: Sequence[int]
) -> tuple[str, dict[str, object]]:
    """The scope and the filters as SQL over `{id}`, with their parameters."""
    clauses = [_SEEN]
    values = scope.bind() | {"posted": json.dumps(posted), "audiences": json.dumps(audiences)}
    for number, entity in enumerate(entities):
        clauses.append(_NAMED.format(name=f"entity{number}", scope=IN_SCOPE, shown=NOT_BANNED))
        values[f"entity{number}"] = entity
    for name, compared, day in (("before", "<", query.before), ("after", ">", query.after)):
        if day is not None:
            clauses.append(_DATED.format(name=name, compared=compared, scope=IN_SCOPE))
            values[name] = day_of(day)
    if query.sections:
        clauses.append(_FILED_UNDER.format())
        values["sections"] = json.dumps(query.sections)
    if query.sources:
        clauses.append(_FROM)
        values["sources"] = json.dumps(query.sources)
    return " AND ".join(clauses), values


async def _candidates(ask: _Ask, query: Query, terms: Counter[Term]) -> Found:
    """All words first; where that finds too little for a plain query, whatever has some of them."""
    ids = [] if await _is_apart(ask, query, terms) else await ask.matching(all_of(query, terms), NEWEST + 1)
    short = query.plain and len(terms) > 1 and len(ids) < ENOUGH
    if not ids and not short:
        return Found()
    matches = [any_of(variants(term)) for term in terms]
    samples = await ask.lists(matches, SAMPLE, filtered=short) if len(terms) > 1 else []
    common = await _commonness(ask, samples)
    weights = candidates.weights(common.articles, common.among, list(terms.values())) if samples else [1.0]
    if short:
        lists = await _draw_out(ask, matches, samples, common.articles)
        return candidates.with_fewer(ids, lists, weights, common.among, NEWEST, SHORTLIST)
    return candidates.with_all(ids, len(terms), weights, NEWEST, all_in_each=not query.groups)


async def _is_apart(ask: _Ask, query: Query, terms: Counter[Term]) -> bool:
    """Whether no article can have all of many words, since none has even the longest of them.

    The index goes through the lists of all its words in step, those of the common words too; long words are seldom so.
    """
    if not query.plain or len(terms) <= TELLING_WORDS:
        return False
    longest = sorted(terms, key=lambda term: len(" ".join(term.words)), reverse=True)[:TELLING_WORDS]
    return not await ask.matching(" AND ".join(any_of(variants(term)) for term in longest), 1)


@dataclass(frozen=True, slots=True)
class _Commonness:
    """In how many articles of the scope each term is, and how many articles there are."""

    articles: list[float]
    among: int


async def _commonness(ask: _Ask, samples: Sequence[Sequence[int]]) -> _Commonness:
    """Counted where a sample is whole, else drawn out from the newest part of the scope, which it covers."""
    if not samples:
        return _Commonness([], 0)
    whole = 0
    counted = await _counted(ask, {whole, *(sample[-1] for sample in samples if len(sample) == SAMPLE)})
    among = counted[whole]
    drawn = [among / max(1, counted[s[-1]]) if len(s) == SAMPLE else 1.0 for s in samples]
    return _Commonness([len(sample) * times for sample, times in zip(samples, drawn, strict=True)], among)


async def _counted(ask: _Ask, oldest: Collection[int]) -> dict[int, int]:
    """How many articles of the scope there are from each of these ids on, each article being counted once."""
    borders = sorted(oldest, reverse=True)
    sql = f"""
        SELECT (SELECT count(*) FROM (
            SELECT 1 FROM articles WHERE audience_id IN {_AUDIENCES}
            AND id >= since.value ->> 0 AND id < since.value ->> 1 LIMIT :most))
        FROM json_each(:borders) AS since ORDER BY since.key
    """
    pairs = list(zip(borders, [_BEYOND, *borders], strict=False))
    rows = await ask.rows(sql, borders=json.dumps(pairs), most=MOST_COUNTED)
    sums = itertools.accumulate(int(row[0]) for row in rows)
    return dict(zip(borders, (min(number, MOST_COUNTED) for number in sums), strict=True))


async def _draw_out(
    ask: _Ask, matches: Sequence[str], samples: Sequence[Sequence[int]], articles: Sequence[float]
) -> list[Listed]:
    """The lists of the words; those of the rarest are lengthened first, until there are candidates enough."""
    lists = [Listed(ids, len(ids) < SAMPLE, common) for ids, common in zip(samples, articles, strict=True)]
    pool = set().union(*samples)
    for number in sorted(range(len(lists)), key=lambda number: articles[number]):
        if len(pool) >= POOL:
            break
        if not lists[number].whole:
            ids = await ask.matching(matches[number], POOL)
            lists[number] = Listed(ids, len(ids) < POOL, articles[number])
            pool.update(ids)
    return lists


async def _ranked(ask: _Ask, found: Found, terms: Sequence[Weighted]) -> list[tuple[int, float]]:
    """The candidates that are worth reading with their scores, best first: many of them only glanced at."""
    ids, others = list(found.has), list[int]()
    if len(ids) > SHORTLIST:
        glimpses = [(row[0], f"{row[1]}\n{row[2]}") for row in await _texts(ask, ids, GLANCED)]
        ids = await asyncio.to_thread(ranking.glance, glimpses, terms)
        ids, others = ids[:SHORTLIST], ids[SHORTLIST:]
    documents = [Document(*row, found.has[row[0]]) for row in await _texts(ask, ids, READ)]
    return await asyncio.to_thread(ranking.rank, documents, terms) + [(article, 0.0) for article in others]


async def _texts(ask: _Ask, ids: Sequence[int], read: int) -> list[tuple[int, str, str]]:
    """Candidates with their titles and the first `read` characters of their texts."""
    sql = f"""
        SELECT id, coalesce(title, ''), substr(text, 1, :read) FROM articles
        WHERE id IN (SELECT value FROM json_each(:ids)) AND +audience_id IN {_AUDIENCES}
    """
    return [(row[0], row[1], row[2]) for row in await ask.rows(sql, read=read, ids=json.dumps(ids))]


async def _hits(ask: _Ask, page: Sequence[tuple[int, float]], terms: Sequence[Weighted]) -> list[Hit]:
    """The page in its order, with what it shows: read for these few alone."""
    ids = json.dumps([article for article, _ in page])
    sql = f"""
        SELECT id, number, external_id, title, text FROM articles
        WHERE id IN (SELECT value FROM json_each(:ids)) AND +audience_id IN {_AUDIENCES}
    """
    rows = {row[0]: row for row in await ask.rows(sql, ids=ids)}
    sentences: dict[int, list[tuple[int, int]]] = {}
    spans = """
        SELECT article_id, start, "end" FROM sentences
        WHERE article_id IN (SELECT value FROM json_each(:ids)) ORDER BY article_id, start
    """
    for article, start, end in await ask.rows(spans, ids=ids):
        sentences.setdefault(article, []).append((start, end))

    def hit(article: int, score: float) -> Hit:
        _, number, external, title, text = rows[article]
        shown = snippets(text, sentences.get(article, []), terms)
        return Hit(article, number, external, title, score, tuple((article, *span) for span in shown))

    return await asyncio.to_thread(lambda: [hit(article, score) for article, score in page if article in rows])
