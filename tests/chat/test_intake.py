"""Which messages are read, and which drafts they give."""

from dataclasses import replace

import pytest

from bot.articles.types import LARGEST
from bot.chat.intake import find, find_all, find_part, is_read
from bot.chat.posts import Post
from bot.store.rows import Place
from bot.store.watched import Watched
from tests.chat.news import CHAT, GUILD, NEWS, PROSE, ROOM, ago, upload

POSTED = ago(minutes=1)
POST = Post(ROOM, 8, 5, PROSE, "https://discord.com/channels/7/70/8", POSTED)
HOW = Watched(GUILD, NEWS, "news")


def is_command(text: str) -> bool:
    return text.startswith("!")


@pytest.mark.parametrize(
    ("post", "how", "read"),
    [
        (POST, HOW, True),
        (replace(POST, text="!" + PROSE), HOW, False),
        (replace(POST, own=True, bot=True), replace(HOW, bots=True), False),
        (replace(POST, spoken=False), HOW, False),
        (replace(POST, bot=True), HOW, False),
        (replace(POST, bot=True), replace(HOW, bots=True), True),
        (replace(POST, bot=True, text="!" + PROSE), replace(HOW, bots=True), True),
        (replace(POST, webhook=True), replace(HOW, bots=True), False),
        (replace(POST, webhook=True), replace(HOW, webhooks=True), True),
    ],
)
def test_who_is_read(post: Post, how: Watched, read: bool) -> None:
    assert is_read(post, how, is_command) is read


async def test_a_text_is_a_draft() -> None:
    found = await find(POST)
    [item] = found.items
    assert found.refused == ()
    assert item.draft.raw.decode() == PROSE
    assert (item.place, item.author, item.posted_at) == (Place(7, 70, 8, 0, POST.link), "5", POSTED)


async def test_chatter_is_none() -> None:
    assert not await find(replace(POST, text=CHAT))


async def test_text_files_are_drafts_whatever_the_message_says() -> None:
    files = (
        upload("a.TXT", b"one"),
        upload("cat.png", b"\x89PNG"),
        upload("message.txt", b"two"),
        upload("b.md", b"3"),
    )
    found = await find(replace(POST, text=CHAT, uploads=files))
    assert [(item.place.part, item.draft.raw) for item in found.items] == [(1, b"one"), (2, b"two"), (3, b"3")]
    assert found.parts == {1, 2, 3}


async def test_a_text_and_its_file_are_two() -> None:
    found = await find(replace(POST, uploads=(upload("a.txt", b"one"),)))
    assert [item.place.part for item in found.items] == [0, 1]


async def test_a_file_that_is_too_large_is_not_downloaded() -> None:
    huge = upload("book.txt", OSError("not to be read"), size=LARGEST + 1)
    found = await find(replace(POST, text="", uploads=(huge,)))
    assert found.items == ()
    [(item, reason)] = found.refused
    assert reason == "book.txt is too large: it has 25.1 MB, and 25 MB are read at most."
    assert item.place.part == 1
    assert found


async def test_a_download_that_fails_is_told() -> None:
    with pytest.raises(OSError, match="gone"):
        await find(replace(POST, uploads=(upload("a.txt", OSError("gone")),)))


LINKS = "Look: https://example.com/a?utm_source=x and <https://example.org/b>, again https://example.com/a"


async def test_links_are_drafts_each_page_once() -> None:
    found = await find(replace(POST, text=LINKS))
    assert [(item.place.part, item.draft.fetch) for item in found.items] == [
        (101, "https://example.com/a?utm_source=x"),
        (102, "https://example.org/b"),
    ]
    assert [item.draft.url for item in found.items] == ["https://example.com/a", "https://example.org/b"]


async def test_the_links_in_an_article_are_its_own() -> None:
    found = await find(replace(POST, text=f"{PROSE}\n\n{LINKS}"))
    assert [item.place.part for item in found.items] == [0]


async def test_a_link_and_a_file_of_one_message() -> None:
    files = (upload("a.pdf", b"%PDF"), upload("cat.png", b"\x89PNG"))
    found = await find(replace(POST, text="https://example.org/b", uploads=files))
    assert [item.place.part for item in found.items] == [1, 101]


async def test_by_hand_a_link_goes_before_the_few_words_around_it() -> None:
    assert [item.place.part for item in (await find_all(replace(POST, text=LINKS))).items] == [101, 102]
    assert [item.place.part for item in (await find_all(replace(POST, text=CHAT))).items] == [0]


async def test_a_part_of_a_paste_follows_no_links() -> None:
    assert not await find_part(replace(POST, text=LINKS), None)
