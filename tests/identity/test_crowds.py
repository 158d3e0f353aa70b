"""The best attested names of a crowded block, found with little looked up: the same as by looking at all."""

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.identity.crowds import Attested, best, bounds, weight
from tests.examples import examples


def first(articles: dict[int, int], most: int) -> frozenset[int]:
    """The best by looking at all; keys are in the order of the numbers."""
    return frozenset(sorted(articles, key=lambda number: (-articles[number], number))[:most])


def test_a_rare_name_changes_nothing_among_the_best() -> None:
    assert bounds({5: 3, 1: 40}, [1], most=3) is None


def test_names_that_weigh_as_much_as_the_last_are_looked_up() -> None:
    assert bounds({5: 2, 3: 4, 1: 40}, [3], most=3) == (3, 3)
    assert bounds({5: 2, 3: 1, 1: 40}, [3], most=3) == (3, 1)


@given(
    st.dictionaries(st.integers(0, 40), st.integers(1, 20), min_size=4),
    st.dictionaries(st.integers(0, 44), st.integers(1, 3), max_size=4),
    st.integers(1, 3),
)
@settings(max_examples=examples(300))
def test_the_best_are_found_now_and_before(before: dict[int, int], grown: dict[int, int], most: int) -> None:
    now = before | {number: before.get(number, 0) + more for number, more in grown.items()}
    weights = {number: weight(articles) for number, articles in now.items()}
    counts = {one: list(weights.values()).count(one) for one in weights.values()}
    found = bounds(counts, [weights[number] for number in grown], most)
    if found is None:
        assert first(now, most) == first(before, most)
        return
    heavy = [number for number in now if weights[number] >= found.last]
    sure = frozenset(number for number in heavy if weights[number] > found.first and number not in grown)
    others = {number: Attested(now[number], f"{number:03}", "PERSON") for number in heavy if number not in sure}
    assert best(sure, others, grown, most) == (first(now, most), first(before, most))
