"""Starting derived tables afresh: everything goes that articles and corrections can bring back.

It goes in slices, each a short transaction, since other programs write to the store too. A rebuild that is interrupted
is noted in the store, and the next program that opens it goes on: only then may anything be derived again.
"""

import json

import aiosqlite

from bot.store import derivation, likeness, purge, titles
from bot.store.settling import settle
from bot.store.single import single

_ROWS = 1_000
"""Rows that are deleted in one transaction: some tens of milliseconds."""

_ARTICLES = 20
"""Articles that are put back in the queue, or into the index and compared with others, in one transaction."""

SPANS = (
    "sentences", "pronouns", "mentions", '"references"', "roles", "keyphrases", "numbers", "quotes", "quoted",
    "relations", "appearances", "reassigned", "dates", "events", "event_names", "article_marks", "overdue",
)  # fmt: skip
"""What is derived from single articles: it goes with them."""

_SHARED = {
    "unfollowed": "entry",
    "ties": "entity_id, audience_id, other_id",
    "tallies": "entity_id, audience_id, day",
    "totals": "entity_id, audience_id",
    "alias_words": "guild_id, tail, folded, name_id, audience_id",
    "aliases": "guild_id, folded, name_id, audience_id, surface",
    "taught": "name_id, entry",
    "labels": "name_id, audience_id, surface",
    "overruled": "name_id",
    "banned": "name_id",
    "marks": "name_id, mark",
    "curated": "entity_id",
    "name_blocks": "guild_id, block, name_id",
    "name_evidence": "name_id, sort, value",
    "names": "id",
    "entities": "id",
    "story_links": "article_id, other_id",
    "story_keys": "key, shut, day, audience_id, article_id",
    "sketches": "article_id",
    "shingles": "hash, article_id",
    "likenesses": "article_id, other_id",
    "compared": "article_id",
    "title_words": "guild_id, word, article_id",
}
"""What is derived from many articles, each table with its key; what refers to another stands before that other."""


async def begin(db: aiosqlite.Connection) -> None:
    """Note that all that is derived is to go; `step` does it."""
    await db.execute("UPDATE derivation SET rebuilding = 'clearing', indexed = 0")


async def step(db: aiosqlite.Connection) -> bool:
    """Take the next slice of a rebuild that was begun, by whomever; whether there is more to do.

    The tables count as empty only when all are found so in one transaction: a program that does not know of the
    rebuild may derive an article meanwhile.
    """
    match (await derivation.state(db)).rebuilding:
        case "clearing":
            if not await _queue_some(db) and not await _delete_some(db):
                await _empty_index(db)
            return True
        case "indexing":
            return await _index_some(db)
    return False


async def _queue_some(db: aiosqlite.Connection) -> bool:
    """Put articles back in the queue, with no span left of any; whether there were so many that more may be left."""
    rows = await db.execute_fetchall(
        "SELECT id FROM articles WHERE state IN ('ready', 'failed', 'deferred') LIMIT ?", (_ARTICLES,)
    )
    ids = json.dumps([row[0] for row in rows])
    for table in SPANS:
        await db.execute(f"DELETE FROM {table} WHERE article_id IN (SELECT value FROM json_each(?))", (ids,))
    await db.execute(
        "UPDATE articles SET state = 'pending', attempts = 0, reason = NULL"
        " WHERE id IN (SELECT value FROM json_each(?))",
        (ids,),
    )
    return len(list(rows)) == _ARTICLES


async def _delete_some(db: aiosqlite.Connection) -> bool:
    """Delete up to a slice of what no span stands behind any more; whether more may be left."""
    room = _ROWS
    for table, key in _SHARED.items():
        async with db.execute(
            f"DELETE FROM {table} WHERE ({key}) IN (SELECT {key} FROM {table} LIMIT ?)", (room,)
        ) as cursor:
            room -= cursor.rowcount
        if room <= 0:
            return True
    return False


async def _empty_index(db: aiosqlite.Connection) -> None:
    """Begin with the full-text index: from here on whatever is derived is derived by this program's rules."""
    await db.execute("INSERT INTO article_index (article_index) VALUES ('delete-all')")
    await purge.mark_due(db)
    await db.execute("UPDATE derivation SET rebuilding = 'indexing', rules = ?", (derivation.RULES,))


async def _index_some(db: aiosqlite.Connection) -> bool:
    """Index the next articles, but for those that were filed meanwhile and are indexed; whether there were any.

    The words of their titles are kept, and they are compared with those before them. Until then they keep the
    audiences that they had.
    """
    row = await single(
        db,
        "SELECT max(id) FROM (SELECT id FROM articles WHERE id > (SELECT indexed FROM derivation) ORDER BY id LIMIT ?)",
        (_ARTICLES,),
    )
    last = row[0] if row else None
    if last is None:
        await db.execute("UPDATE derivation SET rebuilding = NULL")
        return False
    await db.execute(
        """
        INSERT INTO article_index (rowid, title, text) SELECT id, title, text FROM articles
        WHERE id > (SELECT indexed FROM derivation) AND id <= ?
          AND NOT EXISTS (SELECT 1 FROM article_index_docsize AS known WHERE known.id = articles.id)
        """,
        (last,),
    )
    await _enter_up_to(db, last)
    await db.execute("UPDATE derivation SET indexed = ?", (last,))
    return True


async def _enter_up_to(db: aiosqlite.Connection, last: int) -> None:
    rows = await db.execute_fetchall(
        "SELECT guild_id, id, text FROM articles WHERE id > (SELECT indexed FROM derivation) AND id <= ?", (last,)
    )
    for guild, article, text in rows:
        await titles.enter(db, article)
        await likeness.compare(db, guild, article, text)
        await settle(db, article)
