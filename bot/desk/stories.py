"""Stories: the articles of a scope grouped by event, and what each of a story's articles adds to those before it."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace

from bot.desk.results import StoryFound, StoryStep, StoryTold
from bot.desk.sources import excerpt, source
from bot.store import analysis, article_marks, articles, marking, stories
from bot.store.database import Connection
from bot.store.rows import Article
from bot.store.scope import Scope
from bot.stories.groups import groups
from bot.stories.updates import updates

_LATEST = 200
"""Articles whose stories are listed when no time is given."""

_MOST_LISTED = 1_000
"""The same where a time is given."""

_TOLD = 12
"""Articles of a story that are told one by one: the first and the latest of them."""

_NAMED = 12


async def latest(db: Connection, scope: Scope, since: int | None = None) -> list[StoryFound]:
    """The stories of the latest articles in scope (from day `since` on, where it is given), the biggest first."""
    limit = _LATEST if since is None else _MOST_LISTED
    seeds = await stories.latest(db, scope, since=since, limit=limit)
    wanted = set(seeds)
    found = [story for story in await grouped(db, scope, seeds) if not wanted.isdisjoint(story)]
    newest = {article: place for place, article in enumerate(seeds)}
    found.sort(key=lambda story: (-len(story), min(newest.get(article, limit) for article in story)))
    return [StoryFound(tuple(story)) for story in found]


async def of_articles(db: Connection, scope: Scope, ids: Sequence[int]) -> StoryFound | None:
    """The story that most of these articles are on; of several the biggest, then the one whose article stands first."""
    return (await of_each(db, scope, [ids]))[0]


async def of_each(db: Connection, scope: Scope, wanted: Sequence[Sequence[int]]) -> list[StoryFound | None]:
    """For each of these lists of articles the story as `of_articles` finds it; None where there is none in scope."""
    found = await grouped(db, scope, [article for ids in wanted for article in ids])
    return [_most_of(ids, found) for ids in wanted]


async def apart(db: Connection, scope: Scope, ids: Sequence[int]) -> list[list[int]]:
    """Articles in scope parted by event, by the links between themselves alone: quicker than their whole stories."""
    linked = await stories.among(db, scope, ids)
    found = await asyncio.to_thread(groups, linked.articles, linked.links, linked.verdicts)
    return [[linked.articles[place] for place in story] for story in found]


def _most_of(ids: Sequence[int], found: Sequence[Sequence[int]]) -> StoryFound | None:
    place = {article: number for number, article in enumerate(ids)}
    found = [story for story in found if not place.keys().isdisjoint(story)]
    if not found:
        return None

    def worth(story: Sequence[int]) -> tuple[int, int, int]:
        known = [place[article] for article in story if article in place]
        return (len(known), len(story), -min(known))

    best = max(range(len(found)), key=lambda number: worth(found[number]))
    return StoryFound(tuple(found[best]))


async def alike(db: Connection, scope: Scope, story: StoryFound, *, limit: int) -> list[StoryFound]:
    """Other stories with articles that hang together with some of a story, the biggest first."""
    own = set(story.articles)
    found = [one for one in await grouped(db, scope, story.articles) if own.isdisjoint(one)]
    return [StoryFound(tuple(one)) for one in sorted(found, key=len, reverse=True)[:limit]]


async def grouped(db: Connection, scope: Scope, seeds: Sequence[int], until: int | None = None) -> list[list[int]]:
    """The stories of the articles that hang together with some; in each, first the article that names it.

    That is the one that has most in common with the others. With `until` none that was filed after that one enters.
    """
    linked = await stories.linked(db, scope, seeds, until)
    found = await asyncio.to_thread(groups, linked.articles, linked.links, linked.verdicts)
    result = []
    for story in found:
        shared = dict.fromkeys(story, 0)
        if len(story) > 1:
            for (one, other), likely in linked.links.items():
                if one in shared and other in shared:
                    shared[one] += likely
                    shared[other] += likely
        head = max(story, key=lambda place: shared[place])
        result.append([linked.articles[head], *(linked.articles[place] for place in story if place != head)])
    return result


async def headline(db: Connection, scope: Scope, story: StoryFound) -> StoryTold:
    """A story in one line: the article that names it, when it went on, how many other sources it has."""
    known = await articles.by_ids(db, scope, story.articles)
    told = _in_order([known[one] for one in story.articles if one in known])
    copies = await stories.copies(db, scope, story.articles)
    return StoryTold(known[story.articles[0]], tuple(told), copies, name=await name_of(db, scope, story.articles))


async def name_of(db: Connection, scope: Scope, articles_in_scope: Sequence[int]) -> str:
    """How somebody called the story of these articles, where this scope could read it; "" where nobody did."""
    key = await marking.secret(db, scope.guild)
    found = await article_marks.renamed(db, scope, articles_in_scope) if key else None
    if key is None or found is None:
        return ""
    entry, opener = found
    return key.unseal(entry.sealed or "", opener)


async def tell(db: Connection, scope: Scope, story: StoryFound) -> StoryTold:
    """What happened, article by article, each with what it adds to those before it; who and where."""
    known = await headline(db, scope, story)
    chosen = known.articles
    if len(chosen) > _TOLD:
        chosen = (*chosen[: _TOLD // 2], *chosen[-_TOLD // 2 :])
    read = [await analysis.load(db, article.id) for article in chosen]
    added = await asyncio.to_thread(updates, list(map(source, chosen, read)))
    steps = [
        StoryStep(article, tuple(excerpt(article, one, line) for line in lines))
        for article, one, lines in zip(chosen, read, added, strict=True)
    ]
    named = await stories.named(db, scope, [article.id for article in chosen], limit=_NAMED)
    return replace(known, steps=tuple(steps), entities=tuple(named))


def _in_order(told: Sequence[Article]) -> list[Article]:
    """By day, then by the time of posting: what is only dated was not necessarily written first."""
    return sorted(told, key=lambda one: (one.day, one.posting.posted_at, one.number))
