"""The card of a search, as plain text."""

from bot.cards.card import Action, Page
from bot.cards.plain import plain
from bot.cards.search_cards import search_card
from bot.desk.results import FoundArticle, SearchAnswer
from tests.cards.builders import ARTICLE, BARE, FIRST, JEFFERSON

WHERE = "[#4 · books · 30 Jan 1815 · https://example.org/7/70]"


def test_hits_with_and_without_a_stretch_of_text() -> None:
    hits = (FoundArticle(ARTICLE, (FIRST,)), FoundArticle(BARE, ()))
    answer = SearchAnswer(hits, "more than 2,000", ("The newest were ranked.",), (JEFFERSON,), 2001)
    page = Page(1, 20, Action("Search", "search", (("query", "books"),)))
    assert plain(search_card("books", answer, page)) == (
        "Search: books\nmore than 2,000 articles · with the name Thomas Jefferson\n\n"
        "1. Congress buys a library\n\n"
        f"- The Library of Congress bought the books of Thomas Jefferson. {WHERE}\n\n"
        "2. The Library of Congress bought the books of Thomas Jefferson [#4 · books · 30 Jan 1815]\n\n"
        "Page 1 of 20 (next: search query:books page:2)\nThe newest were ranked."
    )


def test_one_hit_and_none() -> None:
    assert search_card("x", SearchAnswer((FoundArticle(ARTICLE, ()),), "1", total=1), None).subtitle == "1 article"
    assert plain(search_card("x", SearchAnswer((), "0"), None)) == (
        "Search: x\nNothing found\n\nTry fewer or other words; `help search` says what a search can have."
    )
    assert plain(search_card("x", SearchAnswer((), "0", ("A note.",)), None)) == "Search: x\nNothing found\n\nA note."


def test_a_query_without_end_is_cut() -> None:
    assert len(search_card("word\n" * 4000, SearchAnswer((), "0"), None).title) < 120
