"""Links through the whole queue: fetched once, read, filed under their canonical address; refused in words."""

import asyncio
from pathlib import Path
from typing import Any

import pytest

from bot.articles.types import Draft
from bot.desk import desk as desks
from bot.desk import fetching, links, lookup, posting
from bot.desk.desk import Desk
from bot.desk.filing import Item
from bot.fetching.fetcher import Fetcher
from bot.fetching.types import Page, Refused
from bot.settings import Settings
from bot.store import articles, drafts, places, postings, queue
from bot.store import links as stored_links
from bot.store.rows import FiledAs, Place
from bot.store.scope import LOCAL, Scope
from tests.desk.clerk import PATIENT, SCOPE, idle, shelf
from tests.desk.workers import desk_of

pytestmark = pytest.mark.usefixtures("brisk")

URL = "https://www.example.com/news/bridge?utm_source=feed"
CANONICAL = "https://example.com/news/bridge"
STORY = (
    "<html><head><title>Old bridge closed in Oslo</title></head><body><article><h1>Old bridge closed in Oslo</h1>"
    + "<p>The old bridge over the Akerselva in Oslo was closed on Monday, and traffic goes by the tunnel until May.</p>"
    * 3
    + "</article></body></html>"
).encode()


def page(url: str = URL, raw: bytes = STORY) -> Page:
    return Page(url, raw, "bridge.html")


class Web:
    """Stands for the fetcher: answers in order, or with the page of each address; while `gate` is closed it waits."""

    def __init__(self, *answers: Page | Refused | Exception) -> None:
        self.answers = list(answers)
        self.asked: list[str] = []
        self.gate = asyncio.Event()
        self.gate.set()
        self.closed = False
        self.at_once = self.most_at_once = 0

    async def fetch(self, url: str) -> Page | Refused:
        self.asked.append(url)
        self.at_once += 1
        self.most_at_once = max(self.at_once, self.most_at_once)
        try:
            await self.gate.wait()
        finally:
            self.at_once -= 1
        answer = self.answers.pop(0) if self.answers else page(url, STORY.replace(b"Monday", url.encode()))
        if isinstance(answer, Exception):
            raise answer
        return answer

    async def close(self) -> None:
        self.closed = True


@pytest.fixture
def web(monkeypatch: pytest.MonkeyPatch) -> Web:
    made = Web()
    monkeypatch.setattr(desks, "open_fetcher", lambda _: made)
    return made


async def filed(desk: Desk, url: str = URL, *, again: bool = False) -> posting.Filed:
    async with asyncio.timeout(PATIENT):
        return await links.file(desk, SCOPE, url, again=again)


async def put(desk: Desk, *urls: str, live: bool = True, first: int = 1) -> None:
    room = await posting.local_channel(desk, "room")
    items = [Item(links.as_draft(url), Place(LOCAL, room, n), live=live) for n, url in enumerate(urls, start=first)]
    await desk.filing.post(items)


async def until_asked(web: Web, times: int) -> None:
    async with asyncio.timeout(PATIENT):
        while len(web.asked) < times:  # noqa: ASYNC110 - nothing tells of it
            await asyncio.sleep(0.01)


async def test_a_link_is_filed_under_its_canonical_address(tmp_path: Path, web: Web) -> None:
    async with desk_of(tmp_path) as desk:
        found = await filed(desk)
        assert found.outcome.state == "filed"
        assert found.article is not None
        assert (found.article.url, found.article.title) == (CANONICAL, "Old bridge closed in Oslo")
        assert found.article.state == "ready"
        assert web.asked == [URL]
    assert web.closed


async def test_an_article_is_named_by_any_form_of_its_address(tmp_path: Path, web: Web) -> None:
    async with desk_of(tmp_path) as desk:
        found = await filed(desk)
        async with desk.store.reading() as db:
            for form in (CANONICAL, URL, "http://m.example.com/news/bridge/#top"):
                assert await lookup.named_article(db, SCOPE, form) == found.article
            assert await lookup.named_article(db, SCOPE, "https://example.com/news") is None


async def test_the_same_page_is_not_fetched_again_unless_asked(tmp_path: Path, web: Web) -> None:
    web.answers = [page(), page()]
    async with desk_of(tmp_path) as desk:
        first = await filed(desk)
        again = await filed(desk, "http://m.example.com/news/bridge/?fbclid=1#top")
        assert (again.outcome.state, again.outcome.number, again.outcome.duplicate_of) == ("duplicate", 1, "1")
        assert again.article == first.article
        assert len(web.asked) == 1
        asked = await filed(desk, again=True)
        assert (asked.outcome.state, len(web.asked)) == ("duplicate", 2)
        async with desk.store.reading() as db:
            assert first.article is not None
            assert len(await articles.postings(db, SCOPE, first.article.id)) == 3


async def test_a_link_that_leads_to_a_known_page(tmp_path: Path, web: Web) -> None:
    web.answers = [page(), page(URL, b"<p>Another text altogether, which is not looked at.</p>")]
    async with desk_of(tmp_path) as desk:
        await filed(desk)
        short = await filed(desk, "https://short.example/x")
        assert (short.outcome.state, short.outcome.number) == ("duplicate", 1)
        assert len(await shelf(desk)) == 1


async def test_other_guilds_do_not_know_it(tmp_path: Path, web: Web) -> None:
    web.answers = [page(), page()]
    async with desk_of(tmp_path) as desk:
        await filed(desk)
        async with desk.store.writing() as db:
            await places.ensure_guild(db, 7, "readers")
            await places.ensure_channel(db, 7, 70, "news")
        async with asyncio.timeout(PATIENT):
            other = await links.file(desk, Scope(7), URL, Place(7, 70, 1), "42")
        assert (other.outcome.state, len(web.asked)) == ("filed", 2)
        assert other.article is not None
        assert other.article.posting.author == "42"


