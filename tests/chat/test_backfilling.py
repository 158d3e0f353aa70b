"""The history of channels, read by request: what is filed, and what is told."""

from dataclasses import replace
from typing import Any

import pytest

from bot.chat import backfilling
from bot.chat.posts import Post
from bot.desk.forgetting_somebody import forget_somebody
from bot.store import acknowledged, places, retention
from bot.store.backfills import Tally
from bot.store.snowflakes import snowflake
from bot.store.watched import Watched
from tests.chat.archive import Archive, posted
from tests.chat.news import (
    BRANCH,
    CHAT,
    GUILD,
    NEWS,
    THREAD,
    ago,
    article,
    cut,
    upload,
    watch,
)


async def test_all_articles_are_filed_and_nothing_is_shown_in_a_channel_that_is_not_watched(archive: Archive) -> None:
    posts = posted(archive, 60)
    archive.parts.channels.post(CHAT, at=ago(days=3))
    archive.parts.channels.post("!recent " + article(99), at=ago(days=2))
    await archive.ask()
    done = await archive.ends()
    assert sorted(await archive.numbers()) == list(range(60))
    assert (done.state, done.tally) == ("done", Tally(62, 60, 0, 0))
    assert archive.parts.channels.sent == []
    assert all(archive.parts.marks(post) == [] for post in posts)
    assert "The history of #news was read." in archive.board.last
    assert "Filed: 60" in archive.board.last


async def test_the_newest_batch_is_finished_before_the_next(archive: Archive) -> None:
    posted(archive, 60)
    await archive.ask()
    seen: list[tuple[str, int]] = []
    archive.board.before = lambda what: seen.append((what, len(asked)))
    asked: list[int] = []
    real = archive.parts.arrivals.take

    async def take(post: Post, **how: Any) -> bool:
        asked.append(int(post.text.split()[1]))
        return await real(post, **how)

    archive.parts.arrivals.take = take  # type: ignore[method-assign]
    await archive.ends()
    assert asked == [*range(35, 60), *range(10, 35), *range(10)]
    assert sorted(await archive.numbers()) == list(range(60))
    assert seen[:4] == [("post", 0), ("posted", 0), ("redraw", 25), ("redraw", 50)]


@pytest.mark.parametrize(("reply", "marks"), [("card", ["✅"]), ("reaction", ["✅"]), ("silent", [])])
async def test_in_a_watched_channel_the_reaction_is_as_it_is_set_and_there_is_no_card(
    archive: Archive, reply: Any, marks: list[str]
) -> None:
    old = posted(archive, 1)[0]
    young = archive.parts.channels.post(article(7), at=ago(minutes=5))
    await watch(archive.parts.desk, Watched(GUILD, NEWS, "news", reply))
    cursor = await archive.parts.cursor()
    await archive.ask()
    await archive.ends()
    assert sorted(await archive.numbers()) == [0, 7]
    assert archive.parts.marks(old) == archive.parts.marks(young) == marks
    assert archive.parts.channels.sent == []
    assert await archive.parts.cursor() == cursor


async def test_what_bots_and_webhooks_posted_is_read_as_it_is_set(archive: Archive) -> None:
    for n, by in enumerate(({"bot": True}, {"webhook": True}, {"own": True})):
        archive.parts.channels.keep(replace(posted(archive, 1, first=n)[0], **by))  # type: ignore[arg-type]
    await archive.ask()
    assert (await archive.ends()).tally == Tally(3)
    await watch(archive.parts.desk, Watched(GUILD, NEWS, "news", webhooks=True))
    await archive.ask()
    assert (await archive.ends()).tally == Tally(3, 1)
    assert await archive.numbers() == [1]


async def test_it_goes_back_to_a_day(archive: Archive) -> None:
    archive.parts.channels.post(article(1), at=ago(days=40))
    archive.parts.channels.post(article(2), at=ago(days=20))
    await archive.ask(since=ago(days=30).date())
    assert (await archive.ends()).tally == Tally(1, 1)
    assert await archive.numbers() == [2]


async def test_it_goes_back_no_further_than_articles_are_kept(archive: Archive) -> None:
    archive.parts.channels.post(article(1), at=ago(days=40))
    archive.parts.channels.post(article(2), at=ago(days=20))
    await keep_for(archive, 30)
    await archive.ask(since=ago(days=90).date())
    done = await archive.ends()
    assert done.tally == Tally(1, 1)
    assert done.since >= snowflake(ago(days=31))
    assert await archive.numbers() == [2]


async def test_what_has_become_too_old_since_it_was_asked_is_not_filed(archive: Archive) -> None:
    too_old = [archive.parts.channels.post(part, at=ago(days=40, minutes=-n)) for n, part in enumerate(cut(1, 200))]
    archive.parts.channels.post(article(2), at=ago(days=20))
    await archive.ask()
    await keep_for(archive, 30)
    assert (await archive.ends()).tally == Tally(3, 1)
    assert await archive.numbers() == [2]
    async with archive.parts.desk.store.reading() as db:
        assert await acknowledged.known_between(db, NEWS, 0, too_old[-1].id) == set()


