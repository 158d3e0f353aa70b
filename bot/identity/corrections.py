"""The meaning of corrections for who is who: names that people said are one, or are not, over what the rules say."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from bot.identity.across import rank
from bot.identity.said import Pair, Said, pair
from bot.identity.types import Decision, Name, NameId

Node = NameId | str
"""A name that the store has; or the mark of one that it has not, or no longer, which may still tie two others."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What one standing entry of the log says of two names: that they are one (`same`), or that they are not.

    `entry` is its number: of two that contradict each other the later one counts.
    """

    entry: int
    same: bool
    a: Node
    b: Node


def said(verdicts: Iterable[Verdict]) -> Said:
    """What is said of pairs of names that the store has, for the decision about a block: the later entry counts."""
    latest: dict[Pair, Verdict] = {}
    for verdict in sorted(verdicts, key=lambda v: v.entry):
        if isinstance(verdict.a, tuple) and isinstance(verdict.b, tuple):
            latest[pair(verdict.a, verdict.b)] = verdict
    return Said(
        frozenset(names for names, verdict in latest.items() if verdict.same),
        frozenset(names for names, verdict in latest.items() if not verdict.same),
    )


def overrule(
    names: Sequence[Name], rules: Mapping[NameId, NameId], verdicts: Sequence[Verdict]
) -> dict[NameId, Decision]:
    """What names join that do not join what the rules say (`rules`, for every one of `names`), and why.

    `names` are all that hang together, by what rules or entries say, and `verdicts` all that is said of them: then
    the outcome depends on nothing else. The later an entry, the earlier it is heard, and the rules after all entries,
    from the highest name in `rank` down; what would bring together what was found to be apart before is passed over.
    What is left are trees, as the rules make them; where entries tie several, the others join the highest.
    """
    groups = _Groups()
    for verdict in sorted(verdicts, key=_last_first):
        groups.hear(verdict)
    ranked = sorted(names, key=rank)
    found: dict[NameId, Decision] = {}
    for name in ranked:
        head = rules[name.id]
        if head != name.id and (apart := groups.join(name.id, head)) is not None:
            found[name.id] = Decision(name.id, name.id, f"kept apart from {head[0].title()} by correction {apart}")
    trees: dict[Node, list[NameId]] = defaultdict(list)
    for name in ranked:
        if rules[name.id] == name.id or name.id in found:
            trees[groups.top(name.id)].append(name.id)
    for top, roots in trees.items():
        for root in roots[1:]:
            found[root] = Decision(root, roots[0], f"one by correction {groups.tied[top]}")
    return found


def contradicted(verdicts: Sequence[Verdict]) -> list[int]:
    """The entries among these that others outweigh, all of which came later."""
    groups = _Groups()
    return [verdict.entry for verdict in sorted(verdicts, key=_last_first) if not groups.hear(verdict)]


def _last_first(verdict: Verdict) -> tuple[int, bool, str]:
    return (-verdict.entry, not verdict.same, repr(sorted(map(str, (verdict.a, verdict.b)))))


@dataclass(slots=True)
class _Groups:
    """Names that are one by now (union-find), what must not become one, and by which entry."""

    above: dict[Node, Node] = field(default_factory=dict)
    apart: dict[Node, dict[Node, int]] = field(default_factory=lambda: defaultdict(dict))
    tied: dict[Node, int] = field(default_factory=dict)
    """The latest entry that made a group, by its top."""

    def top(self, node: Node) -> Node:
        while (above := self.above.get(node, node)) != node:
            node = above
        return node

    def hear(self, verdict: Verdict) -> bool:
        """Do as an entry says; False where a later one, heard before, forbids it."""
        a, b = self.top(verdict.a), self.top(verdict.b)
        if not verdict.same:
            if a != b:
                self.apart[a].setdefault(b, verdict.entry)
                self.apart[b].setdefault(a, verdict.entry)
            return a != b
        if b in self.apart[a]:
            return False
        entry = max(verdict.entry, self.tied.get(a, 0), self.tied.get(b, 0))
        self.tied[self._united(a, b)] = entry
        return True

    def join(self, name: NameId, head: NameId) -> int | None:
        """Bring together what a rule joins; the entry that forbids it, if one does."""
        a, b = self.top(name), self.top(head)
        if a == b:
            return None
        if b in self.apart[a]:
            return self.apart[a][b]
        tied = max(self.tied.get(a, 0), self.tied.get(b, 0))
        top = self._united(a, b)
        if tied:
            self.tied[top] = tied
        return None

    def _united(self, a: Node, b: Node) -> Node:
        if a != b:
            self.above[a] = b
            for other, entry in self.apart.pop(a, {}).items():
                del self.apart[other][a]
                self.apart[other][b] = self.apart[b][other] = max(entry, self.apart[b].get(other, 0))
        return b
