"""The dependency tree of a text: children and edges, found once."""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.extraction.tokens import Tokens

_HIGHEST = 12
"""Heads above a token that are looked at: a clause that is deeper than this is a parse gone astray."""


@dataclass(frozen=True, slots=True)
class Tree:
    """The tokens with each one's children in order, and the first and last token below it."""

    tokens: Tokens
    children: list[list[int]]
    left: list[int]
    right: list[int]

    def child(self, at: int, *deps: str) -> int | None:
        """The first child with one of these labels."""
        return next((child for child in self.children[at] if self.tokens.deps[child] in deps), None)

    def ancestors(self, at: int) -> Iterator[int]:
        """The heads above a token, the nearest first, at most `_HIGHEST`."""
        for _ in range(_HIGHEST):
            head = self.tokens.heads[at]
            if head == at:
                return
            yield head
            at = head


def tree(tokens: Tokens) -> Tree:
    """The tree over a text; linear in its length."""
    size = len(tokens)
    children: list[list[int]] = [[] for _ in range(size)]
    order = []
    for at, head in enumerate(tokens.heads):
        if head == at:
            order.append(at)
        else:
            children[head].append(at)
    for at in order:
        order.extend(children[at])
    left, right = list(range(size)), list(range(size))
    for at in reversed(order):
        head = tokens.heads[at]
        left[head] = min(left[head], left[at])
        right[head] = max(right[head], right[at])
    return Tree(tokens, children, left, right)
