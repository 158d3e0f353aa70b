"""One slot for each story: the biggest first, then the latest."""

from hypothesis import given
from hypothesis import strategies as st

from bot.desk.slots import Slot, slots


def test_the_biggest_first_then_the_latest() -> None:
    fresh = [9, 8, 7, 6, 5]
    assert slots(fresh, [[5, 7], [8], [6, 2]]) == [
        Slot((7, 5)),
        Slot((9,)),
        Slot((8,)),
        Slot((6,), goes_on=True),
    ]


def test_stories_without_new_articles_have_no_slot() -> None:
    assert slots([3], [[1, 2], [3, 1]]) == [Slot((3,), goes_on=True)]
    assert slots([], [[1, 2]]) == []


@given(st.permutations(range(12)), st.lists(st.integers(0, 5), min_size=12, max_size=12), st.integers(0, 12))
def test_every_new_article_is_in_one_slot_and_no_two_slots_are_on_one_story(
    order: list[int], story_of: list[int], new: int
) -> None:
    fresh = order[:new]
    groups = [[article for article in range(12) if story_of[article] == story] for story in range(5)]
    found = slots(fresh, [group for group in groups if group])  # those of story 5 are in no group
    assert sorted(article for slot in found for article in slot.articles) == sorted(fresh)
    stories = [{story_of[article] for article in slot.articles} for slot in found]
    assert all(len(one) == 1 for one in stories)
    told = [story for [story] in stories if story < 5]
    assert len(told) == len(set(told))
    assert [len(slot.articles) for slot in found] == sorted((len(slot.articles) for slot in found), reverse=True)
