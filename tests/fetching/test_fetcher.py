"""Fetching from a site on the loopback: what comes of each kind of answer."""

import asyncio
import gzip
import socket
from collections.abc import Callable
from pathlib import Path

import brotli
import pytest
from backports import zstd

from bot import __version__
from bot.fetching.fetcher import (
    BROKEN_OFF,
    EMPTY,
    LARGEST,
    NONSENSE,
    TOO_LARGE,
    TOO_MANY_REDIRECTS,
    TOO_SLOW,
    UNREACHABLE,
    UNTRUSTED,
    user_agent,
)
from bot.fetching.types import Page, Refused
from bot.fetching.urls import NOT_PUBLIC
from tests.fetching.certificate import own_certificate
from tests.fetching.site import STORY, answer, fetcher, redirect, site


async def fetched(page: object, **options: object) -> Page | Refused:
    async with site(a=page) as served, fetcher(**options) as fetch:  # type: ignore[arg-type]
        return await fetch.fetch(served.url())


async def test_a_page() -> None:
    async with site(a=answer()) as served, fetcher(contact="news@example.com") as fetch:
        assert await fetch.fetch(served.url("/a#part")) == Page(served.url(), STORY, "a.html")
        assert served.asked == ["/robots.txt", "/a"]
        said = served.headers[1]
    assert said["user-agent"] == f"Dossier/{__version__} (files the news that people post; news@example.com)"
    assert said["accept-encoding"] == "gzip, deflate, br, zstd"
    assert "cookie" not in said
    assert user_agent("") == f"Dossier/{__version__} (files the news that people post)"


async def test_no_cookie_is_kept_and_no_proxy_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    async with site(a=answer(set_cookie="who=you; Path=/")) as served, fetcher() as fetch:
        assert isinstance(await fetch.fetch(served.url()), Page)
        assert isinstance(await fetch.fetch(served.url()), Page)
        assert "cookie" not in served.headers[-1]
        assert served.asked == ["/robots.txt", "/a", "/a"]


@pytest.mark.parametrize(
    ("encoding", "packed"),
    [
        ("gzip", gzip.compress(STORY)), ("br", brotli.compress(STORY)), ("zstd", zstd.compress(STORY)), ("", STORY),
    ],
    ids=["gzip", "br", "zstd", "plain"],
)  # fmt: skip
async def test_packed_pages(encoding: str, packed: bytes) -> None:
    found = await fetched(answer(packed, content_encoding=encoding))
    assert isinstance(found, Page)
    assert found.raw == STORY


PACK: dict[str, Callable[[bytes], bytes]] = {
    "gzip": lambda data: gzip.compress(data, 1),
    "br": lambda data: brotli.compress(data, quality=5),
    "zstd": zstd.compress,
}


@pytest.mark.parametrize("encoding", PACK)
async def test_a_bomb(encoding: str) -> None:
    packed = PACK[encoding](bytes(300_000_000))
    assert await fetched(answer(packed, content_encoding=encoding)) == TOO_LARGE


@pytest.mark.parametrize("encoding", ["gzip", "compress"])
async def test_packed_otherwise_than_said(encoding: str) -> None:
    assert await fetched(answer(content_encoding=encoding)) == NONSENSE


async def test_characters_as_the_header_says() -> None:
    words = "<p>Die Brücke bleibt gesperrt.</p>"
    found = await fetched(answer(words.encode("cp1252"), content_type="text/html; charset=ISO-8859-1"))
    assert isinstance(found, Page)
    assert found.raw.decode("utf-8-sig") == words


async def test_other_files_come_as_they_are() -> None:
    found = await fetched(answer(b"%PDF-1.7 \xff", content_type="application/pdf; charset=latin-1"))
    assert isinstance(found, Page)
    assert (found.raw, found.name) == (b"%PDF-1.7 \xff", "a.pdf")


