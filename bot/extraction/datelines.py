"""A pass over datelines on lines of their own, as archives of agencies keep them: "AARHUS, Denmark 1996-08-22"."""

import re
from bisect import bisect_left

from bot.extraction.joins import replaced
from bot.extraction.name import Name
from bot.extraction.tokens import Tokens

_LINE = re.compile(
    r"^(?P<place>[A-ZÀ-Þ][A-ZÀ-Þ.'’/ -]{1,38}[A-ZÀ-Þ.])"
    r"(?P<region>[^\S\n]*,[^\S\n]*[A-ZÀ-Þ][^\W\d_]+(?: [A-ZÀ-Þ][^\W\d_]+){0,2})?"
    r"[^\S\n]+(?:19|20)\d\d-\d\d-\d\d[^\S\n]*$",
    re.MULTILINE,
)


def datelines(tokens: Tokens, names: list[Name]) -> list[Name]:
    """The place of a dateline, and the country or state that it adds, are places."""
    for line in _LINE.finditer(tokens.text):
        for part in ("place", "region"):
            start, end = line.span(part)
            while start >= 0 and start < end and not tokens.text[start].isalpha():
                start += 1
            first, last = bisect_left(tokens.starts, start), bisect_left(tokens.ends, end)
            if start >= 0 and last < len(tokens) and (tokens.starts[first], tokens.ends[last]) == (start, end):
                names = replaced(names, Name(first, last + 1, "GPE"))
    return names
