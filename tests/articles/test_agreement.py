"""Two readings of a page, and what is left where they agree."""

import lxml.html
from hypothesis import given
from hypothesis import strategies as st

from bot.articles.agreement import second_reading, within_agreement

NUMBERS = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen")
LINES = [f"The council voted {number} times on the bridge over the river." for number in NUMBERS]
STORY = "\n".join(LINES)


def test_what_only_the_first_has_at_the_edges_goes() -> None:
    assert within_agreement(f"Share this.\n{STORY}\nMore from the council: parks, schools.", STORY) == STORY


def test_what_it_has_in_the_middle_stays() -> None:
    first = "\n".join([*LINES[:2], "“Never again.”", *LINES[2:]])
    assert within_agreement(f"{first}\nMore news.", STORY) == first


def test_readings_that_differ_are_left_alone() -> None:
    other = "Parks and schools are what the council talks about in the spring of every year."
    assert within_agreement(f"{STORY}\nMore news.", f"{LINES[0]}\n{other}") == f"{STORY}\nMore news."


def test_a_second_reading_that_found_only_a_part_is_not_believed() -> None:
    assert within_agreement(STORY, LINES[1]) == STORY


def test_a_second_reading_that_found_nothing_is_not_believed() -> None:
    assert within_agreement(STORY, "") == STORY
    assert within_agreement("Too short.", "Too short.") == "Too short."
    assert within_agreement("", "") == ""


def test_lines_that_are_cut_otherwise_are_known_by_their_letters() -> None:
    assert within_agreement(f"{STORY}\nMore.", STORY.replace("bridge over", "bridge – over\n")) == STORY


@given(st.lists(st.sampled_from([*LINES, "", "A", "Share"])), st.lists(st.sampled_from([*LINES, "B"])))
def test_it_is_a_stretch_of_the_first(first: list[str], second: list[str]) -> None:
    whole = "\n".join(first)
    assert within_agreement(whole, "\n".join(second)) in whole


def test_the_second_reader() -> None:
    body = "".join(
        f"<p>{line} It said so again on Monday, and on Tuesday, and will say so in May.</p>" for line in LINES
    )
    page = f"<html><body><div class='menu'><a href='/'>Home</a></div><div class='article'>{body}</div></body></html>"
    found = second_reading(lxml.html.document_fromstring(page))
    assert all(line in found for line in LINES)
    assert "Home" not in found


@given(st.text(alphabet="<>/ap divbodytr=\"'&;#x1\n", max_size=60))
def test_broken_pages_raise_nothing(markup: str) -> None:
    second_reading(lxml.html.document_fromstring(f"<html><body>{markup}</body></html>"))
