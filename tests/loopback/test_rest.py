"""REST: permissions, refusals, history, uploads, rate limits and trouble on demand."""

from __future__ import annotations

import io
from datetime import UTC, datetime, timedelta
from typing import Any

import aiohttp
import pytest

from tests.loopback import REAL, World, discord, schema
from tests.loopback.raw_client import AGENT, RawBot, raw_bot

QUIET: dict[str, Any] = {"allowed_mentions": {"parse": []}}


async def test_unknown_routes_and_foreign_agents_are_violations() -> None:
    async with discord() as world, raw_bot(world) as raw:
        assert (await raw.call("GET", "/no/such/route"))[0] == 404
        assert (await raw.call("PATCH", "/users/@me"))[0] == 404
        assert (await raw.call("GET", "/users/@me", headers={"User-Agent": "curl"}))[0] == 200
        assert len(world.forgives("route")) == 3


async def test_a_wrong_token_is_401_and_no_violation() -> None:
    async with discord() as world, raw_bot(world) as raw:
        status, body = await raw.call("GET", "/users/@me", headers={"Authorization": "Bot wrong"})
        assert (status, body["message"]) == (401, "401: Unauthorized")


async def test_json_has_exactly_the_content_type_that_libraries_compare() -> None:
    async with discord() as world, aiohttp.ClientSession() as http:
        headers = {"Authorization": f"Bot {world.portal.token}", "User-Agent": AGENT}
        async with http.get(world.api + "/users/@me", headers=headers) as answer:
            assert answer.headers["Content-Type"] == "application/json"
            assert answer.headers["X-RateLimit-Remaining"] == "49"
            assert float(answer.headers["X-RateLimit-Reset-After"]) > 0


async def test_what_the_bot_may_not_see_or_do() -> None:
    async with discord() as world, raw_bot(world) as raw:
        paper = world.guild("Paper")
        ann = paper.member("Ann", administrator=True)
        news, desk = paper.channel("news"), paper.channel("desk", private_to=[])
        post = await ann.posts(news, "An article")
        news.denies(paper.everyone, "SEND_MESSAGES", "ADD_REACTIONS")
        at = f"/channels/{news.id}/messages"
        said = {"content": "hi", **QUIET}
        refused = [
            await raw.call("POST", f"/channels/{desk.id}/messages", said),
            await raw.call("POST", "/channels/1/messages", said),
            await raw.call("POST", at, said),
            await raw.call("PUT", f"{at}/{post.id}/reactions/✅/@me"),
            await raw.call("PATCH", f"{at}/{post.id}", said),
            await raw.call("DELETE", f"{at}/{post.id}"),
            await raw.call("GET", f"{at}/1"),
            await raw.call("GET", "/guilds/1"),
            await raw.call("GET", f"/guilds/{paper.id}/members/1"),
        ]
        assert [(status, body["code"]) for status, body in refused] == [
            (403, 50001), (404, 10003), (403, 50013), (403, 50013), (403, 50005), (403, 50013), (404, 10008),
            (404, 10004), (404, 10007),
        ]  # fmt: skip
        await ann.reacts(post, "✅")
        assert await raw.call("PUT", f"{at}/{post.id}/reactions/✅/@me") == (204, None)


async def test_history_needs_its_own_permission() -> None:
    async with discord() as world, raw_bot(world) as raw:
        paper = world.guild("Paper")
        ann, news = paper.member("Ann"), paper.channel("news")
        post = await ann.posts(news, "An article")
        news.denies(paper.everyone, "READ_MESSAGE_HISTORY", "EMBED_LINKS", "ATTACH_FILES")
        at = f"/channels/{news.id}/messages"
        assert await raw.call("GET", at) == (200, [])
        assert (await raw.call("GET", f"{at}/{post.id}"))[1]["code"] == 50013
        reply = {"content": "hi", "message_reference": {"message_id": str(post.id)}, **QUIET}
        assert (await raw.call("POST", at, reply))[1]["code"] == 160002
        assert (await raw.call("POST", at, {"embeds": [{"title": "T"}]}))[1]["code"] == 50013


