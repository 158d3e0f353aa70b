"""The history of a channel, read by request: behind live messages, through cancel and kill -9, and told as it goes."""

import re
from collections.abc import AsyncIterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from sqlite3 import connect
from typing import Any

import pytest

from tests.benchmarks.texts import made_up
from tests.loopback import Answer, Person, Post, SceneChannel, SceneGuild
from tests.process.newsroom import CHATTER, Newsroom, newsroom

pytestmark = pytest.mark.process

WORDS = 90
ONE_IN = 4
"""Of the messages are articles."""


def said(post: Post | Answer) -> str:
    """What a message says, without its marks."""
    return re.sub(r"[*\\]|^#+ ", "", post.text, flags=re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Office:
    """A channel with a history, and one where its owner asks for things."""

    room: Newsroom
    guild: SceneGuild
    news: SceneChannel
    desk: SceneChannel
    ann: Person

    async def history(self, messages: int, one_in: int = ONE_IN) -> list[Post]:
        """Messages of the last weeks; those of them that are articles."""
        texts = iter(made_up(messages // one_in, WORDS, seed=11))
        articles = []
        for number in range(messages):
            at = datetime.now(UTC) - timedelta(days=30) + timedelta(hours=number)
            text = next(texts) if number % one_in == 0 else f"{CHATTER} {number}"
            post = await self.ann.posts(self.news, text, at=at)
            articles += [post] if number % one_in == 0 else []
        return articles

    async def asks(self, **options: Any) -> Answer:
        """The owner has the history read."""
        return await self.guild.owner.slash(self.desk, "backfill start", {"channel": self.news, **options})

    async def progress(self) -> Post:
        """The message that tells how far it is."""
        told = await self.room.world.until(self._progress, "the message that tells how far it is", 60)
        return Post(told.double, told.message)

    def _progress(self) -> Post | None:
        return next((post for post in self.desk.bot_posts if "Articles found" in said(post)), None)

    async def says(self, post: Post, *words: str) -> None:
        """Wait until a message says all of this."""
        await self.room.world.until(lambda: all(word in said(post) for word in words), f"{words} in {post.text}", 120)

    def filed(self) -> int:
        """How many articles there are."""
        with closing(connect(f"file:{self.room.program.database}?mode=ro", uri=True)) as db:
            return int(db.execute("SELECT count(*) FROM articles WHERE state = 'ready'").fetchone()[0])


@pytest.fixture
async def office(tmp_path: Path) -> AsyncIterator[Office]:
    async with newsroom(tmp_path) as room:
        guild = room.world.guild("Paper")
        yield Office(room, guild, guild.channel("news"), guild.channel("desk"), guild.member("Ann"))


def count(post: Post, what: str) -> int:
    """A number that a message tells."""
    found = re.search(rf"{what}\W+([\d,]+)", said(post))
    assert found, post.text
    return int(found[1].replace(",", ""))


async def test_old_articles_are_filed_and_a_live_one_in_the_middle_has_its_card(office: Office) -> None:
    articles = await office.history(300)
    async with office.room.open():
        await office.guild.owner.slash(office.desk, "setup watch", {"channel": office.news})
        answer = await office.asks(since="60d")
        assert said(answer).startswith("The history of #news is read."), answer.text
        progress = await office.progress()
        assert progress.labels == ["Cancel"]
        await articles[-1].reacted("✅", within=60)
        [text] = made_up(1, WORDS, seed=12)
        live = await office.ann.posts(office.news, text)
        card = await live.reply(within=60)
        assert "Filed" in card.text
        assert articles[0].reactions == []
        await office.says(progress, "was read", f"Filed: {len(articles)}")
        assert count(progress, "Messages looked at") == 300
        assert progress.labels == []
        for post in articles:
            assert (post.reactions, post.bot_replies) == (["✅"], [])
        assert office.filed() == len(articles) + 1
        again = await office.asks(since="60d")
        assert "is read" in said(again)
        await office.room.world.until(
            lambda: any(f"Known already: {len(articles) + 1}" in said(post) for post in office.desk.bot_posts),
            "everything is known", 60,
        )  # fmt: skip
        assert office.filed() == len(articles) + 1


async def test_it_is_given_up_by_its_button_also_after_a_restart(office: Office) -> None:
    await office.history(150, one_in=1)
    async with office.room.open():
        await office.asks()
        progress = await office.progress()
        await office.says(progress, "Reading the history of #news")
    filed = office.filed()
    assert filed < 150
    async with office.room.open():
        answer = await office.guild.owner.presses(progress, "Cancel")
        assert (answer.ephemeral, said(answer).startswith("The history of #news is read no further.")) == (True, True)
        await office.says(progress, "The reading of #news was cancelled.")
        assert filed <= office.filed() == count(progress, "Filed") < 150
        assert said(await office.asks()).startswith("The history of #news is read.")


async def test_killed_in_the_middle_it_goes_on_and_counts_each_once(office: Office) -> None:
    articles = await office.history(300)
    thread = office.news.thread("Old")
    [text] = made_up(1, WORDS, seed=12)
    articles.append(await office.ann.posts(thread, text, at=datetime.now(UTC) - timedelta(days=1)))
    thread.archives()
    child = await office.room.starts()
    await office.asks()
    progress = await office.progress()
    await office.room.world.until(lambda: office.filed() > 0, "some are filed", 60)
    await office.room.killed(child)
    assert office.filed() < len(articles)
    async with office.room.open():
        await office.says(progress, "was read")
        told = [count(progress, what) for what in ("Messages looked at", "Articles found", "Filed", "Failed")]
        assert told == [301, len(articles), len(articles), 0]
        assert office.filed() == len(articles)
        assert all(post.reactions == [] for post in articles)
        assert len([post for post in office.desk.bot_posts if "Articles found" in said(post)]) == 1


async def test_a_channel_that_the_bot_may_not_read(office: Office) -> None:
    articles = await office.history(4)
    office.news.denies(office.guild.bot, "READ_MESSAGE_HISTORY")
    async with office.room.open():
        await office.asks()
        sentence = "I may not read the history of #news: give me “View Channel” and “Read Message History” there"
        await office.room.world.until(
            lambda: any(said(post).startswith(sentence) for post in office.desk.bot_posts), sentence, 60
        )
        assert office.filed() == 0
        office.news.allows(office.guild.bot, "READ_MESSAGE_HISTORY")
        await office.asks()
        await office.room.world.until(
            lambda: any("Filed: 1" in said(post) for post in office.desk.bot_posts), "it is read now", 60
        )
    assert office.filed() == len(articles) == 1
