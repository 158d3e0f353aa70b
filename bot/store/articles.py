"""Articles and their postings: filing what was read, finding it again, forgetting it."""

import json
import sqlite3
from collections.abc import Sequence
from datetime import UTC, datetime

import aiosqlite

from bot.articles.types import Reading
from bot.store import derived, drafts, index, likeness, places, purge, queue, versions
from bot.store.drafts import Waiting
from bot.store.rows import Article, FiledAs, Place, Posting, day_of
from bot.store.scope import IN_SCOPE, Scope
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
            place.channel, place.message, place.part, article, waiting.author, waiting.posted_at.isoformat(),
            place.link, waiting.external_id,
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


_COLUMNS = """
    articles.id, articles.number, articles.external_id, articles.title,
    substr(articles.text, 1, 120), articles.section, articles.byline,
    articles.url, articles.language, articles.published, articles.day, articles.filed_at, articles.left_out,
    articles.state, articles.reason,
    postings.channel_id, channels.name, postings.message_id, postings.part, postings.author, postings.posted_at,
    postings.link,
    (SELECT count(DISTINCT said.version) FROM version_postings AS said JOIN postings AS p ON p.id = said.posting_id
     WHERE said.article_id = articles.id
       AND (:channels IS NULL OR p.channel_id IN (SELECT value FROM json_each(:channels))))
"""

_VISIBLE = """
    FROM articles JOIN postings ON postings.id = (
        SELECT p.id FROM postings AS p
        WHERE p.article_id = articles.id
          AND (:channels IS NULL OR p.channel_id IN (SELECT value FROM json_each(:channels)))
        ORDER BY p.posted_at, p.id LIMIT 1)
    JOIN channels ON channels.id = postings.channel_id
"""


def _article(row: sqlite3.Row) -> Article:
    (id_, number, external, title, opening, section, byline, url, language, published, day, filed, left_out, state,
     reason, channel, where, message, part, author, posted_at, link, earlier) = row  # fmt: skip
    posting = Posting(channel, where, message, part, author, datetime.fromisoformat(posted_at), link)
    return Article(
        id_, number, external, title, opening, section, byline, url, language, published, day,
        datetime.fromisoformat(filed), tuple(json.loads(left_out)), state, reason, posting, earlier,
    )  # fmt: skip


async def by_ids(db: aiosqlite.Connection, scope: Scope, ids: Sequence[int]) -> dict[int, Article]:
    """Those of the articles that are in scope, each with its first posting there."""
    rows = await db.execute_fetchall(
        f"SELECT {_COLUMNS} {_VISIBLE} WHERE +articles.guild_id = :guild"
        " AND articles.id IN (SELECT value FROM json_each(:ids))",
        scope.bind() | {"ids": json.dumps(list(ids))},
    )
    return {article.id: article for article in map(_article, rows)}


async def read_as(db: aiosqlite.Connection, scope: Scope, article: int) -> Article | None:
    """An article as the scope reads it: in the fullest wording that is posted there. None where it is not in scope."""
    found = (await by_ids(db, scope, [article])).get(article)
    if found is None:
        return None
    shown = await likeness.shown(db, await likeness.wordings(db, article), scope.channels)
    return found if shown == article else (await by_ids(db, scope, [shown])).get(shown)


async def by_number(db: aiosqlite.Connection, scope: Scope, number: int) -> Article | None:
    """The article with this number, where it is in scope."""
    return await _one(db, scope, "articles.number = :number", {"number": number})


async def by_message(db: aiosqlite.Connection, scope: Scope, channel: int, message: int) -> Article | None:
    """The article that a message posted (the first, where it posted several), if its channel is in scope."""
    condition = """
        articles.id = (SELECT article_id FROM postings WHERE channel_id = :channel AND message_id = :message
                       ORDER BY part LIMIT 1)
        AND (:channels IS NULL OR :channel IN (SELECT value FROM json_each(:channels)))
    """
    return await _one(db, scope, condition, {"channel": channel, "message": message})


