from hypothesis import given
from hypothesis import strategies as st

from bot.extraction.layout import paragraphs
from bot.extraction.truecase import truecased


def cased(text: str) -> str:
    return truecased(text, paragraphs(text))


def test_plain_text_is_left_alone() -> None:
    text = "NATO and the EU met in Brussels.\n\nThe UN did not."
    assert cased(text) is text


def test_shouted_text_is_lowered() -> None:
    assert cased("THE CABINET MET IN PARIS ON MONDAY") == "the cabinet met in paris on monday"


def test_shouted_heading_takes_the_case_of_the_body() -> None:
    text = "NATO CHIEF VISITS KYIV\n\nThe head of NATO arrived in Kyiv on Monday. The chief said little."
    assert cased(text).split("\n")[0] == "NATO chief visits Kyiv".replace("visits", "visits")


def test_run_of_capitals_in_a_sentence_is_lowered_but_an_acronym_is_not() -> None:
    assert cased("He said: THIS HAS GOT TO STOP now, at the UN.") == "He said: this has got to stop now, at the UN."


def test_headline_words_known_from_the_body_are_lowered() -> None:
    text = "Norway Opens New Tunnel Under The Fjord\n\nIn Norway a new tunnel was opened under the fjord on Friday."
    assert cased(text).split("\n")[0] == "Norway Opens new tunnel under the fjord"


@given(st.text(max_size=300))
def test_length_and_letters_never_change(text: str) -> None:
    result = cased(text)
    assert len(result) == len(text)
    assert result.casefold() == text.casefold() or len(text.casefold()) != len(text)


def test_letters_whose_lower_case_is_longer_are_kept() -> None:
    text = "İSTANBUL VE ANKARA VE İZMİR"
    assert len(cased(text)) == len(text)
