"""Names that lead to addresses which are not public, now or a moment later."""

import socket
from ipaddress import ip_address

import pytest
from aiohttp.abc import AbstractResolver, ResolveResult

from bot.fetching.fetcher import NO_SITE, UNREACHABLE
from bot.fetching.guard import ForbiddenAddress, Guard, GuardedResolver
from bot.fetching.types import Page, Refused
from bot.fetching.urls import NOT_PUBLIC
from tests.fetching.site import HERE, answer, fetcher, redirect, site


class Names(AbstractResolver):
    """Resolves any name to what is next in the list; the last stays."""

    def __init__(self, *answers: list[str]) -> None:
        self.answers = list(answers)
        self.asked: list[str] = []

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        self.asked.append(host)
        now = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if not now:
            raise socket.gaierror(socket.EAI_NONAME, "no such name")
        if now == ["?"]:
            raise socket.gaierror(socket.EAI_AGAIN, "try again")
        return [_result(host, address, port) for address in now]

    async def close(self) -> None:
        pass


def _result(host: str, address: str, port: int) -> ResolveResult:
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    return {"hostname": host, "host": address, "port": port, "family": family, "proto": 0, "flags": 0}


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "10.0.0.1", "169.254.169.254", "100.100.100.200", "::1", "::ffff:127.0.0.1", "fd00::1", "64:ff9b::1"],
)
async def test_a_name_of_a_private_address(address: str) -> None:
    async with fetcher(allowed=(), resolver=Names([address])) as fetch:
        assert await fetch.fetch("http://example.com/") == Refused(NOT_PUBLIC)


async def test_one_private_address_among_public_ones() -> None:
    async with fetcher(resolver=Names(["93.184.216.34", "192.168.0.1"])) as fetch:
        assert await fetch.fetch("http://example.com/") == Refused(NOT_PUBLIC)


async def test_a_name_that_is_bound_anew_between_two_requests() -> None:
    names = Names(["127.0.0.1"], ["127.0.0.1"], ["127.0.0.2"])
    async with site(a=answer()) as served, fetcher(resolver=names) as fetch:
        url = served.url(host="rebound.example")
        assert isinstance(await fetch.fetch(url), Page)  # two questions: for robots.txt, and for the page
        assert await fetch.fetch(url) == Refused(NOT_PUBLIC)
        assert names.asked == ["rebound.example"] * 3


async def test_a_name_that_is_bound_anew_at_a_redirect() -> None:
    names = Names(["127.0.0.1"], ["127.0.0.1"], ["10.0.0.1"])
    async with site(a=redirect("/b"), b=answer()) as served, fetcher(resolver=names) as fetch:
        assert await fetch.fetch(served.url(host="rebound.example")) == Refused(NOT_PUBLIC)
        assert "/b" not in served.asked


async def test_the_socket_is_not_made_whatever_the_resolver_said(monkeypatch: pytest.MonkeyPatch) -> None:
    async def unguarded(self: GuardedResolver, host: str, port: int = 0, family: int = 0) -> list[ResolveResult]:
        return [_result(host, "127.0.0.2", port)]

    monkeypatch.setattr(GuardedResolver, "resolve", unguarded)
    async with site(a=answer()) as served, fetcher() as fetch:
        assert await fetch.fetch(served.url(host="example.com")) == Refused(NOT_PUBLIC)
        assert served.asked == []


@pytest.mark.parametrize(("answers", "refused"), [([], NO_SITE), (["?"], UNREACHABLE)])
async def test_names_that_are_not_found(answers: list[str], refused: Refused) -> None:
    async with fetcher(resolver=Names(answers)) as fetch:
        assert await fetch.fetch("http://example.com/") == refused


def test_sockets() -> None:
    guard = Guard(HERE)
    made = guard.socket((socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP, "", ("127.0.0.1", 80)))
    assert made.getblocking() is False
    made.close()
    for place in (("127.0.0.2", 80), ("name", 80), ("fe80::1%lo", 80)):
        with pytest.raises(ForbiddenAddress):
            guard.socket((socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP, "", place))
    assert ip_address("127.0.0.1") in HERE
