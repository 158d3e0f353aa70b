"""`article history` and `article refresh`: what an article said before, and what its page says now."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.articles.types import Draft
from bot.cards.card import Card, Line
from bot.desk import desk as desks
from bot.desk import history, links, posting
from bot.desk.filing import Item
from bot.fetching.types import Page, Refused
from bot.store import articles, drafts
from bot.store.rows import Place
from bot.store.scope import LOCAL, Scope
from tests.desk.clerk import idle
from tests.desk.newsroom import Newsroom
from tests.desk.workers import desk_of

URL = "https://example.com/seine"
STORY = (
    "The Seine rose by {} metres in Paris on Monday. Three bridges near the Louvre were closed. The mayor of Paris"
    " thanked the firemen, who had carried paintings from the cellars of the museum all night."
)


class Web:
    """Stands for the fetcher: answers in order."""

    def __init__(self) -> None:
        self.answers: list[Page | Refused] = []
        self.gate = asyncio.Event()
        self.gate.set()

    async def fetch(self, url: str) -> Page | Refused:
        assert url == URL
        await self.gate.wait()
        return self.answers.pop(0)

    async def close(self) -> None:
        pass


def page(text: str) -> Page:
    html = f"<html><head><title>The Seine</title></head><body><article><h1>The Seine</h1><p>{text}</p></article></body>"
    return Page(URL, html.encode(), "seine.html")


@pytest.fixture
def web(monkeypatch: pytest.MonkeyPatch) -> Web:
    made = Web()
    monkeypatch.setattr(desks, "open_fetcher", lambda _: made)
    return made


@pytest.fixture
async def room(tmp_path: Path, web: Web) -> AsyncIterator[Newsroom]:
    """An empty place where things are filed, with workers in this process."""
    del web
    async with desk_of(tmp_path) as desk:
        yield Newsroom(desk, Scope(LOCAL))


async def post(room: Newsroom, *texts: str, message: int = 1) -> None:
    """Post a message, and edit it."""
    channel = await posting.local_channel(room.desk, "news")
    for text in texts:
        await room.desk.filing.post([Item(Draft(text.encode()), Place(LOCAL, channel, message))])
        await idle(room.desk)


def lines(card: Card) -> list[tuple[str, str]]:
    return [(line.text, line.note) for s in card.sections for line in s.lines if isinstance(line, Line)]


async def test_the_history_of_an_edited_article(room: Newsroom) -> None:
    await post(room, *(STORY.format(f"{n}.5") for n in range(2, 7)))
    shown = await room.say("article #1")
    assert shown.subtitle.endswith("edited, 5 versions")
    card = await room.say("article history #1")
    assert [section.heading is not None for section in card.sections] == [True] * 3
    changed = [
        (f"The Seine rose by {n}.5 metres in Paris on Monday.", f"was {n - 1}.5") for n in (6, 5, 4)
    ]  # fmt: skip
    assert lines(card) == changed
    assert card.page is not None
    assert (card.page.number, card.page.of) == (1, 2)
    last = await room.say("article history #1 page:2")
    assert lines(last) == [("The Seine rose by 3.5 metres in Paris on Monday.", "was 2.5")]
    assert last.footer.startswith("First filed on ")
    assert (await room.say("article #2")).tone == "error"


async def test_an_article_that_was_never_edited(room: Newsroom) -> None:
    await post(room, STORY.format(2))
    card = await room.say("article history")
    assert (card.sections, card.subtitle.endswith("never edited")) == ((), True)


async def test_a_page_that_changed(room: Newsroom, web: Web) -> None:
    web.answers = [page(STORY.format("2.5")), page(STORY.format("3.1")), page(STORY.format("3.1"))]
    await links.file(room.desk, room.scope, URL)
    card = await room.say("article refresh #1")
    assert (card.title[:9], card.tone) == ("Changed: ", "good")
    assert lines(card) == [("The Seine rose by 3.1 metres in Paris on Monday.", "was 2.5")]
    assert "3.1 metres" in await room.read("article raw #1")
    assert (await room.say("article refresh")).title.startswith("Nothing changed: ")
    async with room.desk.store.reading() as db:
        assert await articles.total(db, room.scope) == 1
        found = await articles.by_number(db, room.scope, 1)
        assert found is not None
        assert (found.url, found.versions, found.state) == (URL, 1, "ready")
        assert len(await articles.postings(db, room.scope, found.id)) == 1


async def test_a_page_that_cannot_be_had_leaves_the_article_as_it_is(room: Newsroom, web: Web) -> None:
    web.answers = [
        page(STORY.format("2.5")),
        Refused("The site is closed."),
        Refused("It took too long.", passing=True),
    ]
    await links.file(room.desk, room.scope, URL)
    before = await room.read("article raw #1")
    for reason in ("The site is closed.", "It took too long."):
        card = await room.say("article refresh #1")
        assert (card.tone, card.subtitle) == ("error", reason)
    assert await room.read("article raw #1") == before
    async with room.desk.store.writing() as db:
        assert await drafts.retry_failed(db, LOCAL) == 0
        assert list(await db.execute_fetchall("SELECT 1 FROM drafts")) == []


async def test_what_is_no_page_is_not_fetched(room: Newsroom) -> None:
    await post(room, STORY.format(2))
    card = await room.say("article refresh #1")
    assert (card.tone, card.title) == ("error", "#1 was not read from a page: there is nothing to fetch again.")


async def test_an_edit_goes_before_a_refresh(room: Newsroom, web: Web) -> None:
    web.answers = [page(STORY.format("2.5"))]
    await links.file(room.desk, room.scope, URL)
    web.gate.clear()
    async with room.desk.store.reading() as db:
        [found] = await articles.recent(db, room.scope, limit=1)
    place = Place(LOCAL, found.posting.channel, found.posting.message)
    await room.desk.filing.post([Item(Draft(b"", fetch=URL), place)])
    with pytest.raises(history.BusyError):
        await history.refresh(room.desk, room.scope, found)
    card = await room.say("article refresh #1")
    assert (card.tone, card.title) == ("error", "#1 is being read at this moment.")
