"""Watched channels on the loopback with the real program at work: what the tests of filing share."""

import asyncio
import subprocess
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.loopback import Person, Post, SceneChannel, SceneGuild, discord
from tests.loopback.scene import World
from tests.process.on_discord import ended, on_discord, stopped
from tests.process.program import Program, until
from tests.process.shelf import raw

LIBRARY = (
    "The Library of Congress in Washington, D.C., keeps more than a hundred million items. Congress bought the books of"
    " Thomas Jefferson for it after a fire in 1814. Jefferson, the third president, had collected them at Monticello"
    " for fifty years. A second fire destroyed two thirds of these books in 1851. Ainsworth Rand Spofford, the"
    " librarian from 1864 to 1897, made it the largest library of the United States."
)
POLE = (
    "Roald Amundsen reached the South Pole on 14 December 1911 with four men and sixteen dogs. The Norwegian had told"
    " his crew only in Madeira that the ship Fram would not sail to the Arctic. Robert Falcon Scott stood at the pole"
    " five weeks later and found the tent of Amundsen there. Scott and his four companions died on the way back. A"
    " station of the United States at the pole bears the names of both."
)
TELEPHONE = (
    "Alexander Graham Bell received the patent for the telephone in Washington on 7 March 1876. Three days later Bell"
    " called his assistant Thomas Watson through a wire in Boston. Emperor Pedro of Brazil tried the device at the"
    " exhibition in Philadelphia in the same summer. The Bell Telephone Company was founded in 1877 with the help of"
    " Gardiner Hubbard, who became the father in law of the inventor in that year."
)
CHATTER = "Has anybody seen what the papers in Philadelphia say about the weather today?"


@dataclass(frozen=True, slots=True)
class Newsroom:
    """The loopback, and the program that may run on it."""

    world: World
    program: Program

    @asynccontextmanager
    async def open(self, **environment: str) -> AsyncIterator[subprocess.Popen[bytes]]:
        """The program runs for as long as the block lasts; then it is told to stop, and is gone from Discord."""
        async with on_discord(self.program, self.world, **environment) as child:
            yield child
        await self.world.bot_gone()

    async def starts(self) -> subprocess.Popen[bytes]:
        """Start the program, for a test that ends it in its own way."""
        child = self.program.start("run", environment=self.world.environment())
        await self.world.bot_ready(within=60)
        return child

    async def killed(self, child: subprocess.Popen[bytes]) -> None:
        """End the program with kill -9."""
        child.kill()
        await ended(self.program, child)
        await self.world.bot_gone()

    async def told_to_stop(self, child: subprocess.Popen[bytes]) -> str:
        """Stop it as a service manager does; what it logged."""
        log = (await stopped(self.program, child)).err
        await self.world.bot_gone()
        return log

    async def holds(self, *words: str) -> None:
        """Wait until every one of these is somewhere in the bytes of the store."""
        await eventually(lambda: all(self._is_kept(word) for word in words), f"the store holds {words}")

    async def forgets(self, *words: str) -> None:
        """Wait until none of these is anywhere in the bytes of the store."""
        await eventually(lambda: not any(self._is_kept(word) for word in words), f"the store has no {words}")

    def _is_kept(self, word: str) -> bool:
        stored = raw(self.program.database)
        return word.encode() in stored or word.lower().encode() in stored


@asynccontextmanager
async def newsroom(folder: Path) -> AsyncIterator[Newsroom]:
    """A loopback and a program with a store in this folder, not started; no process may be left at the end."""
    program = Program(folder, folder / "dossier.db")
    try:
        async with discord() as world:
            yield Newsroom(world, program)
    finally:
        for child in program.children:
            child.kill()  # a test that failed may have left it at work
        left = program.left()
    assert left == {}


@dataclass(frozen=True, slots=True)
class Watched:
    """A guild with a watched channel, and Ann, a member without any rights beyond posting."""

    guild: SceneGuild
    news: SceneChannel
    ann: Person


async def watched(world: World, name: str = "Paper", **settings: object) -> Watched:
    """A new guild whose owner has a channel watched, with the options of `setup watch`."""
    guild = world.guild(name)
    made = Watched(guild, guild.channel("news"), guild.member("Ann"))
    answer = await guild.owner.slash(made.news, "setup watch", settings)
    assert "#news is watched from now on." in answer.text, answer.text
    return made


async def filed(*posts: Post) -> None:
    """Wait until messages came to their end, and nothing else is shown under them than ✅."""
    for post in posts:
        await post.reacted("✅", within=60)
        await post.reacted_not("⏳")
    for post in posts:
        assert post.reactions == ["✅"], post


async def eventually(holds: Callable[[], object], what: str) -> None:
    """Wait for something in the store or among the processes, while the loopback goes on."""
    await asyncio.to_thread(until, holds, what, 60.0)
