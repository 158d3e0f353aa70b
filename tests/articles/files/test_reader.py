"""Files as articles: through `read`, as a worker does."""

import pytest

from bot.articles.files.sniff import ENDINGS
from bot.articles.reading import read
from bot.articles.types import Draft, Reading, Rejected
from tests.articles.files import samples

PAGE = (
    f"<html><head><title>{samples.TITLE}</title></head><body><article><p>{samples.FIRST}<p>{samples.SECOND}</article>"
)
NOTE = f"---\ntitle: {samples.TITLE}\nauthor: Jane Roe\ndate: 2019-05-03\nsection: World\n---\n\n{samples.FIRST}\n"


@pytest.mark.parametrize(
    ("name", "raw"),
    [
        ("a.docx", samples.word_file()),
        ("a.odt", samples.open_document()),
        ("a.epub", samples.book()),
        ("a.rtf", samples.RICH),
        ("a.pdf", samples.newspaper([samples.FIRST, samples.SECOND], 1, spaceAfter=6)),
        ("a.md", f"# {samples.TITLE}\n\n{samples.FIRST}\n\n**{samples.SECOND}**\n".encode()),
        ("a.txt", f"{samples.TITLE}\n\n{samples.FIRST}\n\n{samples.SECOND}\n".encode()),
        ("a.html", PAGE.encode()),
        ("message.txt", NOTE.encode()),
        ("a.eml", bytes(samples.mail()).replace(b" =?utf-8?q?=E2=80=93?= now", b"").replace(b"Fwd: ", b"")),
    ],
)
def test_every_kind_is_an_article(name: str, raw: bytes) -> None:
    found = read(Draft(raw, name=name))
    assert isinstance(found, Reading)
    assert found.title is not None
    assert found.title.startswith(samples.TITLE)
    assert samples.FIRST in found.text
    assert samples.TITLE not in found.text
    assert found.language == "en"


def test_front_matter_counts_in_files_only() -> None:
    found = read(Draft(NOTE.encode(), name="a.txt"))
    assert isinstance(found, Reading)
    assert (found.byline, str(found.published), found.section) == ("Jane Roe", "2019-05-03", "World")
    assert isinstance(posted := read(Draft(NOTE.encode())), Reading)
    assert "author: Jane Roe" in posted.text


def test_what_the_text_prints_goes_before_the_properties_of_an_office_file() -> None:
    rich = rb"{\rtf1{\info{\author John Roe}{\creatim\yr2001\mo1\dy1}}By Jane Roe\par Published: 3 May 2019\par "
    found = read(Draft(rich + samples.FIRST.encode() + b"}", name="a.rtf"))
    assert isinstance(found, Reading)
    assert (found.byline, str(found.published)) == ("Jane Roe", "2019-05-03")


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"", "This file is empty."),
        (b"...", "There are no words in this text."),
        (b"\x89PNG\r\n\x1a\n" + bytes(99), "This looks like a PNG picture, not text."),
        (bytes(range(256)) * 20, "This is binary data, not text."),
        (b"<html><body></body></html>", "There are no words in this text."),
        (samples.drawn([[(72, 700, "Text.")]])[:300], "The PDF is damaged: it could not be read."),
    ],
)
def test_refusals(raw: bytes, said: str) -> None:
    assert read(Draft(raw, name="a.bin")) == Rejected(said)


def test_a_paste_is_never_taken_for_a_file() -> None:
    for raw in (samples.RICH, bytes(samples.mail()), b"<!DOCTYPE html><p>" + samples.FIRST.encode()):
        assert isinstance(found := read(Draft(raw)), Reading)
        assert found.text[:8] == raw.decode()[:8].strip()


def test_deep_nesting_is_damage() -> None:
    raw = b"From: a@example.org\nMIME-Version: 1.0\n"
    for depth in range(3_000):
        raw += b'Content-Type: multipart/mixed; boundary="%d"\n\n--%d\n' % (depth, depth)
    found = read(Draft(raw + b"\nText.", name="a.eml"))
    assert isinstance(found, Rejected)
    assert found.reason.endswith(".")


def test_every_kind_has_an_ending() -> None:
    assert {".txt", ".md", ".html", ".pdf", ".docx", ".odt", ".epub", ".eml", ".rtf"} <= ENDINGS
