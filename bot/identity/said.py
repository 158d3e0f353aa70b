"""What people said of pairs of names, as the decision about a block takes it."""

from dataclasses import dataclass

from bot.identity.types import NameId

Pair = frozenset[NameId]
"""Two names, in no order."""

BY_PEOPLE = "one, as somebody said"
"""Why two names are one where no rule says so."""


def pair(a: NameId, b: NameId) -> Pair:
    """Two names, in no order."""
    return frozenset((a, b))


@dataclass(frozen=True, slots=True)
class Said:
    """Pairs of names that people said are one (`same`), or are not (`apart`)."""

    same: frozenset[Pair] = frozenset()
    apart: frozenset[Pair] = frozenset()

    def parts(self, a: NameId, b: NameId) -> bool:
        """Whether somebody said that the two are not one."""
        return bool(self.apart) and frozenset((a, b)) in self.apart


NOTHING = Said()
