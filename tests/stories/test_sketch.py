from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.extraction.types import Extraction
from bot.identity.types import Resolution
from bot.identity.within import resolve
from bot.stories.sketch import UNIT, Sketch, sketch, unpack
from bot.summaries.types import Source
from tests.store.filing import extract
from tests.stories.events import NAMELESS, OTHER_QUAKE, QUAKE, of


def test_the_title_and_its_words_play_no_part() -> None:
    assert of(replace(QUAKE, title="Harbour vote in Ostrand")) == of(QUAKE)


def test_an_article_without_names_has_an_empty_sketch() -> None:
    empty = Sketch({}, {}, {}, {})
    assert of(NAMELESS) == sketch("", Extraction(), Resolution()) == empty
    assert unpack(empty.pack()) == empty


def test_what_comes_early_and_often_weighs_most() -> None:
    names = list(of(QUAKE).names.values())
    assert names == sorted(names, reverse=True)
    assert names[0] > names[-1]


@pytest.mark.parametrize("source", [QUAKE, OTHER_QUAKE])
def test_vectors_have_one_length(source: Source) -> None:
    made = of(source)
    for vector in (made.names, made.persons, made.words, made.numbers):
        assert sum(weight**2 for weight in vector.values()) == pytest.approx(UNIT**2, rel=0.01)


def test_the_line_of_the_date_counts_though_it_is_no_sentence() -> None:
    text = f"4 March 2031\n{QUAKE.text}"
    moved = resolve(text, extract(text))
    assert len(sketch(text, extract(text), moved).numbers) > len(of(QUAKE).numbers)


@given(st.text(max_size=300), st.integers(0, 400))
def test_sketches_are_bounded_and_come_back_as_they_were_packed(text: str, times: int) -> None:
    text = f"Ilse Brandt met {text} in Velmora. " + " ".join(f"Name{n} Surname{n} paid {n}." for n in range(times))
    found = extract(text)
    made = sketch(text, found, resolve(text, found))
    assert unpack(made.pack()) == made
    assert len(made.pack()) < 1_200
