"""Answers that take long, against the rules of the loopback Discord."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from types import SimpleNamespace
from typing import Any, cast

import discord as library
import pytest
from discord import app_commands

from bot.cards.card import Action, Card, Choice, Line, Section
from bot.chat import answer
from bot.chat.answer import Answer
from bot.chat.client import intents
from bot.chat.items import ITEMS
from bot.chat.press import Kept, Press
from bot.desk.desk import Desk
from tests.loopback import Person, SceneChannel, discord
from tests.loopback.small_bot import pointed_at

DESK = cast("Desk", None)
"""Not used: no button of these cards is too long."""

YES = Choice("Yes", "", Action("Yes", "again"))
NO = Choice("No", "", Action("No", "refuse"))
CARDS = {
    "fine": Card("An answer", choices=(YES, NO)),
    "again": Card("Another answer"),
    "refuse": Card("No.", tone="error"),
    "long": Card("A long answer", sections=(Section(None, (Line("word " * 1500),), "prose"),)),
}


class SlowClient(library.Client):
    """A client with one command, that never knows an answer at once."""

    def __init__(self) -> None:
        super().__init__(intents=intents(), chunk_guilds_at_startup=False, guild_ready_timeout=0.05)
        self.tree = app_commands.CommandTree(self)

        @self.tree.command(name="ask", description="Ask")
        async def ask(interaction: library.Interaction[Any], what: str, private: bool) -> None:
            await answer.respond(DESK, interaction, lambda: _made(what), private=private)

    async def setup_hook(self) -> None:
        self.add_dynamic_items(*ITEMS)
        await self.tree.sync()

    async def pressed(self, interaction: library.Interaction[Any], press: Press | Kept) -> None:
        assert isinstance(press, Press)
        await answer.replace(DESK, interaction, lambda: _made(press.action.command))

    async def on_message(self, message: library.Message) -> None:
        if message.content.startswith("!"):
            await answer.reply(DESK, message, lambda: _made(message.content[1:]))


async def _made(what: str) -> Answer:
    await asyncio.sleep(0.05)  # more than SOON_SECONDS is here
    return Answer(CARDS[what])


@contextlib.asynccontextmanager
async def asking(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[tuple[SceneChannel, Person]]:
    """Somebody in a channel with the slow client."""
    monkeypatch.setattr(answer, "SOON_SECONDS", 0)
    async with discord() as world, pointed_at(world):
        guild = world.guild("Paper")
        channel, ann = guild.channel("news"), guild.member("Ann")
        async with SlowClient() as client:
            task = asyncio.create_task(client.start(world.portal.token))
            await world.bot_ready()
            yield channel, ann
            await client.close()
            await asyncio.gather(task, return_exceptions=True)
            await world.bot_gone()


@pytest.mark.parametrize("private", [False, True])
async def test_a_slow_answer_fills_its_placeholder(monkeypatch: pytest.MonkeyPatch, private: bool) -> None:
    async with asking(monkeypatch) as (channel, ann):
        given = await ann.slash(channel, "ask", what="fine", private=private)
        assert given.deferred
        assert given.ephemeral is private
        assert "An answer" in given.text
        assert given.follow_ups == []


async def test_an_answer_that_cannot_be_given_is_made_no_longer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answer, "SOON_SECONDS", 0)
    made: list[str] = []

    async def make() -> Answer:
        try:
            await asyncio.sleep(30)
        finally:
            made.append("ended")
        return Answer(CARDS["fine"])

    class Gone:
        guild = None

        async def typing(self) -> None:
            raise ConnectionResetError

    message = cast("library.Message", SimpleNamespace(channel=Gone(), guild=None))
    monkeypatch.setattr(answer, "may_attach", lambda *_: False)
    with pytest.raises(ConnectionResetError):
        await answer.reply(DESK, message, make)
    assert made == ["ended"]


async def test_a_slow_refusal_takes_the_placeholder_away(monkeypatch: pytest.MonkeyPatch) -> None:
    async with asking(monkeypatch) as (channel, ann):
        given = await ann.slash(channel, "ask", what="refuse", private=False)
        assert given.deferred
        assert given.ephemeral
        assert "No." in given.text
        assert [post for post in channel.bot_posts if not post.ephemeral and not post.deleted] == []
        alone = await ann.slash(channel, "ask", what="refuse", private=True)
        assert alone.ephemeral
        assert alone.follow_ups == []


async def test_a_slow_press_changes_its_message_and_a_refusal_does_not(monkeypatch: pytest.MonkeyPatch) -> None:
    async with asking(monkeypatch) as (channel, ann):
        given = await ann.slash(channel, "ask", what="fine", private=False)
        refused = await ann.selects(given, "No")
        assert refused.deferred
        assert [(post.ephemeral, post.text) for post in refused.follow_ups] == [(True, "### No.")]
        assert "An answer" in given.text
        await ann.selects(given, "Yes")
        assert "Another answer" in given.text


async def test_a_slow_long_answer_goes_on_below(monkeypatch: pytest.MonkeyPatch) -> None:
    async with asking(monkeypatch) as (channel, ann):
        given = await ann.slash(channel, "ask", what="long", private=True)
        rest = await given.follow_up()
        assert rest.ephemeral
        assert given.text.count("word") + rest.text.count("word") == 1500


async def test_a_slow_typed_answer_stands_below_its_question(monkeypatch: pytest.MonkeyPatch) -> None:
    async with asking(monkeypatch) as (channel, ann):
        question = await ann.posts(channel, "!long")
        first = await question.reply()
        rest = await channel.bot_post(2)
        assert first.text.count("word") + rest.text.count("word") == 1500
