"""Searching: what was typed is parsed, its entities looked up, the hits found and cut out of their articles."""

import re
from datetime import date

from bot.articles.types import Span
from bot.desk import lookup
from bot.desk.results import Excerpt, FoundArticle, SearchAnswer
from bot.search.query import Query, parse
from bot.store import articles
from bot.store.database import Connection
from bot.store.rows import Article, Entity
from bot.store.scope import Scope
from bot.store.search import Results, search

_OFFERED = 2
_AROUND = 8
_RUNS_ON, _GOES_ON = re.compile(r"[\w,;][^\S\n]*\Z"), re.compile(r"[^\S\n]*[\w,;(]")
_ENDS = ".!?…:\"'”’»)"
"""What stands before, behind and at the end of a stretch tells whether it is cut out of a sentence."""

_REPEATED = 60
"""Characters of a name typed that a note repeats."""


async def find(db: Connection, scope: Scope, typed: str, *, today: date, limit: int, offset: int = 0) -> SearchAnswer:
    """A page of the articles in scope that answer a query, best first."""
    query = parse(typed, today)
    named, unknown = await _entities(db, scope, query)
    notes = [*query.problems, *unknown]
    if unknown or query.empty:
        return SearchAnswer((), "0", tuple(notes), empty=query.empty)
    ids = [entity.id for entity in named]
    results = await search(db, scope, query, limit=limit, offset=offset, entity_ids=ids)
    if results.note:
        notes.append(results.note)
    return SearchAnswer(await _hits(db, scope, results), results.counted, tuple(notes), tuple(named), results.total)


async def _entities(db: Connection, scope: Scope, query: Query) -> tuple[list[Entity], list[str]]:
    """The entity that each `entity:` filter means (the likeliest where several bear the name), and what is unknown."""
    named, unknown = [], []
    for typed in query.entities:
        found = await lookup.entity(db, scope, typed)
        if found.exact:
            named.append(found.exact[0])
        else:
            near = " or ".join(f"“{one.name}”" for one in found.near[:_OFFERED])
            unknown.append(f"No “{typed[:_REPEATED]}” is known here." + (f" Did you mean {near}?" if near else ""))
    return named, unknown


async def _hits(db: Connection, scope: Scope, results: Results) -> tuple[FoundArticle, ...]:
    ids = [hit.article for hit in results.hits]
    known = await articles.by_ids(db, scope, ids)
    texts = await articles.texts(db, list(known))
    hits = []
    for hit in results.hits:
        if article := known.get(hit.article):
            spans = [Span(start, end) for _, start, end in hit.spans]
            hits.append(FoundArticle(article, tuple(excerpt(article, span, texts[article.id]) for span in spans)))
    return tuple(hits)


def excerpt(article: Article, span: Span, text: str) -> Excerpt:
    """A stretch as it stands; where it begins or ends within a sentence, marks show that."""
    said = span.of(text)
    before = "… " if _RUNS_ON.search(text[max(0, span.start - _AROUND) : span.start]) else ""
    after = " …" if said[-1:] not in _ENDS and _GOES_ON.match(text, span.end) else ""
    return Excerpt(article, span, said, f"{before}{said}{after}")
