"""The stages of the worker that reads what strangers sent: it imports neither spaCy nor a model."""

from bot.articles.feeds.types import Feed, NoFeed, RawFeed
from bot.articles.reading import read
from bot.articles.types import Draft, Reading, Rejected


def read_drafts(drafts: list[Draft]) -> list[Reading | Rejected]:
    """Each draft read, in order."""
    return [read(draft) for draft in drafts]


def read_feeds(feeds: list[RawFeed]) -> list[Feed | NoFeed]:
    """Each feed read, in order. The library for feeds is imported with the first one."""
    from bot.articles.feeds.reader import read as read_feed

    return [read_feed(feed) for feed in feeds]
