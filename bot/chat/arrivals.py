"""Messages that arrive: what is an article is stored with its cursor in one transaction, and only then acknowledged."""

import asyncio
import logging
from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime

import discord

from bot.chat import intake
from bot.chat.intake import Found
from bot.chat.numbering import note, numbered
from bot.chat.pastes import Pastes, is_whole
from bot.chat.posts import Post
from bot.chat.progress import Progress
from bot.chat.reach import Unreachable
from bot.chat.reception import Reception
from bot.desk.desk import Desk
from bot.store import acknowledged, actions, drafts, parts, places, postings, retention, watched
from bot.store.acknowledged import Acknowledged
from bot.store.database import Connection
from bot.store.errors import StoreError
from bot.store.rows import Place
from bot.store.watched import Watched

_log = logging.getLogger(__name__)

ATTEMPTS = 3
"""How often a message is tried that cannot be read; then it is passed over."""

PAUSE_SECONDS = 2.0
"""Between two attempts at one message."""

_DOWNLOADS = 2
"""Messages with files that are read at once: one may have 100 MiB."""

_GONE_KEPT = 10_000
"""Deleted messages that are remembered, in case that they are being stored at this moment."""


class _Overtaken(Exception):  # noqa: N818 - no fault: it only ends a transaction
    """The message was deleted, edited anew or stored by another, while this was on its way."""


@dataclass(frozen=True, slots=True)
class _Known:
    """What the store says of a message's channel and of the message."""

    how: Watched | None
    row: Acknowledged | None
    passed: bool = False
    too_old: bool = False

    def holds(self, post: Post) -> bool:
        """Whether what the message says now, or something later, is stored."""
        return self.row is not None and (self.row.edited or "") >= (post.edited_at or "")


