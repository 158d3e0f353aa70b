from hypothesis import given
from hypothesis import strategies as st

from bot.summaries.words import STOP_WORDS, content_words


def test_forms_of_a_word_are_one() -> None:
    assert len(set(content_words("sanction sanctions sanctioned sanctioning"))) == 1
    assert len(set(content_words("Launch launched LAUNCHES"))) == 1


def test_function_words_and_marks_are_none() -> None:
    assert content_words("The minister said that it was — at last — on its way to her.") == ["minist", "wai"]


def test_numbers_keep_their_separators() -> None:
    assert content_words("£25,000 or 3.5 per cent.") == ["25,000", "3.5", "cent"]


def test_no_word_list_holds_negations_as_content() -> None:
    assert {"not", "no", "never"} <= STOP_WORDS


@given(st.text(max_size=200))
def test_any_text_has_words_without_space(text: str) -> None:
    assert all(word and not any(c.isspace() for c in word) for word in content_words(text))