async def test_other_kinds_are_refused_before_they_are_read() -> None:
    async def film(writer: asyncio.StreamWriter) -> None:
        writer.write(answer(b"", content_type="video/mp4", content_length="999999999"))
        await asyncio.sleep(30)

    assert await fetched(film) == Refused("The link leads to a video.")


@pytest.mark.parametrize(
    ("status", "reason", "passing"),
    [
        ("404 Not Found", "There is no page at this address.", False),
        ("403 Forbidden", "The site does not let Dossier read this page.", False),
        ("401 Unauthorized", "The page asks for a login.", False),
        ("410 Gone", "The page is gone.", False),
        ("418 Teapot", "The site did not give the page (it answered 418).", False),
        ("451 Withheld", "The page is withheld for legal reasons.", False),
        ("429 Too Many Requests", "The site has had too many questions; it will answer again later.", True),
        ("503 Service Unavailable", "The site is in trouble (it answered 503).", True),
        ("204 No Content", "The page is empty.", False),
        ("304 Not Modified", "The site did not give the page (it answered 304).", False),
    ],
)
async def test_statuses(status: str, reason: str, passing: bool) -> None:
    assert await fetched(answer(b"", status)) == Refused(reason, passing)


async def test_a_browser_check_is_told_from_a_refusal() -> None:
    found = await fetched(answer(b"Just a moment...", "403 Forbidden", cf_mitigated="challenge"))
    assert found == Refused("The site wants to check the browser first: only a person can open this page.")


async def test_an_empty_page() -> None:
    assert await fetched(answer(b" \n")) == EMPTY


async def test_robots_keep_us_out_before_the_page_is_asked_for() -> None:
    async with site(a=answer(), **{"robots.txt": answer(b"User-agent: *\nDisallow: /", content_type="text/plain")}) as (
        served
    ), fetcher() as fetch:  # fmt: skip
        found = await fetch.fetch(served.url())
        assert found == Refused("The site's robots.txt asks programs not to read this page.")
        assert served.asked == ["/robots.txt"]


async def test_robots_may_lie_elsewhere_and_be_large() -> None:
    rules = b"User-agent: *\nDisallow: /b\n" + b"# nothing\n" * 200_000
    pages = {"robots.txt": redirect("/rules"), "rules": answer(rules), "a": answer(), "b": answer()}
    async with site(**pages) as served, fetcher() as fetch:
        assert isinstance(await fetch.fetch(served.url("/a")), Page)
        assert isinstance(await fetch.fetch(served.url("/b")), Refused)


async def test_robots_that_lead_round_in_a_circle_count_as_none() -> None:
    async with site(a=answer(), **{"robots.txt": redirect("/robots.txt")}) as served, fetcher() as fetch:
        assert isinstance(await fetch.fetch(served.url()), Page)
        assert served.asked.count("/robots.txt") == 6


async def test_robots_that_are_packed_wrongly() -> None:
    async with site(a=answer(), **{"robots.txt": answer(content_encoding="gzip")}) as served, fetcher() as fetch:
        found = await fetch.fetch(served.url())
        assert isinstance(found, Refused)
        assert found.passing


async def test_redirects() -> None:
    async with site(
        a=redirect("/b", "301 Moved"), b=redirect("c?d=1", "307 Again"), **{"c?d=1": answer()}
    ) as served, fetcher() as fetch:  # fmt: skip
        assert await fetch.fetch(served.url()) == Page(served.url("/c?d=1"), STORY, "c.html")


async def test_redirects_for_ever() -> None:
    async with site(a=redirect("/a")) as served, fetcher() as fetch:
        assert await fetch.fetch(served.url()) == TOO_MANY_REDIRECTS
        assert served.asked.count("/a") == 6


