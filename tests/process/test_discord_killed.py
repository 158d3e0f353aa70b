"""Dossier ends in the middle of filing, or its worker or its store fails: nothing is lost, nothing is there twice."""

import asyncio
import os
import random
import signal
import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from functools import partial

import pytest
import pytest_asyncio

from tests.chat.news import article
from tests.loopback import Post
from tests.process.newsroom import LIBRARY, POLE, Newsroom, eventually, filed, newsroom, watched
from tests.process.program import workers
from tests.process.shelf import query, states

pytestmark = [pytest.mark.process, pytest.mark.model]

COUNT = 30
COPIES = 3
WITHIN = 60.0


@pytest_asyncio.fixture
async def room(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Newsroom]:
    async with newsroom(tmp_path_factory.mktemp("killed")) as made:
        yield made


async def _at_least(room: Newsroom, posts: list[Post], count: int) -> None:
    """Wait until so many are filed."""
    await room.world.until(lambda: sum("✅" in post.reactions for post in posts) >= count, f"{count} are filed", WITHIN)


async def _all_filed(room: Newsroom, posts: list[Post], copies: list[Post]) -> None:
    """Every message came to its end once, with one card, and the store has each once."""
    await filed(*posts)
    for copy in copies:
        await copy.reacted("♻️", within=60)
        await copy.reacted_not("⏳")
    for post in [*posts, *copies]:
        await post.reply()
        assert len(post.bot_replies) == 1, post
        assert len(post.reactions) == 1, (post, post.bot_reacted)
    assert all(post.bot_reacted.count(("✅", True)) == 1 for post in posts)
    await eventually(lambda: states(room.program.database) == {"ready": len(posts)}, "all are read")
    rows = query(room.program.database, "SELECT message_id, count(*) FROM postings GROUP BY message_id")
    assert sorted(rows) == sorted((post.id, 1) for post in [*posts, *copies])


async def test_killed_again_and_again(room: Newsroom) -> None:
    chance = random.Random(5)
    child = await room.starts()
    place = await watched(room.world)
    posts = [await place.ann.posts(place.news, article(number)) for number in range(COUNT)]
    copies = [await place.ann.posts(place.news, article(number)) for number in range(COPIES)]
    # Killed while messages are stored, while the first are read, shown, and near the end.
    for done in (0, 1, 8, 20):
        await _at_least(room, posts, done)
        await asyncio.sleep(chance.uniform(0, 0.15))
        await room.killed(child)
        child = await room.starts()
    await _all_filed(room, posts, copies)
    log = await room.told_to_stop(child)
    assert "Report" not in log, "no text of a message is logged"


async def test_stopped_in_the_middle(room: Newsroom) -> None:
    child = await room.starts()
    place = await watched(room.world)
    posts = [await place.ann.posts(place.news, article(number)) for number in range(COUNT)]
    for done in (0, 5):
        await _at_least(room, posts, done)
        await room.told_to_stop(child)
        child = await room.starts()
    await _all_filed(room, posts, [])
    await room.told_to_stop(child)


async def test_the_workers_are_killed(room: Newsroom) -> None:
    child = await room.starts()
    place = await watched(room.world)
    posts = [await place.ann.posts(place.news, article(number)) for number in range(COUNT)]
    for done, name in ((1, "extractor"), (6, "reader"), (12, "extractor")):
        await _at_least(room, posts, done)
        await eventually(partial(workers, child.pid, name), f"there is a {name}")
        for pid in workers(child.pid, name):
            os.kill(pid, signal.SIGKILL)
    await _all_filed(room, posts, [])
    await room.told_to_stop(child)


async def test_another_program_holds_the_store(room: Newsroom) -> None:
    async with room.open():
        place = await watched(room.world)
        gone, changed = await place.ann.posts(place.news, LIBRARY), await place.ann.posts(place.news, POLE)
        await filed(gone, changed)
        card = await gone.reply()
        with closing(sqlite3.connect(room.program.database, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            posts = [await place.ann.posts(place.news, article(number)) for number in range(5)]
            await place.ann.deletes(gone)
            await place.ann.edits(changed, article(9))
            typed = await (await place.ann.posts(place.news, "!search Amundsen")).reply()
            assert "Amundsen" in typed.text
            # Longer than a writer waits: what Discord told meanwhile is tried again.
            await asyncio.sleep(11)
            assert all(post.bot_reacted == [] for post in posts)
            assert not card.deleted
            other.execute("ROLLBACK")
        await filed(*posts, changed)
        await card.gone()
        shown = await place.ann.slash(place.news, "recent")
        assert "Report 9" in shown.text
        assert "Library" not in shown.text


async def test_killed_as_it_posts_a_digest(room: Newsroom) -> None:
    child = await room.starts()
    place = await watched(room.world)
    await filed(await place.ann.posts(place.news, article(1)))
    await place.guild.owner.slash(place.news, "digest schedule", when="daily")
    with closing(sqlite3.connect(room.program.database)) as db, db:
        db.execute("UPDATE digests SET due_at = '2024-06-19T08:00:00+00:00'")

    def posted() -> list[Post]:
        return [post for post in place.news.bot_posts if "Digest of 19 Jun 2024" in post.text]

    await room.world.until(lambda: len(posted()) > 0, "it is posted", WITHIN)
    await room.killed(child)
    child = await room.starts()
    noted = "SELECT sending_id, sent_at IS NULL, trouble FROM digests"
    await eventually(lambda: query(room.program.database, noted) == [(None, 0, None)], "it is noted")
    assert len(posted()) == 1
    assert "Late: it was due on 19 Jun 2024, 08:00." in posted()[0].text
    await room.told_to_stop(child)
