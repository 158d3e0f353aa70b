"""Postings: what was read becomes an article or one more posting of one; the last that goes takes its article along."""

import json
from collections.abc import Sequence
from datetime import UTC, datetime

import aiosqlite

from bot.articles.types import Reading
from bot.store import derived, drafts, index, likeness, people, places, purge, queue, versions
from bot.store.drafts import Waiting
from bot.store.rows import FiledAs, Place, day_of
from bot.store.settling import settle
from bot.store.single import only, scalar, single
from bot.store.stamps import stamp


async def file(db: aiosqlite.Connection, waiting: Waiting, reading: Reading) -> FiledAs | None:
    """Make a read draft an article, or one more posting of the article with the same fingerprint.

    A text that is the same article in other words is stored as another wording of it: whoever can read both is shown
    the fuller, and whoever can read one is shown that (`bot.store.settling`).

    A message that was filed before stands for what it says now: its article keeps its number, and what it said as a
    version. Where others posted the old text, or the new text is known, the old posting goes first.
    The draft leaves the queue in the same transaction; None when it is no longer there, so that nothing is filed that
    was meanwhile replaced or forgotten. A deferred article is searchable, and not extracted until it is posted anew
    without being deferred, or resumed.
    """
    if not await drafts.take(db, waiting.id):
        return None
    before = await _posted(db, waiting.place)
    known = await _by_fingerprint(db, waiting.place.guild, reading.fingerprint)
    if before is not None and known is None and await versions.is_replaced(db, before, waiting):
        await settle(db, before, *await versions.replace(db, before, waiting, reading))
        return await filed(db, waiting.place)
    if waiting.refresh:
        return await filed(db, waiting.place)
    if before is not None and known != before:
        await unpost(db, waiting.place)
    if known is None:
        article, number, external = await _insert(db, waiting, reading)
        await _post(db, article, waiting)
        if not await likeness.compare(db, waiting.place.guild, article, reading.text):
            return FiledAs(article, number, external, duplicate=False, known_as=external)
    else:
        article = known
        await _post(db, article, waiting)
    await settle(db, article)
    if not waiting.deferred:
        await queue.resume_one(db, article)
    return await filed(db, waiting.place)


async def filed(db: aiosqlite.Connection, place: Place) -> FiledAs | None:
    """What a message's part was filed as: a duplicate, where its article has an earlier posting.

    Where it is one wording of several, its article is the fullest that is posted in the same channel.
    """
    row = await single(
        db,
        """
        SELECT articles.id, articles.external_id, postings.id, postings.external_id
        FROM postings JOIN articles ON articles.id = article_id
        WHERE channel_id = ? AND message_id = ? AND part = ?
        """,
        (place.channel, place.message, place.part),
    )
    if row is None:
        return None
    article, external, posting, own = row
    wordings = await likeness.wordings(db, article)
    first, known_as = await _first(db, wordings)
    shown = await likeness.shown(db, wordings, [place.channel])
    number = await scalar(db, "SELECT number FROM articles WHERE id = ?", (shown,))
    return FiledAs(shown, number, own or external, first != posting, known_as)


async def _first(db: aiosqlite.Connection, wordings: Sequence[int]) -> tuple[int, str]:
    """The id of an article's first posting, in whatever wording, and the external id that it came with."""
    posting, external = await only(
        db,
        """
        SELECT postings.id, coalesce(postings.external_id, articles.external_id)
        FROM postings JOIN articles ON articles.id = article_id
        WHERE article_id IN (SELECT value FROM json_each(?)) ORDER BY postings.id LIMIT 1
        """,
        (json.dumps(list(wordings)),),
    )
    return posting, external


async def _posted(db: aiosqlite.Connection, place: Place) -> int | None:
    """The article that this message's part was filed as before."""
    row = await single(
        db,
        "SELECT article_id FROM postings WHERE channel_id = ? AND message_id = ? AND part = ?",
        (place.channel, place.message, place.part),
    )
    return row[0] if row else None


async def _by_fingerprint(db: aiosqlite.Connection, guild: int, fingerprint: str) -> int | None:
    row = await single(db, "SELECT id FROM articles WHERE guild_id = ? AND fingerprint = ?", (guild, fingerprint))
    return row[0] if row else None


