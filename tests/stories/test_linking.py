from itertools import combinations

import pytest

from bot.stories.coefficients import FAINT, TOGETHER, WINDOW
from bot.stories.linking import link
from bot.summaries.types import Source
from tests.stories.events import NAMELESS, OTHER_QUAKE, QUAKE, QUAKE_AGAIN, QUAKE_UPDATE, VOTE, of, told

ALL = (QUAKE, QUAKE_AGAIN, QUAKE_UPDATE, OTHER_QUAKE, VOTE, NAMELESS)


@pytest.mark.parametrize(("one", "other"), list(combinations((QUAKE, QUAKE_AGAIN, QUAKE_UPDATE), 2)))
def test_one_event_told_in_other_words(one: Source, other: Source) -> None:
    assert link(of(one), of(other)) >= TOGETHER


def test_another_event_of_the_kind_is_another_event() -> None:
    assert link(of(QUAKE), of(OTHER_QUAKE)) < FAINT


def test_one_person_in_two_matters_is_no_event() -> None:
    assert link(of(OTHER_QUAKE), of(VOTE)) < TOGETHER


def test_the_same_words_mean_less_the_more_days_lie_between() -> None:
    likely = [link(of(QUAKE), of(QUAKE_UPDATE), days) for days in range(WINDOW + 2)]
    assert likely == sorted(likely, reverse=True)
    assert likely[-1] == 0
    close = told("Ilse Brandt spoke on the earthquake in Velmora.", "Brandt thanked the Seismic Office for help.")
    assert link(of(QUAKE_AGAIN), of(close), 1) > link(of(QUAKE_AGAIN), of(close), 6)


def test_nothing_is_like_an_article_without_names() -> None:
    assert link(of(NAMELESS), of(NAMELESS)) == 0


def test_it_makes_no_difference_which_is_named_first() -> None:
    for one, other in combinations(map(of, ALL), 2):
        assert link(one, other, 2) == link(other, one, -2)
