"""The gateway: who gets in, heartbeats, RESUME, and what is told to whom."""

from __future__ import annotations

import asyncio

import pytest

from tests.loopback import World, discord
from tests.loopback.gateway import MEMBERS_INTENT
from tests.loopback.raw_client import CONTENT, INTENTS, RawBot, raw_bot
from tests.loopback.state import Payload


async def a_session(world: World, raw: RawBot, intents: int = INTENTS | CONTENT) -> str:
    """Identify and read everything up to the guilds; the session's id."""
    await raw.identifies(intents)
    ready = await raw.hears("READY")
    for _ in ready["d"]["guilds"]:
        await raw.hears("GUILD_CREATE")
    return str(ready["d"]["session_id"])


async def test_hello_comes_first_and_ready_has_what_a_library_needs() -> None:
    async with discord(heartbeat=30) as world, raw_bot(world) as raw:
        paper = world.guild("Paper")
        await a_session(world, raw)
        hello, ready, guild = raw.events
        assert hello["d"] == {"heartbeat_interval": 30_000}
        assert ready["s"] == 1
        assert ready["d"]["guilds"] == [{"id": str(paper.id), "unavailable": True}]
        assert ready["d"]["resume_gateway_url"] == world.gateway
        assert guild["d"]["unavailable"] is False
        assert [one["user"]["id"] for one in guild["d"]["members"]] == [str(world.bot.user.id)]


@pytest.mark.parametrize(
    ("intents", "token", "code"),
    [
        (INTENTS, "wrong", 4004),
        (INTENTS | CONTENT, None, 4014),
        (INTENTS | MEMBERS_INTENT, None, 4014),
        (1 << 40, None, 4013),
    ],
)
async def test_the_portal_decides_who_gets_in(intents: int, token: str | None, code: int) -> None:
    async with discord(message_content=False) as world, raw_bot(world) as raw:
        await raw.identifies(intents, token)
        assert await raw.is_closed() == code
        assert world.violations == []


@pytest.mark.parametrize(("op", "code"), [(8, 4003), (2, 4002), (99, 4003)])
async def test_nonsense_closes_the_connection_and_is_a_violation(op: int, code: int) -> None:
    async with discord() as world, raw_bot(world) as raw:
        await raw.connects()
        await raw.says(op, {"no": "sense"})
        assert await raw.is_closed() == code
        assert [str(code) in one.says for one in world.forgives("gateway")] == [True]


async def test_identifying_twice_and_unknown_opcodes_are_violations() -> None:
    async with discord() as world, raw_bot(world) as first, raw_bot(world) as second:
        await a_session(world, first)
        await first.says(2, {"token": world.portal.token, "intents": 0, "properties": {}})
        assert await first.is_closed() == 4005
        await a_session(world, second)
        await second.says(77)
        assert await second.is_closed() == 4001
        assert len(world.forgives("gateway")) == 2


async def test_120_frames_a_minute_are_the_most() -> None:
    async with discord() as world, raw_bot(world) as raw:
        await raw.connects()
        for _ in range(121):
            await raw.says(1)
        assert await raw.is_closed() == 4008
        assert len(world.forgives("gateway")) == 1


async def test_a_late_heartbeat_is_a_violation_and_one_in_time_is_not() -> None:
    async with discord(heartbeat=0.5, grace=0.3) as world, raw_bot(world) as raw:
        await a_session(world, raw)
        await raw.says(1)
        await raw.hears(11)
        assert world.violations == []
        await world.until(lambda: world.violations, "a violation", 5)
        assert {one.kind for one in world.forgives("heartbeat")} == {"heartbeat"}
        await raw.socket.close()
        await world.bot_gone()
        world.forgives("heartbeat")


async def test_resume_gives_what_was_missed_and_nothing_else() -> None:
    async with discord() as world, raw_bot(world) as first, raw_bot(world) as second:
        paper = world.guild("Paper")
        news, ann = paper.channel("news"), paper.member("Ann")
        session = await a_session(world, first)
        await ann.posts(news, "before")
        seen = await first.hears("MESSAGE_CREATE")
        await world.disconnects(1006)
        await ann.posts(news, "while away")
        await second.resumes(session, seen["s"])
        missed = await second.hears("MESSAGE_CREATE")
        assert missed["d"]["content"] == "while away"
        assert (await second.hears("RESUMED"))["d"] == {"_trace": []}
        await world.resumed()


async def test_a_refused_resume_is_op_9_and_a_new_session_replays_nothing() -> None:
    async with discord() as world, raw_bot(world) as first, raw_bot(world) as second:
        paper = world.guild("Paper")
        news, ann = paper.channel("news"), paper.member("Ann")
        session = await a_session(world, first)
        await world.disconnects(4000)
        await ann.posts(news, "while away")
        world.refuses_resume()
        await second.resumes(session, 2)
        assert (await second.hears(9))["d"] is False
        await second.says(2, {"token": world.portal.token, "intents": INTENTS, "properties": {}})
        await second.hears("GUILD_CREATE")
        await ann.posts(news, "now")
        await second.hears("MESSAGE_CREATE")
        assert sum(one["t"] == "MESSAGE_CREATE" for one in second.events) == 1


async def test_a_session_that_never_was_cannot_be_resumed() -> None:
    async with discord() as world, raw_bot(world) as raw:
        await raw.resumes("no-such-session", 1)
        assert (await raw.hears(9))["d"] is False


async def test_closing_with_1000_ends_the_session() -> None:
    async with discord() as world, raw_bot(world) as first, raw_bot(world) as second:
        session = await a_session(world, first)
        await first.socket.close(code=1000)
        await world.bot_gone()
        await second.resumes(session, 1)
        assert (await second.hears(9))["d"] is False


