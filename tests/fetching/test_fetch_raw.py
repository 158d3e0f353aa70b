"""Fetching answers of whatever kind, and only when they changed."""

import asyncio

import pytest

from bot.fetching.answers import GONE
from bot.fetching.fetcher import NONSENSE, TOO_LARGE, TOO_MANY_REDIRECTS
from bot.fetching.types import Raw, Refused, Unchanged, Validators
from tests.fetching.site import Respond, answer, fetcher, redirect, site

FEED = b"<rss version='2.0'><channel><title>Bridges</title></channel></rss>"
NONE = Validators()


async def fetched(page: bytes | Respond, known: Validators = NONE) -> Raw | Unchanged | Refused:
    async with site(a=page) as served, fetcher() as fetch:
        return await fetch.fetch_raw(served.url(), known)


async def test_an_answer_of_any_kind_with_its_validators() -> None:
    page = answer(
        FEED, content_type="application/rss+xml; charset=utf-8", etag='W/"1"', last_modified="Mon, 3 Jun 2024"
    )
    async with site(a=page) as served, fetcher() as fetch:
        found = await fetch.fetch_raw(served.url(), NONE)
        assert found == Raw(
            served.url(), FEED, "application/rss+xml; charset=utf-8", Validators('W/"1"', "Mon, 3 Jun 2024")
        )
        said = served.headers[-1]
    assert "application/atom+xml" in said["accept"]
    assert "if-none-match" not in said
    assert "if-modified-since" not in said


async def test_what_is_known_is_not_sent_again() -> None:
    async with site(a=answer(b"", "304 Not Modified"), b=redirect("/a", "301 Moved")) as served, fetcher() as fetch:
        assert await fetch.fetch_raw(served.url("/b"), Validators('"1"', "Mon, 3 Jun 2024")) == Unchanged()
        assert served.headers[-1]["if-none-match"] == '"1"'
        assert served.headers[-1]["if-modified-since"] == "Mon, 3 Jun 2024"


async def test_nothing_can_be_unchanged_that_was_never_known() -> None:
    found = await fetched(answer(b"", "304 Not Modified"))
    assert found == Refused("The site did not give the page (it answered 304).")


@pytest.mark.parametrize("etag", ['"' + "x" * 600 + '"', '"caf\u00e9"'])
async def test_validators_that_cannot_be_sent_back_are_not_kept(etag: str) -> None:
    page = answer(FEED).replace(b"connection:", f"etag: {etag}\r\nconnection:".encode())
    found = await fetched(page)
    assert isinstance(found, Raw)
    assert found.validators == NONE


async def endless(writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml\r\n\r\n<rss>")
    while True:
        writer.write(b"<item>again</item>" * 5_000)
        await writer.drain()


@pytest.mark.parametrize(
    ("page", "refused"),
    [
        (answer(b"", "410 Gone"), GONE),
        (answer(FEED, content_encoding="gzip"), NONSENSE),
        (redirect("/a"), TOO_MANY_REDIRECTS),
        (answer(FEED, content_length="99000000"), TOO_LARGE),
        (endless, TOO_LARGE),
    ],
)
async def test_feeds_that_cannot_be_had(page: bytes | Respond, refused: Refused) -> None:
    assert await fetched(page) == refused
