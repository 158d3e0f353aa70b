"""What Discord says of channels and messages."""

from datetime import UTC, datetime
from typing import Any

import aiohttp
import discord
import pytest

from bot.chat.front import Hidden
from bot.chat.history import DiscordHistory
from bot.chat.posts import Room
from bot.chat.reach import Unreachable
from tests.chat import guilds
from tests.chat.guilds import DOSSIER, FORUM, GUILD, HISTORY, READ, VIEW
from tests.chat.rest import CHANNEL, FORUM_CHANNEL, THREAD_IN_IT, Requests, client_in, message, refusal

POSTS = FORUM_CHANNEL + 1
ROOM = Room(GUILD, CHANNEL, f"channel {CHANNEL}")
BRANCH = Room(GUILD, THREAD_IN_IT, f"thread {THREAD_IN_IT}", CHANNEL)


def history(everyone: int = READ) -> tuple[DiscordHistory, Requests]:
    client, requests = client_in(
        guilds.channel(CHANNEL),
        guilds.channel(FORUM_CHANNEL, type_=FORUM),
        threads=(guilds.thread(THREAD_IN_IT, CHANNEL), guilds.thread(POSTS, FORUM_CHANNEL)),
        everyone=everyone,
    )
    return DiscordHistory(client), requests


def test_what_is_there() -> None:
    found, _ = history()
    assert (found.application(), found.guilds()) == (DOSSIER, {GUILD})
    assert found.rooms(CHANNEL) == [ROOM, BRANCH]
    assert found.rooms(FORUM_CHANNEL) == [Room(GUILD, POSTS, f"thread {POSTS}", FORUM_CHANNEL)]
    assert found.rooms(THREAD_IN_IT) == [BRANCH]
    assert found.rooms(12345) == []
    assert (found.is_shown(THREAD_IN_IT), found.is_shown(12345)) == (True, False)


async def test_messages_come_oldest_first() -> None:
    found, requests = history()
    requests.answer = lambda _: [message(12), message(10), message(11)]
    assert [post.id for post in await found.after(ROOM, 9, 3)] == [10, 11, 12]
    assert [post.id for post in await found.before(BRANCH, 13, 3)] == [10, 11, 12]
    assert requests.made == [
        f"GET /channels/{CHANNEL}/messages limit=3 after=9",
        f"GET /channels/{THREAD_IN_IT}/messages limit=3 before=13",
    ]


@pytest.mark.parametrize("everyone", [VIEW, HISTORY, 0])
async def test_an_empty_answer_is_not_taken_for_an_empty_channel(everyone: int) -> None:
    found, requests = history(everyone)
    requests.answer = lambda _: []
    with pytest.raises(Hidden, match="may not read the history"):
        await found.before(ROOM, 13, 3)
    assert requests.made == []


async def test_a_channel_that_is_not_shown() -> None:
    found, requests = history()
    for room in (Room(GUILD, 12345, "gone"), Room(999, CHANNEL, "other"), Room(GUILD, FORUM_CHANNEL, "forum")):
        with pytest.raises(Hidden, match="does not show"):
            await found.after(room, 9, 3)
    requests.answer = raising(refusal(403, 50001, "Missing Access"))
    with pytest.raises(Hidden, match="Missing Access"):
        await found.after(ROOM, 9, 3)


def _archived(number: int, at: str) -> dict[str, Any]:
    made: dict[str, Any] = dict(guilds.thread(number, FORUM_CHANNEL))
    return made | {"thread_metadata": made["thread_metadata"] | {"archived": True, "archive_timestamp": at}}


async def test_archived_threads_are_named_and_read() -> None:
    found, requests = history()
    threads = [_archived(901, "2024-06-19T00:00:00+00:00"), _archived(900, "2024-01-01T00:00:00+00:00")]
    requests.answer = lambda _: {"threads": threads, "members": [], "has_more": False}
    since = discord.utils.time_snowflake(datetime(2024, 3, 1, tzinfo=UTC))
    room = Room(GUILD, 901, "thread 901", FORUM_CHANNEL)
    assert await found.archived(FORUM_CHANNEL, since, 10) == [room]
    assert [one.channel for one in await found.archived(FORUM_CHANNEL, 0, 10)] == [901, 900]
    assert await found.archived(THREAD_IN_IT, 0, 10) == []
    assert requests.made[0].startswith(f"GET /channels/{FORUM_CHANNEL}/threads/archived/public")
    requests.answer = lambda _: [message(12, channel=901)]
    [post] = await found.before(room, 13, 3)
    assert post.room == room


async def test_archived_threads_of_a_hidden_history() -> None:
    found, requests = history(VIEW)
    assert await found.archived(FORUM_CHANNEL, 0, 10) == []
    assert requests.made == []


def raising(error: Exception) -> Any:
    def answer(_: str) -> Any:
        raise error

    return answer


@pytest.mark.parametrize("error", [refusal(500), aiohttp.ClientConnectionError("away"), TimeoutError()])
async def test_discord_away(error: Exception) -> None:
    found, requests = history()
    requests.answer = raising(error)
    with pytest.raises(Unreachable, match="Discord"):
        await found.after(ROOM, 9, 3)
    with pytest.raises(Unreachable, match="Discord"):
        await found.is_gone(CHANNEL)


async def test_what_is_gone_and_what_is_hidden() -> None:
    found, requests = history()
    requests.answer = raising(refusal(404, 10003, "Unknown Channel"))
    assert await found.is_gone(12345)
    requests.answer = raising(refusal(403, 50001, "Missing Access"))
    assert not await found.is_gone(12345)
    requests.answer = lambda _: guilds.channel(CHANNEL)
    assert not await found.is_gone(CHANNEL)


async def test_a_client_that_is_not_logged_in() -> None:
    with pytest.raises(Unreachable, match="not logged in"):
        DiscordHistory(discord.Client(intents=discord.Intents.none())).application()
