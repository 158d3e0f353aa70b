"""What people said of stories, made consistent: which articles are on one event, and which are not."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

Place = TypeVar("Place", str, int, tuple[int, str])


@dataclass(frozen=True, slots=True)
class Verdict(Generic[Place]):
    """What one entry says: all of `one` are on one event (`same`), or none of `one` is on one with any of `others`."""

    one: frozenset[Place]
    others: frozenset[Place] = frozenset()
    same: bool = True


class Bound(Generic[Place]):
    """Which articles end in one story, as more and more are joined, and which are kept apart from that.

    The latest verdict is heard first, and what contradicts a later one is passed over: so the outcome depends on the
    verdicts alone, and on their order, as in `bot.identity.corrections`. Of articles that are all to be one, but may
    not, each goes with the earliest that it may be with.
    """

    def __init__(self, articles: Iterable[Place], verdicts: Sequence[Verdict[Place]]) -> None:
        self._joins: dict[Place, Place] = {article: article for article in articles}
        self._apart: defaultdict[Place, set[Place]] = defaultdict(set)
        for verdict in reversed(verdicts):
            one, others = (self._known(named) for named in (verdict.one, verdict.others))
            if verdict.same:
                self._join_all(one)
            else:
                self._part(one, others)

    def head(self, article: Place) -> Place:
        """What all articles have in common that are joined: the earliest of them."""
        while self._joins[article] != article:
            article = self._joins[article]
        return article

    def join(self, one: Place, other: Place) -> bool:
        """Join two articles with all that they are joined with; False where they are kept apart."""
        first, second = sorted((self.head(one), self.head(other)))
        if second in self._apart[first]:
            return False
        if first != second:
            self._joins[second] = first
            for stranger in self._apart.pop(second, ()):
                self._apart[stranger].remove(second)
                self._apart[stranger].add(first)
                self._apart[first].add(stranger)
        return True

    def _known(self, named: Collection[Place]) -> list[Place]:
        return sorted(article for article in named if article in self._joins)

    def _join_all(self, articles: Iterable[Place]) -> None:
        met: list[Place] = []
        for article in articles:
            if not any(self.join(other, article) for other in met):
                met.append(article)

    def _part(self, articles: Iterable[Place], others: Iterable[Place]) -> None:
        heads, strangers = ({self.head(article) for article in named} for named in (articles, others))
        for head in heads:
            for stranger in strangers - {head}:
                self._apart[head].add(stranger)
                self._apart[stranger].add(head)
