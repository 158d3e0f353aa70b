"""The parts of a message that are links and files: which part is which, also after another was taken out of it."""

from collections.abc import Mapping

import aiosqlite


async def known(db: aiosqlite.Connection, channel: int, message: int) -> dict[str, int]:
    """The part that each link or file of a message is: by the link in its canonical form, by the file's id."""
    rows = await db.execute_fetchall(
        "SELECT source, part FROM message_parts WHERE channel_id = ? AND message_id = ?", (channel, message)
    )
    return {row[0]: row[1] for row in rows}


async def write(db: aiosqlite.Connection, channel: int, message: int, parts: Mapping[int, str]) -> None:
    """Note the links and files of a message of which something is noted already, in place of those it had."""
    await db.execute("DELETE FROM message_parts WHERE channel_id = ? AND message_id = ?", (channel, message))
    await db.executemany(
        "INSERT INTO message_parts (channel_id, message_id, part, source) VALUES (?, ?, ?, ?)",
        [(channel, message, part, source) for part, source in parts.items()],
    )


async def filed(db: aiosqlite.Connection, channel: int, message: int) -> set[int]:
    """The parts of a message that are filed, and do not wait to be filed anew."""
    rows = await db.execute_fetchall(
        "SELECT part FROM postings WHERE channel_id = :channel AND message_id = :message"
        " EXCEPT SELECT part FROM drafts WHERE channel_id = :channel AND message_id = :message",
        {"channel": channel, "message": message},
    )
    return {row[0] for row in rows}
