"""Days and moments as the store keeps them: ISO 8601, which sorts as text where all are of one zone and precision."""

from datetime import date, datetime


def stamp(moment: datetime) -> str:
    """A moment to the second, as a text."""
    return moment.isoformat(timespec="seconds")


def moment(text: str | None) -> date | datetime | None:
    """A stored date, or date and time, as the value it was."""
    if text is None:
        return None
    return date.fromisoformat(text) if len(text) == len("2024-06-19") else datetime.fromisoformat(text)
