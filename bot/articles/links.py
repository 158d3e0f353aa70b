"""The links in a message that may lead to articles, in order, each page once."""

import re
from urllib.parse import urlsplit

from bot.articles.canonical import canonical

MOST = 10
"""Links of one message that are followed."""

_LINK = re.compile(r"https?://[^\s<>\"|`\\^{}]{3,2000}", re.IGNORECASE)
_CODE = re.compile(r"```.*?(?:```|\Z)|`[^`\n]{1,2000}`", re.DOTALL)
_AFTER = ".,;:!?'’”*_~"
_PAIRS = {")": "(", "]": "["}
_ELSEWHERE = re.compile(
    r"(?:(?:www|ptb|canary|cdn|media|images-ext-\d)\.)?(?:discord(?:app)?\.(?:com|net|gg)|discord\.gg)"
    r"|(?:\w+\.)?(?:tenor\.com|giphy\.com)",
    re.IGNORECASE,
)
"""Hosts of which no link leads to an article: Discord's own, and those of moving pictures."""


def links_in(text: str) -> tuple[str, ...]:
    """The web addresses in what somebody wrote, as written, without the sentence's own marks behind them.

    Those in code are none, nor those of Discord itself; of several that lead to one page the first is given.
    """
    found: dict[str, str] = {}
    for match in _LINK.finditer(_CODE.sub(" ", text)):
        url = _trimmed(match[0])
        if _leads_away(url):
            found.setdefault(canonical(url), url)
    return tuple(found.values())[:MOST]


def _trimmed(url: str) -> str:
    """An address without what closes the sentence or the brackets around it."""
    while url:
        last = url[-1]
        opening = _PAIRS.get(last)
        if last not in _AFTER and (opening is None or url.count(opening) >= url.count(last)):
            break
        url = url[:-1]
    return url


def _leads_away(url: str) -> bool:
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return False
    return "." in host and not _ELSEWHERE.fullmatch(host)
