"""Filing entries of feeds: their pages are fetched as those of links are; without one, what the feed holds is filed."""

from dataclasses import replace
from datetime import UTC, datetime

from bot.articles.types import Draft
from bot.desk import links
from bot.desk.desk import Desk
from bot.desk.filing import NEXT, Item, Ticket
from bot.desk.message_links import link
from bot.store import feed_entries
from bot.store.database import Connection
from bot.store.feed_entries import InHand
from bot.store.feeds import Followed
from bot.store.rows import Place
from bot.store.scope import LOCAL


class Taken(Exception):  # noqa: N818 - an answer
    """An entry is not in hand any more: it was filed by another program, or its feed was removed."""


def draft_of(entry: InHand) -> Draft:
    """An entry as a draft, for the queue."""
    if entry.url:
        return replace(links.as_draft(entry.url), published=entry.published)
    raw = entry.html.encode("utf-8", "replace")
    return Draft(raw, "text/html", title=entry.title or None, published=entry.published)


async def file_silently(desk: Desk, feed: Followed, entry: InHand, *, live: bool = False) -> None:
    """File an entry without a message of its own: its article is found at its page. Not twice, whoever else does it."""

    async def taken(db: Connection) -> None:
        if not await feed_entries.let_go(db, entry.id):
            raise Taken

    # No message of Discord's has an id as small as an entry's. Local channels count their own.
    place = Place(feed.guild, feed.channel, NEXT if feed.guild == LOCAL else entry.id, link=entry.url)
    try:
        await desk.filing.post([Item(draft_of(entry), place, live=live)], taken)
    except Taken:
        return


async def file_at(desk: Desk, feed: Followed, entry: InHand, message: int) -> Ticket:
    """File an entry as posted with the bot's own message. Raises Taken."""

    async def posted(db: Connection) -> None:
        if not await feed_entries.posted(db, entry.id, message, datetime.now(UTC)):
            raise Taken

    place = place_of(feed, message)
    [ticket] = await desk.filing.post([Item(draft_of(entry), place)], posted)
    return ticket


def place_of(feed: Followed, message: int) -> Place:
    """Where a message of the bot's about an entry stands."""
    return Place(feed.guild, feed.channel, message, link=link(feed.guild, feed.channel, message))
