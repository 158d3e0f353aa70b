"""Bytes of many kinds."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.articles.decoding import BINARY, decode
from bot.articles.types import Rejected

ENGLISH = "The café council of Zürich voted on Monday – naïve, they said; it cost £5 and 20 °C."
RUSSIAN = "Совет проголосовал в понедельник, сообщили местные власти. Это было ожидаемо, сказал мэр города."
POLISH = "Rada miasta głosowała w poniedziałek, powiedział burmistrz. Łódź i Kraków świętują, a żółw śpi."
JAPANESE = "市議会は月曜日に投票した。市長はこれを予想していたと述べた。東京の経済は成長している。"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_english_in_every_usual_encoding(encoding: str) -> None:
    assert decode(ENGLISH.encode(encoding)) == ENGLISH


def test_utf_16_marks_in_both_orders() -> None:
    assert decode(b"\xff\xfe" + ENGLISH.encode("utf-16-le")) == ENGLISH
    assert decode(b"\xfe\xff" + ENGLISH.encode("utf-16-be")) == ENGLISH


def test_latin_1_without_a_mark() -> None:
    text = "Señor Müller paid 5 £ for a crème brûlée in Málaga."
    assert decode(text.encode("latin-1")) == text


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8-r"),
        (RUSSIAN, "utf-16-le"),
        (RUSSIAN, "utf-16-be"),
        (POLISH, "cp1250"),
        (JAPANESE, "shift_jis"),
        (JAPANESE, "euc-jp"),
    ],
)
def test_other_alphabets_are_guessed(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)) == text


def test_a_page_is_believed_about_its_charset() -> None:
    page = '<html><head><meta charset="windows-1251"></head><body>Мэр.</body></html>'
    assert decode(page.encode("cp1251"), html=True) == page
    page = f'<meta http-equiv="Content-Type" content="text/html; charset=iso-2022-jp"><p>{JAPANESE}</p>'
    assert decode(page.encode("iso-2022-jp"), html=True) == page


def test_a_page_that_lies_about_its_charset_is_read_as_what_it_is() -> None:
    page = f'<meta charset="iso-8859-1"><p>{RUSSIAN}</p>'
    assert decode(page.encode(), html=True) == page
    page = '<meta charset="no-such-charset"><p>Genève</p>'
    assert decode(page.encode("cp1252"), html=True) == page


def test_a_broken_byte_in_utf_8_costs_one_character() -> None:
    text = decode(RUSSIAN.encode() + b"\xff")
    assert isinstance(text, str)
    assert text.startswith(RUSSIAN)


def test_a_nul_here_and_there_is_no_binary() -> None:
    assert decode(b"The council\x00 voted to close the bridge.") == "The council\x00 voted to close the bridge."


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        (b"\x89PNG\r\n\x1a\n\x00\x00", "PNG"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "JPEG"),
        (b"%PDF-1.7\n%", "PDF"),
        (b"PK\x03\x04\x14\x00", "ZIP"),
        (b"\x1f\x8b\x08\x00", "gzip"),
        (b"\x00\x00\x00\x18ftypmp42", "film"),
    ],
)
def test_known_formats_are_named(raw: bytes, name: str) -> None:
    found = decode(raw + bytes(50))
    assert isinstance(found, Rejected)
    assert name in found.reason
    assert found.reason.endswith(".")


def test_nuls_and_noise_are_binary() -> None:
    assert decode(bytes(100)) == Rejected(BINARY)
    assert decode(random.Random(1).randbytes(10_000)) == Rejected(BINARY)


@given(st.binary(max_size=400), st.booleans())
def test_any_bytes_give_text_or_a_reason(raw: bytes, html: bool) -> None:
    found = decode(raw, html=html)
    assert isinstance(found, str) or found.reason


@given(st.text(st.characters(min_codepoint=32, exclude_categories=["Cs", "Cc"]), max_size=300))
def test_utf_8_is_never_misread(text: str) -> None:
    raw = text.encode()
    if (
        not raw.startswith((b"PK", b"%PDF", b"GIF8", b"Rar!", b"7z", b"ID3", b"fLaC", b"\xef\xbb\xbf"))
        and raw[8:12]
        not in {
            b"WEBP",
            b"WAVE",
        }
        and raw[4:8] != b"ftyp"
    ):
        assert decode(raw) == text
