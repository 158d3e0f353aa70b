"""A parsed text as plain columns: what the rules read, without spaCy."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from bot.articles.types import Span


@dataclass(frozen=True, slots=True)
class Entity:
    """A name as the language model saw it: tokens `start` to `end` (exclusive) and an OntoNotes label."""

    start: int
    end: int
    label: str


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of one text, white space left out, in columns of equal length.

    `starts` and `ends` are characters of the text. `heads` are token indices; a root is its own head. `tags`
    are Penn Treebank tags, `deps` the model's dependency labels. `sentences` are ranges of tokens, in order.
    """

    text: str
    words: list[str] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    deps: list[str] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    lemmas: list[str] = field(default_factory=list)
    sentences: list[tuple[int, int]] = field(default_factory=list)
    entities: list[Entity] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.words)

    def span(self, start: int, end: int) -> Span:
        """The characters of tokens `start` to `end` (exclusive, not empty)."""
        return Span(self.starts[start], self.ends[end - 1])

    def sentence_numbers(self) -> list[int]:
        """For each token, the index of its sentence."""
        return [number for number, (start, end) in enumerate(self.sentences) for _ in range(start, end)]

    def upto(self, start: int, end: int) -> range:
        """The tokens from `start` to before `end`, as far as there are any."""
        return range(start, min(end, len(self.words)))


def joined(text: str, pieces: Iterable[tuple[int, Tokens]]) -> Tokens:
    """One `Tokens` of `text` out of its parsed pieces, each given with the character at which it begins."""
    whole = Tokens(text)
    for offset, piece in pieces:
        first = len(whole.words)
        whole.words.extend(piece.words)
        whole.starts.extend(start + offset for start in piece.starts)
        whole.ends.extend(end + offset for end in piece.ends)
        whole.tags.extend(piece.tags)
        whole.deps.extend(piece.deps)
        whole.heads.extend(head + first for head in piece.heads)
        whole.lemmas.extend(piece.lemmas)
        whole.sentences.extend((start + first, end + first) for start, end in piece.sentences)
        whole.entities.extend(Entity(e.start + first, e.end + first, e.label) for e in piece.entities)
    return whole
