"""Days from which on something is asked, as people type them: "2024-06-01", "30d", "Monday", "last week"."""

from datetime import date, datetime

from bot.cards.card import Refusal
from bot.commands.asked import days_since
from bot.commands.bind import short
from bot.search.query import period


def day_from(since: str, now: datetime) -> date:
    """The first day that is meant. Refusal when it is none, or has not come yet."""
    days = period(since, now.date()) or days_since(since, now.date())
    if days is None:
        raise Refusal(
            f"“{short(since)}” is no day that I understand.", "Write 2024-06-01, Monday, or a span such as 30d or 6w."
        )
    if days[0] > now.date():
        raise Refusal(f"{short(since)} has not come yet.", "Write a day that is over, or a span such as 30d or 6w.")
    return days[0]