@pytest.mark.parametrize(
    ("location", "reason"),
    [
        ("http://127.0.0.2/", NOT_PUBLIC),
        ("http://[::1]:8080/", NOT_PUBLIC),
        ("http://169.254.169.254/latest/meta-data", NOT_PUBLIC),
        ("//0x7f000001/", "The link names its host by a number in an unusual form: it is not fetched."),
        ("file:///etc/passwd", "Only links that begin with http:// or https:// are fetched."),
        ("http://me:word@example.com/", "The link has a user name or password in it: it is not fetched."),
        ("http://[nonsense/", NONSENSE.reason),
        ("", NONSENSE.reason),
    ],
)
async def test_every_redirect_is_checked(location: str, reason: str) -> None:
    assert await fetched(redirect(location)) == Refused(reason)


async def test_it_says_it_is_shorter_than_it_is() -> None:
    assert await fetched(answer(content_length="20")) == NONSENSE


async def test_it_says_it_is_longer_than_it_is() -> None:
    assert await fetched(answer(content_length="200")) == BROKEN_OFF


async def test_it_says_it_is_too_large() -> None:
    assert await fetched(answer(content_length=str(LARGEST + 1))) == TOO_LARGE


@pytest.mark.parametrize("junk", [b"", b"not http at all\r\n\r\n", b"HTTP/1.1 200 OK\r\nA: " + b"b" * 100_000])
async def test_what_is_no_answer(junk: bytes) -> None:
    assert await fetched(junk) in {UNREACHABLE, NONSENSE}


async def test_an_endless_page() -> None:
    async def endless(writer: asyncio.StreamWriter) -> None:
        writer.write(answer(b"", content_length=""))
        while True:
            writer.write(b"<p>More and more and more.</p>" * 1_000)
            await writer.drain()

    assert await fetched(endless) == TOO_LARGE


async def test_a_page_that_trickles() -> None:
    async def trickle(writer: asyncio.StreamWriter) -> None:
        writer.write(answer(b"", content_length="1000"))
        while True:
            writer.write(b"x")
            await writer.drain()
            await asyncio.sleep(0.01)

    assert await fetched(trickle, total_seconds=0.2) == TOO_SLOW


async def test_a_site_that_never_answers() -> None:
    async def silent(_: asyncio.StreamWriter) -> None:
        await asyncio.sleep(30)

    assert await fetched(silent, total_seconds=0.1) == TOO_SLOW


async def test_slow_redirects_add_up() -> None:
    async def slow(writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(0.15)
        writer.write(redirect("/a"))

    assert await fetched(slow, total_seconds=0.4) == TOO_SLOW


async def test_nobody_listens() -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    async with fetcher() as fetch:
        assert await fetch.fetch(f"http://127.0.0.1:{port}/") == UNREACHABLE


async def test_a_site_with_a_certificate_of_its_own_making(tmp_path: Path) -> None:
    server = await asyncio.start_server(lambda *_: None, "127.0.0.1", 0, ssl=own_certificate(tmp_path))
    async with server, fetcher() as fetch:
        assert await fetch.fetch(f"https://127.0.0.1:{server.sockets[0].getsockname()[1]}/") == UNTRUSTED


async def test_two_at_once_at_a_host() -> None:
    held = asyncio.Event()

    async def hold(writer: asyncio.StreamWriter) -> None:
        await held.wait()
        writer.write(answer())

    pages = {f"p{number}": hold for number in range(6)}
    async with site(**pages) as served, fetcher() as fetch:
        asked = [asyncio.create_task(fetch.fetch(served.url(f"/p{number}"))) for number in range(6)]
        while served.at_once < 2:  # noqa: ASYNC110 - nothing tells of it
            await asyncio.sleep(0.01)
        await asyncio.sleep(0.05)
        held.set()
        assert all(isinstance(page, Page) for page in await asyncio.gather(*asked))
        assert served.most_at_once == 2
    assert not fetch._turns._hosts


async def test_closing_before_anything_was_fetched_and_twice() -> None:
    async with fetcher() as fetch:
        await fetch.close()
