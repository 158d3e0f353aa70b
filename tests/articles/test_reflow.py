"""Lines into paragraphs, and the lines that stay."""

import textwrap

import pytest

from bot.articles.reflow import reflow

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
    assert reflow(wrapped) == "\n\n".join(PARAGRAPHS)


def test_wrapped_paragraphs_without_blank_lines_are_told_apart() -> None:
    wrapped = "\n".join(textwrap.fill(paragraph, 64) for paragraph in PARAGRAPHS)
    assert reflow(wrapped) == "\n\n".join(PARAGRAPHS)


def test_one_line_a_paragraph_gets_blank_lines() -> None:
    assert reflow("\n".join(PARAGRAPHS)) == "\n\n".join(PARAGRAPHS)


VERSE = "Roses grow in rows\nand nobody knows\nwhere the river goes\nwhen it snows"
ITEMS = "- close the bridge for two years\n- open the tunnel at night\n- ask the state for money"


@pytest.mark.parametrize(
    "block", [VERSE, ITEMS, "1. Close the bridge\n2. Open the tunnel", "Town Hall\n1 Main Street\n12345 Exampleton"]
)
def test_verse_lists_and_addresses_keep_their_lines(block: str) -> None:
    assert reflow(f"{PARAGRAPHS[0]}\n\n{block}\n\n{PARAGRAPHS[1]}") == f"{PARAGRAPHS[0]}\n\n{block}\n\n{PARAGRAPHS[1]}"


def test_a_heading_over_wrapped_text_stays_apart() -> None:
    wrapped = textwrap.fill(PARAGRAPHS[0], 60)
    assert reflow(f"Bridge to close\n{wrapped}") == f"Bridge to close\n\n{PARAGRAPHS[0]}"


def test_hyphens_at_line_ends() -> None:
    lines = [
        "The council discussed the infra-",
        "structure of the town, and the well-",
        "known infrastructure of the harbour",
        "was not among the things it praised.",
    ]
    joined = reflow("\n".join(lines))
    assert "the infrastructure of the town" in joined
    assert "the well-known infrastructure" in joined