async def test_pages_of_history() -> None:
    async with discord() as world, raw_bot(world) as raw:
        paper = world.guild("Paper")
        ann, news = paper.member("Ann"), paper.channel("news")
        start = datetime.now(UTC) - timedelta(days=30)
        posts = [await ann.posts(news, str(number), at=start + timedelta(hours=number)) for number in range(10)]

        async def page(query: str) -> str:
            status, found = await raw.call("GET", f"/channels/{news.id}/messages?{query}")
            assert status == 200
            return "".join(one["content"] for one in found)

        assert await page("limit=3") == "987"
        assert await page(f"limit=3&before={posts[5].id}") == "432"
        assert await page(f"limit=3&after={posts[5].id}") == "876"
        assert await page(f"limit=4&around={posts[5].id}") == "6543"
        assert (await raw.call("GET", f"/channels/{news.id}/messages?limit=101"))[1]["code"] == 50035
        assert len(world.forgives("limit")) == 1


async def test_messages_come_and_go() -> None:
    async with discord() as world, raw_bot(world) as raw:
        paper = world.guild("Paper")
        ann, news = paper.member("Ann"), paper.channel("news")
        at = f"/channels/{news.id}/messages"
        post = await ann.posts(news, "An article")
        reply = {"content": "A card", "message_reference": {"message_id": str(post.id)}, "nonce": "1", **QUIET}
        _, card = await raw.call("POST", at, {**reply, "enforce_nonce": True})
        assert card["referenced_message"]["content"] == "An article"
        assert (await raw.call("POST", at, {**reply, "enforce_nonce": True}))[1]["id"] == card["id"]
        assert (await post.reply()).text == "A card"
        _, edited = await raw.call("PATCH", f"{at}/{card['id']}", {"content": "Another card", **QUIET})
        assert (edited["content"], edited["edited_timestamp"] is None) == ("Another card", False)
        await ann.deletes(post)
        assert (await raw.call("GET", f"{at}/{card['id']}"))[1]["referenced_message"] is None
        assert (await raw.call("POST", at, reply))[1]["code"] == 50035
        world.refuses_lost_references(10008)
        assert (await raw.call("POST", at, reply))[1]["code"] == 10008
        gently = {**reply, "message_reference": {"message_id": str(post.id), "fail_if_not_exists": False}}
        assert "message_reference" not in (await raw.call("POST", at, gently))[1]
        assert (await raw.call("DELETE", f"{at}/{card['id']}"))[0] == 204
        assert (await raw.call("DELETE", f"{at}/{card['id']}"))[1]["code"] == 10008


async def test_bulk_deletion() -> None:
    async with discord() as world, raw_bot(world) as raw:
        paper = world.guild("Paper")
        ann, news = paper.member("Ann"), paper.channel("news")
        posts = [await ann.posts(news, str(number)) for number in range(3)]
        old = await ann.posts(news, "old", at=datetime.now(UTC) - timedelta(days=15))
        numbers = [str(one.id) for one in posts]
        at = f"/channels/{news.id}/messages/bulk-delete"
        assert (await raw.call("POST", at, {"messages": numbers}))[1]["code"] == 50013
        paper.may(paper.bot_role, "MANAGE_MESSAGES")
        assert (await raw.call("POST", at, {"messages": [*numbers, str(old.id)]}))[1]["code"] == 50034
        assert (await raw.call("POST", at, {"messages": numbers[:2]}))[0] == 204
        assert [one.deleted for one in posts] == [True, True, False]
        assert (await raw.call("POST", at, {"messages": numbers[:1]}))[0] == 400
        assert len(world.forgives("schema") + world.forgives("limit")) == 1


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ({"content": "x" * 2_001, **QUIET}, "limit"),
        ({"content": "", **QUIET}, "empty"),
        ({"embeds": [{"title": "T", "description": ""}]}, "empty"),
        ({"flags": 1 << 15, "components": [{"type": 10, "content": "x" * 3_000}] * 2}, "limit"),
        ({"flags": 1 << 15, "content": "beside", "components": [{"type": 10, "content": "x"}]}, "limit"),
        ({"flags": 1 << 30, "content": "x"}, "limit"),
        ({"content": "x", "attachments": [{"id": 0, "filename": "a.txt"}]}, "limit"),
    ],
)
async def test_bodies_that_discord_refuses(body: dict[str, Any], kind: str) -> None:
    async with discord() as world, raw_bot(world) as raw:
        news = world.guild("Paper").channel("news")
        status, answer = await raw.call("POST", f"/channels/{news.id}/messages", body)
        assert (status, answer["code"] in {50035, 50006}) == (400, True)
        assert [one.kind for one in world.forgives(kind)] == [kind]
        assert news.posts == []