async def test_what_somebody_posted_who_is_forgotten_is_filed_without_their_account(archive: Archive) -> None:
    for number, author in enumerate((5, 6)):
        archive.parts.channels.post(article(number), at=ago(days=9, minutes=-number), author=author)
    for number, part in enumerate(cut(7, 200)):
        archive.parts.channels.post(part, at=ago(days=8, minutes=-number / 10), author=5)
    await forget_somebody(archive.parts.desk, "5", posted=False)
    await archive.ask()
    assert (await archive.ends()).tally.filed == 3
    async with archive.parts.desk.store.reading() as db:
        rows = await db.execute_fetchall("SELECT author, count(*) FROM postings GROUP BY author ORDER BY author")
        assert [tuple(row) for row in rows] == [(None, 3), ("6", 1)]


async def keep_for(archive: Archive, days: int) -> None:
    async with archive.parts.desk.store.writing() as db:
        await retention.keep_for(db, GUILD, days)


async def test_it_looks_at_no_more_than_it_was_asked_to(archive: Archive) -> None:
    posted(archive, 40)
    await archive.ask(limit=30)
    assert (await archive.ends()).tally == Tally(30, 30)
    assert sorted(await archive.numbers()) == list(range(10, 40))
    assert "These were the 30 messages that were asked for" in archive.board.last


async def test_what_is_filed_is_known_and_not_filed_twice(archive: Archive) -> None:
    await watch(archive.parts.desk)
    live = await archive.parts.post(article(1))
    posted(archive, 2, first=5)
    archive.parts.channels.post(article(6), at=ago(days=30))
    for tally in (Tally(4, 2, 2), Tally(4, 0, 4)):
        await archive.ask()
        assert (await archive.ends()).tally == tally
    assert sorted(await archive.numbers()) == [1, 5, 6]
    assert len(archive.parts.channels.cards(live)) == 1


async def test_what_was_edited_after_it_was_filed_says_what_it_says_now(archive: Archive) -> None:
    posts = posted(archive, 2)
    await archive.ask()
    await archive.ends()
    archive.parts.channels.edit(posts[0], article(9))
    archive.parts.channels.edit(posts[1], CHAT)
    await archive.ask()
    await archive.ends()
    assert await archive.numbers() == [9]


async def test_live_messages_go_on_meanwhile(archive: Archive) -> None:
    await watch(archive.parts.desk)
    posted(archive, 80)
    await archive.ask()
    async with archive.running():
        await archive.until(lambda one: one.tally.looked >= 25)
        live = await archive.parts.post(article(99))
        assert [one.state for one in await archive.waiting()] == ["running"]
        assert (archive.parts.marks(live), len(archive.parts.channels.sent)) == (["✅"], 1)
    done = await archive.ends()
    assert done.tally == Tally(80, 80)
    assert len(await archive.numbers()) == 81


async def test_a_message_that_cannot_be_read_is_tried_three_times_and_passed(archive: Archive) -> None:
    posts = posted(archive, 3)
    tries = []

    async def read() -> bytes:
        tries.append(1)
        raise OSError("no such file")

    poison = replace(upload("a.txt", b"", 9), read=read)
    archive.parts.channels.keep(replace(posts[1], text="", uploads=(poison,)))
    await archive.ask()
    assert (await archive.ends()).tally == Tally(3, 2, 0, 1)
    assert (len(tries), sorted(await archive.numbers())) == (3, [0, 2])


@pytest.mark.parametrize("size", [1, 2, 25])
async def test_a_long_paste_is_one_article_wherever_a_batch_ends(
    archive: Archive, monkeypatch: pytest.MonkeyPatch, size: int
) -> None:
    monkeypatch.setattr(backfilling, "BATCH", size)
    posted(archive, 1)
    for number, text in enumerate(cut(3, 70, 70)):
        archive.parts.channels.post(text, at=ago(days=8, seconds=-number))
    posted(archive, 1, first=1)
    await archive.ask()
    done = await archive.ends()
    assert len(await archive.numbers()) == 3
    assert (done.tally.looked, done.tally.found) == (5, 3)


async def test_a_long_paste_of_which_the_beginning_is_on_an_older_page(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backfilling, "PAGE", 1)
    for number, text in enumerate(cut(3, 70, 70)):
        archive.parts.channels.post(text, at=ago(days=8, seconds=-number))
    await archive.ask()
    await archive.ends()
    await archive.parts.following.refile()
    assert len(await archive.numbers()) == 1


async def test_archived_threads_are_read_too(archive: Archive) -> None:
    archive.parts.channels.archived_in[NEWS] = [BRANCH]
    posted(archive, 3)
    posted(archive, 2, room=BRANCH, first=50)
    await archive.ask()
    assert (await archive.ends()).tally == Tally(5, 5)


async def test_threads_are_read_after_their_channel(archive: Archive) -> None:
    archive.parts.channels.rooms_of[NEWS].append(BRANCH)
    posted(archive, 30)
    posted(archive, 3, room=BRANCH, first=50)
    await archive.ask()
    assert (await archive.ends()).tally == Tally(33, 33)
    async with archive.parts.desk.store.reading() as db:
        assert await places.threads(db, NEWS) == [THREAD]
