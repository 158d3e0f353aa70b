"""Who wrote it and where from."""

import pytest

from bot.articles.bylines import match_byline, match_dateline


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("By Jane Roe, Staff Writer\n", "Jane Roe, Staff Writer"),
        ("By . Jane Roe . and John Doe . The council", "Jane Roe and John Doe"),
        ("By Jane Roe, Staff Writer The council voted.", "Jane Roe, Staff Writer"),
        ("By Jane Roe PARIS (AP) — The council voted.", "Jane Roe"),
        ("by Jane Roe\n", "Jane Roe"),
    ],
)
def test_names_of_a_by_line(text: str, names: str) -> None:
    found = match_byline(text, 0)
    assert found is not None
    assert found.names == names


@pytest.mark.parametrize(
    "text",
    [
        "By Monday they had gone",
        "By then\n",
        "By night\n",
        "by and large\n",
        "By 1931\n",
        "Jane Roe\n",
        "By Jane Roe was gone in May.",
        "By\n",
        "By all accounts, Staff Writer\n",
    ],
)
def test_no_by_line(text: str) -> None:
    assert match_byline(text, 0) is None


def test_a_dateline_must_open_a_sentence() -> None:
    assert match_dateline("PARIS (Reuters) - The", 0) == len("PARIS (Reuters) - ")
    assert match_dateline("Cable News Network (CNN) said", 0) is None
    assert match_dateline("WASHINGTON — the city, not the man", 0) is None
