"""What a page says of itself in JSON-LD (schema.org) and Open Graph, gathered once."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from lxml.html import HtmlElement

_MOST_SCRIPTS = 20
_LARGEST_SCRIPT = 200_000  # characters
_DEEPEST = 4
_MOST_ITEMS = 200
_ARTICLE = re.compile(r"(?:News|Opinion|Analysis|Background|Report|Review|Satirical|Tech|Scholarly)?\w{0,20}Article|"
                      r"BlogPosting|LiveBlogPosting|Report|Review")  # fmt: skip
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_LANGUAGE = re.compile(r"[a-z]{2}(?=$|[-_])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Metadata:
    """A page about itself; None is what it does not say. `kind` is Open Graph's, in small letters.

    `article` and `video` say that it declares to be one, and `free` whether all may read it.
    """

    title: str | None = None
    byline: str | None = None
    published: date | None = None
    site: str | None = None
    language: str | None = None
    kind: str | None = None
    article: bool = False
    video: bool = False
    free: bool | None = None


def metadata(tree: HtmlElement) -> Metadata:
    """The metadata of a parsed page. Whatever is broken in it is passed over."""
    tags = _tags(tree)
    items = list(_items(tree))
    articles = [item for item in items if any(_ARTICLE.fullmatch(kind) for kind in _kinds(item))]
    first = articles[0] if articles else {}
    kind = (tags.get("og:type") or "").lower() or None
    return Metadata(
        title=_text(first.get("headline")) or tags.get("og:title"),
        byline=_names(first.get("author")) or tags.get("author") or None,
        published=_day(first.get("datePublished")) or _day(tags.get("article:published_time")),
        site=tags.get("og:site_name") or _text(_one(first.get("publisher")).get("name")),
        language=_language(_text(first.get("inLanguage")) or tags.get("og:locale")),
        kind=kind,
        article=bool(articles) or kind == "article" or "article:published_time" in tags,
        video=(kind or "").startswith("video") or any("VideoObject" in _kinds(item) for item in items),
        free=_is_free(first.get("isAccessibleForFree")),
    )


def _tags(tree: HtmlElement) -> dict[str, str]:
    found: dict[str, str] = {}
    for tag in tree.iter("meta"):
        name = tag.get("property") or tag.get("name")
        content = " ".join((tag.get("content") or "").split())
        if name and content:
            found.setdefault(name.lower(), content)
    return found


def _items(tree: HtmlElement) -> Iterator[dict[str, Any]]:
    """The objects in the page's JSON-LD scripts, those in their graphs and lists included."""
    scripts = [script for script in tree.iter("script") if (script.get("type") or "").lower() == "application/ld+json"]
    for script in scripts[:_MOST_SCRIPTS]:
        source = script.text or ""
        if len(source) > _LARGEST_SCRIPT:
            continue
        try:
            found = json.loads(source, strict=False)
        except (ValueError, RecursionError):
            continue
        yield from _objects(found, _DEEPEST)


def _objects(found: object, depth: int) -> Iterator[dict[str, Any]]:
    if isinstance(found, list) and depth:
        for part in found[:_MOST_ITEMS]:
            yield from _objects(part, depth - 1)
    elif isinstance(found, dict):
        yield found
        for key in ("@graph", "mainEntity"):
            if depth and key in found:
                yield from _objects(found[key], depth - 1)


def _kinds(item: dict[str, Any]) -> list[str]:
    kind = item.get("@type")
    return [part for part in (kind if isinstance(kind, list) else [kind]) if isinstance(part, str)]


def _one(value: object) -> dict[str, Any]:
    if isinstance(value, list):
        value = value[0] if value else None
    return value if isinstance(value, dict) else {}


def _text(value: object) -> str | None:
    return " ".join(value.split()) or None if isinstance(value, str) else None


def _names(value: object) -> str | None:
    """The authors: a name, an object with one, or a list of either."""
    parts = value if isinstance(value, list) else [value]
    names = [_text(part.get("name")) if isinstance(part, dict) else _text(part) for part in parts]
    return ", ".join(dict.fromkeys(name for name in names if name and "://" not in name)) or None


def _day(value: object) -> date | None:
    found = _DAY.match(value) if isinstance(value, str) else None
    try:
        return date.fromisoformat(found[0]) if found else None
    except ValueError:
        return None


def _language(value: str | None) -> str | None:
    found = _LANGUAGE.match(value or "")
    return found[0].lower() if found else None


def _is_free(value: object) -> bool | None:
    if isinstance(value, str):
        return {"true": True, "false": False}.get(value.strip().lower())
    return value if isinstance(value, bool) else None
