"""robots.txt: whom it keeps out, how long it is remembered, and what holds while it cannot be had."""

import pytest
from yarl import URL

from bot.fetching.robots import Answer, Robots
from bot.fetching.types import Refused

PAGE = URL("https://example.com/news/a")


class Asked:
    def __init__(self, *answers: Answer) -> None:
        self.answers = list(answers)
        self.urls: list[str] = []
        self.now = 0.0

    async def get(self, url: URL) -> Answer:
        self.urls.append(str(url))
        return self.answers.pop(0)

    def robots(self) -> Robots:
        return Robots(self.get, lambda: self.now)


@pytest.mark.parametrize(
    ("rules", "allowed"),
    [
        (b"", True),
        (b"User-agent: *\nDisallow: /private", True),
        (b"User-agent: *\nDisallow: /", False),
        (b"\xef\xbb\xbfUser-agent: dossier\nDisallow: /news/", False),
        (b"User-agent: Dossier\nAllow: /news/\nDisallow: /\n\nUser-agent: *\nDisallow: /", True),
        (b"User-agent: GPTBot\nDisallow: /", True),
        (b"<html>\xff\xfe no rules at all", True),
    ],
)
async def test_rules(rules: bytes, allowed: bool) -> None:
    refused = await Asked((200, rules)).robots().refusal(PAGE)
    assert (refused is None) is allowed
    if refused:
        assert refused == Refused("The site's robots.txt asks programs not to read this page.")


@pytest.mark.parametrize(("status", "allowed"), [(404, True), (410, True), (401, False), (403, False)])
async def test_statuses(status: int, allowed: bool) -> None:
    assert (await Asked((status, b"")).robots().refusal(PAGE) is None) is allowed


@pytest.mark.parametrize("status", [0, 429, 500, 503])
async def test_a_site_in_trouble_is_asked_again_soon(status: int) -> None:
    asked = Asked((status, b""), (404, b""))
    robots = asked.robots()
    refused = await robots.refusal(PAGE)
    assert refused is not None
    assert refused.passing
    asked.now = 30
    assert await robots.refusal(PAGE) == refused
    asked.now = 61
    assert await robots.refusal(PAGE) is None
    assert asked.urls == ["https://example.com/robots.txt"] * 2


async def test_it_is_remembered_for_each_site_for_an_hour() -> None:
    asked = Asked(*[(404, b"")] * 4)
    robots = asked.robots()
    for url in ("https://example.com/a", "https://example.com/b", "https://example.com:8443/a", "http://example.com/a"):
        await robots.refusal(URL(url))
    assert len(asked.urls) == 3
    asked.now = 3_601
    await robots.refusal(PAGE)
    assert len(asked.urls) == 4
