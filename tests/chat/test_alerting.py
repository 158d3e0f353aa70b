"""Alerts against the loopback Discord, in this process: by direct message, in a channel, refused, and kept back."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from bot.desk import alerting
from bot.store import alerts, watches
from bot.store.watches import Watch
from tests.chat.paper import Paper, files
from tests.loopback.people import Person

pytestmark = pytest.mark.process


@pytest.fixture(autouse=True)
def often(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(alerting, "LOOK_SECONDS", 0.02)


async def of(paper: Paper, who: Person) -> list[Watch]:
    assert paper.desk is not None
    async with paper.desk.store.reading() as db:
        return await watches.of_owner(db, str(who.user.id))


async def is_settled(paper: Paper) -> None:
    """Nothing waits any more."""
    assert paper.desk is not None
    for _ in range(12_000):
        async with paper.desk.store.reading() as db:
            left = await alerts.due(db, datetime.now(UTC) + timedelta(days=9), limit=1)
        if not left:
            return
        await asyncio.sleep(0.005)
    raise AssertionError("alerts wait")


async def test_by_direct_message_with_the_sentence_and_a_button_that_ends_it(paper: Paper) -> None:
    ann, bob = paper.guild.member("Ann"), paper.guild.member("Bob")
    async with paper.running():
        made = await ann.slash(paper.news, "watch", what="Jefferson")
        assert "Watching Jefferson" in made.text
        await files(bob, paper.news, "Thomas Jefferson", 1)
        heard = await ann.hears()
        assert "Watched: Jefferson" in heard.text
        assert "Thomas Jefferson was seen again." in heard.text
        assert "watched no more" in (await ann.presses(heard, "Unwatch")).text
        assert await of(paper, ann) == []
        before = len(ann.dm.bot_posts)
        await files(bob, paper.news, "Thomas Jefferson", 2)
        await is_settled(paper)
        assert len(ann.dm.bot_posts) == before


async def test_what_its_owner_may_not_read_is_not_told(paper: Paper) -> None:
    editors = paper.guild.role("editors")
    ann, bob = paper.guild.member("Ann"), paper.guild.member("Bob", editors)
    desk = paper.guild.channel("desk", private_to=[editors, paper.guild.bot])
    boss = paper.guild.member("Boss", administrator=True)
    async with paper.running():
        await boss.slash(paper.news, "setup watch", channel=desk)
        for who in (ann, bob):
            await who.slash(paper.news, "watch", what="lighthouses")
        await files(bob, desk, "The secret lighthouse", 3)
        heard = await bob.hears()
        assert "secret lighthouse" in heard.text
        await is_settled(paper)
        assert ann.dm.bot_posts == []


async def test_in_a_channel_for_all(paper: Paper) -> None:
    boss = paper.guild.member("Boss", administrator=True)
    alarms = paper.guild.channel("alarms")
    async with paper.running():
        await boss.slash(alarms, "watch", what="lighthouses", where="here")
        await files(boss, paper.news, "The old lighthouse", 4)
        told = await alarms.bot_post(2)
        assert "Watched: lighthouses" in told.text
        assert "old lighthouse" in told.text


async def test_in_a_thread_that_is_archived(paper: Paper) -> None:
    boss = paper.guild.member("Boss", administrator=True)
    thread = paper.news.thread("Sightings")
    async with paper.running():
        await boss.slash(thread, "watch", what="lighthouses", where="here")
        thread.archives()
        await files(boss, paper.news, "The old lighthouse", 8)
        assert "old lighthouse" in (await thread.bot_post(2)).text


async def test_who_takes_no_direct_messages_is_told_at_the_next_command(paper: Paper) -> None:
    ann, bob = paper.guild.member("Ann"), paper.guild.member("Bob")
    ann.user.takes_dms = False
    async with paper.running():
        await ann.slash(paper.news, "watch", what="lighthouses")
        await files(bob, paper.news, "The old lighthouse", 5)
        await is_settled(paper)
        answer = await ann.slash(paper.news, "recent")
        note = await answer.follow_up()
        assert "1 alert could not be sent to you." in note.text
        listed = await ann.presses(note, "Show me")
        assert listed.ephemeral
        assert "old lighthouse" in listed.text
        assert "not sent" not in (await ann.slash(paper.news, "watches")).text


async def test_who_has_left_watches_no_more(paper: Paper) -> None:
    ann, bob = paper.guild.member("Ann"), paper.guild.member("Bob")
    async with paper.running():
        await ann.slash(paper.news, "watch", what="lighthouses")
        del paper.guild.state.members[ann.user.id]
        await files(bob, paper.news, "The old lighthouse", 6)
        await is_settled(paper)
        assert await of(paper, ann) == []


async def test_gathered_and_snoozed_alerts_wait(paper: Paper) -> None:
    ann, bob = paper.guild.member("Ann"), paper.guild.member("Bob")
    async with paper.running():
        await ann.slash(paper.news, "watch", what="lighthouses", when="day")
        await ann.slash(paper.news, "watch", what="ferries")
        await ann.slash(paper.news, "snooze", watch="ferries")
        await files(bob, paper.news, "The ferry at the lighthouse", 7)
        daily, snoozed = await of(paper, ann)
        assert paper.desk is not None
        for _ in range(6000):
            async with paper.desk.store.reading() as db:
                due = [await alerts.waiting(db, one.id) for one in (daily, snoozed)]
            if all(due) and all(min(times.values()) > datetime.now(UTC) for times in due):
                break
            await asyncio.sleep(0.01)
        assert snoozed.snoozed is not None
        assert [min(times.values()) for times in due][1] == snoozed.snoozed
        assert min(due[0].values()).hour == 8
        assert ann.dm.bot_posts == []