@pytest.mark.parametrize(("passing", "state"), [(False, "rejected"), (True, "failed")])
async def test_refusals_in_words(tmp_path: Path, web: Web, passing: bool, state: str) -> None:
    web.answers = [Refused("The site is closed.", passing), page()]
    async with desk_of(tmp_path) as desk:
        found = await filed(desk)
        assert (found.outcome.state, found.outcome.reason, found.article) == (state, "The site is closed.", None)
        async with desk.store.writing() as db:
            assert await drafts.retry_failed(db, LOCAL) == passing
        desk.filing.nudge()
        await idle(desk)
        assert len(await shelf(desk)) == passing


async def test_a_link_that_breaks_the_fetcher_fails_alone(tmp_path: Path, web: Web) -> None:
    web.answers = [KeyError("what"), page()]
    async with desk_of(tmp_path) as desk:
        found = await filed(desk, "https://example.com/poison")
        assert (found.outcome.state, found.outcome.reason) == ("failed", "Fetching it failed (KeyError).")
        assert (await filed(desk)).outcome.state == "filed"


async def test_what_is_no_article_is_refused_when_it_is_read(tmp_path: Path, web: Web) -> None:
    web.answers = [page(raw=b"\x89PNG\r\n\x1a\n" + b"\0" * 50)]
    async with desk_of(tmp_path) as desk:
        found = await filed(desk)
        assert (found.outcome.state, found.outcome.reason) == ("rejected", "This looks like a PNG picture, not text.")


async def test_a_restart_goes_on_with_what_waits(tmp_path: Path, web: Web) -> None:
    web.gate.clear()
    async with desk_of(tmp_path) as desk:
        await put(desk, URL)
        await until_asked(web, 1)
    web.gate.set()
    async with desk_of(tmp_path) as desk:
        await idle(desk)
        assert [article.url for article in await shelf(desk)] == [CANONICAL]
    assert web.asked == [URL, URL]


async def test_one_page_in_two_messages_at_once_is_fetched_once(tmp_path: Path, web: Web) -> None:
    web.gate.clear()
    async with desk_of(tmp_path) as desk:
        await put(desk, URL, "https://amp.example.com/news/bridge")
        await until_asked(web, 1)
        web.gate.set()
        await idle(desk)
        [article] = await shelf(desk)
        async with desk.store.reading() as db:
            assert len(await articles.postings(db, SCOPE, article.id)) == 2
    assert len(web.asked) == 1


async def test_the_second_is_fetched_where_the_first_was_refused(tmp_path: Path, web: Web) -> None:
    web.answers = [Refused("The site is closed."), page()]
    async with desk_of(tmp_path) as desk:
        await put(desk, URL, URL)
        await idle(desk)
        assert len(await shelf(desk)) == 1
    assert len(web.asked) == 2


async def test_a_link_that_is_withdrawn_while_it_is_fetched(tmp_path: Path, web: Web) -> None:
    web.gate.clear()
    async with desk_of(tmp_path) as desk:
        await put(desk, URL)
        await until_asked(web, 1)
        room = await posting.local_channel(desk, "room")
        async with desk.store.writing() as db:
            await postings.unpost(db, Place(LOCAL, room, 1))
        web.gate.set()
        await idle(desk)
        assert await shelf(desk) == []


async def test_live_links_have_room_beside_a_backfill(tmp_path: Path, web: Web) -> None:
    web.gate.clear()
    async with desk_of(tmp_path) as desk:
        await put(desk, *(f"https://example.com/{n}" for n in range(20)), live=False)
        await until_asked(web, fetching.AT_ONCE - 4)
        await put(desk, "https://example.com/now", first=100)
        await until_asked(web, fetching.AT_ONCE - 3)
        assert web.asked[-1] == "https://example.com/now"
        web.gate.set()
        await idle(desk)
        assert len(await shelf(desk)) == 21
    assert web.most_at_once == fetching.AT_ONCE - 3


async def test_a_fault_of_ours_rests_and_is_tried_again(
    tmp_path: Path, web: Web, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    right = stored_links.file_known
    faults = [ZeroDivisionError("a fault")]

    async def at_first_wrong(*args: Any) -> FiledAs | None:
        if faults:
            raise faults.pop()
        return await right(*args)

    monkeypatch.setattr(stored_links, "file_known", at_first_wrong)
    monkeypatch.setattr(fetching, "PAUSE_SECONDS", 0.01)
    async with desk_of(tmp_path) as desk:
        await put(desk, URL)
        await idle(desk)
        assert len(await shelf(desk)) == 1
    [told] = [record.getMessage() for record in caplog.records if record.name == "bot.desk.loop"]
    assert told.startswith("fetching rests for ")


async def test_texts_do_not_wait_for_links(tmp_path: Path, web: Web) -> None:
    web.gate.clear()
    async with desk_of(tmp_path) as desk:
        await put(desk, URL)
        async with asyncio.timeout(PATIENT):
            found = await posting.post(desk, SCOPE, Draft(b"The Tiber rose in Rome on Tuesday."))
        assert found.outcome.state == "filed"
        async with desk.store.reading() as db:
            assert await queue.depth(db) == (1, 0)


async def test_the_fetcher_says_whom_to_ask() -> None:
    opened = desks.open_fetcher(Settings(contact="news@example.com"))
    assert isinstance(opened, Fetcher)
    assert "news@example.com" in opened._agent
    await opened.close()


@pytest.mark.parametrize(("again", "url"), [(False, CANONICAL), (True, None)])
def test_a_link_as_a_draft(again: bool, url: str | None) -> None:
    assert links.as_draft(f" {URL} ", again=again) == Draft(b"", url=url, fetch=URL)
