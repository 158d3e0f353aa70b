"""Days as people write them: "14 Sep 2023", "yesterday", "2024-06"."""

from datetime import date

from bot.articles.types import Span
from bot.extraction.types import Sentence
from bot.search.query import period

_ORDINARY = frozenset(
    {"of", "the", "in", "on", "at", "last", "next", "this", "ago", "week", "month", "year", "days", "weeks"}
)


def days_of(typed: str, today: date) -> tuple[date, date] | None:
    """The first and the last day of what was typed, as `search` takes it or as people write dates; None for no date."""
    if found := period(typed, today):
        return found
    from bot.extraction.dates.reading import read_dates  # its patterns take a tenth of a second to compile

    text = " ".join(word if word.lower() in _ORDINARY else word[:1].upper() + word[1:] for word in typed.split())
    for said in (text, f"in {text}"):
        read = read_dates(said, [Sentence(Span(0, len(said)), 0, 1)], today)
        if len(read) == 1 and read[0].span.end == len(said) and read[0].first and read[0].last:
            return read[0].first, read[0].last
    return None
