"""Entries, from the values that feeds of every kind give: cleaned, bounded, and with what they are known by."""

import hashlib
import html as entities
import re
from datetime import UTC, datetime
from urllib.parse import urljoin, urlsplit

from bot.articles.canonical import canonical
from bot.articles.feeds.types import Entry

MOST = 500
"""Entries of a feed that are looked at, from its beginning."""

_LONGEST_TITLE = 500
_LONGEST_LINK = 4_000
_LONGEST_TEXT = 500_000
_TAG = re.compile(r"<[^<>]{0,10000}>")
_EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)


def entry(
    *, title: str, link: str | None, html: str, published: datetime | None, guid: str | None, base: str
) -> Entry | None:
    """An entry; `base` is the feed's own address. None for one that says nothing.

    A date that is wild is none.
    """
    title = plain(title)[:_LONGEST_TITLE].strip()
    html = html[:_LONGEST_TEXT]
    link = _absolute(link, base)
    text = f"{title}\n{plain(html)}".strip()
    if not text and link is None:
        return None
    return Entry(
        title,
        link,
        html,
        published if published and published >= _EARLIEST else None,
        digest(guid.strip()) if guid and guid.strip() else None,
        digest(canonical(link)) if link else None,
        digest(text) if text else None,
    )


def plain(html: str) -> str:
    """Text without its tags and entities, in one line."""
    return " ".join(entities.unescape(_TAG.sub(" ", html)).split())


def digest(text: str) -> str:
    """A short name for a text; two texts never share one (128 bits of SHA-256)."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _absolute(link: str | None, base: str) -> str | None:
    """A link to a web page in full; None for anything else, and for one that only leads back to the feed."""
    if not link or not link.strip() or len(link) > _LONGEST_LINK:
        return None
    try:
        full = urljoin(base, link.strip())
        parts = urlsplit(full)
    except ValueError:
        return None
    return full if parts.scheme in {"http", "https"} and parts.netloc and full != base else None
