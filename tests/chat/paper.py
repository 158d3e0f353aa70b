"""A guild on the loopback Discord with a watched channel, and the bot at work in this process."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

from bot.chat.client import Client
from bot.desk.desk import Desk
from bot.store import articles, watched
from bot.store.scope import Scope
from bot.store.watched import Watched
from tests.chat.news import article
from tests.desk.workers import Here, desk_of
from tests.loopback.people import Person
from tests.loopback.places import SceneChannel, SceneGuild
from tests.loopback.scene import World
from tests.loopback.small_bot import pointed_at


@dataclass(slots=True)
class Paper:
    """A guild with a watched channel, over a store that outlives the bot."""

    world: World
    folder: Path
    guild: SceneGuild
    news: SceneChannel
    desk: Desk | None = None

    @contextlib.asynccontextmanager
    async def running(self, extractor: Here | None = None) -> AsyncIterator[Client]:
        """The bot, logged in."""
        async with desk_of(self.folder, None, extractor) as desk, pointed_at(self.world):
            self.desk = desk
            async with desk.store.writing() as db:
                if not await watched.one(db, self.news.id):
                    await watched.watch(db, Watched(self.guild.id, self.news.id, "news"), guild_name="Paper")
            async with Client(desk) as client:
                task = asyncio.create_task(client.start(self.world.portal.token))
                try:
                    await self.world.bot_ready()
                    await client.wait_until_ready()
                    yield client
                finally:
                    await client.messages.stop()
                    await client.close()
                    task.cancel()
                    await asyncio.gather(task, return_exceptions=True)
                    await self.world.bot_gone()

    async def openings(self, *expected: int) -> None:
        """Wait until exactly these reports are filed."""
        assert self.desk is not None
        found: list[int] = []
        for _ in range(3_000):
            async with self.desk.store.reading() as db:
                recent = await articles.recent(db, Scope(self.guild.id), limit=100)
            found = sorted(int(one.opening.split()[1]) for one in recent)
            if found == sorted(expected):
                return
            await asyncio.sleep(0.005)
        async with self.desk.store.reading() as db:
            waiting = await db.execute_fetchall("SELECT id, state, reason, attempts, fetch FROM drafts")
        raise AssertionError(f"filed are {found}, waiting are {[tuple(row) for row in waiting]}")


async def files(who: Person, where: SceneChannel, subject: str, n: int) -> None:
    """Post an article on something, unlike all others, and wait until it is filed."""
    post = await who.posts(where, f"{subject} was seen again. {article(n)}")
    await post.reacted("✅")
