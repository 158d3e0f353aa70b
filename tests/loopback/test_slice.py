"""The main road: log in, sync, post, reply, slash, press."""

from __future__ import annotations

from tests.loopback import discord
from tests.loopback.small_bot import running


async def test_a_bot_logs_in_replies_answers_and_is_pressed() -> None:
    async with discord() as world:
        paper = world.guild("Paper")
        news = paper.channel("news")
        ann, bob = paper.member("Ann", administrator=True), paper.member("Bob")
        async with running(world):
            assert "look" in world.synced()
            post = await ann.posts(news, "The harbour of Rotterdam is the largest of Europe.")
            await post.reacted("✅")
            await post.reacted_not("⏳")
            card = await post.reply()
            assert card.text == "A title\nand a line\n-# small print"
            assert card.labels == ["Names"]
            answer = await bob.slash(news, "look", name="KCNA")
            assert (answer.text, answer.ephemeral) == ("About KCNA.", False)
            shown = await ann.slash(news, "buttons")
            assert (await bob.presses(shown, "More")).text == "More of it."
