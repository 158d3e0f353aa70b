"""What plain words ask a summary of."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.commands.asked import Asked, asked, days_since, span_of

TODAY = date(2024, 6, 19)  # a Wednesday
WEEK = (date(2024, 6, 12), TODAY)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("Ruth Lind", Asked("Ruth Lind")),
        ("Ruth Lind in Harwick", Asked("Ruth Lind in Harwick")),
        ("Ruth Lind about the bridge", Asked("Ruth Lind", "the bridge")),
        ("about the bridge", Asked("the bridge")),
        ("news about the bridge today", Asked("the bridge", days=(TODAY, TODAY))),
        ("last week", Asked(days=WEEK)),
        ("what happened last week", Asked(days=WEEK)),
        ("last week about the bridge", Asked("the bridge", days=WEEK)),
        ("Ruth Lind about the bridge over the last 7 days", Asked("Ruth Lind", "the bridge", WEEK)),
        ("today's news", Asked(days=(TODAY, TODAY))),
        ("news from yesterday", Asked(days=(date(2024, 6, 18), date(2024, 6, 18)))),
        ("since Monday", Asked(days=(date(2024, 6, 17), TODAY))),
        ("Ruth Lind since 1 June", Asked("Ruth Lind", days=(date(2024, 6, 1), TODAY))),
        ("Ruth Lind in June 2024", Asked("Ruth Lind", days=(date(2024, 6, 1), date(2024, 6, 30)))),
        ("on 14 Sep 2023", Asked(days=(date(2023, 9, 14), date(2023, 9, 14)))),
        ("#news", Asked(channel="news")),
        ("what was posted in #news this week", Asked(days=(date(2024, 6, 17), TODAY), channel="news")),
        ("bridge in:#news", Asked("bridge", channel="news")),
        ("bridge <#123>", Asked("bridge", channel="<#123>")),
        ("here", Asked(channel="")),
        ("#12", Asked("#12")),
        ("#12 about Ruth", Asked("#12", "Ruth")),
        ("the bridge since it opened", Asked("the bridge since it opened")),
        ("", Asked()),
    ],
)
def test_words_say_of_what_when_and_where(typed: str, found: Asked) -> None:
    assert asked(typed, TODAY) == found


@pytest.mark.parametrize(
    ("said", "first"),
    [
        ("last week", WEEK[0]), ("past three days", date(2024, 6, 16)), ("this month", date(2024, 6, 1)),
        ("this year", date(2024, 1, 1)), ("last 48 hours", date(2024, 6, 17)), ("this week", date(2024, 6, 17)),
    ],
)  # fmt: skip
def test_spans_go_up_to_today(said: str, first: date) -> None:
    assert span_of(said, TODAY) == (first, TODAY)


def test_since_takes_what_a_digest_takes_and_days_in_words() -> None:
    firsts = {said: days_since(said, TODAY) for said in ("day", "week", "3d", "yesterday", "2024-06-01", "Monday")}
    back = {"day": 1, "week": 7, "3d": 3, "yesterday": 1, "2024-06-01": 18, "Monday": 2}
    assert firsts == {said: (TODAY - timedelta(days), TODAY) for said, days in back.items()}
    assert days_since("someday", TODAY) is None
    assert days_since("2025-01-01", TODAY) is None


_PIECES = (
    "Ruth Lind",
    "about",
    "since",
    "last",
    "week",
    "in",
    "#news",
    "June 2024",
    "today",
    "9999",
    "in:",
    "the",
    "0d",
)


@given(st.text(max_size=40) | st.lists(st.sampled_from(_PIECES)).map(" ".join), st.dates())
def test_no_words_are_a_fault_and_days_come_in_order(typed: str, today: date) -> None:
    found = asked(typed, today)
    assert found.days is None or found.days[0] <= found.days[1]
    assert found.what is None or found.what.strip()
