"""Digests and catching up against the loopback Discord, in this process, by a clock that is set by hand."""

import asyncio
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
from discord import TextChannel

from bot.chat.client import Client
from bot.desk import digesting
from bot.store import digests
from bot.store.digests import Digest
from tests.chat.news import article
from tests.chat.paper import Paper, files
from tests.loopback.places import SceneChannel

pytestmark = pytest.mark.process


@dataclass(slots=True)
class Clock:
    """What the clock shows; ahead of the real one by so much."""

    ahead: timedelta = timedelta()

    def now(self) -> datetime:
        return datetime.now(UTC) + self.ahead


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    made = Clock()
    monkeypatch.setattr(digesting, "LOOK_SECONDS", 0.02)
    monkeypatch.setattr(digesting, "_AGAIN_SECONDS", 0.05)
    monkeypatch.setattr(digesting, "now", made.now)
    return made


async def of(paper: Paper, where: SceneChannel) -> Digest | None:
    assert paper.desk is not None
    async with paper.desk.store.reading() as db:
        return await digests.of_channel(db, where.id)


async def comes_due(paper: Paper, where: SceneChannel, clock: Clock) -> None:
    """The time of a channel's digest comes, and it is posted or not."""
    before = await of(paper, where)
    assert before is not None
    clock.ahead += before.due_at - clock.now() + timedelta(seconds=1)
    for _ in range(12_000):
        after = await of(paper, where)
        if after is None or after.due_at != before.due_at:
            return
        await asyncio.sleep(0.005)
    raise AssertionError("nothing came of the digest")


async def test_it_is_posted_with_what_all_may_read_and_never_twice(paper: Paper, clock: Clock) -> None:
    boss, ann = paper.guild.member("Boss", administrator=True), paper.guild.member("Ann")
    editors = paper.guild.role("editors")
    desk = paper.guild.channel("desk", private_to=[editors, paper.guild.bot])
    morning = paper.guild.channel("morning")
    async with paper.running():
        await boss.slash(desk, "setup watch")
        made = await boss.slash(morning, "digest schedule", when="daily 08:00")
        assert "morning daily at 08:00." in made.text
        await files(ann, paper.news, "The old lighthouse", 1)
        await files(boss, desk, "The secret ferry", 2)
        await comes_due(paper, morning, clock)
        told = await morning.bot_post(2)
        assert "1 story in 1 article" in told.text
        assert "The old lighthouse" in told.text
        assert "secret" not in told.text
        assert "Late" not in told.text
        await comes_due(paper, morning, clock)
        await files(ann, paper.news, "The new crane", 3)
        await comes_due(paper, morning, clock)
        again = await morning.bot_post(3)
        assert "new crane" in again.text
        assert "[#1](" in told.text
        assert "[#1](" not in again.text
        assert len(morning.bot_posts) == 3


async def test_after_a_restart_what_was_missed_is_posted_once_and_late(paper: Paper, clock: Clock) -> None:
    boss = paper.guild.member("Boss", administrator=True)
    async with paper.running():
        await boss.slash(paper.news, "digest schedule", when="daily 08:00")
        await files(boss, paper.news, "The old lighthouse", 4)
    before = len(paper.news.bot_posts)
    clock.ahead += timedelta(days=5)
    async with paper.running():
        told = await paper.news.bot_post(before + 1)
        assert "Late: it was due on" in told.text
        assert "old lighthouse" in told.text
        for _ in range(3):
            await comes_due(paper, paper.news, clock)
    assert len(paper.news.bot_posts) == before + 1


