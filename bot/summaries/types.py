"""What a summary is made from and what it consists of: spans of the sources, never words of its own."""

from dataclasses import dataclass, field

from bot.articles.types import Span
from bot.extraction.types import Extraction
from bot.identity.types import Resolution


@dataclass(frozen=True, slots=True)
class Source:
    """An article to summarise: its stored text, its title, and what was found and resolved in the text.

    `language` is ISO 639-1 or "und". The names of `unnamed` chains are put in no brackets, and nothing refers to them.
    """

    text: str
    title: str | None = None
    extraction: Extraction = field(default_factory=Extraction)
    resolution: Resolution = field(default_factory=Resolution)
    language: str = "en"
    unnamed: frozenset[int] = frozenset()

    def __post_init__(self) -> None:
        if any(reference.chain in self.unnamed for reference in self.resolution.references):
            raise ValueError("something refers to a name that must not be named")


@dataclass(frozen=True, slots=True)
class Bracket:
    """A name shown in place of what stands for it: "[Mette Frederiksen] said" for "The minister said".

    `span` is what is replaced and `by` the name, both spans of the same text; a `possessive` ("his") takes the
    name with "'s" behind the bracket.
    """

    span: Span
    by: Span
    possessive: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a summary: a sentence of the source with the index `source`, and the names put in brackets.

    `score` is what the line added when it was chosen; it orders lines of one summary, and compares with no other.
    """

    source: int
    span: Span
    score: float
    brackets: tuple[Bracket, ...] = ()


@dataclass(frozen=True, slots=True)
class Length:
    """How long a summary may be, in sentences, in words (as shown, split at white space), or both.

    Raises ValueError for a length below one. With neither given the length is three sentences.
    """

    sentences: int | None = None
    words: int | None = None

    def __post_init__(self) -> None:
        if any(limit is not None and limit < 1 for limit in (self.sentences, self.words)):
            raise ValueError("a summary has at least one sentence and one word")


@dataclass(frozen=True, slots=True)
class About:
    """What a summary is to be about: an entity by the keys of its names (`Chain.key`), words, or both."""

    keys: frozenset[str] = frozenset()
    words: str = ""
