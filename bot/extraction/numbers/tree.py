"""The dependency tree of a text with its arrows turned round."""

from collections.abc import Iterator, Sequence

from bot.extraction.tokens import Tokens

_STEPS = 5
"""How far up the tree from a number its verb is looked for."""


class Tree:
    """The tokens of a text by what hangs on them."""

    def __init__(self, tokens: Tokens) -> None:
        self.tokens = tokens
        self._below: dict[int, list[int]] = {}
        for at, head in enumerate(tokens.heads):
            if head != at:
                self._below.setdefault(head, []).append(at)

    def below(self, at: int) -> Sequence[int]:
        """What hangs on a token, in order."""
        return self._below.get(at, ())

    def child(self, at: int, *deps: str) -> int | None:
        """The first that hangs on a token in one of these ways."""
        return next((below for below in self.below(at) if self.tokens.deps[below] in deps), None)

    def lemma(self, at: int) -> str:
        """The lemma of a token in small letters."""
        return self.tokens.lemmas[at].lower()

    def has(self, at: int, dep: str) -> bool:
        """Whether anything hangs on a token in this way."""
        return any(self.tokens.deps[below] == dep for below in self.below(at))

    def upward(self, at: int) -> Iterator[int]:
        """What a token hangs on, and that in turn, some steps up."""
        for _ in range(_STEPS):
            head = self.tokens.heads[at]
            if head == at:
                return
            at = head
            yield at
