"""Summaries of stored articles: of one, of an entity's latest, of what a search finds.

They are made in threads: a long article takes some tenths of a second, and the event loop must go on.
"""

import asyncio
from collections.abc import Sequence
from datetime import date
from typing import Literal

from bot.articles.intake import word_count
from bot.desk.order import groups_last
from bot.desk.results import Summary
from bot.desk.sources import excerpt, source
from bot.desk.stories import grouped
from bot.search.query import Query, Term, outside
from bot.store import analysis, articles, entities, pastes, search, stories
from bot.store.database import Connection
from bot.store.names import keys_of
from bot.store.rows import Article, Entity, Posting, day_of
from bot.store.scope import Scope
from bot.summaries.choose import summarise
from bot.summaries.facts import differing
from bot.summaries.types import About, Length

Size = Literal["line", "short", "long"]

SENTENCES: dict[Size, int] = {"line": 1, "short": 3, "long": 8}
"""The lengths that readers ask for by name."""

_ARTICLES_READ = 12
"""The latest articles that a summary over several is made from."""

_LATEST = 200
"""The latest articles that those of some days are picked from."""

_NAMES = 8
_NAMES_READ = 24
_KEYPHRASES = 6


async def of_article(db: Connection, scope: Scope, article: Article, length: Length) -> Summary:
    """The summary of one article that the caller found in scope, with its names and keyphrases."""
    read = await analysis.load(db, article.id)
    lines = await asyncio.to_thread(summarise, [source(article, read)], length)
    phrases = [k.span.line(read.text) for k in read.extraction.keyphrases[:_KEYPHRASES]]
    return Summary(
        (article,),
        tuple(excerpt(article, read, line) for line in lines),
        len(read.extraction.sentences),
        groups_last(await entities.in_article(db, scope, article.id, limit=_NAMES_READ), lambda one: one, _NAMES),
        tuple(phrases),
        await asyncio.to_thread(word_count, read.text),
        await _again(db, scope, article),
    )


async def _again(db: Connection, scope: Scope, article: Article) -> tuple[Posting, ...]:
    """Where else an article was posted, as far as the scope reaches: of a long paste its first message alone."""
    posted = await articles.postings(db, scope, article.id)
    if len(posted) < 2:
        return ()
    more = await pastes.later_parts(db, {(one.channel, one.message) for one in posted})
    first = (article.posting.channel, article.posting.message)
    found = {key: one for one in posted if (key := (one.channel, one.message)) not in more and key != first}
    return tuple(found.values())


async def of_articles(
    db: Connection, scope: Scope, ids: Sequence[int], length: Length, about: About | None = None
) -> Summary:
    """One summary over several articles, its lines in the order of their days; those outside the scope do not enter."""
    known = await articles.by_ids(db, scope, ids[:_ARTICLES_READ])
    listed = [known[i] for i in ids if i in known]
    read = [await analysis.load(db, article.id) for article in listed]
    sources = list(map(source, listed, read))
    lines = await asyncio.to_thread(summarise, sources, length, about)
    in_time = sorted(lines, key=lambda line: (listed[line.source].day, line.source))
    return Summary(
        tuple(listed),
        tuple(excerpt(listed[line.source], read[line.source], line) for line in in_time),
        sum(len(one.extraction.sentences) for one in read),
        differ=differing(sources, lines),
    )


async def of_entity(db: Connection, scope: Scope, entity: Entity, length: Length) -> Summary:
    """What the latest articles say about an entity that the caller found in scope."""
    latest = await entities.latest_articles(db, scope, entity.id, limit=_ARTICLES_READ)
    return await of_articles(db, scope, latest, length, await about(db, entity, ""))


async def mentioning(
    db: Connection, scope: Scope, named: Sequence[Entity], days: tuple[date, date] | None = None, words: str = ""
) -> list[int]:
    """The articles of some days (of any, when None) that mention all of some entities, the latest first.

    With words, those that have them, the best first; where none has, the latest again.
    """
    if days is None and not words and len(named) == 1:
        return await entities.latest_articles(db, scope, named[0].id, limit=_ARTICLES_READ)
    after, before = outside(*days) if days else (None, None)
    terms = tuple(Term((word,)) for word in words.split())
    query = Query(words, words=terms, entities=tuple(one.name for one in named), after=after, before=before)
    ids = [one.id for one in named]
    found = await search.search(db, scope, query, limit=_ARTICLES_READ, entity_ids=ids)
    if not found.hits and words:
        return await mentioning(db, scope, named, days)
    return [hit.article for hit in found.hits]


async def told_most(db: Connection, scope: Scope, days: tuple[date, date] | None) -> list[int]:
    """An article for each of the biggest stories of some days (of the latest, when None), the biggest first."""
    since, until = map(day_of, days) if days else (None, None)
    there = await stories.latest(db, scope, since=since, until=until, limit=_LATEST)
    place = {article: number for number, article in enumerate(there)}
    found = [[one for one in story if one in place] for story in await grouped(db, scope, there)]
    told = sorted(
        (story for story in found if story), key=lambda story: (-len(story), min(map(place.__getitem__, story)))
    )
    return [story[0] for story in told[:_ARTICLES_READ]]


async def about(db: Connection, entity: Entity | None, words: str) -> About:
    """What a summary is to be about: an entity that the caller found in scope, else words."""
    return About(keys=frozenset(await keys_of(db, entity.id))) if entity else About(words=words)
