"""Trouble on Discord's side, and the end: one clear line for each, the right exit status, and nothing is lost."""

import asyncio
import signal
from pathlib import Path

import pytest

from tests.benchmarks.texts import made_up
from tests.loopback import Person, Post, SceneChannel, World, discord
from tests.loopback.faults import Fault
from tests.process.news import long_article
from tests.process.on_discord import ended, on_discord, stopped
from tests.process.program import Ended, Program, processes

pytestmark = pytest.mark.process

WORDS = 90


def said(end: Ended) -> str:
    """The one line with which the program ended, after the one that it began with."""
    assert end.status == 1, end.err
    first, *rest = end.err.splitlines()
    assert first.startswith("DISCORD_TOKEN is set: connecting to Discord.")
    [line] = rest
    assert line.startswith("dossier: ")
    return line


async def refused(program: Program, world: World, **environment: str) -> str:
    """What is said by a program that Discord refuses."""
    child = program.start("run", environment=world.environment() | environment)
    return said(await ended(program, child))


def environment_of(pid: int) -> str:
    """The environment that a process was started with."""
    return Path(f"/proc/{pid}/environ").read_text()


def is_read(post: Post) -> bool:
    """Whether the bot has said what became of an article."""
    return not {"✅", "♻️"}.isdisjoint(post.reactions)


async def struck(fault: Fault) -> None:
    """Wait until a request has met with a fault; those that are only slow are in the journal when they end."""
    async with asyncio.timeout(60):
        while not fault.met:  # noqa: ASYNC110 - the fault tells nobody
            await asyncio.sleep(0.01)


async def newsroom(world: World) -> tuple[SceneChannel, Person]:
    """A channel, and somebody who may do everything in it."""
    paper = world.guild("Paper")
    return paper.channel("news"), paper.member("Ann", administrator=True)


async def watch(news: SceneChannel, ann: Person) -> None:
    """Have the channel watched."""
    assert "watch" in (await ann.slash(news, "setup watch")).text.lower()


async def test_a_token_that_is_not_accepted(program: Program) -> None:
    async with discord() as world:
        line = await refused(program, world, DISCORD_TOKEN="some.other.token")
    assert "does not accept the token" in line
    assert "some.other.token" not in line


async def test_a_token_that_is_not_accepted_any_more(program: Program) -> None:
    async with discord() as world:
        child = program.start("run", environment=world.environment())
        await world.bot_ready(within=60)
        await world.disconnects(4004)
        assert "does not accept the token" in said(await ended(program, child))


async def test_without_the_message_content_intent(program: Program) -> None:
    async with discord(message_content=False) as world:
        line = await refused(program, world)
    assert "the Message Content Intent is off. Switch it on at https://discord.com/developers/applications" in line


async def test_intents_that_discord_does_not_know(program: Program) -> None:
    async with discord() as world:
        child = program.start("run", environment=world.environment())
        await world.bot_ready(within=60)
        await world.disconnects(4013)
        assert "intent" in said(await ended(program, child)).lower()


async def test_no_network_at_the_start(program: Program) -> None:
    async with discord() as world, world.unreachable():
        line = await refused(program, world)
    assert "Discord cannot be reached" in line
    assert "Check the network" in line


@pytest.mark.parametrize("route", ["GET /users/@me", "PUT /applications/*/commands"])
async def test_discord_is_out_of_order_at_the_start(program: Program, route: str) -> None:
    async with discord() as world:
        world.fails(route, 503, times=10)
        assert "out of order just now (status 503)" in await refused(program, world)


async def test_discord_fails_at_first_and_then_works(program: Program) -> None:
    async with discord() as world:
        news, ann = await newsroom(world)
        world.fails("GET /users/@me", 500)
        world.limits("GET /oauth2/applications/@me", everywhere=True)
        world.fails("PUT /applications/*/commands", 502)
        async with on_discord(program, world):
            assert "Nothing is filed" in (await (await ann.posts(news, "!recent")).reply()).text


