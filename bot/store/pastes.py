"""Long pastes: which messages are parts of one text, and which of these texts are to be filed anew."""

import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

import aiosqlite

from bot.store import postings
from bot.store.rows import Place
from bot.store.single import exists, single

Version = tuple[bool, tuple[tuple[int, str | None], ...]]
"""What a message says with the other parts of its text: whether that is to be filed anew, and when each was edited."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A message that is a part of a text; `posted_at` is in ISO 8601."""

    message: int
    posted_at: str
    link: str | None


async def head(db: aiosqlite.Connection, channel: int, message: int) -> int | None:
    """The first part of the text that a message is a part of; None where it is a text of its own."""
    row = await single(db, "SELECT head_id FROM pastes WHERE channel_id = ? AND message_id = ?", (channel, message))
    return row[0] if row else None


async def later_parts(db: aiosqlite.Connection, messages: Collection[tuple[int, int]]) -> set[tuple[int, int]]:
    """Those of these messages, each its channel and its id, that go on with a text that begins in another."""
    rows = await db.execute_fetchall(
        "SELECT channel_id, message_id FROM json_each(?) AS asked CROSS JOIN pastes"
        " ON channel_id = json_extract(asked.value, '$[0]') AND message_id = json_extract(asked.value, '$[1]')"
        " WHERE head_id <> message_id",
        (json.dumps(list(messages)),),
    )
    return {(row[0], row[1]) for row in rows}


async def parts(db: aiosqlite.Connection, channel: int, messages: Collection[int]) -> list[int]:
    """All parts of the texts that these messages are parts of, in their order."""
    rows = await db.execute_fetchall(
        "SELECT message_id FROM pastes WHERE channel_id = :channel AND head_id IN (SELECT head_id FROM pastes"
        " WHERE channel_id = :channel AND message_id IN (SELECT value FROM json_each(:messages))) ORDER BY message_id",
        {"channel": channel, "messages": json.dumps(list(messages))},
    )
    return [row[0] for row in rows]


async def is_due(db: aiosqlite.Connection, channel: int, messages: Collection[int]) -> bool:
    """Whether one of these messages is a part of a text that is to be filed anew."""
    return await exists(
        db,
        "SELECT EXISTS (SELECT 1 FROM pastes WHERE channel_id = ? AND due = 1"
        " AND message_id IN (SELECT value FROM json_each(?)))",
        (channel, json.dumps(list(messages))),
    )


async def due(db: aiosqlite.Connection) -> list[Place]:
    """The first parts of the texts that are to be filed anew."""
    rows = await db.execute_fetchall(
        "SELECT DISTINCT guild_id, channel_id, head_id FROM pastes JOIN channels ON channels.id = channel_id"
        " WHERE due = 1 ORDER BY head_id"
    )
    return [Place(row[0], row[1], row[2]) for row in rows]


async def mark_due(db: aiosqlite.Connection, channel: int, message: int) -> None:
    """Note that the text that a message is a part of is to be filed anew."""
    await db.execute(
        "UPDATE pastes SET due = 1 WHERE channel_id = :channel AND head_id ="
        " (SELECT head_id FROM pastes WHERE channel_id = :channel AND message_id = :message)",
        {"channel": channel, "message": message},
    )


async def leave_as_is(db: aiosqlite.Connection, channel: int, message: int) -> None:
    """Note that the text that a message is a part of is not to be filed anew, whatever was changed in it."""
    await db.execute(
        "UPDATE pastes SET due = 0 WHERE channel_id = :channel AND head_id ="
        " (SELECT head_id FROM pastes WHERE channel_id = :channel AND message_id = :message)",
        {"channel": channel, "message": message},
    )


async def version(db: aiosqlite.Connection, channel: int, message: int) -> Version:
    """What a message says now, together with the other parts of its text."""
    messages = await parts(db, channel, [message]) or [message]
    rows = await db.execute_fetchall(
        "SELECT message_id, edited FROM messages WHERE channel_id = ?"
        " AND message_id IN (SELECT value FROM json_each(?)) ORDER BY message_id",
        (channel, json.dumps(messages)),
    )
    return await is_due(db, channel, messages), tuple((row[0], row[1]) for row in rows)


