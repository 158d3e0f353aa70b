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


@pytest.mark.parametrize("width", [45, 60, 72, 80, 100])
def test_hard_wrapped_paragraphs_are_joined(width: int) -> None:
    wrapped = "\n\n".join(textwrap.fill(paragraph, width) for paragraph in PARAGRAPHS)
    assert clean(wrapped) == "\n\n".join(PARAGRAPHS)


def test_wrapped_paragraphs_without_blank_lines_are_told_apart() -> None:
    wrapped = "\n".join(textwrap.fill(paragraph, 64) for paragraph in PARAGRAPHS)
    assert clean(wrapped) == "\n\n".join(PARAGRAPHS)


def test_one_line_a_paragraph_gets_blank_lines() -> None:
    assert clean("\n".join(PARAGRAPHS)) == "\n\n".join(PARAGRAPHS)


def test_quoted_text_of_a_mail_is_unwrapped_too() -> None:
    quoted = "\n".join(f"> {line}" for line in textwrap.wrap(PARAGRAPHS[0], 60))
    assert clean(quoted) == PARAGRAPHS[0]


VERSE = "Roses grow in rows\nand nobody knows\nwhere the river goes\nwhen it snows"
ITEMS = "- close the bridge for two years\n- open the tunnel at night\n- ask the state for money"


@pytest.mark.parametrize(
    "block", [VERSE, ITEMS, "1. Close the bridge\n2. Open the tunnel", "Town Hall\n1 Main Street\n12345 Exampleton"]
)
def test_verse_lists_and_addresses_keep_their_lines(block: str) -> None:
    assert clean(f"{PARAGRAPHS[0]}\n\n{block}\n\n{PARAGRAPHS[1]}") == f"{PARAGRAPHS[0]}\n\n{block}\n\n{PARAGRAPHS[1]}"


def test_a_heading_over_wrapped_text_stays_apart() -> None:
    wrapped = textwrap.fill(PARAGRAPHS[0], 60)
    assert clean(f"Bridge to close\n{wrapped}") == f"Bridge to close\n\n{PARAGRAPHS[0]}"


def test_hyphens_at_line_ends() -> None:
    lines = [
        "The council discussed the infra-",
        "structure of the town, and the well-",
        "known infrastructure of the harbour",
        "was not among the things it praised.",
    ]
    joined = clean("\n".join(lines))
    assert "the infrastructure of the town" in joined
    assert "the well-known infrastructure" in joined


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
