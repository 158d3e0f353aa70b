"""Stories: groups of articles by the links between them. The outcome depends on the set, not on any order."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from heapq import heapify, heappop, heappush

from bot.stories.coefficients import FOLLOWS, STORY, STRAYS, TOGETHER
from bot.stories.verdicts import Bound, Place, Verdict

Links = Mapping[tuple[Place, Place], int]
"""For two articles how likely they are on one event, in per mille, one way round; what is absent is 0."""


def groups(
    articles: Collection[Place], links: Links[Place], verdicts: Sequence[Verdict[Place]] = ()
) -> list[list[Place]]:
    """The articles in groups, each article in one: average-link clustering, cut at even odds.

    The two groups with the highest average link are joined, and again, as long as it is `TOGETHER` at least. (A single
    link would chain events together; the average asks an article to fit the story, not one of its articles.) Then what
    is left over joins the story that it fits best, if it fits one. `articles` are named by what sorts them in the order
    in which they are told; ties go to the earliest. Groups and their members come in that order. Time is O(n log n) in
    the number of links.

    By `verdicts`, the earliest first, groups are joined in the end whatever their links, or never. Averages are of the
    groups that links make: what comes later joins a story by what it has in common with a part of it.
    """
    bound = Bound(articles, verdicts)
    sums: dict[Place, dict[Place, int]] = defaultdict(dict)
    for (one, other), likely in links.items():
        sums[one][other] = sums[other][one] = likely
    members = {article: [article] for article in articles}
    waiting = [_entry(likely, 1, one, other) for (one, other), likely in links.items() if likely >= TOGETHER]
    heapify(waiting)
    while waiting:
        average, head, tail = heappop(waiting)
        if head not in members or tail not in members or average != _average(sums, members, head, tail):
            continue
        if not bound.join(head, tail):
            continue
        members[head] += members.pop(tail)
        _join(sums, head, tail)
        for other, total in sums[head].items():
            size = len(members[head]) * len(members[other])
            if total >= TOGETHER * size:
                heappush(waiting, _entry(total, size, head, other))
    _follow(sums, members, bound)
    stories: dict[Place, list[Place]] = defaultdict(list)
    for head, group in members.items():
        stories[bound.head(head)] += group
    return sorted(sorted(story) for story in stories.values())


def _follow(sums: Mapping[Place, Mapping[Place, int]], members: dict[Place, list[Place]], bound: Bound[Place]) -> None:
    """Let articles that are left over join stories; two of these have no more in common by that than they had."""
    strays = [
        (
            stray,
            sorted(
                (_average(sums, members, stray, other), other)
                for other in sums.get(stray, ())
                if _is_story(members, other)
            ),
        )
        for stray, group in sorted(members.items())
        if len(group) <= STRAYS
    ]
    for stray, stories in strays:
        for average, story in stories:
            if -average >= FOLLOWS and bound.join(story, stray):
                members[story] += members.pop(stray)
                break


def _is_story(members: Mapping[Place, Collection[Place]], head: Place) -> bool:
    return len(members[head]) >= STORY


def _entry(total: int, size: int, one: Place, other: Place) -> tuple[float, Place, Place]:
    """A pair of groups, each named by its earliest article: the highest average first, then the earliest."""
    return (-total / size, one, other) if one < other else (-total / size, other, one)


def _average(
    sums: Mapping[Place, Mapping[Place, int]], members: Mapping[Place, Collection[Place]], one: Place, other: Place
) -> float:
    return -sums[one].get(other, 0) / (len(members[one]) * len(members[other]))


def _join(sums: dict[Place, dict[Place, int]], head: Place, tail: Place) -> None:
    """Add the links of one group to another's."""
    for other, total in sums.pop(tail).items():
        del sums[other][tail]
        if other != head:
            sums[head][other] = sums[other][head] = sums[head].get(other, 0) + total