async def test_op_7_and_op_9_are_sent_on_demand() -> None:
    async with discord() as world, raw_bot(world) as raw:
        await a_session(world, raw)
        await world.asks_reconnect()
        await raw.hears(7)
        await world.invalidates(resumable=True)
        assert (await raw.hears(9))["d"] is True
        await world.invalidates()
        assert (await raw.hears(9))["d"] is False
        assert world.double.gateway.live == []


async def test_only_channels_that_the_bot_sees_are_told_of() -> None:
    async with discord() as world, raw_bot(world) as raw:
        paper = world.guild("Paper")
        ann = paper.member("Ann", administrator=True)
        news, desk = paper.channel("news"), paper.channel("desk", private_to=[])
        await a_session(world, raw)
        await ann.posts(desk, "secret")
        await ann.posts(news, "public")
        assert (await raw.hears("MESSAGE_CREATE"))["d"]["content"] == "public"
        desk.allows(world.bot, "VIEW_CHANNEL")
        await ann.posts(desk, "shared")
        assert (await raw.hears("MESSAGE_CREATE"))["d"]["content"] == "shared"


async def test_intents_decide_what_is_told() -> None:
    async with discord() as world, raw_bot(world) as raw:
        paper = world.guild("Paper")
        ann, news = paper.member("Ann"), paper.channel("news")
        await a_session(world, raw, intents=1 << 10)
        post = await ann.posts(news, "not told")
        await ann.reacts(post, "👍")
        assert (await raw.hears("MESSAGE_REACTION_ADD"))["d"]["emoji"]["name"] == "👍"
        assert "MESSAGE_CREATE" not in [one["t"] for one in raw.events]


async def test_without_the_content_intent_only_mentions_and_direct_messages_can_be_read() -> None:
    async with discord(message_content=False) as world, raw_bot(world) as raw:
        paper = world.guild("Paper")
        ann, news = paper.member("Ann"), paper.channel("news")
        await a_session(world, raw, intents=INTENTS)
        for text in ("nothing", f"{world.bot.mention} something"):
            await ann.posts(news, text, files=[("a.txt", b"a")], embeds=[{"title": "T"}])
        await ann.posts(ann.dm, "direct")
        told = [(await raw.hears("MESSAGE_CREATE"))["d"] for _ in range(3)]
        assert [one["content"] for one in told] == ["", f"{world.bot.mention} something", "direct"]
        assert [len(one["attachments"]) + len(one["embeds"]) for one in told] == [0, 2, 0]
        assert "guild_id" in told[0]
        assert "guild_id" not in told[2]
        status, read = await raw.call("GET", f"/channels/{news.id}/messages/{told[0]['id']}")
        assert (status, read["content"], read["embeds"]) == (200, "", [])


async def test_members_can_be_asked_for_by_id_only() -> None:
    async with discord() as world, raw_bot(world) as raw:
        paper = world.guild("Paper")
        ann = paper.member("Ann")
        await a_session(world, raw)
        await raw.says(8, {"guild_id": str(paper.id), "query": "", "limit": 0, "nonce": "n"})
        chunk = (await raw.hears("GUILD_MEMBERS_CHUNK"))["d"]
        assert (chunk["members"], chunk["nonce"]) == ([], "n")
        await raw.says(8, {"guild_id": str(paper.id), "user_ids": [str(ann.user.id)], "limit": 0})
        chunk = (await raw.hears("GUILD_MEMBERS_CHUNK"))["d"]
        assert [one["user"]["username"] for one in chunk["members"]] == ["Ann"]


async def test_guilds_channels_threads_and_roles_are_told_of() -> None:
    async with discord() as world, raw_bot(world) as raw:
        paper = world.guild("Paper")
        news, ann = paper.channel("news"), paper.member("Ann")
        await a_session(world, raw)
        editors = paper.role("editors", "MANAGE_GUILD")
        paper.may(editors, "MANAGE_MESSAGES")
        news.renamed("wire")
        news.denies(editors, "SEND_MESSAGES")
        post = await ann.posts(news, "Talk about it")
        thread = news.thread("talk", post)
        thread.deletes()
        news.deletes()
        paper.has_outage()
        paper.is_back()
        paper.removes_bot()
        other = world.guild("Other")
        paper.gives(ann, editors)
        told: list[Payload] = []
        while not told or told[-1]["d"].get("id") != str(other.id):
            told.append(await raw.hears("GUILD_CREATE"))
        names = [one["t"] for one in raw.events if one["t"]][2:]
        assert names == [
            "GUILD_ROLE_CREATE", "GUILD_ROLE_UPDATE", "CHANNEL_UPDATE", "CHANNEL_UPDATE", "MESSAGE_CREATE",
            "THREAD_CREATE", "THREAD_DELETE", "CHANNEL_DELETE", "GUILD_DELETE", "GUILD_CREATE", "GUILD_DELETE",
            "GUILD_CREATE",
        ]  # fmt: skip
        gone = [one["d"].get("unavailable") for one in raw.events if one["t"] == "GUILD_DELETE"]
        assert gone == [True, None]


async def test_a_whole_outage_and_its_end() -> None:
    async with discord() as world, raw_bot(world) as raw:
        await a_session(world, raw)
        async with world.unreachable():
            assert await raw.is_closed() is not None
            with pytest.raises(OSError, match="Cannot connect"):
                await raw.connects()
        await a_session(world, raw)


async def test_waiting_is_bounded_and_shows_what_happened() -> None:
    async with discord() as world:
        with pytest.raises(AssertionError, match=r"the bot logs in: not within 0\.05 s"):
            await world.bot_ready(0.05)
        await asyncio.sleep(0)
