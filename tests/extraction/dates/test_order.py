"""Which way round dates of numbers are read: by the text itself, then by the country of its address."""

from datetime import date

import pytest

from bot.articles.types import Span
from bot.extraction.dates.order import order
from bot.extraction.dates.reading import read_dates
from bot.extraction.ruled import ruled_sentences


@pytest.mark.parametrize(
    ("text", "url", "expected"),
    [
        ("The vote of 03/04/2024 stands.", None, "month first"),
        ("The vote of 03/04/2024 stands.", "https://www.orle-times.co.uk/a/1", "day first"),
        ("The vote of 03/04/2024 stands.", "https://news.velden.gov/a", "month first"),
        ("The vote of 03/04/2024 stands.", "https://orle-times.com/a", "month first"),
        ("The vote of 03/04/2024 stands.", "https://www.thehindu.com/news/1", "day first"),
        ("The vote of 03/04/2024 stands.", "https://not-thehindu.com/news/1", "month first"),
        ("The vote of 03/04/2024 stands.", "https://192.0.2.1/a", "month first"),
        ("The vote of 03/04/2024 stands.", "https://[broken", "month first"),
        # The text's own clear numbers go before its address, and that before its words.
        ("The vote of 03/04/2024 stands; the next is on 04/25/2024.", "https://orle.co.uk/a", "month first"),
        ("The vote of 03/04/2024 stands; the next is on 25/04/2024.", "https://orle.gov/a", "day first"),
        ("The vote of 03/04/2024 stands, as of March 9.", "https://orle.co.uk/a", "day first"),
        ("The vote of 03/04/2024 stands, as of 9 March.", "https://orle.com/a", "day first"),
    ],
)
def test_the_way_of_a_text(text: str, url: str | None, expected: str) -> None:
    assert order(text, url) == expected


def test_a_number_that_can_be_the_day_of_publication_tells_the_way() -> None:
    text = "Posted 03/04/2024. The council had met on 05/02/2024."
    assert order(text, None, date(2024, 4, 3)) == "day first"
    assert order(text, "https://orle.co.uk", date(2024, 3, 4)) == "month first"
    assert order(text, None, date(2022, 1, 1)) == "month first"


def test_values_follow_the_way() -> None:
    text = "The council met on 05/02/2024."
    sentences = ruled_sentences(text, [Span(0, len(text))])
    [there] = read_dates(text, sentences, date(2024, 6, 1), url="https://orle.ie/news")
    [here] = read_dates(text, sentences, date(2024, 6, 1))
    assert (there.value, here.value) == ("2024-02-05", "2024-05-02")
