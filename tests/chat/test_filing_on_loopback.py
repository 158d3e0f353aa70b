"""Filing against the loopback Discord, in this process: what the rules of Discord make of it."""

import asyncio

import pytest

from bot.desk import desk as desks
from bot.fetching.types import Page, Refused
from tests.chat.news import CHAT, article
from tests.chat.paper import Paper
from tests.desk.workers import Here

pytestmark = pytest.mark.process


async def test_from_a_message_to_its_card(paper: Paper) -> None:
    ann = paper.guild.member("Ann")
    async with paper.running():
        post = await ann.posts(paper.news, article(1))
        card = await post.reply()
        await post.reacted("✅")
        await post.reacted_not("⏳")
        assert post.bot_reacted == [("⏳", True), ("✅", True), ("⏳", False)]
        assert "Report 1" in card.text
        again = await ann.posts(paper.news, article(1))
        await again.reacted("♻️")
        assert post.link in repr((await again.reply()).message.components)
        small = await ann.posts(paper.news, CHAT)
        version = card.message.versions
        await ann.edits(post, article(2))
        await paper.openings(1, 2)
        await card.changed(version)
        assert "Report 2" in card.text
        await ann.deletes(post, again)
        await paper.openings()
        await card.gone()
        assert (small.bot_reacted, small.bot_replies) == ([], [])


async def test_a_file_a_forward_and_a_thread(paper: Paper) -> None:
    ann = paper.guild.member("Ann")
    async with paper.running():
        text = await ann.posts(paper.news, "See this.", files=[("message.txt", article(1).encode())])
        await text.reacted("✅")
        thread = paper.news.thread("More", text)
        inside = await ann.posts(thread, article(2))
        await inside.reacted("✅")
        await paper.openings(1, 2)
        thread.deletes()
        await paper.openings(1)
        other = await ann.posts(paper.guild.channel("other"), article(3))
        await (await ann.posts(paper.news, forward=other)).reacted("✅")
        await paper.openings(1, 3)
        paper.news.deletes()
        await paper.openings()


class Web:
    """Stands for the network: a page for each address, and some that cannot be had."""

    async def fetch(self, url: str) -> Page | Refused:
        if "gone" in url:
            return Refused("There is no such page (404).", passing=False)
        number = int(url.partition("?")[0].rpartition("/")[2])
        text = "".join(f"<p>{part}</p>" for part in article(number).split("\n\n"))
        return Page(url, f"<html><body><article>{text}</article></body></html>".encode(), "page.html")

    async def close(self) -> None:
        """Nothing is open."""


async def test_links_are_followed(paper: Paper, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(desks, "open_fetcher", lambda _: Web())
    ann = paper.guild.member("Ann")
    async with paper.running():
        post = await ann.posts(paper.news, "Both: https://example.com/n/1 and https://example.com/n/2?utm_source=x")
        await post.reacted("✅")
        await paper.openings(1, 2)
        assert "Report 1" in (await post.reply()).text
        again = await ann.posts(paper.news, "https://m.example.com/n/2")
        await again.reacted("♻️")
        gone = await ann.posts(paper.news, "https://example.com/gone/3")
        await gone.reacted("⚠️")
        card = await gone.reply()
        assert "There is no such page (404)." in card.text
        said = "A train went from Berlin to Warsaw on a Friday in spring, and a choir sang at the station until noon."
        gone.unfurls(url="https://example.com/gone/3", title="A choir sings", description=said)
        await gone.reacted_not("⚠️")
        assert gone.reactions == ["✅"]
        assert said in card.text
        assert "left out: all but the preview of the link (There is no such page (404))" in card.text
        await ann.deletes(gone)
        await card.gone()
        await ann.edits(post, "Only https://example.com/n/1")
        await ann.deletes(again)
        await paper.openings(1)


async def test_what_happened_while_it_was_away(paper: Paper) -> None:
    ann = paper.guild.member("Ann")
    async with paper.running():
        first = await ann.posts(paper.news, article(1))
        second = await ann.posts(paper.news, article(2))
        await second.reacted_not("⏳")
        await second.had("✅")
        await first.had("✅")
    posts = [await ann.posts(paper.news, article(n)) for n in range(10, 40)]
    await ann.deletes(first)
    await ann.edits(second, article(3))
    async with paper.running():
        for post in posts:
            await post.reacted("✅")
        await paper.openings(3, *range(10, 40))
        await first.gone()
        assert not any(len(post.bot_replies) > 1 for post in [*posts, second])


async def test_killed_and_started_again(paper: Paper) -> None:
    ann = paper.guild.member("Ann")
    stuck = Here()
    stuck.gate.clear()
    async with paper.running(stuck):
        post = await ann.posts(paper.news, article(1))
        await post.reacted("⏳")
    async with paper.running():
        await post.reacted("✅")
        await post.reacted_not("⏳")
        assert len(post.bot_replies) == 1


async def test_without_permissions_it_files_all_the_same(paper: Paper, caplog: pytest.LogCaptureFixture) -> None:
    ann = paper.guild.member("Ann")
    paper.news.denies(paper.guild.everyone, "add_reactions", "send_messages")
    paper.news.allows(ann, "send_messages")
    async with paper.running():
        for n in (1, 2):
            await ann.posts(paper.news, article(n))
        await paper.openings(1, 2)
        async with asyncio.timeout(20):
            while len({one for one in caplog.messages if "lacks the permission" in one}) < 2:  # noqa: ASYNC110
                await asyncio.sleep(0.01)
    said = [one for one in caplog.messages if "lacks the permission" in one]
    assert len(said) == len(set(said)) == 2


async def test_a_session_that_cannot_be_resumed(paper: Paper) -> None:
    ann = paper.guild.member("Ann")
    async with paper.running():
        await (await ann.posts(paper.news, article(1))).reacted("✅")
        paper.world.refuses_resume()
        await paper.world.disconnects()
        missed = await ann.posts(paper.news, article(2))
        await missed.reacted("✅", within=40)
        await paper.openings(1, 2)


async def test_discord_in_trouble(paper: Paper) -> None:
    ann = paper.guild.member("Ann")
    async with paper.running():
        paper.world.limits("PUT /channels/*/messages/*/reactions/*/@me", 0.1)
        post = await ann.posts(paper.news, article(1))
        await post.reacted("✅")
        paper.world.fails("POST /channels/*/messages", 503, after=True)
        lost = await ann.posts(paper.news, article(2))
        await lost.reacted("✅")
        assert len(lost.bot_replies) == 1


async def test_a_guild_that_it_is_removed_from(paper: Paper) -> None:
    ann = paper.guild.member("Ann")
    async with paper.running():
        await (await ann.posts(paper.news, article(1))).reacted("✅")
        paper.guild.removes_bot()
        await paper.openings()
