import pytest

from bot.summaries.pages import is_page
from bot.summaries.passages import passages
from tests.summaries.articles import article


def page(*sentences: str) -> bool:
    source = article(*sentences)
    return is_page(source.text, passages(source))


@pytest.mark.parametrize(
    "sentences",
    [
        ["The page that you requested could not be found.", "Please check the address or use the search."],
        ["The transcript could not be loaded.", "This feature is not available."],
        ["Sorry, the page you are looking for has moved.", "Try the front page or the weather instead."],
        ["You need to enable JavaScript and cookies in your browser to load this site."],
    ],
)
def test_pages(sentences: list[str]) -> None:
    assert page(*sentences)


@pytest.mark.parametrize(
    "sentences",
    [
        ["The bridge opened on Monday.", "Queen Margrethe cut the ribbon."],
        ["Sorry is the hardest word, said the minister on Monday."],
        ["The minister wrote on Twitter that the bridge would open on Monday after twelve years of work."],
        ["A page of the old chronicle was found in the archive of Lund cathedral by two students on Friday."],
    ],
)
def test_stories(sentences: list[str]) -> None:
    assert not page(*sentences)


def test_a_long_report_on_the_web_is_a_story() -> None:
    assert not page(*["The site asked its users for a new password after an error."] * 20)
