"""What happened when: events of entities, of topics and of days, as articles tell of them, each told once."""

import asyncio
import re
from calendar import monthrange
from collections import defaultdict
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from bot.desk.excerpts import bracketed
from bot.desk.results import Excerpt
from bot.store import articles, events
from bot.store.database import Connection
from bot.store.events import Slot, Told
from bot.store.rows import Entity, date_of, day_of
from bot.store.scope import Scope
from bot.summaries.timelines import Teller, same_events
from bot.summaries.words import content_words

Order = Literal["time", "importance"]
Fold = Literal["day", "month", "year"]

EACH = 10
"""Events on a page."""

TOPIC_ARTICLES = 40
"""Articles that the timeline of a topic is made from: those that a search finds first."""

_MOST_DAYS = 40
"""Days of a timeline in order of time that stand there one by one; of more, a month's or a year's is shown as one."""

_MOST_MONTHS = 60
"""The same of months: five years."""

_READ = 12
"""Articles that are read of one day of a timeline: the latest that tell of it."""

_READ_OF_A_DAY = 120
"""Sentences that are read of a day that is asked for by itself."""

_READ_OF_A_TOPIC = 1_500
"""Sentences that are read of a topic's articles."""

_RECEIPTS = 5
"""Articles that an event names as its sources."""


@dataclass(frozen=True, slots=True)
class Happened:
    """An event: the days that it is told of, the sentence, and which articles tell of it (the sentence's first).

    `planned`: all of them were published before. `folded`: so many other days lie in the same month or year and are
    not shown; `beside`: so many articles tell something else of the same days.
    """

    first: date
    last: date
    told: tuple[Excerpt, ...]
    articles: int
    planned: bool
    folded: int = 0
    beside: int = 0


@dataclass(frozen=True, slots=True)
class Timeline:
    """A page of events, how many rows there are in all, and what one row stands for.

    `read`: only so many sentences, of the articles filed last, were looked through, and there are more.
    """

    rows: tuple[Happened, ...]
    count: int
    fold: Fold = "day"
    read: int | None = None


@dataclass(frozen=True, slots=True)
class _Bucket:
    """Slots that one row stands for: the one that is shown, and how many others there are."""

    slot: Slot
    others: int = 0


Tell = Callable[[Slot], Awaitable[list[Told]]]


async def of_entities(db: Connection, scope: Scope, about: Sequence[Entity], order: Order, page: int) -> Timeline:
    """The timeline of an entity in scope, or of two: of what happens in sentences that name both."""
    rarer, *others = sorted(about, key=lambda entity: entity.mentions)
    other = others[0].id if others else None

    async def tell(slot: Slot) -> list[Told]:
        return await events.told_of_entity(db, scope, rarer.id, slot, limit=_READ, other=other)

    slots = await events.of_entity(db, scope, rarer.id, other)
    names = " ".join(entity.name for entity in about)
    return await _page(db, scope, slots, tell, order, page, _About(frozenset(entity.id for entity in about), names))


async def of_topic(db: Connection, scope: Scope, found: Sequence[int], topic: str, order: Order, page: int) -> Timeline:
    """The timeline of what these articles tell with a word of the topic, or in their first sentence."""
    told = await events.told_by_articles(db, scope, found, limit=_READ_OF_A_TOPIC)
    texts = await articles.texts(db, sorted({one.article for one in told}))
    stems = [re.escape(stem) for stem in content_words(topic)]
    of_topic = re.compile(rf"\b(?:{'|'.join(stems)})", re.IGNORECASE) if stems else None
    by_slot: dict[tuple[int, int], list[Told]] = defaultdict(list)
    for one in told:
        if one.lead or (of_topic and of_topic.search(texts[one.article], one.span.start, one.span.end)):
            by_slot[one.first, one.last].append(one)

    async def tell(slot: Slot) -> list[Told]:
        return by_slot[slot.first, slot.last]

    slots = [Slot(*days, len({one.article for one in kept})) for days, kept in sorted(by_slot.items())]
    return await _page(db, scope, slots, tell, order, page, _About(said=topic))


