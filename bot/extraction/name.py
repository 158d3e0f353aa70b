"""A name while it is worked on: a range of tokens and a kind."""

from dataclasses import dataclass

from bot.extraction.tokens import Tokens
from bot.extraction.types import Kind


@dataclass(frozen=True, slots=True)
class Name:
    """A name in tokens `start` to `end` (exclusive, never empty)."""

    start: int
    end: int
    kind: Kind

    def form(self, tokens: Tokens) -> tuple[str, ...]:
        """Its words."""
        return tuple(tokens.words[self.start : self.end])

    def __len__(self) -> int:
        return self.end - self.start
