"""Following messages on Discord: what is edited is filed anew, and what is deleted leaves no trace."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from tests.chat.news import article
from tests.loopback import Post
from tests.process.newsroom import (
    CHATTER,
    LIBRARY,
    POLE,
    TELEPHONE,
    Newsroom,
    Watched,
    eventually,
    filed,
    newsroom,
    watched,
)
from tests.process.shelf import query

pytestmark = [pytest.mark.process, pytest.mark.model, pytest.mark.asyncio(loop_scope="module")]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def room(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Newsroom]:
    """One program for all tests here; each has a guild of its own."""
    async with newsroom(tmp_path_factory.mktemp("following")) as made, made.open():
        yield made


@pytest.fixture(autouse=True)
def _rules_kept(room: Newsroom) -> None:
    assert room.world.violations == []


def secret(name: str) -> str:
    """An article with a place that no other article names."""
    return (
        f"A train went from Berlin to {name} on a Friday in the spring of 1994. The way to {name} took nine days, and"
        f" the travellers slept in wooden cars. The mayor of {name} met them with bread and salt at the station. A"
        " choir from Warsaw sang in the hall of the museum on the first evening. On the second day the guests planted"
        " forty trees in the park beside the river."
    )


async def _posted(place: Watched, *texts: str) -> list[Post]:
    posts = [await place.ann.posts(place.news, text) for text in texts]
    await filed(*posts)
    return posts


def _left(room: Newsroom, place: Watched) -> dict[str, int]:
    """What the store has of a guild: postings, notes of messages, channels, buttons."""
    of_channel = f"channel_id IN (SELECT id FROM channels WHERE guild_id = {place.guild.id})"
    counts = {
        "postings": of_channel, "messages": of_channel, "drafts": of_channel, "cursors": of_channel,
        "watched": f"guild_id = {place.guild.id}", "channels": f"guild_id = {place.guild.id}",
    }  # fmt: skip
    return {
        table: count
        for table, where in counts.items()
        if (count := query(room.program.database, f"SELECT count(*) FROM {table} WHERE {where}")[0][0])
    }


async def test_an_edit_keeps_the_number_and_what_was_said(room: Newsroom) -> None:
    place = await watched(room.world)
    old, new = "Dzhezkazgan", "Ouagadougou"
    [post] = await _posted(place, secret(old))
    card = await post.reply()
    assert "#1 " in card.text
    assert "edited" not in card.text
    await room.holds(old)
    assert old in (await place.ann.slash(place.news, "search", query=old)).text
    post.unfurls(title="Trains")
    version = card.message.versions
    await place.ann.edits(post, secret(new))
    await card.changed(version)
    await filed(post)
    assert f"**Places:** {new}" in card.text or new in card.text.partition("### Names")[2]
    assert old not in card.text
    assert [one.id for one in post.bot_replies] == [card.id]
    assert "#1 " in card.text
    assert "edited, 2 versions" in card.text
    assert query(
        room.program.database,
        f"SELECT count(*) FROM articles JOIN postings ON article_id = articles.id"
        f" WHERE message_id = {post.id} AND number = 1",
    ) == [(1,)]
    assert new in (await place.ann.slash(place.news, "search", query=new)).text
    assert "Nothing" in (await place.ann.slash(place.news, "search", query=old)).text
    history = (await place.ann.slash(place.news, "article history", article="#1")).text
    assert "edited, 2 versions" in history
    assert old in history
    await place.ann.deletes(post)
    await card.gone()
    await room.forgets(old, new)


async def test_a_card_in_a_thread_follows_and_goes_with_its_message(room: Newsroom) -> None:
    place = await watched(room.world, reply="thread")
    role = place.guild.role("threads", "MANAGE_THREADS")
    place.guild.gives(place.guild.bot, role)
    [post] = await _posted(place, secret("Dzhezkazgan"))
    assert post.bot_replies == []
    thread = place.news.thread_on(post)
    card = await thread.bot_post()
    assert "Dzhezkazgan" in card.text
    asked = await place.ann.posts(thread, "!article")
    assert "Dzhezkazgan" in (await asked.reply()).text
    version = card.message.versions
    await place.ann.edits(post, secret("Ouagadougou"))
    await card.changed(version)
    await filed(post)
    assert "Ouagadougou" in card.text
    await place.ann.deletes(asked)
    await place.ann.deletes(post)
    await card.gone()

    [quiet] = await _posted(place, LIBRARY)
    opened = place.news.thread_on(quiet)
    await opened.bot_post()
    await place.ann.deletes(quiet)
    await eventually(lambda: opened.id not in room.world.double.state.channels, "the thread is gone")

    place.news.denies(place.guild.everyone, "CREATE_PUBLIC_THREADS")
    [barred] = await _posted(place, TELEPHONE)
    assert "Bell" in (await barred.reply()).text
    shown = (await place.guild.owner.slash(place.news, "setup show")).text
    assert "no thread: the bot lacks the permission to create public threads" in shown


async def test_an_edit_to_chatter_forgets(room: Newsroom) -> None:
    place = await watched(room.world)
    name = "Antananarivo"
    [post] = await _posted(place, secret(name))
    card = await post.reply()
    await place.ann.edits(post, CHATTER)
    await card.gone()
    await room.forgets(name)
    await post.reacted_not("✅")
    assert post.reactions == []
    await place.ann.edits(post, LIBRARY)
    await filed(post)
    assert ["Library of Congress" in card.text for card in post.bot_replies] == [True]
    command = await place.ann.posts(place.news, POLE)
    await filed(command)
    gone = await command.reply()
    await place.ann.edits(command, f"!search {POLE}")
    await gone.gone()


async def test_chatter_becomes_an_article(room: Newsroom) -> None:
    place = await watched(room.world)
    post = await place.ann.posts(place.news, CHATTER)
    await place.ann.edits(post, TELEPHONE)
    await filed(post)
    assert "Alexander Graham Bell" in (await post.reply()).text


async def test_quick_edits_end_with_the_last(room: Newsroom) -> None:
    place = await watched(room.world)
    post = await place.ann.posts(place.news, article(0))
    for number in range(1, 6):
        await place.ann.edits(post, article(number))
    card = await post.reply()
    await room.world.until(lambda: "Report 5" in card.text, "the card of the last edit", 30)
    await filed(post)
    shown = await place.ann.slash(place.news, "recent")
    assert "Report 5" in shown.text
    assert "Report 4" not in shown.text
    assert len(post.bot_replies) == 1


async def test_a_preview_or_a_pin_changes_nothing(room: Newsroom) -> None:
    place = await watched(room.world)
    [post] = await _posted(place, LIBRARY)
    card = await post.reply()
    before = (list(post.bot_reacted), card.message.versions, 1)
    stored = query(room.program.database, f"SELECT * FROM postings WHERE message_id = {post.id}")
    post.unfurls(title="Libraries", description=POLE)
    await _posted(place, TELEPHONE)
    assert (post.bot_reacted, card.message.versions, len(post.bot_replies)) == before
    assert query(room.program.database, f"SELECT * FROM postings WHERE message_id = {post.id}") == stored


async def test_a_deletion_takes_everything_with_it(room: Newsroom) -> None:
    place = await watched(room.world)
    name = "Thiruvananthapuram"
    post, other = await _posted(place, secret(name), LIBRARY)
    card, stays = await post.reply(), await other.reply()
    await place.ann.deletes(post)
    await card.gone()
    await room.forgets(name)
    assert not stays.deleted
    # The bot's own reply is deleted by somebody: the article stays, and is deleted without it.
    await place.guild.owner.deletes(stays)
    await place.ann.edits(other, TELEPHONE)
    await filed(other)
    await place.ann.deletes(other)
    await eventually(lambda: "postings" not in _left(room, place), "nothing is posted")


async def test_many_are_deleted_at_once(room: Newsroom) -> None:
    place = await watched(room.world)
    posts = await _posted(place, *(article(number) for number in range(12)))
    cards = [await post.reply() for post in posts]
    kept, kept_card = posts.pop(), cards.pop()
    small = await place.ann.posts(place.news, CHATTER)
    await place.guild.owner.deletes(*posts, small)
    for card in cards:
        await card.gone()
    assert not kept_card.deleted
    assert not kept.deleted
    await eventually(lambda: _left(room, place)["postings"] == 1, "one is left")


async def test_what_is_deleted_while_it_is_filed(room: Newsroom) -> None:
    place = await watched(room.world)
    posts = [await place.ann.posts(place.news, article(number)) for number in range(8)]
    for post in posts:
        await place.ann.deletes(post)
    await _posted(place, LIBRARY)
    await eventually(lambda: _left(room, place).get("postings") == 1, "only what stands is filed")
    await eventually(lambda: _left(room, place).get("messages") == 1, "nothing else is noted")
    await room.world.until(lambda: len(place.news.bot_posts) == 2, "the answer to `setup watch`, and one card", 30)


async def test_a_duplicate_outlives_the_first(room: Newsroom) -> None:
    place = await watched(room.world)
    [first] = await _posted(place, LIBRARY)
    second = await place.ann.posts(place.news, LIBRARY)
    await second.reacted("♻️")
    shown = (await place.ann.slash(place.news, "article show", article="#1")).text.partition("### Also posted")[2]
    assert f"[#1]({second.link}) · <@{place.ann.user.id}> · news" in shown
    await place.ann.deletes(first)
    await eventually(lambda: _left(room, place)["postings"] == 1, "one posting is left")
    found = await place.ann.slash(place.news, "search", query="Spofford")
    assert second.link in repr(found.post.message.components)
    assert first.link not in repr(found.post.message.components)


@pytest.mark.parametrize("what", ["thread", "channel", "guild"])
async def test_a_whole_place_goes(room: Newsroom, what: str) -> None:
    place = await watched(room.world)
    name = {"thread": "Nouakchott", "channel": "Bandar Seri Begawan", "guild": "Ngerulmud"}[what]
    start = await place.ann.posts(place.news, CHATTER)
    thread = place.news.thread("branch", start)
    inside = await place.ann.posts(thread, secret(name))
    await filed(inside, *await _posted(place, LIBRARY))
    other = place.guild.channel("other")
    await place.guild.owner.slash(other, "setup watch")
    await filed(await place.ann.posts(other, POLE))
    if what == "thread":
        thread.deletes()
        await room.forgets(name)
        assert _left(room, place)["postings"] == 2
        assert "branch" not in (await place.guild.owner.slash(place.news, "setup show")).text
    elif what == "channel":
        place.news.deletes()
        await room.forgets(name)
        await eventually(lambda: _left(room, place).get("postings") == 1, "only the other channel is left")
        shown = await place.guild.owner.slash(other, "setup show")
        assert "1 channel" in shown.text
    else:
        place.guild.removes_bot()
        await room.forgets(name)
        await eventually(lambda: _left(room, place) == {}, "nothing is left of the guild")
        place.guild.adds_bot()
        refiled = await watched(room.world)
        assert refiled.guild.id != place.guild.id
        shown = await place.guild.owner.slash(other, "setup show")
        assert "No channel is watched here." in shown.text


async def test_an_outage_of_a_guild_forgets_nothing(room: Newsroom) -> None:
    place, elsewhere = await watched(room.world), await watched(room.world)
    [post] = await _posted(place, LIBRARY)
    place.guild.has_outage()
    await _posted(elsewhere, LIBRARY)
    missed = await place.ann.posts(place.news, POLE)
    assert _left(room, place)["postings"] == 1
    place.guild.is_back()
    last = await place.ann.posts(place.news, TELEPHONE)
    await filed(missed, last, post)
    assert [len(one.bot_replies) for one in (post, missed, last)] == [1, 1, 1]


async def test_a_card_that_is_redrawn_pings_nobody(room: Newsroom) -> None:
    place = await watched(room.world)
    bob = place.guild.member("Bob")
    [post] = await _posted(place, LIBRARY)
    await (await bob.posts(place.news, LIBRARY)).reacted("♻️", within=60)
    card = await post.reply()
    await place.ann.edits(post, LIBRARY.replace("more than", "MORE THAN"))
    await room.world.until(lambda: bob.mention in card.text, "it says who posted that, too", 60)
    assert room.world.violations == []