async def test_answers_get_through_limits_and_errors(program: Program) -> None:
    async with discord() as world:
        news, ann = await newsroom(world)
        async with on_discord(program, world):
            world.limits("POST /channels/*/messages", everywhere=True)
            assert "Nothing is filed" in (await (await ann.posts(news, "!recent")).reply()).text
            world.fails("POST /channels/*/messages", 500)
            assert "Nothing is filed" in (await (await ann.posts(news, "!recent")).reply()).text
            lost = world.fails("POST /channels/*/messages", 503)
            await ann.posts(news, "!recent")
            await struck(lost)
            world.fails("POST /interactions/*/callback", 500)
            assert "Dossier" in (await ann.slash(news, "about")).text


async def test_discord_is_away_for_a_while(program: Program) -> None:
    async with discord() as world:
        news, ann = await newsroom(world)
        async with on_discord(program, world) as child:
            await watch(news, ann)
            async with world.unreachable():
                post = await ann.posts(news, long_article(WORDS))
                question = await ann.posts(news, "!about")
                await asyncio.sleep(1)
            await world.resumed()
            await post.reacted("✅", within=90)
            assert "Dossier" in (await question.reply()).text
            assert world.double.gateway.identifies == 1
            await stopped(program, child)


async def test_one_malformed_event_does_not_end_it(program: Program) -> None:
    async with discord() as world:
        news, ann = await newsroom(world)
        async with on_discord(program, world) as child:
            await watch(news, ann)
            world.sends_malformed()
            post = await ann.posts(news, long_article(WORDS))
            await world.identified(2)
            await post.reacted("✅", within=90)
            assert len([reply for reply in news.bot_posts if reply.message.reference]) == 1
            assert "Dossier" in (await (await ann.posts(news, "!about")).reply()).text
            end = await stopped(program, child)
        [line] = [line for line in end.err.splitlines() if "could not be read" in line]
        assert "connecting anew" in line


SIGNALS = pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])


@SIGNALS
async def test_it_stops_when_told_to(program: Program, number: signal.Signals) -> None:
    async with discord() as world:
        news, ann = await newsroom(world)
        async with on_discord(program, world) as child:
            await watch(news, ann)
            for text in (long_article(WORDS), long_article(2 * WORDS)):
                await ann.posts(news, text)
            child.send_signal(number)
            end = await ended(program, child)
        assert (end.status, len(end.err.splitlines())) == (0, 1), end.err
        await world.bot_gone()


@SIGNALS
async def test_an_answer_in_hand_goes_out_even_when_it_is_told_twice(program: Program, number: signal.Signals) -> None:
    async with discord() as world:
        news, ann = await newsroom(world)
        async with on_discord(program, world) as child:
            slow = world.slows("POST /channels/*/messages", 0.6)
            question = await ann.posts(news, "!about")
            await struck(slow)
            child.send_signal(number)
            await asyncio.sleep(0.2)
            child.send_signal(number)
            end = await ended(program, child)
        assert (end.status, len(end.err.splitlines())) == (0, 1), end.err
        assert "Dossier" in (await question.reply()).text


async def test_it_stops_while_it_connects(program: Program) -> None:
    async with discord() as world:
        slow = world.slows("GET /users/@me", 30)
        child = program.start("run", environment=world.environment())
        await struck(slow)
        child.send_signal(signal.SIGTERM)
        end = await ended(program, child)
        assert (end.status, len(end.err.splitlines())) == (0, 1), end.err


async def test_it_stops_between_two_attempts(program: Program) -> None:
    async with discord() as world:
        async with on_discord(program, world) as child, world.unreachable():
            await asyncio.sleep(0.5)
            end = await stopped(program, child)
        assert "Traceback" not in end.err


