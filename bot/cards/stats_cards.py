"""The card that counts what is in the store."""

from bot.cards.card import Card, Field, Line, Section, say_date
from bot.cards.receipts import plural
from bot.store.rows import date_of
from bot.store.stats import Stats

_MEBIBYTE = 1 << 20


def stats_card(stats: Stats, *, whole: bool = True) -> Card:
    """What is filed, what waits, what failed and why; the size of the file for those who see the `whole` of it."""
    articles = sum(stats.states.values())
    waiting = stats.states.get("pending", 0) + stats.queued
    fields = [
        Field("Articles", f"{articles:,} in {plural(stats.channels, 'channel')}, {plural(stats.postings, 'posting')}"),
        Field("Names", f"{stats.confirmed:,} confirmed, {stats.entities - stats.confirmed:,} seen once"),
        Field("Mentions", f"{stats.mentions:,}"),
        Field("Waiting", f"{waiting:,} to be read" if waiting else "nothing"),
    ]
    if stats.first is not None and stats.last is not None:
        fields.insert(1, Field("Time", f"{say_date(date_of(stats.first))} to {say_date(date_of(stats.last))}"))
    if stats.overdue:
        fields.append(Field("Corrections", f"have not reached all articles yet ({stats.overdue.articles:,} left)"))
    if deferred := stats.states.get("deferred"):
        fields.append(Field("Deferred", f"{deferred:,} filed without being read"))
    if failed := stats.states.get("failed"):
        fields.append(Field("Failed", f"{failed:,}"))
    if whole:
        fields.append(Field("Database", f"{stats.bytes / _MEBIBYTE:,.1f} MiB"))
    failures = tuple(
        Line(failure.title or (f"Article #{failure.number}" if failure.number else "A posting"), note=failure.reason)
        for failure in stats.failures
    )
    sections = [Section(None, tuple(fields), "fields")]
    if failures:
        sections.append(Section("Could not be read", failures))
    return Card("What is filed here", sections=tuple(sections))
