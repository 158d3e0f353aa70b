"""Which way round a text writes dates of numbers: 3/4/2024 is March in one country, and April in another."""

import re
from datetime import date, timedelta
from urllib.parse import urlsplit

from bot.extraction.dates.anchoring import Order
from bot.extraction.dates.calendar import day_of
from bot.extraction.dates.vocabulary import MONTH
from bot.extraction.words import words

_NUMBERS = re.compile(r"(?<![\d/.])(\d{1,2})/(\d{1,2})/((?:[12]\d)?\d\d)(?!\d)")
_DAY_FIRST = re.compile(rf"\b\d{{1,2}}(?:st|nd|rd|th)? (?:of )?{MONTH}(?!\w)")
_MONTH_FIRST = re.compile(rf"\b{MONTH} \d{{1,2}}(?:st|nd|rd|th)?\b(?!:)")
_AT_ONCE = timedelta(days=2)  # around publication
_HALF = 50  # years of two digits below it are of this century

_MONTH_FIRST_ENDS = words("us gov mil edu ph pr gu")
_UNTOLD_ENDS = words("com net org info news tv io co me int ca jp cn kr tw hu lt mn eu ai app blog press media online")
_DAY_FIRST_SITES = words(
    """
    theguardian.com bbc.com telegraph.com thetimes.com ft.com economist.com sky.com independent.com
    aljazeera.com scmp.com thehindu.com indiatimes.com hindustantimes.com indianexpress.com ndtv.com straitstimes.com
    channelnewsasia.com dawn.com jpost.com haaretz.com france24.com dw.com euronews.com rfi.fr
    irishtimes.com bangkokpost.com arabnews.com gulfnews.com khaleejtimes.com thenationalnews.com kyivindependent.com
    kyivpost.com themoscowtimes.com tass.com politico.eu thelocal.com premiumtimesng.com punchng.com nation.africa
    theeastafrican.com egypttoday.com ahram.org.eg hurriyetdailynews.com dailysabah.com trtworld.com
    """
)
"""Sites of the press in countries that write the day first, whose address does not say so by its end."""


def order(text: str, url: str | None = None, published: date | None = None) -> Order:
    """How the text writes dates of numbers, told by the text and its own address alone, whatever else was filed.

    As its unambiguous numbers do; else so that one of them is the day of publication; else as in the country of its
    address; else as its dates in words do. The month comes first when nothing tells, which is the way of most of the
    English-language press on the web.
    """
    first = second = 0
    for one, other, year in _NUMBERS.findall(text):
        first += int(one) > 12
        second += int(other) > 12
        if first == second and published:
            of_day_first, of_month_first = _read(int(other), int(one), year), _read(int(one), int(other), year)
            first += _is_near(of_day_first, published) and not _is_near(of_month_first, published)
            second += _is_near(of_month_first, published) and not _is_near(of_day_first, published)
    if first == second and (said := _of_site(url)):
        return said
    if first == second:
        first, second = len(_DAY_FIRST.findall(text)), len(_MONTH_FIRST.findall(text))
    return "day first" if first > second else "month first"


def _read(month: int, day: int, year: str) -> date | None:
    century = 0 if len(year) > 2 else 2000 if int(year) < _HALF else 1900
    return day_of(century + int(year), month, day)


def _is_near(day: date | None, published: date) -> bool:
    return day is not None and abs(day - published) <= _AT_ONCE


def _of_site(url: str | None) -> Order | None:
    """How the country of an address writes dates; None where the address tells no country."""
    try:
        labels = (urlsplit(url or "").hostname or "").rstrip(".").split(".")
    except ValueError:
        return None
    if len(labels) < 2 or labels[-1].isdigit():
        return None
    if any(".".join(labels[at:]) in _DAY_FIRST_SITES for at in range(len(labels) - 1)):
        return "day first"
    if labels[-1] in _MONTH_FIRST_ENDS:
        return "month first"
    return None if labels[-1] in _UNTOLD_ENDS or len(labels[-1]) != 2 else "day first"
