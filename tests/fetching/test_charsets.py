"""The charset of a header: believed where it must be, and not where the bytes say otherwise."""

import codecs

import pytest

from bot.fetching.charsets import marked

WORDS = "Übermäßig große Brücke gesperrt"


@pytest.mark.parametrize("charset", ["iso-8859-1", "ISO-8859-1", '"latin1"', "windows-1252"])
def test_western_bytes(charset: str) -> None:
    assert marked(WORDS.encode("cp1252"), charset).decode("utf-8-sig") == WORDS


@pytest.mark.parametrize(
    ("charset", "text"), [("utf-16-le", "Brücke"), ("iso-2022-jp", "橋が閉鎖"), ("gb2312", "大桥关闭")]
)
def test_other_encodings(charset: str, text: str) -> None:
    assert marked(text.encode(charset), charset).decode("utf-8-sig") == text


@pytest.mark.parametrize(
    ("raw", "charset"),
    [
        (WORDS.encode(), "iso-8859-1"),
        (codecs.BOM_UTF8 + WORDS.encode(), "windows-1251"),
        (WORDS.encode("cp1252"), "utf-8"),
        (WORDS.encode("cp1252"), "shift_jis"),
        (WORDS.encode("cp1252"), "no-such-thing"),
        (WORDS.encode("cp1252"), "base64"),
        (WORDS.encode("cp1252"), "unicode_escape"),
        (WORDS.encode("cp1252"), "nul\0"),
        (WORDS.encode("cp1252"), None),
    ],
)
def test_the_bytes_are_left_alone(raw: bytes, charset: str | None) -> None:
    assert marked(raw, charset) == raw
