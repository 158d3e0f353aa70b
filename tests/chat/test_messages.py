"""All parts of filing put together over discord.py's objects: what a client tells them, from the connection on."""

import asyncio
from collections.abc import AsyncIterator, Callable, Collection
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote

import discord
import pytest

from bot.cards.card import Card
from bot.chat import messages, patience, progress
from bot.chat.catchup import CatchUp
from bot.chat.messages import Messages
from bot.chat.posts import Room
from bot.desk import forgetting
from bot.desk.desk import Desk
from bot.store import articles, places, watched
from bot.store.acknowledged import Acknowledged
from bot.store.errors import StoreBusyError
from bot.store.rows import Place
from bot.store.scope import Scope
from bot.store.snowflakes import snowflake
from bot.store.watched import Watched
from tests.chat import guilds
from tests.chat.guilds import GUILD, READ
from tests.chat.news import CHAT, article, watch
from tests.chat.rest import CHANNEL, Requests, as_message, client_in, message
from tests.desk.workers import desk_of

SPEAK = discord.Permissions(add_reactions=True, send_messages=True).value


async def until(done: Callable[[], bool]) -> None:
    """Wait for something that nothing tells of."""
    async with asyncio.timeout(30):
        while not done():  # noqa: ASYNC110 - see above
            await asyncio.sleep(0.005)


@dataclass(slots=True)
class Connection:
    """A client that is connected, with what it tells and what was sent."""

    desk: Desk
    client: discord.Client
    requests: Requests
    messages: Messages
    sent: dict[int, Card]

    async def until(self, finished: int) -> None:
        """Wait until so many messages have come to their end: ⏳ was taken away."""
        waiting = f"/reactions/{quote('⏳')}/@me"
        await until(lambda: finished <= sum("DELETE" in one and waiting in one for one in self.requests.made))

    async def caught_up(self) -> None:
        """Wait until nothing that was missed is looked for any more."""
        assert self.messages._catching_up
        await self.messages._catching_up

    def received(self, id_: int, text: str, **more: Any) -> discord.Message:
        return as_message(self.client, message(id_, text, **more))

    async def numbers(self) -> list[int]:
        async with self.desk.store.reading() as db:
            return [one.number for one in await articles.recent(db, Scope(GUILD), limit=10)]

    async def cursor(self) -> int | None:
        async with self.desk.store.reading() as db:
            return await watched.cursor(db, CHANNEL)


def _nothing(asked: str) -> Any:
    """No messages, and no threads."""
    if "/threads/archived/" in asked:
        return {"threads": [], "members": [], "has_more": False}
    return [] if asked.startswith("GET") else None


@pytest.fixture
async def on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Connection]:
    monkeypatch.setattr(messages, "LOOK_SECONDS", 0.01)
    client, requests = client_in(guilds.channel(CHANNEL), everyone=READ | SPEAK)
    requests.answer = _nothing
    sent: dict[int, Card] = {}

    async def send(place: Place, card: Card) -> int:
        sent[place.message] = card
        return place.message + 1

    async def redraw(place: Place, _: int, card: Card) -> None:
        sent[place.message] = card

    async def scope_of(place: Place, _: str | None) -> Scope:
        return Scope(place.guild, frozenset())

    async with desk_of(tmp_path) as desk:
        await watch(desk, Watched(GUILD, CHANNEL, "news"))
        parts = Messages(
            client,
            desk,
            send=send,
            write=send,
            redraw=redraw,
            scope_of=scope_of,
            is_command=lambda text: text.startswith("!"),
        )
        yield Connection(desk, client, requests, parts, sent)
        await parts.stop()


def fresh() -> int:
    return snowflake(datetime.now(UTC)) + 10