class Arrivals:
    """Takes messages in, whether they come now or are caught up."""

    def __init__(self, desk: Desk, reception: Reception, progress: Progress, is_command: Callable[[str], bool]) -> None:
        self._desk = desk
        self._reception = reception
        self._progress = progress
        self.is_command = is_command
        self._downloads = asyncio.Semaphore(_DOWNLOADS)
        self._gone: OrderedDict[int, None] = OrderedDict()
        self.pastes = Pastes(desk, reception, progress, self._downloads, self._is_gone)
        self.passed: set[int] = set()
        """Messages that were passed over since the start."""

    def gone(self, ids: Iterable[int]) -> None:
        """These messages, channels or guilds are gone: nothing of them is stored from now on."""
        for id_ in ids:
            self._gone[id_] = None
            self.pastes.recent.forget([id_])
        while len(self._gone) > _GONE_KEPT:
            self._gone.popitem(last=False)

    def see(self, posts: Iterable[Post]) -> None:
        """Messages stand in a channel, or say something else now: what is taken may be one text with them."""
        for post in posts:
            if post.id not in self._gone:
                self.pastes.recent.see(post)

    async def arrive(self, post: Post) -> None:
        """A message that was posted just now. Where it is not stored, the cursor stays before it.

        Raises:
            StoreError, Unreachable: it cannot be stored or read at present. It may be given once more.
        """
        self._progress.begin(post.room, post.id)
        await self.take(post, live=True)
        self._progress.done(post.room, post.id)

    async def take(self, post: Post, *, live: bool, otherwise: Watched | None = None) -> bool:
        """Store and acknowledge a message if it is an article that is not stored yet; whether it was.

        `otherwise` is how it is read where its channel is not watched; without it, it is not.

        One that cannot be read is tried three times, those before a restart counted, and then passed over.

        Raises:
            StoreError, Unreachable: the store, or Discord's files, cannot be used at present.
        """
        self.see([post])
        tried = 0
        while True:
            try:
                return await self._take(post, otherwise, live=live)
            except (StoreError, Unreachable):
                raise
            except Exception as error:  # noqa: BLE001 - told below; whatever is wrong with one message, others go on
                tried = await self._attempted(post, tried + 1)
                if tried >= ATTEMPTS:
                    trace = None if isinstance(error, discord.HTTPException) else error
                    said = "message %s is passed over: it could not be read, the last of %d times: %s"
                    _log.error(said, post.link, tried, error, exc_info=trace)
                    await self._pass_over(post)
                    return False
                _log.info("message %s could not be read, and is tried again: %s", post.link, error)
                await asyncio.sleep(PAUSE_SECONDS)

    async def _take(self, post: Post, otherwise: Watched | None, *, live: bool) -> bool:
        known = await self._known(post, otherwise)
        if known.how is None or known.passed or known.too_old or not intake.is_read(post, known.how, self.is_command):
            self.pastes.recent.forget([post.id])
            return False
        parts = self._parts(post, known.how)
        while len(parts) > 1:
            if await self.pastes.take(parts, post, live=live, otherwise=otherwise):
                return True
            before, parts = parts, self._parts(post, known.how)
            if parts == before:
                return False
        if known.holds(post):
            return False
        found = await self.find(post)
        return bool(found) and await self.store(post, found, live=live, otherwise=otherwise)

    def _parts(self, post: Post, how: Watched) -> list[Post]:
        """The messages that are one text with this one, as far as they are remembered, where that is an article."""
        parts = self.pastes.recent.paste(post, lambda one: intake.is_read(one, how, self.is_command))
        return parts if len(parts) == 1 or is_whole(parts) else [post]

    async def find(self, post: Post) -> Found:
        """What a message gives to file; a few at a time where files are to be downloaded."""
        if not post.uploads:
            return await intake.find(post)
        async with self._downloads:
            return await intake.find(post)

    async def store(self, post: Post, found: Found, *, live: bool, otherwise: Watched | None = None) -> bool:
        """Store what a message says now, in place of what it said before, and acknowledge it; whether it was stored."""
        found = await numbered(self._desk, post, found)

        async def beside(db: Connection) -> None:
            await self._note(db, post, found, otherwise, live=live)

        try:
            tickets = await self._desk.filing.post([replace(item, live=live) for item in found.items], beside)
        except _Overtaken:
            return False
        await self._reception.accept(post.place, tickets, live=live)
        return True

    async def _note(self, db: Connection, post: Post, found: Found, otherwise: Watched | None, *, live: bool) -> None:
        """What is written beside the drafts of a message: its channel, its row, its cursor, what it no longer says."""
        room = post.room
        known = await _read(db, post, otherwise)
        # What is filed of a channel that is watched no more stays, and says what its messages say.
        nothing_to_do = known.holds(post) or (known.how is None and known.row is None)
        if nothing_to_do or known.too_old or self._is_gone(post):
            raise _Overtaken
        await places.ensure_channel(db, room.guild, room.channel, room.name, parent=room.parent, private=room.private)
        for part in set(await acknowledged.parts(db, room.channel, post.id)) - found.parts:
            await postings.unpost(db, Place(room.guild, room.channel, post.id, part))
        for item, reason in found.refused:
            draft = await drafts.add(
                db, item.draft, item.place, posted_at=post.posted_at, author=item.author, live=live
            )
            await drafts.refuse(db, draft, reason)
        if known.row:
            await actions.clear(db, room.guild)
        await acknowledged.expect(db, room.channel, post.id, post.edited_at)
        await note(db, post, found)
        position = self._progress.position(room, post.id)
        if live and position is not None and known.how:
            await watched.advance(db, room.channel, position)

    async def preview(self, post: Post) -> None:
        """Discord shows more of a message's links: a page that was refused is filed as its preview."""
        place = post.place
        async with self._desk.store.writing() as db:
            row = await acknowledged.of(db, place.channel, place.message)
            if row is None or self._is_gone(post):
                return
            previews = intake.shown(
                post, {part: source for source, part in (await parts.known(db, place.channel, place.message)).items()}
            )
            read = [await drafts.show(db, replace(place, part=part), one) for part, one in previews.items()]
            if any(read):
                await acknowledged.expect(db, place.channel, place.message, row.edited)
        if any(read):
            self._desk.filing.nudge()
            self._reception.renew(place)

    def _is_gone(self, post: Post) -> bool:
        return bool(self._gone.keys() & {post.id, post.room.channel, post.room.parent, post.room.guild})

    async def _known(self, post: Post, otherwise: Watched | None) -> _Known:
        async with self._desk.store.reading() as db:
            return await _read(db, post, otherwise)

    async def _attempted(self, post: Post, tried: int) -> int:
        async with self._desk.store.writing() as db:
            return max(tried, await watched.attempted(db, post.room.channel, post.id))

    async def _pass_over(self, post: Post) -> None:
        self.passed.add(post.id)
        async with self._desk.store.writing() as db:
            await watched.passed(db, post.room.channel, post.id)
        await self._reception.refuse(post.place)


async def _read(db: Connection, post: Post, otherwise: Watched | None) -> _Known:
    how = await watched.one(db, post.room.channel, post.room.parent) or otherwise
    row = await acknowledged.of(db, post.room.channel, post.id)
    passed = post.edited is None and await watched.was_passed(db, post.room.channel, post.id)
    return _Known(how, row, passed, await is_too_old(db, post))


async def is_too_old(db: Connection, post: Post) -> bool:
    """Whether a message was posted longer ago than its guild keeps articles: what it says would be forgotten at once.

    An edit makes it no younger.
    """
    beginning = await retention.beginning(db, post.room.guild, datetime.now(UTC))
    return beginning is not None and post.posted_at < beginning
