"""Cards about watches: what is watched, and what was found."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.cards.card import Action, Card, Line, Receipt, Section, say_date
from bot.cards.fit import trim
from bot.cards.receipts import plural, receipt, receipts, show_article, title_of
from bot.cards.safe import one_line
from bot.desk.watch_finding import Hit
from bot.store.watches import Watch

_MOST = 8
"""Articles of one alert that are shown."""

_LONGEST = 80
"""Characters of what is watched that are repeated."""

_EVERY = {"now": "at once", "hour": "gathered, every full hour", "day": "gathered, every morning"}


@dataclass(frozen=True, slots=True)
class Listed:
    """A watch with where it is told, and what could not be sent of it."""

    watch: Watch
    where: str
    unheard: tuple[Hit, ...]


def called(watch: Watch) -> str:
    """What a watch is about, in short."""
    return trim(one_line(watch.asked), _LONGEST)


def how(watch: Watch, where: str) -> str:
    """Where and when a watch is told."""
    said = [where, _EVERY[watch.every]]
    if watch.quiet:
        said.append(f"quiet from {watch.quiet[0]}:00 to {watch.quiet[1]}:00")
    if watch.snoozed:
        said.append(f"snoozed until {_moment(watch.snoozed)}")
    return " · ".join(said)


def _moment(moment: datetime) -> str:
    return f"{say_date(moment.date())}, {moment:%H:%M} UTC"


def alert_card(watch: Watch, hits: Sequence[Hit]) -> Card:
    """What was found for a watch; its buttons work in direct messages, too."""
    return Card(
        f"Watched: {called(watch)}",
        f"In {plural(len(hits), 'new article')}",
        (_found(hits),),
        actions=(*((show_article(hits[-1].article, "Article"),) if watch.channel else ()), *_offers(watch)),
        footer="" if watch.channel else f"Watch {watch.id}",
    )


def made_card(watch: Watch, where: str, understood: str) -> Card:
    """A watch that was just made."""
    said = f"{how(watch, where)[:1].upper()}{how(watch, where)[1:]}."
    return Card(
        f"Watching {called(watch)}",
        " · ".join(filter(None, [understood, said])),
        actions=_offers(watch)[:1],
        tone="good",
    )


def watches_card(listed: Sequence[Listed]) -> Card:
    """Somebody's watches, each with what could not be sent of it."""
    lines = tuple(
        Line(
            f"{called(one.watch)}",
            note=f"{how(one.watch, one.where)} · number {one.watch.id}",
            action=_offers(one.watch)[0],
        )
        for one in listed
    )
    found = [
        Section(f"{called(one.watch)}: not sent", _found(one.unheard).lines, more=_found(one.unheard).more)
        for one in listed
        if one.unheard
    ]
    return Card(
        "What you watch",
        f"{plural(len(listed), 'watch', 'watches')}; pick one to end it.",
        (*found, Section(None, lines, "numbered")),
    )


def ended_card(watch: Watch) -> Card:
    """A watch that is no more."""
    return Card(f"{called(watch)} is watched no more.", tone="good")


def snoozed_card(watch: Watch) -> Card:
    """A watch that tells nothing for a while."""
    until = _moment(watch.snoozed) if watch.snoozed else ""
    return Card(
        f"Nothing is said of {called(watch)} until {until}.",
        "What is found meanwhile is told then.",
        actions=_offers(watch)[:1],
        tone="good",
    )


def unheard_card(count: int) -> Card:
    """A note that alerts could not be sent."""
    title = f"{plural(count, 'alert')} could not be sent to you."
    return Card(title, "You take no direct messages from me.", actions=(Action("Show me", "watches"),))


def _found(hits: Sequence[Hit]) -> Section:
    lines = tuple(_line(hit) for hit in hits[-_MOST:])
    return Section(None, lines, more=len(hits) - len(lines))


def _line(hit: Hit) -> Line:
    if hit.excerpt is None:
        return Line(title_of(hit.article), _receipt(hit))
    return Line(hit.excerpt.shown, receipts(hit.excerpt))


def _receipt(hit: Hit) -> tuple[Receipt, ...]:
    return (receipt(hit.article),)


def _offers(watch: Watch) -> tuple[Action, ...]:
    number = ("watch", str(watch.id))
    return (Action("Unwatch", "unwatch", (number,)), Action("Snooze for a day", "snooze", (number,)))
