"""Messages that arrive, their attempts and the cursor."""

import asyncio
from dataclasses import replace
from pathlib import Path

import pytest

from bot.chat import arrivals
from bot.chat.arrivals import ATTEMPTS
from bot.chat.reach import Unreachable
from bot.store import watched
from bot.store.errors import StoreBusyError
from bot.store.watched import Watched
from tests.chat.news import BRANCH, CHAT, GUILD, NEWS, OTHER, Bureau, article, bureau, upload
from tests.chat.rest import refusal

pytestmark = pytest.mark.usefixtures("brisk")


async def written(parts: Bureau, channel: int = NEWS) -> int | None:
    """The cursor, after it was written."""
    await parts.progress.write()
    return await parts.cursor(channel)


async def test_the_cursor_moves_with_an_article_at_once(tmp_path: Path) -> None:
    async with bureau(tmp_path) as parts:
        post = await parts.post(article())
        assert await parts.cursor() == post.id


async def test_over_chatter_it_moves_when_it_is_written(tmp_path: Path) -> None:
    async with bureau(tmp_path) as parts:
        before = await parts.cursor()
        post = await parts.post(CHAT)
        assert await parts.cursor() == before
        assert await written(parts) == post.id
        assert await written(parts) == post.id


async def test_it_passes_nothing_that_is_in_hand(tmp_path: Path) -> None:
    go_on = asyncio.Event()

    async def slowly() -> bytes:
        await go_on.wait()
        return article(1).encode()

    async with bureau(tmp_path) as parts:
        slow = replace(parts.channels.post(""), uploads=(replace(upload("a.txt", b""), read=slowly),))
        arriving = asyncio.ensure_future(parts.arrive(slow))
        await asyncio.sleep(0)
        await parts.post(article(2))
        last = await parts.post(CHAT)
        assert await written(parts) == slow.id - 1
        go_on.set()
        await arriving
        assert await written(parts) == last.id


async def test_a_thread_has_its_own(tmp_path: Path) -> None:
    async with bureau(tmp_path) as parts:
        before = await parts.cursor()
        post = await parts.post(CHAT, room=BRANCH)
        assert await written(parts, BRANCH.channel) == post.id
        assert await parts.cursor() == before


async def test_a_channel_that_is_not_watched_has_none(tmp_path: Path) -> None:
    async with bureau(tmp_path) as parts:
        await parts.post(article(), room=replace(BRANCH, channel=OTHER, parent=None))
        assert await written(parts, OTHER) is None
        assert await parts.filed() == []


async def test_a_message_is_filed_once(tmp_path: Path) -> None:
    async with bureau(tmp_path) as parts:
        post = parts.channels.post(article())
        await asyncio.gather(parts.arrive(post), parts.arrive(post), parts.arrive(post))
        await parts.arrive(post)
        assert (len(await parts.filed()), len(parts.channels.sent)) == (1, 1)


async def test_a_message_that_cannot_be_read_is_passed_over(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    async with bureau(tmp_path) as parts:
        await parts.post(article(1))
        poison = replace(parts.channels.post(""), uploads=(upload("a.txt", OSError("no such file")),))
        await parts.arrive(poison)
        assert parts.marks(poison) == ["⚠️"]
        assert f"message {poison.link} is passed over" in caplog.text
        async with parts.desk.store.reading() as db:
            assert await watched.passed_over(db, GUILD) == {NEWS: poison.id}
        assert await written(parts) == poison.id
        caplog.clear()
        await parts.arrive(poison)
        assert caplog.messages == [], "it is not tried once more when catching up"


async def test_what_discord_refuses_is_said_without_a_trace(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    async with bureau(tmp_path) as parts:
        refused = upload("a.txt", refusal(404, 10008, "asset not found"))
        await parts.arrive(replace(parts.channels.post(""), uploads=(refused,)))
        assert "asset not found" in caplog.text
        assert "Traceback" not in caplog.text


async def test_attempts_before_a_restart_count(tmp_path: Path) -> None:
    tried = 0

    async def fail() -> bytes:
        nonlocal tried
        tried += 1
        raise OSError("no such file")

    async with bureau(tmp_path) as parts:
        poison = replace(parts.channels.post(""), uploads=(replace(upload("a.txt", b""), read=fail),))
        async with parts.desk.store.writing() as db:
            await watched.attempted(db, NEWS, poison.id)
            await watched.attempted(db, NEWS, poison.id)
        assert not await parts.arrivals.take(poison, live=False)
        assert tried == 1


async def test_a_silent_channel_is_told_nothing_of_it(tmp_path: Path) -> None:
    async with bureau(tmp_path, Watched(GUILD, NEWS, "news", "silent")) as parts:
        poison = replace(parts.channels.post(""), uploads=(upload("a.txt", OSError("no")),))
        await parts.arrive(poison)
        assert parts.marks(poison) == []


@pytest.mark.parametrize("error", [StoreBusyError("busy"), Unreachable("Discord answers 503")])
async def test_what_cannot_be_read_at_present_is_not_passed_over(tmp_path: Path, error: Exception) -> None:
    async with bureau(tmp_path) as parts:
        later = replace(parts.channels.post(""), uploads=(upload("a.txt", error),))
        for _ in range(ATTEMPTS + 1):
            with pytest.raises(type(error)):
                await parts.arrivals.arrive(later)
        await parts.post(article(2))
        assert await written(parts) == later.id - 1
        await parts.arrive(replace(later, uploads=(upload("a.txt", article().encode()),)))
        assert len(await parts.filed()) == 2
        assert (await written(parts) or 0) > later.id


async def test_what_is_never_stored_holds_the_cursor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def post(*_: object) -> None:
        raise StoreBusyError("busy")

    async with bureau(tmp_path) as parts:
        lost = parts.channels.post(article())
        with monkeypatch.context() as patch:
            patch.setattr(parts.desk.filing, "post", post)
            with pytest.raises(StoreBusyError):
                await parts.arrivals.arrive(lost)
        await parts.post(article(2))
        assert await written(parts) == lost.id - 1


async def test_only_the_last_deletions_are_remembered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(arrivals, "_GONE_KEPT", 2)
    async with bureau(tmp_path) as parts:
        posts = [parts.channels.post(article(n)) for n in range(3)]
        parts.arrivals.gone([post.id for post in posts])
        for post in posts:
            await parts.arrive(post)
        assert [one.posting.message for one in await parts.filed()] == [posts[0].id]
