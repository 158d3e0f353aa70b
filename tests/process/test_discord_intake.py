"""Filing on Discord: what is posted in a watched channel, from ⏳ to its card, whatever it looks like."""

import re
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
    filed,
    newsroom,
    watched,
)

pytestmark = [pytest.mark.process, pytest.mark.model, pytest.mark.asyncio(loop_scope="module")]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def room(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Newsroom]:
    """One program for all tests here; each has a guild of its own."""
    async with newsroom(tmp_path_factory.mktemp("intake")) as made, made.open():
        yield made


@pytest.fixture(autouse=True)
def _rules_kept(room: Newsroom) -> None:
    assert room.world.violations == []


_SENTENCES = (
    "The Library of Congress in Washington, D.C., keeps more than a hundred million items.",
    "Congress bought the books of Thomas Jefferson for it after a fire in 1814.",
    "Jefferson, the third president, had collected them at Monticello for fifty years.",
    "A second fire destroyed two thirds of these books in 1851.",
    "Ainsworth Rand Spofford, the librarian from 1864 to 1897, made it the largest library of the United States.",
)
_NAMES = (
    "### Names",
    "**People:** Thomas Jefferson, Ainsworth Rand Spofford",
    "**Organisations:** Library of Congress, Congress",
    "**Places:** Washington, D.C., Monticello, United States",
)


async def test_an_article_gets_its_card(room: Newsroom) -> None:
    place = await watched(room.world)
    post = await place.ann.posts(place.news, f"Fires and books\n\n{LIBRARY}\n\nSubscribe to our newsletter.")
    card = await post.reply()
    await filed(post)
    assert post.bot_reacted == [("⏳", True), ("✅", True), ("⏳", False)]
    lines = card.text.split("\n")
    assert lines[0] == f"## [Fires and books]({post.link})"
    assert lines[1].startswith("-# ✅ Filed · \\#1 · ")
    assert [line for line in lines if line in _SENTENCES] == list(_SENTENCES[:3])
    names = lines.index("### Names")
    assert tuple(lines[names : names + 4]) == _NAMES
    assert lines[names + 4 :] == ["-# 3 of 5 sentences · 70 words · left out: an invitation to sign up"]
    assert card.labels == ["More", "Names", "Wrong?"]

    more = await place.ann.presses(card, "More")
    assert [line for line in more.text.split("\n") if line in _SENTENCES] == list(_SENTENCES)
    asked = await place.ann.presses(card, "Names")
    assert "**1.** Thomas Jefferson *(2 here)*" in asked.text
    wrong = await place.ann.presses(card, "Wrong?")
    assert "Thomas Jefferson *(“Jefferson”: surname of Thomas Jefferson)*" in wrong.text
    assert more.ephemeral
    assert asked.ephemeral
    assert wrong.ephemeral


async def test_what_is_no_article_is_left_alone(room: Newsroom) -> None:
    place = await watched(room.world)
    small = await place.ann.posts(place.news, CHATTER)
    picture = await place.ann.posts(place.news, "", files=[("map.png", b"\x89PNG")])
    command = await place.ann.posts(place.news, f"!search {LIBRARY}")
    answer = await command.reply()
    mentioned = await place.ann.posts(place.news, f"{room.world.bot.mention} {LIBRARY}")
    await mentioned.reply()
    elsewhere = await place.ann.posts(place.guild.channel("other"), LIBRARY)
    await filed(last := await place.ann.posts(place.news, POLE))
    for post in (small, picture, command, answer, mentioned, elsewhere):
        assert post.bot_reacted == [], post
    assert place.news.bot_posts[-1].id == (await last.reply()).id
    shown = await place.guild.owner.slash(place.news, "setup show")
    assert "1 article filed" in shown.text


async def test_a_channel_is_watched_in_its_own_way(room: Newsroom) -> None:
    place = await watched(room.world, reply="reaction")
    quiet = place.guild.channel("quiet")
    answer = await place.guild.owner.slash(place.news, "setup watch", channel=quiet, reply="silent")
    assert "**To an article:** says nothing" in answer.text
    silent = await place.ann.posts(quiet, LIBRARY)
    marked = await place.ann.posts(place.news, POLE)
    await filed(marked)

    long = await (await place.guild.owner.posts(place.news, "!setup watch reply:card length:line")).reply()
    assert "**Summary:** one line" in long.text
    short = await place.ann.posts(place.news, TELEPHONE)
    await filed(short)
    assert re.search(r"1 of \d sentences · \d+ words$", (await short.reply()).text)
    assert marked.bot_replies == []
    assert (silent.bot_reacted, silent.bot_replies) == ([], [])

    shown = await place.guild.owner.slash(place.news, "setup show")
    assert "**\\#news:** answers with a card · one line · reads members · 2 articles filed" in shown.text
    assert "**\\#quiet:** says nothing · reads members · 1 article filed" in shown.text
    assert "does not" not in (await place.guild.owner.slash(place.news, "setup unwatch", channel=quiet)).text
    shown = await place.guild.owner.slash(place.news, "setup show")
    assert "quiet" not in shown.text
    await place.ann.posts(quiet, article(1))
    last = await place.ann.posts(place.news, article(2))
    await filed(last)
    assert "**Articles:** 4" in (await place.guild.owner.slash(place.news, "stats")).text


