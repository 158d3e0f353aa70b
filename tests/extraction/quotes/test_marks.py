from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.articles.types import Span
from bot.extraction.layout import paragraphs
from bot.extraction.quotes.marks import runs


def said(text: str) -> list[str]:
    return [run.span.of(text) for run in runs(text, paragraphs(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“It rains,” he said. “Hard.”", ["It rains,", "Hard."]),
        ('"It rains," he said. "Hard."', ["It rains,", "Hard."]),
        ("« Il pleut », dit-il.", ["Il pleut"]),
        ("«It rains», he said.", ["It rains"]),
        ("„Es regnet“, sagte er. »Sehr.«", ["Es regnet", "Sehr."]),
        ("„It rains”, he said.", ["It rains"]),
        ("”It rains”, he said.", ["It rains"]),
        ("``It rains,'' he said.", ["It rains,"]),
        ("''Moby-Dick'' is 5'10'' high.", []),
        ("‘It rains,’ he said. ‘The farmers’ fields are wet.’", ["It rains,", "The farmers’ fields are wet."]),
        ("'It rains,' he said, 'and it's cold.'", ["It rains,", "and it's cold."]),
        ("“He said ‘no’ to me,” she said.", ["He said ‘no’ to me,"]),
        ("“The “old” bridge is closed,” she said.", ["The “old” bridge is closed,"]),
        ('"She called it “mad” and left," he said.', ["She called it “mad” and left,"]),
        ("“It rains", ["It rains"]),
        ('"It rains," he said. "Hard', ["It rains,", "Hard"]),
        ("It rains,” he said.", []),
        ("The teachers' union and the nurses' union met in the '90s.", []),
        ('It is 6 feet 2" tall, he said, and "heavy".', ["heavy"]),
        ("“”", []),
        ("", []),
    ],
)
def test_runs(text: str, expected: list[str]) -> None:
    assert said(text) == expected


def test_marks_are_opened_again_in_each_paragraph() -> None:
    text = "“One.\n\n“Two.\n\n“Three,” he said. “Four.”"
    found = runs(text, paragraphs(text))
    assert [run.span.of(text) for run in found] == ["One.", "Two.", "Three,", "Four."]
    assert [run.closed for run in found] == [False, False, True, True]
    assert [run.continues for run in found] == [False, True, True, False]


def test_a_quotation_goes_on_without_a_mark_until_it_is_closed() -> None:
    assert said("“One.\n\nTwo,” he said.") == ["One.", "Two,"]


def test_one_that_was_never_closed_ends_with_its_paragraph() -> None:
    assert said("“One.\n\nTwo he said.") == ["One."]


def test_one_that_is_opened_again_in_its_paragraph_ends_there() -> None:
    assert said("“It rains, he said. “Hard.”") == ["It rains, he said.", "Hard."]


@given(st.text(alphabet="ab .,“”\"„«»‘’'`\n", max_size=200))
def test_runs_lie_in_their_paragraphs_in_order(text: str) -> None:
    layout = paragraphs(text)
    found = runs(text, layout)
    assert all(layout[run.paragraph].holds(run.outer) and run.outer.holds(run.span) for run in found)
    assert all(run.span.of(text) == run.span.of(text).strip() != "" for run in found)
    assert all(a.outer.end <= b.outer.start for a, b in pairwise(found))


@pytest.mark.parametrize("pattern", ["“", '"a ', "'a ", "‘a", "“a ‘b", "«", "” ", "''"])
def test_odd_input_of_great_length_is_read(pattern: str) -> None:
    text = pattern * 50_000
    assert all(run.span.end <= len(text) for run in runs(text, [Span(0, len(text))]))
