"""A watched channel without Discord: messages in it, what is shown under them, and all parts of filing put together."""

import contextlib
import random
import zlib
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.cards.card import Card
from bot.chat.arrivals import Arrivals
from bot.chat.catchup import CatchUp
from bot.chat.following import Following
from bot.chat.front import Hidden, NoThread
from bot.chat.posts import Post, Room, Upload
from bot.chat.progress import Progress
from bot.chat.reach import Unreachable
from bot.chat.reception import Reception
from bot.desk.desk import Desk
from bot.store import acknowledged, articles, watched
from bot.store.acknowledged import Acknowledged
from bot.store.rows import Article, Place
from bot.store.scope import Scope
from bot.store.snowflakes import snowflake
from bot.store.watched import Watched
from tests.desk.workers import Here, desk_of

GUILD, NEWS, THREAD, OTHER, ME = 7, 70, 71, 72, 99
ROOM = Room(GUILD, NEWS, "news")
BRANCH = Room(GUILD, THREAD, "branch", parent=NEWS)

PROSE = (
    "The Library of Congress was founded in Washington in 1800 with a few thousand dollars for law books. "
    "British troops burned its shelves in August 1814, when they took the Capitol. "
    "Thomas Jefferson then offered the books that he had collected at Monticello for fifty years. "
    "Congress bought more than six thousand volumes from Jefferson in January 1815. "
    "A fire on Christmas Eve of 1851 destroyed two thirds of them, and Congress paid for new copies."
)
CHAT = "Has anybody seen the news from Washington today?"


_WHO = (
    "the council", "a committee of engineers", "every harbour pilot", "the museum", "a choir from the valley",
    "the ferry company", "one of the bakers", "the university", "the fire brigade", "a team of divers",
)  # fmt: skip
_DID = (
    "repaired", "counted", "painted", "sold", "inspected", "borrowed", "moved", "described", "insured", "photographed",
)  # fmt: skip
_WHAT = (
    "four wooden bridges", "the old lighthouse", "a collection of maps", "eleven buses", "the roof of the theatre",
    "its largest crane", "the winter harvest", "a tunnel below the hill", "two bronze bells", "the public clocks",
)  # fmt: skip
_WHERE = (
    "near Geneva", "outside Vienna", "along the Danube", "on the coast of Norway", "in the hills above Turin",
    "at the edge of Boston", "between Lyon and Dijon", "south of Kyoto", "across Portugal", "north of Lake Victoria",
)  # fmt: skip


def article(n: int = 0) -> str:
    """A text that is an article; each number is another, and unlike all others."""
    chosen = random.Random(n)
    sentences = (
        f"In {chosen.randrange(1700, 2020)} {chosen.choice(_WHO)} {chosen.choice(_DID)} {chosen.choice(_WHAT)}"
        f" {chosen.choice(_WHERE)}."
        for _ in range(9)
    )
    return f"Report {n} came in the morning. {' '.join(sentences)}"


def cut(n: int, *sizes: int) -> list[str]:
    """A report in parts that are cut inside sentences: so many words each, or a few more, and the rest."""
    words = f"{article(n)} {article(n + 100)} {article(n + 200)}".split()
    parts, at = [], 0
    for size in sizes:
        end = next(end for end in range(at + size, len(words)) if words[end].islower() and words[end - 1].islower())
        parts.append(" ".join(words[at:end]))
        at = end
    return [*parts, " ".join(words[at:])]


