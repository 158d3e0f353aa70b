"""Restarts and broken connections: what happened while Dossier was away is caught up, once."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest
import pytest_asyncio

from tests.chat.news import article
from tests.loopback import Post
from tests.process.newsroom import (
    CHATTER,
    LIBRARY,
    POLE,
    Newsroom,
    Watched,
    eventually,
    filed,
    newsroom,
    watched,
)
from tests.process.shelf import query, states

pytestmark = [pytest.mark.process, pytest.mark.model]

MISSED = 1_200
READ_AT_ONE_START = 1_000
LISTS = 300
"""So few of the missed messages are articles: reading them all would test nothing else."""


@pytest_asyncio.fixture
async def room(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Newsroom]:
    async with newsroom(tmp_path_factory.mktemp("catchup")) as made:
        yield made


def _once(*posts: Post) -> None:
    """Each has one card, and was marked once."""
    for post in posts:
        assert len(post.bot_replies) == 1, post
        assert post.bot_reacted.count(("✅", True)) == 1, (post, post.bot_reacted)


async def _cards(*posts: Post) -> list[Post]:
    return [await post.reply() for post in posts]


async def test_what_happened_while_it_was_down(room: Newsroom) -> None:
    async with room.open():
        place = await watched(room.world)
        ann, news = place.ann, place.news
        kept, edited, deleted, quieted = posts = [await ann.posts(news, article(number)) for number in range(4)]
        small = await ann.posts(news, CHATTER)
        thread = news.thread("branch", small)
        inside, gone = await ann.posts(thread, article(4)), await ann.posts(thread, article(5))
        other = place.guild.channel("other")
        await place.guild.owner.slash(other, "setup watch")
        lost = await ann.posts(other, article(6))
        await filed(*posts, inside, gone, lost)
        cards = await _cards(*posts, inside, gone)

    versions = cards[1].message.versions
    await ann.edits(edited, article(11))
    await ann.deletes(deleted)
    await ann.edits(quieted, CHATTER)
    await ann.edits(small, article(12))
    await ann.deletes(gone)
    missed = [await ann.posts(news, article(number)) for number in range(20, 26)]
    missed.append(await ann.posts(thread, article(26)))
    changed = await ann.posts(news, article(27))
    await ann.edits(changed, article(28))
    withdrawn = await ann.posts(news, article(29))
    await ann.deletes(withdrawn)
    another = await ann.posts(news.thread("new branch"), article(30))
    other.deletes()

    async with room.open():
        await filed(*missed, changed, another, small)
        await cards[1].changed(versions)
        for card in (cards[2], cards[3], cards[5]):
            await card.gone()
        await quieted.reacted_not("✅")
        live = await ann.posts(news, article(31))
        await filed(kept, edited, inside, live)
        _once(kept, inside, *missed, changed, another, small, live)
        assert "Report 11" in cards[1].text
        assert "Report 28" in (await changed.reply()).text
        assert withdrawn.bot_reacted == []
        await eventually(lambda: _postings(room, lost.message.channel.id) == 0, "the deleted channel is forgotten")
        # Of before a restart, in nobody's cache:
        await ann.edits(kept, article(32))
        await cards[0].changed()
        assert "Report 32" in cards[0].text
        await ann.deletes(kept, missed[0])
        await cards[0].gone()
        await eventually(lambda: _postings(room, news.id) == 9, "two were forgotten")


def _postings(room: Newsroom, channel: int) -> int:
    found = query(room.program.database, f"SELECT count(*) FROM postings WHERE channel_id = {channel}")
    return int(found[0][0])


async def test_nothing_of_before_the_watch_is_read(room: Newsroom) -> None:
    guild = room.world.guild("Paper")
    news, ann = guild.channel("news"), guild.member("Ann")
    old = await ann.posts(news, LIBRARY, at=datetime.now(UTC) - timedelta(days=2))
    async with room.open():
        await guild.owner.slash(news, "setup watch")
    aged = await ann.posts(news, POLE, at=datetime.now(UTC) + timedelta(milliseconds=1))
    async with room.open():
        await filed(aged)
    assert old.bot_reacted == []


async def test_connections_break(room: Newsroom) -> None:
    world = room.world
    async with room.open() as child:
        place = await watched(world)
        ann, news = place.ann, place.news
        first = await ann.posts(news, article(0))
        await filed(first)

        await world.disconnects()
        during = [await ann.posts(news, article(number)) for number in (1, 2)]
        await ann.edits(first, article(3))
        await world.resumed()
        await filed(first, *during)

        await world.asks_reconnect()
        during.append(await ann.posts(news, article(4)))
        await world.resumed(2)
        await filed(*during)

        await world.invalidates()
        during.append(await ann.posts(news, article(5)))
        await ann.deletes(first)
        await world.identified(2, within=40)
        await filed(*during)

        world.refuses_resume()
        await world.disconnects()
        during.append(await ann.posts(news, article(6)))
        await world.identified(3, within=40)
        during.append(await ann.posts(news, article(7)))
        await filed(*during)
        _once(*during)
        assert states(room.program.database) == {"ready": len(during)}
        assert child.poll() is None


async def test_an_event_that_cannot_be_read(room: Newsroom) -> None:
    async with room.open():
        place = await watched(room.world)
        await filed(first := await place.ann.posts(place.news, article(0)))
        room.world.sends_malformed()
        missed = await place.ann.posts(place.news, article(1))
        await room.world.identified(2, within=40)
        last = await place.ann.posts(place.news, article(2))
        await filed(missed, last)
        _once(first, missed, last)


async def test_too_much_was_missed(room: Newsroom) -> None:
    async with room.open():
        place = await watched(room.world, reply="reaction")
    articles = await _missed(place)
    last, first = articles[-1], articles[0]
    within = [post for number, post in enumerate(place.news.posts[1:]) if number < READ_AT_ONE_START]
    read = [post for post in articles if post.id in {one.id for one in within}]
    assert last not in read
    async with room.open():
        await filed(first, *read)
        live = await place.ann.posts(place.news, LIBRARY)
        await filed(live)
        assert last.bot_reacted == []
    async with room.open():
        await filed(*articles, live)
        assert all(post.bot_reacted.count(("✅", True)) == 1 for post in [*articles, live])
        assert states(room.program.database) == {"ready": len(articles) + 1}


async def _missed(place: Watched) -> list[Post]:
    """So many messages that the bot is not told of; every so-manieth is an article, the last one too."""
    found = []
    for number in range(MISSED):
        is_one = number % LISTS == 0 or number == MISSED - 1
        post = await place.ann.posts(place.news, article(number) if is_one else f"Good morning number {number}!")
        found += [post] if is_one else []
    return found
