"""What a feed is, before and after it was read."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

Identity = Literal["guid", "link", "text"]
"""By what the entries of a feed are known again."""


@dataclass(frozen=True, slots=True)
class RawFeed:
    """The bytes that were found at `url`, and the media type, with its parameters, that the site gave them."""

    raw: bytes
    url: str
    media_type: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry, as its feed gives it: `html` is its content or summary, `title` is plain text.

    `guid`, `link_key` and `text_key` are what it may be known by: digests of its own id, of the canonical form of its
    link, and of its title and text; None where it has no such thing.
    """

    title: str
    link: str | None
    html: str
    published: datetime | None
    guid: str | None
    link_key: str | None
    text_key: str | None

    def key(self, identity: Identity) -> str | None:
        """What it is known by, if its feed's entries are known by this."""
        return {"guid": self.guid, "link": self.link_key, "text": self.text_key}[identity]


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed that was read: its title, and its entries in its own order."""

    title: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class NoFeed:
    """Why bytes are no feed, as one plain sentence; `named` are the feeds that a page names instead."""

    reason: str
    named: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Seen:
    """The keys of the entries of a feed that were seen before."""

    guids: frozenset[str] = frozenset()
    links: frozenset[str] = frozenset()
    texts: frozenset[str] = frozenset()

    def of(self, identity: Identity) -> frozenset[str]:
        """The keys of one kind."""
        return {"guid": self.guids, "link": self.links, "text": self.texts}[identity]
