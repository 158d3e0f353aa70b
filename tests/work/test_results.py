import contextlib
import os
import pickle
import subprocess
import sys
from collections import Counter, deque
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.work.results import dump_result, load_result
from tests.work.stages import Weather


class Point(NamedTuple):
    x: int
    y: int


class Wind(Enum):
    NORTH = "north"


class Outer:
    class Inner(Enum):
        ONE = 1


plain = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text() | st.binary(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner) | st.tuples(inner, inner),
    max_leaves=20,
)


@given(plain)
def test_plain_values_come_through(value: object) -> None:
    assert load_result(pickle.dumps(value)) == load_result(dump_result(value)) == value


@pytest.mark.parametrize(
    "value",
    [
        Weather("Oslo", 3.5),
        [Point(1, 2), Wind.NORTH, Outer.Inner.ONE],
        {frozenset({1}), 2},
        bytearray(b"x"),
        (complex(1, 2), range(3), slice(1, 2)),
        [Counter("abba"), deque([1])],
        [date(2024, 6, 19), datetime(2024, 6, 19, tzinfo=UTC), timedelta(days=1)],
        [Decimal("1.5"), Fraction(1, 3)],
    ],
    ids=str,
)
def test_records_and_common_values_come_through(value: object) -> None:
    assert load_result(pickle.dumps(value, pickle.HIGHEST_PROTOCOL)) == load_result(dump_result(value)) == value


@dataclass(frozen=True)
class Alone:
    of: tuple[Weather, ...]


@dataclass
class Counted:
    words: str
    count: int = field(init=False)
    more: int = field(default=0, kw_only=True)

    def __post_init__(self) -> None:
        self.count = len(self.words.split())


@pytest.mark.parametrize("value", [Alone(()), Alone((Weather("Oslo", 3.5),) * 2), Counted("a b c", more=1)], ids=str)
def test_records_of_every_build_come_through(value: object) -> None:
    assert load_result(dump_result(value)) == value


class Command:
    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.system, ("exit 1",)


@pytest.mark.parametrize(
    "value",
    [Command(), print, eval, getattr, Weather.__init__, subprocess.Popen, os.path.join, type, object()],
    ids=lambda value: getattr(value, "__qualname__", type(value).__name__),
)
def test_what_could_run_code_is_refused(value: object) -> None:
    with pytest.raises(pickle.UnpicklingError, match="not a plain value"):
        load_result(pickle.dumps(value))


def test_a_module_that_is_not_loaded_is_not_imported() -> None:
    with pytest.raises(pickle.UnpicklingError):
        load_result(b"cturtledemo\nmain\n.")
    assert "turtledemo" not in sys.modules


def test_the_types_of_a_room_are_imported(monkeypatch: pytest.MonkeyPatch) -> None:
    from bot.extraction.types import RawText

    body = pickle.dumps(RawText("A text."))
    monkeypatch.delitem(sys.modules, "bot.extraction.types")
    assert repr(load_result(body)) == repr(RawText("A text."))


@given(st.binary(max_size=60))
def test_damage_is_one_kind_of_error(body: bytes) -> None:
    with contextlib.suppress(pickle.UnpicklingError):
        load_result(body)
