"""What extraction finds: plain, picklable values without spaCy, all of them spans of the article's text."""

from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

from bot.articles.types import Span

LONG = 200_000
"""Characters of a text up to which it is extracted in one call, of some seconds: a longer one is cut in chunks."""

Kind = Literal["PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "EVENT", "PRODUCT", "WORK_OF_ART", "LAW", "LANGUAGE"]
"""The kinds of names, as OntoNotes 5 labels them."""

KINDS: tuple[Kind, ...] = get_args(Kind)

Opening = Literal["plain", "pronoun", "definite", "demonstrative", "connective", "inside"]
"""How a sentence leans on those before: by what it begins with, by a word inside it, or not at all (plain)."""

Gender = Literal["he", "she", "they", "it"]

PERSONAL: tuple[Gender, ...] = ("he", "she")
"""The genders of pronouns that stand for persons: only these are taken for names."""

Bound = Literal["exact", "about", "at least", "at most"]
"""How sure a text is of a number."""

Theme = Literal["killed", "injured", "arrested", "displaced", "missing", "votes", "money", "share", "measure", "count"]
"""What a number is about: what became of those who are counted, an amount, a share, a measure, or plain things."""

TOLLS: tuple[Theme, ...] = ("killed", "injured", "arrested", "displaced", "missing")
"""Themes that count people whom something befell."""

QuoteKind = Literal["direct", "mixed", "indirect"]
"""How something is quoted: word for word, word for word within a sentence of the text, or in the text's own words."""


@dataclass(frozen=True, slots=True)
class RawText:
    """A text to extract from; the title is context only. `language` is ISO 639-1 or "und".

    `published` is the day that "yesterday" is reckoned from, `url` its own address, by whose country 3/4/2024 is read;
    None when nobody knows it.
    """

    text: str
    title: str | None = None
    language: str = "en"
    published: date | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of the story (furniture is never one). `paragraph` counts from 0.

    `opening` says how it leans on others; `leans` is the span of that word or phrase ("However,", "The minister",
    "He"; inside, the "that" of "They agreed on that"). `words` counts its words without punctuation. `quoted`: it lies
    mostly inside quote marks.
    """

    span: Span
    paragraph: int
    words: int
    opening: Opening = "plain"
    leans: Span | None = None
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class Mention:
    """One occurrence of a name: trimmed of "the", titles, "'s" and quote marks. `sentence` is an index."""

    span: Span
    kind: Kind
    sentence: int


@dataclass(frozen=True, slots=True)
class Role:
    """What a text says a name is: "North Korean leader" for a mention (an index into `mentions`)."""

    span: Span
    mention: int


@dataclass(frozen=True, slots=True)
class Pronoun:
    """A personal or possessive pronoun that may stand for a name."""

    span: Span
    gender: Gender
    sentence: int
    possessive: bool
    subject: bool


@dataclass(frozen=True, slots=True)
class DateExpression:
    """A date, a time, a duration or a set of dates as the text says it; `sentence` is an index.

    `value` is TIMEX3 ("2013-03-22", "2013-W12", "P3D", "FUTURE_REF"), None when it cannot be told. `first` and `last`
    are the days that it covers, both None unless the value is a piece of the calendar and the text tells of it as of
    what was or is to be. `said`: it is the time when somebody said the rest.
    """

    span: Span
    sentence: int
    value: str | None
    first: date | None = None
    last: date | None = None
    said: bool = False


@dataclass(frozen=True, slots=True)
class Quote:
    """What somebody is said to have said: a run between quote marks (`span` is without them), or indirect content.

    `speaker` is the span that says who; `mention` or `pronoun` is the index of the name or pronoun that it is about,
    and with neither it is a description ("a spokesman for the army"). `cue` is the word of saying. A quote that
    nobody is named for has none of them. What is quoted within indirect content has a quote of its own.
    """

    span: Span
    kind: QuoteKind
    speaker: Span | None = None
    cue: Span | None = None
    mention: int | None = None
    pronoun: int | None = None


@dataclass(frozen=True, slots=True)
class Keyphrase:
    """A telling noun phrase at its first occurrence; `score` falls from 1.0."""

    span: Span
    score: float


@dataclass(frozen=True, slots=True)
class NumberClaim:
    """A number that the text states: `span` is the number with its unit, `what` the words for what it counts.

    `unit` is a currency (ISO 4217), "%", "points" or a measure ("km"). A vague number ("dozens") is its least value.
    `sentence` is an index. `place` and `time` are where and when it was so, None where the clause does not say it;
    `time` is the span of a date. `quote` is the span of the quote whose speaker claims it, None where nobody but the
    article does.
    """

    span: Span
    value: float
    bound: Bound
    theme: Theme
    unit: str | None
    what: Span | None
    sentence: int
    place: Span | None = None
    time: Span | None = None
    quote: Span | None = None


@dataclass(frozen=True, slots=True)
class Relation:
    """What the text says of two names: `subject` and `object` are mentions (indices), `predicate` ties them.

    `span` covers all three, `sentence` is an index. `negated`: the text denies it.
    """

    span: Span
    subject: int
    object: int
    predicate: Span
    negated: bool
    sentence: int


@dataclass(frozen=True, slots=True)
class Extraction:
    """Everything found in one text, in order of position, keyphrases best first.

    A title is context only and bears no spans.
    """

    sentences: tuple[Sentence, ...] = ()
    mentions: tuple[Mention, ...] = ()
    roles: tuple[Role, ...] = ()
    pronouns: tuple[Pronoun, ...] = ()
    keyphrases: tuple[Keyphrase, ...] = ()
    dates: tuple[DateExpression, ...] = ()
    numbers: tuple[NumberClaim, ...] = ()
    quotes: tuple[Quote, ...] = ()
    relations: tuple[Relation, ...] = ()
