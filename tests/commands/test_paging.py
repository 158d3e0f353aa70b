"""Pages of lists and of texts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.cards.card import Action, Page
from bot.commands.paging import page_of, pages


@pytest.mark.parametrize(("of", "page"), [(0, None), (1, None), (2, Page(1, 2, Action("x", "recent")))])
def test_there_is_a_page_only_where_there_are_several(of: int, page: Page | None) -> None:
    assert page_of(1, of, Action("x", "recent")) == page


@given(st.text(max_size=300), st.integers(1, 50))
def test_the_pages_of_a_text_hold_all_its_words(text: str, limit: int) -> None:
    cut = pages(text, limit)
    assert cut
    assert all(len(page) <= limit for page in cut)
    assert "".join("".join(cut).split()) == "".join(text.split())
