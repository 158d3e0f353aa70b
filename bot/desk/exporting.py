"""Exporting: what is filed in a scope as JSON lines, which `ingest --jsonl` takes back; and these packed into files."""

import asyncio
import gzip
import json
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field

from bot.store import articles
from bot.store.database import Database
from bot.store.rows import Article
from bot.store.scope import Scope

_AT_ONCE = 200
"""Articles held in memory."""

_TOGETHER = 1_000_000
"""Characters that are packed at once, in a thread: some ten milliseconds, and as small as when packed as one."""


@dataclass(slots=True)
class Packed:
    """Articles as gzipped JSON lines, in files that can each be read alone; `whole`: all of them are there."""

    files: list[bytes] = field(default_factory=list)
    articles: int = 0
    whole: bool = True


def row(article: Article, text: str) -> dict[str, str]:
    """An article as it is exported; whatever is not known is left out."""
    posted = article.posting.posted_at.isoformat()
    found = {
        "id": article.external_id,
        "title": article.title,
        "text": text,
        "url": article.url,
        "published_at": article.published or posted,
        "channel": article.posting.where,
        "posted_at": posted,
    }
    return {key: value for key, value in found.items() if value is not None}


def as_line(row: Mapping[str, object]) -> str:
    """A row as a line. A lone surrogate, which UTF-8 cannot hold, is written as an escape."""
    text = json.dumps(row, ensure_ascii=False, separators=(", ", ": "))
    try:
        text.encode()
    except UnicodeEncodeError:
        return json.dumps(row, separators=(", ", ": "))
    return text


async def rows(store: Database, scope: Scope, *, since: int | None = None) -> AsyncIterator[dict[str, str]]:
    """The articles in scope in the order of their numbers; only those of a day (since 1970-01-01) or later, if given.

    Each few are read by themselves, so that no state of the store is held for long.
    """
    after = 0
    while True:
        async with store.reading() as db:
            some = await articles.numbered(db, scope, after=after, limit=_AT_ONCE)
            wanted = [article for article in some if since is None or article.day >= since]
            texts = await articles.texts(db, [article.id for article in wanted])
        for article in wanted:
            yield row(article, texts[article.id])
        if not some:
            return
        after = some[-1].number


async def packed(store: Database, scope: Scope, *, since: int | None, largest: int, most: int) -> Packed:
    """The articles in scope in at most `most` files of at most `largest` bytes; what has no room is left out."""
    made = Packed()
    waiting: list[str] = []
    size = 0
    async for one in rows(store, scope, since=since):
        waiting.append(as_line(one))
        size += len(waiting[-1])
        if size >= _TOGETHER:
            if not await _put(made, waiting, largest, most):
                return made
            waiting, size = [], 0
    if waiting:
        await _put(made, waiting, largest, most)
    return made


async def _put(made: Packed, lines: list[str], largest: int, most: int) -> bool:
    """Add lines to the last file, or to another; False where they have no room."""
    member = await asyncio.to_thread(_gzipped, lines)
    if made.files and len(made.files[-1]) + len(member) <= largest:
        made.files[-1] += member
    elif len(member) <= largest and len(made.files) < most:
        made.files.append(member)
    else:
        made.whole = False
        return False
    made.articles += len(lines)
    return True


def _gzipped(lines: list[str]) -> bytes:
    """Lines as a member of a gzip file: one behind another they are a file, too (RFC 1952, 2.2)."""
    return gzip.compress("".join(f"{one}\n" for one in lines).encode(), mtime=0)
