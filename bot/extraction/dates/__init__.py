"""Dates and times in English news: found, read, anchored, and given values in TIMEX3 and as days of the calendar."""
