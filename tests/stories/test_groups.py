from itertools import combinations
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from bot.stories.coefficients import TOGETHER
from bot.stories.groups import groups

_GRAPHS = st.dictionaries(
    st.tuples(st.integers(0, 14), st.integers(0, 14)).filter(lambda pair: pair[0] < pair[1]),
    st.sampled_from([100, 400, 500, 501, 700, 999, 1000]),
    max_size=60,
)


def average(one: list[int], other: list[int], links: dict[tuple[int, int], int]) -> float:
    return sum(links.get((min(a, b), max(a, b)), 0) for a in one for b in other) / (len(one) * len(other))


@given(_GRAPHS, st.randoms(use_true_random=False))
def test_the_outcome_is_a_partition_that_no_order_changes(links: dict[tuple[int, int], int], chance: Random) -> None:
    articles = list(range(15))
    found = groups(articles, links)
    assert sorted(article for group in found for article in group) == articles
    shuffled = list(links.items())
    chance.shuffle(shuffled)
    chance.shuffle(articles)
    turned = {(b, a) if chance.random() < 0.5 else (a, b): likely for (a, b), likely in shuffled}
    assert groups(articles, turned) == found


@given(_GRAPHS)
def test_no_two_groups_are_left_that_belong_together(links: dict[tuple[int, int], int]) -> None:
    found = groups(range(15), links)
    assert all(average(one, other, links) < TOGETHER for one, other in combinations(found, 2))


def test_a_chain_of_likenesses_is_not_one_story() -> None:
    links = {(n, n + 1): 600 for n in range(9)}
    assert max(map(len, groups(range(10), links))) == 2


def test_an_article_joins_the_story_that_it_fits_on_average() -> None:
    links = {(1, 2): 990, (1, 3): 980, (2, 3): 985, (3, 4): 900, (4, 5): 800, (2, 4): 100}
    assert groups([1, 2, 3, 4, 5], links) == [[1, 2, 3], [4, 5]]


def test_articles_without_links_are_stories_of_one() -> None:
    assert groups([3, 1, 2], {}) == [[1], [2], [3]]


def test_a_tie_goes_to_the_earliest() -> None:
    assert groups([1, 2, 3], {(2, 3): 600, (1, 2): 600}) == [[1, 2], [3]]


def test_what_is_left_over_joins_the_story_that_it_fits_best() -> None:
    story = {(1, 2): 900, (1, 3): 900, (2, 3): 900}
    assert groups([1, 2, 3, 4], story | {(1, 4): 450, (2, 4): 450}) == [[1, 2, 3, 4]]
    assert groups([1, 2, 3, 4], story | {(1, 4): 450, (2, 4): 440}) == [[1, 2, 3], [4]]
    assert groups([1, 2, 3], {(1, 2): 900, (2, 3): 800}) == [[1, 2], [3]], "two articles are no story yet"
    two = story | {(5, 6): 900, (5, 7): 900, (6, 7): 900, (1, 4): 451, (2, 4): 450, (4, 5): 450, (4, 6): 460}
    assert groups(range(1, 8), two) == [[1, 2, 3], [4, 5, 6, 7]]
