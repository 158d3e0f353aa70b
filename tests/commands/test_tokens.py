import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.commands.tokens import PAIRS, tokens, unquoted

TEXTS = st.one_of(st.text(), st.text(st.sampled_from("\"'“”„«»‘’ab,|:= \n")))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("  ", []),
        ("one  two ", ["one", "two"]),
        ('"one two" three', ["one two", "three"]),
        ("„eins zwei“ «un deux» »drei vier«", ["eins zwei", "un deux", "drei vier"]),
        ("”odd but seen”", ["odd but seen"]),
        ('"one", two', ["one", ",", "two"]),
        ('"one two', ['"one', "two"]),
        ('say"one" two"', ['say"one"', 'two"']),
        ("O'Brien's 'own house'", ["O'Brien's", "own house"]),
        ('name:"one two" page:=x', ["name:", "one two", "page:=x"]),
        ('""', [""]),
    ],
)
def test_words_and_what_stands_in_marks(text: str, words: list[str]) -> None:
    assert [word.text for word in tokens(text)] == words


@given(TEXTS)
def test_tokens_cover_all_but_white_space(text: str) -> None:
    place = 0
    for word in tokens(text):
        gap = text[place : word.start]
        assert not gap.strip()
        assert word.newline is ("\n" in gap)
        shown = text[word.start : word.end]
        assert word.text == (shown[1:-1] if word.quoted else shown)
        assert not word.quoted or shown[-1] in PAIRS[shown[0]]
        place = word.end
    assert not text[place:].strip()


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ('"Kim"', "Kim"),
        ('"Kim', "Kim"),
        ("Kim”", "Kim"),
        ('"The Rock" Johnson', '"The Rock" Johnson'),
        ("' Kim '", "Kim"),
        ('"', ""),
        ("Hawai'", "Hawai'"),
    ],
)
def test_marks_around_a_name_go(typed: str, name: str) -> None:
    assert unquoted(typed) == name


@given(TEXTS)
def test_unquoted_keeps_what_is_inside(text: str) -> None:
    name = unquoted(text)
    assert name in text
    assert name == name.strip()
