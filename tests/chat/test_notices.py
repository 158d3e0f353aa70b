"""Messages that say how something goes on: posted once, changed, and given up where the bot may not speak."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import discord
import pytest

from bot.cards.card import Card
from bot.chat.notices import DiscordNotices
from bot.chat.reach import Unreachable
from bot.desk.desk import Desk
from tests.chat import guilds
from tests.chat.guilds import DOSSIER, GUILD, READ
from tests.chat.rest import CHANNEL, THREAD_IN_IT, Requests, client_in, message, refusal
from tests.desk.workers import desk_of

CARD = Card("Reading")
SEND = discord.Permissions(send_messages=True).value
SEND_IN_THREADS = discord.Permissions(send_messages_in_threads=True).value
MESSAGES = f"/channels/{CHANNEL}/messages"


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Desk]:
    async with desk_of(tmp_path) as opened:
        yield opened


def noticed(desk: Desk, everyone: int = READ | SEND) -> tuple[DiscordNotices, Requests]:
    """Notices where @everyone has these permissions."""
    threads = (guilds.thread(THREAD_IN_IT, CHANNEL),)
    client, requests = client_in(guilds.channel(CHANNEL), threads=threads, everyone=everyone)
    requests.answer = lambda _: message(11, author=DOSSIER, bot=True)
    return DiscordNotices(client, desk), requests


def failing(requests: Requests, error: Exception) -> None:
    def answer(_: str) -> Any:
        raise error

    requests.answer = answer


async def test_it_is_posted_and_changed(desk: Desk) -> None:
    notices, requests = noticed(desk)
    assert await notices.post(GUILD, CHANNEL, CARD, "b1") == 11
    assert await notices.redraw(GUILD, CHANNEL, 11, CARD)
    assert requests.made == [f"POST {MESSAGES}", f"PATCH {MESSAGES}/11"]


@pytest.mark.parametrize(
    ("everyone", "channel", "posted"),
    [
        (READ, CHANNEL, False),
        (SEND, CHANNEL, False),
        (READ | SEND, THREAD_IN_IT, False),
        (READ | SEND_IN_THREADS, THREAD_IN_IT, True),
    ],
)
async def test_where_the_bot_may_not_speak_it_does_not_try(
    desk: Desk, everyone: int, channel: int, posted: bool
) -> None:
    notices, requests = noticed(desk, everyone)
    assert (await notices.post(GUILD, channel, CARD, "b1") is not None) == posted
    assert bool(requests.made) == posted


async def test_what_discord_refuses_is_given_up(desk: Desk, caplog: pytest.LogCaptureFixture) -> None:
    notices, requests = noticed(desk)
    failing(requests, refusal(403, 50013, "Missing Permissions"))
    assert await notices.post(GUILD, CHANNEL, CARD, "b1") is None
    assert not await notices.redraw(GUILD, CHANNEL, 11, CARD)
    assert len(caplog.messages) == 2
    failing(requests, refusal(404, 10008, "Unknown Message"))
    assert not await notices.redraw(GUILD, CHANNEL, 11, CARD)
    assert len(caplog.messages) == 2


async def test_discord_out_of_order_is_another_matter(desk: Desk) -> None:
    notices, requests = noticed(desk)
    failing(requests, refusal(500))
    with pytest.raises(Unreachable):
        await notices.post(GUILD, CHANNEL, CARD, "b1")
    with pytest.raises(Unreachable):
        await notices.redraw(GUILD, CHANNEL, 11, CARD)
