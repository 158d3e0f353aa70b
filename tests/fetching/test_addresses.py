"""Which addresses are public."""

from ipaddress import IPv4Address, IPv6Address, ip_address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.fetching.addresses import is_odd_number, is_public, parsed


@pytest.mark.parametrize(
    "address",
    [
        "0.0.0.0", "10.1.2.3", "100.64.0.1", "100.100.100.200", "127.0.0.1", "127.9.9.9", "168.63.129.16",
        "169.254.169.254", "172.16.0.1", "172.31.255.255", "192.0.0.192", "192.168.1.1", "198.18.0.1", "224.0.0.1",
        "239.255.255.250", "255.255.255.255", "::", "::1", "::ffff:127.0.0.1", "::ffff:8.8.8.8", "::127.0.0.1",
        "64:ff9b::7f00:1", "64:ff9b:1::1", "100::1", "2001::1", "2001:db8::1", "2002:7f00:1::", "3fff::1", "5f00::1",
        "fc00::1", "fd00:ec2::254", "fe80::1", "fe80::1%eth0", "fec0::1", "ff02::1",
    ],
)  # fmt: skip
def test_these_are_not(address: str) -> None:
    assert not is_public(ip_address(address))


@pytest.mark.parametrize("address", ["1.1.1.1", "93.184.216.34", "172.32.0.1", "100.128.0.1", "2606:4700::1111"])
def test_these_are(address: str) -> None:
    assert is_public(ip_address(address))


@given(st.ip_addresses())
def test_no_public_address_is_one_that_python_calls_private(address: IPv4Address | IPv6Address) -> None:
    bad = address.is_private or address.is_loopback or address.is_link_local or address.is_multicast
    assert not (is_public(address) and bad)


@pytest.mark.parametrize("host", ["2130706433", "0x7f000001", "0x7f.1", "0177.0.0.1", "127.1", "127.0.0.1.", "a.b.0x"])
def test_odd_numbers(host: str) -> None:
    assert parsed(host) is None
    assert is_odd_number(host)


@pytest.mark.parametrize("host", ["example.com", "1.example", "0x7f.com", "localhost", "3com"])
def test_names_are_no_odd_numbers(host: str) -> None:
    assert not is_odd_number(host)
