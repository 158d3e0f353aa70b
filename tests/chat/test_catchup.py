"""What was posted, changed and deleted while the bot was away."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.articles.types import Draft
from bot.chat import catchup
from bot.chat.posts import Room
from bot.desk.filing import Item
from bot.store import places, settings, watched
from bot.store.errors import StoreBusyError
from bot.store.rows import Place
from bot.store.scope import LOCAL
from bot.store.watched import Watched
from tests.chat.news import (
    BRANCH,
    CHAT,
    GUILD,
    NEWS,
    OTHER,
    THREAD,
    Bureau,
    Channels,
    ago,
    article,
    bureau_over,
    refusing,
    upload,
    watch,
)
from tests.desk.workers import desk_of

pytestmark = pytest.mark.usefixtures("brisk")


@pytest.fixture
async def parts(tmp_path: Path) -> AsyncIterator[Bureau]:
    """A channel that has been watched for two hours; the bot has just connected."""
    async with desk_of(tmp_path) as desk:
        await watch(desk, since=ago(hours=2))
        async with bureau_over(desk, Channels()) as opened:
            opened.progress.hold()
            yield opened


async def numbers(parts: Bureau) -> list[int]:
    """What the articles are called, the oldest first."""
    return [int(one.opening.split()[1]) for one in await parts.filed()]


async def test_what_was_posted_meanwhile_is_filed_oldest_first(parts: Bureau) -> None:
    parts.channels.post(article(99), at=ago(hours=3))
    for n in range(60):
        parts.channels.post(article(n), at=ago(minutes=100 - n))
    last = parts.channels.post(CHAT, at=ago(minutes=1))
    await parts.catch_up.run()
    assert await numbers(parts) == list(range(60))
    assert await parts.cursor() == last.id
    assert all(parts.marks(post) == ["✅"] for post in list(parts.channels.posts[NEWS].values())[1:-1])
    assert len(parts.channels.sent) == 60


async def test_what_a_feed_held_stays_though_it_was_never_posted(parts: Bureau) -> None:
    await parts.desk.filing.post([Item(Draft(article(1).encode(), "text/plain"), Place(GUILD, NEWS, 5))])
    await parts.desk.filing.idle()
    await parts.catch_up.run()
    assert await numbers(parts) == [1]


async def test_it_goes_in_batches(parts: Bureau, monkeypatch: pytest.MonkeyPatch) -> None:
    posts = [parts.channels.post(article(n), at=ago(minutes=100 - n)) for n in range(60)]
    standing: list[tuple[int, int | None]] = []
    real = parts.reception.finished

    async def finished(waiting: object) -> None:
        standing.append((len(await parts.filed()), await parts.cursor()))
        await real(waiting)  # type: ignore[arg-type]

    monkeypatch.setattr(parts.reception, "finished", finished)
    await parts.catch_up.run()
    assert [cursor for _, cursor in standing] == [posts[24].id, posts[49].id, posts[59].id]
    assert standing[1][0] >= 25


async def test_old_ones_get_the_reaction_alone(parts: Bureau) -> None:
    async with parts.desk.store.writing() as db:
        await db.execute("UPDATE cursors SET message_id = 1")
    post = parts.channels.post(article(), at=ago(days=3))
    await parts.catch_up.run()
    assert (parts.marks(post), parts.channels.sent) == (["✅"], [])


async def test_no_more_than_so_many_and_the_next_start_goes_on(
    parts: Bureau, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(catchup, "MOST", 20)
    monkeypatch.setattr(catchup, "PAGE", 10)
    posts = [parts.channels.post(article(n), at=ago(minutes=100 - n)) for n in range(25)]
    await parts.catch_up.run()
    assert await numbers(parts) == list(range(20))
    assert "more than 20 messages were missed in channel news" in caplog.text
    live = await parts.post(article(77))
    await parts.progress.write()
    assert await parts.cursor() == posts[19].id
    await parts.catch_up.run()
    assert sorted(await numbers(parts)) == [*range(25), 77]
    assert await parts.cursor() == live.id
    assert len(parts.channels.sent) == 26


async def test_exactly_so_many_is_all(parts: Bureau, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(catchup, "MOST", 20)
    monkeypatch.setattr(catchup, "PAGE", 10)
    for n in range(20):
        parts.channels.post(article(n), at=ago(minutes=100 - n))
    await parts.catch_up.run()
    live = await parts.post(article(77))
    assert await parts.cursor() == live.id


async def test_live_messages_do_not_move_the_cursor_meanwhile(parts: Bureau) -> None:
    missed = parts.channels.post(article(1), at=ago(minutes=9))
    live = await parts.post(article(2))
    await parts.progress.write()
    cursor = await parts.cursor()
    assert cursor is not None
    assert cursor < missed.id
    assert parts.marks(live) == ["✅"]
    await parts.catch_up.run()
    assert await numbers(parts) == [1, 2]
    assert await parts.cursor() == live.id
    assert len(parts.channels.sent) == 2


async def test_threads_are_read_from_where_they_are(parts: Bureau) -> None:
    old, young = BRANCH, Room(GUILD, 0, "young", parent=NEWS)
    head = parts.channels.post(CHAT, at=ago(minutes=30))
    young = replace(young, channel=head.id)
    parts.channels.rooms_of[NEWS] += [old, young]
    parts.channels.post(article(1), room=old, at=ago(hours=5))
    parts.channels.post(article(2), room=old, at=ago(minutes=20))
    last = parts.channels.post(article(3), room=young, at=ago(minutes=10))
    await parts.catch_up.run()
    assert await numbers(parts) == [2, 3]
    assert await parts.cursor(young.channel) == last.id
    async with parts.desk.store.reading() as db:
        assert await places.threads(db, NEWS) == [THREAD, young.channel]


async def test_threads_that_were_archived_meanwhile_are_read_too(
    parts: Bureau, caplog: pytest.LogCaptureFixture
) -> None:
    parts.channels.archived_in[NEWS] = [BRANCH]
    parts.channels.post(article(1), room=BRANCH, at=ago(minutes=20))
    parts.channels.post(article(2), at=ago(minutes=10))
    parts.channels.before = refusing("ask for threads")
    await parts.catch_up.run()
    assert await numbers(parts) == [2]
    assert "threads of channel news that were archived meanwhile are not read" in caplog.text
    await parts.catch_up.run()
    assert sorted(await numbers(parts)) == [1, 2]
    await parts.catch_up.run()
    assert sorted(await numbers(parts)) == [1, 2]


async def test_a_poisonous_message_is_passed_over_and_the_next_is_filed(parts: Bureau) -> None:
    poison = parts.channels.post("", at=ago(minutes=9))
    parts.channels.keep(replace(poison, uploads=(upload("a.txt", OSError("no such file")),)))
    last = parts.channels.post(article(1), at=ago(minutes=8))
    await parts.catch_up.run()
    assert await numbers(parts) == [1]
    assert await parts.cursor() == last.id
    async with parts.desk.store.reading() as db:
        assert await watched.passed_over(db, GUILD) == {NEWS: poison.id}


async def test_what_was_deleted_meanwhile_is_forgotten(parts: Bureau) -> None:
    posts = [await parts.post(article(n)) for n in range(3)]
    await parts.catch_up.run()
    parts.channels.remove(posts[0])
    parts.channels.remove(posts[1])
    await parts.catch_up.run()
    assert await numbers(parts) == [2]
    assert list(parts.channels.replies.values()) == [(posts[2].id, parts.channels.cards(posts[2])[0])]


async def test_only_the_last_page_is_compared(parts: Bureau, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(catchup, "PAGE", 3)
    posts = [await parts.post(article(n)) for n in range(6)]
    await parts.catch_up.run()
    parts.channels.remove(posts[0])
    parts.channels.remove(posts[4])
    await parts.catch_up.run()
    assert await numbers(parts) == [0, 1, 2, 3, 5]


async def test_what_was_edited_meanwhile_is_filed_anew(parts: Bureau) -> None:
    first, second, third = [await parts.post(text) for text in (article(1), article(2), CHAT)]
    await parts.catch_up.run()
    parts.channels.edit(first, article(11))
    parts.channels.edit(second, CHAT)
    parts.channels.edit(third, article(13))
    await parts.catch_up.run()
    await parts.reception.finished([first.place, third.place])
    assert await numbers(parts) == [11, 13]
    assert parts.marks(second) == []


async def test_what_came_meanwhile_and_is_no_article_any_more(parts: Bureau) -> None:
    live = await parts.post(article(1))
    assert await numbers(parts) == [1]
    parts.channels.edit(live, CHAT)
    await parts.catch_up.run()
    assert await parts.filed() == []


async def test_edits_of_before_the_watch_are_none_of_ours(parts: Bureau) -> None:
    old = parts.channels.post(article(), at=ago(hours=4))
    parts.channels.keep(replace(old, edited=ago(hours=3)))
    await parts.catch_up.run()
    assert await parts.filed() == []


async def test_a_hidden_history_forgets_nothing(parts: Bureau, caplog: pytest.LogCaptureFixture) -> None:
    await parts.post(article(1))
    await parts.catch_up.run()
    parts.channels.hidden = True
    parts.channels.posts[NEWS].clear()
    parts.progress.hold()
    await parts.catch_up.run()
    assert await numbers(parts) == [1]
    assert "channel news is not caught up: the bot may not read the history" in caplog.text
    live = await parts.post(article(2))
    assert await parts.cursor() == live.id


async def test_discord_away_for_a_moment(parts: Bureau) -> None:
    parts.channels.before = refusing("read", times=2)
    parts.channels.post(article(1), at=ago(minutes=9))
    await parts.catch_up.run()
    assert await numbers(parts) == [1]


async def test_discord_away_for_long(parts: Bureau) -> None:
    parts.channels.before = refusing("read", times=1000)
    missed = parts.channels.post(article(1), at=ago(minutes=9))
    await parts.catch_up.run()
    await parts.post(article(2))
    cursor = await parts.cursor()
    assert cursor is not None
    assert cursor < missed.id


async def test_a_store_that_is_busy(parts: Bureau, monkeypatch: pytest.MonkeyPatch) -> None:
    real, refusals = parts.arrivals.take, 1

    async def take(*args: object, **named: object) -> object:
        nonlocal refusals
        if refusals:
            refusals -= 1
            raise StoreBusyError("busy")
        return await real(*args, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(parts.arrivals, "take", take)
    parts.channels.post(article(1), at=ago(minutes=9))
    await parts.catch_up.run()
    assert await numbers(parts) == [1]


async def test_messages_that_wait_come_to_their_end(parts: Bureau, monkeypatch: pytest.MonkeyPatch) -> None:
    async def killed(*_: object, **__: object) -> None:
        parts.channels.reactions[post.id] = ["⏳"]

    post = parts.channels.post(article())
    monkeypatch.setattr(parts.reception, "accept", killed)
    await parts.arrive(post)
    assert parts.marks(post) == ["⏳"]
    await parts.desk.filing.idle()
    await parts.catch_up.run()
    await parts.reception.finished([post.place])
    assert parts.marks(post) == ["✅"]


async def test_a_guild_that_the_bot_has_left_is_forgotten(parts: Bureau) -> None:
    await parts.post(article())
    parts.channels.joined = set()
    await parts.catch_up.run()
    async with parts.desk.store.reading() as db:
        assert await places.guilds(db) == [LOCAL]


async def test_not_with_another_application(parts: Bureau, caplog: pytest.LogCaptureFixture) -> None:
    await parts.post(article())
    await parts.catch_up.run()
    parts.channels.application_id = 2
    parts.channels.joined, parts.channels.shown, parts.channels.deleted = set(), set(), {NEWS}
    for _ in range(2):
        await parts.catch_up.run()
    assert len(await parts.filed()) == 1
    assert "used with the application 1, and this is 2" in caplog.text
    async with parts.desk.store.reading() as db:
        assert await settings.read(db, LOCAL, catchup.APPLICATION) == "1"


async def test_channels_that_are_gone_are_forgotten_and_hidden_ones_kept(parts: Bureau) -> None:
    for channel in (OTHER, OTHER + 1):
        await watch(parts.desk, Watched(GUILD, channel, f"channel {channel}"))
        await parts.post(article(channel), room=Room(GUILD, channel, "other"))
    await parts.post(article(NEWS))
    parts.channels.deleted = {OTHER}
    await parts.catch_up.run()
    assert await numbers(parts) == [OTHER + 1, NEWS]


async def test_threads_in_which_nothing_is_filed_are_not_asked_about(parts: Bureau) -> None:
    asked: list[str] = []
    async with parts.desk.store.writing() as db:
        await places.ensure_channel(db, GUILD, THREAD, "branch", parent=NEWS)
    parts.channels.before = asked.append
    await parts.catch_up.run()
    assert "ask" not in asked


async def test_whether_they_are_gone_is_asked_another_time(parts: Bureau) -> None:
    await parts.post(article())
    parts.channels.shown, parts.channels.deleted = set(), {NEWS}
    parts.channels.before = refusing("ask")
    await parts.catch_up.run()
    assert len(await parts.filed()) == 1


async def test_it_can_be_cancelled_and_run_again(parts: Bureau) -> None:
    for n in range(30):
        parts.channels.post(article(n), at=ago(minutes=100 - n))
    running = asyncio.ensure_future(parts.catch_up.run())
    while not parts.channels.sent:  # noqa: ASYNC110 - nothing tells of it
        await asyncio.sleep(0.001)
    running.cancel()
    await asyncio.wait({running})
    await parts.catch_up.run()
    await parts.reception.finished([post.place for post in parts.channels.posts[NEWS].values()])
    assert await numbers(parts) == list(range(30))
    assert len(parts.channels.sent) == 30
