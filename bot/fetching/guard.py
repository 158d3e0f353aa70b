"""The guard at the door: every connection is checked for the address that it really goes to.

Names are checked when they are resolved, which gives the reason; and the socket is only made for an address that is
allowed, whatever a resolver said a moment before: so rebinding a name between check and use gains nothing.
"""

import socket
from collections.abc import Collection

from aiohttp.abc import AbstractResolver, ResolveResult
from aiohttp.connector import AddrInfoType

from bot.fetching.addresses import is_public, parsed
from bot.fetching.types import Address


class ForbiddenAddress(OSError):  # noqa: N818 - it is a refusal; an OSError is what connectors pass on
    """A name or a connection leads to an address from which nothing is fetched."""


class Guard:
    """Lets through the public addresses, and those that are `allowed` beside them."""

    def __init__(self, allowed: Collection[Address] = ()) -> None:
        self._allowed = frozenset(allowed)

    def check(self, host: object) -> None:
        """Raise ForbiddenAddress unless a resolved host is an address that may be connected to."""
        address = parsed(str(host))
        if address is None or (address not in self._allowed and not is_public(address)):
            raise ForbiddenAddress(f"{host} is not a public address")

    def socket(self, info: AddrInfoType) -> socket.socket:
        """A new socket for a connection to the address in `info`. Raises ForbiddenAddress."""
        family, kind, protocol, _, place = info
        self.check(place[0])
        made = socket.socket(family, kind, protocol)
        made.setblocking(False)  # noqa: FBT003 - it takes no keyword
        return made


class GuardedResolver(AbstractResolver):
    """Another resolver, of which a name with any forbidden address is refused as a whole."""

    def __init__(self, inner: AbstractResolver, guard: Guard) -> None:
        self._inner = inner
        self._guard = guard

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        """The addresses of a name. Raises OSError, and ForbiddenAddress."""
        found = await self._inner.resolve(host, port, family)
        for address in found:
            self._guard.check(address["host"])
        return found

    async def close(self) -> None:
        """Close the inner one."""
        await self._inner.close()
