"""Whose the quotes of a marked text are; a quote's speaker is what stands in the text at the place that is given."""

from dataclasses import replace

import pytest

from bot.articles.types import Span
from bot.extraction.types import Quote
from bot.identity.within import resolve
from tests.identity.markup import read


def speakers(marked: str, *said_by: tuple[str, int]) -> list[str | None]:
    """The key of each quote's chain; a speaker is (the words, which of their occurrences)."""
    text, extraction = read(marked)
    quotes = []
    for words, nth in said_by:
        at = -1
        for _ in range(nth + 1):
            at = text.index(words, at + 1)
        span = Span(at, at + len(words))
        mention = next((i for i, m in enumerate(extraction.mentions) if m.span == span), None)
        pronoun = next((i for i, p in enumerate(extraction.pronouns) if p.span == span), None)
        quotes.append(Quote(Span(0, 1), "direct", span, span, mention, pronoun))
    resolution = resolve(text, replace(extraction, quotes=tuple(quotes)))
    return [None if chain is None else resolution.chains[chain].key for chain in resolution.speakers]


def test_by_name() -> None:
    text = "[Anna Doe|PERSON] said no. [Doe|PERSON] said yes."
    assert speakers(text, ("Anna Doe", 0), ("Doe", 1)) == ["anna doe", "anna doe"]


def test_by_pronoun() -> None:
    text = "[Anna Doe|PERSON] came. “No,” she said."
    assert speakers(text, ("she", 0)) == ["anna doe"]


def test_by_description() -> None:
    text = "{President} [Anna Doe|PERSON] came. “No,” the president said."
    assert speakers(text, ("the president", 0)) == ["anna doe"]


def test_a_description_of_nobody_is_nobodys() -> None:
    text = "[Anna Doe|PERSON] came. “No,” a spokesman said."
    assert speakers(text, ("a spokesman", 0)) == [None]


def test_who_spoke_before_speaks_on() -> None:
    text = "Mrs [Anna Doe|PERSON] said that Mrs [Mary Roe|PERSON] was away. “We wait,” she said."
    assert speakers(text, ("Anna Doe", 0), ("she", 0)) == ["anna doe", "anna doe"]


@pytest.mark.parametrize("between", ["Mrs [Mary Roe|PERSON] was away. It rained. It rained.", "It rained. " * 7])
def test_but_not_when_somebody_else_came_in_or_long_after(between: str) -> None:
    text = f"Mrs [Anna Doe|PERSON] said that Mrs [Jane Poe|PERSON] knew. {between} “We wait,” she said."
    assert speakers(text, ("Anna Doe", 0), ("she", 0))[1] is None


def test_he_is_not_she() -> None:
    text = "Mrs [Anna Doe|PERSON] said that Mr [John Roe|PERSON] and Mr [Tom Poe|PERSON] knew."
    text += " It rained. It rained. “We wait,” he said."
    assert speakers(text, ("Anna Doe", 0), ("he", 0)) == ["anna doe", None]


def test_without_quotes_there_are_no_speakers() -> None:
    assert speakers("[Anna Doe|PERSON] came.") == []
