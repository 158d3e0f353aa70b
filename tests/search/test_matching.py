"""Finding the terms of a query in a text: the words that the index would match, at their offsets."""

import aiosqlite
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.search.matching import Matcher, fold, stem
from bot.search.query import Term, plain
from bot.search.variants import variants


def found(typed: str, text: str) -> list[str]:
    [term] = plain(typed).words
    return [text[start:end] for start, end in Matcher(term).spans(fold(text))]


@pytest.mark.parametrize(
    ("typed", "text", "words"),
    [
        ("vote", "They voted; votes were counted. Voters left.", ["voted", "votes"]),
        ("happy", "Happiness, happier, HAPPY", ["Happiness", "HAPPY"]),
        ("art", "Art, part of the arts", ["Art", "arts"]),
        ("erdogan", "Erdoğan’s visit", ["Erdoğan"]),
        ("U.S.", "the U.S. envoy, the US and the United States", ["U.S", "US", "United States"]),
        ("N.A.T.O.", "NATO and N.A.T.O.", ["NATO", "N.A.T.O"]),
        ("algeria", "An Algerian in Algeria", ["Algerian", "Algeria"]),
        ("f-16", "an F-16 and F 16s, not F-160", ["F-16", "F 16s"]),
        ("x", "", []),
    ],
)
def test_every_form_of_a_word_is_found(typed: str, text: str, words: list[str]) -> None:
    assert found(typed, text) == words


def test_variants_go_both_ways() -> None:
    for term in (Term(("france",)), Term(("united", "nations"))):
        for other in variants(term):
            assert set(variants(other)) == set(variants(term))
    assert variants(Term(("table",))) == (Term(("table",)),)


@given(st.text())
def test_folding_keeps_every_offset(text: str) -> None:
    folded = fold(text)
    assert len(folded) == len(text)
    assert fold(folded) == folded


def test_folding_where_lower_case_is_longer() -> None:
    assert len(fold("İstanbul é")) == 10
    assert fold("ÉCOLE “Žižek” – Ørsted’s") == 'ecole "zizek" - ørsted\'s'


@given(st.text(alphabet="abÉß’“–…\xa0žŁ") | st.text(st.characters(max_codepoint=0x24F, exclude_categories=["Cs"])))
def test_a_character_is_folded_alike_whatever_stands_beside_it(text: str) -> None:
    assert fold(text) == "".join(map(fold, text)) == fold(text + "é")[:-1] == fold(text + "ž")[:-1]


@given(st.lists(st.text(alphabet="voteds U.N.,", max_size=30), max_size=4))
def test_an_estimate_is_never_too_low(texts: list[str]) -> None:
    for typed in ("vote", "U.N.", "set"):
        [term] = plain(typed).words
        matcher, folded = Matcher(term), [fold(text) for text in texts]
        estimates = matcher.estimates(folded)
        assert all(n >= len(matcher.spans(text)) for n, text in zip(estimates, folded, strict=True))


WORDS = "agreed agreement hoping hopes national nations policies policy flies dying sensibility relational was caresses"


async def test_stems_are_those_of_the_index() -> None:
    async with aiosqlite.connect(":memory:") as db:
        await db.execute("CREATE VIRTUAL TABLE t USING fts5 (x, tokenize = 'porter unicode61 remove_diacritics 2')")
        await db.execute("CREATE VIRTUAL TABLE v USING fts5vocab (t, row)")
        for word in WORDS.split():
            await db.execute("INSERT INTO t VALUES (?)", (word,))
        rows = await db.execute_fetchall("SELECT term FROM v")
    assert {row[0] for row in rows} == {stem(word) for word in WORDS.split()}


@given(st.sampled_from(WORDS.split()), st.text(alphabet="ab .’'-é", max_size=20), st.text(alphabet=" .,-", min_size=1))
def test_a_word_is_found_wherever_it_stands(word: str, before: str, gap: str) -> None:
    text = before + gap + word.upper() + gap
    assert word.upper() in found(word, text)
