import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.cards.safe import neutral, one_line


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plain text\twith a tab\nand a line", "plain text\twith a tab\nand a line"),
        ("\x1b[31mred\x1b[0m", "\ufffd[31mred\ufffd[0m"),
        ("a\r\nb\rc\x0bd\x85e\u2028f\u2029g", "a\nb\nc\nd\ne\nf\ng"),
        ("bell\x07 nul\x00 c1\x9b31m del\x7f", "bell\ufffd nul\ufffd c1\ufffd31m del\ufffd"),
        ("evil\u202etxt.exe\u2066 \u200fx", "eviltxt.exe x"),
        ("half \ud83d a pair", "half \ufffd a pair"),
        ("Z" + "\u0301" * 40 + "a", "Z" + "\u0301" * 4 + "a"),
        ("👩‍👩‍👧 é \u200f", "👩‍👩‍👧 é "),
        ("**bold** @everyone <@1> [x](y)", "**bold** @everyone <@1> [x](y)"),
    ],
)
def test_texts_are_neutral(text: str, expected: str) -> None:
    assert neutral(text) == expected


@given(st.text())
def test_nothing_is_left_that_steers_a_terminal(text: str) -> None:
    safe = neutral(text)
    assert all(unicodedata.category(one) not in ("Cc", "Cs") or one in "\n\t" for one in safe)
    assert all(
        unicodedata.bidirectional(one) not in ("LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI")
        for one in safe
    )
    assert neutral(safe) == safe
    safe.encode()


@given(st.text())
def test_one_line_is_one_line(text: str) -> None:
    assert len(one_line(text).splitlines()) <= 1
    assert one_line(text) == one_line(text).strip()
