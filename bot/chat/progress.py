"""How far each channel was read, in memory until it is written: a cursor passes nothing that is in hand."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from bot.chat.posts import Room
from bot.desk.desk import Desk
from bot.store import places, watched
from bot.store.database import Connection


@dataclass(slots=True)
class _Channel:
    """`done` is the highest message that was dealt with; `in_hand` are those that are being dealt with."""

    room: Room
    done: int = 0
    in_hand: set[int] = field(default_factory=set)
    written: int = 0

    def position(self) -> int:
        """The message up to which everything was dealt with."""
        return min([self.done, *(message - 1 for message in self.in_hand)])


class Progress:
    """The cursors of the channels that are read. Where catch-up is behind, it alone moves them."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._channels: dict[int, _Channel] = {}
        self._behind: set[int] | None = None
        self._away: set[int] = set()

    def hold(self, guild: int | None = None) -> None:
        """Every channel, or every one of a guild, may be behind: Discord was away, and replays nothing."""
        if guild is None:
            self._behind = None
        else:
            self._away.add(guild)

    def catching_up(self, rooms: Iterable[Room], guild: int | None = None) -> None:
        """These channels are behind; all others, or all others of a guild, are not."""
        behind = {room.channel for room in rooms}
        if guild is None:
            self._behind = behind
            self._away.clear()
        elif self._behind is not None:
            self._behind |= behind
            self._away.discard(guild)

    def caught_up(self, room: Room) -> None:
        """A channel is behind no longer: the messages that came meanwhile count."""
        if self._behind is not None:
            self._behind.discard(room.channel)

    def begin(self, room: Room, message: int) -> None:
        """A message has come, and is being dealt with."""
        self._of(room).in_hand.add(message)

    def done(self, room: Room, message: int) -> None:
        """A message was dealt with: stored, or nothing for us."""
        channel = self._of(room)
        channel.in_hand.discard(message)
        channel.done = max(channel.done, message)

    def forget(self, channel: int) -> None:
        """A channel is gone."""
        self._channels.pop(channel, None)

    def position(self, room: Room, message: int) -> int | None:
        """Where the cursor may stand once a message that is in hand is stored; None where catch-up is behind."""
        if self._is_behind(room):
            return None
        channel = self._of(room)
        others = (other - 1 for other in channel.in_hand if other != message)
        return min([max(channel.done, message), *others])

    async def write(self) -> None:
        """Write the cursors that moved."""
        moved = [
            channel
            for channel in self._channels.values()
            if not self._is_behind(channel.room) and channel.position() > channel.written
        ]
        if not moved:
            return
        async with self._desk.store.writing() as db:
            for channel in moved:
                position = channel.position()
                await move(db, channel.room, position)
                channel.written = position

    def _is_behind(self, room: Room) -> bool:
        return self._behind is None or room.channel in self._behind or room.guild in self._away

    def _of(self, room: Room) -> _Channel:
        return self._channels.setdefault(room.channel, _Channel(room))


async def move(db: Connection, room: Room, message: int) -> None:
    """Write a cursor, where the channel is watched still; never backwards."""
    if await watched.one(db, room.channel, room.parent):
        await places.ensure_channel(db, room.guild, room.channel, room.name, parent=room.parent, private=room.private)
        await watched.advance(db, room.channel, message)
