"""The fetcher: from a link to the bytes that it leads to, over redirects, within limits of time, size and manners."""

import asyncio
import contextlib
import socket
from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Mapping
from typing import TypeAlias, TypeVar
from urllib.parse import urljoin

import aiohttp
from aiohttp.abc import AbstractResolver
from yarl import URL

from bot import __version__
from bot.fetching import answers
from bot.fetching.charsets import marked
from bot.fetching.guard import ForbiddenAddress, Guard, GuardedResolver
from bot.fetching.hosts import Turns
from bot.fetching.kinds import name_for
from bot.fetching.robots import AGENT, Answer, Robots
from bot.fetching.robots import LARGEST as LARGEST_ROBOTS
from bot.fetching.types import Address, Page, Raw, Refused, Unchanged, Validators
from bot.fetching.unpacking import ACCEPTED, TooLarge, Unpackable, unpacker
from bot.fetching.urls import NOT_PUBLIC, checked

LARGEST = 5_000_000
"""Bytes of a page, unpacked."""

MOST_REDIRECTS = 5

CONNECT_SECONDS = 8.0
TOTAL_SECONDS = 25.0
"""From the first connection to the last byte, redirects and robots.txt included; waiting for a turn does not count."""

_AT_ONCE = 16  # connections to all hosts together
_CHUNK = 1 << 16
_ACCEPT = "text/html,application/xhtml+xml,application/pdf;q=0.9,text/plain;q=0.9,*/*;q=0.5"

TOO_LARGE = Refused(f"The page is too large: at most {LARGEST // 1_000_000} MB are fetched.")
TOO_SLOW = Refused("The site did not answer in time.", passing=True)
TOO_MANY_REDIRECTS = Refused("The link leads on and on from one address to the next.")
NO_SITE = Refused("There is no site of that name.")
UNREACHABLE = Refused("The site cannot be reached.", passing=True)
BROKEN_OFF = Refused("The site broke off in the middle of the page.", passing=True)
UNTRUSTED = Refused("The site cannot prove that it is the one that the link names (its certificate is not valid).")
NONSENSE = Refused("What the site answered cannot be understood.")
EMPTY = Refused("The page is empty.")

_ACCEPT_FEED = (
    "application/atom+xml,application/rss+xml,application/feed+json,application/xml;q=0.9,text/xml;q=0.9,"
    "application/json;q=0.8,*/*;q=0.5"
)
_LONGEST_VALIDATOR = 500  # characters: nothing longer is kept, since it would be sent with every request
_NOT_MODIFIED = 304

_T = TypeVar("_T")
_Take: TypeAlias = Callable[[URL, aiohttp.ClientResponse], Awaitable[_T | Refused]]
"""Makes something of an answer that is no redirect."""

_NO_SUCH_NAME = frozenset({socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME)})


class Fetcher:
    """Fetches links from the public web, and from the `allowed` addresses beside it (for tests, on this machine).

    `contact` stands in the User-Agent, so that whoever runs a site can say something to whoever runs this program.
    `resolver` finds the addresses of names (None: as the machine does).
    """

    def __init__(
        self,
        contact: str = "",
        *,
        allowed: Collection[Address] = (),
        resolver: AbstractResolver | None = None,
        total_seconds: float = TOTAL_SECONDS,
    ) -> None:
        self._agent = user_agent(contact)
        self._allowed = frozenset(allowed)
        self._resolver = resolver
        self._seconds = total_seconds
        self._turns = Turns()
        self._robots = Robots(self._get_robots)
        self._opened: aiohttp.ClientSession | None = None

    async def fetch(self, url: str) -> Page | Refused:
        """What is found at an address, after at most five redirects; or why nothing is."""
        return await self._followed(url, {}, _page)

    async def fetch_raw(self, url: str, known: Validators) -> Raw | Unchanged | Refused:
        """What is found at an address, of whatever kind; or that it is still what is known; or why nothing is."""
        headers = {"Accept": _ACCEPT_FEED}
        if known.etag:
            headers["If-None-Match"] = known.etag
        if known.modified:
            headers["If-Modified-Since"] = known.modified
        found: Raw | Unchanged | Refused = await self._followed(url, headers, _raw)
        if isinstance(found, Unchanged) and known == Validators():
            return answers.refusal(_NOT_MODIFIED, {}) or found
        return found

    async def _followed(self, url: str, headers: Mapping[str, str], take: _Take[_T]) -> _T | Refused:
        """What is made of the answer at the end of all redirects."""
        found: URL | _T | Refused = checked(url, self._allowed)
        left = self._seconds
        clock = asyncio.get_running_loop().time
        for _ in range(MOST_REDIRECTS + 1):
            if not isinstance(found, URL):
                return found
            async with self._turns.at(str(found.raw_host)):
                began = clock()
                found = await self._within(left, found, headers, take)
                left -= clock() - began
        return TOO_MANY_REDIRECTS if isinstance(found, URL) else found

    async def close(self) -> None:
        """Give up all connections."""
        if self._opened is not None:
            await self._opened.close()
            self._opened = None

    async def _within(
        self, seconds: float, url: URL, headers: Mapping[str, str], take: _Take[_T]
    ) -> URL | _T | Refused:
        try:
            async with asyncio.timeout(seconds):
                if refusal := await self._robots.refusal(url):
                    return refusal
                return await self._get(url, headers, take)
        except TimeoutError:  # aiohttp's own are of this class, too
            return TOO_SLOW
        except TooLarge:
            return TOO_LARGE
        except Unpackable:
            return NONSENSE
        except aiohttp.ClientError as error:
            return _refusal(error)

    async def _get(self, url: URL, headers: Mapping[str, str], take: _Take[_T]) -> URL | _T | Refused:
        """One request: what is made of its answer, where the site sends us instead, or a refusal."""
        async with self._asked(url, headers) as response:
            if response.status in answers.REDIRECTS:
                return self._next(url, response.headers.get("Location", ""))
            return await take(url, response)

    def _next(self, url: URL, location: str) -> URL | Refused:
        """Where a redirect leads. It is written to be joined to the address before (RFC 9110, 10.2.2)."""
        try:
            return checked(urljoin(str(url), location), self._allowed) if location else NONSENSE
        except ValueError:
            return NONSENSE

    async def _get_robots(self, url: URL) -> Answer:
        """A site's robots.txt, or what there was instead. Raises TimeoutError."""
        found: URL | Refused = url
        try:
            for _ in range(MOST_REDIRECTS + 1):
                if not isinstance(found, URL):
                    break
                async with self._asked(found) as response:
                    if response.status in answers.REDIRECTS:
                        found = self._next(found, response.headers.get("Location", ""))
                        continue
                    good = 200 <= response.status < 300
                    return response.status, await _body(response, LARGEST_ROBOTS, cut=True) if good else b""
        except (TooLarge, Unpackable):
            return 0, b""
        return 404, b""  # RFC 9309, 2.3.1.2: after too many redirects it counts as not being there

    @contextlib.asynccontextmanager
    async def _asked(self, url: URL, headers: Mapping[str, str] | None = None) -> AsyncIterator[aiohttp.ClientResponse]:
        async with self._session().get(url, allow_redirects=False, headers=headers) as response:
            yield response

    def _session(self) -> aiohttp.ClientSession:
        """The session: no cookies, no proxies of the environment, no connection that is used a second time."""
        if self._opened is None:
            guard = Guard(self._allowed)
            resolver = GuardedResolver(self._resolver or aiohttp.ThreadedResolver(), guard)
            self._opened = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(
                    resolver=resolver,
                    socket_factory=guard.socket,
                    use_dns_cache=False,
                    force_close=True,
                    limit=_AT_ONCE,
                ),
                cookie_jar=aiohttp.DummyCookieJar(),
                trust_env=False,
                auto_decompress=False,
                requote_redirect_url=False,
                timeout=aiohttp.ClientTimeout(total=None, sock_connect=CONNECT_SECONDS),
                headers={"User-Agent": self._agent, "Accept": _ACCEPT, "Accept-Encoding": ACCEPTED},
            )
        return self._opened


