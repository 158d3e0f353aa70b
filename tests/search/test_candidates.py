"""Which articles are worth reading, by the lists of their words alone."""

from bot.search.candidates import Listed, weights, with_all, with_fewer
from bot.search.ranking import UNLISTED


def test_a_rare_word_weighs_more_and_twice_typed_twice() -> None:
    rare, common, twice = weights([2, 50, 50], 100, [1, 1, 2])
    assert rare > common
    assert twice == 2 * common


def test_more_than_can_be_ranked_is_told() -> None:
    found = with_all([5, 4, 3], 1, [1.0], 2, all_in_each=True)
    assert (found.ids, found.total, found.exact) == ([5, 4], 2, False)
    assert found.note == "More than 2 articles match; only the newest 2 were ranked."
    assert found.has == {5: frozenset({0}), 4: frozenset({0})}
    assert found.since == [UNLISTED]


def test_what_has_more_of_the_weight_comes_first() -> None:
    lists = [Listed([9, 7], True, 2), Listed([9, 8, 7], True, 3), Listed([6], True, 1)]
    found = with_fewer([], lists, [1.0, 1.0, 3.0], 10, 100, 3)
    assert found.ids == [6, 9, 7, 8]
    assert found.has == {6: frozenset({2}), 9: frozenset({0, 1}), 7: frozenset({0, 1})}
    assert (found.since, found.exact) == ([0, 0, 0], True)


def test_below_the_end_of_a_list_a_word_is_expected_by_how_common_it_is() -> None:
    lists = [Listed([9, 8], False, 8), Listed([9, 3, 2], True, 3)]
    found = with_fewer([9], lists, [1.0, 1.0], 10, 100, 10)
    assert found.ids == [9, 3, 2, 8]
    assert (found.since, found.exact) == ([8, 0], False)
    assert found.note == "Only one article has all of these words; the others have some of them."
