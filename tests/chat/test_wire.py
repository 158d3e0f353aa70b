"""What is said to Discord of messages, and what becomes of its refusals."""

from typing import Any

import aiohttp
import discord
import pytest

from bot.cards.card import Card
from bot.chat.front import Front, NoThread
from bot.chat.reach import Unreachable
from bot.chat.wire import Wire
from bot.store.rows import Place
from tests.chat import guilds
from tests.chat.guilds import DOSSIER, GUILD, READ
from tests.chat.rest import CHANNEL, ELSE, THREAD_IN_IT, Requests, client_in, message, refusal

CARD = Card("Filed")
PLACE, IN_THREAD = Place(GUILD, CHANNEL, 8), Place(GUILD, THREAD_IN_IT, 8)
SPEAK = discord.Permissions(add_reactions=True, send_messages=True).value
MESSAGES = f"/channels/{CHANNEL}/messages"


class Drawing:
    """Stands for what draws cards: sends nothing, and raises what it is told to."""

    def __init__(self) -> None:
        self.sent: list[tuple[Place, Card]] = []
        self.error: Exception | None = None

    async def send(self, place: Place, card: Card) -> int:
        if self.error:
            raise self.error
        self.sent.append((place, card))
        return 11

    async def redraw(self, place: Place, reply: int, card: Card) -> None:
        await self.send(place, card)


def wired(everyone: int = READ | SPEAK) -> tuple[Front, Drawing, Requests]:
    """A wire where @everyone has these permissions."""
    threads = (guilds.thread(THREAD_IN_IT, CHANNEL),)
    client, requests = client_in(guilds.channel(CHANNEL), threads=threads, everyone=everyone)
    drawing = Drawing()
    return Wire(client, drawing.send, drawing.send, drawing.redraw), drawing, requests


def answering(requests: Requests, error: Exception) -> None:
    """Have every request end so."""

    def answer(_: str) -> Any:
        raise error

    requests.answer = answer


async def test_reactions_and_replies() -> None:
    wire, drawing, requests = wired()
    await wire.react(PLACE, "✅")
    await wire.unreact(PLACE, "⏳")
    await wire.withdraw(CHANNEL, 9)
    assert requests.made == [
        f"PUT {MESSAGES}/8/reactions/%E2%9C%85/@me",
        f"DELETE {MESSAGES}/8/reactions/%E2%8F%B3/@me",
        f"DELETE {MESSAGES}/9",
    ]
    assert await wire.reply(PLACE, CARD) == 11
    assert await wire.redraw(PLACE, 11, CARD)
    assert drawing.sent == [(PLACE, CARD), (PLACE, CARD)]


@pytest.mark.parametrize("everyone", [READ, SPEAK, 0])
async def test_without_permission_nothing_is_tried_and_it_is_said_once(
    everyone: int, caplog: pytest.LogCaptureFixture
) -> None:
    wire, drawing, requests = wired(everyone)
    for _ in range(3):
        await wire.react(PLACE, "✅")
        assert await wire.reply(PLACE, CARD) is None
    assert (requests.made, drawing.sent) == ([], [])
    assert 1 <= len(caplog.messages) <= 2
    assert all(one.startswith(f"In channel {CHANNEL} the bot lacks the permission to ") for one in caplog.messages)


async def test_speaking_in_a_thread_is_a_permission_of_its_own() -> None:
    wire, _, _ = wired()
    assert await wire.reply(IN_THREAD, CARD) is None
    wire, _, _ = wired(READ | discord.Permissions(send_messages_in_threads=True).value)
    assert await wire.reply(IN_THREAD, CARD) == 11


async def test_a_channel_that_is_not_known_is_asked_about() -> None:
    wire, _, requests = wired(0)
    await wire.react(Place(GUILD, 12345, 8), "✅")
    await wire.react(Place(999, 12345, 8), "✅")
    assert len(requests.made) == 2


@pytest.mark.parametrize("error", [
    refusal(403, 50013, "Missing Permissions"), refusal(404, 10008, "Unknown Message"),
    refusal(400, 50035, "Invalid Form Body", {"message_reference": {"_errors": [{"code": "X", "message": "Unknown"}]}}),
    refusal(400, 30010, "Maximum number of reactions reached"),
])  # fmt: skip
async def test_what_is_not_allowed_or_gone_is_passed_over(
    error: discord.HTTPException, caplog: pytest.LogCaptureFixture
) -> None:
    wire, drawing, requests = wired()
    answering(requests, error)
    drawing.error = error
    for _ in range(2):
        await wire.react(PLACE, "✅")
        await wire.unreact(PLACE, "✅")
        await wire.withdraw(CHANNEL, 9)
        assert await wire.reply(PLACE, CARD) is None
        assert not await wire.redraw(PLACE, 11, CARD)
        assert await wire.own_reply(PLACE) is None
    gone = error.code in (10008, 50035)
    assert len(caplog.messages) == (0 if gone else 6)
    assert all(error.text in one for one in caplog.messages)


