"""Feeds of every kind, sound and broken, as entries."""

import json
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.articles.feeds.entries import MOST
from bot.articles.feeds.reader import read
from bot.articles.feeds.types import Entry, Feed, NoFeed, RawFeed
from tests.examples import examples

URL = "https://news.example.org/feeds/all.xml"

RSS = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>Bridges &amp; Roads</title><link>https://news.example.org/</link>
<item><title>Old bridge closed</title><link>/bridge?utm_source=rss</link><guid isPermaLink="false">n-1</guid>
<pubDate>Mon, 03 Jun 2024 10:00:00 +0200</pubDate><description>It is &lt;b&gt;old&lt;/b&gt;.</description>
<content:encoded><![CDATA[<p>The old bridge was closed on Monday for repairs.</p>]]></content:encoded></item>
<item><title>Road opened</title><link>https://news.example.org/road</link><guid>n-2</guid></item>
</channel></rss>"""

ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://news.example.org/x/"><title>Roads</title>
<entry><id>tag:news.example.org,2024:1</id><title type="html">A &amp;amp; B</title>
<updated>2024-06-03T08:00:00Z</updated>
<link rel="self" href="self"/><link rel="alternate" href="one"/><summary>Short.</summary></entry></feed>"""

JSON = {
    "version": "https://jsonfeed.org/version/1.1",
    "title": "Roads",
    "items": [
        {"id": 7, "url": "/one", "title": "1 < 2", "content_text": "A first.\nA & second.",
         "date_published": "2024-06-03T10:00:00+02:00"},
        {"id": "8", "external_url": "https://elsewhere.example.org/two", "summary": "Only this."},
        {"id": True}, "no item",
    ],
}  # fmt: skip


def feed(raw: str | bytes, media: str = "") -> Feed:
    found = read(RawFeed(raw.encode() if isinstance(raw, str) else raw, URL, media))
    assert isinstance(found, Feed)
    return found


def test_rss() -> None:
    found = feed(RSS)
    assert found.title == "Bridges & Roads"
    one, two = found.entries
    assert one.title == "Old bridge closed"
    assert one.link == "https://news.example.org/bridge?utm_source=rss"
    assert one.html == "<p>The old bridge was closed on Monday for repairs.</p>"
    assert one.published == datetime(2024, 6, 3, 8, tzinfo=UTC)
    assert two.published is None
    assert one.guid
    assert one.guid != two.guid
    assert one.link_key != two.link_key


def test_links_are_known_by_their_canonical_form() -> None:
    other = feed(RSS.replace("utm_source=rss", "utm_source=mail"))
    assert other.entries[0].link_key == feed(RSS).entries[0].link_key
    assert other.entries[0].text_key == feed(RSS).entries[0].text_key


def test_atom() -> None:
    found = feed(ATOM, "application/atom+xml")
    [entry] = found.entries
    assert (found.title, entry.title, entry.link) == ("Roads", "A & B", "https://news.example.org/x/one")
    assert entry.published == datetime(2024, 6, 3, 8, tzinfo=UTC)
    assert "Short." in entry.html


def test_json_feed() -> None:
    found = feed(json.dumps(JSON))
    one, two = found.entries
    assert found.title == "Roads"
    assert (one.title, one.link) == ("1 < 2", "https://news.example.org/one")
    assert one.html == "<p>A first.</p><p>A &amp; second.</p>"
    assert one.published == datetime(2024, 6, 3, 8, tzinfo=UTC)
    assert (two.link, two.html) == ("https://elsewhere.example.org/two", "Only this.")


@pytest.mark.parametrize("media", ["text/html", "text/plain", "application/octet-stream", "application/json", ""])
def test_a_wrong_type_does_not_matter(media: str) -> None:
    assert len(feed(RSS, media).entries) == 2
    assert len(feed(json.dumps(JSON), media).entries) == 2


@pytest.mark.parametrize(
    "broken",
    [
        RSS.replace("&amp; Roads", "& Roads"),
        RSS.replace("</channel></rss>", ""),
        RSS.replace("</guid></item>", "</guid>"),
        "\n\n" + RSS,
        RSS.replace("It is", "It is \x0b\x00"),
        RSS.replace("It is", "It is &nbsp; &hellip;"),
    ],
)
def test_what_is_not_well_formed_is_read(broken: str) -> None:
    assert "Old bridge closed" in feed(broken).entries[0].title


def test_a_charset_of_the_header_and_one_of_the_document() -> None:
    text = RSS.replace("Old bridge", "Alte Brücke")
    assert feed(text.replace("utf-8", "iso-8859-1").encode("latin-1")).entries[0].title == "Alte Brücke closed"
    raw = text.replace(' encoding="utf-8"', "").encode("cp1252")
    assert feed(raw, "application/rss+xml; charset=windows-1252").entries[0].title == "Alte Brücke closed"