async def _insert(db: aiosqlite.Connection, waiting: Waiting, reading: Reading) -> tuple[int, int, str]:
    place = waiting.place
    count = "UPDATE guilds SET next_number = next_number + 1 WHERE id = ? RETURNING next_number - 1"
    number = await scalar(db, count, (place.guild,))
    external = waiting.external_id or str(number)
    published = reading.published or waiting.draft.published
    article = await scalar(db,
        """
        INSERT INTO articles (guild_id, number, audience_id, fingerprint, external_id, title, text, section, byline,
                              url, language, published, day, filed_at, left_out, state, live, posted_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id
        """,
        (
            place.guild, number, await places.audience(db, place.guild, [place.channel]), reading.fingerprint, external,
            reading.title, reading.text, reading.section or waiting.draft.section, reading.byline, waiting.draft.url,
            reading.language, published.isoformat() if published else None, day_of(published or waiting.posted_at),
            stamp(datetime.now(UTC)), json.dumps(reading.left_out, ensure_ascii=False),
            "deferred" if waiting.deferred else "pending", waiting.live, waiting.posted_at.isoformat(),
        ),
    )  # fmt: skip
    await index.enter(db, article)
    return article, number, external


async def _post(db: aiosqlite.Connection, article: int, waiting: Waiting) -> None:
    place = waiting.place
    await db.execute(
        """
        INSERT INTO postings (channel_id, message_id, part, article_id, author, posted_at, link, external_id)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (channel_id, message_id, part) DO NOTHING
        """,
        (
            place.channel, place.message, place.part, article, await people.named(db, waiting.author),
            waiting.posted_at.isoformat(), place.link, waiting.external_id,
        ),
    )  # fmt: skip


async def unpost(db: aiosqlite.Connection, place: Place) -> int | None:
    """Forget one posting, and the article with its last one; the article's number, None when nothing was there."""
    await db.execute(
        "DELETE FROM drafts WHERE channel_id = ? AND message_id = ? AND part = ?",
        (place.channel, place.message, place.part),
    )
    gone = await single(
        db,
        "DELETE FROM postings WHERE channel_id = ? AND message_id = ? AND part = ? RETURNING article_id",
        (place.channel, place.message, place.part),
    )
    if gone is None:
        return None
    await versions.drop(db, gone[0])
    row = await single(
        db,
        "SELECT number, EXISTS (SELECT 1 FROM postings WHERE article_id = articles.id) FROM articles WHERE id = ?",
        (gone[0],),
    )
    if row is None:
        return None
    if row[1]:
        await settle(db, gone[0])
    else:
        await settle(db, *await _remove(db, gone[0]))
    return int(row[0])


async def posted_in(db: aiosqlite.Connection, guild: int, channel: int, *, limit: int) -> list[Place]:
    """Some of a channel's postings and of the drafts that wait there."""
    rows = await db.execute_fetchall(
        "SELECT message_id, part FROM postings WHERE channel_id = :channel"
        " UNION SELECT message_id, part FROM drafts WHERE channel_id = :channel LIMIT :limit",
        {"channel": channel, "limit": limit},
    )
    return [Place(guild, channel, row[0], row[1]) for row in rows]


async def forget(db: aiosqlite.Connection, article: int) -> None:
    """Delete an article in all its wordings, with everything that was derived from them."""
    for wording in await likeness.wordings(db, article):
        await _remove(db, wording)


async def _remove(db: aiosqlite.Connection, article: int) -> list[int]:
    """Delete one wording of an article with everything that was derived from it, the full-text index included.

    Those that were the same as it are returned: they are to be settled.

    What its messages were changed to since, and waits in the queue or could not be read, goes with them, and so does
    what they said before.
    """
    await derived.erase(db, article)
    others = await likeness.part(db, article)
    for table in ("drafts", "message_parts"):
        await db.execute(
            f"DELETE FROM {table} WHERE (channel_id, message_id, part) IN"
            " (SELECT channel_id, message_id, part FROM postings WHERE article_id = ?)",
            (article,),
        )
    await index.leave(db, article)
    await db.execute("DELETE FROM articles WHERE id = ?", (article,))
    await purge.mark_due(db)
    return others
