"""Paragraphs, and the decoration of lines."""

import re
import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.articles.cleaning import clean

PARAGRAPHS = [
    (
        "The council of the harbour town voted on Monday evening to close the old bridge for two years, which will send"
        " the traffic through the tunnel. The bridge dates from 1931."
    ),
    (
        "The mayor said that the work could not wait any longer, because the steel had rusted through in many places"
        " and the engineers had warned of it for years."
    ),
    "It will cost 40 million euros.",
]


def test_quoted_text_of_a_mail_is_unwrapped_too() -> None:
    quoted = "\n".join(f"> {line}" for line in textwrap.wrap(PARAGRAPHS[0], 60))
    assert clean(quoted) == PARAGRAPHS[0]


@pytest.mark.parametrize(
    ("line", "plain"),
    [
        ("> The bridge closes", "The bridge closes"),
        (">>> The bridge closes", "The bridge closes"),
        ("# The bridge closes", "The bridge closes"),
        ("-# The bridge closes", "The bridge closes"),
        ("**The bridge closes**", "The bridge closes"),
        ("> ## ***The bridge closes***", "The bridge closes"),
        ("__The bridge__ closes", "__The bridge__ closes"),
        ("**The** bridge **closes**", "**The** bridge **closes**"),
        ("#1 in the charts", "#1 in the charts"),
        (">50 people came", ">50 people came"),
        ("* * *", "* * *"),
        ("- an item", "- an item"),
    ],
)
def test_decoration_of_whole_lines_goes(line: str, plain: str) -> None:
    assert clean(line) == plain


_LINE = st.text(st.sampled_from(' abCD.-*>#_~|1)é"“'), max_size=30)
_LINES = st.lists(_LINE, max_size=12).map("\n".join)
_WRAPPED = st.tuples(
    st.lists(st.sampled_from(["a", "the", "Bridge", "well-", "known.", "- b", "of"]), max_size=60), st.integers(30, 140)
).map(lambda given: textwrap.fill(" ".join(given[0]), given[1]))


@given(_LINES | _WRAPPED | st.text(max_size=200))
def test_cleaning_is_idempotent(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@given(_LINES | _WRAPPED)
def test_no_letter_is_lost(text: str) -> None:
    assert re.sub(r"[^a-zA-Z1é]", "", clean(text)) == re.sub(r"[^a-zA-Z1é]", "", text)
