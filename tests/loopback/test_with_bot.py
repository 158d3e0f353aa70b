"""A real discord.py bot against the loopback Discord: every way of answering, reconnects, trouble."""

from __future__ import annotations

import asyncio
import logging

import discord as library
import pytest

from tests.loopback import NotOfferedError, Person, SceneChannel, SceneGuild, World, discord
from tests.loopback.small_bot import running


def a_paper(world: World) -> tuple[SceneGuild, SceneChannel, Person, Person]:
    """A guild with a channel, an administrator and a member."""
    paper = world.guild("Paper")
    return paper, paper.channel("news"), paper.member("Ann", administrator=True), paper.member("Bob")


async def test_a_bot_logs_in_replies_answers_and_is_pressed() -> None:
    async with discord() as world:
        _, news, ann, bob = a_paper(world)
        async with running(world):
            assert "look" in world.synced()
            post = await ann.posts(news, "The harbour of Rotterdam is the largest of Europe.")
            await post.reacted("✅")
            await post.reacted_not("⏳")
            assert [emoji for emoji, on in post.bot_reacted if on] == ["⏳", "✅"]
            card = await post.reply()
            assert card.text == "A title\nand a line\n-# small print"
            assert card.labels == ["Names"]
            assert card.seconds_after(post) > 0
            answer = await bob.slash(news, "look", name="KCNA")
            assert (answer.text, answer.ephemeral) == ("About KCNA.", False)
            assert 0 < answer.ack_seconds <= answer.seconds + 1
            assert (await bob.slash(news, "look", name="KBS", private=True)).ephemeral


async def test_every_way_of_answering() -> None:
    async with discord() as world:
        _, news, ann, bob = a_paper(world)
        async with running(world):
            for by_edit, text in ((False, "Followed up."), (True, "Edited in.")):
                answer = await bob.slash(news, "slow", by_edit=by_edit)
                assert (answer.text, answer.deferred) == (text, True)
            shown = await ann.slash(news, "buttons")
            assert shown.post.labels == ["More", "Ask", "Whisper", "Silent"]
            assert (await bob.presses(shown, "More")).text == "More of it."
            whispered = await bob.presses(shown, "Whisper")
            assert [(one.text, one.ephemeral) for one in whispered.follow_ups] == [("Only for you.", True)]
            assert (await bob.selects(shown, "Two")).text == "Chosen: 2"
            form = await bob.presses(shown, "Ask")
            assert form.modal["title"] == "A question"
            with pytest.raises(AssertionError, match="must be filled"):
                await bob.submits(form)
            submitted = await bob.submits(form, name="KCNA")
            assert (submitted.text, submitted.ephemeral) == ("You typed KCNA.", True)


async def test_subcommands_with_resolved_things_and_context_menus() -> None:
    async with discord() as world:
        _, news, ann, bob = a_paper(world)
        async with running(world):
            answer = await bob.slash(news, "article show", number=7, by=ann, paper=("a.txt", b"A paper."))
            assert answer.text == "7 by Ann: A paper."
            post = await ann.posts(news, "quiet")
            assert (await bob.menu("Who is in this", post)).text == "In it: quiet"
            assert (await bob.menu("Report", ann, news)).text == "Reported Ann"
            with pytest.raises(NotOfferedError):
                await bob.slash(news, "buttons")


async def test_autocompletion_and_too_much_of_it() -> None:
    async with discord() as world:
        _, news, _, bob = a_paper(world)
        async with running(world):
            assert [one.name for one in await bob.completes(news, "look", name="K")] == ["KCNA", "KBS"]
            assert await bob.completes(news, "look", name="x") == []
            asked = asyncio.create_task(bob.completes(news, "look", name="too many"))
            await world.until(lambda: world.violations, "a violation", 10)
            asked.cancel()
            assert world.forgives("limit")


async def test_a_button_that_nobody_answers_is_a_violation() -> None:
    async with discord() as world:
        _, news, ann, _ = a_paper(world)
        async with running(world):
            shown = await ann.slash(news, "buttons")
            world.double.interactions.deadline = 0.1
            with pytest.raises(AssertionError, match="did not respond"):
                await ann.presses(shown, "Silent")
            assert len(world.forgives("late")) == 1


async def test_edits_deletions_and_removal_arrive() -> None:
    async with discord() as world:
        paper, news, ann, _ = a_paper(world)
        async with running(world) as bot:
            post = await ann.posts(news, "quiet")
            await ann.edits(post, "quieter")
            post.unfurls(title="A page", url="https://example.org")
            await ann.deletes(post)
            paper.removes_bot()
            async with asyncio.timeout(30):
                await bot.alone.wait()
            assert bot.happened == [f"edit {post.id}", f"edit {post.id}", f"delete {post.id}", "out of Paper"]


