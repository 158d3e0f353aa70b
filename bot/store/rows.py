"""What the store gives out: plain values without SQL, safe to import anywhere above."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal

from bot.articles.types import Span
from bot.extraction.types import Extraction, Kind
from bot.identity.types import Resolution

State = Literal["pending", "deferred", "ready", "failed"]

EPOCH = date(1970, 1, 1)


def day_of(when: date) -> int:
    """The number of days since 1970-01-01; a datetime counts by its own calendar date."""
    day = when.date() if isinstance(when, datetime) else when
    return (day - EPOCH).days


def date_of(day: int) -> date:
    """The date that `day_of` counted."""
    return EPOCH + timedelta(days=day)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a message was posted: the guild, the channel, and what opens it."""

    guild: int
    channel: int
    message: int
    part: int = 0
    link: str | None = None


@dataclass(frozen=True, slots=True)
class Posting:
    """One posting of an article, as a reader may see it."""

    channel: int
    where: str
    message: int
    part: int
    author: str | None
    posted_at: datetime
    link: str | None


@dataclass(frozen=True, slots=True)
class Article:
    """An article without its text, of which `opening` is the beginning.

    `day` counts from 1970-01-01; `posting` is its first one in scope.
    """

    id: int
    number: int
    external_id: str
    title: str | None
    opening: str
    section: str | None
    byline: str | None
    url: str | None
    language: str
    published: str | None
    day: int
    filed_at: datetime
    left_out: tuple[str, ...]
    state: State
    reason: str | None
    posting: Posting
    versions: int = 0
    """How many earlier texts of it readers in scope could read."""


@dataclass(frozen=True, slots=True)
class Version:
    """What an article said, and until when."""

    title: str | None
    text: str
    until: datetime


@dataclass(frozen=True, slots=True)
class Analysis:
    """An article's text with everything that was derived from it, as stored."""

    article: int
    title: str | None
    text: str
    extraction: Extraction
    resolution: Resolution
    entities: tuple[int, ...]
    """The entity of each chain of the resolution."""
    banned: frozenset[int] = frozenset()
    """The chains of which the names are not to be shown."""


@dataclass(frozen=True, slots=True)
class FiledAs:
    """What became of a draft: the article it is now, and whether that was known already."""

    article: int
    number: int
    external_id: str
    duplicate: bool
    known_as: str
    """The external id of the article's earliest posting: the input that it duplicates."""


@dataclass(frozen=True, slots=True)
class Entity:
    """An entity as one scope sees it: its name is the fullest of its commonest surface forms there.

    `key` comes from content: it tells namesakes apart, and survives a rebuild.
    """

    id: int
    key: str
    name: str
    kind: Kind
    articles: int
    mentions: int

    @property
    def confirmed(self) -> bool:
        """Whether it has evidence enough for lists: two mentions in scope."""
        return self.mentions >= CONFIRMED_MENTIONS


CONFIRMED_MENTIONS = 2
"""Mentions in scope from which an entity is listed; below, it is a candidate, "seen once"."""


@dataclass(frozen=True, slots=True)
class Sighting:
    """One mention, by its span and the sentence around it, of an article in scope.

    `closed`: the sentence leans on none before it, so that it can be shown alone.
    """

    article: int
    mention: Span
    sentence: Span
    closed: bool
