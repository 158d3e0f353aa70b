"""Which way round a text writes dates of numbers: 3/4/2024 is March in one country, and April in another."""

import re

from bot.extraction.dates.anchoring import Order
from bot.extraction.dates.vocabulary import MONTH

_NUMBERS = re.compile(r"(?<![\d/.])(\d{1,2})/(\d{1,2})/(?:[12]\d)?\d\d(?!\d)")
_DAY_FIRST = re.compile(rf"\b\d{{1,2}}(?:st|nd|rd|th)? (?:of )?{MONTH}(?!\w)")
_MONTH_FIRST = re.compile(rf"\b{MONTH} \d{{1,2}}(?:st|nd|rd|th)?\b(?!:)")


def order(text: str) -> Order:
    """How the text writes dates: as its unambiguous numbers do, else as its dates in words do.

    The month comes first when nothing tells, which is the way of most of the English-language press on the web.
    """
    first = second = 0
    for found in _NUMBERS.finditer(text):
        first += int(found[1]) > 12
        second += int(found[2]) > 12
    if first == second:
        first, second = len(_DAY_FIRST.findall(text)), len(_MONTH_FIRST.findall(text))
    return "day first" if first > second else "month first"
