import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.cards.graphemes import boundaries

CLUSTERS = [
    "a",
    " ",
    "é",
    "e\u0301",
    "\r\n",
    "👍🏽",
    "👩‍👩‍👧‍👦",
    "❤️‍🔥",
    "🇰🇵",
    "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
    "1️⃣",
    "한",
    "\u1112\u1161\u11ab",
    "\uac00\u11a8",
    "क्षि",
    "กำ",
    "\u0600\u0661",
    "漢",
    "\ud83d\ude00",
]


def pieces(text: str) -> list[str]:
    return [text[start:end] for start, end in itertools.pairwise((0, *boundaries(text)))]


@given(st.lists(st.sampled_from(CLUSTERS)))
def test_no_cluster_is_cut(clusters: list[str]) -> None:
    got = pieces("".join(clusters))
    assert "".join(got) == "".join(clusters)
    assert got == clusters


@given(st.text())
def test_boundaries_ascend_to_the_end(text: str) -> None:
    found = list(boundaries(text))
    assert found == sorted(set(found))
    assert found[-1:] == ([len(text)] if text else [])


@pytest.mark.parametrize("letters", ["abc", "кот", "漢字", "日本", "مرحبا", "שלום", "ab\ncd", "𝒳𝒴", "가나다"])
def test_letters_stand_alone(letters: str) -> None:
    assert pieces(letters) == list(letters)
