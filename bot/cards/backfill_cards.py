"""Cards about the history of channels that is read: how far it is, what was done, and how to give it up."""

from collections.abc import Sequence

from bot.cards.card import Action, Card, Field, Section, say_date
from bot.cards.receipts import plural
from bot.store.backfills import Backfill
from bot.store.snowflakes import moment

_ALL = Action("All backfills", "backfill show")

_MINUTE, _HOUR = 60, 3600

_LEAST_SHARE = 0.02
"""Before so much is done, the time that is left is anybody's guess."""


def asked_card(backfill: Backfill) -> Card:
    """What is said to somebody who asked for a channel's history."""
    return Card(f"The history of #{backfill.name} is read.", _bounds(backfill), actions=(_ALL,), tone="good")


def cancelled_card(name: str, *, was: bool) -> Card:
    """What is said to somebody who gave a backfill up."""
    if not was:
        return Card(f"The history of #{name} is not being read.", actions=(_ALL,))
    return Card(f"The history of #{name} is read no further.", "What is in hand is finished; what was filed stays.")


def backfill_card(backfill: Backfill) -> Card:
    """How far a backfill is, or what it has done."""
    if backfill.state == "running":
        return Card(
            f"Reading the history of #{backfill.name}",
            _bounds(backfill),
            (Section(None, (*_counts(backfill), Field("Time left", _left(backfill))), "fields"),),
            actions=(Action("Cancel", "backfill cancel", (("channel", f"<#{backfill.channel}>"),)),),
        )
    if backfill.state == "refused":
        sections = (Section(None, _counts(backfill), "fields"),) if backfill.tally.looked else ()
        return Card(backfill.reason or _ended(backfill), sections=sections, tone="error")
    return Card(
        _ended(backfill),
        _more(backfill),
        (Section(None, _counts(backfill), "fields"),),
        tone="good" if backfill.state == "done" else "warn",
    )


def backfills_card(listed: Sequence[Backfill]) -> Card:
    """The backfills of a guild, those that are running first."""
    if not listed:
        return Card("No channel's history was read here.", "`backfill start` reads that of the channel it is asked in.")
    running = [one for one in listed if one.state == "running"]
    lines = tuple(Field(f"#{one.name}", _told(one)) for one in listed)
    cancel = tuple(
        Action(f"Cancel #{one.name}", "backfill cancel", (("channel", f"<#{one.channel}>"),)) for one in running
    )
    said = f"{plural(len(running), 'channel')} being read" if running else "Nothing is being read"
    return Card("History", said, (Section(None, lines, "fields"),), actions=cancel)


def _bounds(backfill: Backfill) -> str:
    """What was asked for, in words."""
    back = f", back to {say_date(moment(backfill.since).date())}" if backfill.since else ""
    return f"The newest first, at most {plural(backfill.most, 'message')}{back}."


def _counts(backfill: Backfill) -> tuple[Field, ...]:
    tally = backfill.tally
    read_to = f", back to {say_date(moment(backfill.cursor).date())}" if backfill.cursor and tally.looked else ""
    return (
        Field("Messages looked at", f"{tally.looked:,}{read_to}"),
        Field("Articles found", f"{tally.found:,}"),
        Field("Filed", f"{tally.filed:,}"),
        Field("Known already", f"{tally.known:,}"),
        Field("Failed", f"{tally.failed:,}"),
    )


def _left(backfill: Backfill) -> str:
    if backfill.share < _LEAST_SHARE:
        return "not known yet"
    seconds = backfill.seconds * (1 - backfill.share) / backfill.share
    if seconds < _MINUTE:
        return "less than a minute"
    if seconds < _HOUR:
        return f"about {plural(round(seconds / _MINUTE), 'minute')}"
    return f"about {plural(round(seconds / _HOUR), 'hour')}"


def _ended(backfill: Backfill) -> str:
    if backfill.state == "done":
        return f"The history of #{backfill.name} was read."
    return f"The reading of #{backfill.name} was cancelled." if backfill.state == "cancelled" else "It came to no end."


def _more(backfill: Backfill) -> str:
    """Whether there may be more to read."""
    if backfill.state == "done" and backfill.tally.looked >= backfill.most:
        return f"These were the {plural(backfill.most, 'message')} that were asked for; a larger `limit` goes further."
    return "What was filed stays." if backfill.state == "cancelled" else ""


def _told(backfill: Backfill) -> str:
    tally = backfill.tally
    state = {
        "running": f"being read, {backfill.share:.0%}",
        "done": "read",
        "cancelled": "cancelled",
        "refused": "not read",
    }[backfill.state]
    counts = f"{plural(tally.looked, 'message')} looked at · {tally.filed:,} filed · {tally.known:,} known"
    return f"{state} · {counts} · {tally.failed:,} failed"
