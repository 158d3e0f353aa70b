"""Messages of several parts, and links whose page cannot be read: what stays as it is, and what previews are for."""

import asyncio
from dataclasses import replace
from pathlib import Path

import pytest

from bot.articles.pages import HOME
from bot.articles.types import Preview
from bot.cards.card import Line
from bot.chat.posts import Post
from bot.desk import desk as desks
from bot.desk import forgetting
from bot.fetching.types import Page, Refused
from bot.store import parts as stored_parts
from tests.chat.news import CHAT, Bureau, ago, article, bureau, upload

pytestmark = pytest.mark.usefixtures("brisk")

A, B, C = (f"https://example.com/n/{number}" for number in (1, 2, 3))
LOGIN = Refused("The page asks for a login.")
BRIDGE = Preview(
    "Old bridge closed in Oslo",
    "The old bridge over the Akerselva in Oslo was closed on Monday, and all traffic goes by the tunnel until May.",
)
MARK = "all but the preview of the link (The page asks for a login)"


class Web:
    """Stands for the network: a page for each address, but for those that are refused."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.refused: dict[str, Refused] = {}
        self.gate = asyncio.Event()
        self.gate.set()

    async def fetch(self, url: str) -> Page | Refused:
        self.asked.append(url)
        await self.gate.wait()
        if url in self.refused:
            return self.refused[url]
        text = article(int(url.rpartition("/")[2]))
        return Page(url, f"<html><body><article><p>{text}</p></article></body></html>".encode(), "page.html")

    async def close(self) -> None:
        """Nothing is open."""


@pytest.fixture
def web(monkeypatch: pytest.MonkeyPatch) -> Web:
    made = Web()
    monkeypatch.setattr(desks, "open_fetcher", lambda _: made)
    return made


async def changed(parts: Bureau, post: Post) -> None:
    await parts.following.edited(replace(post, edited=ago(seconds=0)))
    await parts.reception.finished([post.place])


async def filed(parts: Bureau) -> list[tuple[int, str]]:
    return [(one.number, " ".join(one.opening.split()[:2])) for one in await parts.filed()]


async def test_a_link_taken_out_leaves_the_others_as_they_are(tmp_path: Path, web: Web) -> None:
    async with bureau(tmp_path) as parts:
        post = await parts.post(f"{A} and {B} and {C}")
        before = await filed(parts)
        assert sorted(opening for _, opening in before) == ["Report 1", "Report 2", "Report 3"]
        web.asked.clear()
        web.refused = {B: LOGIN, C: LOGIN}
        await changed(parts, replace(post, text=f"{C} and {B}"))
        assert await filed(parts) == [one for one in before if one[1] != "Report 1"]
        assert (web.asked, parts.marks(post)) == ([], ["✅"])
        del web.refused[C]
        await changed(parts, replace(post, text=f"{A} and {C}"))
        assert sorted(opening for _, opening in await filed(parts)) == ["Report 1", "Report 3"]
        assert web.asked == [A]
        await changed(parts, replace(post, text=CHAT))
        assert (await parts.filed(), parts.marks(post)) == ([], [])


async def test_a_link_that_was_refused_is_tried_again_at_an_edit(tmp_path: Path, web: Web) -> None:
    async with bureau(tmp_path) as parts:
        web.refused = {A: LOGIN}
        post = await parts.post(A)
        assert (await parts.filed(), parts.marks(post)) == ([], ["⚠️"])
        web.refused.clear()
        await changed(parts, replace(post, text=f"Try again: {A}"))
        assert await filed(parts) == [(1, "Report 1")]
        assert parts.marks(post) == ["✅"]


async def test_the_first_file_taken_out_leaves_the_second_as_it_is(tmp_path: Path) -> None:
    async with bureau(tmp_path) as parts:
        files = (upload("a.txt", article(1).encode()), upload("b.txt", article(2).encode()))
        post = replace(parts.channels.post(""), uploads=files)
        await parts.arrive(post)
        [_, second] = await parts.filed()
        await changed(parts, replace(post, uploads=files[1:]))
        assert await parts.filed() == [second]
        assert second.versions == 0


async def test_a_page_that_is_refused_is_filed_as_its_preview(tmp_path: Path, web: Web) -> None:
    async with bureau(tmp_path) as parts:
        web.refused = {A: LOGIN}
        post = replace(parts.channels.post(f"Read {A}?utm_source=x and {B}"), previews=((A, BRIDGE),))
        web.refused = {f"{A}?utm_source=x": LOGIN}
        await parts.arrive(post)
        found = {one.title: one for one in await parts.filed()}
        short = found[BRIDGE.title]
        assert (short.opening, short.left_out, short.url) == (BRIDGE.text, (MARK,), A)
        assert (len(found), parts.marks(post)) == (2, ["✅"])


async def test_a_preview_that_comes_late_takes_the_place_of_the_refusal(tmp_path: Path, web: Web) -> None:
    async with bureau(tmp_path) as parts:
        web.refused = {A: LOGIN}
        post = await parts.post(A)
        [card] = parts.channels.cards(post)
        assert (card.subtitle, parts.marks(post)) == (LOGIN.reason, ["⚠️"])
        shown = replace(post, previews=((A, BRIDGE),))
        for _ in range(2):
            await parts.following.edited(shown)
            await parts.reception.finished([post.place])
        [short] = await parts.filed()
        assert (short.title, short.left_out) == (BRIDGE.title, (MARK,))
        [card] = parts.channels.cards(post)
        assert MARK in card.footer
        assert (len(parts.channels.sent), parts.marks(post)) == (1, ["✅"])
        await parts.following.deleted(post.room.channel, [post.id])
        assert await parts.filed() == []


async def test_a_preview_that_comes_while_the_page_is_fetched(tmp_path: Path, web: Web) -> None:
    async with bureau(tmp_path) as parts:
        web.refused = {A: LOGIN}
        web.gate.clear()
        post = parts.channels.post(f"{A} {B}")
        await parts.arrivals.arrive(post)
        await parts.following.edited(replace(post, previews=((A, BRIDGE), (B, replace(BRIDGE, title="Other")))))
        web.gate.set()
        await parts.reception.finished([post.place])
        assert {one.title or one.opening[:8] for one in await parts.filed()} == {BRIDGE.title, "Report 2"}


@pytest.mark.parametrize(
    ("preview", "refused"),
    [
        (replace(BRIDGE, text="The latest news from Oslo."), LOGIN),
        (replace(BRIDGE, title="Just a moment..."), LOGIN),
        (replace(BRIDGE, text="Subscribe to continue reading. " + BRIDGE.text), LOGIN),
        (BRIDGE, Refused(HOME)),
    ],
    ids=["too short", "a check", "a paywall", "a home page"],
)
async def test_what_is_not_worth_filing(tmp_path: Path, web: Web, preview: Preview, refused: Refused) -> None:
    async with bureau(tmp_path) as parts:
        web.refused = {A: refused}
        post = await parts.post(A)
        await parts.following.edited(replace(post, previews=((A, preview),)))
        await parts.reception.finished([post.place])
        [card] = parts.channels.cards(post)
        assert (await parts.filed(), card.subtitle, parts.marks(post)) == ([], refused.reason, ["⚠️"])


async def test_a_page_that_was_read_needs_no_preview(tmp_path: Path, web: Web) -> None:
    acts: list[str] = []
    async with bureau(tmp_path) as parts:
        post = await parts.post(A)
        before = await parts.filed()
        parts.channels.before = acts.append
        await parts.following.edited(replace(post, previews=((A, BRIDGE),)))
        assert (acts, await parts.filed()) == ([], before)
        web.refused = {A: LOGIN}
        assert web.asked == [A]


async def test_previews_of_what_is_not_filed_are_no_matter(tmp_path: Path, web: Web) -> None:
    async with bureau(tmp_path) as parts:
        for text in (CHAT, article()):
            post = await parts.post(text)
            await parts.following.edited(replace(post, previews=((A, BRIDGE),)))
        assert len(await parts.filed()) == 1
        web.refused = {A: LOGIN}
        post = await parts.post(A)
        await parts.following.edited(replace(post, previews=((B, BRIDGE), (C, BRIDGE))))
        assert parts.marks(post) == ["⚠️"]


async def test_where_a_programs_embed_leads_is_followed(tmp_path: Path, web: Web) -> None:
    async with bureau(tmp_path) as parts:
        post = replace(parts.channels.post(f"{BRIDGE.title}\n\n{BRIDGE.text}"), links=(A,), previews=((A, BRIDGE),))
        await parts.arrive(post)
        assert await filed(parts) == [(1, "Report 1")]
        web.refused = {B: LOGIN}
        await parts.arrive(replace(parts.channels.post(BRIDGE.text), links=(B,), previews=((B, BRIDGE),)))
        assert [one.title for one in await parts.filed()][1:] == [BRIDGE.title]


async def test_what_is_refused_is_named(tmp_path: Path, web: Web) -> None:
    binary = upload("map.txt", bytes(range(256)) * 4)
    async with bureau(tmp_path) as parts:
        web.refused = {A: LOGIN}
        post = replace(parts.channels.post(f"{A} {B}"), uploads=(binary,))
        await parts.arrive(post)
        [card] = parts.channels.cards(post)
        said = [line.text for line in card.sections[0].lines if isinstance(line, Line)]
        assert said[:2] == [
            "⚠️ map.txt: This is binary data, not text.",
            "⚠️ example.com/n/1: The page asks for a login.",
        ]
        assert said[2].startswith("✅ ")
        post = replace(parts.channels.post(""), uploads=(binary,))
        await parts.arrive(post)
        [card] = parts.channels.cards(post)
        assert (card.title, card.subtitle) == ("⚠️ Not filed.", "map.txt: This is binary data, not text.")


async def test_a_deleted_article_leaves_no_link_and_the_others_keep_theirs(tmp_path: Path, web: Web) -> None:
    async with bureau(tmp_path) as parts:
        post = await parts.post(f"{A} {B}")
        [gone] = [one for one in await parts.filed() if one.url == A]
        await forgetting.forget(parts.desk, gone)
        async with parts.desk.store.reading() as db:
            assert await stored_parts.known(db, post.room.channel, post.id) == {B: 102}
        await parts.following.deleted(post.room.channel, [post.id])
        async with parts.desk.store.reading() as db:
            assert await stored_parts.known(db, post.room.channel, post.id) == {}
