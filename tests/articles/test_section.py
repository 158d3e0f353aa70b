"""Section tags, and brackets that are none."""

import pytest

from bot.articles.section import split_section


@pytest.mark.parametrize(
    ("text", "section"),
    [
        ("[WORLD] The council voted.", "World"),
        ("[World] The council voted.", "World"),
        ("[US POLITICS] The council voted.", "US Politics"),
        ("[TECH & SCIENCE]\n\nThe council voted.", "Tech & Science"),
        ("WORLD: The council voted.", "World"),
        ("WORLD NEWS: The council voted.", "World News"),
    ],
)
def test_a_leading_tag_is_the_section(text: str, section: str) -> None:
    assert split_section(text) == (section, "The council voted.")


@pytest.mark.parametrize(
    "text",
    [
        "[sic] The council voted.",
        "[AP] The council voted.",
        "[REUTERS] The council voted.",
        "[UPDATE] The council voted.",
        "[The mayor] said so.",
        "PARIS: The mayor spoke.",
        "World: a planet.",
        "[WORLD]",
        "MAYOR: We will close it.",
    ],
)
def test_other_brackets_and_colons_stay(text: str) -> None:
    assert split_section(text) == (None, text)