async def test_from_a_message_to_its_end(on: Connection) -> None:
    on.messages.connected()
    on.messages.ready()
    id_ = fresh()
    await on.messages.posted(on.received(id_, article(1)))
    await on.until(1)
    assert on.sent[id_].subtitle.startswith("✅ Filed · #1")
    edited = on.received(id_, article(2), edited_timestamp=datetime.now(UTC).isoformat())
    await on.messages.edited(edited)
    await on.until(2)
    assert on.sent[id_].subtitle.startswith("✅ Filed · #1 ")
    await on.messages.deleted(CHANNEL, [id_])
    assert await on.numbers() == []
    assert f"DELETE /channels/{CHANNEL}/messages/{id_ + 1}" in on.requests.made


async def test_the_cursor_is_written_now_and_then_and_at_the_end(on: Connection) -> None:
    on.messages.connected()
    on.messages.ready()
    id_ = fresh()
    await on.messages.posted(on.received(id_, CHAT))
    async with asyncio.timeout(30):
        while await on.cursor() != id_:  # noqa: ASYNC110 - nothing tells of it
            await asyncio.sleep(0.005)
    await on.messages.posted(on.received(id_ + 5, CHAT))
    await on.messages.stop()
    assert await on.cursor() == id_ + 5


async def test_what_was_missed_is_caught_up_at_every_ready(on: Connection) -> None:
    on.messages.guild_available(GUILD)
    assert on.requests.made == []
    id_ = fresh()
    waiting = [message(id_, article(1))]
    on.requests.answer = lambda asked: waiting if "after=" in asked and f"after={id_}" not in asked else []
    for _ in range(2):
        on.messages.connected()
        on.messages.ready()
    await on.until(1)
    assert await on.numbers() == [1]
    waiting.append(message(id_ + 1, article(2)))
    on.requests.answer = lambda asked: (
        waiting[:1] if "before=" in asked else waiting[1:] if f"after={id_}" in asked else []
    )
    on.messages.guild_available(GUILD)
    await on.until(2)
    assert await on.numbers() == [2, 1]


async def test_only_a_guild_that_was_away_is_behind(on: Connection) -> None:
    on.messages.connected()
    on.messages.ready()
    await on.messages.posted(on.received(fresh(), CHAT))
    await on.caught_up()
    asked = len(on.requests.made)
    assert any("after=" in made for made in on.requests.made)
    on.messages.guild_available(GUILD + 1)
    id_ = fresh()
    await on.messages.posted(on.received(id_, CHAT))
    async with asyncio.timeout(30):
        while await on.cursor() != id_:  # noqa: ASYNC110 - nothing tells of it
            await asyncio.sleep(0.005)
    assert len(on.requests.made) == asked
    await on.messages.stop()


async def test_channels_and_guilds_go(on: Connection) -> None:
    on.messages.ready()
    await on.messages.posted(on.received(fresh(), article(1)))
    await on.until(1)
    await on.messages.channel_deleted(CHANNEL)
    assert await on.numbers() == []
    await on.messages.guild_removed(GUILD)
    async with on.desk.store.reading() as db:
        assert await places.guilds(db) == [0]


async def test_direct_messages_are_none_of_it(on: Connection) -> None:
    payload = message(9, article(1))
    del payload["guild_id"]
    payload["channel_id"] = "999"
    direct = as_message(on.client, payload)
    await on.messages.posted(direct)
    await on.messages.edited(direct)
    assert await on.numbers() == []


async def test_a_fault_in_catching_up_is_told(on: Connection, caplog: pytest.LogCaptureFixture) -> None:
    def answer(_: str) -> Any:
        raise ZeroDivisionError

    on.requests.answer = answer
    on.messages.ready()
    await until(lambda: "catching up ended" in caplog.text)


async def test_an_article_deleted_by_command_leaves_nothing(on: Connection) -> None:
    on.messages.ready()
    id_ = fresh()
    await on.messages.posted(on.received(id_, article(1)))
    await on.until(1)
    async with on.desk.store.reading() as db:
        [filed] = await articles.recent(db, Scope(GUILD), limit=10)
    await forgetting.forget(on.desk, filed)
    await until(lambda: f"DELETE /channels/{CHANNEL}/messages/{id_ + 1}" in on.requests.made)
    assert f"DELETE /channels/{CHANNEL}/messages/{id_}/reactions/{quote('✅')}/@me" in on.requests.made


