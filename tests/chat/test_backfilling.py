"""The history of channels, read by request: what is filed, what is told, and how it goes on after whatever happens."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from bot.cards.card import Card
from bot.cards.plain import plain
from bot.chat import arrivals, backfilling
from bot.chat.backfilling import Backfilling
from bot.chat.posts import Post, Room
from bot.chat.reach import Unreachable
from bot.chat.rereading import Rereading
from bot.desk import backfilling as asking
from bot.store import backfills, places
from bot.store.backfills import Backfill, Tally
from bot.store.errors import StoreBusyError
from bot.store.watched import Watched, snowflake
from tests.chat.news import (
    BRANCH,
    CHAT,
    GUILD,
    NEWS,
    OTHER,
    ROOM,
    THREAD,
    Bureau,
    Channels,
    _History,
    ago,
    article,
    bureau_over,
    refusing,
    upload,
    watch,
)
from tests.chat.test_pastes import cut
from tests.desk.workers import desk_of

TOLD_IN = 79


@dataclass(slots=True)
class Board:
    """Where it is told how far backfills are."""

    cards: dict[int, Card] = field(default_factory=dict)
    drawn: list[Card] = field(default_factory=list)
    silent: bool = False
    nonces: dict[str, int] = field(default_factory=dict)
    before: Callable[[str], None] = lambda _: None

    async def post(self, guild: int, channel: int, card: Card, nonce: str) -> int | None:
        self.before("post")
        assert (guild, channel) == (GUILD, TOLD_IN)
        assert len(nonce) <= 25
        if self.silent:
            return None
        if nonce not in self.nonces:
            self.nonces[nonce] = len(self.nonces) + 1
            self.cards[self.nonces[nonce]] = card
            self.drawn.append(card)
            self.before("posted")
        return self.nonces[nonce]

    async def redraw(self, guild: int, channel: int, message: int, card: Card) -> bool:
        self.before("redraw")
        if message not in self.cards:
            return False
        self.cards[message] = card
        self.drawn.append(card)
        return True

    @property
    def last(self) -> str:
        return plain(self.drawn[-1])


@dataclass(frozen=True, slots=True)
class Archive:
    """A bureau whose program reads history, too."""

    parts: Bureau
    board: Board
    backfilling: Backfilling

    async def ask(self, channel: int = NEWS, **bounds: Any) -> None:
        """Somebody asks for a channel's history."""
        asked = {"since": None, "limit": None, "told_in": TOLD_IN} | bounds
        assert await asking.start(self.parts.desk, GUILD, channel, "news", **asked)

    async def ends(self) -> Backfill:
        """Have the program read until nothing is asked for; the backfill that was asked for last."""
        async with self.running():
            await self.over()
        async with self.parts.desk.store.reading() as db:
            return (await backfills.latest(db, GUILD))[0]

    @contextlib.asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        task = asyncio.create_task(self.backfilling.run())
        try:
            yield
        finally:
            task.cancel()
            await asyncio.wait({task})

    async def over(self) -> None:
        """Wait until nothing is asked for."""
        async with asyncio.timeout(60):
            while await self.waiting():  # noqa: ASYNC110 - nothing tells of it
                await asyncio.sleep(0.01)

    async def until(self, holds: Callable[[Backfill], bool]) -> None:
        async with asyncio.timeout(60):
            while not any(holds(one) for one in await self.waiting()):  # noqa: ASYNC110 - nothing tells of it
                await asyncio.sleep(0.001)

    async def waiting(self) -> list[Backfill]:
        async with self.parts.desk.store.reading() as db:
            return await backfills.waiting(db)

    async def numbers(self) -> list[int]:
        """What the articles are called, in the order in which they were filed."""
        return [int(one.opening.split()[1]) for one in await self.parts.filed()]

    def anew(self) -> "Archive":
        """The same after a restart."""
        return archive_over(self.parts, self.board)


def archive_over(parts: Bureau, board: Board) -> Archive:
    rereading = Rereading(parts.desk, parts.arrivals, parts.following, parts.reception)
    return Archive(parts, board, Backfilling(parts.desk, _History(parts.channels), rereading, board))


