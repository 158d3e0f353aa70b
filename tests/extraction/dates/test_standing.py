"""What dates stand for: what happened, when it was said, what may never have been."""

from datetime import date

import pytest

from bot.articles.types import Span
from bot.extraction.dates.reading import read_dates
from bot.extraction.ruled import ruled_sentences


def standing(text: str) -> dict[str, str]:
    """Of each date of the calendar: "said", "told", or "-" where it has no days."""
    sentences = ruled_sentences(text, [Span(0, len(text))])
    return {
        one.span.of(text): "said" if one.said else "told" if one.first else "-"
        for one in read_dates(text, sentences, date(2024, 3, 14))
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Police said on Friday that the man was killed on Tuesday.", {"Friday": "said", "Tuesday": "told"}),
        ("The governor told reporters Tuesday he would resign on Monday.", {"Tuesday": "said", "Monday": "told"}),
        ("The firm said in a statement late Tuesday that sales fell in May.", {"late Tuesday": "said", "May": "told"}),
        ("On Tuesday, the mayor of Orle said the bridge fell on Sunday.", {"Tuesday": "said", "Sunday": "told"}),
        ("The army on Wednesday announced that it had left on Sunday.", {"Wednesday": "said", "Sunday": "told"}),
        ("Exports fell in May, figures released on Tuesday show.", {"May": "told", "Tuesday": "said"}),
        ("A bridge fell in Orle on Monday, police said.", {"Monday": "told"}),
        ("If the dockers strike on Monday, the port will close.", {"Monday": "-"}),
        ("Nobody knows whether the vote will be held in May.", {"May": "-"}),
        ("The trial would have begun on Monday.", {"Monday": "-"}),
        ("On Monday the trial would not have begun.", {"Monday": "-"}),
        ("The trial could begin on Monday.", {"Monday": "told"}),
        ("If he is right, it fell; on Monday it was still there.", {"Monday": "told"}),
    ],
)
def test_what_a_date_stands_for(text: str, expected: dict[str, str]) -> None:
    assert standing(text) == expected
