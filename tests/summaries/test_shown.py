from bot.articles.types import Span
from bot.summaries.shown import shown
from bot.summaries.types import Bracket, Line

TEXT = "Marie Curie came.\nHer notes,\nthe physicist said, stayed."
NAME = Span(0, 11)


def test_a_line_without_brackets_is_its_slice_on_one_line() -> None:
    assert shown(TEXT, Line(0, Span(18, len(TEXT)), 0.0)) == "Her notes, the physicist said, stayed."


def test_brackets_replace_their_spans_by_the_name() -> None:
    brackets = (Bracket(Span(18, 21), NAME, possessive=True), Bracket(Span(29, 42), NAME))
    line = Line(0, Span(18, len(TEXT)), 0.0, brackets)
    assert shown(TEXT, line) == "[Marie Curie]'s notes, [Marie Curie] said, stayed."
