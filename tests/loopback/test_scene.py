"""The scripting interface: people, places, and how a message is read."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import aiohttp
import pytest

from tests.loopback import NotOfferedError, SceneChannel, World, discord, reading
from tests.loopback.permissions import Permission
from tests.loopback.raw_client import RawBot, raw_bot
from tests.loopback.state import COMPONENTS_V2, Payload

V2: Payload = {"flags": COMPONENTS_V2}
TEXT: Payload = {"type": 10, "content": "Text"}


async def posted(raw: RawBot, news: SceneChannel, body: Payload) -> Payload:
    """A message that the bot posts."""
    status, message = await raw.call("POST", f"/channels/{news.id}/messages", body)
    assert status == 200, message
    return dict(message)


async def test_people_do_only_what_they_may() -> None:
    async with discord() as world:
        paper = world.guild("Paper")
        editors = paper.role("editors")
        news, desk = paper.channel("news"), paper.channel("desk", private_to=[editors])
        bob, cleo = paper.member("Bob"), paper.member("Cleo", editors)
        post = await cleo.posts(desk, "A secret")
        with pytest.raises(NotOfferedError, match="Bob cannot post in desk"):
            await bob.posts(desk, "hello")
        with pytest.raises(NotOfferedError, match="does not see"):
            await bob.reacts(post, "👍")
        with pytest.raises(NotOfferedError, match="not by Bob"):
            await bob.edits(post, "mine")
        paper.gives(bob, editors)
        await bob.reacts(post, "👍")
        with pytest.raises(NotOfferedError, match="not by Bob"):
            await bob.deletes(post)
        desk.allows(editors, "MANAGE_MESSAGES")
        await bob.deletes(post, await cleo.posts(desk, "Another"))
        paper.takes(bob, editors)
        assert not bob.is_offered(desk, "nothing")
        assert paper.permissions_of(paper.owner) & Permission.ADMINISTRATOR
        paper.loses(bob)
        with pytest.raises(NotOfferedError):
            await bob.posts(news, "Still here?")


async def test_a_person_can_be_in_two_guilds_and_bots_post_too() -> None:
    async with discord() as world:
        paper, other = world.guild("Paper"), world.guild("Other", with_bot=False)
        bob = paper.member("Bob")
        assert other.member(bob) is bob
        feed = paper.member("Feed", bot=True)
        post = await feed.posts(paper.channel("news"), "From a bot")
        assert post.message.author.bot
        assert post.link == f"https://discord.com/channels/{paper.id}/{post.message.channel.id}/{post.id}"
        assert world.double.state.bot_guilds == [paper.state]


async def test_what_becomes_of_a_message() -> None:
    async with discord() as world, raw_bot(world) as raw:
        news = world.guild("Paper").channel("news")
        message = await posted(raw, news, {"content": "One", "allowed_mentions": {"parse": []}})
        post = await news.bot_post()
        changed = asyncio.create_task(post.changed())
        gone = asyncio.create_task(post.gone())
        await asyncio.sleep(0)
        await raw.call("PATCH", f"/channels/{news.id}/messages/{message['id']}", {"content": "Two"})
        await changed
        assert (post.text, post.deleted) == ("Two", False)
        await raw.call("DELETE", f"/channels/{news.id}/messages/{message['id']}")
        await gone
        with pytest.raises(AssertionError, match="message 1 of the bot in news: not within"):
            await news.bot_post(within=0.05)


async def test_everything_in_a_message_can_be_read() -> None:
    async with discord() as world, raw_bot(world) as raw:
        news = world.guild("Paper").channel("news")
        embed = {
            "author": {"name": "A"}, "title": "T", "description": "D", "fields": [{"name": "N", "value": "V"}],
            "footer": {"text": "F"}, "image": {"url": "https://example.org/a.png"},
        }  # fmt: skip
        link = {"type": 2, "style": 5, "label": "Open", "url": "https://example.org"}
        user_select = {"type": 5, "custom_id": "u", "placeholder": "Who"}
        rows = [{"type": 1, "components": [link]}, {"type": 1, "components": [user_select]}]
        await posted(raw, news, {"embeds": [embed], "components": rows})
        post = news.bot_posts[0]
        assert post.text == "A\nT\nD\nN\nV\nF"
        assert reading.links_of(post.message) == ["https://example.org"]
        assert reading.pictures_of(post.message) == ["https://example.org/a.png"]
        assert [one.placeholder for one in post.selects] == ["Who"]


async def test_people_can_be_selected_and_links_are_not_pressed() -> None:
    async with discord() as world, raw_bot(world) as raw:
        paper = world.guild("Paper")
        news, ann = paper.channel("news"), paper.member("Ann")
        link = {"type": 2, "style": 5, "label": "Open", "url": "https://example.org"}
        user_select = {"type": 5, "custom_id": "u", "max_values": 1}
        rows = [{"type": 1, "components": [link]}, {"type": 1, "components": [user_select]}]
        await posted(raw, news, {"components": rows})
        await raw.identifies()
        await raw.hears("GUILD_CREATE")
        card = news.bot_posts[0]
        with pytest.raises(NotOfferedError, match="cannot be pressed"):
            await ann.presses(card, "Open")
        with pytest.raises(NotOfferedError, match="0 chosen of 1 to 1"):
            await ann.selects(card)
        with pytest.raises(NotOfferedError, match="no select other"):
            await ann.selects(card, ann, which="other")
        chosen = asyncio.create_task(ann.selects(card, ann))
        event = (await raw.hears("INTERACTION_CREATE"))["d"]
        assert event["data"]["values"] == [str(ann.user.id)]
        assert event["data"]["resolved"]["members"][str(ann.user.id)]["roles"] == []
        interaction = world.double.state.interactions[event["token"]]
        await raw.answers(interaction, 6)
        webhook = f"/webhooks/{world.double.state.application}/{interaction.token}/messages/@original"
        await raw.call("PATCH", webhook, {"content": "Chosen", "components": []})
        assert ((await chosen).post.id, (await chosen).text) == (card.id, "Chosen")


async def with_files(world: World, raw: RawBot, method: str, path: str, body: Payload, **files: bytes) -> Any:
    """A multipart request."""
    form = aiohttp.FormData(quote_fields=False)
    form.add_field("payload_json", json.dumps(body))
    for number, (name, data) in enumerate(files.items()):
        form.add_field(f"files[{number}]", data, filename=f"{name}.png", content_type="image/png")
    headers = {"Authorization": f"Bot {world.portal.token}", "User-Agent": "DiscordBot (https://example.org, 1)"}
    async with raw.http.request(method, world.api + path, data=form, headers=headers) as answer:
        return await answer.json()


async def test_a_picture_in_a_card_is_an_uploaded_file() -> None:
    async with discord() as world, raw_bot(world) as raw:
        news = world.guild("Paper").channel("news")
        gallery = {"type": 12, "items": [{"media": {"url": "attachment://chart.png"}}]}
        at = f"/channels/{news.id}/messages"
        message = await with_files(world, raw, "POST", at, {**V2, "components": [gallery]}, chart=b"PNG")
        (address,) = reading.pictures_of(news.bot_posts[0].message)
        async with raw.http.get(address) as answer:
            assert (await answer.read(), answer.content_type) == (b"PNG", "image/png")
        other = {"type": 12, "items": [{"media": {"url": "attachment://other.png"}}]}
        edit = {"components": [other], "attachments": [{"id": 0, "filename": "other.png"}]}
        await with_files(world, raw, "PATCH", f"{at}/{message['id']}", edit, other=b"NEW")
        assert [one.filename for one in news.bot_posts[0].message.attachments] == ["other.png"]
        refused = await raw.call("PATCH", f"{at}/{message['id']}", {"components": [gallery]})
        assert (refused[0], len(world.forgives("limit"))) == (400, 1)
        thumbnail = {"type": 11, "media": {"url": "attachment://other.png"}}
        section = {"type": 9, "components": [TEXT], "accessory": thumbnail}
        assert (await raw.call("PATCH", f"{at}/{message['id']}", {"components": [section]}))[0] == 200
        assert reading.pictures_of(news.bot_posts[0].message) != []


async def test_an_old_message_becomes_a_card_only_without_its_content() -> None:
    async with discord() as world, raw_bot(world) as raw:
        news = world.guild("Paper").channel("news")
        message = await posted(raw, news, {"content": "One", "embeds": [{"title": "T"}]})
        at = f"/channels/{news.id}/messages/{message['id']}"
        assert (await raw.call("PATCH", at, {**V2, "components": [TEXT]}))[0] == 400
        assert len(world.forgives("limit")) == 2
        edit = {**V2, "components": [TEXT], "content": None, "embeds": []}
        assert (await raw.call("PATCH", at, edit))[0] == 200
        assert news.bot_posts[0].text == "Text"
        assert (await raw.call("PATCH", at, {"components": []}))[1]["code"] == 50006
        assert (await raw.call("PATCH", at, {"content": "Back"}))[0] == 400
        assert len(world.forgives("empty") + world.forgives("limit")) == 2
        assert (await raw.call("PATCH", at, {"components": [{"type": 10, "content": "<@5>"}]}))[0] == 200
        assert len(world.forgives("ping")) == 1


async def test_commands_of_a_guild_and_single_ones() -> None:
    async with discord() as world, raw_bot(world) as raw:
        paper = world.guild("Paper")
        bob, news = paper.member("Bob"), paper.channel("news")
        own = f"/applications/{world.double.state.application}/guilds/{paper.id}/commands"
        command = {"name": "entity", "description": "Tell"}
        _, (first,) = await raw.call("PUT", own, [command])
        _, (second,) = await raw.call("PUT", own, [{**command, "description": "Tell more"}])
        assert first["id"] == second["id"]
        assert world.synced(paper) == ["entity"]
        assert bob.is_offered(news, "entity")
        assert (await raw.call("GET", own))[1][0]["description"] == "Tell more"
        assert (await raw.call("GET", f"{own}/{first['id']}"))[0] == 200
        assert (await raw.call("DELETE", f"{own}/{first['id']}"))[0] == 204
        assert (await raw.call("GET", f"{own}/{first['id']}"))[1]["code"] == 10063
        assert (await raw.call("PUT", own, {"not": "a list"}))[0] == 400
        assert (await raw.call("PUT", "/applications/1/commands", []))[1]["code"] == 50001
        for one in list(world.violations):
            world.forgives(one.kind)


def a_modal(*parts: Payload) -> Payload:
    return {"title": "T", "custom_id": "m", "components": list(parts)}


def test_a_modal_is_filled_by_label_or_custom_id() -> None:
    options = [{"label": "One", "value": "1"}, {"label": "Two", "value": "2"}]
    modal = a_modal(
        {"type": 10, "content": "Say"},
        {"type": 18, "label": "Which one?", "component": {"type": 3, "custom_id": "w", "options": options}},
        {"type": 1, "components": [{"type": 4, "custom_id": "x1", "label": "Name", "max_length": 5, "value": "old"}]},
    )
    text, which, name = reading.filled_modal(modal, {"which_one": "2", "x1": "new"})
    assert text == {"type": 10, "id": 1}
    assert which["component"]["values"] == ["2"]
    assert name["components"][0]["value"] == "new"
    assert reading.filled_modal(modal, {"w": ["1"]})[2]["components"][0]["value"] == "old"
    for fields, says in (
        ({"w": "3"}, "no options"),
        ({"name": "too long"}, "takes 0 to 5"),
        ({"colour": "red"}, "has no field colour"),
    ):
        with pytest.raises(AssertionError, match=says):
            reading.filled_modal(modal, fields)


async def test_a_body_that_nobody_understands_is_a_violation() -> None:
    async with discord() as world, raw_bot(world) as raw:
        news = world.guild("Paper").channel("news")
        at = f"/channels/{news.id}/messages"
        assert (await raw.call("POST", at, {"embeds": ["no embed"]}))[0] == 400
        assert [one.kind for one in world.violations] in (["body"], ["schema"])
        world.violations.clear()
        headers = {"Authorization": f"Bot {world.portal.token}", "User-Agent": "DiscordBot (https://example.org, 1)"}
        async with raw.http.post(world.api + at, data=b"{", headers=headers) as answer:
            assert (await answer.json())["code"] == 50109


async def test_50_requests_a_second_are_the_most_over_all_routes() -> None:
    async with discord() as world, raw_bot(world) as raw:
        paths = ["/users/@me", "/gateway"] * 30
        answers = [await raw.call("GET", path) for path in paths]
        limited = [body for status, body in answers if status == 429]
        assert limited == [] or limited[0]["global"] is True
        world.double.limits.clock = lambda: 1e9
        statuses = [(await raw.call("GET", path))[0] for path in paths]
        assert statuses == [200] * 50 + [429] * 10


async def test_slowness() -> None:
    async with discord() as world, raw_bot(world) as raw:
        world.slows("GET /users/@me", 0.01)
        assert (await raw.call("GET", "/users/@me"))[0] == 200