@pytest.mark.parametrize("body", [{"content": "<@5> look"}, {"content": "@everyone", "allowed_mentions": None}])
async def test_a_ping_is_a_violation_though_discord_takes_it(body: dict[str, Any]) -> None:
    async with discord() as world, raw_bot(world) as raw:
        news = world.guild("Paper").channel("news")
        assert (await raw.call("POST", f"/channels/{news.id}/messages", body))[0] == 200
        assert len(world.forgives("ping")) == 1


async def test_a_reply_without_allowed_mentions_pings() -> None:
    async with discord() as world, raw_bot(world) as raw:
        paper = world.guild("Paper")
        news = paper.channel("news")
        post = await paper.member("Ann").posts(news, "An article")
        body = {"content": "A card", "message_reference": {"message_id": str(post.id)}}
        assert (await raw.call("POST", f"/channels/{news.id}/messages", body))[0] == 200
        assert len(world.forgives("ping")) == 1


async def test_the_end_of_the_block_tells_of_violations() -> None:
    with pytest.raises(AssertionError, match="unknown route GET /api/v10/nothing"):
        async with discord() as world, raw_bot(world) as raw:
            await raw.call("GET", "/nothing")


@pytest.mark.skipif(not schema.is_present(), reason="Discord's OpenAPI description is not beside the checkout")
async def test_bodies_are_held_against_discords_own_description() -> None:
    async with discord() as world, raw_bot(world) as raw:
        news = world.guild("Paper").channel("news")
        status, _ = await raw.call("POST", f"/channels/{news.id}/messages", {"content": "x", "tts": "yes"})
        assert (status, len(world.forgives("schema"))) == (400, 1)


async def upload(world: World, raw: RawBot, channel: int, *files: bytes) -> tuple[int, Any]:
    """Post a message with files, as a multipart request."""
    form = aiohttp.FormData(quote_fields=False)
    listed = ",".join(f'{{"id":{number},"filename":"f{number}.txt"}}' for number in range(len(files)))
    form.add_field("payload_json", f'{{"content":"files","attachments":[{listed}]}}')
    for number, data in enumerate(files):
        form.add_field(f"files[{number}]", io.BytesIO(data), filename=f"f{number}.txt", content_type="text/plain")
    headers = {"Authorization": f"Bot {world.portal.token}", "User-Agent": AGENT}
    address = f"{world.api}/channels/{channel}/messages"
    async with raw.http.post(address, data=form, headers=headers) as answer:
        return answer.status, await answer.json()


async def test_files_go_to_the_cdn_and_expire() -> None:
    async with discord() as world, raw_bot(world) as raw:
        news = world.guild("Paper").channel("news")
        status, message = await upload(world, raw, news.id, b"one", b"two")
        assert status == 200
        assert [one["filename"] for one in message["attachments"]] == ["f0.txt", "f1.txt"]
        address = message["attachments"][1]["url"]
        async with raw.http.get(address) as answer:
            assert await answer.read() == b"two"
        world.expires_links()
        async with raw.http.get(address) as answer:
            assert answer.status == 404


async def test_files_that_are_too_large() -> None:
    async with discord() as world, raw_bot(world) as raw:
        news = world.guild("Paper").channel("news")
        assert (await upload(world, raw, news.id, bytes(10 * 1024**2 + 1)))[0] == 413
        assert len(world.forgives("limit")) == 1


async def test_rate_limits_of_a_route_count_by_channel() -> None:
    async with discord(rates=REAL) as world, raw_bot(world) as raw:
        paper = world.guild("Paper")
        news, desk = paper.channel("news"), paper.channel("desk")
        said = {"content": "hi", **QUIET}
        answers = [await raw.call("POST", f"/channels/{news.id}/messages", said) for _ in range(6)]
        assert [status for status, _ in answers] == [200] * 5 + [429]
        assert 0 < answers[-1][1]["retry_after"] <= 5
        assert answers[-1][1]["global"] is False
        assert (await raw.call("POST", f"/channels/{desk.id}/messages", said))[0] == 200