@pytest.mark.parametrize(
    "date", ["yesterday", "Mon, 99 Jun 2024 99:00:00 GMT", "0001-01-01T00:00:00Z", "1969-01-01T00:00:00Z", ""]
)
def test_a_wild_date_is_none(date: str) -> None:
    assert feed(RSS.replace("Mon, 03 Jun 2024 10:00:00 +0200", date)).entries[0].published is None
    one = {"version": "https://jsonfeed.org/version/1", "items": [{"title": "A", "date_published": date}]}
    assert feed(json.dumps(one)).entries[0].published is None


@pytest.mark.parametrize("name", [b"utf-8\x80", b"utf\x00-8", b"no-such-code", b"\xff\xfe"])
def test_an_encoding_that_is_none(name: bytes) -> None:
    assert len(feed(RSS.encode().replace(b"utf-8", name)).entries) == 2


def test_a_character_that_is_none_breaks_nothing() -> None:
    broken = RSS.replace("It is", "&#99999999999; <b>It is").replace("</channel></rss>", "")
    assert isinstance(read(RawFeed(broken.encode(), URL)), Feed | NoFeed)


def test_links_that_lead_to_no_page_are_none() -> None:
    for link in ("javascript:alert(1)", "file:///etc/passwd", "https://", "http://[", "x" * 5000):
        one = {"version": "https://jsonfeed.org/version/1", "items": [{"title": "A", "url": link}]}
        [entry] = feed(json.dumps(one)).entries
        assert entry.link is None


@pytest.mark.parametrize(
    "raw",
    [b"/etc/hostname", b"https://news.example.org/", b"\x89PNG\r\n", b"{", b"[1]", b'{"items": []}', b"<a/>", b"words",
     b"[" * 100_000, b"\xff\xfe", b'{"version": 1}'],
)  # fmt: skip
def test_what_is_no_feed(raw: bytes) -> None:
    found = read(RawFeed(raw, URL))
    assert isinstance(found, NoFeed)
    assert found.reason.startswith("There is no feed at this address: ")
    assert found.named == ()


def test_a_page_names_its_feeds() -> None:
    page = """<!-- a page --><!DOCTYPE html><html><head>
        <link rel="alternate" type="application/rss+xml" href="/rss"><link rel="alternate" hreflang="nn" href="/nn">
        <LINK REL="alternate home" TYPE="application/atom+xml; charset=utf-8" HREF="https://other.example.org/atom">
        <link rel="alternate" type="application/rss+xml" href="/rss"><link rel="stylesheet" type="text/css" href="/x">
        <link rel="alternate" type="application/rss+xml" href="javascript:x"></head></html>"""
    found = read(RawFeed(page.encode(), URL))
    assert found == NoFeed(
        "There is no feed at this address but a page.",
        ("https://news.example.org/rss", "https://other.example.org/atom"),
    )


def test_entities_do_not_swell_and_no_file_is_read() -> None:
    bomb = "".join(f'<!ENTITY b{n} "{f"&b{n - 1};" * 10 if n else "ha"}">' for n in range(9))
    declared = f'<!DOCTYPE rss [{bomb}<!ENTITY file SYSTEM "file:///etc/passwd">]>'
    raw = RSS.replace("<rss", declared + "<rss", 1).replace("It is", "&b8;&file; It is")
    found = read(RawFeed(raw.encode(), URL))
    said = str(found)
    assert "root:" not in said
    assert len(said) < 10_000


def test_a_feed_is_read_to_a_bound() -> None:
    items = "".join(f"<item><title>Report {n}</title></item>" for n in range(MOST + 50))
    assert len(feed(f"<rss version='2.0'><channel>{items}</channel></rss>").entries) == MOST


def test_an_entry_that_says_nothing_is_none() -> None:
    assert feed("<rss version='2.0'><channel><item><guid>1</guid></item></channel></rss>").entries == ()


def test_without_a_guid() -> None:
    [entry] = feed("<rss version='2.0'><channel><item><title>Only this</title></item></channel></rss>").entries
    assert isinstance(entry, Entry)
    assert (entry.guid, entry.link_key, entry.link) == (None, None, None)
    assert entry.text_key


@settings(max_examples=examples(400))
@given(st.data())
def test_no_bytes_break_it(data: st.DataObject) -> None:
    whole = data.draw(st.sampled_from([RSS.encode(), ATOM.encode(), json.dumps(JSON).encode()]))
    start, end = sorted(data.draw(st.lists(st.integers(0, len(whole)), min_size=2, max_size=2)))
    raw = whole[:start] + data.draw(st.binary(max_size=20)) + whole[end:]
    assert isinstance(read(RawFeed(raw, URL)), Feed | NoFeed)


def test_a_guid_is_a_link_where_it_is_an_address() -> None:
    item = "<rss version='2.0'><channel><item><title>A</title><guid>{}</guid></item></channel></rss>"
    address = "https://news.example.org/a?x=1&amp;y=2"
    assert feed(item.format(address)).entries[0].link == "https://news.example.org/a?x=1&y=2"
    assert feed(item.format("a-17")).entries[0].link is None
    assert feed(item.format("a-17")).entries[0].guid != feed(item.format("a-18")).entries[0].guid
