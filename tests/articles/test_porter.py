from concurrent.futures import ThreadPoolExecutor

import pytest
import snowballstemmer
from hypothesis import given
from hypothesis import strategies as st

from bot.articles.porter import porter


@pytest.mark.parametrize(
    ("word", "stem"), [("caresses", "caress"), ("ponies", "poni"), ("relational", "relat"), ("hopping", "hop")]
)
def test_examples_of_the_paper(word: str, stem: str) -> None:
    assert porter(word) == stem


_PARTS = st.sampled_from(
    [*"abcdegilmnorstuvyz", "al", "anci", "at", "ble", "ence", "ful", "ism", "iti", "ize", "ness", "ou"]
)


@given(st.lists(_PARTS, max_size=8).map("".join))
def test_a_word_has_the_stem_that_the_library_gives_it(word: str) -> None:
    assert porter(word) == snowballstemmer.stemmer("porter").stemWord(word)


@given(st.text())
def test_any_text_has_a_stem_that_is_no_longer(word: str) -> None:
    assert len(porter(word)) <= len(word) + 1


def test_threads_do_not_meet() -> None:
    words = ["elections", "nominations", "ponies", "sanctioned", "nationalities", "voting"] * 400
    stems = [porter(word) for word in words]
    with ThreadPoolExecutor(8) as threads:
        assert list(threads.map(porter, words)) == stems
