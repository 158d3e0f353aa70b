"""Pages, whole and broken."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.articles.html import LARGEST, Page, read_page
from bot.articles.types import Rejected

PARAGRAPHS = [
    "The city council voted on Monday to close the old bridge for two years, after a long debate in the town hall.",
    "The bridge dates from 1931 and carries most of the traffic between the two banks of the river, the mayor said.",
    "Engineers had warned of rust in the steel since the spring, and the state will pay for half of the repairs.",
    "Drivers will have to use the tunnel until the work is done, which the council expects to be in two years.",
]


def page_of(body: str, head: str = "") -> str:
    return f'<!doctype html><html lang="en-GB"><head>{head}</head><body>{body}</body></html>'


STORY = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
MENU = "<nav><ul><li><a href='/'>Home</a></li><li><a href='/w'>World</a></li></ul></nav>"
HEAD = (
    "<title>Bridge to close for two years | Example News</title><meta name='author' content='Jane Roe'>"
    "<meta property='article:published_time' content='2019-05-03T10:00:00Z'>"
)


def test_the_story_and_its_metadata() -> None:
    markup = page_of(
        f"{MENU}<article><h1>Bridge to close for two years</h1>{STORY}</article><footer>© Example News</footer>", HEAD
    )
    page = read_page(markup, "https://example.com/bridge")
    assert isinstance(page, Page)
    assert all(paragraph in page.text.split("\n") for paragraph in PARAGRAPHS)
    assert "Home" not in page.text
    assert page.title == "Bridge to close for two years"
    assert page.byline == "Jane Roe"
    assert page.published == date(2019, 5, 3)
    assert page.language == "en"


def test_paragraphs_that_are_all_link_are_left_out() -> None:
    linked = "<p><a href='/t'>Ten bridges that every visitor to the river should see once</a> [PICTURES]</p>"
    inside = STORY.replace("the mayor said", "<a href='/m'>the mayor</a> said")
    page = read_page(page_of(f"<article>{inside}{linked}</article>"))
    assert isinstance(page, Page)
    assert "Ten bridges" not in page.text
    assert PARAGRAPHS[1] in page.text


def test_a_story_in_several_containers_is_read_whole() -> None:
    blocks = "".join(
        f"<div class='story-body'><div class='content'>{STORY.replace('1931', year)}</div></div><aside>x</aside>"
        for year in ("1931", "1932", "1933", "1934", "1935")
    )
    page = read_page(page_of(f"<article>{blocks}</article>"))
    assert isinstance(page, Page)
    assert all(str(1931 + number) in page.text for number in range(5))


def test_a_page_with_next_to_nothing_gives_what_it_has() -> None:
    page = read_page("<html><body><div>Bridge</div><script>var x = 'not this';</script></body></html>")
    assert isinstance(page, Page)
    assert page.text == "Bridge"
    assert page.language is None


@pytest.mark.parametrize("markup", ["", "   ", "<!-- nothing -->"])
def test_nothing_is_rejected(markup: str) -> None:
    assert isinstance(read_page(markup), Rejected)


def test_a_huge_page_is_rejected_in_words() -> None:
    found = read_page("x" * (LARGEST + 1))
    assert isinstance(found, Rejected)
    assert found.reason.endswith("characters.")


@pytest.mark.parametrize(
    "markup",
    [
        "<div>" * 50_000 + PARAGRAPHS[0],
        "<p>" + "<b><i>" * 20_000 + PARAGRAPHS[0],
        "<table><tr><td>" * 3_000 + PARAGRAPHS[0],
        f"<p>{PARAGRAPHS[0]}<p>{PARAGRAPHS[1]}<div><span></p></div>",
        f"<html><body><p>{PARAGRAPHS[0]}</p></html></body></html><p>{PARAGRAPHS[1]}",
        f"<?xml version='1.0' encoding='utf-16'?><html><body><p>{PARAGRAPHS[0]}</p></body></html>",
        f"<p>{PARAGRAPHS[0]}</p><![CDATA[ x ]]><p \x00 =''>&#xFFFFFF;&nosuch;&#0;</p>",
        f"<svg><foreignObject><p>{PARAGRAPHS[0]}</p></foreignObject></svg>",
    ],
)
def test_broken_markup_is_read_as_well_as_it_goes(markup: str) -> None:
    page = read_page(markup)
    assert isinstance(page, Page)
    assert PARAGRAPHS[0][:40] in page.text or len(markup) > 20_000


def test_a_page_of_very_many_elements_is_read_by_its_paragraphs() -> None:
    page = read_page(page_of("<i></i>" * 101_000 + STORY))
    assert isinstance(page, Page)
    assert page.text.split("\n") == PARAGRAPHS


_TAGS = st.sampled_from(
    [
        "<p>",
        "</p>",
        "<div>",
        "</div>",
        "<a href='x'>",
        "</a>",
        "<article>",
        "<li>",
        "<!--",
        "<script>",
        "<table>",
        "&lt;",
        "\x00",
        "<html lang='x-y'>",
        "<meta charset=x>",
        PARAGRAPHS[0],
        "word ",
        "é",
        "\ud800",
        "<title>",
        "<time datetime='2019-13-45'>",
        "<h1>",
    ]
)


@given(st.lists(_TAGS, max_size=40).map("".join) | st.text(max_size=200))
def test_no_markup_raises(markup: str) -> None:
    found = read_page(markup)
    assert isinstance(found, Rejected) or isinstance(found.text, str)
