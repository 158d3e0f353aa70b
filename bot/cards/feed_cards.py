"""Cards about feeds: what is followed, what came of a test, and what is posted of an entry."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot.cards.card import Action, Card, Field, Section
from bot.cards.receipts import plural
from bot.desk.following_feeds import Added, Tested
from bot.store.feed_entries import InHand
from bot.store.feeds import Followed

_ALL = Action("All feeds", "feed list")

_KNOWN_BY = {"guid": "their ids", "link": "their links", "text": "their text"}

_HOUR, _DAY = 60, 24 * 60


def added_card(added: Added) -> Card:
    """A feed that is followed from now on."""
    held = f"It holds {plural(added.entries, 'entry', 'entries')}"
    filed = f"; the newest {added.filed} are filed now" if added.filed < added.entries else "; they are filed now"
    return Card(
        f"{added.feed.title} is followed in #{added.feed.name} from now on.",
        f"{held}{filed if added.entries else ''}, and nothing of that is posted. New ones are posted as they come.",
        (Section(None, tuple(_details(added.feed)), "fields"),),
        actions=(_ALL, _test(added.feed)),
        tone="good",
        link=added.feed.url,
    )


def known_card(feed: Followed) -> Card:
    """A feed that is followed already."""
    return Card(f"{feed.title} is followed in #{feed.name} already.", actions=(_ALL, _test(feed)), link=feed.url)


def removed_card(feed: Followed, *, was: bool) -> Card:
    """A feed that is followed no more."""
    if not was:
        return Card(f"{feed.title} was not followed.", actions=(_ALL,))
    return Card(f"{feed.title} is followed no more.", "What was filed from it stays.", actions=(_ALL,), tone="good")


def tested_card(tested: Tested) -> Card:
    """What a reading of a feed found just now."""
    feed = tested.feed
    if tested.unread:
        after = "It stays parked." if feed.parked else "It is tried again later."
        return Card(
            f"{feed.title} cannot be read: {tested.unread.reason}", after, actions=(_ALL,), tone="warn", link=feed.url
        )
    new = f"{tested.fresh:,} of them new: they are posted in their turn" if tested.fresh else "none of them new"
    return Card(
        f"{feed.title} can be read.",
        f"It holds {plural(tested.entries or 0, 'entry', 'entries')}, {new}.",
        (Section(None, tuple(_details(feed)), "fields"),),
        actions=(_ALL,),
        tone="good",
        link=feed.url,
    )


def feeds_card(listed: Sequence[Followed]) -> Card:
    """The feeds of a guild, with what is wrong with them."""
    if not listed:
        return Card("No feed is followed here.", "`feed add` with an address follows one.")
    lines = tuple(Field(feed.title, _told(feed)) for feed in listed)
    ill = tuple(_test(feed, f"Test {feed.title}") for feed in listed if feed.trouble)[:5]
    return Card("Feeds", plural(len(listed), "feed"), (Section(None, lines, "fields"),), actions=ill)


def entry_card(entry: InHand, feed: Followed) -> Card:
    """What is posted of an entry before it is filed."""
    return Card(_title(entry), f"⏳ {feed.title}", link=entry.url)


def shown_card(entry: InHand, feed: Followed, outcome: Card) -> Card:
    """What stands under an entry when it was filed: the card of its outcome, with the entry's own link."""
    if outcome.tone == "error":
        return Card(_title(entry), f"⚠️ Not filed: {outcome.subtitle} · {feed.title}", link=entry.url, tone="warn")
    return replace(outcome, subtitle=f"{outcome.subtitle} · {feed.title}", link=entry.url or outcome.link)


def parked_card(feed: Followed) -> Card:
    """What a channel is told when a feed of it is read no more."""
    return Card(
        f"The feed {feed.title} is not read any more.",
        f"{feed.trouble or ''} `feed test` tries it again, `feed remove` ends it.".strip(),
        actions=(_test(feed), _ALL),
        tone="warn",
        link=feed.url,
    )


def _title(entry: InHand) -> str:
    return entry.title or entry.url or "A new entry"


def _test(feed: Followed, label: str = "Test it") -> Action:
    return Action(label, "feed test", (("feed", feed.url),))


def _details(feed: Followed) -> list[Field]:
    return [Field("Read", _every(feed.minutes)), Field("Entries are known by", _KNOWN_BY[feed.identity])]


def _told(feed: Followed) -> str:
    said = [feed.url, f"to #{feed.name}", _every(feed.minutes)]
    if feed.parked:
        said.append(f"⚠️ parked: {feed.trouble}")
    elif feed.trouble:
        said.append(f"⚠️ {feed.trouble} Failed {plural(feed.failures, 'time')} in a row")
    else:
        said.append(f"read {_ago(datetime.now(UTC) - feed.read_at)}")
    return " · ".join(said)


def _every(minutes: int) -> str:
    if minutes % _DAY == 0:
        return "every day" if minutes == _DAY else f"every {minutes // _DAY} days"
    if minutes % _HOUR == 0:
        return "every hour" if minutes == _HOUR else f"every {minutes // _HOUR} hours"
    return f"every {minutes} minutes"


def _ago(span: timedelta) -> str:
    minutes = int(span.total_seconds() // 60)
    if minutes < 1:
        return "just now"
    if minutes < _HOUR:
        return f"{plural(minutes, 'minute')} ago"
    return f"{plural(minutes // _HOUR, 'hour')} ago"
