"""The values that pass between intake, reading and everything after it."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of a text: `start` and `end` are Python string indices, `end` exclusive."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The characters of `text` that the span covers."""
        return text[self.start : self.end]

    def line(self, text: str) -> str:
        """The characters that the span covers, in one line: white space is folded."""
        return " ".join(self.of(text).split())

    def holds(self, other: "Span") -> bool:
        """Whether `other` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: "Span") -> bool:
        """Whether the two share at least one character."""
        return self.start < other.end and other.start < self.end


LARGEST = 25_000_000
"""Bytes of the largest draft that is read."""

MediaType = Literal["text/plain", "text/html"]


@dataclass(frozen=True, slots=True)
class Preview:
    """What a chat shows of a link's page: its title, and a sentence or two."""

    title: str | None
    text: str


@dataclass(frozen=True, slots=True)
class Draft:
    """What somebody posted, before it was read: raw bytes and what came with them.

    `name` is a file's name. Only drafts that have one are taken for whatever kind of file their bytes show; others
    are text or markup as `media_type` says. With `fetch` it is a link so far: what is found at that address becomes
    `raw`. `url` is the article's address in its canonical form. `preview` is filed where the page of a link cannot be
    read; where that is so, `instead` says why, and `raw` is the preview's text.
    """

    raw: bytes
    media_type: MediaType = "text/plain"
    title: str | None = None
    section: str | None = None
    url: str | None = None
    published: date | datetime | None = None
    name: str | None = None
    fetch: str | None = None
    preview: Preview | None = None
    instead: str | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """A clean article. `text` is what is stored: every later span points into it.

    `title` stands outside `text`, which never repeats it. `language` is an ISO 639-1 code, or "und" when there is
    too little text to tell. `left_out` says in words, for the card, what was dropped ("a cookie notice").
    `fingerprint` is the same for two texts that differ only in case, white space, punctuation or boilerplate.
    """

    text: str
    title: str | None
    section: str | None
    byline: str | None
    published: date | datetime | None
    language: str
    left_out: tuple[str, ...]
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Rejected:
    """Why a draft is no article, as one plain sentence for the person who posted it."""

    reason: str
