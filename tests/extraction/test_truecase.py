from collections.abc import Callable
from typing import ClassVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.extraction.layout import paragraphs
from bot.extraction.truecase import truecased


class Corpus:
    """Knows a few words, as somebody who has read much would."""

    forms: ClassVar = {word.lower(): word for word in ("NATO", "Oslo", "Norway", "Bergen", "Sheffield", "New", "Anna")}
    in_names: ClassVar = {"bank": "Bank", "town": "Town", "united": "United"}

    def form(self, word: str) -> str:
        return self.forms.get(word, word)

    def in_name(self, word: str) -> str:
        return self.in_names.get(word, self.form(word))


def cased(text: str) -> str:
    return truecased(text, paragraphs(text))


def usually(text: str) -> str:
    return truecased(text, paragraphs(text), Corpus())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("NATO CHIEF TO VISIT OSLO", "NATO chief to visit Oslo"),
        ("THE BANK OF NORWAY AND A BANK", "the Bank of Norway and a bank"),
        ("SHEFFIELD UNITED WIN", "Sheffield United win"),
        ("THE UNITED FRONT", "the united front"),
        ("NORWAY", "Norway"),
        ("NATO", "NATO"),
        ("OSLO 14 3", "Oslo 14 3"),
        ("WOMEN 'S RACE", "women 's race"),
        ("J. ANNA", "J. Anna"),
        ("BERGEN, Norway (Wire) - A ferry sank.", "Bergen, Norway (Wire) - A ferry sank."),
        ("NEW TOWN - A ferry sank.", "New Town - A ferry sank."),
        ("NATO (the alliance) met.", "NATO (the alliance) met."),
        ("Anna Kills Time In Oslo Bank", "Anna kills time in Oslo Bank"),
        ("nato chief to visit the bank of norway", "NATO chief to visit the Bank of Norway"),
        ("a ferry to oslo", "a ferry to Oslo"),
        ("the oslo ferry", "the oslo ferry"),
        ("A ferry came to oslo", "A ferry came to oslo"),
        ("Sources: Oslo Wire, 4 March 2024; Bergen Post, 5 March 2024",) * 2,
    ],
)
def test_words_that_the_text_has_nowhere_else_are_written_as_usual(text: str, expected: str) -> None:
    assert usually(text) == expected


def test_the_text_itself_knows_better() -> None:
    text = "OSLO BEATS NATO\n\nThe horse called oslo and the mare called nato ran."
    assert usually(text).startswith("oslo beats nato\n")


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


TEXTS = st.text(max_size=300) | st.text(st.sampled_from("ABCab ofNEW'’.,-\n"), max_size=60)


@given(TEXTS, st.sampled_from([cased, usually]))
def test_length_and_letters_never_change(text: str, case: Callable[[str], str]) -> None:
    result = case(text)
    assert len(result) == len(text)
    assert result.casefold() == text.casefold() or len(text.casefold()) != len(text)


def test_letters_whose_lower_case_is_longer_are_kept() -> None:
    text = "İSTANBUL VE ANKARA VE İZMİR"
    assert len(cased(text)) == len(text)
