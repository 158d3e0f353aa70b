import re

from hypothesis import given
from hypothesis import strategies as st

from bot.articles.types import Span
from bot.summaries.shown import shown, shown_with
from bot.summaries.types import Bracket, Line

TEXT = "Marie Curie came.\nHer notes,\nthe physicist said, stayed."
NAME = Span(0, 11)


def test_a_line_without_brackets_is_its_slice_on_one_line() -> None:
    assert shown(TEXT, Line(0, Span(18, len(TEXT)), 0.0)) == "Her notes, the physicist said, stayed."


def test_brackets_replace_their_spans_by_the_name() -> None:
    brackets = (Bracket(Span(18, 21), NAME, possessive=True), Bracket(Span(29, 42), NAME))
    line = Line(0, Span(18, len(TEXT)), 0.0, brackets)
    assert shown(TEXT, line) == "[Marie Curie]'s notes, [Marie Curie] said, stayed."


def test_what_is_marked_is_found_again_behind_brackets() -> None:
    line = Line(0, Span(18, len(TEXT)), 0.0, (Bracket(Span(18, 21), NAME, possessive=True),))
    said, marks = shown_with(TEXT, line, (Span(22, 27), Span(29, 42), Span(18, 21)))
    assert said == "[Marie Curie]'s notes, the physicist said, stayed."
    assert [mark.of(said) for mark in marks] == ["notes", "the physicist", "[Marie Curie]'s"]


WORDS = st.lists(
    st.tuples(st.sampled_from(("Curie", "he", "wrote.")), st.sampled_from((" ", "\n", "  \n"))), max_size=9
)


@given(WORDS, st.data())
def test_marks_move_with_their_words(words: list[tuple[str, str]], data: st.DataObject) -> None:
    text = "Marie Curie " + "".join(word + space for word, space in words) + "end"
    spans = [Span(found.start(), found.end()) for found in re.finditer(r"\S+", text)]
    replaced = data.draw(st.lists(st.sampled_from(spans[2:]), unique=True, max_size=3).map(sorted))
    line = Line(0, Span(12, len(text)), 0.0, tuple(Bracket(span, NAME) for span in replaced))
    said, marks = shown_with(text, line, spans[2:])
    assert said == shown(text, line)
    assert [mark.of(said) for mark in marks] == [
        "[Marie Curie]" if span in replaced else span.of(text) for span in spans[2:]
    ]
