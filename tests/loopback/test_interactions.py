"""Interactions: the deadline, one acknowledgement, tokens, who sees what, and what was synced."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from tests.loopback import Answer, NotOfferedError, Person, SceneChannel, World, discord
from tests.loopback.raw_client import RawBot, raw_bot
from tests.loopback.state import EPHEMERAL, Interaction, Payload

ENTITY: Payload = {
    "name": "entity",
    "description": "Tell about a name",
    "options": [
        {"type": 3, "name": "name", "description": "Which", "required": True, "autocomplete": True},
        {"type": 3, "name": "how", "description": "How", "choices": [{"name": "Short", "value": "short"}]},
        {"type": 4, "name": "count", "description": "How many", "min_value": 1, "max_value": 5},
        {"type": 7, "name": "in", "description": "Where"},
    ],
}
ARTICLE: Payload = {
    "name": "article",
    "description": "Articles",
    "options": [{"type": 1, "name": "show", "description": "Show", "options": []}],
}
SETUP: Payload = {
    "name": "setup",
    "description": "Set up",
    "default_member_permissions": 1 << 5,
    "dm_permission": False,
}
SAID: Payload = {"content": "hi", "allowed_mentions": {"parse": []}}


async def a_place(world: World, raw: RawBot) -> tuple[SceneChannel, Person, Person]:
    """A channel, an administrator and a member; the bot is there, its commands are synced."""
    paper = world.guild("Paper")
    news = paper.channel("news")
    people = paper.member("Ann", administrator=True), paper.member("Bob")
    await raw.identifies()
    await raw.hears("GUILD_CREATE")
    assert (await raw.syncs(ENTITY, ARTICLE, SETUP))[0] == 200
    return (news, *people)


async def taken(world: World, raw: RawBot) -> Interaction:
    """The interaction that came just now."""
    event = (await raw.hears("INTERACTION_CREATE"))["d"]
    return world.double.state.interactions[event["token"]]


async def test_a_slash_command_brings_everything_that_a_library_reads() -> None:
    async with discord() as world, raw_bot(world) as raw:
        news, _, bob = await a_place(world, raw)
        asked = asyncio.create_task(bob.slash(news, "entity", name="KCNA", in_=news, count=2))
        event = (await raw.hears("INTERACTION_CREATE"))["d"]
        options = {one["name"]: one["value"] for one in event["data"]["options"]}
        assert options == {"name": "KCNA", "count": 2, "in": str(news.id)}
        assert event["data"]["resolved"]["channels"][str(news.id)]["name"] == "news"
        assert event["member"]["user"]["username"] == "Bob"
        assert int(event["member"]["permissions"]) & 1 << 11
        assert event["attachment_size_limit"] == 10 * 1024**2
        await raw.answers(world.double.state.interactions[event["token"]], 4, SAID)
        answer = await asked
        assert (answer.text, answer.ephemeral, answer.ack_seconds < 3) == ("hi", False, True)
        assert answer.post.message.metadata is not None
        assert answer.post.message.metadata["name"] == "entity"


async def test_a_second_acknowledgement_is_40060() -> None:
    async with discord() as world, raw_bot(world) as raw:
        news, _, bob = await a_place(world, raw)
        asked = asyncio.create_task(bob.slash(news, "entity", name="KCNA"))
        interaction = await taken(world, raw)
        assert (await raw.answers(interaction, 4, SAID))[0] == 204
        status, body = await raw.answers(interaction, 4, SAID)
        assert (status, body["code"], len(world.forgives("second"))) == (400, 40060, 1)
        assert len(news.posts) == 1
        await asked


async def test_a_late_acknowledgement_is_10062() -> None:
    async with discord() as world, raw_bot(world) as raw:
        world.double.interactions.deadline = 0.05
        news, _, bob = await a_place(world, raw)
        asked = asyncio.create_task(bob.slash(news, "entity", name="KCNA"))
        interaction = await taken(world, raw)
        await asyncio.sleep(0.1)
        status, body = await raw.answers(interaction, 4, SAID)
        assert (status, body["code"]) == (404, 10062)
        with pytest.raises(AssertionError, match="The application did not respond"):
            await asked
        assert len(world.forgives("late")) == 2
        assert news.posts == []


async def test_silence_of_a_bot_that_is_not_there_is_no_violation() -> None:
    async with discord() as world, raw_bot(world) as raw:
        world.double.interactions.deadline = 0.01
        news, _, bob = await a_place(world, raw)
        await world.disconnects()
        with pytest.raises(AssertionError, match="did not respond"):
            await bob.slash(news, "entity", name="KCNA")
        assert world.violations == []


async def test_a_late_answer_after_a_cut_line_is_refused_and_no_violation() -> None:
    async with discord() as world, raw_bot(world) as raw:
        world.double.interactions.deadline = 0.01
        news, _, bob = await a_place(world, raw)
        asked = asyncio.create_task(bob.slash(news, "entity", name="KCNA"))
        interaction = await taken(world, raw)
        await world.disconnects()
        await asyncio.sleep(0.02)
        assert (await raw.answers(interaction, 4, SAID))[1]["code"] == 10062
        with pytest.raises(AssertionError, match="did not respond"):
            await asked
        assert world.violations == []


async def test_made_up_tokens() -> None:
    async with discord() as world, raw_bot(world) as raw:
        await a_place(world, raw)
        assert (await raw.call("POST", "/interactions/1/nothing/callback", {"type": 4, "data": SAID}))[1][
            "code"
        ] == 10062
        application = world.double.state.application
        assert (await raw.call("POST", f"/webhooks/{application}/nothing", SAID))[1]["code"] == 10015
        assert len(world.forgives("late") + world.forgives("route")) == 2


@pytest.mark.parametrize(
    ("callback", "data"),
    [(6, None), (7, SAID), (8, {"choices": []}), (4, {"content": ""}), (4, {"content": "x" * 2001})],
)
async def test_callbacks_that_do_not_fit(callback: int, data: Payload | None) -> None:
    async with discord() as world, raw_bot(world) as raw:
        news, _, bob = await a_place(world, raw)
        asked = asyncio.create_task(bob.slash(news, "entity", name="KCNA"))
        interaction = await taken(world, raw)
        assert (await raw.answers(interaction, callback, data))[0] == 400
        assert len(world.violations) == 1
        world.forgives(world.violations[0].kind)
        await raw.answers(interaction, 4, SAID)
        await asked


async def test_a_deferred_answer_is_filled_by_the_first_follow_up() -> None:
    async with discord() as world, raw_bot(world) as raw:
        news, _, bob = await a_place(world, raw)
        asked = asyncio.create_task(bob.slash(news, "entity", name="KCNA"))
        interaction = await taken(world, raw)
        webhook = f"/webhooks/{world.double.state.application}/{interaction.token}"
        assert (await raw.call("POST", webhook, SAID))[1]["code"] == 10015
        assert len(world.forgives("second")) == 1
        assert (await raw.answers(interaction, 5, {"flags": EPHEMERAL}))[0] == 204
        assert not asked.done()
        _, first = await raw.call("POST", webhook, SAID)
        answer = await asked
        assert (answer.post.id, answer.ephemeral, answer.deferred, answer.edits) == (int(first["id"]), True, True, 1)
        _, second = await raw.call("POST", webhook, {**SAID, "content": "more"})
        assert second["id"] != first["id"]
        assert (await answer.follow_up()).text == "more"
        assert (await raw.call("PATCH", f"{webhook}/messages/@original", {"content": "changed"}))[0] == 200
        assert answer.text == "changed"
        assert (await raw.call("GET", f"{webhook}/messages/@original"))[1]["content"] == "changed"
        assert (await raw.call("DELETE", f"{webhook}/messages/{second['id']}"))[0] == 204
        assert (await raw.call("GET", f"{webhook}/messages/{second['id']}"))[1]["code"] == 10008


async def test_a_deleted_placeholder_and_an_ephemeral_follow_up() -> None:
    async with discord() as world, raw_bot(world) as raw:
        news, _, bob = await a_place(world, raw)
        asked = asyncio.create_task(bob.slash(news, "entity", name="KCNA"))
        interaction = await taken(world, raw)
        await raw.answers(interaction, 5)
        webhook = f"/webhooks/{world.double.state.application}/{interaction.token}"
        assert len(news.posts) == 1
        await raw.call("DELETE", f"{webhook}/messages/@original")
        await raw.call("POST", webhook, {"content": "No such name", "flags": EPHEMERAL})
        answer = await asked
        assert (answer.text, answer.ephemeral, news.posts) == ("No such name", True, [])


async def test_a_placeholder_that_somebody_else_deleted_cannot_be_filled() -> None:
    async with discord() as world, raw_bot(world) as raw:
        news, ann, bob = await a_place(world, raw)
        asked = asyncio.create_task(bob.slash(news, "entity", name="KCNA"))
        interaction = await taken(world, raw)
        await raw.answers(interaction, 5)
        await ann.deletes(news.posts[0])
        webhook = f"/webhooks/{world.double.state.application}/{interaction.token}"
        assert (await raw.call("POST", webhook, SAID))[1]["code"] == 10008
        assert (await raw.call("PATCH", f"{webhook}/messages/@original", SAID))[1]["code"] == 10008
        asked.cancel()


async def test_ephemeral_messages_are_for_one_person_and_in_no_history() -> None:
    async with discord() as world, raw_bot(world) as raw:
        news, ann, bob = await a_place(world, raw)
        row = {"type": 1, "components": [{"type": 2, "style": 1, "label": "Go", "custom_id": "go"}]}
        asked = asyncio.create_task(bob.slash(news, "entity", name="KCNA"))
        await raw.answers(await taken(world, raw), 4, {**SAID, "flags": EPHEMERAL, "components": [row]})
        answer = await asked
        assert answer.ephemeral
        assert await raw.call("GET", f"/channels/{news.id}/messages") == (200, [])
        assert (await raw.call("GET", f"/channels/{news.id}/messages/{answer.post.id}"))[1]["code"] == 10008
        with pytest.raises(NotOfferedError, match="does not see"):
            await ann.presses(answer, "Go")
        pressed = asyncio.create_task(bob.presses(answer, "Go"))
        event = (await raw.hears("INTERACTION_CREATE"))["d"]
        assert event["message"]["content"] == "hi"
        await raw.answers(world.double.state.interactions[event["token"]], 7, {"content": "gone", "components": []})
        assert (await pressed).text == "gone"
        assert "MESSAGE_UPDATE" not in [one["t"] for one in raw.events]


async def test_a_token_is_good_for_fifteen_minutes() -> None:
    async with discord() as world, raw_bot(world) as raw:
        news, _, bob = await a_place(world, raw)
        asked = asyncio.create_task(bob.slash(news, "entity", name="KCNA"))
        interaction = await taken(world, raw)
        await raw.answers(interaction, 4, SAID)
        (await asked).expire()
        webhook = f"/webhooks/{world.double.state.application}/{interaction.token}"
        assert (await raw.call("POST", webhook, SAID))[1]["code"] == 50027


async def test_a_command_that_is_not_synced_is_a_violation() -> None:
    async with discord() as world, raw_bot(world) as raw:
        news, _, bob = await a_place(world, raw)
        with pytest.raises(NotOfferedError, match="no command 'digest'"):
            await bob.slash(news, "digest")
        assert len(world.forgives("unsynced")) == 1


async def test_who_is_offered_a_command_and_where() -> None:
    async with discord() as world, raw_bot(world) as raw:
        news, ann, bob = await a_place(world, raw)
        assert ann.is_offered(news, "setup")
        assert not bob.is_offered(news, "setup")
        assert not bob.is_offered(news, "nothing")
        assert not ann.is_offered(ann.dm, "setup")
        assert ann.is_offered(ann.dm, "entity")
        assert sorted(world.synced()) == ["article", "entity", "setup"]


@pytest.mark.parametrize(
    ("command", "options", "says"),
    [
        ("entity", {}, "needs 'name'"),
        ("entity", {"name": 7}, "takes no int"),
        ("entity", {"name": "x", "how": "long"}, "offers no 'long'"),
        ("entity", {"name": "x", "count": 6}, "does not take 6"),
        ("entity", {"name": "x", "colour": "red"}, "has no option 'colour'"),
        ("entity", {"name": "x", "in": "news"}, "cannot be chosen"),
        ("article", {}, "is a group"),
        ("article raw", {}, "no sub-command 'raw'"),
    ],
)
async def test_what_the_client_does_not_let_a_person_send(command: str, options: dict[str, Any], says: str) -> None:
    async with discord() as world, raw_bot(world) as raw:
        news, _, bob = await a_place(world, raw)
        with pytest.raises(NotOfferedError, match=says):
            await bob.slash(news, command, options)


async def test_an_option_may_take_only_some_kinds_of_channels() -> None:
    async with discord() as world, raw_bot(world) as raw:
        news, _, bob = await a_place(world, raw)
        option = {"type": 7, "name": "in", "description": "Where", "channel_types": [5]}
        await raw.syncs({"name": "watch", "description": "Watch", "options": [option]})
        with pytest.raises(NotOfferedError, match="takes no channel of type 0"):
            await bob.slash(news, "watch", in_=news)


async def completed(world: World, raw: RawBot, choices: Any) -> tuple[int, asyncio.Task[Any]]:
    news, _, bob = await a_place(world, raw)
    asked = asyncio.create_task(bob.completes(news, "entity", name="K"))
    event = (await raw.hears("INTERACTION_CREATE"))["d"]
    assert event["type"] == 4
    assert event["data"]["options"] == [{"name": "name", "type": 3, "value": "K", "focused": True}]
    status, _ = await raw.answers(world.double.state.interactions[event["token"]], 8, {"choices": choices})
    return status, asked


async def test_autocomplete() -> None:
    async with discord() as world, raw_bot(world) as raw:
        status, asked = await completed(world, raw, [{"name": "KCNA", "value": "kcna"}])
        assert status == 204
        assert [(one.name, one.value) for one in await asked] == [("KCNA", "kcna")]


@pytest.mark.parametrize(
    "choices",
    [[{"name": f"n{number}", "value": "v"} for number in range(26)], [{"name": "x" * 101, "value": "v"}], None],
)
async def test_autocompletion_that_discord_refuses(choices: Any) -> None:
    async with discord() as world, raw_bot(world) as raw:
        status, asked = await completed(world, raw, choices)
        asked.cancel()
        assert (status, bool(world.violations)) == (400, True)
        for one in list(world.violations):
            world.forgives(one.kind)


async def test_an_update_of_a_message_whose_button_was_pressed() -> None:
    async with discord() as world, raw_bot(world) as raw:
        news, ann, bob = await a_place(world, raw)
        row = {"type": 1, "components": [{"type": 2, "style": 1, "label": "Go", "custom_id": "go"}]}
        asked = asyncio.create_task(bob.slash(news, "entity", name="KCNA"))
        await raw.answers(await taken(world, raw), 4, {**SAID, "components": [row]})
        card = await asked
        pressed = asyncio.create_task(ann.presses(card, "Go"))
        interaction = await taken(world, raw)
        status, body = await raw.call(
            "POST",
            f"/interactions/{interaction.id}/{interaction.token}/callback?with_response=1",
            {"type": 7, "data": {"content": "changed", "components": []}},
        )
        assert (status, body["resource"]["message"]["content"]) == (200, "changed")
        answer: Answer = await pressed
        assert (answer.post.id, answer.text, answer.post.buttons) == (card.post.id, "changed", [])
        with pytest.raises(NotOfferedError, match="no button 'Go'"):
            await ann.presses(card, "Go")
        await ann.deletes(card.post)
        with pytest.raises(AssertionError, match="has no message"):
            await ann.presses(card, "Go")
