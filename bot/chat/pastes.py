"""Pastes: messages that are one text together are stored as one, under the first of them."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from bot.articles.intake import is_article
from bot.articles.pastes import joined
from bot.chat import intake
from bot.chat.intake import Found
from bot.chat.numbering import note, numbered
from bot.chat.posts import Post
from bot.chat.progress import Progress
from bot.chat.recent import Recent
from bot.chat.reception import Reception
from bot.desk.desk import Desk
from bot.store import acknowledged, actions, drafts, pastes, places, postings, watched
from bot.store.acknowledged import Acknowledged
from bot.store.database import Connection
from bot.store.pastes import Piece
from bot.store.watched import Watched


class _Overtaken(Exception):  # noqa: N818 - no fault: it only ends a transaction
    """A part was deleted, or all of this is stored already."""


class Stale(Exception):  # noqa: N818
    """The store knows of more parts, or of a later edit."""


@dataclass(frozen=True, slots=True)
class _State:
    """What the store says of the parts of a text."""

    rows: dict[int, Acknowledged]
    parts: frozenset[int]
    due: bool

    def holds(self, post: Post) -> bool:
        """Whether what a part says now is stored."""
        return post.id in self.rows and (self.rows[post.id].edited or "") >= (post.edited_at or "")

    def is_later(self, post: Post) -> bool:
        """Whether a later edit of a part is stored."""
        return post.id in self.rows and (self.rows[post.id].edited or "") > (post.edited_at or "")


def is_whole(posts: Sequence[Post]) -> bool:
    """Whether messages are an article together."""
    return is_article(joined([post.text for post in posts]))


class Pastes:
    """Stores the texts that are several messages. Whether a message is gone is asked in the transaction."""

    def __init__(
        self,
        desk: Desk,
        reception: Reception,
        progress: Progress,
        downloads: asyncio.Semaphore,
        is_gone: Callable[[Post], bool],
    ) -> None:
        self.recent = Recent()
        self._desk = desk
        self._reception = reception
        self._progress = progress
        self._downloads = downloads
        self._is_gone = is_gone

    async def take(self, posts: Sequence[Post], arriving: Post, *, live: bool, otherwise: Watched | None) -> bool:
        """Store a text that several messages are, one of which is arriving; whether that was not stored yet.

        Where the store knows of more parts than are remembered it is only noted, to be read from Discord.
        """
        try:
            return await self.store(posts, arriving, live=live, otherwise=otherwise)
        except Stale:
            await self._note_only(posts)
            return True

    async def store(
        self, posts: Sequence[Post], arriving: Post | None = None, *, live: bool, otherwise: Watched | None = None
    ) -> bool:
        """Store what these messages, which are one text, say now; whether it was not stored yet.

        Raises:
            Stale: the store knows of more parts, or of a later edit.
        """
        async with self._desk.store.reading() as db:
            state = await _state(db, posts)
        if self._is_over(posts, state):
            return False
        found = {post.id: await self._find(post) for post in posts[1:] if not state.holds(post)}
        whole = await self._find(posts[0], joined([post.text for post in posts]), files=not state.holds(posts[0]))
        found[posts[0].id] = whole
        found = {post.id: await numbered(self._desk, post, found[post.id]) for post in posts if post.id in found}
        waiting: list[Post] = []

        async def beside(db: Connection) -> None:
            waiting[:] = await self._note(db, posts, found, arriving, otherwise, live=live)

        items = [replace(item, live=live) for one in found.values() for item in one.items]
        try:
            tickets = await self._desk.filing.post(items, beside)
        except _Overtaken:
            return False
        text = posts[0].place
        for post in waiting:
            own = [one for one in tickets if one.place.message == post.id or one.place == text]
            await self._reception.accept(post.place, own, live=live)
        return True

    async def _find(self, post: Post, text: str | None = None, *, files: bool = True) -> Found:
        if not files or not post.uploads:
            return await intake.find_part(replace(post, uploads=()), text)
        async with self._downloads:
            return await intake.find_part(post, text)

    async def _note(
        self,
        db: Connection,
        posts: Sequence[Post],
        found: dict[int, Found],
        arriving: Post | None,
        otherwise: Watched | None,
        *,
        live: bool,
    ) -> list[Post]:
        """What is written beside the draft of a text; those of its messages under which something is to be shown."""
        room, head = posts[0].room, posts[0]
        state = await _state(db, posts)
        how = await watched.one(db, room.channel, room.parent) or otherwise
        if self._is_over(posts, state) or (how is None and not state.rows):
            raise _Overtaken
        await places.ensure_channel(db, room.guild, room.channel, room.name, parent=room.parent, private=room.private)
        await pastes.write(db, room.channel, [_piece(post) for post in posts])
        waiting = [post for post in posts if post is head or _is_to_be_shown(post, state)]
        for post in posts:
            if not state.holds(post):
                await _refresh_files(db, post, found[post.id], live=live)
        for post in waiting:
            await acknowledged.expect(db, room.channel, post.id, post.edited_at)
            if not state.holds(post):
                await note(db, post, found[post.id])
        if state.rows:
            await actions.clear(db, room.guild)
        position = self._progress.position(room, arriving.id) if arriving else None
        if live and position is not None and how:
            await watched.advance(db, room.channel, position)
        return waiting

    def _is_over(self, posts: Sequence[Post], state: _State) -> bool:
        """Whether a part is gone, or all of this is stored already."""
        if any(self._is_gone(post) for post in posts):
            return True
        ids = {post.id for post in posts}
        known = ids <= state.parts or (len(ids) == 1 and not state.parts)
        if known and not state.due and all(state.holds(post) for post in posts):
            return True
        if state.parts - ids or any(state.is_later(post) for post in posts):
            raise Stale
        return False

    async def _note_only(self, posts: Sequence[Post]) -> None:
        room = posts[0].room
        async with self._desk.store.writing() as db:
            state = await _state(db, posts)
            if any(self._is_gone(post) for post in posts):
                return
            await pastes.add(db, room.channel, [_piece(post) for post in posts])
            for post in posts:
                if post.id not in state.rows:
                    await acknowledged.expect(db, room.channel, post.id, post.edited_at)


def _piece(post: Post) -> Piece:
    return Piece(post.id, post.posted_at.isoformat(), post.link)


def _is_to_be_shown(post: Post, state: _State) -> bool:
    """Whether something is to be shown under a part: a new one, one that is not at its end, or that has a card."""
    if not state.holds(post) or post.id not in state.parts:
        return True
    row = state.rows[post.id]
    return row.shown != "filed" or row.reply is not None


async def _refresh_files(db: Connection, post: Post, found: Found, *, live: bool) -> None:
    """The files of a part that is new or was edited: those that are gone are forgotten, the refused ones noted."""
    for part in set(await acknowledged.parts(db, post.room.channel, post.id)) - found.parts - {0}:
        await postings.unpost(db, replace(post.place, part=part))
    for item, reason in found.refused:
        draft = await drafts.add(db, item.draft, item.place, posted_at=post.posted_at, author=item.author, live=live)
        await drafts.refuse(db, draft, reason)


async def _state(db: Connection, posts: Sequence[Post]) -> _State:
    channel, ids = posts[0].room.channel, [post.id for post in posts]
    rows = [await acknowledged.of(db, channel, message) for message in ids]
    parts = await pastes.parts(db, channel, ids)
    return _State({row.message: row for row in rows if row}, frozenset(parts), await pastes.is_due(db, channel, parts))
