"""What people said of stories: it holds, the latest counts, and no order of the articles changes anything."""

from itertools import combinations, product
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from bot.stories.groups import groups
from bot.stories.verdicts import Verdict

ARTICLES = range(9)
_LINKS = st.dictionaries(
    st.tuples(st.integers(0, 8), st.integers(0, 8)).filter(lambda pair: pair[0] < pair[1]),
    st.sampled_from([100, 500, 700, 999]),
    max_size=30,
)
_SOME = st.frozensets(st.integers(0, 9), min_size=1, max_size=4)
_VERDICTS = st.lists(
    st.one_of(
        _SOME.map(Verdict),
        st.tuples(_SOME, _SOME)
        .filter(lambda two: two[0].isdisjoint(two[1]))
        .map(lambda two: Verdict(two[0], two[1], same=False)),
    ),
    max_size=5,
)


def story_of(found: list[list[int]], article: int) -> list[int]:
    return next(story for story in found if article in story)


@given(_LINKS, _VERDICTS, st.randoms(use_true_random=False))
def test_a_partition_that_no_order_changes(
    links: dict[tuple[int, int], int], said: list[Verdict[int]], chance: Random
) -> None:
    found = groups(ARTICLES, links, said)
    assert sorted(article for story in found for article in story) == list(ARTICLES)
    shuffled = list(links.items())
    chance.shuffle(shuffled)
    articles = list(ARTICLES)
    chance.shuffle(articles)
    assert groups(articles, dict(shuffled), said) == found


@given(_LINKS, _VERDICTS, _SOME, _SOME)
def test_what_was_said_last_holds(
    links: dict[tuple[int, int], int], said: list[Verdict[int]], one: frozenset[int], other: frozenset[int]
) -> None:
    known = sorted(one & set(ARTICLES))
    found = groups(ARTICLES, links, [*said, Verdict(one)])
    assert all(story_of(found, a) == story_of(found, b) for a, b in combinations(known, 2))
    others = other - one
    parted = groups(ARTICLES, links, [*said, Verdict(one, others, same=False)])
    assert all(story_of(parted, a) != story_of(parted, b) for a, b in product(known, others & set(ARTICLES)))


@given(_LINKS, _VERDICTS)
def test_what_nobody_contradicts_holds_too(links: dict[tuple[int, int], int], said: list[Verdict[int]]) -> None:
    apart = [one for one in said if not one.same]
    found = groups(ARTICLES, links, apart)
    for one in apart:
        for a, b in product(one.one & set(ARTICLES), one.others & set(ARTICLES)):
            assert story_of(found, a) != story_of(found, b)
    joined = groups(ARTICLES, links, [one for one in said if one.same])
    for one in said:
        if one.same:
            assert len({tuple(story_of(joined, a)) for a in one.one & set(ARTICLES)}) <= 1


def test_a_later_article_joins_by_what_it_has_in_common_with_a_part() -> None:
    links = {(1, 2): 900, (3, 4): 900, (4, 5): 900, (3, 5): 900}
    assert groups(range(1, 6), links, [Verdict(frozenset({1, 2, 3, 4}))]) == [[1, 2, 3, 4, 5]]


def test_no_third_article_brings_two_together_that_are_apart() -> None:
    links = {(1, 2): 900, (2, 3): 900, (1, 3): 900}
    assert groups([1, 2, 3], links, [Verdict(frozenset({1}), frozenset({3}), same=False)]) == [[1, 2], [3]]
    said = [Verdict(frozenset({1}), frozenset({3}), same=False), Verdict(frozenset({3, 4}))]
    assert groups([1, 2, 3, 4], links | {(1, 4): 990}, said) == [[1, 2], [3, 4]]
