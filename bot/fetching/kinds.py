"""Which kinds of content are handed on to be read, and what a file of each would be called."""

import re
from pathlib import PurePosixPath

from yarl import URL

from bot.fetching.types import Refused

_ENDINGS = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "text/plain": ".txt",
    "text/markdown": ".md",
    "application/pdf": ".pdf",
    "application/x-pdf": ".pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/vnd.oasis.opendocument.text": ".odt",
    "application/epub+zip": ".epub",
    "application/rtf": ".rtf",
    "text/rtf": ".rtf",
    "message/rfc822": ".eml",
}
_UNSAID = frozenset({"", "application/octet-stream", "binary/octet-stream", "application/download", "application/zip"})
"""Types that leave open what it is: then the bytes tell."""

_NAMED = (
    ("image/", "a picture"),
    ("video/", "a video"),
    ("audio/", "a sound file"),
    ("application/json", "data, not a text"),
    ("application/ld+json", "data, not a text"),
    ("application/rss+xml", "a feed: `feed add` follows those"),
    ("application/atom+xml", "a feed: `feed add` follows those"),
    ("application/feed+json", "a feed: `feed add` follows those"),
    ("text/xml", "data, not a text"),
    ("application/xml", "data, not a text"),
    ("text/css", "a style sheet"),
    ("text/javascript", "a program"),
    ("application/javascript", "a program"),
    ("text/csv", "a table"),
    ("text/calendar", "a calendar"),
    ("font/", "a font"),
)
_SAFE = re.compile(r"[^\w.,()+-]+")
_LONGEST = 80  # characters of a name
_PAGE = "page"


def name_for(media: str, url: URL) -> str | Refused:
    """What a file of this type (a Content-Type without its parameters) from this address is called; or a refusal."""
    media = media.strip().lower()
    last = PurePosixPath(url.path).name if url.path != "/" else ""
    stem, ending = PurePosixPath(last).stem, PurePosixPath(last).suffix.lower()
    if media not in _UNSAID:
        if media not in _ENDINGS:
            return Refused(f"The link leads to {_described(media)}.")
        ending = _ENDINGS[media]
    return (_SAFE.sub("-", stem)[:_LONGEST].strip("-.") or _PAGE) + ending[:_LONGEST]


def _described(media: str) -> str:
    for start, name in _NAMED:
        if media.startswith(start):
            return name
    return f"something that is no article ({_SAFE.sub('-', media.replace('/', ' '))[:_LONGEST].replace('-', ' ')})"
