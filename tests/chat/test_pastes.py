"""Pastes: messages that are one text are one article, whatever happens to them and in whatever order they come."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.chat.posts import Post
from bot.desk import forgetting, summaries
from bot.store import articles, pastes
from bot.store.rows import Article, Posting
from bot.store.scope import Scope
from bot.summaries.types import Length
from tests.chat.news import (
    CHAT,
    GUILD,
    NEWS,
    Bureau,
    Channels,
    ago,
    article,
    bureau,
    bureau_over,
    cut,
    refusing,
    upload,
    watch,
)
from tests.desk.workers import Here, desk_of

pytestmark = pytest.mark.usefixtures("brisk")

ANN, BOB = 500, 501


@contextlib.asynccontextmanager
async def newsroom(folder: Path, channels: Channels | None = None, reader: Here | None = None) -> AsyncIterator[Bureau]:
    """A channel that is watched for an hour."""
    async with bureau(folder, channels=channels, reader=reader) as parts:
        await watch(parts.desk, since=ago(hours=1))
        yield parts


def posted(parts: Bureau, texts: list[str], author: int = ANN, seconds: float = 50) -> list[Post]:
    """Messages that stand there, one after another; the bot is not told yet."""
    return [parts.channels.post(text, author=author, at=ago(seconds=seconds - n)) for n, text in enumerate(texts)]


async def told(parts: Bureau, posts: list[Post]) -> None:
    for post in posts:
        await parts.arrive(post)
    await parts.reception.finished([post.place for post in posts])


async def only(parts: Bureau) -> tuple[Article, str, list[Posting]]:
    """The one article that is filed, with its text and its postings."""
    [filed] = await parts.filed()
    async with parts.desk.store.reading() as db:
        texts = await articles.texts(db, [filed.id])
        return filed, texts[filed.id], await articles.postings(db, Scope(GUILD), filed.id)


async def is_one(parts: Bureau, posts: list[Post], texts: list[str], edits: int = 0) -> None:
    """These messages are one article, edited so often, with one card under the first, and every one of them marked."""
    await parts.reception.finished([post.place for post in posts])
    filed, text, postings = await only(parts)
    assert text.split() == " ".join(texts).split()
    assert [one.message for one in postings] == [post.id for post in posts]
    assert filed.versions == edits, "to grow is no edit"
    assert [one.link for one in postings] == [post.link for post in posts]
    for post in posts:
        assert parts.marks(post) == ["✅"], post
    assert [len(parts.channels.cards(post)) for post in posts] == [1, *([0] * (len(posts) - 1))]


async def test_parts_are_one_article(tmp_path: Path) -> None:
    async with newsroom(tmp_path) as parts:
        texts = cut(1, 120, 130)
        posts = posted(parts, texts)
        await told(parts, posts)
        await is_one(parts, posts, texts)
        for post in posts:
            await parts.arrive(post)
        await is_one(parts, posts, texts)


async def test_the_last_words_are_part_of_it(tmp_path: Path) -> None:
    async with newsroom(tmp_path) as parts:
        texts = cut(1, 340)
        assert len(texts[-1].split()) < 60
        posts = posted(parts, texts)
        await told(parts, posts)
        await is_one(parts, posts, texts)


async def test_they_come_at_once_in_any_order(tmp_path: Path) -> None:
    reader = Here()
    reader.gate.clear()
    async with newsroom(tmp_path, reader=reader) as parts:
        texts = cut(1, 120, 130)
        posts = posted(parts, texts)
        arriving = [asyncio.ensure_future(parts.arrivals.arrive(post)) for post in (posts[2], posts[0], posts[1])]
        await asyncio.gather(*arriving)
        reader.gate.set()
        await parts.reception.finished([post.place for post in posts])
        await is_one(parts, posts, texts)


async def test_a_part_that_was_an_article_is_none_any_more(tmp_path: Path) -> None:
    async with newsroom(tmp_path) as parts:
        texts = cut(1, 120, 130)
        posts = posted(parts, texts)
        await told(parts, [posts[1], posts[2]])
        assert len(parts.channels.cards(posts[1])) == 1
        await told(parts, [posts[0]])
        await parts.reception.finished([post.place for post in posts])
        await is_one(parts, posts, texts)


async def test_a_part_comes_while_the_first_is_read(tmp_path: Path) -> None:
    reader = Here()
    reader.gate.clear()
    async with newsroom(tmp_path, reader=reader) as parts:
        texts = cut(1, 120)
        posts = posted(parts, texts)
        await parts.arrivals.arrive(posts[0])
        await asyncio.sleep(0.05)
        await parts.arrivals.arrive(posts[1])
        reader.gate.set()
        await parts.reception.finished([post.place for post in posts])
        await is_one(parts, posts, texts)


async def test_others_between_do_not_count(tmp_path: Path) -> None:
    async with newsroom(tmp_path) as parts:
        mine, hers = cut(1, 120, 130), cut(2, 140, 110)
        both = [post for pair in zip(posted(parts, mine), posted(parts, hers, BOB, 49.5), strict=True) for post in pair]
        talk = posted(parts, [CHAT], 502, 48.2)
        await told(parts, [*both[:3], *talk, *both[3:]])
        assert len(await parts.filed()) == 2
        for own in (both[::2], both[1::2]):
            assert [len(parts.channels.cards(post)) for post in own] == [1, 0, 0]
            assert [parts.marks(post) for post in own] == [["✅"]] * 3


async def test_two_articles_stay_two(tmp_path: Path) -> None:
    async with newsroom(tmp_path) as parts:
        posts = posted(parts, [article(1), article(2)])
        await told(parts, posts)
        assert len(await parts.filed()) == 2


async def test_an_edit_files_the_whole_anew(tmp_path: Path) -> None:
    async with newsroom(tmp_path) as parts:
        texts = cut(1, 120, 130)
        posts = posted(parts, texts)
        await told(parts, posts)
        for edits, at in enumerate((1, 0, 2), start=1):
            texts[at] = texts[at].replace("In ", "During ")
            posts[at] = await parts.edit(posts[at], texts[at])
            await is_one(parts, posts, texts, edits)
        assert len(parts.channels.sent) == 1


async def test_a_deleted_part_is_forgotten(tmp_path: Path) -> None:
    async with newsroom(tmp_path) as parts:
        texts = cut(1, 120, 130)
        posts = posted(parts, texts)
        await told(parts, posts)
        await gone(parts, [posts[1]])
        await is_one(parts, [posts[0], posts[2]], [texts[0], texts[2]])
        await gone(parts, [posts[0]])
        await is_one(parts, [posts[2]], [texts[2]])
        await gone(parts, [posts[2]])
        assert (await parts.filed(), parts.channels.replies) == ([], {})


async def gone(parts: Bureau, posts: list[Post]) -> None:
    for post in posts:
        parts.channels.remove(post)
    await parts.following.deleted(NEWS, [post.id for post in posts])
    left = list(parts.channels.posts[NEWS].values())
    await parts.reception.finished([post.place for post in left])


async def test_without_its_head_the_next_part_is_the_first(tmp_path: Path) -> None:
    async with newsroom(tmp_path) as parts:
        texts = cut(1, 120, 130)
        posts = posted(parts, texts)
        await told(parts, posts)
        await gone(parts, [posts[0]])
        await is_one(parts, posts[1:], texts[1:])


async def test_what_is_left_may_be_no_article(tmp_path: Path) -> None:
    async with newsroom(tmp_path) as parts:
        posts = posted(parts, cut(1, 340))
        await told(parts, posts)
        await gone(parts, [posts[0]])
        assert (await parts.filed(), await parts.note(posts[1]), parts.marks(posts[1])) == ([], None, [])


async def test_all_parts_deleted_at_once(tmp_path: Path) -> None:
    async with newsroom(tmp_path) as parts:
        posts = posted(parts, cut(1, 120, 130))
        await told(parts, posts)
        await gone(parts, posts)
        assert (await parts.filed(), parts.channels.replies) == ([], {})
        async with parts.desk.store.reading() as db:
            assert await pastes.parts(db, NEWS, [post.id for post in posts]) == []


async def test_discord_away_when_a_part_is_deleted(tmp_path: Path) -> None:
    async with newsroom(tmp_path) as parts:
        texts = cut(1, 120, 130)
        posts = posted(parts, texts)
        await told(parts, posts)
        parts.channels.before = refusing("read")
        await gone(parts, [posts[2]])
        assert await parts.filed() == []
        assert len(parts.channels.cards(posts[0])) == 1
        await parts.following.refile()
        await is_one(parts, posts[:2], texts[:2])


async def test_a_channel_whose_history_is_hidden(tmp_path: Path) -> None:
    async with newsroom(tmp_path) as parts:
        texts = cut(1, 120, 130)
        posts = posted(parts, texts)
        await told(parts, posts)
        parts.channels.hidden = True
        await gone(parts, [posts[2]])
        await is_one(parts, posts[:2], texts[:2])


async def test_a_part_that_becomes_a_command(tmp_path: Path) -> None:
    async with newsroom(tmp_path) as parts:
        texts = cut(1, 120, 130)
        posts = posted(parts, texts)
        await told(parts, posts)
        await parts.edit(posts[1], "!search Vienna")
        await is_one(parts, [posts[0], posts[2]], [texts[0], texts[2]])


async def test_a_part_with_a_file(tmp_path: Path) -> None:
    async with newsroom(tmp_path) as parts:
        texts = cut(1, 120)
        posts = posted(parts, texts)
        posts[1] = parts.channels.keep(replace(posts[1], uploads=(upload("a.txt", article(9).encode()),)))
        await told(parts, posts)
        assert len(await parts.filed()) == 2
        assert [len(parts.channels.cards(post)) for post in posts] == [1, 1]
        await gone(parts, [posts[0]])
        assert len(await parts.filed()) == 2


async def test_catching_up_gives_the_same(tmp_path: Path) -> None:
    channels, texts = Channels(), cut(1, 120, 130)
    async with newsroom(tmp_path, channels=channels) as parts:
        posts = posted(parts, texts, seconds=20)
        await told(parts, posts[:1])
    async with desk_of(tmp_path, None, None) as desk, bureau_over(desk, channels) as parts:
        await parts.catch_up.run()
        await parts.reception.finished([post.place for post in posts])
        await is_one(parts, posts, texts)
        channels.remove(posts[1])
    async with desk_of(tmp_path, None, None) as desk, bureau_over(desk, channels) as parts:
        await parts.catch_up.run()
        await parts.reception.finished([post.place for post in posts])
        await is_one(parts, [posts[0], posts[2]], [texts[0], texts[2]])


async def test_a_part_that_comes_before_catching_up(tmp_path: Path) -> None:
    channels, texts = Channels(), cut(1, 120, 130)
    async with newsroom(tmp_path, channels=channels) as parts:
        posts = posted(parts, texts, seconds=20)
        await told(parts, posts[:2])
    async with desk_of(tmp_path, None, None) as desk, bureau_over(desk, channels) as parts:
        parts.progress.hold()
        await told(parts, posts[2:])
        await parts.catch_up.run()
        await parts.reception.finished([post.place for post in posts])
        await is_one(parts, posts, texts)


async def test_parts_that_are_remembered_no_more_are_read_again(tmp_path: Path) -> None:
    async with newsroom(tmp_path) as parts:
        texts = cut(1, 120, 130)
        posts = posted(parts, texts)
        await told(parts, posts[:2])
        parts.arrivals.pastes.recent.forget([posts[0].id])
        await told(parts, posts[2:])
        await parts.following.refile()
        await parts.reception.finished([post.place for post in posts])
        await is_one(parts, posts, texts)


async def test_an_article_that_was_deleted_by_command_stays_so(tmp_path: Path) -> None:
    async with newsroom(tmp_path) as parts:
        posts = posted(parts, cut(1, 120, 130))
        await told(parts, posts)
        [filed] = await parts.filed()
        await forgetting.forget(parts.desk, filed)
        await parts.reception.recover()
        await parts.reception.finished([post.place for post in posts])
        await told(parts, posts)
        assert (await parts.filed(), parts.channels.replies) == ([], {})
        assert [parts.marks(post) for post in posts] == [[], [], []]


async def test_the_card_says_where_else_a_text_was_posted_once_a_text(tmp_path: Path) -> None:
    async with newsroom(tmp_path) as parts:
        pieces = [parts.channels.post(text, at=ago(seconds=9 - n)) for n, text in enumerate(cut(1, 120))]
        for piece in pieces:
            await parts.arrive(piece)
        [whole] = await parts.filed()
        assert await _again(parts, whole) == []
        for n in range(2):
            again = [
                parts.channels.post(text, at=ago(seconds=9 - at), author=BOB + n) for at, text in enumerate(cut(1, 120))
            ]
            for piece in again:
                await parts.arrive(piece)
            found = await _again(parts, whole)
            assert (len(found), found[-1].message, found[-1].author) == (n + 1, again[0].id, str(BOB + n))


async def _again(parts: Bureau, of: Article) -> list[Posting]:
    async with parts.desk.store.reading() as db:
        return list((await summaries.of_article(db, Scope(GUILD), of, Length(sentences=1))).again)
