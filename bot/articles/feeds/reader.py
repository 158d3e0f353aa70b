"""Bytes that a feed's address answered with, read as whatever kind of feed they are. Only a worker imports this."""

import re
from html.parser import HTMLParser
from urllib.parse import urljoin

from bot.articles.feeds import json_feed, syndication
from bot.articles.feeds.types import Feed, NoFeed, RawFeed

_FEED_TYPES = frozenset({"application/rss+xml", "application/atom+xml", "application/feed+json"})
_MOST_NAMED = 5
_HEAD = 200_000  # bytes of a page in which it may name its feeds
_PAGE = re.compile(rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html)\b", re.IGNORECASE | re.DOTALL)

_NO_FEED = "There is no feed at this address: what it answers is neither RSS, Atom nor JSON Feed."
_PAGE_INSTEAD = "There is no feed at this address but a page."


def read(raw: RawFeed) -> Feed | NoFeed:
    """The feed, whatever type it was declared as; or why it is none, with the feeds that a page names."""
    start = raw.raw[:1024].removeprefix(b"\xef\xbb\xbf").lstrip()
    if start.startswith((b"{", b"[")):
        return json_feed.read(raw) or NoFeed(_NO_FEED)
    if _PAGE.match(start):
        return NoFeed(_PAGE_INSTEAD, _named(raw))
    return syndication.read(raw) or NoFeed(_NO_FEED)


class _Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a link to a feed."""
        said = {name: value or "" for name, value in attrs}
        kind = said.get("type", "").partition(";")[0].strip().lower()
        if tag == "link" and "alternate" in said.get("rel", "").lower().split() and kind in _FEED_TYPES:
            self.found.append(said.get("href", "").strip())


def _named(raw: RawFeed) -> tuple[str, ...]:
    links = _Links()
    links.feed(raw.raw[:_HEAD].decode("utf-8", "replace"))
    named = []
    for href in links.found:
        try:
            address = urljoin(raw.url, href)
        except ValueError:
            continue
        if href and address.startswith(("http://", "https://")):
            named.append(address)
    return tuple(dict.fromkeys(named))[:_MOST_NAMED]
