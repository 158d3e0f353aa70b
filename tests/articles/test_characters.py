"""Characters that are dropped, and those that are not."""

import re
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from bot.articles.characters import tidy

NASTY = st.text(
    st.sampled_from(
        "ab é\u0301\u0300\u0323 \t\n\r\x0b\x85\u2028\u2029"
        "\u00a0\u3000\u200b\u200c\u200d\u202e\u2066\u200f\ufeff\x00\x1b👩👧\u0915\u094d\u0627\u064b"
    ),
    max_size=60,
)


def test_newlines_are_one_kind() -> None:
    assert tidy("a\r\nb\rc\u2028d\u2029e\x0bf") == "a\nb\nc\nd\n\ne\nf"


def test_bidi_overrides_nuls_and_zero_widths_go() -> None:
    assert (
        tidy("pass\u202eport\x00 \u2066x\u2069 zero\u200bwidth \ufeffmark so\u00adft")
        == "passport x zerowidth mark soft"
    )


def test_joiners_stay_where_writing_needs_them() -> None:
    family, devanagari, persian = "👨\u200d👩\u200d👧", "\u0915\u094d\u200d\u0937", "می\u200cخواهم"
    assert tidy(f"{family} {devanagari} {persian}") == f"{family} {devanagari} {persian}"
    assert tidy("w\u200cor\u200dd") == "word"


def test_zalgo_keeps_its_letters() -> None:
    zalgo = "".join(letter + "\u0301\u0316\u0334\u035c\u0321" * 8 for letter in "Brcke")
    plain = tidy(zalgo)
    assert len(plain) <= 3 * 5
    assert "".join(char for char in unicodedata.normalize("NFD", plain) if char.isalpha()) == "Brcke"


def test_ordinary_accents_stay() -> None:
    vietnamese, thai, hebrew = "Việt Nam ở Hà Nội", "ที่กรุงเทพฯ", "שָׁלוֹם"
    assert tidy(vietnamese) == unicodedata.normalize("NFC", vietnamese)
    assert tidy(thai) == thai
    assert tidy(hebrew) == unicodedata.normalize("NFC", hebrew)


def test_spaces_and_blank_lines_collapse() -> None:
    assert tidy("  a \u00a0\t b  \n \n\n\n  c ") == "a b\n\nc"


def test_a_million_marks_on_one_letter() -> None:
    assert len(tidy("a" + "\u0345\u0300" * 500_000)) < 10
    assert len(tidy("\u0f71\u0f72" * 500_000)) < 100


@given(NASTY | st.text(max_size=100))
def test_tidy_is_idempotent_and_clean(text: str) -> None:
    plain = tidy(text)
    assert tidy(plain) == plain
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u200b\ud800-\udfff]", plain)
    assert not re.search(r"  |\n\n\n| \n|\n ", plain)
    assert plain == unicodedata.normalize("NFC", plain)


@given(st.text(st.characters(categories=["L", "N", "P"], max_codepoint=0x24F) | st.just(" "), max_size=80))
def test_letters_numbers_and_punctuation_are_all_kept(text: str) -> None:
    assert tidy(text).replace(" ", "") == unicodedata.normalize("NFC", text).replace(" ", "")
