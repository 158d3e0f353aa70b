"""Which links are followed at all, by what they say; where their names lead is checked at connection time."""

from collections.abc import Collection

from yarl import URL

from bot.fetching.addresses import is_odd_number, is_public, parsed
from bot.fetching.types import Address, Refused

LONGEST = 4_000  # characters
_PORTS = frozenset({80, 443})
_FREE_PORTS = 1024  # below it stand services that are not the web's

NOT_PUBLIC = "The link leads to an address that is not on the public internet."
_NO_ADDRESS = "This is not a web address."
_NOT_WEB = "Only links that begin with http:// or https:// are fetched."
_CREDENTIALS = "The link has a user name or password in it: it is not fetched."
_ODD_NUMBER = "The link names its host by a number in an unusual form: it is not fetched."
_ODD_PORT = "The link leads to port {port}, which is not the web's: it is not fetched."


def checked(text: str, allowed: Collection[Address] = ()) -> URL | Refused:
    """A link as the very value that is requested, so that nothing else can be read out of it; or why it is refused."""
    if len(text) > LONGEST:
        return Refused(_NO_ADDRESS)
    try:
        url = URL(text.strip())
        host, port = url.raw_host or "", url.port
    except ValueError:
        return Refused(_NO_ADDRESS)
    if url.scheme not in {"http", "https"}:
        return Refused(_NOT_WEB if url.scheme else _NO_ADDRESS)
    if url.raw_user is not None or url.raw_password is not None:
        return Refused(_CREDENTIALS)
    if port is None or (port < _FREE_PORTS and port not in _PORTS):
        return Refused(_ODD_PORT.format(port=port))
    why = _why_not(host, allowed)
    return Refused(why) if why else url.with_fragment(None)


def _why_not(host: str, allowed: Collection[Address]) -> str | None:
    """Why a host is not asked, by its name alone."""
    if not host:
        return _NO_ADDRESS
    address = parsed(host)
    if address is None:
        return _ODD_NUMBER if is_odd_number(host) else None
    return None if is_public(address) or address in allowed else NOT_PUBLIC
