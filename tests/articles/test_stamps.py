"""Printed dates and their values."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from bot.articles.stamps import match_stamp, parse_moment


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("10 June 2013", date(2013, 6, 10)),
        ("2nd of May, 2011", date(2011, 5, 2)),
        ("Sept. 5, 2014", date(2014, 9, 5)),
        ("Tuesday, November 21, 2017 5:27 pm", date(2017, 11, 21)),
        ("2019-05-03T10:00", date(2019, 5, 3)),
        ("25/12/2010", date(2010, 12, 25)),
        ("12/25/2010", date(2010, 12, 25)),
        ("05/05/2010", date(2010, 5, 5)),
        ("03/04/2010", None),
        ("31 February 2010", None),
        ("yesterday", None),
        ("14:32 GMT, 3 May 2019", datetime(2019, 5, 3, 14, 32, tzinfo=UTC)),
        ("3 May 2019, 2:05 p.m. EST", datetime(2019, 5, 3, 14, 5, tzinfo=timezone(timedelta(hours=-5)))),
        ("12:10 AM EDT, 3 May 2019", datetime(2019, 5, 3, 0, 10, tzinfo=timezone(timedelta(hours=-4)))),
        ("29:99 GMT, 3 May 2019", date(2019, 5, 3)),
    ],
)
def test_moments(text: str, value: date | datetime | None) -> None:
    assert parse_moment(text) == value


def test_an_update_is_told_from_a_publication() -> None:
    text = "PUBLISHED: 00:30 EST, 10 June 2013 | UPDATED: 07:12 EST, 11 June 2013"
    first = match_stamp(text, 0)
    assert first is not None
    assert not first.is_update
    second = match_stamp(text, first.end)
    assert second is not None
    assert second.is_update
    assert second.end == len(text)


def test_a_bare_date_counts_only_alone_on_its_line() -> None:
    assert match_stamp("10 June 2013\nThe council", 0, bare=True) is not None
    assert match_stamp("10 June 2013 was the day", 0, bare=True) is None
    assert match_stamp("10 June 2013\nThe council", 0) is None
