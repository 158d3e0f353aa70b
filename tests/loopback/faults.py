"""Trouble on demand for REST routes (5xx, 429, slowness, cut connections), and the ordinary rate limits."""

from __future__ import annotations

import time
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from typing import TypeAlias


@dataclass(slots=True)
class Fault:
    """Trouble for the next `times` requests that match `route`, as "POST /channels/*/messages".

    `status` 429 asks to come back in `retry_after` seconds; 0 leaves the answer alone; `cut` drops the connection
    after the request was read; `delay` (seconds) comes first in any case; with `after` the request is served, and only
    its answer gets lost.
    """

    route: str
    status: int = 0
    times: int = 1
    retry_after: float = 0.2
    is_global: bool = False
    delay: float = 0.0
    cut: bool = False
    after: bool = False
    met: int = 0

    def meets(self, method: str, path: str) -> bool:
        """Whether this request is the next one to suffer; counts it if so."""
        if self.met >= self.times or not fnmatchcase(f"{method} {path}", self.route):
            return False
        self.met += 1
        return True


class Faults:
    """The faults that wait for their requests."""

    def __init__(self) -> None:
        self.planned: list[Fault] = []

    def plan(self, fault: Fault) -> Fault:
        """Let a fault wait; its `met` says later how often it struck."""
        self.planned.append(fault)
        return fault

    def next(self, method: str, path: str) -> Fault | None:
        """The fault that strikes this request."""
        return next((fault for fault in self.planned if fault.meets(method, path)), None)


Rates: TypeAlias = dict[str, tuple[int, float]]
"""Requests and seconds by "METHOD /template"; "*" for every other route."""

GENEROUS: Rates = {"*": (50, 1.0)}
"""Headers on every answer, and hardly ever a limit: the default, so that tests are quick."""

REAL: Rates = {
    "POST /channels/{channel_id}/messages": (5, 5.0),
    "PATCH /channels/{channel_id}/messages/{message_id}": (5, 5.0),
    "DELETE /channels/{channel_id}/messages/{message_id}": (5, 1.0),
    "PUT /channels/{channel_id}/messages/{message_id}/reactions/{emoji_name}/@me": (1, 0.25),
    "DELETE /channels/{channel_id}/messages/{message_id}/reactions/{emoji_name}/@me": (1, 0.25),
    "GET /channels/{channel_id}/messages": (5, 5.0),
    "POST /webhooks/{webhook_id}/{webhook_token}": (5, 2.0),
    "PATCH /webhooks/{webhook_id}/{webhook_token}/messages/@original": (5, 2.0),
    "*": (50, 1.0),
}
"""About what the real Discord gives; it does not publish the numbers, and changes them."""

GLOBAL_RATE = 50
"""Requests a second over all routes, interactions and webhooks apart (documented)."""


@dataclass(slots=True)
class _Bucket:
    limit: int
    seconds: float
    opened: float = 0.0
    used: int = 0


@dataclass(slots=True)
class Taken:
    """What one request got: headers for the answer, and seconds to wait when it was one too many."""

    headers: dict[str, str]
    retry_after: float | None = None
    is_global: bool = False


@dataclass(slots=True)
class RateLimits:
    """One bucket for each route and channel, guild or webhook, and the global one."""

    rates: Rates
    clock: Callable[[], float] = time.monotonic
    _buckets: dict[str, _Bucket] = field(default_factory=dict)
    _global: _Bucket = field(default_factory=lambda: _Bucket(GLOBAL_RATE, 1.0))

    def take(self, route: str, major: str, *, counts_globally: bool) -> Taken:
        """Count a request on `route` ("METHOD /template") for this channel, guild or webhook."""
        now = self.clock()
        if counts_globally and (wait := _use(self._global, now)):
            return Taken({"X-RateLimit-Global": "true"}, wait, is_global=True)
        limit, seconds = self.rates.get(route, self.rates["*"])
        bucket = self._buckets.setdefault(f"{route} {major}", _Bucket(limit, seconds))
        wait = _use(bucket, now)
        reset = max(0.001, bucket.opened + bucket.seconds - now)
        headers = {
            "X-RateLimit-Limit": str(bucket.limit),
            "X-RateLimit-Remaining": str(bucket.limit - bucket.used),
            "X-RateLimit-Reset": f"{time.time() + reset:.3f}",
            "X-RateLimit-Reset-After": f"{reset:.3f}",
            "X-RateLimit-Bucket": f"{zlib.crc32(route.encode()):08x}",
        }
        return Taken(headers, wait)


def _use(bucket: _Bucket, now: float) -> float | None:
    """Take one from a bucket; the seconds until it is full again when there is none left."""
    if now >= bucket.opened + bucket.seconds:
        bucket.opened, bucket.used = now, 0
    if bucket.used >= bucket.limit:
        return bucket.opened + bucket.seconds - now
    bucket.used += 1
    return None