async def test_only_who_manages_the_server_sets_it_up(room: Newsroom) -> None:
    place = await watched(room.world)
    assert not place.ann.is_offered(place.news, "setup")
    refused = await (await place.ann.posts(place.news, "!setup unwatch")).reply()
    assert "watched no more" not in refused.text
    post = await place.ann.posts(place.news, LIBRARY)
    await filed(post)


async def test_bots_and_webhooks_where_it_is_so_set(room: Newsroom) -> None:
    place = await watched(room.world)
    robot = place.guild.member("Robot", bot=True)
    before = [await robot.posts(place.news, article(1)), place.news.webhook_posts(article(2))]
    await place.guild.owner.slash(place.news, "setup watch", bots=True)
    from_bot = await robot.posts(place.news, article(3))
    unread = place.news.webhook_posts(article(4))
    await filed(from_bot)
    await place.guild.owner.slash(place.news, "setup watch", webhooks=True, bots=False)
    from_hook = place.news.webhook_posts(article(5))
    before.append(await robot.posts(place.news, article(6)))
    await filed(from_hook)
    await filed(await place.ann.posts(place.news, article(7)))
    assert all(post.bot_reacted == [] for post in [*before, unread])


async def test_text_files(room: Newsroom) -> None:
    place = await watched(room.world)
    files = [("one.txt", LIBRARY.encode()), ("map.png", b"\x89PNG"), ("two.md", f"# A race\n\n{POLE}".encode())]
    post = await place.ann.posts(place.news, "Look at these.", files=files)
    card = await post.reply()
    await filed(post)
    lines = card.text.split("\n")
    assert lines[0] == "## ✅ Filed: 2 articles"
    assert lines[1].startswith("**1.** ✅ The Library of Congress")
    assert lines[3].startswith("**2.** ✅ A race")

    both = await place.ann.posts(place.news, TELEPHONE, files=[("again.txt", LIBRARY.encode())])
    card = await both.reply()
    await filed(both)
    assert "**1.** ✅ Alexander Graham Bell" in card.text
    assert "**2.** ♻️ The Library of Congress" in card.text

    utf16 = await place.ann.posts(place.news, files=[("message.txt", article(1).encode("utf-16"))])
    await filed(utf16)
    assert "Report 1 came in the morning." in (await utf16.reply()).text


async def test_what_cannot_be_filed_is_said_in_words(room: Newsroom) -> None:
    place = await watched(room.world)
    refused = {
        bytes(range(256)) * 4: "This is binary data, not text.",
    }
    for content, reason in refused.items():
        post = await place.ann.posts(place.news, "See.", files=[("big.txt", content)])
        card = await post.reply()
        await post.reacted("⚠️")
        await post.reacted_not("⏳")
        assert (card.text, card.labels) == (f"### ⚠️ Not filed.\n-# big.txt: {reason}", [])


async def test_a_forwarded_article(room: Newsroom) -> None:
    place = await watched(room.world)
    original = await place.ann.posts(place.guild.channel("other"), LIBRARY, files=[("two.txt", POLE.encode())])
    post = await place.ann.posts(place.news, forward=original)
    card = await post.reply()
    await filed(post)
    assert "## ✅ Filed: 2 articles" in card.text
    assert original.bot_reacted == []


async def test_a_duplicate_links_only_to_what_the_poster_may_read(room: Newsroom) -> None:
    place = await watched(room.world)
    ann, owner = place.ann, place.guild.owner
    secret = place.guild.channel("secret", private_to=[place.guild.bot])
    await owner.slash(secret, "setup watch")
    await filed(first := await owner.posts(secret, LIBRARY))
    copy = await ann.posts(place.news, LIBRARY)
    hidden = await _duplicate(copy)
    assert str(secret.id) not in repr(hidden.message.components)
    assert hidden.text == "## ♻️ This text is filed already."
    assert hidden.labels == []

    second = await _duplicate(await ann.posts(place.news, f"Once more\n\n{LIBRARY}"))
    assert copy.link in second.text
    assert first.link not in repr(second.message.components)
    shown = await ann.presses(second, "Show it")
    assert "Spofford" in shown.text
    assert first.link not in repr(shown.post.message.components)

    inside = await _duplicate(await owner.posts(secret, LIBRARY))
    assert first.link in inside.text


