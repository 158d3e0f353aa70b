"""What a fetch gives: a page as bytes, or why there is none."""

from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address
from typing import Protocol, TypeAlias

Address: TypeAlias = IPv4Address | IPv6Address


@dataclass(frozen=True, slots=True)
class Page:
    """What an address answered with: `raw` is unpacked, `url` where it was found after all redirects.

    `name` is what a file of it would be called, with an ending that fits its declared type.
    """

    url: str
    raw: bytes
    name: str


@dataclass(frozen=True, slots=True)
class Validators:
    """What a site said to know a version of an answer by: its ETag and Last-Modified headers, as they came."""

    etag: str | None = None
    modified: str | None = None


@dataclass(frozen=True, slots=True)
class Raw:
    """An answer of whatever kind: `media_type` is its Content-Type as it came, parameters included."""

    url: str
    raw: bytes
    media_type: str
    validators: Validators


@dataclass(frozen=True, slots=True)
class Unchanged:
    """The answer is the one that the validators are of."""


@dataclass(frozen=True, slots=True)
class Refused:
    """Why a link was not fetched, as one plain sentence; `passing` where it may well be fetched another time."""

    reason: str
    passing: bool = False


class Fetches(Protocol):
    """What fetches links: a `Fetcher`."""

    async def fetch(self, url: str) -> Page | Refused:
        """What is found at an address."""

    async def fetch_raw(self, url: str, known: Validators) -> Raw | Unchanged | Refused:
        """What is found at an address, of whatever kind, unless it is still what is known."""

    async def close(self) -> None:
        """Give up all connections."""