async def test_files_forwards_webhooks_and_threads_arrive() -> None:
    async with discord() as world:
        _, news, ann, _ = a_paper(world)
        async with running(world) as bot:
            first = await ann.posts(news, "quiet", files=[("a.txt", b"A paper.")])
            await ann.posts(news, "", forward=first)
            await ann.posts(news.thread("talk"), "In the thread")
            wire = news.webhook_posts("From the wire")
            await (await ann.posts(ann.dm, "Directly")).reply()
            quiet, forwarded, threaded, direct = bot.heard
            assert await quiet.attachments[0].read() == b"A paper."
            assert [one.content for one in forwarded.message_snapshots] == ["quiet"]
            assert isinstance(threaded.channel, library.Thread)
            assert direct.guild is None
            assert wire.bot_replies == []


async def test_a_cut_line_is_resumed_and_nothing_is_lost() -> None:
    async with discord() as world:
        _, news, ann, _ = a_paper(world)
        async with running(world):
            await world.disconnects(1006)
            post = await ann.posts(news, "While you were away")
            await world.resumed()
            await post.reacted("✅")
            await world.asks_reconnect()
            await world.resumed(2)
            assert world.double.gateway.identifies == 1


@pytest.mark.process
async def test_a_refused_resume_leads_to_a_new_session() -> None:
    async with discord() as world:
        _, news, ann, _ = a_paper(world)
        async with running(world):
            world.refuses_resume()
            await world.disconnects(4000)
            lost = await ann.posts(news, "While you were away")
            await world.identified(2, within=30)
            await world.bot_ready()
            post = await ann.posts(news, "Now you are back")
            await post.reacted("✅")
            assert lost.bot_reacted == []


async def test_429_and_5xx_are_waited_out() -> None:
    async with discord() as world:
        _, news, ann, _ = a_paper(world)
        async with running(world):
            limited = world.limits("PUT /channels/*/messages/*/reactions/*/@me", 0.1)
            failed = world.fails("POST /channels/*/messages", 502)
            post = await ann.posts(news, "An article")
            await post.reacted("✅")
            assert (limited.met, failed.met) == (1, 1)


async def test_an_answer_that_got_lost_posts_nothing_twice() -> None:
    async with discord() as world:
        _, news, ann, _ = a_paper(world)
        async with running(world):
            world.fails("POST /channels/*/messages", 502, after=True)
            post = await ann.posts(news, "An article")
            await post.reacted("✅")
            assert len(post.bot_replies) == 1


async def test_a_missing_intent_and_a_wrong_token() -> None:
    async with discord(message_content=False) as world:
        with pytest.raises(library.PrivilegedIntentsRequired):
            async with running(world):
                pass
        with pytest.raises(library.LoginFailure):
            async with running(world, token="wrong"):
                pass


async def test_without_the_content_intent_there_is_nothing_to_read() -> None:
    async with discord(message_content=False) as world:
        _, news, ann, _ = a_paper(world)
        async with running(world, content=False) as bot:
            await (await ann.posts(news, "An article")).reacted("✅")
            await (await ann.posts(news, f"{bot.user.mention if bot.user else ''} look")).reacted("✅")
            assert [message.content for message in bot.heard] == ["", f"{world.bot.mention} look"]


async def test_missing_permissions_are_forbidden() -> None:
    async with discord() as world:
        paper, news, ann, _ = a_paper(world)
        news.denies(paper.everyone, "SEND_MESSAGES")
        async with running(world) as bot:
            failed: list[str] = []

            async def noted(event: str, *_: object) -> None:
                failed.append(event)

            bot.on_error = noted  # type: ignore[method-assign]
            post = await ann.posts(news, "An article")
            await post.had("⏳")
            await world.until(lambda: "50013" in world.journal(), "a refusal", 5)
            assert post.bot_replies == []


async def test_a_malformed_event_ends_discord_py() -> None:
    async with discord() as world:
        a_paper(world)
        async with running(world) as bot:
            world.sends_malformed()
            assert bot.task is not None
            with pytest.raises(KeyError):
                async with asyncio.timeout(30):
                    await bot.task


async def test_heartbeats_come_in_time(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.ERROR)
    async with discord(heartbeat=0.3) as world:
        a_paper(world)
        async with running(world):
            (connection,) = world.double.gateway.connections
            await world.until(lambda: connection.beats >= 4, "four heartbeats", 10)
            assert world.double.gateway.late_heartbeats == 0


async def test_a_voice_channel_has_messages_too() -> None:
    async with discord() as world:
        paper = world.guild("Paper")
        talk = paper.channel("talk", kind=2)
        ann = paper.member("Ann", administrator=True)
        async with running(world):
            assert (await ann.slash(talk, "look", name="KCNA")).text == "About KCNA."