async def of_days(db: Connection, scope: Scope, first: date, last: date, page: int) -> Timeline:
    """What happened on a day, the event that most articles tell of first; or in a longer time, in order."""
    slots = await events.between(db, scope, day_of(first), day_of(last))
    if first < last:

        async def tell(slot: Slot) -> list[Told]:
            return await events.told_in(db, scope, slot, limit=_READ)

        return await _page(db, scope, slots, tell, "time", page, _About())
    told = await events.told_in(db, scope, slots[0], limit=_READ_OF_A_DAY) if slots else []
    groups = await _grouped(db, told, _About())
    count = len(groups)
    start = (min(max(page, 1), max(-(-count // EACH), 1)) - 1) * EACH
    rows = [await _row(db, scope, _Bucket(slots[0]), group) for group in groups[start : start + EACH]]
    more = len(told) == _READ_OF_A_DAY
    shown = await _bracketed(db, [row for row in rows if row], frozenset())
    return Timeline(shown, count, read=len(told) if more else None)


@dataclass(frozen=True, slots=True)
class _About:
    """What all sentences of a timeline speak of: entities, and words."""

    entities: frozenset[int] = frozenset()
    said: str = ""


async def _page(
    db: Connection, scope: Scope, slots: Sequence[Slot], tell: Tell, order: Order, page: int, about: _About
) -> Timeline:
    fold: Fold = "day"
    if order == "importance":
        buckets = _by_importance(slots)
    else:
        fold, buckets = _folded(slots)
    start = (min(max(page, 1), max(-(-len(buckets) // EACH), 1)) - 1) * EACH
    rows = []
    for bucket in buckets[start : start + EACH]:
        groups = await _grouped(db, await tell(bucket.slot), about)
        if groups and (row := await _row(db, scope, bucket, groups[0])):
            rows.append(row)
    return Timeline(await _bracketed(db, rows, about.entities), len(buckets), fold)


def _by_importance(slots: Sequence[Slot]) -> list[_Bucket]:
    return [
        _Bucket(slot) for slot in sorted(slots, key=lambda slot: (-slot.articles, slot.last - slot.first, -slot.first))
    ]


def _folded(slots: Sequence[Slot]) -> tuple[Fold, list[_Bucket]]:
    """The slots in order; where they are many, those of a month or a year as one."""
    if len(slots) <= _MOST_DAYS:
        return "day", [_Bucket(slot) for slot in slots]
    months = _together(slots, lambda day: (day.year, day.month))
    if len(months) <= _MOST_MONTHS:
        return "month", months
    return "year", _together(slots, lambda day: (day.year, 0))


def _together(slots: Iterable[Slot], key: Callable[[date], tuple[int, int]]) -> list[_Bucket]:
    """Slots by month or year, shown as the one with most articles: a day rather than a stretch of days."""
    parts: dict[tuple[int, int], list[Slot]] = defaultdict(list)
    for slot in slots:
        parts[key(date_of(slot.first))].append(slot)
    return [
        _Bucket(max(part, key=lambda slot: (slot.articles, slot.first - slot.last)), len(part) - 1)
        for _, part in sorted(parts.items())
    ]


async def _grouped(db: Connection, told: Sequence[Told], about: _About) -> list[list[tuple[Told, str]]]:
    """Sentences of one slot, with their texts, brought together by event."""
    texts = await articles.texts(db, sorted({one.article for one in told}))
    found = [(one, one.span.of(texts[one.article])) for one in told if one.article in texts]
    tellers = [Teller(one.article, text, one.entities, one.day - one.last) for one, text in found]
    groups = await asyncio.to_thread(same_events, tellers, about.entities, about.said)
    return [[found[index] for index in group] for group in groups]


async def _row(db: Connection, scope: Scope, bucket: _Bucket, group: Sequence[tuple[Told, str]]) -> Happened | None:
    """The event that a group tells of, as its first sentence does."""
    one_each: dict[int, tuple[Told, str]] = {}
    for told, text in group:
        one_each.setdefault(told.article, (told, text))
    shown = list(one_each.values())
    known = await articles.by_ids(db, scope, [told.article for told, _ in shown[:_RECEIPTS]])
    excerpts = tuple(
        Excerpt(known[told.article], told.span, text, text) for told, text in shown if told.article in known
    )
    if not excerpts:
        return None
    first, last = date_of(bucket.slot.first), date_of(bucket.slot.last)
    return Happened(
        first,
        last,
        excerpts,
        len(shown),
        all(told.day < bucket.slot.first for told, _ in shown),
        bucket.others,
        max(bucket.slot.articles - len(shown), 0),
    )


async def _bracketed(db: Connection, rows: Sequence[Happened], told: frozenset[int]) -> tuple[Happened, ...]:
    """The rows with names in brackets where what is shown needs them; `told` are the entities that it speaks of."""
    heads = [row.told[0] for row in rows]
    known = {one.article.id: one.article for one in heads}
    # What an article begins with leans on nothing, and is what most events are told by.
    wanted = [(one.article.id, one.span) for one in heads if one.span.start > 0]
    read = await bracketed(db, known, wanted, told)
    return tuple(
        replace(row, told=(read.get((one.article.id, one.span), one), *row.told[1:]))
        for row, one in zip(rows, heads, strict=True)
    )


def is_whole(first: date, last: date) -> Fold | None:
    """What calendar unit the days are: one day, a whole month or a whole year; None for any other stretch."""
    if first == last:
        return "day"
    if first.year != last.year or first.day != 1 or last.day != monthrange(last.year, last.month)[1]:
        return None
    months = last.month - first.month + 1
    return "month" if months == 1 else "year" if months == 12 else None