@pytest.fixture(autouse=True)
def brisk(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(arrivals, "PAUSE_SECONDS", 0.0)
    monkeypatch.setattr(backfilling, "PAUSE_SECONDS", 0.0)
    monkeypatch.setattr(backfilling, "TELL_SECONDS", 0.0)


@pytest.fixture
async def archive(tmp_path: Path) -> AsyncIterator[Archive]:
    """A channel that is not watched; the bot is at work."""
    async with desk_of(tmp_path) as desk:
        async with desk.store.writing() as db:
            await places.ensure_guild(db, GUILD, "seven")
            await places.ensure_channel(db, GUILD, NEWS, "news")
        async with bureau_over(desk, Channels()) as parts:
            yield archive_over(parts, Board())


def posted(archive: Archive, count: int, *, room: Room = ROOM, first: int = 0) -> list[Post]:
    """So many articles, the first of them the oldest, all posted days ago."""
    return [
        archive.parts.channels.post(article(n), room=room, at=ago(days=9, minutes=-n))
        for n in range(first, first + count)
    ]


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


async def test_threads_are_read_after_their_channel(archive: Archive) -> None:
    archive.parts.channels.rooms_of[NEWS].append(BRANCH)
    posted(archive, 30)
    posted(archive, 3, room=BRANCH, first=50)
    await archive.ask()
    assert (await archive.ends()).tally == Tally(33, 33)
    async with archive.parts.desk.store.reading() as db:
        assert await places.threads(db, NEWS) == [THREAD]


async def test_it_goes_on_where_it_was_after_a_restart(archive: Archive) -> None:
    posted(archive, 60)
    await archive.ask()
    async with archive.running():
        await archive.until(lambda one: bool(one.in_hand) and one.tally.looked >= 25)
    [before] = await archive.waiting()
    assert (before.state, before.message) == ("running", 1)
    again = archive.anew()
    done = await again.ends()
    assert (done.state, done.tally) == ("done", Tally(60, 60))
    assert sorted(await archive.numbers()) == list(range(60))
    assert list(archive.board.cards) == [1]
    assert "Filed: 60" in archive.board.last


async def test_it_is_given_up(archive: Archive) -> None:
    posted(archive, 80)
    await archive.ask()
    async with archive.running():
        await archive.until(lambda one: one.tally.looked >= 25)
        assert await asking.cancel(archive.parts.desk, NEWS)
    done = await archive.ends()
    assert done.state == "cancelled"
    assert 25 <= len(await archive.numbers()) == done.tally.filed < 80
    assert "The reading of #news was cancelled." in archive.board.last
    assert archive.board.drawn[-1].actions == ()


async def test_a_history_that_is_hidden_is_said_in_a_sentence(archive: Archive) -> None:
    archive.parts.channels.hidden = True
    await archive.ask()
    assert (await archive.ends()).state == "refused"
    assert archive.board.last.startswith("I may not read the history of #news: give me")


async def test_a_channel_that_discord_does_not_name(archive: Archive) -> None:
    archive.parts.channels.rooms_of = {}
    await archive.ask()
    assert (await archive.ends()).state == "refused"
    assert archive.board.last.startswith("I may not read the history of #news")


async def test_a_guild_that_is_away_for_a_while_is_waited_for(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backfilling, "PAUSE_SECONDS", 0.01)
    posted(archive, 30)
    await archive.ask()
    async with archive.running():
        await archive.until(lambda one: one.tally.looked >= 25)
    rooms, archive.parts.channels.rooms_of = archive.parts.channels.rooms_of, {}
    async with archive.running():
        await asyncio.sleep(0.02)
        archive.parts.channels.rooms_of = rooms
        await archive.over()
    assert len(await archive.numbers()) == 30


async def test_a_channel_that_does_not_come_back_is_not_waited_for(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backfilling, "PATIENCE", 2)
    posted(archive, 30)
    await archive.ask()
    async with archive.running():
        await archive.until(lambda one: one.tally.looked >= 25)
    archive.parts.channels.rooms_of = {}
    done = await archive.ends()
    assert (done.state, done.tally.filed) == ("refused", 25)
    assert "Filed: 25" in archive.board.last


async def test_discord_and_the_store_away_for_a_moment(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    posted(archive, 30)
    archive.parts.channels.before = refusing("read", times=2)
    archive.board.before = refusing("post", "redraw", times=1)
    real, busy = archive.parts.arrivals.take, [StoreBusyError("busy"), Unreachable("away")]

    async def take(*args: Any, **named: Any) -> bool:
        if busy:
            raise busy.pop()
        return await real(*args, **named)

    monkeypatch.setattr(archive.parts.arrivals, "take", take)
    await archive.ask()
    assert (await archive.ends()).tally == Tally(30, 30)
    assert "Filed: 30" in archive.board.last


async def test_a_fault_of_ours_ends_it_after_a_few_attempts_and_others_go_on(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with archive.parts.desk.store.writing() as db:
        await places.ensure_channel(db, GUILD, OTHER, "other")
    archive.parts.channels.rooms_of[OTHER] = [Room(GUILD, OTHER, "other")]
    posted(archive, 2)
    posted(archive, 1, room=Room(GUILD, OTHER, "other"), first=5)

    async def taken(backfill: Backfill, posts: list[Post]) -> Tally:
        if backfill.channel == NEWS:
            raise RuntimeError("a fault")
        return await whole(backfill, posts)

    whole = archive.backfilling._rereading.take
    monkeypatch.setattr(archive.backfilling._rereading, "take", taken)
    await archive.ask()
    await archive.ask(OTHER)
    await archive.ends()
    assert await archive.numbers() == [5]
    assert any("Something went wrong on my side." in plain(card) for card in archive.board.drawn)


async def test_nobody_need_be_told(archive: Archive) -> None:
    posted(archive, 1)
    archive.board.silent = True
    await archive.ask()
    assert (await archive.ends()).state == "done"
    posted(archive, 1, first=2)
    await archive.ask(told_in=None)
    assert (await archive.ends()).tally == Tally(2, 1, 1)
    assert archive.board.drawn == []


async def test_a_message_that_somebody_deleted_is_not_posted_anew(archive: Archive) -> None:
    posted(archive, 60)
    await archive.ask()
    async with archive.running():
        await archive.until(lambda one: one.tally.looked >= 25)
        archive.board.cards.clear()
    await archive.anew().ends()
    assert archive.board.cards == {}


async def test_a_message_that_was_posted_and_not_noted_is_found_again(archive: Archive) -> None:
    posted(archive, 2)
    archive.board.before = refusing("posted", times=1)
    await archive.ask()
    async with archive.running():
        await archive.until(lambda _: bool(archive.board.cards))
    assert await asking.cancel(archive.parts.desk, NEWS)
    await archive.anew().ends()
    assert list(archive.board.cards) == [1]
    assert "was cancelled" in archive.board.last


async def test_it_is_told_no_more_often_than_every_few_seconds(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backfilling, "TELL_SECONDS", 60.0)
    posted(archive, 60)
    await archive.ask()
    await archive.ends()
    assert len(archive.board.drawn) == 2


async def test_its_channel_is_deleted_meanwhile(archive: Archive) -> None:
    posted(archive, 60)
    await archive.ask()
    async with archive.running():
        await archive.until(lambda one: one.tally.looked >= 25)
        await archive.parts.following.channel_deleted(NEWS)
        await archive.over()
        await asyncio.sleep(0.05)
    assert await archive.parts.filed() == []


def test_how_much_of_a_room_is_read() -> None:
    start = snowflake(datetime(2024, 6, 1, tzinfo=UTC))
    one = Backfill(1, GUILD, NEWS, "news", start, 0, 100, "running")
    room = Room(GUILD, start - 400, "news")
    assert [backfilling._share(one, room, start - at) for at in (0, 100, 400, 500)] == [0, 0.25, 1, 1]
    assert backfilling._share(replace(one, since=start - 200), room, start - 100) == 0.5
    assert backfilling._share(replace(one, since=start), room, start - 1) == 1