async def test_it_may_not_answer(program: Program) -> None:
    async with discord() as world:
        news, ann = await newsroom(world)
        news.denies(world.bot, "SEND_MESSAGES")
        async with on_discord(program, world) as child:
            await ann.posts(news, "!about")
            await world.until(lambda: "50013" in world.journal(), "the answer is refused", 20)
            assert "Dossier" in (await ann.slash(news, "about")).text
            news.allows(world.bot, "SEND_MESSAGES")
            assert "Dossier" in (await (await ann.posts(news, "!about")).reply()).text
            end = await stopped(program, child)
        world.forgives("permission")
        [line] = [line for line in end.err.splitlines() if "answering" in line]
        assert f"answering in channel {news.id}: Discord does not let me" in line


async def test_the_doctor_looks_at_discord(program: Program) -> None:
    async with discord() as world:
        paper = world.guild("Paper")
        paper.may(paper.everyone, "VIEW_CHANNEL")
        child = program.start("doctor", environment=world.environment())
        end = await ended(program, child)
    lines = end.out.splitlines()
    assert end.status == 1, end.err
    assert "✅ Discord: the token is that of Dossier" in end.out
    assert "❌ Guild Paper: the bot may not: " in end.out
    assert lines[-1].startswith("✅ Invitation: https://discord.com/oauth2/authorize?client_id=")
    assert world.portal.token not in end.out + end.err


async def test_the_channel_goes_while_it_is_answered(program: Program) -> None:
    async with discord() as world:
        news, ann = await newsroom(world)
        async with on_discord(program, world) as child:
            slow = world.slows("POST /channels/*/messages", 0.5)
            await ann.posts(news, "!about")
            await struck(slow)
            news.deletes()
            await asyncio.sleep(1)
            assert child.poll() is None
            end = await stopped(program, child)
        assert len(end.err.splitlines()) == 1, end.err


async def test_no_text_is_logged(program: Program) -> None:
    async with discord() as world:
        news, ann = await newsroom(world)
        async with on_discord(program, world, DOSSIER_LOG_LEVEL="info") as child:
            await watch(news, ann)
            post = await ann.posts(news, long_article(WORDS))
            await post.reacted("✅", within=90)
            await (await ann.posts(news, "!search Zanzibar")).reply()
            await ann.slash(news, "search", query="Zanzibar")
            world.sends_malformed()
            await world.identified(2)
            end = await stopped(program, child)
        assert "Zanzibar" not in end.err
        assert long_article(WORDS)[:20] not in end.err
        assert world.portal.token not in end.err


async def test_the_token_stays_where_it_is(program: Program) -> None:
    async with discord() as world:
        news, ann = await newsroom(world)
        child = program.start("run", environment=world.environment() | {"DOSSIER_LOG_LEVEL": "debug"})
        assert child.stderr
        log = asyncio.create_task(asyncio.to_thread(child.stderr.read))  # more than a pipe holds
        await world.bot_ready(within=60)
        await watch(news, ann)
        post = await ann.posts(news, long_article(WORDS))
        await post.reacted("✅", within=90)
        others = set(processes(child.pid)) - {child.pid}
        assert others
        for pid in others:
            assert "DISCORD_TOKEN" not in await asyncio.to_thread(environment_of, pid)
        child.send_signal(signal.SIGTERM)
        told = (await log).decode()
        assert (await ended(program, child)).status == 0
        assert "discord.gateway" in told
        assert world.portal.token not in told


async def test_heartbeats_are_on_time_while_long_articles_are_filed(program: Program) -> None:
    async with discord(heartbeat=2, grace=0.5) as world:
        news, ann = await newsroom(world)
        async with on_discord(program, world):
            await ann.slash(news, "setup watch", reply="reaction")
            texts = made_up(200, 600)
            posts = [await ann.posts(news, files=[(f"{n}.txt", text.encode())]) for n, text in enumerate(texts)]
            await world.until(lambda: all(map(is_read, posts)), "200 articles are read", within=150)
            assert world.double.gateway.late_heartbeats == 0