async def test_trouble_on_demand() -> None:
    async with discord() as world, raw_bot(world) as raw:
        news = world.guild("Paper").channel("news")
        at, said = f"/channels/{news.id}/messages", {"content": "hi", **QUIET}
        fault = world.fails("POST /channels/*/messages", 502, times=2)
        assert [(await raw.call("POST", at, said))[0] for _ in range(3)] == [502, 502, 200]
        assert fault.met == 2
        world.limits("POST /channels/*/messages", 0.5, everywhere=True)
        assert (await raw.call("POST", at, said))[1] == {
            "message": "You are being rate limited.", "retry_after": 0.5, "global": True,
        }  # fmt: skip
        assert len(news.posts) == 1
        world.fails("POST /channels/*/messages", after=True)
        assert (await raw.call("POST", at, said))[0] == 500
        assert len(news.posts) == 2
        world.fails("POST /channels/*/messages", cut=True)
        with pytest.raises(aiohttp.ClientError):
            await raw.call("POST", at, said)


async def test_reactions() -> None:
    async with discord() as world, raw_bot(world) as raw:
        paper = world.guild("Paper")
        ann, news = paper.member("Ann"), paper.channel("news")
        post = await ann.posts(news, "An article")
        at = f"/channels/{news.id}/messages/{post.id}/reactions"
        for emoji in ("⏳", "✅"):
            await raw.call("PUT", f"{at}/{emoji}/@me")
        await raw.call("DELETE", f"{at}/⏳/@me")
        assert post.bot_reacted == [("⏳", True), ("✅", True), ("⏳", False)]
        await post.had("⏳")
        await post.reacted("✅")
        assert [one["username"] for one in (await raw.call("GET", f"{at}/✅"))[1]] == ["Dossier"]
        assert (await raw.call("PUT", f"{at}/ok/@me"))[1]["code"] == 10014
        await ann.reacts(post, "👍")
        assert (await raw.call("DELETE", f"{at}/👍/{ann.user.id}"))[1]["code"] == 50013


async def test_direct_messages_may_be_closed() -> None:
    async with discord() as world, raw_bot(world) as raw:
        ann = world.guild("Paper").member("Ann")
        _, channel = await raw.call("POST", "/users/@me/channels", {"recipient_id": str(ann.user.id)})
        at = f"/channels/{channel['id']}/messages"
        assert (await raw.call("POST", at, {"content": "An alert", **QUIET}))[0] == 200
        assert (await ann.hears()).text == "An alert"
        ann.user.takes_dms = False
        assert (await raw.call("POST", at, {"content": "Another", **QUIET}))[1]["code"] == 50007


async def test_things_that_can_be_looked_up() -> None:
    async with discord() as world, raw_bot(world) as raw:
        paper = world.guild("Paper")
        ann, news = paper.member("Ann"), paper.channel("news")
        news.thread("talk")
        found = {
            "/gateway/bot": "url", "/gateway": "url", "/applications/@me": "flags", f"/guilds/{paper.id}": "owner_id",
            f"/channels/{news.id}": "permission_overwrites", f"/guilds/{paper.id}/members/{ann.user.id}": "roles",
            f"/users/{ann.user.id}": "username", f"/guilds/{paper.id}/threads/active": "threads",
        }  # fmt: skip
        for path, key in found.items():
            status, body = await raw.call("GET", path)
            assert (status, key in body) == (200, True), path
        assert len((await raw.call("GET", f"/guilds/{paper.id}/channels"))[1]) == 1
        assert len((await raw.call("GET", f"/guilds/{paper.id}/roles"))[1]) == 2
        assert len((await raw.call("GET", "/users/@me/guilds"))[1]) == 1
        assert (await raw.call("POST", f"/channels/{news.id}/typing"))[0] == 204
        assert (await raw.call("DELETE", f"/users/@me/guilds/{paper.id}"))[0] == 204
        assert (await raw.call("GET", f"/guilds/{paper.id}"))[1]["code"] == 50001