async def _duplicate(post: Post) -> Post:
    card = await post.reply()
    await post.reacted("♻️")
    await post.reacted_not("⏳")
    return card


async def test_a_thread_of_a_watched_channel(room: Newsroom) -> None:
    place = await watched(room.world)
    start = await place.ann.posts(place.news, CHATTER)
    post = await place.ann.posts(place.news.thread("branch", start), article(1))
    await filed(post)
    assert (await post.reply()).labels == ["More", "Names", "Wrong?"]
    unwatched = place.guild.channel("other").thread("aside")
    aside = await place.ann.posts(unwatched, article(3))
    await filed(await place.ann.posts(place.news, article(4)))
    assert aside.bot_reacted == []


async def test_without_permissions_it_files_all_the_same(room: Newsroom) -> None:
    place = await watched(room.world)
    mute = place.guild.channel("mute")
    await place.guild.owner.slash(mute, "setup watch")
    mute.denies(place.guild.bot, "SEND_MESSAGES")
    posts = [await place.ann.posts(mute, article(n)) for n in (1, 2)]
    await filed(*posts)
    mute.denies(place.guild.bot, "ADD_REACTIONS")
    bare = [await place.ann.posts(mute, article(n)) for n in (3, 4)]
    await filed(await place.ann.posts(place.news, article(5)))
    shown = await place.guild.owner.slash(place.news, "setup show")
    lacking = "I may not: add reactions, send messages, attach files"
    told = f"answers with a card · three sentences · {lacking} · reads members · 4 articles filed"
    assert f"**\\#mute:** {told}" in shown.text, shown.text
    assert "**\\#news:** answers with a card · three sentences · reads members · 1 article filed" in shown.text
    assert "give my role these permissions in that channel" in shown.text
    again = await place.guild.owner.slash(place.news, "setup watch", channel=mute)
    assert f"**I may not:** {lacking.partition(': ')[2]}" in again.text, again.text
    assert all(post.bot_replies == [] for post in [*posts, *bare])
    assert all(post.bot_reacted == [] for post in bare)


async def test_files_that_cannot_be_had(room: Newsroom) -> None:
    place = await watched(room.world)
    refused = room.world.fails("GET /cdn/attachments/*/poison.txt", 403, times=100)
    away = room.world.fails("GET /cdn/attachments/*/later.txt", 503)
    poison = await place.ann.posts(place.news, "See.", files=[("poison.txt", LIBRARY.encode())])
    later = await place.ann.posts(place.news, "See.", files=[("later.txt", TELEPHONE.encode())])
    meanwhile = await place.ann.posts(place.news, POLE)
    await filed(meanwhile, later)
    await poison.reacted("⚠️")
    assert (refused.met, away.met) == (3, 1)
    assert [len(post.bot_replies) for post in (poison, later, meanwhile)] == [0, 1, 1]
    shown = await place.guild.owner.slash(place.news, "setup show")
    assert "Passed over: these could not be read, however often it was tried" in shown.text
    assert f"- [A message in #news]({poison.link})" in shown.text
    assert "2 articles filed" in shown.text


async def test_discord_in_trouble(room: Newsroom) -> None:
    world = room.world
    places = [await watched(world) for _ in range(4)]
    reactions, messages = (
        [f"/channels/{one.news.id}/messages{after}" for one in places] for after in ("/*/reactions/*/@me", "")
    )
    faults = [
        world.limits(f"PUT {reactions[0]}", 0.1),
        world.fails(f"DELETE {reactions[0]}", 502),
        world.limits(f"POST {messages[0]}", 0.2),
        world.fails(f"PUT {reactions[1]}", 500),
        world.fails(f"POST {messages[1]}", 503, after=True),
        world.fails(f"PUT {reactions[2]}", cut=True),
        world.fails(f"DELETE {reactions[2]}", cut=True, after=True),
        world.fails(f"POST {messages[3]}", cut=True, after=True),
    ]
    posts = [await one.ann.posts(one.news, LIBRARY) for one in places]
    await filed(*posts)
    assert [fault.met for fault in faults] == [1] * len(faults)
    assert [len(post.bot_replies) for post in posts] == [1] * len(posts)


async def test_servers_share_nothing(room: Newsroom) -> None:
    one, other = await watched(room.world), await watched(room.world, "Other paper")
    for place in (one, other):
        post = await place.ann.posts(place.news, LIBRARY)
        await filed(post)
        assert "\\#1 · " in (await post.reply()).text


async def test_a_person_in_two_servers(room: Newsroom) -> None:
    one, other = await watched(room.world), await watched(room.world, "Other paper")
    both = other.guild.member(one.ann)
    await filed(await both.posts(one.news, LIBRARY), await both.posts(other.news, LIBRARY))
