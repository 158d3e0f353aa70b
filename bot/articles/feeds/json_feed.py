"""JSON Feed, versions 1 and 1.1 (jsonfeed.org)."""

import html
import json
from datetime import UTC, datetime
from typing import Any

from bot.articles.feeds.entries import MOST, entry, plain
from bot.articles.feeds.types import Entry, Feed, RawFeed

_VERSION = "jsonfeed.org/version/"


def read(raw: RawFeed) -> Feed | None:
    """The feed that the bytes are; None where they are no JSON Feed."""
    try:
        found = json.loads(raw.raw.decode("utf-8-sig", "replace"))
    except (ValueError, RecursionError):
        return None
    if not isinstance(found, dict) or _VERSION not in _text(found, "version"):
        return None
    items = found.get("items")
    listed = items[:MOST] if isinstance(items, list) else []
    entries = (_entry(one, raw.url) for one in listed if isinstance(one, dict))
    return Feed(plain(_text(found, "title")), tuple(one for one in entries if one))


def _entry(one: dict[str, Any], base: str) -> Entry | None:
    text = _text(one, "content_text")
    paragraphs = "".join(f"<p>{html.escape(part)}</p>" for part in text.split("\n") if part.strip())
    return entry(
        title=html.escape(_text(one, "title"), quote=False),
        link=_text(one, "url") or _text(one, "external_url") or None,
        html=_text(one, "content_html") or paragraphs or html.escape(_text(one, "summary")),
        published=_moment(_text(one, "date_published") or _text(one, "date_modified")),
        guid=_text(one, "id") or None,
        base=base,
    )


def _text(values: dict[str, Any], name: str) -> str:
    """A text; a number, which some feeds give as id, in its digits."""
    value = values.get(name)
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return value if isinstance(value, str) else ""


def _moment(text: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(text)
        return (found if found.tzinfo else found.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        return None
