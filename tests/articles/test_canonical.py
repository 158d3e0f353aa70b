"""Canonical links: one page, one form; different pages, different forms; nothing raises."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.articles.canonical import LONGEST, canonical

PAGE = "https://example.com/news/bridge-closes"


@pytest.mark.parametrize(
    "link",
    [
        "http://example.com/news/bridge-closes",
        "https://www.example.com/news/bridge-closes/",
        "HTTPS://WWW.Example.COM:443/news/bridge-closes",
        "http://example.com:80/news//bridge-closes",
        "https://example.com/news/bridge-closes#comments",
        "https://example.com/news/bridge-closes?utm_source=x&utm_medium=social&fbclid=abc&gclid=1",
        "https://m.example.com/news/bridge-closes?ref=home",
        "https://mobile.example.com/news/bridge-closes",
        "https://amp.example.com/news/bridge-closes",
        "https://www.example.com/news/bridge-closes/amp/",
        "https://www.example.com/amp/news/bridge-closes",
        "https://example.com/news/bridge-closes.amp.html",
        "https://example.com/news/bridge-closes?outputType=amp",
        "https://example.com/news/bridge-closes/index.html",
        "https://example.com/news/bridge%2Dcloses",
        "https://example.com./news/bridge-closes",
        "https://www.google.com/amp/s/www.example.com/news/bridge-closes/amp/?utm_source=g",
        "https://www.google.co.uk/amp/s/example.com/news/bridge-closes",
        "https://example-com.cdn.ampproject.org/c/s/example.com/news/bridge-closes",
        "https://example-com.cdn.ampproject.org/v/s/www.example.com/news/bridge-closes?amp_js_v=0.1&usqp=mq331",
        "  https://example.com/news/bridge-closes ",
    ],
)
def test_one_page_has_one_form(link: str) -> None:
    assert canonical(link) == PAGE


@pytest.mark.parametrize(
    ("link", "form"),
    [
        ("https://example.com", "https://example.com/"),
        ("https://example.com/?p=12&a=1", "https://example.com/?a=1&p=12"),
        ("https://example.com/a?id=2&id=1", "https://example.com/a?id=2&id=1"),
        ("https://example.com/News/Story", "https://example.com/News/Story"),
        ("https://example.com/a?Page=Two", "https://example.com/a?Page=Two"),
        ("https://example.com/search?q", "https://example.com/search?q"),
        ("https://example.com/a?x=1;y=2", "https://example.com/a?x=1;y=2"),
        ("http://example.com:8080/a", "http://example.com:8080/a"),
        ("https://en.m.wikipedia.org/wiki/Oslo", "https://en.wikipedia.org/wiki/Oslo"),
        ("https://m.de/a", "https://m.de/a"),
        ("https://bücher.example/ä", "https://xn--bcher-kva.example/%C3%A4"),
        ("https://example.com/%c3%a4/%2f", "https://example.com/%C3%A4/%2F"),
        ("https://example.com/%e4", "https://example.com/%E4"),
        ("http://127.0.0.1:8000/a/", "http://127.0.0.1:8000/a"),
        ("http://[2001:db8::1]/a", "https://[2001:db8::1]/a"),
        ("https://www.google.com/search?q=amp", "https://google.com/search?q=amp"),
        ("https://example.com/camp", "https://example.com/camp"),
        ("https://example.com/a?q=b%20c", "https://example.com/a?q=b+c"),
    ],
)
def test_what_chooses_the_page_stays(link: str, form: str) -> None:
    assert canonical(link) == form


@pytest.mark.parametrize(
    "text",
    [
        "",
        "example.com/a",
        "ftp://example.com/a",
        "javascript:alert(1)",
        "https://",
        "https://user:secret@example.com/",
        "https://example.com:port/",
        "https://[::1/",
        "https://example.com/a b",
        "https://example.com/" + "a" * LONGEST,
    ],
)
def test_what_is_no_such_address_comes_back(text: str) -> None:
    assert canonical(text) == text


HOSTS = [
    "example.com", "www.m.example.com", "amp.amp.example.co.uk", "www.google.com", "x.cdn.ampproject.org", "ÄÖ.example",
    "127.0.0.1", "[::1]", "m.", "a..b",
]  # fmt: skip
PIECES = ["amp", "s", "c", "index.html", "a.amp", "%2e", "%e4", "%zz", "ü", "", "..", "?", "https:", *HOSTS]
LINKS = st.builds(
    lambda scheme, host, port, path, query: f"{scheme}://{host}{port}/{path}{query}",
    st.sampled_from(["http", "https", "HTTP"]),
    st.sampled_from(HOSTS),
    st.sampled_from(["", ":80", ":443", ":8080", ":0", ":99999"]),
    st.lists(st.sampled_from(PIECES), max_size=12).map("/".join),
    st.text(alphabet="?&=;#%aAü+1_utm", max_size=20),
)


def test_viewers_in_viewers_are_unwrapped() -> None:
    assert canonical("https://" + "google.com/amp/s/" * 60 + "example.com/news/bridge-closes") == PAGE


@given(st.one_of(st.text(max_size=80), LINKS, st.text(max_size=40).map(lambda text: "https://example.com/" + text)))
def test_it_is_idempotent_and_never_raises(text: str) -> None:
    once = canonical(text)
    assert canonical(once) == once
