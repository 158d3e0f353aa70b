"""Discord's ids and the moments that they tell."""

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from bot.store.snowflakes import moment, snowflake

KNOWN, WHEN = 175928847299117063, datetime(2016, 4, 30, 11, 18, 25, 796000, UTC)
"""The example of Discord's reference."""


def test_an_id_tells_its_moment_and_a_moment_its_least_id() -> None:
    assert moment(KNOWN) == WHEN
    assert snowflake(WHEN) == KNOWN >> 22 << 22
    assert snowflake(datetime(2015, 1, 1, tzinfo=UTC)) == 0


@given(st.integers(0, 1 << 63))
def test_there_and_back_nothing_is_lost_but_what_counts_within_a_millisecond(id_: int) -> None:
    assert snowflake(moment(id_)) == id_ >> 22 << 22
