"""Numbers through the real model: a table of sentences with what they claim."""

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.extraction.numbers.claims import claims
from bot.extraction.numbers.numerals import numerals
from bot.extraction.types import NumberClaim
from tests.extraction.builders import parsed
from tests.extraction.conftest import Read

Row = tuple[str, str]
"""A sentence, and one of the claims in it as the table writes it."""


def _table() -> tuple[list[Row], dict[str, int]]:
    """What is found, and how many claims in each sentence."""
    found: list[Row] = []
    counts: dict[str, int] = {}
    sentence = ""
    for line in Path(__file__).with_name("claims.txt").read_text("utf-8").splitlines():
        if line.startswith("    "):
            found.append((sentence, line[4:]))
            counts[sentence] += 1
        elif not line.startswith("#"):
            sentence = line
            counts[sentence] = 0
    return found, counts


FOUND, COUNTS = _table()


def _written(text: str, claim: NumberClaim) -> str:
    theme = f"{claim.theme} {claim.unit}" if claim.unit else claim.theme
    what = claim.what.of(text) if claim.what else "-"
    return f"{claim.span.of(text)} | {claim.value:g} | {claim.bound} | {theme} | {what}"


@pytest.mark.model
def test_the_table_is_large_enough() -> None:
    assert len(FOUND) >= 200


@pytest.mark.model
@pytest.mark.parametrize("sentence", COUNTS)
def test_claims(read: Read, sentence: str) -> None:
    text, extraction = read(sentence)
    assert [_written(text, claim) for claim in extraction.numbers] == [row for said, row in FOUND if said == sentence]


@pytest.mark.model
def test_a_number_in_a_name_counts_nothing(read: Read) -> None:
    _, extraction = read("The crew of Apollo 11 met 3 senators.")
    assert [claim.value for claim in extraction.numbers] == [3]


@pytest.mark.model
def test_claims_know_their_sentence(read: Read) -> None:
    text, extraction = read("A bridge fell in Tolmar on Monday.\n\nAt least 12 people were killed, the mayor said.")
    [claim] = extraction.numbers
    assert extraction.sentences[claim.sentence].span.of(text).startswith("At least")


_TAGGED = """
    12/CD two/CD twenty/CD -/HYPH five/CD hundred/CD million/CD dozens/NNS of/IN tens/NNS thousands/NNS $/$ %/NN per/IN
    cent/NN half/NN a/DT dozen/NN to/TO between/IN and/CC or/CC more/JJR than/IN at/IN least/JJS people/NNS were/VBD
    killed/VBN square/JJ km/NN 1,000/CD 3.5bn/CD 99999999999999999/CD
"""
_WORDS = st.sampled_from(_TAGGED.split())


@given(st.lists(_WORDS, min_size=1, max_size=14))
def test_any_words_give_spans_of_the_text(words: list[str]) -> None:
    tokens = parsed(" ".join(words))
    found = numerals(tokens, [False] * len(tokens))
    assert all(0 <= one.start < one.end <= len(tokens) and one.value >= 0 for one in found)
    assert all(first.end <= second.start for first, second in pairwise(found))
    for claim in claims(tokens, []):
        assert 0 <= claim.span.start < claim.span.end <= len(tokens.text)
