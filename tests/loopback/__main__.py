"""`python -m tests.loopback`: a small Discord to point a bot at, played from the terminal."""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import shlex
import sys
import threading
from typing import Any

from tests.loopback import invoking
from tests.loopback.people import Person
from tests.loopback.places import SceneChannel
from tests.loopback.posts import Answer, Post
from tests.loopback.scene import World, discord
from tests.loopback.state import Message

HELP = """\
Ann (an administrator) and Bob are in the guild Paper; #desk is private to Ann and the bot. Lines that you can type:
  Some text                        Ann posts it in #news; \\n begins a new line
  #desk Some text                  … in another channel
  @Bob Some text                   Bob posts it; also: @Bob #desk …, @Bob /entity …
  /entity name=KCNA                a slash command, with its options
  press More · select 1            on the last message of the bot that has buttons or a select
  submit name=KCNA                 the modal that was shown last
  journal                          what happened last
"""


class Stage:
    """The demo guild, and what the terminal says to it."""

    def __init__(self, world: World) -> None:
        paper = world.guild("Paper")
        self.world = world
        self.people = {"Ann": paper.member("Ann", administrator=True), "Bob": paper.member("Bob")}
        desk = paper.channel("desk", private_to=[world.bot])
        self.channels = {"news": paper.channel("news"), "desk": desk}
        self.answer: Answer | None = None

    async def line(self, line: str) -> str:
        """Do what a line says; what is to be shown for it."""
        who, where = self.people["Ann"], self.channels["news"]
        if line.startswith("@") and line[1:].partition(" ")[0] in self.people:
            name, _, line = line[1:].partition(" ")
            who = self.people[name]
        if line.startswith("#") and line[1:].partition(" ")[0] in self.channels:
            name, _, line = line[1:].partition(" ")
            where = self.channels[name]
        if line == "journal":
            return self.world.journal()
        word, _, rest = line.partition(" ")
        if line.startswith("/"):
            self.answer = await self._slash(who, where, line[1:])
        elif word == "press":
            self.answer = await who.presses(self._last(lambda post: bool(post.buttons)), rest)
        elif word == "select":
            self.answer = await who.selects(self._last(lambda post: bool(post.selects)), *shlex.split(rest))
        elif word == "submit" and self.answer is not None:
            self.answer = await who.submits(self.answer, dict(part.split("=", 1) for part in shlex.split(rest)))
        elif line:
            await who.posts(where, line.replace("\\n", "\n"))
            return ""
        return described(self.answer) if self.answer else ""

    async def _slash(self, who: Person, where: SceneChannel, line: str) -> Answer:
        words = shlex.split(line)
        path = " ".join(word for word in words if "=" not in word)
        kinds = invoking.option_kinds(self.world.double, who.user, where.state, path)
        given = dict(word.split("=", 1) for word in words if "=" in word)
        return await who.slash(where, path, {name: _typed(kinds.get(name, 3), value) for name, value in given.items()})

    def _last(self, fits: Any) -> Post:
        every = [Post(self.world.double, one) for one in self.world.double.state.messages.values()]
        found = [one for one in every if fits(one) and not one.deleted]
        if not found:
            raise AssertionError("There is no such message.")
        return found[-1]


def _typed(kind: int, value: str) -> Any:
    if kind == 5:
        return value.lower() in {"true", "yes", "1"}
    return int(value) if kind == 4 else float(value) if kind == 10 else value


def described(answer: Answer) -> str:
    """An answer in a few lines."""
    if answer.interaction.modal is not None:
        return f"[a modal: {answer.modal['title']}]"
    return f"[acknowledged after {answer.ack_seconds:.3f} s]"


def shown(post: Post) -> str:
    """A message of the bot, as a person sees it."""
    buttons = "  ".join(f"[{label}]" for label in post.labels)
    selects = "\n".join(f"<{', '.join(label for _, label in one.options)}>" for one in post.selects)
    seen = " (only one person sees this)" if post.ephemeral else ""
    return "\n".join(
        part for part in (f"--- {post.message.author.name}{seen}", post.text, buttons, selects, "---") if part
    )


async def print_bot(world: World) -> None:
    """Print each message of the bot, and each new state of it, until cancelled."""
    versions: dict[int, int] = {}
    bot = world.double.state.bot

    def news() -> list[Message]:
        every = world.double.state.messages.values()
        return [one for one in every if one.author is bot and versions.get(one.id) != one.versions]

    while True:
        for message in await world.double.record.until(news, "a message", 1e9):
            versions[message.id] = message.versions
            print(shown(Post(world.double, message)), flush=True)


def typed_lines() -> asyncio.Queue[str]:
    """The lines of standard input as they are typed; an empty string is its end.

    A daemon thread reads them, because it cannot be interrupted and must not keep the program alive.
    """
    loop, lines = asyncio.get_running_loop(), asyncio.Queue[str]()

    def read() -> None:
        while line := sys.stdin.readline():
            loop.call_soon_threadsafe(lines.put_nowait, line)
        loop.call_soon_threadsafe(lines.put_nowait, "")

    threading.Thread(target=read, daemon=True).start()
    return lines


async def play(options: argparse.Namespace) -> None:
    """Serve until the input ends."""
    async with discord(heartbeat=options.heartbeat, message_content=not options.no_content, port=options.port) as world:
        world.double.record.listener = lambda line: print(line, file=sys.stderr, flush=True)
        stage = Stage(world)
        print("Start your bot with:\n  " + " ".join(f"{key}={value}" for key, value in world.environment().items()))
        print(HELP, flush=True)
        printer = asyncio.create_task(print_bot(world))
        lines = typed_lines()
        while line := await lines.get():
            try:
                said = await stage.line(line.strip())
            except (AssertionError, ValueError) as error:
                said = str(error)
            if said:
                print(said, flush=True)
        printer.cancel()
        violations = [str(one) for one in world.violations]
        world.violations.clear()
    print("\n".join(["Violations:", *violations]) if violations else "No violations.")


def main() -> None:
    """Parse the command line, and play."""
    parser = argparse.ArgumentParser(prog="python -m tests.loopback", description=__doc__)
    parser.add_argument("--port", type=int, default=0, help="the port on 127.0.0.1 (a free one)")
    parser.add_argument("--heartbeat", type=float, default=41.25, help="heartbeat interval in seconds (41.25)")
    parser.add_argument("--no-content", action="store_true", help="the message-content intent is off in the portal")
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(play(parser.parse_args()))


if __name__ == "__main__":
    main()
