"""What a site's robots.txt lets us fetch (RFC 9309, with the meaning that Python's own parser gives to it)."""

import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from urllib.robotparser import RobotFileParser

from yarl import URL

from bot.fetching.types import Refused

AGENT = "Dossier"
"""The name by which a robots.txt can address us."""

LARGEST = 500_000
"""Bytes of a robots.txt that are read: what RFC 9309 asks for at the least."""

_KEPT_SECONDS = 3_600.0
_RETRY_SECONDS = 60.0  # where it could not be had
_SITES = 500

_FORBIDDEN = Refused("The site's robots.txt asks programs not to read this page.")
_UNKNOWN = Refused("The site does not say at present whether programs may read it.", passing=True)

Answer = tuple[int, bytes]
"""A status of HTTP, 0 when there was no answer, and the bytes that came."""


class Robots:
    """Remembers the rules of the sites asked last; `get` fetches a robots.txt."""

    def __init__(self, get: Callable[[URL], Awaitable[Answer]], clock: Callable[[], float] = time.monotonic) -> None:
        self._get = get
        self._clock = clock
        self._known: OrderedDict[str, tuple[float, RobotFileParser | None]] = OrderedDict()

    async def refusal(self, url: URL) -> Refused | None:
        """Why a page may not be fetched; None where its site lets us."""
        site = str(url.origin())
        until, rules = self._known.get(site, (float("-inf"), None))
        if until <= self._clock():
            rules = _rules(*await self._get(url.origin().with_path("/robots.txt")))
            self._known[site] = self._clock() + (_KEPT_SECONDS if rules else _RETRY_SECONDS), rules
            self._known.move_to_end(site)
            while len(self._known) > _SITES:
                self._known.popitem(last=False)
        if rules is None:
            return _UNKNOWN
        return None if rules.can_fetch(AGENT, str(url)) else _FORBIDDEN


def _rules(status: int, body: bytes) -> RobotFileParser | None:
    """Without a file all is allowed, and nothing where it is locked away; None where the site is in trouble."""
    rules = RobotFileParser()
    if 200 <= status < 300:
        rules.parse(body.decode("utf-8-sig", "replace").splitlines())
    elif status in {401, 403}:
        rules.parse(["User-agent: *", "Disallow: /"])
    elif 400 <= status < 500 and status != 429:
        rules.parse([])
    else:
        return None
    return rules
