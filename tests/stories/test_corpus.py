from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.stories import candidates, corpus
from bot.stories.corpus import events
from bot.stories.sketch import Sketch
from tests.stories.events import NAMELESS, OTHER_QUAKE, QUAKE, QUAKE_AGAIN, QUAKE_UPDATE, VOTE, of, told

DAY = date(2031, 3, 3)
Document = tuple[str, date | None, Sketch]

STREAM: list[Document] = [
    (source.text, day, of(source))
    for source, day in (
        (OTHER_QUAKE, DAY), (QUAKE, DAY), (VOTE, DAY), (QUAKE_AGAIN, DAY), (NAMELESS, DAY), (QUAKE_UPDATE, None),
        (told("Brandt, the mayor, left Velmora for Ostrand.", "Ilse Brandt met Tomas Ryde."), None),
        (QUAKE_AGAIN, DAY + timedelta(days=30)),
    )
]  # fmt: skip


def test_events_are_told_apart() -> None:
    assert events(STREAM[:6]) == [0, 1, 2, 1, 4, 1]


def test_a_month_later_it_is_another_event() -> None:
    assert events([STREAM[1], STREAM[7]]) == [0, 1]


def partition(documents: list[Document]) -> set[frozenset[tuple[str, date | None]]]:
    found = events(documents)
    assert all(first <= place and found[first] == first for place, first in enumerate(found))
    return {frozenset(documents[i][:2] for i, first in enumerate(found) if first == story) for story in set(found)}


@given(st.permutations(STREAM))
def test_the_order_of_arrival_changes_nothing(documents: list[Document]) -> None:
    assert partition(documents) == partition(STREAM)


def test_nor_does_it_in_a_crowd(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(corpus, "CROWD", 2)
    crowd = [*STREAM, *((f"{n} {QUAKE.text}", DAY, of(QUAKE)) for n in range(5))]
    found = partition(crowd)
    for seed in range(10):
        Random(seed).shuffle(crowd)
        assert partition(crowd) == found
    assert candidates.CROWD > 2


def test_nothing_is_no_event() -> None:
    assert events([]) == []
