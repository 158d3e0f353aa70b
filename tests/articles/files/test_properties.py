"""What properties of files are worth: titles, names and dates that a person put there."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from bot.articles.files import properties


@pytest.mark.parametrize(
    "said",
    [
        None,
        "",
        "  ",
        "Untitled",
        "untitled",
        "Microsoft Word - a.doc",
        "news.pdf",
        "A1.INDD",
        "12",
        "x" * 301,
        "Document1",
    ],
)
def test_no_title(said: str | None) -> None:
    assert properties.title(said) is None


def test_a_title() -> None:
    assert properties.title(" The bridge\nis closed ") == "The bridge is closed"


@pytest.mark.parametrize(
    "said", [None, "", "admin", "Microsoft Office User", "jane@example.org", "roe", "Windows User", "1 2"]
)
def test_no_person(said: str | None) -> None:
    assert properties.person(said) is None


def test_a_person() -> None:
    assert properties.person(" Jane  Roe; ") == "Jane Roe"


@pytest.mark.parametrize(
    ("said", "moment"),
    [
        ("D:20190503102030+02'00'", datetime(2019, 5, 3, 10, 20, 30, tzinfo=timezone(timedelta(hours=2)))),
        ("D:20190503102030-0330", datetime(2019, 5, 3, 10, 20, 30, tzinfo=timezone(-timedelta(hours=3, minutes=30)))),
        ("20190503102030Z", datetime(2019, 5, 3, 10, 20, 30, tzinfo=UTC)),
        ("D:201905031020Z", datetime(2019, 5, 3, 10, 20, tzinfo=UTC)),
        ("D:20190503102030", date(2019, 5, 3)),
        ("D:20190503", date(2019, 5, 3)),
        ("D:2019", None),
        ("D:20191350", None),
        ("D:20190503992030Z", None),
        ("D:00010101", None),
        ("yesterday", None),
        (None, None),
    ],
)
def test_dates_of_a_pdf(said: str | None, moment: date | None) -> None:
    assert properties.pdf_moment(said) == moment


@pytest.mark.parametrize(
    ("said", "moment"),
    [
        ("2019-05-03", date(2019, 5, 3)),
        ("2019-05-03T10:20:30Z", datetime(2019, 5, 3, 10, 20, 30, tzinfo=UTC)),
        ("2019-05-03T10:20:30.123456", datetime(2019, 5, 3, 10, 20, 30, tzinfo=UTC)),
        ("2019", None),
        ("0001-01-01", None),
        (None, None),
    ],
)
def test_other_dates(said: str | None, moment: date | None) -> None:
    assert properties.moment(said) == moment
