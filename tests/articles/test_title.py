"""Headlines: found, undoubled, and brought down from capitals."""

import pytest

from bot.articles.title import in_sentence_case, split_title, without_title

BODY = "The city council voted on Monday to close the old bridge over the Rhine, and the mayor agreed with it."


@pytest.mark.parametrize(
    "title",
    [
        "Council votes to close bridge",
        "Will the bridge ever open?",
        "‘A disgrace’: mayor on the bridge",
        "10 bridges to see",
        "**Council** votes for @everyone",
    ],
)
def test_a_headline_is_split_off(title: str) -> None:
    assert split_title(f"{title}\n\n{BODY}") == (title, BODY)


@pytest.mark.parametrize(
    "first",
    [
        "The council voted.",
        "The council voted on Monday. The mayor agreed",
        "Council",
        "the bridge will close",
        "By Jane Roe, Staff Writer",
        "PARIS (Reuters) - Council votes to close bridge",
        "Share this article",
        "Dear editor, dear readers,",
        "- close the bridge",
        "Council votes to close the bridge " * 8,
        "2019 2020",
        "Thursday, June 30, 2005 at 9: 29 pm",
        "Article posted on 08. 07. 2012",
    ],
)
def test_what_is_no_headline_stays(first: str) -> None:
    assert split_title(f"{first}\n\n{BODY}") == (None, f"{first}\n\n{BODY}")


def test_a_headline_needs_a_body() -> None:
    assert split_title("Council votes to close bridge") == (None, "Council votes to close bridge")
    assert split_title("Council votes\n\nMayor agrees")[0] is None
    assert split_title("Council votes\nMayor agrees\n\n" + BODY)[0] is None


def test_a_repeated_title_is_removed_once() -> None:
    assert without_title(f"Council Votes\n\n{BODY}", "Council votes!") == BODY
    assert without_title(f"News\n\nCouncil votes\n\n{BODY}", "Council votes - Example News") == f"News\n\n{BODY}"
    assert without_title(BODY, "Council votes") == BODY
    assert without_title("Council votes", "Council votes") == "Council votes"


def test_only_shouted_titles_change() -> None:
    assert in_sentence_case("Council Votes", BODY) == "Council Votes"
    assert in_sentence_case("COUNCIL VOTES ON MONDAY", BODY) == "Council votes on Monday"
