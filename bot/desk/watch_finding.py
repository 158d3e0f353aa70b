"""What a watch is about: made from what somebody typed, and found again in articles within what its reader may read."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from bot.articles.types import Span
from bot.desk import lookup
from bot.desk.excerpts import bracketed
from bot.desk.results import Excerpt, Found
from bot.identity.types import NameId
from bot.search.anchors import anchors, strict
from bot.search.query import parse
from bot.store import articles, entities, numbers, quotes, search, watches
from bot.store.database import Connection
from bot.store.numbers import NumberSeen
from bot.store.rows import Article, Entity, Sighting
from bot.store.scope import Scope
from bot.store.watches import Sort, Watch

_BEFORE = 100
"""The latest articles on a name whose numbers are known ones."""

_OF_ONE = re.compile(r"(quotes by|numbers (?:on|of|about))\s+(.+)", re.IGNORECASE)
_PAIR = re.compile(r"(.+?)\s+(?:with|and)\s+(.+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Subject:
    """What may be watched: entities, a search, or neither where there is no word to look for.

    `asked` is how it is shown and stored; `unclear` is what was typed for a name that several bear.
    """

    asked: str
    entities: tuple[Entity, ...] = ()
    names: tuple[NameId, ...] = ()
    stems: tuple[str, ...] = ()
    unclear: Found | None = None
    sort: Sort = "names"

    @property
    def empty(self) -> bool:
        """Whether there is nothing to look for."""
        return not (self.names or self.stems or self.unclear)


@dataclass(frozen=True, slots=True)
class Hit:
    """An article that a watch is about, with the stretch of it that says so; None where only the title does."""

    article: Article
    excerpt: Excerpt | None


async def subject(db: Connection, scope: Scope, typed: str, today: date) -> Subject:
    """What somebody means by what they typed: a name, two names with each other, quotes or numbers, else a search."""
    if of_one := _OF_ONE.fullmatch(typed.strip()):
        told_of = (await lookup.entity(db, scope, of_one[2])).one
        if told_of:
            of = await _of_entities(db, [told_of])
            sort: Sort = "quotes" if of_one[1].casefold().startswith("quotes") else "numbers"
            return replace(of, asked=f"{of_one[1].casefold()} {of.asked}", sort=sort)
    one = await lookup.entity(db, scope, typed)
    if one.one and not one.part:
        return await _of_entities(db, [one.one])
    if len(one.exact) > 1:
        return Subject(typed, unclear=one)
    if pair := _PAIR.fullmatch(typed.strip()):
        both = [await lookup.entity(db, scope, part) for part in pair.groups()]
        known = [found.one for found in both if found.one and not found.part]
        if len(known) == len(both) and known[0].id != known[1].id:
            return await _of_entities(db, known)
    query = parse(typed, today)
    named = []
    for name in query.entities:
        found = await lookup.entity(db, scope, name)
        if found.exact and (key := await watches.name_of(db, found.exact[0].id)):
            named.append(key)
    stems = tuple(sorted(anchors(query)))
    return Subject(typed.strip(), stems=stems, names=() if stems else tuple(named), sort="search")


async def _of_entities(db: Connection, found: Sequence[Entity]) -> Subject:
    names = [await watches.name_of(db, entity.id) for entity in found]
    asked = " with ".join(entity.name for entity in found)
    return Subject(asked, tuple(found), tuple(name for name in names if name))


async def hits(db: Connection, scope: Scope, watch: Watch, ids: Sequence[int], today: date) -> list[Hit]:
    """Which of these articles a watch is about, within a scope, in the order of filing."""
    known = await articles.by_ids(db, scope, ids)
    if not known:
        return []
    texts = await articles.texts(db, list(known))
    match watch.sort:
        case "search":
            found = await _searched(db, scope, watch, list(known), today)
        case "quotes":
            found = await _quoted(db, watch, list(known))
        case "numbers":
            found = await _counted(db, scope, watch, list(known))
        case "names":
            found = await _named(db, watch, list(known))
    if watch.sort == "search":
        read = {(one, span): Excerpt.plain(known[one], span, texts[one]) for one, span in found.items() if span}
    else:
        read = await bracketed(db, known, [(one, span) for one, span in found.items() if span], ())
    return [
        Hit(known[one], read.get((one, span)) if span else None)
        for one, span in sorted(found.items(), key=lambda item: item[0])
    ]


async def _searched(
    db: Connection, scope: Scope, watch: Watch, ids: Sequence[int], today: date
) -> dict[int, Span | None]:
    query = strict(parse(watch.asked, today))
    meant = [await lookup.entity(db, scope, name) for name in query.entities]
    if not all(found.exact for found in meant):
        return {}
    entity_ids = [found.exact[0].id for found in meant]
    results = await search.search(db, scope, query, limit=len(ids), entity_ids=entity_ids, among=ids)
    return {hit.article: Span(*hit.spans[0][1:]) if hit.spans else None for hit in results.hits}


async def _named(db: Connection, watch: Watch, ids: Sequence[int]) -> dict[int, Span | None]:
    """The articles that mention all of the names, and the sentence with most of them, before others one that stands."""
    wanted = await watches.entities_of(db, watch.guild, watch.names)
    if wanted is None:
        return {}
    seen = [await entities.sightings(db, entity, ids) for entity in wanted]
    there = set.intersection(*({one.article for one in sightings} for sightings in seen))
    found: dict[int, Span | None] = {}
    for article in there:
        here = [one for sightings in seen for one in sightings if one.article == article]
        best = max(here, key=lambda one: (_together(one, seen), one.closed, -one.sentence.start))
        found[article] = best.sentence
    return found


async def _quoted(db: Connection, watch: Watch, ids: Sequence[int]) -> dict[int, Span | None]:
    """The articles that quote the name, and the sentence with the first quote."""
    wanted = await watches.entities_of(db, watch.guild, watch.names)
    found: dict[int, Span | None] = {}
    for quote in await quotes.in_articles(db, ids):
        if wanted and quote.entity in wanted:
            found.setdefault(quote.article, quote.sentence)
    return found


async def _counted(db: Connection, scope: Scope, watch: Watch, ids: Sequence[int]) -> dict[int, Span | None]:
    """The articles with a number on the name that no earlier article in scope has, and the sentence that claims it."""
    wanted = await watches.entities_of(db, watch.guild, watch.names)
    if not wanted:
        return {}
    before = [one for one in await entities.latest_articles(db, scope, wanted[0], limit=_BEFORE) if one < min(ids)]
    seen = await numbers.claimed(db, [*before, *ids], entity=wanted[0])
    known = {_figure(one) for one in seen if one.article not in ids}
    found: dict[int, Span | None] = {}
    for one in seen:
        if one.article in ids and _figure(one) not in known:
            found.setdefault(one.article, one.sentence)
    return found


def _figure(seen: NumberSeen) -> tuple[str, str | None, float]:
    return (seen.claim.theme, seen.claim.unit, seen.claim.value)


def _together(sighting: Sighting, seen: Sequence[Sequence[Sighting]]) -> int:
    """How many of the names a sentence holds."""
    place = (sighting.article, sighting.sentence)
    return sum(any((one.article, one.sentence) == place for one in sightings) for sightings in seen)
