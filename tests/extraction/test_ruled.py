import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.articles.types import Span
from bot.extraction.ruled import LONGEST, ruled_sentences


def cut(text: str) -> list[str]:
    return [sentence.span.of(text) for sentence in ruled_sentences(text, [Span(0, len(text))])]


@pytest.mark.parametrize(
    "parts",
    [
        ["Il pleut.", "Elle est partie !", "« Vraiment ? » dit-il.", "M. Dupont reste.", "Oui"],
        ["Am 3. Mai sprach Dr. Merkel über J. Verne.", "„Es regnet.“", "„Ja!“ rief er.", "Danach z. B. nichts."],
        ["Das war im Jahr 2024.", "Dann kam der Winter."],
        ["В 2020 г. он уехал.", "Проф. Павлов остался?", "«Хорошо!» — сказал он.", "Потом ушёл."],
        ["ذهب الرجل إلى السوق.", "هل عاد؟", "نعم، عاد مساءً!", "انتهى."],
        ["오늘은 비가 왔다.", "내일은 맑다."],
        ["आज बारिश हुई।", "कल धूप होगी।"],
        ["מזג האוויר נאה היום.", "שלום."],
    ],
)
def test_sentences_of_scripts_with_spaces(parts: list[str]) -> None:
    assert cut(" ".join(parts)) == parts


@pytest.mark.parametrize(
    "parts",
    [
        ["今日は雨です。", "明日は晴れ！", "そうですか？", "はい。"],
        ["「雨だ。寒い。」と彼は言った。", "明日は晴れます。"],
        ["他说：“今天很好。”", "她走了。"],
        ["开头「没有结尾。", "第二句。"],
    ],
)
def test_sentences_of_scripts_without_spaces(parts: list[str]) -> None:
    assert cut("".join(parts)) == parts


def test_what_has_no_full_stop_is_cut_at_a_space() -> None:
    text = "กรุงเทพ " * 200
    found = cut(text)
    assert len(found) > 2
    assert all(0 < len(part) <= LONGEST and part == part.strip() for part in found[:-1])
    assert [len(part) for part in cut("x" * (2 * LONGEST + 1))] == [LONGEST, LONGEST, 1]


def test_words_are_counted_without_spaces_too() -> None:
    text = "今日は雨です。Il pleut."
    assert [s.words for s in ruled_sentences(text, [Span(0, 7), Span(7, len(text))])] == [3, 2]


@given(st.text(alphabet="aA1.!?… \n。！」「』”“«»)၊।،خшю-—", max_size=120))
def test_no_character_is_lost(text: str) -> None:
    spans = [sentence.span for sentence in ruled_sentences(text, [Span(0, len(text))])]
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert re.sub(r"\s", "", "".join(span.of(text) for span in spans)) == re.sub(r"\s", "", text)