@pytest.mark.parametrize("error", [
    refusal(500), refusal(429), aiohttp.ClientConnectionError("away"), TimeoutError(), OSError("away"),
])  # fmt: skip
async def test_discord_away(error: Exception) -> None:
    wire, drawing, requests = wired()
    answering(requests, error)
    drawing.error = error
    with pytest.raises(Unreachable, match="Discord"):
        await wire.react(PLACE, "✅")
    with pytest.raises(Unreachable, match="Discord"):
        await wire.reply(PLACE, CARD)
    with pytest.raises(Unreachable, match="Discord"):
        await wire.own_reply(PLACE)


async def test_our_own_reply_is_found() -> None:
    wire, _, requests = wired()

    def answer(asked: str) -> list[Any]:
        to = {"message_id": "8", "channel_id": str(CHANNEL), "type": 0}
        other = to | {"message_id": "7"}
        return [] if "after=8" not in asked else [
            message(9, message_reference=to), message(10, author=DOSSIER),
            message(11, author=DOSSIER, message_reference=other), message(12, author=DOSSIER, message_reference=to),
        ]  # fmt: skip

    requests.answer = answer
    assert await wire.own_reply(PLACE) == 12
    requests.answer = lambda _: []
    assert await wire.own_reply(PLACE) is None
    without, _, none = wired(0)
    assert await without.own_reply(PLACE) is None
    assert none.made == []


async def test_a_client_that_is_not_logged_in() -> None:
    drawing = Drawing()
    wire = Wire(discord.Client(intents=discord.Intents.none()), drawing.send, drawing.send, drawing.redraw)
    with pytest.raises(Unreachable, match="not logged in"):
        await wire.unreact(PLACE, "✅")


THREADS = discord.Permissions(create_public_threads=True, send_messages_in_threads=True, manage_threads=True).value


def thread_payload(owner: int = DOSSIER) -> dict[str, Any]:
    return guilds.thread(PLACE.message, CHANNEL) | {"owner_id": str(owner)}


async def test_a_card_in_a_thread_on_a_message() -> None:
    wire, drawing, requests = wired(READ | SPEAK | THREADS)
    requests.answer = lambda _: thread_payload()
    assert await wire.open_thread(PLACE, Card("Filed")) == 11
    assert requests.made == [f"POST {MESSAGES}/8/threads"]
    assert drawing.sent == [(Place(GUILD, PLACE.message, 8), CARD)]
    answering(requests, refusal(400, 160004))
    assert await wire.open_thread(PLACE, Card("There is a thread already")) == 11
    answering(requests, refusal(404, 10008))
    assert await wire.open_thread(PLACE, CARD) is None


async def test_why_no_thread_can_be_opened_is_said(caplog: pytest.LogCaptureFixture) -> None:
    wire, drawing, requests = wired(READ | SPEAK)
    for _ in range(2):
        with pytest.raises(NoThread, match="lacks the permission to create public threads and to send messages in"):
            await wire.open_thread(PLACE, CARD)
    assert (requests.made, drawing.sent, len(caplog.records)) == ([], [], 1)
    wire, _, requests = wired(READ | SPEAK | THREADS)
    answering(requests, refusal(400, 160006, "Maximum number of active threads reached"))
    with pytest.raises(NoThread, match="Maximum number of active threads reached"):
        await wire.open_thread(PLACE, CARD)


@pytest.mark.parametrize(
    ("owner", "written", "deleted"),
    [(DOSSIER, [DOSSIER], True), (ELSE, [DOSSIER], False), (DOSSIER, [DOSSIER, ELSE], False)],
)
async def test_a_thread_goes_unless_somebody_else_has_a_part_in_it(
    owner: int, written: list[int], deleted: bool
) -> None:
    wire, _, requests = wired(READ | SPEAK | THREADS)
    starter = message(8, author=ELSE, channel=8, type=21)
    there = [starter, *(message(20 + n, author=who, channel=8) for n, who in enumerate(written))]

    def answer(asked: str) -> Any:
        return [] if "after=20" in asked else there if "/messages" in asked else thread_payload(owner)

    requests.answer = answer
    await wire.close_thread(PLACE)
    assert (requests.made[-1] == "DELETE /channels/8") is deleted
    assert await wire.own_in_thread(PLACE) == 20


async def test_without_the_right_a_thread_stays() -> None:
    wire, _, requests = wired(READ | SPEAK)
    await wire.close_thread(PLACE)
    assert requests.made == []
