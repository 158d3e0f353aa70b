"""Slots: what is new within a window, one for each story, each with the sentence that tells most of it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from bot.desk import stories, summaries
from bot.desk.results import Excerpt
from bot.store import articles, news
from bot.store.database import Connection
from bot.store.news import Window
from bot.store.rows import Article
from bot.store.scope import Scope
from bot.summaries.types import Length

MOST_READ = 500
"""Articles of a window that are grouped: its latest."""

_TOLD_FROM = 4
"""The latest articles of a slot, of which one sentence is chosen."""


@dataclass(frozen=True, slots=True)
class Slot:
    """The new articles on one story, by their ids, the latest first; whether there were articles on it before."""

    articles: tuple[int, ...]
    goes_on: bool = False


@dataclass(frozen=True, slots=True)
class SlotTold:
    """A slot as it is shown: its articles, the latest first, and a sentence of one of them; None where none has any.

    `head` is the article that names it: that of the sentence; `name` is what somebody called its story.
    """

    head: Article
    articles: tuple[Article, ...]
    line: Excerpt | None
    goes_on: bool = False
    name: str = ""


@dataclass(frozen=True, slots=True)
class News:
    """The slots of a window, the biggest first; `read` counts their articles, `whole` says that these are all."""

    slots: tuple[Slot, ...]
    read: int
    whole: bool = True


def slots(fresh: Sequence[int], groups: Collection[Sequence[int]]) -> list[Slot]:
    """A slot for each story that new articles (the latest first) are on: the biggest first, then the latest.

    `groups` are the articles of each story, others too; an article in none of them is a story of its own.
    """
    place = {article: number for number, article in enumerate(fresh)}
    grouped = {article for group in groups for article in group}
    found = [
        Slot(tuple(sorted(place.keys() & set(group), key=place.__getitem__)), any(one not in place for one in group))
        for group in (*groups, *([article] for article in fresh if article not in grouped))
    ]
    return sorted(
        (slot for slot in found if slot.articles), key=lambda slot: (-len(slot.articles), place[slot.articles[0]])
    )


async def of_window(db: Connection, scope: Scope, window: Window) -> News:
    """What is new in a scope within a window."""
    fresh = await news.fresh(db, scope, window, limit=MOST_READ + 1)
    whole, fresh = len(fresh) <= MOST_READ, fresh[:MOST_READ]
    return News(tuple(slots(fresh, await stories.grouped(db, scope, fresh, window.until))), len(fresh), whole)


async def told(db: Connection, scope: Scope, found: Sequence[Slot]) -> list[SlotTold]:
    """Slots as they are shown; those of which nothing is left in scope are left out."""
    result = []
    for slot in found:
        known = await articles.by_ids(db, scope, slot.articles)
        there = [known[one] for one in slot.articles if one in known]
        if there:
            made = await summaries.of_articles(db, scope, [one.id for one in there[:_TOLD_FROM]], Length(sentences=1))
            line = next(iter(made.lines), None)
            name = await stories.name_of(db, scope, [one.id for one in there])
            result.append(SlotTold(line.article if line else there[0], tuple(there), line, slot.goes_on, name))
    return result
