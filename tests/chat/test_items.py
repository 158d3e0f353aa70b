"""Presses as they come from the gateway, through discord.py's own parsers; only the way back to Discord is caught."""

import asyncio
from typing import Any

import discord
import pytest
from discord.webhook.async_ import AsyncWebhookAdapter

from bot.cards.card import Action, Card, Choice, Page
from bot.chat.items import ITEMS
from bot.chat.press import Kept, Press, kept_action
from bot.chat.render import draw
from tests.chat.cards import EVERYTHING
from tests.chat.counting import everything

SEARCH = Action("", "search", (("query", "library"),))
LONG = Action("", "search", (("query", "library " * 20),))
USER = {"id": "5", "username": "reader", "discriminator": "0", "avatar": None}


class Client(discord.Client):
    """Keeps what its items give it."""

    def __init__(self) -> None:
        super().__init__(intents=discord.Intents.none())
        self.presses: list[Press | Kept] = []
        self.failures: list[Exception] = []
        self.breaks = False
        self.add_dynamic_items(*ITEMS)

    async def pressed(self, interaction: discord.Interaction[Any], press: Press | Kept) -> None:
        if self.breaks:
            raise RuntimeError("broken")
        self.presses.append(press)

    async def failed(self, interaction: discord.Interaction[Any], error: Exception) -> None:
        self.failures.append(error)

    async def interact(self, kind: int, data: dict[str, Any], components: list[dict[str, Any]]) -> None:
        """An INTERACTION_CREATE on a message with these components, until all that it starts has ended."""
        message = {
            "id": "7", "channel_id": "2", "author": USER, "content": "", "type": 0, "flags": 1 << 15,
            "components": components, "attachments": [], "embeds": [], "mentions": [], "mention_roles": [],
            "pinned": False, "mention_everyone": False, "tts": False, "edited_timestamp": None,
            "timestamp": "2024-01-01T00:00:00+00:00",
        }  # fmt: skip
        before = asyncio.all_tasks()
        self._connection.parse_interaction_create(
            {
                "id": "8", "application_id": "9", "type": kind, "token": "t", "version": 1, "data": data, "user": USER,
                "attachment_size_limit": 0, "channel": {"id": "2", "type": 1}, "channel_id": "2", "message": message,
                "entitlements": [], "authorizing_integration_owners": {},
            }  # type: ignore[arg-type]  # as it comes from the wire
        )  # fmt: skip
        await asyncio.gather(*(asyncio.all_tasks() - before))


class Sent(list[dict[str, Any]]):
    """The bodies of what was answered to interactions."""


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> Sent:
    bodies = Sent()

    async def caught(_: AsyncWebhookAdapter, *__: Any, params: Any, **___: Any) -> dict[str, Any]:
        bodies.append(params.payload)
        return {"interaction": {"id": "8", "type": 3}}

    monkeypatch.setattr(AsyncWebhookAdapter, "create_interaction_response", caught)
    return bodies


def components(card: Card, again: Action | None = None) -> list[dict[str, Any]]:
    [view] = draw(card, again=again, more=True).views
    sent: list[dict[str, Any]] = view.to_components()  # type: ignore[no-untyped-call]  # discord.py's own
    return sent


async def press(client: Client, found: list[dict[str, Any]], label: str) -> None:
    [one] = [one for one in everything(found) if one.get("label") == label]
    await client.interact(3, {"custom_id": one["custom_id"], "component_type": 2}, found)


async def choose(client: Client, found: list[dict[str, Any]], label: str) -> None:
    [(select, option)] = [
        (one, option) for one in everything(found) for option in one.get("options", []) if option["label"] == label
    ]
    data = {"custom_id": select["custom_id"], "component_type": 3, "values": [option["value"]]}
    await client.interact(3, data, found)


async def submit(client: Client, form: dict[str, Any], typed: str, found: list[dict[str, Any]]) -> None:
    custom_id = form["components"][0]["component"]["custom_id"]
    entered = {"type": 18, "component": {"type": 4, "custom_id": custom_id, "value": typed}}
    await client.interact(5, {"custom_id": form["custom_id"], "components": [entered]}, found)


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("Longer", Press("open", Action("", "summary", (("what", "#4"), ("length", "long"))))),
        ("Show me all (privately)", Press("all", SEARCH)),
        ("Next ›", Press("turn", Action("", "search", (("query", "library"), ("page", "3"))))),
    ],
)
async def test_a_button_gives_its_press_after_a_restart_too(label: str, expected: Press) -> None:
    client = Client()
    await press(client, components(EVERYTHING, SEARCH), label)
    assert client.presses == [expected]


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("Thomas Jefferson", Press("turn", Action("", "entity", (("name", "~1"),)))),
        ("3. Third", Press("open", Action("", "article show", (("article", "#6"),)))),
    ],
)
async def test_a_select_gives_the_press_of_what_was_chosen(label: str, expected: Press) -> None:
    client = Client()
    await choose(client, components(EVERYTHING), label)
    assert client.presses == [expected]


