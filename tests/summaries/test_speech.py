import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.articles.types import Span
from bot.summaries.speech import quotations, voice


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ('He said "no" twice.', ['"no"']),
        ("He said “no” and ‘perhaps’ later.", ["“no”", "‘perhaps’"]),
        ("‘It’s the boy’s ball,’ he said.", ["‘It’s the boy’s ball,’"]),
        ("She wrote: 'It's late.' Then she left.", ["'It's late.'"]),
        ("It's the boys' ball and the dogs' bone.", []),
        ("“She said ‘no’ to me.”", ["“She said ‘no’ to me.”"]),
        ("«Non», dit-il.", ["«Non»"]),
        ("The 5' 9\" player scored.", []),
        ('"One open\nTwo "closed" here.', ['"One open', '"closed"']),
        ("'It never ends", []),
        ("No marks.", []),
    ],
)
def test_quotations(text: str, quoted: list[str]) -> None:
    assert [span.of(text) for span in quotations(text)] == quoted


@given(st.text(alphabet="ab .,\n\"'“”‘’", max_size=80))
def test_quotations_are_disjoint_and_in_order(text: str) -> None:
    at = 0
    for span in quotations(text):
        assert at <= span.start < span.end <= len(text)
        at = span.end


def test_voice_counts_what_stands_outside() -> None:
    text = '"We are late," she said.'
    half = voice(text, Span(0, len(text)), quotations(text))
    assert half.own_words == 2
    assert 0.5 < half.quoted < 0.7


def test_voice_of_a_sentence_inside_a_longer_quotation() -> None:
    text = '"We are late. We must go."'
    inner = voice(text, Span(14, len(text)), quotations(text))
    assert (inner.quoted, inner.own_words) == (1.0, 0)
