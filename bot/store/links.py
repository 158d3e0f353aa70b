"""Links that are known: what leads to an article's page is one more posting of it, and need not be fetched."""

from dataclasses import replace

import aiosqlite

from bot.articles.types import Reading
from bot.store import postings
from bot.store.drafts import Waiting
from bot.store.rows import FiledAs
from bot.store.single import single


async def file_known(db: aiosqlite.Connection, waiting: Waiting, url: str) -> FiledAs | None:
    """File a link as one more posting of the article that was read from this address in its guild.

    None, and nothing changes, where there is no such article, or the link is no longer in the queue.
    """
    row = await single(
        db,
        "SELECT text, title, language, fingerprint FROM articles WHERE guild_id = ? AND url = ?"
        " ORDER BY id DESC LIMIT 1",
        (waiting.place.guild, url),
    )
    if row is None:
        return None
    text, title, language, fingerprint = row
    # What has the fingerprint of an article is filed as a posting of it; the rest of the reading is not looked at.
    known = Reading(text, title, None, None, None, language, (), fingerprint)
    filed = await postings.file(db, waiting, known)
    return replace(filed, duplicate=True) if filed else None
