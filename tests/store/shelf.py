"""A quick way to put texts on the shelf: articles, postings and index rows, without reading or extraction."""

import json
from dataclasses import dataclass

from bot.store.database import Database


@dataclass(frozen=True, slots=True)
class Text:
    """An article as the tests of search need it."""

    text: str
    title: str | None = None
    channels: tuple[int, ...] = (1,)
    guild: int = 0
    author: str | None = None
    byline: str | None = None
    url: str | None = None
    section: str | None = None
    day: int = 19_000


async def shelve(database: Database, texts: list[Text], *, numbers: list[int] | None = None) -> None:
    """Store `texts` in their order; article n is number n, external id "n", unless `numbers` says otherwise."""
    async with database.writing() as db:
        for place, text in enumerate(texts):
            number = numbers[place] if numbers else place + 1
            await db.execute("INSERT OR IGNORE INTO guilds (id, name) VALUES (?, 'elsewhere')", (text.guild,))
            for channel in text.channels:
                values = (channel, text.guild, f"channel-{channel}")
                await db.execute("INSERT OR IGNORE INTO channels (id, guild_id, name) VALUES (?, ?, ?)", values)
            key = (text.guild, json.dumps(sorted(text.channels)))
            await db.execute("INSERT OR IGNORE INTO audiences (guild_id, channels) VALUES (?, ?)", key)
            sql = "SELECT id FROM audiences WHERE guild_id = ? AND channels = ?"
            [(audience,)] = await db.execute_fetchall(sql, key)
            for channel in text.channels:
                await db.execute(
                    "INSERT OR IGNORE INTO audience_channels (channel_id, audience_id) VALUES (?, ?)",
                    (channel, audience),
                )
            cursor = await db.execute(
                """
                INSERT INTO articles (guild_id, number, audience_id, fingerprint, external_id, title, text, section,
                    byline, url, language, day, filed_at, state)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'en', ?, '2024-06-19', 'ready')
                """,
                (
                    *(text.guild, number, audience, str(number), str(number), text.title),
                    *(text.text, text.section, text.byline, text.url, text.day),
                ),
            )
            indexed = (cursor.lastrowid, text.title, text.text)
            await db.execute("INSERT INTO article_index (rowid, title, text) VALUES (?, ?, ?)", indexed)
            for channel in text.channels:
                await db.execute(
                    """
                    INSERT INTO postings (channel_id, message_id, article_id, author, posted_at)
                    VALUES (?, ?, ?, ?, '2024-06-19')
                    """,
                    (channel, number, cursor.lastrowid, text.author),
                )
