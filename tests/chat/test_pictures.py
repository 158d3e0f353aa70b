"""Pictures under answers, against the rules of the loopback Discord: attached, described, replaced, no hindrance."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from types import SimpleNamespace
from typing import Any, cast

import discord as library
import pytest
from discord import app_commands

from bot.cards.card import Action, Attached, Card, Choice, Page
from bot.chat import answer
from bot.chat.answer import Answer
from bot.chat.client import intents
from bot.chat.items import ITEMS
from bot.chat.press import Kept, Press
from bot.desk.desk import Desk
from bot.pictures.types import Bar, BarChart, Picture
from bot.work import staff
from bot.work.errors import StageFailed
from tests.loopback import Person, Post, SceneChannel, discord
from tests.loopback.reading import pictures_of
from tests.loopback.scene import World
from tests.loopback.small_bot import pointed_at


def chart(alt: str) -> BarChart:
    return BarChart("Killed", alt, (Bar("Army", 3, "3"),))


PAGE = Page(1, 2, Action("", "second"))
CARDS = {
    "plain": Card("Nothing to see"),
    "one": Card("One", choices=(Choice("To two", "", Action("", "two")), Choice("To plain", "", Action("", "plain"))),
                picture=chart("three soldiers")),
    "two": Card("Two", picture=chart("three more"), choices=(Choice("To plain", "", Action("", "plain")),)),
    "paged": Card("Paged", picture=chart("page one"), page=PAGE),
    "second": Card("Second page", page=Page(2, 2, Action("", "paged"))),
    "files": Card("Two files", files=(Attached("one.gz", b"first"), Attached("two.gz", b"second"))),
    "failing": Card("Failing", picture=chart("fails")),
}  # fmt: skip


class Illustrator:
    """Draws the words of a picture, or fails."""

    async def call(self, stage: object, picture: Picture) -> bytes:
        await asyncio.sleep(0.01)
        if picture.alt == "fails":
            raise StageFailed("draw", "ValueError", "no colours left")
        return b"\x89PNG" + picture.alt.encode()


class Waiting(Illustrator):
    """Draws when it is let."""

    def __init__(self) -> None:
        self.free = asyncio.Event()

    async def call(self, stage: object, picture: Picture) -> bytes:
        await self.free.wait()
        return await super().call(stage, picture)


class DrawingClient(library.Client):
    """A client whose one command answers with a card of the name that it is given."""

    def __init__(self, illustrator: object) -> None:
        super().__init__(intents=intents(), chunk_guilds_at_startup=False, guild_ready_timeout=0.05)
        self.desk = cast("Desk", SimpleNamespace(illustrator=illustrator))
        self.tree = app_commands.CommandTree(self)

        @self.tree.command(name="ask", description="Ask")
        async def ask(interaction: library.Interaction[Any], what: str, private: bool = False) -> None:
            await answer.respond(self.desk, interaction, lambda: _made(what), private=private)

    async def setup_hook(self) -> None:
        self.add_dynamic_items(*ITEMS)
        await self.tree.sync()

    async def pressed(self, interaction: library.Interaction[Any], press: Press | Kept) -> None:
        assert isinstance(press, Press)
        await answer.replace(self.desk, interaction, lambda: _made(press.action.command))

    async def on_message(self, message: library.Message) -> None:
        if message.content.startswith("!"):
            await answer.reply(self.desk, message, lambda: _made(message.content[1:]))


async def _made(what: str) -> Answer:
    return Answer(CARDS[what])


@contextlib.asynccontextmanager
async def drawing(illustrator: object = None) -> AsyncIterator[tuple[World, SceneChannel, Person]]:
    """Somebody in a channel with the client."""
    async with discord() as world, pointed_at(world):
        guild = world.guild("Paper")
        channel, ann = guild.channel("news"), guild.member("Ann")
        async with DrawingClient(illustrator or Illustrator()) as client:
            task = asyncio.create_task(client.start(world.portal.token))
            await world.bot_ready()
            yield world, channel, ann
            await client.close()
            await asyncio.gather(task, return_exceptions=True)
            await world.bot_gone()


async def shows(post: Post, alt: str | None) -> None:
    """Wait until a message shows the one picture that this describes, or none; its file is attached, and no other."""
    for _ in range(6000):
        files = post.message.attachments
        if [file.description for file in files] == ([alt] if alt else []) and len(pictures_of(post.message)) == len(
            files
        ):
            return
        await asyncio.sleep(0.01)
    pytest.fail(f"{[file.description for file in post.message.attachments]}, not {alt}")


@pytest.mark.parametrize("private", [False, True])
async def test_a_picture_follows_its_card(private: bool) -> None:
    async with drawing() as (_, channel, ann):
        given = await ann.slash(channel, "ask", what="one", private=private)
        assert "One" in given.text
        await shows(given.post, "three soldiers")
        assert "To two" in [label for _, label in given.post.selects[0].options]


async def test_a_typed_answer_has_its_picture_too() -> None:
    async with drawing() as (_, channel, ann):
        asked = await ann.posts(channel, "!one")
        reply = await asked.reply()
        await shows(reply, "three soldiers")


async def test_what_replaces_a_card_replaces_its_picture() -> None:
    async with drawing() as (_, channel, ann):
        given = await ann.slash(channel, "ask", what="one", private=False)
        await shows(given.post, "three soldiers")
        await ann.selects(given, "To two")
        await shows(given.post, "three more")
        await ann.presses(given, "To plain")
        await shows(given.post, None)
        assert "Nothing to see" in given.text


async def test_a_card_with_pages_turns_without_the_picture_of_the_first() -> None:
    async with drawing() as (_, channel, ann):
        given = await ann.slash(channel, "ask", what="paged", private=False)
        await shows(given.post, "page one")
        await ann.presses(given, "Next ›")
        await shows(given.post, None)


@pytest.mark.parametrize("how", ["slash", "deferred", "typed"])
async def test_a_picture_that_comes_when_the_page_is_turned_is_not_shown(
    monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    if how == "deferred":
        monkeypatch.setattr(answer, "SOON_SECONDS", 0)
    illustrator = Waiting()
    async with drawing(illustrator) as (_, channel, ann):
        if how == "typed":
            given = await (await ann.posts(channel, "!paged")).reply()
        else:
            given = (await ann.slash(channel, "ask", what="paged", private=False)).post
        await shows(given, None)
        await ann.presses(given, "Next ›")
        illustrator.free.set()
        last = await ann.slash(channel, "ask", what="paged", private=False)
        await shows(last.post, "page one")
        await shows(given, None)
        assert "Second page" in given.text


async def test_a_picture_that_fails_costs_nothing(caplog: pytest.LogCaptureFixture) -> None:
    async with drawing() as (_, channel, ann):
        given = await ann.slash(channel, "ask", what="failing", private=False)
        typed = await (await ann.posts(channel, "!failing")).reply()
        assert "Failing" in given.text
        assert "Failing" in typed.text
        for _ in range(6000):
            if "a picture could not be drawn: draw raised ValueError: no colours left" in caplog.text:
                break
            await asyncio.sleep(0.01)
        else:
            pytest.fail("what went wrong is not in the log")
        await shows(given.post, None)


async def test_the_worker_draws_what_discord_takes() -> None:
    async with staff.illustrator() as illustrator, drawing(illustrator) as (_, channel, ann):
        given = await ann.slash(channel, "ask", what="paged", private=False)
        await shows(given.post, "page one")
        [file] = given.post.message.attachments
        assert file.filename == "picture.png"
        assert file.data.startswith(b"\x89PNG")


@pytest.mark.parametrize("soon", [0.0, 5.0])
async def test_the_files_of_a_card_are_messages_for_its_asker_alone(
    monkeypatch: pytest.MonkeyPatch, soon: float
) -> None:
    monkeypatch.setattr(answer, "SOON_SECONDS", soon)
    async with drawing() as (world, channel, ann):
        given = await ann.slash(channel, "ask", what="files", private=True)
        second = await given.follow_up()
        for post, name, data in ((given.post, "one.gz", b"first"), (second, "two.gz", b"second")):
            [file] = post.message.attachments
            assert (file.filename, file.data, post.ephemeral) == (name, data, True)
        assert world.violations == []
