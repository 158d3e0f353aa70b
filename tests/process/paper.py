"""A newspaper's guild on the loopback, with Dossier at work in it: what the tests of answers share."""

import subprocess
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.loopback import Answer, Person, Post, SceneChannel, SceneGuild, discord
from tests.loopback.people import HasChannel
from tests.loopback.scene import World
from tests.process.on_discord import ended, stopped
from tests.process.program import Program

FRANKLIN = (
    "The speech after Pearl Harbor\n\n"
    "Franklin Roosevelt spoke to Congress on 8 December 1941, a day after the attack on Pearl Harbor, which killed"
    " 2,403 people. Roosevelt asked for a declaration of war on Japan, and the Senate voted for it within the hour."
    " Winston Churchill crossed the Atlantic to Washington before Christmas. Roosevelt met him again at Casablanca in"
    " January 1943. The president died at Warm Springs in Georgia on 12 April 1945."
)
ELEANOR = (
    "Rights for everybody\n\n"
    "Eleanor Roosevelt led the commission that wrote the Universal Declaration of Human Rights. The General Assembly of"
    " the United Nations adopted it in Paris on 10 December 1948. Roosevelt worked on it with René Cassin, a lawyer"
    " from France, and with John Humphrey, who came from Canada. Harry Truman had sent her to London for the first"
    " meeting. Roosevelt later visited India, Japan and Yugoslavia."
)
WALL = (
    "The wall in Berlin\n\n"
    "Ronald Reagan spoke at the Brandenburg Gate in West Berlin on 12 June 1987. Reagan asked Mikhail Gorbachev, who"
    " led the Soviet Union, to tear down the wall. Helmut Kohl, the chancellor of West Germany, stood beside him. The"
    " wall fell on 9 November 1989, after Günter Schabowski had read out a note about travel. Kohl and Gorbachev met"
    " in the Caucasus in July 1990 and agreed on the terms of unity."
)
PRIZE = (
    "A prize for radium\n\n"
    "Marie Curie won the Nobel Prize in Chemistry in 1911 for the discovery of radium and polonium. Marie Curie had"
    " shared the Nobel Prize in Physics with Henri Becquerel and Pierre Curie eight years before. The Royal Swedish"
    " Academy of Sciences in Stockholm gave her both. She travelled there from Paris with her daughter Irène, who won"
    " the prize in chemistry herself in 1935. Albert Einstein wrote her a letter."
)
"""Articles, each with its title; the first two are about two people of one surname."""


@dataclass(slots=True)
class Paper:
    """The guild: `news` for all, `desk` for the editors; Ann manages it, Bob is an editor, Eve a reader."""

    program: Program
    world: World
    guild: SceneGuild
    news: SceneChannel
    desk: SceneChannel
    ann: Person
    bob: Person
    eve: Person
    child: subprocess.Popen[bytes] | None = None

    async def starts(self) -> None:
        """Dossier starts, and is ready."""
        self.child = self.program.start("run", environment=self.world.environment())
        try:
            await self.world.bot_ready(within=60)
        except AssertionError as error:
            self.child.kill()
            error.add_note((await ended(self.program, self.child)).err)
            raise

    async def kills(self) -> None:
        """Dossier ends without a word."""
        assert self.child is not None
        self.child.kill()
        await ended(self.program, self.child)
        await self.world.bot_gone()
        self.child = None

    async def stops(self) -> None:
        """Dossier is told to stop, if it runs."""
        if self.child is not None:
            await stopped(self.program, self.child)

    async def files(self, where: SceneChannel, *articles: str, by: Person | None = None) -> list[Post]:
        """Articles posted one after another, and all of them filed."""
        posts = [await (by or self.bob).posts(where, one) for one in articles]
        for post in posts:
            await post.reacted("✅", within=90)
            await post.reply(within=90)
        return posts

    async def asks(self, who: Person, line: str, where: HasChannel | None = None, reply_to: Post | None = None) -> Post:
        """The first message of the answer to a typed line."""
        return await (await who.posts(where or self.news, line, reply_to=reply_to)).reply()


def paper_in(program: Program, world: World) -> Paper:
    """The guild, without Dossier."""
    guild = world.guild("Paper")
    editors = guild.role("editors")
    return Paper(
        program,
        world,
        guild,
        guild.channel("news"),
        guild.channel("desk", private_to=[editors, guild.bot]),
        guild.member("Ann", administrator=True),
        guild.member("Bob", editors),
        guild.member("Eve"),
    )


@asynccontextmanager
async def paper(folder: Path) -> AsyncIterator[Paper]:
    """A guild with Dossier at work in it, which watches both channels."""
    program = Program(folder, folder / "dossier.db")
    try:
        async with discord() as world:
            made = paper_in(program, world)
            await made.starts()
            for channel in (made.news, made.desk):
                await made.ann.slash(made.news, "setup watch", channel=channel)
            yield made
            await made.stops()
    finally:
        left = program.left()
    assert left == {}


def shown(answer: Answer | Post) -> str:
    """What a user sees, for messages of failed assertions."""
    post = answer.post if isinstance(answer, Answer) else answer
    selects = [f"[{one.placeholder}: {', '.join(label for _, label in one.options)}]" for one in post.selects]
    return "\n".join([post.text, " ".join(f"({label})" for label in post.labels), *selects])
