"""What the filing of messages needs of Discord, as small interfaces; `wire` is the real one."""

from typing import Protocol

from bot.cards.card import Card
from bot.chat.posts import Post, Room
from bot.store.acknowledged import Acknowledged
from bot.store.rows import Place


class Hidden(Exception):  # noqa: N818 - what Discord does, not a fault of the program
    """The bot may not read a channel's history; the message says so in words."""


class NoThread(Exception):  # noqa: N818 - what Discord does, not a fault of the program
    """No thread can be opened on a message; the message says why in words."""


class Front(Protocol):
    """What is shown under messages. What is gone, and what the bot may not do, is passed over without an error.

    Everything here may raise Unreachable.
    """

    async def react(self, place: Place, mark: str) -> None:
        """Put the bot's reaction under a message."""

    async def unreact(self, place: Place, mark: str) -> None:
        """Take the bot's reaction away again, if it is there."""

    async def reply(self, place: Place, card: Card) -> int | None:
        """Reply to a message, and return the reply's id; None where that cannot be done."""

    async def redraw(self, place: Place, reply: int, card: Card) -> bool:
        """Replace the card of a reply; False when it is gone."""

    async def open_thread(self, place: Place, card: Card) -> int | None:
        """Write a card in a thread on a message, and return the card's id; None where the message is gone.

        The thread is opened unless there is one, is called as the card, and has the message's id. Raises NoThread.
        """

    async def withdraw(self, channel: int, message: int) -> None:
        """Delete a message of the bot's own."""

    async def close_thread(self, place: Place) -> None:
        """Delete the thread on a message, if the bot opened it, and nobody else has written in it."""

    async def own_reply(self, place: Place) -> int | None:
        """The bot's own message that replies to this one, among those that follow it closely."""

    async def own_in_thread(self, place: Place) -> int | None:
        """The bot's own message in the thread on this one, among the first there."""


async def withdraw(front: Front, row: Acknowledged) -> None:
    """Take away the bot's reply to a message, with the thread that it stands in. Raises Unreachable."""
    if row.reply is not None:
        await front.withdraw(row.reply_in, row.reply)
    if row.threaded:
        await front.close_thread(Place(row.guild, row.channel, row.message))


class History(Protocol):
    """What can be asked about while the bot was away. Everything here may raise Unreachable."""

    def application(self) -> int:
        """The id of the application that the bot is."""

    def guilds(self) -> set[int]:
        """The guilds that the bot is in."""

    def rooms(self, channel: int) -> list[Room]:
        """A channel and its active threads; empty where Discord does not name it now."""

    async def archived(self, channel: int, since: int, most: int) -> list[Room]:
        """Its public threads that are archived and were in use after a snowflake, at most so many, the last first."""

    def is_shown(self, channel: int) -> bool:
        """Whether Discord named this channel or thread when the bot connected."""

    async def is_gone(self, channel: int) -> bool:
        """Whether a channel or thread is deleted, and not only hidden from the bot."""

    async def after(self, room: Room, message: int, limit: int) -> list[Post]:
        """The first messages after this one, oldest first; raises Hidden."""

    async def before(self, room: Room, message: int, limit: int) -> list[Post]:
        """The last messages before this one, oldest first; raises Hidden."""
