"""One event told by several articles is one: the sentences that tell of the same days, brought together."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.summaries.words import content_words

_ALIKE = 0.3
"""Share of the shorter sentence's telling words that another one must have to tell of the same."""

_ALIKE_NAMED = 0.18
"""The same where both also name two of the same, besides what the timeline is of."""

_FEW_WORDS = 3


@dataclass(frozen=True, slots=True)
class Teller:
    """A sentence that tells of a day: its article, its words, and the entities named in it.

    `late` says how many days after the event its article came; below 0, that it was told of before.
    """

    article: int
    text: str
    entities: frozenset[int]
    late: int = 0


def same_events(tellers: Sequence[Teller], about: frozenset[int] = frozenset(), said: str = "") -> list[list[int]]:
    """Indices of the sentences, brought together by event, the event with most articles first.

    Each event's first index is the sentence to show: the one of the article that came soonest after it, rather than
    one that looks back or ahead; of two, the one that has most in common with the others. `about` are the entities
    that all of them name, and `said` is what those are called: words that bring nothing together.
    """
    common = frozenset(content_words(said))
    words = [frozenset(content_words(teller.text)) - common for teller in tellers]
    groups: list[list[int]] = []
    for index, teller in enumerate(tellers):
        for group in groups:
            if any(_same(teller, tellers[other], words[index], words[other], about) for other in group):
                group.append(index)
                break
        else:
            groups.append([index])
    for group in groups:
        group.sort(key=lambda index: (*_remote(tellers[index]), -_shared(index, group, words), index))
    return sorted(groups, key=lambda group: (-len({tellers[index].article for index in group}), min(group)))


def _same(one: Teller, other: Teller, words: frozenset[str], others: frozenset[str], about: frozenset[int]) -> bool:
    if one.article == other.article:
        return False
    shared = len(words & others)
    if shared < min(_FEW_WORDS, len(words), len(others)):
        return False
    named = len((one.entities & other.entities) - about)
    least = _ALIKE_NAMED if named > 1 else _ALIKE
    return shared >= least * max(min(len(words), len(others)), 1)


def _remote(teller: Teller) -> tuple[bool, int]:
    return teller.late < 0, abs(teller.late)


def _shared(index: int, group: Sequence[int], words: Sequence[frozenset[str]]) -> int:
    return sum(len(words[index] & words[other]) for other in group if other != index)
