"""Paraphrases, made up: what is told twice in other words is one line, and another number is another."""

from datetime import date

import pytest

from bot.articles.types import Span
from bot.extraction.types import DateExpression, Kind, NumberClaim, Theme
from bot.summaries.choose import summarise
from bot.summaries.facts import Told, differ, differing, facts, says_the_same
from bot.summaries.passages import passages
from bot.summaries.types import Length, Source
from tests.summaries.articles import article

NAMES: dict[str, Kind] = {"Harwick": "GPE", "Ruth Lind": "PERSON", "Lind": "PERSON", "Oldport": "GPE"}
MONDAY = date(2024, 6, 17)


def told(*sentences: str, counts: dict[str, tuple[float, Theme]] | None = None) -> Source:
    """A source with what extraction would find in it: names, numbers of people by their words, and "Monday"."""
    made = article(*sentences, names=NAMES, same={"Lind": "Ruth Lind"})
    numbers, dates = [], []
    for number, sentence in enumerate(made.extraction.sentences):
        for words, (value, theme) in (counts or {}).items():
            if (at := made.text.find(words, sentence.span.start, sentence.span.end)) >= 0:
                numbers.append(NumberClaim(Span(at, at + len(words)), value, "exact", theme, None, None, number))
        if (at := made.text.find("Monday", sentence.span.start, sentence.span.end)) >= 0:
            dates.append(DateExpression(Span(at, at + 6), number, "2024-06-17", MONDAY, MONDAY))
    extraction = made.extraction
    return Source(
        made.text,
        None,
        type(extraction)(extraction.sentences, extraction.mentions, numbers=tuple(numbers), dates=tuple(dates)),
        made.resolution,
    )


FIRST = "A blast at the harbour of Harwick killed 12 people on Monday."
SAME = "Twelve died in the explosion at Harwick's harbour on Monday."
MORE = "Fifteen died in the explosion at Harwick's harbour on Monday."
OTHER = "Ruth Lind called the explosion at Harwick's harbour an act of war on Monday."
COUNTS: dict[str, tuple[float, Theme]] = {"12": (12, "killed"), "Twelve": (12, "killed"), "Fifteen": (15, "killed")}


def of(sentence: str) -> Told:
    source = told(sentence, counts=COUNTS)
    return passages(source)[0].words, facts(source, 1)[0]


@pytest.mark.parametrize(("sentence", "same"), [(SAME, True), (MORE, False), (OTHER, False)])
def test_a_paraphrase_states_nothing_new(sentence: str, same: bool) -> None:
    words, states = of(sentence)
    assert says_the_same(words, states, [of(FIRST)]) is same


def test_what_states_nothing_is_no_paraphrase() -> None:
    assert not says_the_same(of("Smoke stood over the water.")[0], frozenset(), [of(FIRST)])


def test_other_numbers_of_one_thing_differ() -> None:
    assert differ(of(FIRST), of(MORE)) == {"killed"}
    assert differ(of(FIRST), of(SAME)) == set()
    assert differ(of(FIRST), of("Fifteen died on a road near Oldport.")) == set()


def lines(*sentences: str) -> list[str]:
    sources = [told(sentence, counts=COUNTS) for sentence in sentences]
    made = summarise(sources, Length(words=200))
    return sorted(line.span.of(sources[line.source].text) for line in made)


def test_of_several_articles_what_is_told_twice_in_other_words_is_one_line() -> None:
    assert len(lines(FIRST, SAME)) == 1
    assert lines(FIRST, MORE) == sorted([FIRST, MORE])
    assert lines(FIRST, OTHER) == sorted([FIRST, OTHER])


def test_a_person_is_known_by_the_surname_too() -> None:
    one = "Ruth Lind opened the harbour of Harwick again on Monday."
    assert len(lines(one, "The harbour of Harwick was opened again by Lind on Monday.")) == 1


def test_lines_of_several_sources_that_give_other_numbers_are_said_to_differ() -> None:
    sources = [told(sentence, counts=COUNTS) for sentence in (FIRST, MORE)]
    assert differing(sources, summarise(sources, Length(words=200))) == ("killed",)
    alone = [told(FIRST, MORE, counts=COUNTS)]
    assert differing(alone, summarise(alone, Length(sentences=2))) == ()
