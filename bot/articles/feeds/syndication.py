"""RSS and Atom, by feedparser, which reads what is not well-formed, too. Only the reading worker imports this."""

import calendar
import html
import io
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import feedparser

from bot.articles.feeds.entries import MOST, entry, plain
from bot.articles.feeds.types import Entry, Feed, RawFeed

_HEAD = 1_000
_STUMBLES = (ValueError, OverflowError, LookupError)
"""What feedparser raises on broken bytes (found by mutating feeds): of encodings, of characters, of missing parts."""

_DECLARATION = re.compile(rb"^[^<]*<\?xml[^>]*>", re.DOTALL)
_AS_UTF_8 = "application/xml; charset=utf-8"


def read(raw: RawFeed) -> Feed | None:
    """The feed that the bytes are; None where they are neither RSS nor Atom."""
    try:
        parsed = _parsed(raw.raw, raw.url, raw.media_type)
    except _STUMBLES:  # feedparser stumbles over declarations that name no encoding, and over bytes before them
        try:
            parsed = _parsed(_DECLARATION.sub(b"", raw.raw[:_HEAD]) + raw.raw[_HEAD:], raw.url, _AS_UTF_8)
        except _STUMBLES:
            return None
    if not parsed.get("version") and not parsed.entries:
        return None
    entries = tuple(found for one in parsed.entries[:MOST] if (found := _entry(one, raw)))
    return Feed(plain(_text(parsed.feed, "title")), entries)


def _parsed(raw: bytes, url: str, media_type: str) -> Any:  # noqa: ANN401 - feedparser has no types
    """What feedparser makes of the bytes. Raises one of `_STUMBLES` where it cannot go on."""
    headers = {"content-location": url} | ({"content-type": media_type} if media_type else {})
    # Bytes alone would be tried as the name of a file.
    return feedparser.parse(io.BytesIO(raw), response_headers=headers)


def _entry(one: dict[str, Any], raw: RawFeed) -> Entry | None:
    contents = [_text(part, "value") for part in one.get("content") or () if isinstance(part, Mapping)]
    return entry(
        title=_text(one, "title"),
        link=_link(one, raw.raw),
        html=max([*contents, _text(one, "summary")], key=len),
        # Past feedparser's own look-up, which gives the one date for the other, and warns that it will not.
        published=_moment(dict.get(one, "published_parsed") or dict.get(one, "updated_parsed")),
        guid=_text(one, "id") or None,
        base=raw.url,
    )


def _link(one: dict[str, Any], raw: bytes) -> str | None:
    """The link of an entry. A guid that feedparser takes for one must be an address as it stands."""
    link = _text(one, "link")
    made = one.get("guidislink") and link == _text(one, "id")
    if made and not any(form.encode() in raw for form in (link, html.escape(link))):
        return None
    return link or None


def _text(values: Mapping[str, Any], name: str) -> str:
    value = values.get(name)
    return value if isinstance(value, str) else ""


def _moment(parsed: Any) -> datetime | None:  # noqa: ANN401 - a struct_time in UTC, if feedparser could read the date
    try:
        return datetime.fromtimestamp(calendar.timegm(parsed), UTC) if parsed else None
    except (OverflowError, ValueError, OSError, TypeError):
        return None