async def by_url(db: aiosqlite.Connection, scope: Scope, url: str) -> Article | None:
    """The article that was read from this address, where it is in scope."""
    return await _one(db, scope, "articles.url = :url", {"url": url})


async def _one(db: aiosqlite.Connection, scope: Scope, condition: str, values: dict[str, object]) -> Article | None:
    row = await single(
        db,
        f"SELECT articles.id {_VISIBLE} WHERE articles.guild_id = :guild AND {condition}"
        " ORDER BY articles.id DESC LIMIT 1",
        scope.bind() | values,
    )
    return await read_as(db, scope, row[0]) if row else None


async def recent(db: aiosqlite.Connection, scope: Scope, *, limit: int, offset: int = 0) -> list[Article]:
    """The articles in scope, the latest posted first, whenever they were filed."""
    ids = await db.execute_fetchall(
        f"""
        SELECT found.id FROM {IN_SCOPE} AS seen CROSS JOIN articles AS found INDEXED BY articles_by_posting
        ON found.audience_id = seen.id AND found.posted_at >= coalesce(
            (SELECT posted_at FROM articles AS latest WHERE latest.audience_id = seen.id
             ORDER BY posted_at DESC LIMIT 1 OFFSET :limit + :offset - 1), '')
        ORDER BY found.posted_at DESC, found.id DESC LIMIT :limit OFFSET :offset
        """,
        scope.bind() | {"limit": limit, "offset": offset},
    )
    order = [row[0] for row in ids]
    found = await by_ids(db, scope, order)
    return [found[i] for i in order if i in found]


async def numbered(db: aiosqlite.Connection, scope: Scope, *, after: int, limit: int) -> list[Article]:
    """The next articles in scope behind the number `after`, in the order of their numbers."""
    rows = await db.execute_fetchall(
        f"SELECT id FROM articles WHERE guild_id = :guild AND number > :after AND audience_id IN {IN_SCOPE}"
        " ORDER BY number LIMIT :limit",
        scope.bind() | {"after": after, "limit": limit},
    )
    found = await by_ids(db, scope, [row[0] for row in rows])
    return sorted(found.values(), key=lambda article: article.number)


async def posted_once(db: aiosqlite.Connection, article: int) -> bool:
    """Whether an article has one posting in its very words, whoever may read it."""
    rows = await db.execute_fetchall("SELECT 1 FROM postings WHERE article_id = ? LIMIT 2", (article,))
    return len(list(rows)) == 1


async def total(db: aiosqlite.Connection, scope: Scope) -> int:
    """How many articles are in scope."""
    return await scalar(db, f"SELECT count(*) FROM articles WHERE audience_id IN {IN_SCOPE}", scope.bind())


async def texts(db: aiosqlite.Connection, ids: Sequence[int]) -> dict[int, str]:
    """The texts of articles that the caller has already found in scope."""
    rows = await db.execute_fetchall(
        "SELECT id, text FROM articles WHERE id IN (SELECT value FROM json_each(?))", (json.dumps(list(ids)),)
    )
    return {row[0]: row[1] for row in rows}


async def postings(db: aiosqlite.Connection, scope: Scope, article: int) -> list[Posting]:
    """Where an article was posted, in whatever wording, as far as the scope reaches, earliest first."""
    rows = await db.execute_fetchall(
        """
        SELECT channel_id, channels.name, message_id, part, author, posted_at, link
        FROM postings JOIN channels ON channels.id = channel_id
        WHERE article_id IN (SELECT value FROM json_each(:wordings)) AND channels.guild_id = :guild
          AND (:channels IS NULL OR channel_id IN (SELECT value FROM json_each(:channels)))
        ORDER BY posted_at, postings.id
        """,
        scope.bind() | {"wordings": json.dumps(await likeness.wordings(db, article))},
    )
    return [Posting(r[0], r[1], r[2], r[3], r[4], datetime.fromisoformat(r[5]), r[6]) for r in rows]
