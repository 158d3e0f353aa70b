"""Rereading: a few messages of a channel's history at a time, filed as if they had been posted in a watched channel."""

from collections import Counter
from collections.abc import Collection, Sequence

from bot.chat.arrivals import Arrivals
from bot.chat.following import Following
from bot.chat.posts import Post
from bot.chat.reception import Reception
from bot.desk.desk import Desk
from bot.store import acknowledged, backfills, pastes
from bot.store.acknowledged import Acknowledged, Shown
from bot.store.backfills import Backfill, Tally
from bot.store.watched import Watched


class Rereading:
    """Files old messages behind all live ones, each once, whoever filed it first."""

    def __init__(self, desk: Desk, arrivals: Arrivals, following: Following, reception: Reception) -> None:
        self._desk = desk
        self._arrivals = arrivals
        self._following = following
        self._reception = reception

    def see(self, posts: Sequence[Post]) -> None:
        """Messages that stand together: some of them may be one text, wherever a batch ends."""
        self._arrivals.see(posts)

    async def take(self, backfill: Backfill, posts: Sequence[Post]) -> Tally:
        """File what is an article of these messages, and wait until that is done; what became of them.

        Raises:
            StoreError, Unreachable: the store or Discord cannot be used at present. The messages may be given again.
        """
        if not posts:
            return Tally()
        known = await self._known(posts)
        mine = {post.id for post in posts if post.id in backfill.in_hand or post.id not in known}
        async with self._desk.store.writing() as db:
            await backfills.take_up(db, backfill.id, mine)
        for post in posts:
            if post.id in known:
                await self._following.edited(post)
            else:
                room = post.room
                otherwise = Watched(room.guild, room.channel, room.name, reply="silent")
                await self._arrivals.take(post, live=False, otherwise=otherwise)
        await self._reception.finished([post.place for post in posts])
        return await self._counted(posts, mine)

    async def _known(self, posts: Sequence[Post]) -> dict[int, Acknowledged]:
        """What the store says of messages that are filed, or were to be."""
        async with self._desk.store.reading() as db:
            found = [await acknowledged.of(db, post.room.channel, post.id) for post in posts]
        return {row.message: row for row in found if row}

    async def _counted(self, posts: Sequence[Post], mine: Collection[int]) -> Tally:
        """What became of each: those that were not filed by this backfill were known before it.

        A text that several messages are counts with the first of them.
        """
        rows = await self._known(posts)
        async with self._desk.store.reading() as db:
            heads = [await pastes.head(db, post.room.channel, post.id) or post.id for post in posts]
        texts = rows.keys() & set(heads)
        ends = Counter(_ENDS[rows[text].shown] if text in mine else "known" for text in texts)
        failed = ends["failed"] + sum(post.id in self._arrivals.passed for post in posts)
        return Tally(len(posts), ends["filed"], ends["known"], failed)


_ENDS: dict[Shown, str] = {"filed": "filed", "waiting": "filed", "duplicate": "known", "refused": "failed"}