async def test_a_long_action_is_given_by_its_key() -> None:
    client, card = Client(), Card("T", page=Page(1, 9, LONG))
    await press(client, components(card), "Last »")
    [found] = client.presses
    assert isinstance(found, Kept)
    assert draw(card).kept == {found.key: kept_action(LONG)}
    assert found.press(LONG) == Press("turn", LONG.with_argument("page", "9"))


@pytest.mark.parametrize(("typed", "page"), [("2", "2"), (" 1,000 ", "9"), ("0", "1"), ("-3", "1"), ("9" * 20, "9")])
@pytest.mark.parametrize("action", [SEARCH, LONG])
async def test_the_form_turns_to_the_page_or_the_nearest(action: Action, typed: str, page: str, sent: Sent) -> None:
    client, found = Client(), components(Card("T", page=Page(4, 9, action)))
    await press(client, found, "4 of 9")
    [form] = [body["data"] for body in sent]
    assert form["components"][0]["component"]["placeholder"] == "1–9"
    assert client.presses == []
    await submit(client, form, typed, found)
    [turned] = client.presses
    turned = turned.press(action) if isinstance(turned, Kept) else turned
    assert turned == Press("turn", action.with_argument("page", page))


@pytest.mark.parametrize("typed", ["", "two", "1.5", "9" * 5_000])
async def test_what_is_no_number_is_answered_in_a_sentence(typed: str, sent: Sent) -> None:
    client, found = Client(), components(Card("T", page=Page(4, 9, SEARCH)))
    await press(client, found, "4 of 9")
    await submit(client, sent[0]["data"], typed, found)
    assert client.presses == []
    assert sent[1]["data"]["content"] == "That is no page: give a number from 1 to 9."
    assert sent[1]["data"]["flags"] == 64


async def test_whatever_goes_wrong_is_given_to_the_client(sent: Sent) -> None:
    client = Client()
    client.breaks = True
    found = components(
        Card(
            "T",
            choices=(Choice("a", "b", SEARCH), Choice("c", "d", SEARCH)),
            actions=(SEARCH,),
            page=Page(1, 2, SEARCH),
        )
    )
    await press(client, found, "search")
    await choose(client, found, "a")
    await press(client, found, "1 of 2")
    await submit(client, sent[0]["data"], "2", found)
    assert [str(error) for error in client.failures] == ["broken"] * 3


async def test_a_button_of_another_time_is_given_as_a_failure() -> None:
    client, found = Client(), components(Card("T", actions=(SEARCH,)))
    for one in everything(found):
        if "custom_id" in one:
            one["custom_id"] = "do0:search;nothing"
    await press(client, found, "search")
    [error] = client.failures
    assert isinstance(error, ValueError)


async def test_a_form_that_cannot_be_opened_is_a_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    async def refused(*_: Any, **__: Any) -> None:
        raise OSError("no network")

    monkeypatch.setattr(AsyncWebhookAdapter, "create_interaction_response", refused)
    client = Client()
    await press(client, components(Card("T", page=Page(1, 2, SEARCH))), "1 of 2")
    assert [str(error) for error in client.failures] == ["no network"]


async def test_a_form_that_cannot_be_read_is_a_failure(sent: Sent, monkeypatch: pytest.MonkeyPatch) -> None:
    client, found = Client(), components(Card("T", page=Page(1, 2, SEARCH)))
    await press(client, found, "1 of 2")

    def broken(*_: Any) -> None:
        raise KeyError("value")

    monkeypatch.setattr(discord.ui.TextInput, "_handle_submit", broken)
    await submit(client, sent[0]["data"], "2", found)
    [error] = client.failures
    assert isinstance(error, KeyError)


async def test_drawn_messages_leave_nothing_behind_in_the_client() -> None:
    client = Client()
    for number in range(3):
        [view] = draw(EVERYTHING, again=SEARCH, more=True).views
        client._connection.store_view(view, number)
    assert not client._connection._view_store._views
    assert not client._connection._view_store._synced_message_views
    await press(client, components(EVERYTHING), "Longer")
    assert len(client.presses) == 1
