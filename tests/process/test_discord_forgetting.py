"""What goes by its age, and who is forgotten, by the real program on the loopback: through kill -9 and a backfill."""

import re
from collections.abc import AsyncIterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from sqlite3 import connect

import pytest

from tests.benchmarks.texts import made_up
from tests.loopback import Post, SceneChannel
from tests.process.newsroom import LIBRARY, POLE, Newsroom, eventually, filed, newsroom, watched
from tests.process.shelf import query

pytestmark = pytest.mark.process


@pytest.fixture
async def room(tmp_path: Path) -> AsyncIterator[Newsroom]:
    async with newsroom(tmp_path) as made:
        yield made


def ages(room: Newsroom) -> list[float]:
    """How many days ago what is filed was posted, the latest first."""
    rows = query(room.program.database, "SELECT posted_at FROM postings ORDER BY posted_at DESC")
    return [(datetime.now(UTC) - datetime.fromisoformat(posted)) / timedelta(days=1) for (posted,) in rows]


async def told(room: Newsroom, channel: SceneChannel, pattern: str) -> None:
    """Wait until a message of the bot's in a channel says something."""
    found = re.compile(pattern)
    await room.world.until(lambda: any(found.search(post.text) for post in channel.bot_posts), pattern, 60)


async def test_old_articles_go_for_good_and_a_backfill_does_not_bring_them_back(room: Newsroom) -> None:
    guild = room.world.guild("Paper")
    news, desk, ann = guild.channel("news"), guild.channel("desk"), guild.member("Ann")
    for days, text in enumerate(made_up(40, 90, seed=11)):
        await ann.posts(news, text, at=datetime.now(UTC) - timedelta(days=days, hours=1))
    old = await ann.posts(news, LIBRARY, at=datetime.now(UTC) - timedelta(days=45))
    child = await room.starts()
    await guild.owner.slash(desk, "backfill start", {"channel": news, "since": "60d"})
    await room.holds("Monticello")
    await told(room, desk, r"Filed\W+41\b")
    asked = await guild.owner.slash(desk, "setup retention", {"keep": "30d"})
    assert asked.ephemeral
    assert "11 articles would go now" in asked.text
    assert len(ages(room)) == 41
    await guild.owner.presses(asked, "Forget it")
    await room.killed(child)
    async with room.open():
        await eventually(lambda: max(ages(room)) < 30, "what is too old is gone")
        await room.forgets("Monticello")
        assert len(ages(room)) == 30
        await guild.owner.slash(desk, "setup retention", {"keep": "off"})
        again = await guild.owner.slash(desk, "backfill start", {"channel": news, "since": "60d"})
        assert "is read." in again.text
        await told(room, desk, r"Known already\W+41\b")
        assert len(ages(room)) == 30
        assert old.reactions == []


async def test_the_card_goes_and_what_is_posted_later_stays(room: Newsroom) -> None:
    child = await room.starts()
    place = await watched(room.world)
    posts: list[Post] = [await place.ann.posts(place.news, text) for text in (LIBRARY, POLE)]
    await filed(*posts)
    cards = [await post.reply() for post in posts]
    await place.guild.owner.slash(place.news, "setup retention", {"keep": "30d", "sure": True})
    await room.told_to_stop(child)
    with closing(connect(room.program.database)) as db, db:
        db.execute("UPDATE postings SET posted_at = '2020-01-01T00:00:00+00:00' WHERE message_id = ?", (posts[0].id,))
    async with room.open():
        await cards[0].gone(within=60)
        await room.forgets("Monticello")
        assert not cards[1].deleted
        assert "Amundsen" in (await place.ann.slash(place.news, "search", {"query": "Amundsen"})).text
    assert room.world.violations == []


async def test_somebody_is_forgotten_and_their_account_stays_out_of_the_file(room: Newsroom) -> None:
    async with room.open():
        place = await watched(room.world)
        account = str(place.ann.user.id)
        await filed(await place.ann.posts(place.news, LIBRARY))
        await place.ann.slash(place.news, "watch", {"what": "Thomas Jefferson"})
        await room.holds(account)
        shown = await place.ann.slash(place.news, "forgetme")
        assert shown.ephemeral
        assert "1 posting that is filed, with your account" in shown.text
        done = await place.ann.selects(shown, "Take my name off")
        assert "You are forgotten." in done.text
        await room.forgets(account)
        await filed(await place.ann.posts(place.news, POLE))
        found = await place.ann.slash(place.news, "search", {"query": "Jefferson"})
        assert "Nothing found" not in found.text
        assert query(room.program.database, "SELECT DISTINCT author FROM postings") == [(None,)]
        await room.forgets(account)
    assert room.world.violations == []
