"""What files are, by their bytes; names decide only what bytes leave open."""

from contextlib import suppress
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.articles.files.sniff import Kind, is_named_as_text, sniff
from bot.articles.files.types import EMPTY, Unreadable
from tests.articles.files import samples


@pytest.mark.parametrize("name", ["", "a.txt", "a.pdf", "a.html", "message.txt"])
@pytest.mark.parametrize(
    ("raw", "kind"),
    [
        (samples.word_file(), "docx"),
        (samples.open_document(), "odt"),
        (samples.book(), "epub"),
        (samples.drawn([[(72, 700, "Text.")]]), "pdf"),
        (samples.RICH, "rtf"),
        (bytes(samples.mail()), "mail"),
        (b"<!DOCTYPE html><p>Text", "html"),
        (b"\xef\xbb\xbf<?xml version='1.0'?>\n<!-- a --><html><p>Text", "html"),
        ("<html><p>Text".encode("utf-16"), "html"),
    ],
)
def test_bytes_go_before_names(raw: bytes, kind: Kind, name: str) -> None:
    assert sniff(raw, name) == kind


@pytest.mark.parametrize(
    ("name", "raw", "kind"),
    [
        ("a.txt", b"The bridge is closed.", "text"),
        ("a.pdf", b"The bridge is closed.", "text"),
        ("a.docx", b"The bridge is closed.", "text"),
        ("A.MD", b"# The bridge", "markdown"),
        ("a.htm", b"<p>The bridge", "html"),
        ("a.html", b"No markup at all", "text"),
        ("a.txt", b"Subject: the bridge\n\nIt is closed.", "text"),
        ("a.eml", b"Subject: the bridge\n\nIt is closed.", "mail"),
        ("a.eml", b"It is closed: the bridge.", "text"),
        ("a.txt", b"From: a@example.org\nMIME-Version: 1.0\n\nIt is closed.", "mail"),
        ("a.txt", b"From a@example.org Fri May 3\nFrom: a\nReceived: by b\n folded\n\nClosed.", "mail"),
        ("a.txt", b"From: the mayor\nwithout a blank line", "text"),
        ("a.txt", b"The format begins with %PDF-1.4 in each file.", "text"),
        ("a.pdf", b"junk before\n%PDF-1.4", "pdf"),
        ("", b"\x89PNG\r\n\x1a\n", "text"),
    ],
)
def test_names_decide_the_rest(name: str, raw: bytes, kind: Kind) -> None:
    assert sniff(raw, name) == kind


_OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(64)


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"", EMPTY),
        (b" \n\t", EMPTY),
        (_OLD + "EncryptedPackage".encode("utf-16-le"), "The Office file is locked with a password."),
        (_OLD + "WordDocument".encode("utf-16-le"), "the old format (.doc)"),
        (_OLD + "__substg1.0_001".encode("utf-16-le"), "Outlook message"),
        (samples.zipped({"xl/workbook.xml": "<a/>"}), "a spreadsheet"),
        (samples.zipped({"ppt/presentation.xml": "<a/>"}), "a presentation"),
        (samples.zipped({"a.txt": "The bridge"}), "a ZIP archive"),
        (samples.zipped({}), "a ZIP archive"),
        (samples.zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}), "but not a text"),
        (samples.word_file()[:-300], "The ZIP file is damaged"),
    ],
)
def test_refusals_are_plain(raw: bytes, said: str) -> None:
    with pytest.raises(Unreadable, match=r"\.$") as refused:
        sniff(raw, "a.docx")
    assert said in refused.value.reason


@given(
    st.binary(max_size=400), st.sampled_from(["", "a.eml", "a.pdf", "a.html"]), st.sampled_from([b"", b"PK\x03\x04"])
)
def test_anything_has_a_kind_or_a_reason(raw: bytes, name: str, lead: bytes) -> None:
    with suppress(Unreadable):
        assert sniff(lead + raw, name) in get_args(Kind)


@pytest.mark.parametrize(
    ("name", "media", "read"),
    [
        ("a.PDF", "", True),
        ("message.txt", "text/plain; charset=utf-8", True),
        ("statement", "", True),
        ("statement", "text/plain; charset=utf-8", True),
        ("statement", "image/png", False),
        ("statement.final", "application/pdf", True),
        ("statement.aspx", "text/html", True),
        ("main.py", "text/x-python", False),
        ("main.py", "text/plain", False),
        ("cat.png", "image/png", False),
        ("cat.png", "application/octet-stream", False),
    ],
)
def test_which_files_are_worth_a_look(name: str, media: str, read: bool) -> None:
    assert is_named_as_text(name, media) is read