async def write(db: aiosqlite.Connection, channel: int, pieces: Sequence[Piece], *, due: bool = False) -> None:
    """Have these messages, in their order, be one text; a single one is a text of its own.

    What waits in the queue of other than the first alone is part of the whole now, and goes.
    """
    ids = [piece.message for piece in pieces]
    known = await parts(db, channel, ids)
    await _drop(db, channel, {*known, *ids})
    if len(pieces) > 1 or due:
        await db.executemany(
            "INSERT INTO pastes (channel_id, message_id, head_id, posted_at, link, due) VALUES (?, ?, ?, ?, ?, ?)",
            [(channel, one.message, ids[0], one.posted_at, one.link, due) for one in pieces],
        )
    await db.execute(
        "DELETE FROM drafts WHERE channel_id = ? AND part = 0 AND message_id IN (SELECT value FROM json_each(?))",
        (channel, json.dumps(ids[1:])),
    )


async def add(db: aiosqlite.Connection, channel: int, pieces: Sequence[Piece]) -> None:
    """Have messages be parts of one text with all parts of theirs that are known: it is to be filed anew."""
    ids = [piece.message for piece in pieces]
    rows = await db.execute_fetchall(
        "SELECT message_id, posted_at, link FROM pastes WHERE channel_id = ?"
        " AND message_id IN (SELECT value FROM json_each(?))",
        (channel, json.dumps(await parts(db, channel, ids))),
    )
    known = {row[0]: Piece(*row) for row in rows} | {piece.message: piece for piece in pieces}
    await write(db, channel, [known[message] for message in sorted(known)], due=True)


async def leave(db: aiosqlite.Connection, guild: int, channel: int, messages: Iterable[int]) -> None:
    """Take messages that are gone out of their texts, which are forgotten: what is left of them is to be filed anew."""
    gone = set(messages)
    whole = await parts(db, channel, gone)
    for message in whole:
        await postings.unpost(db, Place(guild, channel, message))
    heads = {message: await head(db, channel, message) for message in whole}
    await _drop(db, channel, gone)
    for first in set(heads.values()):
        left = [message for message in whole if heads[message] == first and message not in gone]
        await db.execute(
            "UPDATE pastes SET head_id = ?, due = 1 WHERE channel_id = ?"
            " AND message_id IN (SELECT value FROM json_each(?))",
            (min(left, default=0), channel, json.dumps(left)),
        )


async def _drop(db: aiosqlite.Connection, channel: int, messages: Collection[int]) -> None:
    await db.execute(
        "DELETE FROM pastes WHERE channel_id = ? AND message_id IN (SELECT value FROM json_each(?))",
        (channel, json.dumps(list(messages))),
    )


async def loosen(db: aiosqlite.Connection, place: Place, fingerprint: str) -> None:
    """Before the text of a paste is filed under its first part: forget what the other parts were filed as, if else."""
    if place.part:
        return
    rows = await db.execute_fetchall(
        "SELECT pastes.message_id FROM pastes JOIN postings ON postings.channel_id = pastes.channel_id"
        " AND postings.message_id = pastes.message_id AND part = 0 JOIN articles ON articles.id = article_id"
        " WHERE pastes.channel_id = ? AND head_id = ? AND pastes.message_id <> head_id AND fingerprint <> ?",
        (place.channel, place.message, fingerprint),
    )
    for (message,) in rows:
        await postings.unpost(db, Place(place.guild, place.channel, message))


async def fasten(db: aiosqlite.Connection, place: Place) -> None:
    """After the text of a paste was filed under its first part: every part is a posting of that article."""
    if place.part:
        return
    await db.execute(
        """
        INSERT INTO postings (channel_id, message_id, part, article_id, author, posted_at, link)
        SELECT pastes.channel_id, pastes.message_id, 0, whole.article_id, whole.author, pastes.posted_at, pastes.link
        FROM pastes JOIN postings AS whole ON whole.channel_id = pastes.channel_id
        AND whole.message_id = head_id AND whole.part = 0
        WHERE pastes.channel_id = ? AND head_id = ? AND pastes.message_id <> head_id
        ON CONFLICT (channel_id, message_id, part) DO NOTHING
        """,
        (place.channel, place.message),
    )
