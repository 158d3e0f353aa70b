"""Which network addresses are the public web's: of all others nothing is ever fetched."""

from ipaddress import IPv4Address, IPv4Network, IPv6Network, ip_address

from bot.fetching.types import Address

# What is not for the public, from IANA's registries of special-purpose addresses (RFC 6890 and its updates). They are
# written out because `ipaddress.is_global` answers differently from one Python release to the next.
_CLOSED_4 = tuple(
    map(
        IPv4Network,
        (
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",  # between a provider and its customers; some clouds' metadata
            "127.0.0.0/8",
            "168.63.129.16/32",  # a cloud's own wire server, though the address is public
            "169.254.0.0/16",  # link-local; the clouds' metadata
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.88.99.0/24",
            "192.168.0.0/16",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/4",
            "240.0.0.0/4",
        ),
    )
)
_OPEN_6 = IPv6Network("2000::/3")  # all that is given out; mapped, NAT64, local and multicast addresses lie outside
_CLOSED_6 = tuple(
    map(
        IPv6Network,
        (
            "2001::/23",  # Teredo and other protocols, which may carry an IPv4 address
            "2001:db8::/32",
            "2002::/16",  # 6to4: carries an IPv4 address
            "3fff::/20",
        ),
    )
)


def is_public(address: Address) -> bool:
    """Whether an address is one that anyone on the internet reaches alike."""
    if isinstance(address, IPv4Address):
        return not any(address in network for network in _CLOSED_4)
    return address in _OPEN_6 and not any(address in network for network in _CLOSED_6)


def parsed(text: str) -> Address | None:
    """The address that a host is, written in the usual way; None for a name."""
    try:
        return ip_address(text)
    except ValueError:
        return None


def is_odd_number(host: str) -> bool:
    """Whether a host is a number in a form that some programs take for an IPv4 address: decimal, octal, hexadecimal.

    That is so when its last label is a number (WHATWG URL, "ends in a number"): no name on the internet is.
    """
    last = host.rstrip(".").rpartition(".")[2].lower()
    if last.startswith("0x"):
        return all(char in "0123456789abcdef" for char in last[2:])
    return last.isdigit()
