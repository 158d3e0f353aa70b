"""What the console is given: the commands, who asks, and where posted text goes."""

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from bot.cards.card import Action, Card, Refusal
from bot.commands.ask import Ask
from bot.commands.dispatch import fault, run_action, run_line
from bot.commands.find import find
from bot.commands.free import run_words
from bot.commands.parameters import File
from bot.commands.questions import opens
from bot.commands.registry import Registry


class Post(Protocol):
    """Files a posted text, and says how it goes: a card for each state ("reading …"), the last one for the result."""

    def __call__(self, text: str) -> AsyncIterator[Card]:
        """The cards, as the states are reached. Faults of the text are cards, not errors."""
        ...


@dataclass(frozen=True, slots=True)
class Front:
    """The console's way to everything behind it. `ask` makes the Ask of a command at the moment it is given.

    Nothing here raises but for cancellation: what goes wrong is a card of tone "error".
    """

    registry: Registry
    ask: Callable[[], Ask]
    post: Post

    async def answer(self, line: str) -> Card:
        """The answer to a typed line."""
        return await run_line(self.registry, self.ask(), line, open_file)

    async def words(self, line: str) -> Card:
        """The answer to a few words that begin with no command: a slip for one is told, others go to the nearest.

        A word that questions and greetings begin with is no slip: "who" is not `why`.
        """
        try:
            find(self.registry, line)
        except Refusal as refusal:
            if refusal.choices and not opens(line):
                return refusal.card()
        return await run_words(self.registry, self.ask(), line)

    async def act(self, action: Action) -> Card:
        """The answer to a picked number or a turned page."""
        return await run_action(self.registry, self.ask(), action)

    async def file(self, text: str) -> AsyncIterator[Card]:
        """The states of a posted text, its result last."""
        try:
            async for card in self.post(text):
                yield card
        except Refusal as refusal:
            yield refusal.card()
        except Exception as error:  # noqa: BLE001 - the one place where a fault in filing becomes an answer
            yield fault(error, "filing a posted text", manager=True)


def open_file(path: str) -> File:
    """The file that `file:PATH` names, read when the command asks for it; Refusal from reading when it cannot be."""
    place = Path(path)

    async def read() -> bytes:
        return await asyncio.to_thread(_bytes, place)

    return File(place.name, read)


def _bytes(place: Path) -> bytes:
    try:
        return place.expanduser().read_bytes()
    except (OSError, RuntimeError, ValueError) as error:  # no such file, no such home, a NUL in the path
        reason = getattr(error, "strerror", None) or error
        raise Refusal(f"I cannot read {place}: {reason}.", "Check the path.") from error
