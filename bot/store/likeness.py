"""Which articles are the same article: found through an index of shingles, compared by their texts, kept as pairs."""

import json
import math
from collections import Counter
from collections.abc import Collection, Sequence

import aiosqlite

from bot.articles.likeness import Profile, alike, comparable, profile
from bot.articles.shingles import hashed, sample, thinness
from bot.store.aside import aside
from bot.store.single import single

_CROWDED = 64
"""Articles that one shingle leads to at most: what more of them share is a stock phrase."""

_COMPARED = 16
"""Candidates whose texts are compared: those that share most."""

_GLIMPSE = 0.2
"""The share of the shorter text's sampled shingles that makes an article a candidate. Half are shared by what is alike;
a sample has 15 at least of a text of 60 words."""

_CHARACTERS_PER_ITEM = 40
"""A text of 10,000 characters, some ten milliseconds' work, is worth a thread."""

_STEP = math.log(1.1)
"""Wordings within about 10 % of each other's length are equally full: the earlier one is read."""


async def compare(db: aiosqlite.Connection, guild: int, article: int, text: str) -> bool:
    """Find out which of a guild's articles are the same as this one, which was just stored; whether any is.

    It is entered in the index, so that later ones are compared with it.
    """
    own = await _profile(text)
    await db.execute(
        "INSERT OR REPLACE INTO compared (article_id, words, shingles) VALUES (?, ?, ?)",
        (article, len(own.words), len(own.shingles)),
    )
    if not comparable(own):
        return False
    hashes = looked_up(guild, own)
    rows = await db.execute_fetchall(
        "SELECT hash, article_id FROM shingles WHERE hash IN (SELECT value FROM json_each(?)) AND article_id <> ?",
        (json.dumps(hashes), article),
    )
    shared = Counter(row[1] for row in rows)
    texts = await _texts(db, await _candidates(db, own, shared))
    same = [other for other, text in texts if alike(own, await _profile(text))]
    if same:
        await db.executemany(
            "INSERT OR IGNORE INTO likenesses (article_id, other_id) VALUES (?, ?)",
            [pair for other in same for pair in ((article, other), (other, article))],
        )
    leads = Counter(row[0] for row in rows)
    await db.executemany(
        "INSERT OR IGNORE INTO shingles (hash, article_id) VALUES (?, ?)",
        [(one, article) for one in hashes if leads[one] < _CROWDED],
    )
    return bool(same)


async def _candidates(db: aiosqlite.Connection, own: Profile, shared: Counter[int]) -> list[int]:
    """The articles that share enough of the sample, those that share most first."""
    if not shared:
        return []
    rows = await db.execute_fetchall(
        "SELECT article_id, shingles FROM compared WHERE article_id IN (SELECT value FROM json_each(?))",
        (json.dumps(list(shared)),),
    )
    size = len(own.shingles)
    likely = []
    for other, others in rows:
        expected = min(size, others) / (1 << max(thinness(size), thinness(others)))
        if shared[other] >= _GLIMPSE * expected:
            likely.append((-shared[other], other))
    return [other for _, other in sorted(likely)[:_COMPARED]]


async def _profile(text: str) -> Profile:
    return await aside(len(text) // _CHARACTERS_PER_ITEM, profile, text)


async def _texts(db: aiosqlite.Connection, articles: Sequence[int]) -> list[tuple[int, str]]:
    """The texts of some articles, each with its article."""
    if not articles:
        return []
    rows = await db.execute_fetchall(
        "SELECT id, text FROM articles WHERE id IN (SELECT value FROM json_each(?))", (json.dumps(articles),)
    )
    return [(row[0], row[1]) for row in rows]


def looked_up(guild: int, own: Profile) -> list[int]:
    """What of a text is indexed: another guild's articles have other numbers for the same words."""
    return sorted(one ^ salt(guild) for one in sample(hashed(own.shingles)))


def salt(guild: int) -> int:
    """What a guild's numbers of 48 bits are told apart by from those of other guilds for the same."""
    return (guild * 0x9E3779B97F4A7C15 >> 8) & 0xFFFFFFFFFFFF


async def part(db: aiosqlite.Connection, article: int) -> list[int]:
    """Take an article that is to be forgotten out of the index; the articles that it was the same as."""
    row = await single(db, "SELECT guild_id, text FROM articles WHERE id = ?", (article,))
    if row is None:
        return []
    others = await db.execute_fetchall("SELECT other_id FROM likenesses WHERE article_id = ?", (article,))
    await db.executemany(
        "DELETE FROM shingles WHERE hash = ? AND article_id = ?",
        [(hash_, article) for hash_ in looked_up(row[0], await _profile(row[1]))],
    )
    await db.execute("DELETE FROM likenesses WHERE article_id = :it OR other_id = :it", {"it": article})
    return [other[0] for other in others]


async def wordings(db: aiosqlite.Connection, article: int) -> list[int]:
    """All that is the same as an article, itself included, the fullest first; of equally full ones the earliest."""
    rows = await db.execute_fetchall(
        """
        WITH RECURSIVE same (id) AS (
            SELECT :article UNION SELECT other_id FROM same JOIN likenesses ON article_id = same.id
        )
        SELECT same.id, coalesce(compared.words, 0), fingerprint,
               (SELECT min(posted_at) FROM postings WHERE postings.article_id = same.id)
        FROM same JOIN articles ON articles.id = same.id LEFT JOIN compared ON compared.article_id = same.id
        """,
        {"article": article},
    )
    return [row[0] for row in sorted(rows, key=lambda row: (-fullness(row[1]), row[3] or "", row[2]))]


def fullness(words: int) -> int:
    """A text's length in steps of ten per cent: what differs by a line of boilerplate is seldom the fuller one."""
    return int(math.log(words) / _STEP) if words else 0


async def shown(db: aiosqlite.Connection, wordings: Sequence[int], channels: Collection[int] | None) -> int:
    """Of the wordings of an article, fullest first, the one that readers of these channels see: the first posted there.

    `channels` None is every channel. The caller has found one of the wordings in one of them.
    """
    if len(wordings) == 1:
        return wordings[0]
    rows = await db.execute_fetchall(
        "SELECT DISTINCT article_id FROM postings WHERE article_id IN (SELECT value FROM json_each(:wordings))"
        " AND (:channels IS NULL OR channel_id IN (SELECT value FROM json_each(:channels)))",
        {
            "wordings": json.dumps(list(wordings)),
            "channels": None if channels is None else json.dumps(list(channels)),
        },
    )
    posted = {row[0] for row in rows}
    return next(wording for wording in wordings if wording in posted)
