from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from bot.articles.types import Span
from bot.extraction.layout import paragraphs, pieces


def texts(text: str, furniture: tuple[Span, ...] = ()) -> list[str]:
    return [span.of(text) for span in paragraphs(text, furniture)]


def test_blank_line_and_line_end_a_paragraph() -> None:
    assert texts("Heading\n\nFirst one.\nSecond one.\n \nThird.") == ["Heading", "First one.", "Second one.", "Third."]


def test_hard_wrapped_block_is_one_paragraph() -> None:
    wrapped = (
        "The river rose by two metres overnight and the water\n"
        "reached the lower town before the barriers could be\n"
        "closed, so that the market had to be held elsewhere."
    )
    assert texts(f"{wrapped}\n\nNext.") == [wrapped, "Next."]


def test_short_lines_are_no_wrapped_text() -> None:
    assert texts("Bread\nMilk\nA pound of flour") == ["Bread", "Milk", "A pound of flour"]


def test_furniture_is_left_out_wherever_it_stands() -> None:
    text = "LONDON - Rain fell. Share this. More rain fell."
    furniture = (Span(0, 9), Span(20, 32))
    assert texts(text, furniture) == ["Rain fell.", "More rain fell."]
    assert texts("only furniture", (Span(0, 14),)) == []


@given(st.text(alphabet="ab .\n\t\u2029", max_size=200))
def test_paragraphs_are_ordered_trimmed_and_hold_all_words(text: str) -> None:
    spans = paragraphs(text)
    assert all(span.of(text) == span.of(text).strip() != "" for span in spans)
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert "".join("".join(span.of(text).split()) for span in spans) == "".join(text.split())


@given(st.integers(1, 40_000), st.sampled_from(["x", "word ", "A sentence. "]))
def test_pieces_of_a_long_paragraph_are_short_and_hold_all_of_it(repeats: int, unit: str) -> None:
    text = (unit * repeats).strip()
    cut = pieces(text, [Span(0, len(text))])
    assert all(len(span.of(text)) <= 10_000 for span in cut)
    assert "".join("".join(span.of(text).split()) for span in cut) == "".join(text.split())


def test_pieces_end_at_sentences_where_they_can() -> None:
    text = ("A sentence of some length. " * 1000).strip()
    assert all(span.of(text).endswith(".") for span in pieces(text, [Span(0, len(text))]))
