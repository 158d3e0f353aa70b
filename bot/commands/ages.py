"""How long something is kept, as people type it: "90d", "6 months", "1y"."""

import re

MOST_DAYS = 36_500
"""A hundred years: as good as for ever."""

_AGE = re.compile(r"(\d{1,5})\s*(d|days?|w|weeks?|m|mo|months?|y|years?)", re.IGNORECASE)
_DAYS = {"d": 1, "w": 7, "m": 30, "y": 365}


def days_in(typed: str) -> int | None:
    """The days of an age, a month counting 30 and a year 365; None where it is none, or out of reason."""
    found = _AGE.fullmatch(typed.strip())
    days = int(found[1]) * _DAYS[found[2][0].lower()] if found else 0
    return days if 0 < days <= MOST_DAYS else None