def ago(**age: float) -> datetime:
    """A moment in the past, to the millisecond, as ids tell it."""
    moment = datetime.now(UTC) - timedelta(**age)
    return moment.replace(microsecond=moment.microsecond // 1000 * 1000)


def upload(name: str, content: bytes | Exception, size: int | None = None) -> Upload:
    """A file of a message; an exception is what its download raises."""

    async def read() -> bytes:
        if isinstance(content, Exception):
            raise content
        return content

    of_size = len(content) if isinstance(content, bytes) and size is None else size or 1
    return Upload(name, of_size, read, id=zlib.crc32(name.encode()))


@dataclass(slots=True)
class Channels:
    """Stands for Discord: its channels with their messages, and what the bot shows under them."""

    posts: dict[int, dict[int, Post]] = field(default_factory=lambda: {NEWS: {}})
    rooms_of: dict[int, list[Room]] = field(default_factory=lambda: {NEWS: [ROOM]})
    archived_in: dict[int, list[Room]] = field(default_factory=dict)
    reactions: dict[int, list[str]] = field(default_factory=dict)
    replies: dict[int, tuple[int, Card]] = field(default_factory=dict)
    sent: list[tuple[int, Card]] = field(default_factory=list)
    joined: set[int] = field(default_factory=lambda: {GUILD})
    shown: set[int] = field(default_factory=lambda: {NEWS})
    deleted: set[int] = field(default_factory=set)
    hidden: bool = False
    threads: set[int] = field(default_factory=set)
    no_thread: str = ""
    application_id: int = 1
    before: Callable[[str], None] = lambda _: None
    ids: int = 0

    def post(self, text: str, *, room: Room = ROOM, at: datetime | None = None, author: int = 5) -> Post:
        """Somebody posts a message; the bot is not told."""
        self.ids += 1
        when = at or datetime.now(UTC)
        id_ = snowflake(when) + self.ids
        link = f"https://discord.com/channels/{room.guild}/{room.channel}/{id_}"
        return self.keep(Post(room, id_, author, text, link, when))

    def keep(self, post: Post) -> Post:
        """Have a message stand as it is."""
        self.posts.setdefault(post.room.channel, {})[post.id] = post
        return post

    def edit(self, post: Post, text: str) -> Post:
        """Its author changes a message."""
        return self.keep(replace(post, text=text, edited=datetime.now(UTC)))

    def remove(self, post: Post) -> None:
        """Its author deletes a message."""
        del self.posts[post.room.channel][post.id]
        self.reactions.pop(post.id, None)

    def cards(self, post: Post) -> list[Card]:
        """The cards that stand as replies to a message."""
        return [card for to, card in self.replies.values() if to == post.id]

    # The front

    async def react(self, place: Place, mark: str) -> None:
        self.before(f"react {mark}")
        marks = self.reactions.setdefault(place.message, [])
        if mark not in marks:
            marks.append(mark)

    async def unreact(self, place: Place, mark: str) -> None:
        self.before(f"unreact {mark}")
        with contextlib.suppress(ValueError, KeyError):
            self.reactions[place.message].remove(mark)

    async def reply(self, place: Place, card: Card) -> int | None:
        self.before("reply")
        if place.message not in self.posts[place.channel]:
            return None
        self.ids += 1
        reply = snowflake(datetime.now(UTC)) + self.ids
        self.replies[reply] = (place.message, card)
        self.sent.append((place.message, card))
        self.before("replied")
        return reply

    async def redraw(self, place: Place, reply: int, card: Card) -> bool:
        self.before("redraw")
        if reply not in self.replies:
            return False
        self.replies[reply] = (place.message, card)
        return True

    async def withdraw(self, channel: int, message: int) -> None:
        self.before("withdraw")
        self.replies.pop(message, None)

    async def open_thread(self, place: Place, card: Card) -> int | None:
        self.before("thread")
        if self.no_thread:
            raise NoThread(self.no_thread)
        self.threads.add(place.message)
        return await self.reply(place, card)

    async def close_thread(self, place: Place) -> None:
        self.before("close")
        self.threads.discard(place.message)

    async def own_in_thread(self, place: Place) -> int | None:
        return await self.own_reply(place) if place.message in self.threads else None

    async def own_reply(self, place: Place) -> int | None:
        self.before("look")
        return next((reply for reply, (to, _) in self.replies.items() if to == place.message), None)

    # History

    def application(self) -> int:
        return self.application_id

    def guilds(self) -> set[int]:
        return self.joined

    def rooms(self, channel: int) -> list[Room]:
        return self.rooms_of.get(channel, [])

    async def archived(self, channel: int, since: int, most: int) -> list[Room]:
        self.before("ask for threads")
        return self.archived_in.get(channel, [])[:most]

    def is_shown(self, channel: int) -> bool:
        return channel in self.shown

    async def is_gone(self, channel: int) -> bool:
        self.before("ask")
        return channel in self.deleted

    async def after(self, room: Room, message: int, limit: int) -> list[Post]:
        return self._read(room, lambda id_: id_ > message)[:limit]

    async def before_(self, room: Room, message: int, limit: int) -> list[Post]:
        return self._read(room, lambda id_: id_ < message)[-limit:]

    def _read(self, room: Room, wanted: Callable[[int], bool]) -> list[Post]:
        self.before("read")
        if self.hidden:
            raise Hidden("the bot may not read the history")
        return [post for id_, post in sorted(self.posts.get(room.channel, {}).items()) if wanted(id_)]


class _History:
    """The history of channels: `before` is a name that they have for something else."""

    def __init__(self, channels: Channels) -> None:
        self.application = channels.application
        self.guilds = channels.guilds
        self.rooms = channels.rooms
        self.archived = channels.archived
        self.is_shown = channels.is_shown
        self.is_gone = channels.is_gone
        self.after = channels.after
        self.before = channels.before_


@dataclass(frozen=True, slots=True)
class Bureau:
    """All parts of filing over one desk and one Discord."""

    desk: Desk
    channels: Channels
    progress: Progress
    reception: Reception
    arrivals: Arrivals
    following: Following
    catch_up: CatchUp

    async def post(self, text: str, *, room: Room = ROOM, at: datetime | None = None) -> Post:
        """Somebody posts a message, and the bot is told; returns when it is finished."""
        post = self.channels.post(text, room=room, at=at)
        await self.arrive(post)
        return post

    async def arrive(self, post: Post) -> None:
        """The bot is told of a message; returns when it is finished."""
        await self.arrivals.arrive(post)
        await self.reception.finished([post.place])

    async def edit(self, post: Post, text: str) -> Post:
        """A message is changed, and the bot is told; returns when it is finished."""
        changed = self.channels.edit(post, text)
        await self.following.edited(changed)
        await self.reception.finished([changed.place])
        return changed

    def marks(self, post: Post) -> list[str]:
        """The bot's reactions under a message."""
        return self.channels.reactions.get(post.id, [])

    async def note(self, post: Post) -> Acknowledged | None:
        """What the store says is shown under a message."""
        async with self.desk.store.reading() as db:
            return await acknowledged.of(db, post.room.channel, post.id)

    async def filed(self, guild: int = GUILD) -> list[Article]:
        """The articles of a guild, the oldest first."""
        async with self.desk.store.reading() as db:
            return (await articles.recent(db, Scope(guild), limit=2000))[::-1]

    async def cursor(self, channel: int = NEWS) -> int | None:
        async with self.desk.store.reading() as db:
            return await watched.cursor(db, channel)


async def watch(desk: Desk, how: Watched | None = None, *, since: datetime | None = None) -> None:
    """Watch a channel; `since` a moment of the past as if it had been watched from then on."""
    how = how or Watched(GUILD, NEWS, "news")
    async with desk.store.writing() as db:
        await watched.watch(db, how, guild_name="seven")
        if since:
            when = snowflake(since)
            await db.execute("UPDATE watched SET since = ? WHERE channel_id = ?", (when, how.channel))
            await db.execute("UPDATE cursors SET message_id = ? WHERE channel_id = ?", (when, how.channel))


@contextlib.asynccontextmanager
async def bureau_over(desk: Desk, channels: Channels, readable: frozenset[int] | None = None) -> AsyncIterator[Bureau]:
    """All parts of filing, as after a start: caught up, but nothing read. Posters may read these channels."""

    async def scope_of(place: Place, _: str | None) -> Scope:
        return Scope(place.guild, readable)

    progress = Progress(desk)
    reception = Reception(desk, channels, scope_of)
    arrivals = Arrivals(desk, reception, progress, lambda text: text.startswith("!"))
    following = Following(desk, arrivals, channels, progress, _History(channels))
    catch_up = CatchUp(desk, _History(channels), arrivals, following, reception, progress)
    progress.catching_up([])
    reception.start()
    try:
        yield Bureau(desk, channels, progress, reception, arrivals, following, catch_up)
    finally:
        await reception.stop()


@contextlib.asynccontextmanager
async def bureau(
    folder: Path,
    how: Watched | None = None,
    channels: Channels | None = None,
    *,
    readable: frozenset[int] | None = None,
    reader: Here | None = None,
    extractor: Here | None = None,
) -> AsyncIterator[Bureau]:
    """A desk with a watched channel, and all parts of filing over it."""
    async with desk_of(folder, reader, extractor) as desk:
        await watch(desk, how)
        async with bureau_over(desk, channels or Channels(), readable) as parts:
            yield parts


def refusing(*acts: str, times: int = 1) -> Callable[[str], None]:
    """Discord cannot be reached for these acts, so many times."""
    left = dict.fromkeys(acts, times)

    def before(act: str) -> None:
        if left.get(act, 0):
            left[act] -= 1
            raise Unreachable(f"{act}: nobody there")

    return before