async def test_ended_before_it_was_noted_it_is_not_posted_again(
    paper: Paper, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    boss = paper.guild.member("Boss", administrator=True)
    real, reached = digests.told, asyncio.Event()

    async def never(*_: object, **__: object) -> None:
        reached.set()
        await asyncio.Event().wait()

    async with paper.running():
        await boss.slash(paper.news, "digest schedule", when="daily 08:00")
        await files(boss, paper.news, "The old lighthouse", 5)
        before = len(paper.news.bot_posts)
        due = await of(paper, paper.news)
        assert due is not None
        monkeypatch.setattr(digests, "told", never)
        clock.ahead += due.due_at - clock.now()
        async with asyncio.timeout(60):
            await reached.wait()
    monkeypatch.setattr(digests, "told", real)
    async with paper.running():
        for _ in range(12_000):
            found = await of(paper, paper.news)
            if found and found.sent_at:
                break
            await asyncio.sleep(0.005)
        assert len([post for post in paper.news.bot_posts if "Digest of" in post.text]) == 1
        assert len(paper.news.bot_posts) == before + 1


async def knows(client: Client, where: SceneChannel, *, may_post: bool) -> None:
    """Wait until the bot was told whether it may post in a channel."""
    channel = client.get_channel(where.id)
    assert isinstance(channel, TextChannel)
    async with asyncio.timeout(60):
        while channel.permissions_for(channel.guild.me).send_messages is not may_post:  # noqa: ASYNC110
            await asyncio.sleep(0.005)


async def test_where_it_may_not_post_the_list_says_so(paper: Paper, clock: Clock) -> None:
    boss = paper.guild.member("Boss", administrator=True)
    morning = paper.guild.channel("morning")
    async with paper.running() as client:
        await boss.slash(morning, "digest schedule", when="weekdays 8")
        await files(boss, paper.news, "The old lighthouse", 6)
        morning.denies(paper.guild.bot, "SEND_MESSAGES")
        await knows(client, morning, may_post=False)
        await comes_due(paper, morning, clock)
        listed = await boss.slash(paper.news, "digest list", private=True)
        assert "I may not post there" in listed.text
        morning.allows(paper.guild.bot, "SEND_MESSAGES")
        await knows(client, morning, may_post=True)
        await comes_due(paper, morning, clock)
        assert "old lighthouse" in (await morning.bot_post(2)).text


async def test_a_channel_that_was_deleted_while_it_was_away_gets_none(paper: Paper, clock: Clock) -> None:
    boss = paper.guild.member("Boss", administrator=True)
    morning = paper.guild.channel("morning")
    async with paper.running():
        await boss.slash(morning, "digest schedule", when="daily")
    morning.deletes()
    async with paper.running():
        if await of(paper, morning):
            await comes_due(paper, morning, clock)
        assert await of(paper, morning) is None


async def test_catching_up_is_for_its_reader_alone_and_goes_by_what_they_may_read(paper: Paper) -> None:
    editors = paper.guild.role("editors")
    ann, bob = paper.guild.member("Ann"), paper.guild.member("Bob", editors)
    boss = paper.guild.member("Boss", administrator=True)
    desk = paper.guild.channel("desk", private_to=[editors, paper.guild.bot])
    async with paper.running():
        await boss.slash(desk, "setup watch")
        await files(bob, desk, "The secret ferry", 7)
        await files(ann, paper.news, "The old lighthouse", 8)
        for who, counted in ((ann, "in 1 article"), (bob, "in 2 articles")):
            answer = await who.slash(paper.news, "catchup")
            assert answer.ephemeral
            assert f"{counted}\n" in answer.text
            assert ("· desk ·" in answer.text) == (who is bob)
            assert "Nothing new since" in (await who.slash(paper.news, "catchup")).text
        before = len(paper.news.bot_posts)
        await bob.posts(paper.news, "!catchup")
        offer = await paper.news.bot_post(before + 1)
        assert "for your eyes only" in offer.text
        shown = await boss.presses(offer, "Show me")
        assert shown.ephemeral
        assert "· desk ·" in shown.text


async def test_what_was_posted_while_it_was_away_is_new(paper: Paper) -> None:
    ann = paper.guild.member("Ann")
    async with paper.running():
        await files(ann, paper.news, "The old lighthouse", 9)
        assert "in 1 article" in (await ann.slash(paper.news, "catchup")).text
    missed = await ann.posts(paper.news, f"The new crane was seen again. {article(10)}")
    async with paper.running():
        await missed.reacted("✅")
        answer = await ann.slash(paper.news, "catchup")
        assert "Since you looked on" in answer.text
        assert "[#2](" in answer.text
        assert "[#1](" not in answer.text