def user_agent(contact: str) -> str:
    """Who we say we are."""
    return f"{AGENT}/{__version__} (files the news that people post{'; ' if contact else ''}{contact})"


async def _page(url: URL, response: aiohttp.ClientResponse) -> Page | Refused:
    """A page that can be read as an article. Raises TooLarge, Unpackable."""
    media = response.headers.get("Content-Type", "").partition(";")[0]
    refusal = answers.refusal(response.status, response.headers)
    name = name_for(media, url)
    if refusal or isinstance(name, Refused):
        return refusal or name  # type: ignore[return-value]  # one of the two is a refusal
    raw = await _body(response, LARGEST)
    if not raw.strip():
        return EMPTY
    return Page(str(url), marked(raw, response.charset) if _is_text(name) else raw, name)


async def _raw(url: URL, response: aiohttp.ClientResponse) -> Raw | Unchanged | Refused:
    """An answer of whatever kind. Raises TooLarge, Unpackable."""
    if response.status == _NOT_MODIFIED:
        return Unchanged()
    if refusal := answers.refusal(response.status, response.headers):
        return refusal
    raw = await _body(response, LARGEST)
    if not raw.strip():
        return EMPTY
    validators = Validators(_kept(response, "ETag"), _kept(response, "Last-Modified"))
    return Raw(str(url), raw, response.headers.get("Content-Type", ""), validators)


def _kept(response: aiohttp.ClientResponse, header: str) -> str | None:
    """A header to be sent back, where it may stand in one."""
    value = response.headers.get(header, "").strip()
    return value if value and len(value) <= _LONGEST_VALIDATOR and value.isprintable() and value.isascii() else None


def _is_text(name: str) -> bool:
    return name.endswith((".html", ".txt", ".md"))


async def _body(response: aiohttp.ClientResponse, limit: int, *, cut: bool = False) -> bytes:
    """All bytes of an answer, unpacked. Raises TooLarge, or cuts it short; and Unpackable."""
    declared = response.content_length
    if declared is not None and declared > limit and not cut:
        raise TooLarge
    unpack = unpacker(response.headers.get("Content-Encoding", ""), limit)
    body = bytearray()
    try:
        async for chunk in response.content.iter_chunked(_CHUNK):
            body += unpack.feed(chunk)
    except TooLarge:
        if not cut:
            raise
    return bytes(body)


_BY_ERROR: tuple[tuple[type[aiohttp.ClientError], Refused], ...] = (
    (aiohttp.ClientSSLError, UNTRUSTED),
    (aiohttp.InvalidURL, Refused("This is not a web address.")),
    (aiohttp.ClientPayloadError, BROKEN_OFF),
    (aiohttp.ClientConnectionError, UNREACHABLE),
)


def _refusal(error: aiohttp.ClientError) -> Refused:
    """What went wrong on the way, for people."""
    cause = getattr(error, "os_error", None)
    if isinstance(cause, ForbiddenAddress):
        return Refused(NOT_PUBLIC)
    if isinstance(error, aiohttp.ClientConnectorDNSError) and isinstance(cause, socket.gaierror):
        return NO_SITE if cause.errno in _NO_SUCH_NAME else UNREACHABLE
    return next((refused for kind, refused in _BY_ERROR if isinstance(error, kind)), NONSENSE)