async def test_a_store_that_is_busy_is_told_and_written_later(
    on: Connection, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    on.messages.ready()
    id_ = fresh()
    await on.messages.posted(on.received(id_, CHAT))
    refusals = 3

    async def move(db: Connection, room: Room, message: int) -> None:
        nonlocal refusals
        if refusals:
            refusals -= 1
            raise StoreBusyError("busy")
        await real(db, room, message)  # type: ignore[arg-type]

    real = progress.move
    monkeypatch.setattr(progress, "move", move)
    await until(lambda: refusals == 0)
    await on.messages.stop()
    assert await on.cursor() == id_
    assert "cursors are written later: busy" in caplog.text


async def test_an_event_that_the_store_is_too_busy_for_is_heeded_later(
    on: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(patience, "PAUSE_SECONDS", 0.0)
    on.messages.connected()
    on.messages.ready()
    id_ = fresh()
    await on.messages.posted(on.received(id_, article(1)))
    await on.until(1)
    refusals = 2
    real = forgetting.forget_messages

    async def forget_messages(desk: Desk, channel: int, gone: Collection[int]) -> list[Acknowledged]:
        nonlocal refusals
        if refusals:
            refusals -= 1
            raise StoreBusyError("busy")
        return await real(desk, channel, gone)

    monkeypatch.setattr(forgetting, "forget_messages", forget_messages)
    await on.messages.deleted(CHANNEL, [id_])
    assert await on.numbers() == []


async def test_what_is_in_hand_at_the_stop_is_left_to_the_next_start(
    on: Connection, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(patience, "PAUSE_SECONDS", 0.0)
    on.messages.connected()
    on.messages.ready()
    before = await on.cursor()
    busy = asyncio.Event()

    async def post(*_: object) -> None:
        busy.set()
        await asyncio.Event().wait()

    with monkeypatch.context() as patch:
        patch.setattr(on.desk.filing, "post", post)
        arriving = asyncio.create_task(on.messages.posted(on.received(fresh(), article(1))))
        await busy.wait()
        await on.messages.stop()
        await asyncio.wait([arriving])
    assert arriving.cancelled()
    await on.messages.posted(on.received(fresh(), article(2)))
    assert (await on.numbers(), await on.cursor(), caplog.messages) == ([], before, [])


async def test_nothing_begins_behind_the_stop(on: Connection) -> None:
    before = asyncio.all_tasks()
    await on.messages.stop()
    on.messages.ready()
    on.messages.guild_available(1)
    assert asyncio.all_tasks() == before


async def test_what_cannot_be_done_for_long_is_told_in_a_line(
    on: Connection, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async def post(*_: object) -> None:
        raise StoreBusyError("busy")

    monkeypatch.setattr(patience, "PAUSE_SECONDS", 0.0)
    monkeypatch.setattr(on.desk.filing, "post", post)
    await on.messages.posted(on.received(fresh(), article(1)))
    assert caplog.messages[-1].endswith(": left to the next start: busy")
    assert "Traceback" not in caplog.text


async def test_a_store_that_is_busy_at_the_start(on: Connection, monkeypatch: pytest.MonkeyPatch) -> None:
    refusals = 1
    real = CatchUp.run

    async def run(catch_up: CatchUp, _: int | None) -> None:
        nonlocal refusals
        if refusals:
            refusals -= 1
            raise StoreBusyError("busy")
        await real(catch_up)

    monkeypatch.setattr(CatchUp, "run", run)
    monkeypatch.setattr(messages, "PAUSE_SECONDS", 0.0)
    on.messages.ready()
    await until(lambda: any("after=" in made for made in on.requests.made))
