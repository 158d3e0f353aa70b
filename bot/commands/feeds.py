"""The commands that follow feeds: `feed add`, `feed list`, `feed remove`, `feed test`."""

from typing import Literal

from bot.cards.card import Action, Card, Choice, Refusal
from bot.cards.feed_cards import added_card, feeds_card, known_card, removed_card, tested_card
from bot.commands.ask import Ask
from bot.commands.bind import short
from bot.commands.channels import channel_of
from bot.commands.parameters import Channel, Completion
from bot.commands.registry import command, group
from bot.desk import following_feeds, posting
from bot.desk.feed_reading import Unread
from bot.desk.following_feeds import MOST, Added, TooMany
from bot.store.feeds import Followed
from bot.store.scope import LOCAL
from bot.work.errors import WorkerFault

group("feed", "Follow feeds: RSS, Atom and JSON Feed")

_MINUTES = {"15m": 15, "30m": 30, "1h": 60, "3h": 180, "6h": 360, "12h": 720, "1d": 1440}

_SHOWN = 25
_LONGEST_LABEL = 100
_A_FEED = "Which feed: its address, or words of its title"


async def complete_feed(ask: Ask, typed: str) -> list[Completion]:
    """The feeds that may be meant."""
    listed = await following_feeds.in_scope(ask.desk, ask.scope)
    found = following_feeds.meant(listed, typed) if typed.strip() else listed
    return [
        Completion(one.url, f"{one.title} (#{one.name})"[:_LONGEST_LABEL], exact=typed.strip() == one.url)
        for one in found[:_SHOWN]
        if len(one.url) <= _LONGEST_LABEL
    ]


@command(
    "feed add",
    describe={
        "url": "The feed's address",
        "channel": "Where new entries are posted; the channel where it is asked when left out",
        "every": "How often it is read; every hour when left out",
    },
    permission="manage",
    changes=True,
)
async def feed_add(
    ask: Ask,
    url: str,
    channel: Channel | None = None,
    every: Literal["15m", "30m", "1h", "3h", "6h", "12h", "1d"] | None = None,
) -> Card:
    """Follow a feed: what is new in it is posted and filed.

    What it holds now is filed without being posted. Of each entry the page is read that it links to. At most ten
    entries of a feed are posted within an hour. One that keeps failing is reported once, and read no more until it is
    tested.
    """
    id_, name = await _channel(ask, channel)
    url = url.strip().removeprefix("<").removesuffix(">")
    try:
        found = await following_feeds.add(ask.desk, ask.scope.guild, id_, name, url, _MINUTES[every or "1h"])
    except TooMany:
        raise Refusal(f"{MOST} feeds are followed here already.", "`feed list` shows them all.") from None
    except WorkerFault as fault:
        raise Refusal("No feed can be read at present.", "Try again in a minute.") from fault
    if isinstance(found, Added):
        return added_card(found)
    if isinstance(found, Unread):
        raise _refused(found, channel)
    return known_card(found)


@command("feed list", permission="manage", fallback=True)
async def feed_list(ask: Ask) -> Card:
    """Show which feeds are followed, and what is wrong with them."""
    return feeds_card(await following_feeds.in_scope(ask.desk, ask.scope))


@command("feed remove", describe={"feed": _A_FEED}, complete={"feed": complete_feed}, permission="manage", changes=True)
async def feed_remove(ask: Ask, feed: str) -> Card:
    """Follow a feed no more. What was filed from it stays."""
    found = await _feed(ask, feed, "feed remove")
    return removed_card(found, was=await following_feeds.remove(ask.desk, found))


@command("feed test", describe={"feed": _A_FEED}, complete={"feed": complete_feed}, permission="manage", changes=True)
async def feed_test(ask: Ask, feed: str) -> Card:
    """Read a feed now, and say how that went. One that was parked is followed again if it can be read."""
    found = await _feed(ask, feed, "feed test")
    try:
        return tested_card(await following_feeds.test(ask.desk, found))
    except WorkerFault as fault:
        raise Refusal("No feed can be read at present.", "Try again in a minute.") from fault


async def _channel(ask: Ask, channel: Channel | None) -> tuple[int, str]:
    """Where entries go: on the console into a channel of its own."""
    if ask.scope.guild == LOCAL and not ask.direct:
        name = channel.name if channel else posting.CONSOLE_CHANNEL
        return await posting.local_channel(ask.desk, name), name
    return await channel_of(ask, channel, can_be="followed into", example="feed add https://example.org/rss #news")


async def _feed(ask: Ask, typed: str, path: str) -> Followed:
    """The one feed that is meant. Refusal where there is none, or several."""
    found = following_feeds.meant(await following_feeds.in_scope(ask.desk, ask.scope), typed)
    if not found:
        raise Refusal(f"No feed “{short(typed)}” is followed here.", "`feed list` shows those that are.")
    if len(found) > 1 and len({one.url for one in found}) > 1:
        choices = tuple(
            Choice(one.title, f"{one.url} · #{one.name}", Action(one.title, path, (("feed", one.url),)))
            for one in found[:_SHOWN]
        )
        raise Refusal(f"Several feeds could be meant by “{short(typed)}”.", "Which one?", choices)
    return found[0]


def _refused(unread: Unread, channel: Channel | None) -> Refusal:
    """Why a feed is not followed, with the feeds that the page names instead."""
    if not unread.named:
        return Refusal(unread.reason, "`feed add` takes the address of a feed.")
    given = (("channel", str(channel)),) if channel else ()
    choices = tuple(
        Choice(short(url), "", Action("Follow it", "feed add", (("url", url), *given))) for url in unread.named
    )
    return Refusal(unread.reason, "It names these feeds.", choices)
