"""The numbers by which words and sentences are weighed, for one article and for several.

The first six of each were fitted by logistic regression (is the word used in the reference?), the rest set by hand
and kept where both halves of the development data agreed: docs/decisions/0005-summaries.md.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Coefficients:
    """What a word or a sentence is worth. Words: log-odds of standing in a summary. Sentences: expected words of it."""

    bias: float
    frequency: float  # × log of the number of sentences that have the word
    early: float  # × e^(-s/12), s being the first sentence that has it
    shared: float  # × the share of the sources that have it
    named: float  # it is part of a name
    number: float  # it begins with a digit
    titled: float  # a title has it
    position: float  # × e^(-s/12) for the sentence s
    quoted: float  # × the share of the sentence between quote marks
    personal: float  # it says "I", "we" or "you"
    voiced: float  # it says "I" or "we" outside quote marks
    question: float
    dated: float  # it says "today", "yesterday" or a day of the week
    bracketed: float  # it can stand alone only with a name in brackets
    cost: float  # for each word, when sentences are counted
    power: float  # what a sentence adds is divided by its length to this power, when words are counted


FADE = 12.0
"""The sentences over which what comes early loses its advantage, to 1/e."""

ONE = Coefficients(
    bias=-3.8,
    frequency=1.3,
    early=1.3,
    shared=0.0,
    named=0.1,
    number=1.0,
    titled=0.8,
    position=2.0,
    quoted=-0.5,
    personal=-0.2,
    voiced=-1.0,
    question=-0.3,
    dated=0.5,
    bracketed=-0.1,
    cost=0.06,
    power=0.4,
)

MANY = Coefficients(
    bias=-3.7,
    frequency=0.7,
    early=1.9,
    shared=1.2,
    named=0.1,
    number=0.0,
    titled=0.8,
    position=2.0,
    quoted=0.4,
    personal=0.0,
    voiced=-1.0,
    question=-0.3,
    dated=0.0,
    bracketed=0.0,
    cost=0.06,
    power=0.4,
)
