"""What a link says decides first."""

from ipaddress import ip_address

import pytest
from hypothesis import given
from hypothesis import strategies as st
from yarl import URL

from bot.fetching.types import Refused
from bot.fetching.urls import LONGEST, NOT_PUBLIC, checked


@pytest.mark.parametrize(
    ("link", "reason"),
    [
        ("ftp://example.com/a", "Only links that begin with http:// or https:// are fetched."),
        ("file:///etc/passwd", "Only links that begin with http:// or https:// are fetched."),
        ("javascript:alert(1)", "Only links that begin with http:// or https:// are fetched."),
        ("example.com", "This is not a web address."),
        ("https://", "This is not a web address."),
        ("https:///a", "This is not a web address."),
        ("http://[::1", "This is not a web address."),
        ("http://a:99999/", "This is not a web address."),
        ("https://example.com/" + "a" * LONGEST, "This is not a web address."),
        ("https://user:word@example.com/", "The link has a user name or password in it: it is not fetched."),
        ("https://user@example.com/", "The link has a user name or password in it: it is not fetched."),
        ("https://@example.com@127.0.0.1/", "The link has a user name or password in it: it is not fetched."),
        ("http://2130706433/", "The link names its host by a number in an unusual form: it is not fetched."),
        ("http://0x7f.0.0.1/", "The link names its host by a number in an unusual form: it is not fetched."),
        ("http://0177.0.0.1/", "The link names its host by a number in an unusual form: it is not fetched."),
        ("http://127.1/", "The link names its host by a number in an unusual form: it is not fetched."),
        ("http://127.0.0.1/", NOT_PUBLIC),
        ("http://①②⑦.⓪.⓪.①/", NOT_PUBLIC),
        ("http://[::ffff:10.0.0.1]/", NOT_PUBLIC),
        ("http://169.254.169.254/latest/meta-data/", NOT_PUBLIC),
        ("http://example.com:25/", "The link leads to port 25, which is not the web's: it is not fetched."),
    ],
)
def test_refused(link: str, reason: str) -> None:
    assert checked(link) == Refused(reason)


def test_what_is_followed_is_what_was_checked() -> None:
    assert checked(" HTTPS://Example.com:8443/a?b=c#d ") == URL("https://example.com:8443/a?b=c")
    assert checked("http://8.8.8.8/") == URL("http://8.8.8.8/")
    assert isinstance(checked("http://127.0.0.1:99/", {ip_address("127.0.0.2")}), Refused)
    assert checked("http://127.0.0.1:8080/", {ip_address("127.0.0.1")}) == URL("http://127.0.0.1:8080/")


@given(st.one_of(st.text(max_size=60), st.text(max_size=30).map("https://".__add__)))
def test_nothing_raises(text: str) -> None:
    found = checked(text)
    assert isinstance(found, Refused) or (found.scheme in {"http", "https"} and found.user is None)
