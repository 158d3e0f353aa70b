"""Following what happens to messages later: an edit files anew, and what is deleted is forgotten."""

import asyncio
import logging
from collections.abc import Collection, Sequence

from bot.articles.intake import is_article
from bot.chat import intake
from bot.chat.arrivals import Arrivals, is_too_old
from bot.chat.front import Front, Hidden, History, withdraw
from bot.chat.intake import Found
from bot.chat.pastes import Stale, is_whole
from bot.chat.posts import Post, Room
from bot.chat.progress import Progress
from bot.chat.reach import Unreachable
from bot.desk import forgetting
from bot.desk.desk import Desk
from bot.store import acknowledged, articles, pastes
from bot.store.rows import Place
from bot.store.scope import Scope

_log = logging.getLogger(__name__)

_PAGE = 100
"""Messages that Discord gives at once: a paste with what others post in between."""


class Following:
    """Keeps what is filed what its messages say, for messages of any age."""

    def __init__(self, desk: Desk, arrivals: Arrivals, front: Front, progress: Progress, history: History) -> None:
        self._desk = desk
        self._arrivals = arrivals
        self._front = front
        self._progress = progress
        self._history = history
        self._refiling = asyncio.Lock()

    async def edited(self, post: Post) -> None:
        """A message changed: it is filed anew, or forgotten when it is no article any more.

        A link's preview that comes later, or a pin, leaves the time of the last edit as it was: only where the page
        could not be read the preview is filed.
        """
        if post.edited is None:
            await self._previewed(post)
            return
        async with self._desk.store.reading() as db:
            if await is_too_old(db, post):
                return
            row = await acknowledged.of(db, post.room.channel, post.id)
            part_of = await pastes.head(db, post.room.channel, post.id)
        self._arrivals.see([post])
        if row is None:
            await self._arrivals.take(post, live=True)
            return
        if (row.edited or "") >= post.edited.isoformat():
            await self._previewed(post)
            return
        if part_of is not None:
            async with self._desk.store.writing() as db:
                await pastes.mark_due(db, post.room.channel, post.id)
            await self.refile()
            return
        found = Found()
        if not self._arrivals.is_command(post.text):
            found = await self._arrivals.find(post) or await self._found_by_hand(post)
        if found:
            await self._arrivals.store(post, found, live=True)
            return
        await self._forget(post.room.channel, [post.id])
        await self._unmark(post)

    async def _previewed(self, post: Post) -> None:
        if post.previews:
            await self._arrivals.preview(post)

    async def deleted(self, channel: int, messages: Collection[int]) -> None:
        """Messages were deleted. Where one was the bot's own reply, only the note of it goes."""
        self._arrivals.gone(messages)
        await self._forget(channel, messages)
        await self._drop_replies(channel, messages)
        await self.refile()

    async def refile(self) -> None:
        """File the texts anew of which a part was edited, deleted or added: what their messages say on Discord now.

        What cannot be read at present is read later.
        """
        async with self._refiling:
            async with self._desk.store.reading() as db:
                due = await pastes.due(db)
            for head in due:
                try:
                    await self._refile(head)
                except (Stale, Unreachable) as error:
                    where = (head.message, head.channel)
                    _log.warning("the parts of message %d in channel %d are read later: %s", *where, error)

    async def _refile(self, head: Place) -> None:
        async with self._desk.store.reading() as db:
            ids = await pastes.parts(db, head.channel, [head.message])
        posts = await self._standing(head, ids)
        left = [post for post in posts if not self._arrivals.is_command(post.text)]
        if gone := set(ids) - {post.id for post in left}:
            await self._forget(head.channel, gone)
        if left and is_whole(left):
            await self._arrivals.pastes.store(left, live=True)
            return
        await self._forget(head.channel, [post.id for post in left])
        for post in posts:
            await self._unmark(post)

    async def _standing(self, head: Place, ids: Sequence[int]) -> list[Post]:
        """Those of the parts of a text that still stand, by Discord; where it does not show them, as remembered."""
        room = Room(head.guild, head.channel, str(head.channel))
        found: dict[int, Post] = {}
        at = min(ids) - 1
        try:
            while at < max(ids):
                page = await self._history.after(room, at, _PAGE)
                found |= {post.id: post for post in page if post.id in ids}
                at = page[-1].id if len(page) == _PAGE else max(ids)
        except Hidden as error:
            _log.info("channel %d is not read again: %s", head.channel, error)
            return self._arrivals.pastes.recent.known(ids)
        return [found[id_] for id_ in sorted(found)]

    async def channel_deleted(self, channel: int) -> None:
        """A channel or a thread was deleted."""
        self._arrivals.gone([channel])
        self._progress.forget(channel)
        async with self._desk.store.reading() as db:
            row = await acknowledged.by_thread(db, channel)
        if row:
            async with self._desk.store.writing() as db:
                await acknowledged.replied(db, row.channel, row.message, None)
        if forgotten := await forgetting.remove_channel(self._desk, channel):
            _log.info("channel %d is gone: %d postings were forgotten", channel, forgotten)

    async def guild_removed(self, guild: int) -> None:
        """The bot was removed from a guild, or the guild is gone."""
        self._arrivals.gone([guild])
        forgotten = await forgetting.remove_guild(self._desk, guild)
        _log.info("guild %d is gone: %d postings were forgotten", guild, forgotten)

    async def _forget(self, channel: int, messages: Collection[int]) -> None:
        for row in await forgetting.forget_messages(self._desk, channel, messages):
            try:
                await withdraw(self._front, row)
            except Unreachable as error:
                _log.warning("the reply to message %d in channel %d stays: %s", row.message, channel, error)

    async def _drop_replies(self, channel: int, messages: Collection[int]) -> None:
        async with self._desk.store.reading() as db:
            rows = [await acknowledged.by_reply(db, channel, message) for message in messages]
        noted = [row for row in rows if row]
        if noted:
            async with self._desk.store.writing() as db:
                for row in noted:
                    await acknowledged.replied(db, channel, row.message, None)

    async def _found_by_hand(self, post: Post) -> Found:
        """What a message gives to file that was filed by hand: what is filed of it is no article by the rule either."""
        async with self._desk.store.reading() as db:
            filed = await articles.by_message(db, Scope(post.room.guild), post.room.channel, post.id)
            texts = await articles.texts(db, [filed.id]) if filed else {}
        if not texts or any(is_article(text) for text in texts.values()):
            return Found()
        return await intake.find_all(post)

    async def _unmark(self, post: Post) -> None:
        """Take the bot's reactions from a message that is no article any more."""
        try:
            for mark in ("✅", "♻️", "⚠️", "⏳"):
                await self._front.unreact(post.place, mark)
        except Unreachable as error:
            _log.warning("message %s stays marked: %s", post.link, error)
