"""Front matter: taken off where it is well formed, left in the text where it is not."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.articles.frontmatter import FrontMatter, split


def test_fields_and_body() -> None:
    found = split("---\ntitle: \"Snow: a report\"\nDate: 2024-02-29\nsection: 'World'\n---\nSnow fell.\nIt melted.\n")
    assert found.fields == {"title": "Snow: a report", "date": "2024-02-29", "section": "World"}
    assert found.published == date(2024, 2, 29)
    assert found.body == "Snow fell.\nIt melted.\n"


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_line_endings_and_a_byte_order_mark(ending: str, mark: str) -> None:
    found = split(mark + ending.join(["---", "title: Snow", "---", "", "Snow fell."]))
    assert (found.fields, found.body.strip()) == ({"title": "Snow"}, "Snow fell.")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Snow fell.",
        "---",
        "---\n",
        "--- title: x ---\nSnow.",
        "---\ntitle: Snow\nSnow fell, and nothing closes this.",
        "---\nSnow fell between two lines\n---\nand more.",
        "\n---\ntitle: not at the beginning\n---\nSnow.",
        "---\n---\nSnow.",
        "---\n- a list\n- between rules\n---\nSnow.",
        "---\n" + "key: value\n" * 41 + "---\nSnow.",
    ],
)
def test_what_is_no_front_matter_stays_whole(text: str) -> None:
    assert split(text) == FrontMatter(text)


def test_blank_lines_comments_and_lists_are_passed_over() -> None:
    found = split("---\ntitle: Snow\n\n# nothing: yet\ntags:\n- weather\n  - of: Norway\nsection: World\n---\nSnow.")
    assert found == FrontMatter("Snow.", {"title": "Snow", "tags": "", "section": "World"})


@pytest.mark.parametrize("value", ["", "soon", "2024-13-01", "19 June 2024"])
def test_a_date_that_is_none(value: str) -> None:
    assert split(f"---\ndate: {value}\n---\nSnow.").published is None


def test_the_last_of_two_equal_fields_counts_and_colons_stay_in_values() -> None:
    found = split("---\ntitle: One\ntitle: Two: three\n---\nSnow.")
    assert found.fields == {"title": "Two: three"}


@given(st.text())
def test_any_text_is_split_into_what_stands_in_it(text: str) -> None:
    found = split(text)
    assert text.endswith(found.body)
    if not found.fields and not text.lstrip("\ufeff").startswith("---"):
        assert found.body == text


@given(
    st.dictionaries(
        st.from_regex(r"[a-z]{1,9}", fullmatch=True),
        st.from_regex(r"[a-zA-Z:é ]{0,20}", fullmatch=True),
        min_size=1,
        max_size=30,
    ),
    st.text(),
)
def test_what_was_written_is_read(fields: dict[str, str], body: str) -> None:
    lines = "".join(f"{key}: {value}\n" for key, value in fields.items())
    found = split(f"---\n{lines}---\n{body}")
    assert found == FrontMatter(body, {key: value.strip() for key, value in fields.items()})
