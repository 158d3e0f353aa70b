"""Rereading: a few messages of a channel's history at a time, filed as if they had been posted in a watched channel."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence

from bot.chat.arrivals import Arrivals
from bot.chat.following import Following
from bot.chat.posts import Post
from bot.chat.reception import Reception
from bot.desk.desk import Desk
from bot.store import acknowledged, backfills
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
        return self._counted(posts, await self._known(posts), mine)

    async def _known(self, posts: Sequence[Post]) -> dict[int, Acknowledged]:
        """What the store says of messages that are filed, or were to be."""
        async with self._desk.store.reading() as db:
            found = [await acknowledged.of(db, post.room.channel, post.id) for post in posts]
        return {row.message: row for row in found if row}

    def _counted(self, posts: Sequence[Post], rows: Mapping[int, Acknowledged], mine: Collection[int]) -> Tally:
        """What became of each: those that were not filed by this backfill were known before it."""
        ends = Counter("known" if id_ not in mine else _ENDS[row.shown] for id_, row in rows.items())
        failed = ends["failed"] + sum(post.id in self._arrivals.passed for post in posts)
        return Tally(len(posts), ends["filed"], ends["known"], failed)


_ENDS: dict[Shown, str] = {"filed": "filed", "waiting": "filed", "duplicate": "known", "refused": "failed"}
